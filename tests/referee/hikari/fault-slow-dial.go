// Dials take 400 ms while a dozen threads begin to use a small pool: it grows as slowly as the one adder dials.
// The Java beside it: src/main/java/experiments/FaultSlowDial.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	begin()
	config := newConfig("dial=0s&ping=0s&latency=0s&faults=slowdial@500ms+5s*400ms")
	config.SetMaximumPoolSize(4)
	config.SetMinimumIdle(1)
	ds := open(config)
	until(1000)
	for range 12 {
		go func() {
			ds.GetConnection()
			time.Sleep(5 * time.Second)
		}()
	}
	for at := 1200; at < 2700; at += 430 {
		until(at)
		show(fmt.Sprintf("at %d", at), ds)
	}
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
