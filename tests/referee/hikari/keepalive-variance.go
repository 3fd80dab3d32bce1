// The time of a keepalive is shortened at random by up to 10 %. Forty pools.
// The Java beside it: src/main/java/experiments/KeepaliveVariance.java
package main

import (
	"fmt"
	"sync"
	"time"

	"tidepool/hikari"
)

func main() {
	begin()
	halves := [2]int{}
	outside := 0
	var group sync.WaitGroup
	for range 40 {
		group.Go(func() {
			switch first := first(); {
			case first < 1750 || first > 2050:
				outside++
			case first < 1900:
				halves[0]++
			default:
				halves[1]++
			}
		})
	}
	group.Wait()
	say("2 s: %d outside of 1.8 to 2 s", outside)
	say("2 s, halves of the last 200 ms: %d %d (±30 %%)", halves[0], halves[1])
}

// first is when the first keepalive of a connection begins, in milliseconds: it is not idle then.
func first() int64 {
	config := newConfig("dial=0s&ping=50ms")
	config.SetMaximumPoolSize(1)
	config.SetMinimumIdle(0)
	config.SetInitializationFailTimeout(-time.Millisecond)
	ds := open(config)
	ds.SetKeepaliveTime(2 * time.Second)
	get(ds).Close()
	born := now()
	for ds.GetHikariPoolMXBean().GetIdleConnections() > 0 {
		time.Sleep(2 * time.Millisecond)
	}
	ds.Close()
	return (now() - born).Milliseconds()
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
