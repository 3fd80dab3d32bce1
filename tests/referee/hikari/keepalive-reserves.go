// While a keepalive is under way, its connection is neither idle nor active, and a borrower waits for it.
// The Java beside it: src/main/java/experiments/KeepaliveReserves.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=500ms")
	config.SetAliveBypassWindow(10 * time.Second)
	config.SetMaximumPoolSize(1)
	config.SetInitializationFailTimeout(-time.Millisecond)
	ds := open(config)
	ds.SetKeepaliveTime(time.Second)
	begin() // set up, with its check, from 100 to 600; the keepalive begins between 1500 and 1600
	until(1400)
	show("before", ds)
	until(1800)
	show("while", ds)
	get(ds)
	at := now().Milliseconds()
	say("borrowed between 1980 and 2150: %t", at >= 1980 && at < 2150)
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

var start = time.Now()

// begin sets the clock of until and now to 0.
func begin() { start = time.Now() }

// until pauses until so many milliseconds have passed since the beginning.
func until(millis int) {
	time.Sleep(time.Until(start.Add(time.Duration(millis) * time.Millisecond)))
}

// now is the time since the beginning.
func now() time.Duration { return time.Since(start) }
