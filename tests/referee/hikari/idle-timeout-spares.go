// What was used lately stays, though it is the newest; those idle for long go.
// The Java beside it: src/main/java/experiments/IdleTimeoutSpares.java
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
	config.SetHousekeepingPeriod(time.Second)
	config.SetMaximumPoolSize(4)
	config.SetMinimumIdle(1)
	ds := open(config)
	ds.SetIdleTimeout(1500 * time.Millisecond)
	begin() // the housekeeper runs at 100, 1100, 2100
	until(200)
	four := borrow(ds, 4)
	until(400)
	closeAll(four)
	until(1400)
	get(ds).Close()
	until(2400)
	show("after the housekeeper", ds)
	say("left is %s", ids(borrow(ds, 1)))
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
