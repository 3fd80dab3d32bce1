// However many wait, the pool stays within maximumPoolSize, and the orders too many are discarded.
// The Java beside it: src/main/java/experiments/NeverOverMaximum.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=20ms&ping=0s")
	config.SetMaximumPoolSize(5)
	config.SetMinimumIdle(0)
	ds := open(config)
	running := 50
	for range 50 {
		go func() {
			conn := get(ds)
			time.Sleep(300 * time.Millisecond)
			conn.Close()
			running--
		}()
	}
	most, waiting := 0, 0
	for running > 0 {
		most = max(most, ds.GetHikariPoolMXBean().GetTotalConnections())
		waiting = max(waiting, ds.GetHikariPoolMXBean().GetThreadsAwaitingConnection())
		time.Sleep(time.Millisecond)
	}
	say("at most %d connections, more than 40 waiting: %t", most, waiting > 40)
	time.Sleep(300 * time.Millisecond)
	show("at the end", ds)
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
