// Which SQLStates and error codes of a statement evict its connection.
// The Java beside it: src/main/java/experiments/EvictingStates.java
package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("dial=0s&ping=0s&latency=0s")
	config.SetMaximumPoolSize(1)
	cases := []string{"08000 1", "08001 1", "08003 1", "08004 1040", "08006 1", "08007 1", "08S01 1", "57P01 1", "57P02 1",
		"57P03 1", "57014 1", "0A000 1", "0A001 1", "JZ0C0 1", "JZ0C1 1", "JZ0C2 1", "42000 1064", "23000 1062",
		"40001 1213", "45000 1644", "HY000 1205", "HY000 1105", "HY000 2399", "HY000 2013", "70100 1317"}
	ds := open(config)
	for _, each := range cases {
		state, code, _ := strings.Cut(each, " ")
		conn := get(ds)
		err := execute(conn, "SIGNAL SQLSTATE '"+state+"' SET MYSQL_ERRNO = "+code+", MESSAGE_TEXT = 'no'")
		kept := "kept"
		if conn.IsClosed() {
			kept = "evicted"
		}
		say("%s: %s, %s", each, text(err), kept)
		conn.Close()
	}
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

// execute runs a statement without rows.
func execute(conn *hikari.Connection, sql string) error {
	_, err := conn.PrepareStatement(sql).ExecuteUpdate()
	return err
}
