// leakDetectionThreshold under 2 s, or over maxLifetime, is switched off with a warning.
// The Java beside it: src/main/java/experiments/ClampLeak.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	pairs := [][2]int64{{0, 60_000}, {1, 60_000}, {1_999, 60_000}, {2_000, 60_000}, {60_000, 60_000}, {60_001, 60_000},
		{60_001, 0}, {-1, 60_000}}
	for _, pair := range pairs {
		c := newConfig("")
		c.SetLeakDetectionThreshold(time.Duration(pair[0]) * time.Millisecond)
		c.SetMaxLifetime(time.Duration(pair[1]) * time.Millisecond)
		c.Validate()
		say("leakDetectionThreshold %d, maxLifetime %d: %dms", pair[0], pair[1], c.GetLeakDetectionThreshold().Milliseconds())
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
