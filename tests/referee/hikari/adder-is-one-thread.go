// Connections for waiting threads are dialled one after the other, with 30 ms between them.
// The Java beside it: src/main/java/experiments/AdderIsOneThread.java
package main

import (
	"fmt"
	"sync"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=170ms&ping=0s")
	config.SetMaximumPoolSize(6)
	config.SetMinimumIdle(1)
	ds := open(config)
	time.Sleep(300 * time.Millisecond)
	begin()
	var times []time.Duration
	borrowOne := func() {
		get(ds)
		times = append(times, now())
	}
	goFuncs(borrowOne, borrowOne, borrowOne, borrowOne, borrowOne)
	for _, time := range times {
		say("borrowed at %s", aboutTo(time, 100_000_000))
	}
	show("all held", ds)
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

// now is the time since the beginning.
func now() time.Duration { return time.Since(start) }

func aboutTo(d, step time.Duration) string {
	return fmt.Sprintf("%dms", ((d + step/2) / step * step).Milliseconds())
}

// goFuncs runs functions in goroutines of their own and waits for them.
func goFuncs(actions ...func()) {
	var group sync.WaitGroup
	for _, action := range actions {
		group.Go(action)
	}
	group.Wait()
}
