// Lifetimes over 10 s are shortened at random by up to 2.5 %; others are exact. Thirty pools of each.
// The Java beside it: src/main/java/experiments/LifetimeVariance.java
package main

import (
	"fmt"
	"sync"
	"time"

	"tidepool/hikari"
)

func main() {
	begin()
	thirds := [3]int{}
	outside, exact := 0, 0
	var group sync.WaitGroup
	for range 30 {
		group.Go(func() {
			age := age(12_000)
			if age < 11_650 || age >= 12_050 {
				outside++
			} else {
				thirds[max(0, min(2, (age-11_700)/100))]++
			}
		})
		group.Go(func() {
			if aboutTo(time.Duration(age(10_000))*time.Millisecond, 50*time.Millisecond) == "10000ms" {
				exact++
			}
		})
	}
	group.Wait()
	say("12 s: %d outside of 11.7 to 12 s", outside)
	say("12 s, thirds of the last 300 ms: %d %d %d (±30 %%)", thirds[0], thirds[1], thirds[2])
	say("10 s: %d exact", exact)
}

// age is how old the only connection of a pool becomes, in milliseconds.
func age(lifetime int64) int64 {
	config := newConfig("dial=0s&ping=0s")
	config.SetMaximumPoolSize(1)
	config.SetMinimumIdle(0)
	config.SetInitializationFailTimeout(-time.Millisecond)
	ds := open(config)
	ds.SetMaxLifetime(time.Duration(lifetime) * time.Millisecond)
	get(ds).Close()
	born := now()
	time.Sleep(time.Duration(lifetime-500) * time.Millisecond)
	for ds.GetHikariPoolMXBean().GetTotalConnections() > 0 {
		time.Sleep(2 * time.Millisecond)
	}
	ds.Close()
	return (now() - born).Milliseconds()
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

// now is the time since the beginning.
func now() time.Duration { return time.Since(start) }

func aboutTo(d, step time.Duration) string {
	return fmt.Sprintf("%dms", ((d + step/2) / step * step).Milliseconds())
}
