// A leak is reported once and never taken back: the connection stays active, works, and others time out.
// The Java beside it: src/main/java/experiments/LeakNotReclaimed.java
package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s&latency=0s")
	config.SetHousekeepingPeriod(500 * time.Millisecond)
	config.SetMaximumPoolSize(1)
	config.SetConnectionTimeout(500 * time.Millisecond)
	config.SetLeakDetectionThreshold(2 * time.Second)
	ds := open(config)
	leaked := leak(ds)
	time.Sleep(2500 * time.Millisecond)
	_, err := ds.GetConnection()
	say("%s", text(err))
	time.Sleep(2500 * time.Millisecond)
	_, err = ds.GetConnection()
	say("%s", text(err))
	show("after 6 s", ds)
	say("a statement: %s", text(query(leaked)))
	ds.Close()
}

func leak(ds *hikari.DataSource) *hikari.Connection {
	conn, err := ds.GetConnection()
	if err != nil {
		panic(err)
	}
	return conn
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
