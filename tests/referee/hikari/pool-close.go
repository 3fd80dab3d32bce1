// Closing the pool closes idle connections and aborts those in use; whoever waits is told at its timeout, and new ones at once.
// The Java beside it: src/main/java/experiments/PoolClose.java
package main

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s&latency=0s")
	config.SetMaximumPoolSize(2)
	config.SetConnectionTimeout(600 * time.Millisecond)
	ds := open(config)
	time.Sleep(300 * time.Millisecond)
	both := borrow(ds, 2)
	begin()
	var group sync.WaitGroup
	group.Go(func() {
		_, err := ds.GetConnection()
		say("the waiter after %s: %s", about(now()), text(err))
	})
	time.Sleep(200 * time.Millisecond)
	show("before", ds)
	say("running: %t, closed: %t", ds.IsRunning(), ds.IsClosed())
	say("close in %s", took(func() { ds.Close() }))
	say("running: %t, closed: %t", ds.IsRunning(), ds.IsClosed())
	show("closed", ds)
	_, err := ds.GetConnection()
	say("borrow: %s", text(err))
	say("close again in %s", took(func() { ds.Close() }))
	group.Wait()
	returned := both[0].Close()
	if returned == nil {
		returned = both[1].Close()
	}
	say("returning what was aborted: %s", text(returned))
	show("at the end", ds)
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

// text is the first line of an error, or "none"; the time it names is rounded.
func text(err error) string {
	if err == nil {
		return "none"
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	before, rest, found := strings.Cut(line, "after ")
	number, behind, ends := strings.Cut(rest, "ms")
	millis, failed := strconv.Atoi(number)
	if !found || !ends || failed != nil {
		return line
	}
	return before + "after " + about(time.Duration(millis)*time.Millisecond) + behind
}

// borrow takes so many connections.
func borrow(ds *hikari.DataSource, count int) []*hikari.Connection {
	var conns []*hikari.Connection
	for range count {
		conns = append(conns, get(ds))
	}
	return conns
}
