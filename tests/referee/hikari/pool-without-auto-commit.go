// autoCommit false for the whole pool: set on each new connection, not reset, and dirty work is rolled back at close.
// The Java beside it: src/main/java/experiments/PoolWithoutAutoCommit.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s&latency=100ms")
	config.SetMaximumPoolSize(1)
	config.SetAutoCommit(false)
	var ds *hikari.DataSource
	say("constructed in %s", took(func() { ds = open(config) }))
	clean := get(ds)
	say("autoCommit %t", clean.GetAutoCommit())
	say("no statement: close in %s", took(func() { clean.Close() }))
	dirty := get(ds)
	execute(dirty, "UPDATE goods SET stock = 1")
	say("dirty: close in %s", took(func() { dirty.Close() }))
	read := get(ds)
	query(read)
	say("after a SELECT, too: close in %s", took(func() { read.Close() }))
	committed := get(ds)
	execute(committed, "UPDATE goods SET stock = 1")
	committed.Commit()
	say("committed: close in %s", took(func() { committed.Close() }))
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

// execute runs a statement without rows.
func execute(conn *hikari.Connection, sql string) error {
	_, err := conn.PrepareStatement(sql).ExecuteUpdate()
	return err
}
