// Threads that borrow again as soon as they have returned: how often one takes back what it has just handed to a waiter.
// The Java beside it: src/main/java/experiments/BargingTight.java
package main

import (
	"fmt"
	"sync"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s&latency=5ms")
	config.SetMaximumPoolSize(2)
	ds := open(config)
	time.Sleep(300 * time.Millisecond)
	begin()
	holder := [3]int{}
	back, others := 0, 0
	var group sync.WaitGroup
	for number := 1; number <= 8; number++ {
		group.Go(func() {
			for now() < 3*time.Second {
				conn := get(ds)
				if holder[id(conn)] == number {
					back++
				} else {
					others++
				}
				query(conn)
				holder[id(conn)] = number
				conn.Close()
			}
		})
	}
	group.Wait()
	say("took back, got another's: %d %d (±25 %%)", back, others)
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

var start = time.Now()

// begin sets the clock of until and now to 0.
func begin() { start = time.Now() }

// now is the time since the beginning.
func now() time.Duration { return time.Since(start) }

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
