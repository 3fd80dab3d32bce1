// minimumIdle is maximumPoolSize if it is not set, and at most that.
// The Java beside it: src/main/java/experiments/ClampSizes.java
package main

import (
	"fmt"
	"strconv"

	"tidepool/hikari"
)

func main() {
	pairs := [][2]int{{0, -1}, {5, -1}, {5, 0}, {5, 4}, {5, 5}, {5, 6}, {0, 3}, {0, 20}}
	for _, pair := range pairs {
		c := newConfig("")
		maximum, minimum := "unset", "unset"
		if pair[0] > 0 {
			maximum = strconv.Itoa(pair[0])
			c.SetMaximumPoolSize(pair[0])
		}
		if pair[1] >= 0 {
			minimum = strconv.Itoa(pair[1])
			c.SetMinimumIdle(pair[1])
		}
		c.Validate()
		say("maximum %s, minimum %s: %d, %d", maximum, minimum, c.GetMaximumPoolSize(), c.GetMinimumIdle())
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
