// keepaliveTime under 30 s, or not under maxLifetime, is switched off with a warning.
// The Java beside it: src/main/java/experiments/ClampKeepalive.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	pairs := [][2]int64{{0, 60_000}, {29_999, 60_000}, {30_000, 60_000}, {59_999, 60_000}, {60_000, 60_000}, {60_000, 0},
		{-1, 60_000}, {60_000, 10_000}}
	for _, pair := range pairs {
		c := newConfig("")
		c.SetKeepaliveTime(time.Duration(pair[0]) * time.Millisecond)
		c.SetMaxLifetime(time.Duration(pair[1]) * time.Millisecond)
		c.SetIdleTimeout(0)
		c.Validate()
		say("keepaliveTime %d, maxLifetime %d: %dms, %dms", pair[0], pair[1],
			c.GetKeepaliveTime().Milliseconds(), c.GetMaxLifetime().Milliseconds())
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
