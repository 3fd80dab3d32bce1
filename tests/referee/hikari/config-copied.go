// A data source copies its configuration: what is set on it later does not reach the pool.
// The Java beside it: src/main/java/experiments/ConfigCopied.java
package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("")
	config.SetMaximumPoolSize(3)
	config.SetConnectionTimeout(500 * time.Millisecond)
	ds := open(config)
	config.SetMaximumPoolSize(6)
	config.SetMinimumIdle(6)
	config.SetConnectionTimeout(250 * time.Millisecond)
	begin()
	until(400)
	show("filled", ds)
	all := borrow(ds, 3)
	_, err := ds.GetConnection()
	say("fourth: %s", text(err))
	closeAll(all)
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
