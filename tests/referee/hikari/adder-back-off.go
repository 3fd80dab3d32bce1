// While the database refuses, the adder tries again after 10, 20, 40, … ms, at most 5 s.
// The Java beside it: src/main/java/experiments/AdderBackOff.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	// The attempts fall on 0, 10, 30, 70, 150, 310, 630, 1270, 2550, 5110, 10110 ms after the first thread waits.
	for _, free := range []int{700, 1500, 5500} {
		url := "dial=0s&ping=0s&maxConnections=1"
		full := hog(url, 1)
		config := newConfig(url)
		config.SetMaximumPoolSize(1)
		config.SetMinimumIdle(0)
		config.SetInitializationFailTimeout(-time.Millisecond)
		config.SetConnectionTimeout(15 * time.Second)
		ds := open(config)
		begin()
		go func() {
			until(free)
			full.Close()
		}()
		get(ds)
		say("the database has room after %dms: borrowed after %s", free, aboutTo(now(), 400*time.Millisecond))
		ds.Close()
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

var start = time.Now()

// begin sets the clock of until and now to 0.
func begin() { start = time.Now() }

// until pauses until so many milliseconds have passed since the beginning.
func until(millis int) {
	time.Sleep(time.Until(start.Add(time.Duration(millis) * time.Millisecond)))
}

// now is the time since the beginning.
func now() time.Duration { return time.Since(start) }

func aboutTo(d, step time.Duration) string {
	return fmt.Sprintf("%dms", ((d + step/2) / step * step).Milliseconds())
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
