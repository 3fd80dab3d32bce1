// If the first connection is refused, the constructor throws after the pause of 1 s that follows every attempt.
// The Java beside it: src/main/java/experiments/FailFast.java
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
	begin()
	url := "dial=0s&maxConnections=1"
	full := hog(url, 1)
	config := newConfig(url)
	from := now()
	_, err := hikari.NewDataSource(config)
	var failure *hikari.PoolInitializationException
	if errors.As(err, &failure) {
		say("%s", text(failure))
		say("cause: %s", codes(failure.Unwrap()))
	}
	say("after %s", about(now()-from))
	full.Close()
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

// hog is a pool that takes so many of the server's connections, until it is closed.
func hog(query string, count int) *hikari.DataSource {
	config := newConfig(query)
	config.SetPoolName("hog")
	config.SetMaximumPoolSize(count)
	ds := open(config)
	borrow(ds, count)
	return ds
}
