// Closing a pool nobody uses gives its connections back to the server at once.
// The Java beside it: src/main/java/experiments/PoolCloseIdle.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	url := "dial=0s&ping=0s&maxConnections=3"
	config := newConfig(url)
	config.SetMaximumPoolSize(3)
	ds := open(config)
	time.Sleep(300 * time.Millisecond)
	show("filled", ds)
	say("close in %s", took(func() { ds.Close() }))
	next := hog(url, 3)
	show("another pool has all three", next)
	next.Close()
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

// about is a time to the nearest 50 ms.
func about(d time.Duration) string { return aboutTo(d, 50*time.Millisecond) }

func aboutTo(d, step time.Duration) string {
	return fmt.Sprintf("%dms", ((d + step/2) / step * step).Milliseconds())
}

// took is how long something takes, to the nearest 50 ms.
func took(action func()) string {
	from := time.Now()
	action()
	return about(time.Since(from))
}

// borrow takes so many connections.
func borrow(ds *hikari.DataSource, count int) []*hikari.Connection {
	var conns []*hikari.Connection
	for range count {
		conns = append(conns, get(ds))
	}
	return conns
}

// hog is a pool that takes so many of the server's connections, until it is closed.
func hog(query string, count int) *hikari.DataSource {
	config := newConfig(query)
	config.SetPoolName("hog")
	config.SetMaximumPoolSize(count)
	ds := open(config)
	borrow(ds, count)
	return ds
}
