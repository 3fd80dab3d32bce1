// A keepalive keeps an idle connection from being ended by the server; without one it dies.
// The Java beside it: src/main/java/experiments/KeepaliveLive.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	for _, keepalive := range []time.Duration{1000, 0} {
		config := newConfig("dial=0s&ping=0s&waitTimeout=1500ms")
		config.SetMaximumPoolSize(1)
		config.SetInitializationFailTimeout(-time.Millisecond)
		ds := open(config)
		ds.SetKeepaliveTime(keepalive * time.Millisecond) // at run time: a configuration allows no less than 30 s
		time.Sleep(200 * time.Millisecond)
		conn := get(ds)
		before := id(conn)
		conn.Close()
		time.Sleep(3300 * time.Millisecond)
		say("keepaliveTime %d: connection %d, then %d", keepalive, before, id(get(ds)))
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

// id is the number that the server gave to the connection.
func id(conn *hikari.Connection) int64 { return conn.Unwrap().GetId() }
