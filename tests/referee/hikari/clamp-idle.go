// idleTimeout close to maxLifetime is switched off, under 10 s it becomes 10 min, and in a pool of fixed size it only warns.
// The Java beside it: src/main/java/experiments/ClampIdle.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	cases := [][3]int64{ // idleTimeout, maxLifetime, minimumIdle of 10
		{600_000, 1_800_000, 5}, {0, 60_000, 5}, {59_000, 60_000, 5}, {59_001, 60_000, 5}, {70_000, 60_000, 5},
		{70_000, 0, 5}, {9_999, 60_000, 5}, {10_000, 60_000, 5}, {600_000, 60_000, 10}, {600_000, 1_800_000, 10},
		{0, 60_000, 10}, {5_000, 60_000, 10}, {70_000, 60_000, 10}}
	for _, c := range cases {
		config := newConfig("")
		config.SetIdleTimeout(time.Duration(c[0]) * time.Millisecond)
		config.SetMaxLifetime(time.Duration(c[1]) * time.Millisecond)
		config.SetMinimumIdle(int(c[2]))
		config.Validate()
		say("idleTimeout %d, maxLifetime %d, minimumIdle %d: %dms", c[0], c[1], c[2], config.GetIdleTimeout().Milliseconds())
	}
}

// newConfig is a pool "shop" whose database behaves as the query part of its URL says.
func newConfig(query string) *hikari.Config {
	config := hikari.NewConfig()
	config.SetPoolName("shop")
	config.SetJdbcURL("jdbc:mysql://db/shop?" + query)
	return config
}

func say(format string, arguments ...any) {
	fmt.Printf(format+"\n", arguments...)
}
