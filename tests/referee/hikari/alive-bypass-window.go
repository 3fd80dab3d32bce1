// The window of trust can be set (in Java by the property com.zaxxer.hikari.aliveBypassWindowMs).
// The Java beside it: src/main/java/experiments/AliveBypassWindow.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	for _, window := range []time.Duration{0, 1000} {
		config := newConfig("dial=0s&ping=200ms&latency=0s")
		config.SetAliveBypassWindow(window * time.Millisecond)
		config.SetMaximumPoolSize(1)
		ds := open(config)
		get(ds).Close()
		for _, idle := range []time.Duration{100, 700} {
			time.Sleep(idle * time.Millisecond)
			say("window %dms, idle for %dms: borrowed in %s", window, idle, took(func() { get(ds).Close() }))
		}
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
