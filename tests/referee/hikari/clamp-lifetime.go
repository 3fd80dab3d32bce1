// maxLifetime under 30 s becomes 30 min, with a warning; 0 is no limit.
// The Java beside it: src/main/java/experiments/ClampLifetime.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	for _, millis := range []int64{-1, 0, 1, 29_999, 30_000, 1_800_001} {
		c := newConfig("")
		c.SetMaxLifetime(time.Duration(millis) * time.Millisecond)
		c.Validate()
		say("maxLifetime %d is %dms", millis, c.GetMaxLifetime().Milliseconds())
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
