// Orders for waiting threads that were served otherwise lapse: only what is being dialled still comes.
// The Java beside it: src/main/java/experiments/OrdersLapse.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=300ms&ping=0s")
	config.SetMaximumPoolSize(10)
	config.SetMinimumIdle(1)
	ds := open(config)
	time.Sleep(200 * time.Millisecond)
	only := get(ds)
	begin()
	for range 5 {
		go func() {
			conn := get(ds)
			time.Sleep(10 * time.Millisecond)
			conn.Close()
		}()
	}
	until(100)
	show("five wait", ds)
	only.Close()
	until(220)
	show("all served by the one", ds)
	until(400)
	show("the first order is dialled", ds)
	until(1000)
	show("the others have lapsed", ds)
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

var start = time.Now()

// begin sets the clock of until and now to 0.
func begin() { start = time.Now() }

// until pauses until so many milliseconds have passed since the beginning.
func until(millis int) {
	time.Sleep(time.Until(start.Add(time.Duration(millis) * time.Millisecond)))
}
