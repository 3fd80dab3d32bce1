// A thread's own list holds at most 50 connections.
// The Java beside it: src/main/java/experiments/OwnListLimit.java
package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s")
	config.SetMaximumPoolSize(53)
	ds := open(config)
	for ds.GetHikariPoolMXBean().GetTotalConnections() < 53 {
		time.Sleep(10 * time.Millisecond)
	}
	closeAll(borrow(ds, 53))
	again := borrow(ds, 53)
	say("returned 1 to 53; the first three: %s", ids(again[:3]))
	say("the last five: %s", ids(again[48:]))
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

// id is the number that the server gave to the connection.
func id(conn *hikari.Connection) int64 { return conn.Unwrap().GetId() }

// borrow takes so many connections.
func borrow(ds *hikari.DataSource, count int) []*hikari.Connection {
	var conns []*hikari.Connection
	for range count {
		conns = append(conns, get(ds))
	}
	return conns
}

// ids are the numbers of connections, separated by blanks.
func ids(conns []*hikari.Connection) string {
	var numbers []string
	for _, conn := range conns {
		numbers = append(numbers, strconv.FormatInt(id(conn), 10))
	}
	return strings.Join(numbers, " ")
}

func closeAll(conns []*hikari.Connection) {
	for _, conn := range conns {
		conn.Close()
	}
}
