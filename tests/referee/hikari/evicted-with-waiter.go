// A connection evicted while a thread waits is replaced for it only if minimumIdle asks for one: with 0 the waiter waits in vain.
// The Java beside it: src/main/java/experiments/EvictedWithWaiter.java
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
	for _, minimum := range []int{1, 0} {
		config := newConfig("dial=150ms&ping=0s&latency=0s")
		config.SetMaximumPoolSize(1)
		config.SetMinimumIdle(minimum)
		config.SetConnectionTimeout(time.Second)
		ds := open(config)
		held := get(ds)
		begin()
		var group sync.WaitGroup
		group.Go(func() {
			_, err := ds.GetConnection()
			say("the waiter: %s", text(err))
			say("at %s", about(now()))
		})
		until(300)
		ds.EvictConnection(held)
		until(400)
		show(fmt.Sprintf("minimumIdle %d, evicted", minimum), ds)
		group.Wait()
		show(fmt.Sprintf("minimumIdle %d, at the end", minimum), ds)
		next := "not tried"
		if minimum == 0 {
			_, err := ds.GetConnection()
			next = text(err)
		}
		say("and the next borrow: %s", next)
		ds.Close()
	}
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

// about is a time to the nearest 50 ms.
func about(d time.Duration) string { return aboutTo(d, 50*time.Millisecond) }

func aboutTo(d, step time.Duration) string {
	return fmt.Sprintf("%dms", ((d + step/2) / step * step).Milliseconds())
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
