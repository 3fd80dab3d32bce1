// softEvictConnections closes idle connections at once and those in use when they are returned; all are replaced.
// The Java beside it: src/main/java/experiments/SoftEvict.java
package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=150ms&ping=0s&latency=0s")
	config.SetMaximumPoolSize(3)
	ds := open(config)
	time.Sleep(700 * time.Millisecond)
	held := get(ds)
	say("held is %d", id(held))
	ds.GetHikariPoolMXBean().SoftEvictConnections()
	show("evicted", ds)
	time.Sleep(700 * time.Millisecond)
	show("filled", ds)
	say("a statement on the held one: %s", text(query(held)))
	held.Close()
	show("held one returned", ds)
	time.Sleep(400 * time.Millisecond)
	show("filled", ds)
	say("connections %s", ids(borrow(ds, 3)))
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

// id is the number that the server gave to the connection.
func id(conn *hikari.Connection) int64 { return conn.Unwrap().GetId() }

// borrow takes so many connections.
func borrow(ds *hikari.DataSource, count int) []*hikari.Connection {
	var conns []*hikari.Connection
	for range count {
		conns = append(conns, get(ds))
	}
	return conns
}

// ids are the numbers of connections, separated by blanks.
func ids(conns []*hikari.Connection) string {
	var numbers []string
	for _, conn := range conns {
		numbers = append(numbers, strconv.FormatInt(id(conn), 10))
	}
	return strings.Join(numbers, " ")
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
