// A timeout while the database refuses carries the last failure, with its SQLState and error code.
// The Java beside it: src/main/java/experiments/TimeoutCause.java
package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tidepool/hikari"
)

func main() {
	url := "dial=0s&ping=0s&maxConnections=2"
	full := hog(url, 1)
	config := newConfig(url)
	config.SetMaximumPoolSize(3)
	config.SetMinimumIdle(0)
	config.SetConnectionTimeout(300 * time.Millisecond)
	ds := open(config)
	held := get(ds)
	print(ds, "refused")
	time.Sleep(400 * time.Millisecond) // the order lapses
	full.Close()
	more := borrow(ds, 1)
	show("room for a second", ds)
	print(ds, "a third is refused")
	closeAll(more)
	closeAll(borrow(ds, 1))
	held.Close()
	ds.Close()
}

func print(ds *hikari.DataSource, when string) {
	_, err := ds.GetConnection()
	say("%s: %s", when, text(err))
	var e *hikari.SQLException
	if !errors.As(err, &e) {
		return
	}
	next := e.GetNextException()
	say("codes %s, next: %s", codes(err), text(next))
	say("cause is next: %t, its codes %s", errors.Is(err, next), codes(next))
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

// codes is SQLState and error code, as "08004/1040".
func codes(err error) string {
	var e *hikari.SQLException
	if !errors.As(err, &e) {
		return "no SQLException"
	}
	state := e.GetSQLState()
	if state == "" {
		state = "none"
	}
	return fmt.Sprintf("%s/%d", state, e.GetErrorCode())
}

// borrow takes so many connections.
func borrow(ds *hikari.DataSource, count int) []*hikari.Connection {
	var conns []*hikari.Connection
	for range count {
		conns = append(conns, get(ds))
	}
	return conns
}

func closeAll(conns []*hikari.Connection) {
	for _, conn := range conns {
		conn.Close()
	}
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
