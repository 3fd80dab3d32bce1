// The pool does not grow while an idle connection can be had, however often one is borrowed.
// The Java beside it: src/main/java/experiments/NoGrowthWithoutWaiters.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s&latency=0s")
	config.SetMaximumPoolSize(10)
	config.SetMinimumIdle(1)
	ds := open(config)
	for range 200 {
		get(ds).Close()
	}
	time.Sleep(200 * time.Millisecond)
	show("200 borrowed in turn", ds)
	three := borrow(ds, 3)
	show("three at a time", ds)
	closeAll(three)
	for range 200 {
		get(ds).Close()
	}
	time.Sleep(200 * time.Millisecond)
	show("200 more in turn", ds)
	ds.Close()
}

// newConfig is a pool "shop" whose database behaves as the query part of its URL says.
func newConfig(query string) *hikari.Config {
	config := hikari.NewConfig()
	config.SetPoolName("shop")
	config.SetJdbcURL("jdbc:mysql://db/shop?" + query)
	return config
}

func open(config *hikari.Config) *hikari.DataSource {
	ds, err := hikari.NewDataSource(config)
	if err != nil {
		panic(err)
	}
	return ds
}

func get(ds *hikari.DataSource) *hikari.Connection {
	conn, err := ds.GetConnection()
	if err != nil {
		panic(err)
	}
	return conn
}

func say(format string, arguments ...any) {
	fmt.Printf(format+"\n", arguments...)
}

// show prints the figures of the pool.
func show(when string, ds *hikari.DataSource) {
	pool := ds.GetHikariPoolMXBean()
	say("%s: total=%d active=%d idle=%d waiting=%d", when, pool.GetTotalConnections(),
		pool.GetActiveConnections(), pool.GetIdleConnections(), pool.GetThreadsAwaitingConnection())
}

// borrow takes so many connections.
func borrow(ds *hikari.DataSource, count int) []*hikari.Connection {
	var conns []*hikari.Connection
	for range count {
		conns = append(conns, get(ds))
	}
	return conns
}

func closeAll(conns []*hikari.Connection) {
	for _, conn := range conns {
		conn.Close()
	}
}
