// What stands in a thread's own list can be taken by others; it is passed over then, and comes back when it is returned.
// The Java beside it: src/main/java/experiments/OwnListTaken.java
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
	config.SetMaximumPoolSize(4)
	ds := open(config)
	time.Sleep(500 * time.Millisecond)
	closeAll(borrow(ds, 4)) // the own list is 1 2 3 4
	var others []*hikari.Connection
	goFuncs(func() { others = borrow(ds, 2) })
	say("another thread: %s", ids(others))
	own := borrow(ds, 2)
	say("this one: %s", ids(own))
	closeAll(own) // now 1 2 4 3
	goFuncs(func() {
		more := borrow(ds, 1)
		say("a third: %s", ids(more))
		closeAll(more) // 3 is in its list, and still the last in the own one
	})
	closeAll(others) // by this thread: now 1 2 4 3 1 2
	say("this one: %s", ids(borrow(ds, 4)))
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

// goFuncs runs functions in goroutines of their own and waits for them.
func goFuncs(actions ...func()) {
	var group sync.WaitGroup
	for _, action := range actions {
		group.Go(action)
	}
	group.Wait()
}
