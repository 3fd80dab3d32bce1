// connectionTimeout 0 waits as long as it takes.
// The Java beside it: src/main/java/experiments/TimeoutNone.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s")
	config.SetMaximumPoolSize(1)
	config.SetConnectionTimeout(0)
	ds := open(config)
	only := get(ds)
	time.AfterFunc(2*time.Second, func() { only.Close() })
	say("borrowed after %s", took(func() { get(ds) }))
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
