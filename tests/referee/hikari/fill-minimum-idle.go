// The housekeeper's first run, after 100 ms, orders what is missing; the adder adds one every 30 ms.
// The Java beside it: src/main/java/experiments/FillMinimumIdle.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s")
	config.SetMaximumPoolSize(21)
	ds := open(config)
	begin()
	until(50)
	show("before the first run", ds)
	var times [22]time.Duration
	for seen := 1; seen < 21; time.Sleep(time.Millisecond) {
		for seen < ds.GetHikariPoolMXBean().GetTotalConnections() {
			seen++
			times[seen] = now()
		}
	}
	say("second connection at %s", aboutTo(times[2], 100*time.Millisecond))
	say("twenty of them within %s", aboutTo(times[21]-times[2], 100*time.Millisecond))
	show("filled", ds)
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

// now is the time since the beginning.
func now() time.Duration { return time.Since(start) }

func aboutTo(d, step time.Duration) string {
	return fmt.Sprintf("%dms", ((d + step/2) / step * step).Milliseconds())
}
