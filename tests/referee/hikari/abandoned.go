// A connection that nobody can return any more is lost for ever: the collector does not bring it back.
// The Java beside it: src/main/java/experiments/Abandoned.java
package main

import (
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s")
	config.SetHousekeepingPeriod(500 * time.Millisecond)
	config.SetMaximumPoolSize(2)
	config.SetConnectionTimeout(300 * time.Millisecond)
	ds := open(config)
	time.Sleep(300 * time.Millisecond)
	goFuncs(func() { abandon(ds) })
	goFuncs(func() { abandon(ds) })
	for range 3 {
		runtime.GC()
		time.Sleep(300 * time.Millisecond)
	}
	show("collected three times", ds)
	_, err := ds.GetConnection()
	say("%s", text(err))
	ds.Close()
}

func abandon(ds *hikari.DataSource) {
	if _, err := ds.GetConnection(); err != nil {
		panic(err)
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

func say(format string, arguments ...any) {
	fmt.Printf(format+"\n", arguments...)
}

// show prints the figures of the pool.
func show(when string, ds *hikari.DataSource) {
	pool := ds.GetHikariPoolMXBean()
	say("%s: total=%d active=%d idle=%d waiting=%d", when, pool.GetTotalConnections(),
		pool.GetActiveConnections(), pool.GetIdleConnections(), pool.GetThreadsAwaitingConnection())
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

// goFuncs runs functions in goroutines of their own and waits for them.
func goFuncs(actions ...func()) {
	var group sync.WaitGroup
	for _, action := range actions {
		group.Go(action)
	}
	group.Wait()
}
