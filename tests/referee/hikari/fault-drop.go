// All connections are reset while four threads use them: each fails once, and is replaced at once.
// The Java beside it: src/main/java/experiments/FaultDrop.java
package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"tidepool/hikari"
)

func main() {
	begin()
	config := newConfig("dial=0s&ping=0s&latency=100ms&faults=drop@2s")
	config.SetMaximumPoolSize(4)
	ds := open(config)
	until(1000)
	errors := map[string]int{}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() { load(ds, 3000, errors) })
	}
	until(2500)
	say("total %d", ds.GetHikariPoolMXBean().GetTotalConnections())
	group.Wait()
	for error, count := range errors {
		say("%d times %s", count, error)
	}
	show("at the end", ds)
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

// now is the time since the beginning.
func now() time.Duration { return time.Since(start) }

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

// codes is SQLState and error code, as "08004/1040".
func codes(err error) string {
	var e *hikari.SQLException
	if !errors.As(err, &e) {
		return "no SQLException"
	}
	state := e.GetSQLState()
	if state == "" {
		state = "none"
	}
	return fmt.Sprintf("%s/%d", state, e.GetErrorCode())
}

// query runs a SELECT and reads its rows.
func query(conn *hikari.Connection) error {
	st := conn.PrepareStatement("SELECT id, name FROM goods")
	rs, err := st.ExecuteQuery()
	if err != nil {
		return err
	}
	for rs.Next() {
		rs.GetLong(1)
	}
	rs.Close()
	return st.Close()
}

// load runs a query again and again until so many milliseconds, with pauses of 20 ms, and counts its errors.
func load(ds *hikari.DataSource, millis int, errors map[string]int) {
	for now() < time.Duration(millis)*time.Millisecond {
		conn, err := ds.GetConnection()
		if err == nil {
			err = query(conn)
			conn.Close()
		}
		if err != nil {
			errors[codes(err)+" "+text(err)]++
		}
		time.Sleep(20 * time.Millisecond)
	}
}
