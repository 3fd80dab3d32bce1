// A thread gets the connections it has returned itself, the last returned first.
// The Java beside it: src/main/java/experiments/OwnListNewestFirst.java
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
	config.SetMaximumPoolSize(5)
	ds := open(config)
	time.Sleep(500 * time.Millisecond)
	c := borrow(ds, 5)
	say("first: %s", ids(c))
	for _, i := range []int{1, 3, 0, 4, 2} {
		c[i].Close()
	}
	c = borrow(ds, 5)
	say("returned 2 4 1 5 3, borrowed: %s", ids(c))
	closeAll(c)
	say("returned in that order, borrowed: %s", ids(borrow(ds, 5)))
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
