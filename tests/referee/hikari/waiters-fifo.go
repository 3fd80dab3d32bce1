// Threads that wait are served in the order in which they came; eight of them, ten times.
// The Java beside it: src/main/java/experiments/WaitersFifo.java
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
	config.SetMaximumPoolSize(1)
	ds := open(config)
	orders := map[string]int{}
	for range 10 {
		orders[order(ds)]++
	}
	for order, times := range orders {
		say("%s: %d times", order, times)
	}
	ds.Close()
}

func order(ds *hikari.DataSource) string {
	only := get(ds)
	var order []string
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			conn := get(ds)
			order = append(order, strconv.Itoa(i))
			time.Sleep(5 * time.Millisecond)
			conn.Close()
		})
		time.Sleep(20 * time.Millisecond)
	}
	only.Close()
	group.Wait()
	return strings.Join(order, " ")
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
