// A negative initializationFailTimeout: no attempt at all before the constructor returns.
// The Java beside it: src/main/java/experiments/InitFailNegative.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=200ms&ping=0s")
	config.SetMaximumPoolSize(2)
	config.SetInitializationFailTimeout(-time.Millisecond)
	var ds *hikari.DataSource
	say("constructed in %s", took(func() { ds = open(config) }))
	show("constructed", ds)
	say("borrowed in %s", took(func() { get(ds) }))
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
