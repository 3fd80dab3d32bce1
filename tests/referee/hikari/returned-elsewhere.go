// A connection goes to the list of the thread that returns it, not of the one that borrowed it.
// The Java beside it: src/main/java/experiments/ReturnedElsewhere.java
package main

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s")
	config.SetMaximumPoolSize(3)
	ds := open(config)
	time.Sleep(400 * time.Millisecond)
	c := borrow(ds, 3)
	c[0].Close()
	goFuncs(func() {
		c[1].Close()
		c[2].Close()
		say("the thread that returned 2 and 3: %s", ids(borrow(ds, 1)))
	})
	say("the thread that returned 1: %s", ids(borrow(ds, 2)))
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

// goFuncs runs functions in goroutines of their own and waits for them.
func goFuncs(actions ...func()) {
	var group sync.WaitGroup
	for _, action := range actions {
		group.Go(action)
	}
	group.Wait()
}
