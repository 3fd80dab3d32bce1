// A connectionTimeout set at run time holds from the housekeeper's next run on.
// The Java beside it: src/main/java/experiments/TimeoutChanged.java
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
	config.SetMaximumPoolSize(1)
	config.SetConnectionTimeout(500 * time.Millisecond)
	ds := open(config)
	begin()
	get(ds)
	until(200)
	ds.SetConnectionTimeout(300 * time.Millisecond)
	say("reads back as %dms", ds.GetConnectionTimeout().Milliseconds())
	_, err := ds.GetConnection()
	say("before the next run: %s", text(err))
	until(1300)
	_, err = ds.GetConnection()
	say("after it: %s", text(err))
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

var start = time.Now()

// begin sets the clock of until and now to 0.
func begin() { start = time.Now() }

// until pauses until so many milliseconds have passed since the beginning.
func until(millis int) {
	time.Sleep(time.Until(start.Add(time.Duration(millis) * time.Millisecond)))
}

// about is a time to the nearest 50 ms.
func about(d time.Duration) string { return aboutTo(d, 50*time.Millisecond) }

func aboutTo(d, step time.Duration) string {
	return fmt.Sprintf("%dms", ((d + step/2) / step * step).Milliseconds())
}

// text is the first line of an error, or "none"; the time it names is rounded.
func text(err error) string {
	if err == nil {
		return "none"
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	before, rest, found := strings.Cut(line, "after ")
	number, behind, ends := strings.Cut(rest, "ms")
	millis, failed := strconv.Atoi(number)
	if !found || !ends || failed != nil {
		return line
	}
	return before + "after " + about(time.Duration(millis)*time.Millisecond) + behind
}
