// A connection that died within the window of trust is handed out; its first statement fails and it is evicted.
// The Java beside it: src/main/java/experiments/DeadWithinWindow.java
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
	config := newConfig("dial=0s&ping=0s&latency=0s&waitTimeout=200ms")
	config.SetMaximumPoolSize(1)
	ds := open(config)
	get(ds).Close()
	time.Sleep(400 * time.Millisecond)
	conn := get(ds)
	say("connection %d", id(conn))
	if err := query(conn); err != nil {
		say("%s, codes %s", text(err), codes(err))
	}
	say("closed: %t, valid: %t", conn.IsClosed(), conn.IsValid(time.Second))
	say("again: %s", text(conn.Commit()))
	time.Sleep(100 * time.Millisecond)
	show("replaced", ds)
	conn.Close()
	show("closed", ds)
	say("connection %d", id(get(ds)))
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

// id is the number that the server gave to the connection.
func id(conn *hikari.Connection) int64 { return conn.Unwrap().GetId() }

// query runs a SELECT and reads its rows.
func query(conn *hikari.Connection) error {
	st := conn.PrepareStatement("SELECT id, name FROM goods")
	rs, err := st.ExecuteQuery()
	if err != nil {
		return err
	}
	for rs.Next() {
		rs.GetLong(1)
	}
	rs.Close()
	return st.Close()
}
