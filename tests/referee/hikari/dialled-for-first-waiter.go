// What the adder has opened goes to the thread that waits longest, whoever's coming had it ordered.
// The Java beside it: src/main/java/experiments/DialledForFirstWaiter.java
package main

import (
	"fmt"
	"sync"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=200ms&ping=0s")
	config.SetMaximumPoolSize(3)
	config.SetMinimumIdle(1)
	ds := open(config)
	time.Sleep(200 * time.Millisecond)
	first := get(ds)
	begin()
	order := ""
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			conn := get(ds)
			order += fmt.Sprintf(" %d gets %d", i, id(conn))
			time.Sleep(700 * time.Millisecond)
			conn.Close()
		})
		time.Sleep(20 * time.Millisecond)
	}
	until(120)
	first.Close()
	group.Wait()
	say("waiters%s", order)
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

// until pauses until so many milliseconds have passed since the beginning.
func until(millis int) {
	time.Sleep(time.Until(start.Add(time.Duration(millis) * time.Millisecond)))
}

// id is the number that the server gave to the connection.
func id(conn *hikari.Connection) int64 { return conn.Unwrap().GetId() }
