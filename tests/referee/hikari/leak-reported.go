// A connection held for longer than leakDetectionThreshold is reported with the stack of its borrower; its return is reported, too.
// The Java beside it: src/main/java/experiments/LeakReported.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s")
	config.SetMaximumPoolSize(1)
	config.SetLeakDetectionThreshold(2 * time.Second)
	ds := open(config)
	begin()
	conn := hold(ds)
	until(1900)
	say("1900 ms")
	until(2200)
	show("2200 ms", ds)
	until(3500)
	conn.Close()
	show("returned", ds)
	ds.Close()
}

func hold(ds *hikari.DataSource) *hikari.Connection {
	conn, err := ds.GetConnection()
	if err != nil {
		panic(err)
	}
	return conn
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

func say(format string, arguments ...any) {
	fmt.Printf(format+"\n", arguments...)
}

// show prints the figures of the pool.
func show(when string, ds *hikari.DataSource) {
	pool := ds.GetHikariPoolMXBean()
	say("%s: total=%d active=%d idle=%d waiting=%d", when, pool.GetTotalConnections(),
		pool.GetActiveConnections(), pool.GetIdleConnections(), pool.GetThreadsAwaitingConnection())
}

var start = time.Now()

// begin sets the clock of until and now to 0.
func begin() { start = time.Now() }

// until pauses until so many milliseconds have passed since the beginning.
func until(millis int) {
	time.Sleep(time.Until(start.Add(time.Duration(millis) * time.Millisecond)))
}
