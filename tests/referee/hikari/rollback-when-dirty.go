// Closing rolls back what was not committed, and resets autoCommit; each is a round trip.
// The Java beside it: src/main/java/experiments/RollbackWhenDirty.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s&latency=100ms")
	config.SetMaximumPoolSize(1)
	ds := open(config)
	plain := get(ds)
	update(plain)
	say("autoCommit: close in %s", took(func() { plain.Close() }))
	clean := get(ds)
	say("setAutoCommit(false) in %s", took(func() { clean.SetAutoCommit(false) }))
	say("no statement: close in %s", took(func() { clean.Close() }))
	committed := get(ds)
	committed.SetAutoCommit(false)
	update(committed)
	say("commit in %s", took(func() { committed.Commit() }))
	say("committed: close in %s", took(func() { committed.Close() }))
	rolledBack := get(ds)
	rolledBack.SetAutoCommit(false)
	update(rolledBack)
	say("rollback in %s", took(func() { rolledBack.Rollback() }))
	say("rolled back: close in %s", took(func() { rolledBack.Close() }))
	dirty := get(ds)
	dirty.SetAutoCommit(false)
	update(dirty)
	say("dirty: close in %s", took(func() { dirty.Close() }))
	switched := get(ds)
	switched.SetAutoCommit(false)
	update(switched)
	switched.SetAutoCommit(true)
	say("dirty, then setAutoCommit(true): close in %s", took(func() { switched.Close() }))
	next := get(ds)
	say("the next has autoCommit %t", next.GetAutoCommit())
	update(next)
	say("and its close takes %s", took(func() { next.Close() }))
	ds.Close()
}

func update(conn *hikari.Connection) {
	if err := execute(conn, "UPDATE goods SET stock = 1"); err != nil {
		panic(err)
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

// execute runs a statement without rows.
func execute(conn *hikari.Connection, sql string) error {
	_, err := conn.PrepareStatement(sql).ExecuteUpdate()
	return err
}
