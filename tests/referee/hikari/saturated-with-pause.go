// 500 threads that pause for 10 ms before they borrow again, 20 connections held for 100 ms, connectionTimeout 3 s, for 20 s: how many borrows fail.
// The Java beside it: src/main/java/experiments/SaturatedWithPause.java
package main

import (
	"fmt"
	"sync"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s&latency=100ms")
	config.SetMaximumPoolSize(20)
	config.SetConnectionTimeout(3 * time.Second)
	ds := open(config)
	time.Sleep(time.Second)
	begin()
	served, failed := 0, 0
	var group sync.WaitGroup
	for range 500 {
		group.Go(func() {
			for now() < 20*time.Second {
				conn, err := ds.GetConnection()
				if err != nil {
					failed++
				} else {
					query(conn)
					served++
					conn.Close()
				}
				time.Sleep(10 * time.Millisecond)
			}
		})
	}
	group.Wait()
	say("served, failed: %d %d (±8 %%)", served, failed)
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

func say(format string, arguments ...any) {
	fmt.Printf(format+"\n", arguments...)
}

var start = time.Now()

// begin sets the clock of until and now to 0.
func begin() { start = time.Now() }

// now is the time since the beginning.
func now() time.Duration { return time.Since(start) }

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
