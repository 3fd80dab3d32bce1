// initializationFailTimeout 0: one attempt and its pause, then a pool without connections, which recovers.
// The Java beside it: src/main/java/experiments/InitFailZero.java
package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tidepool/hikari"
)

func main() {
	url := "dial=0s&maxConnections=1"
	full := hog(url, 1)
	config := newConfig(url)
	config.SetMaximumPoolSize(1)
	config.SetInitializationFailTimeout(0)
	config.SetConnectionTimeout(300 * time.Millisecond)
	var ds *hikari.DataSource
	say("constructed in %s", took(func() { ds = open(config) }))
	show("constructed", ds)
	_, err := ds.GetConnection()
	say("borrow: %s", text(err))
	full.Close()
	ds.SetConnectionTimeout(5 * time.Second)
	time.Sleep(700 * time.Millisecond)
	show("the database has room", ds)
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

// hog is a pool that takes so many of the server's connections, until it is closed.
func hog(query string, count int) *hikari.DataSource {
	config := newConfig(query)
	config.SetPoolName("hog")
	config.SetMaximumPoolSize(count)
	ds := open(config)
	borrow(ds, count)
	return ds
}
