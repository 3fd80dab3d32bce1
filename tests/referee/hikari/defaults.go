// The values of a new configuration, before and after its validation.
// The Java beside it: src/main/java/experiments/Defaults.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := newConfig("")
	print("new", config)
	config.Validate()
	print("validated", config)
}

func print(when string, c *hikari.Config) {
	say("%s: maximumPoolSize %d, minimumIdle %d", when, c.GetMaximumPoolSize(), c.GetMinimumIdle())
	say("%s: connectionTimeout %s, validationTimeout %s", when, ms(c.GetConnectionTimeout()), ms(c.GetValidationTimeout()))
	say("%s: idleTimeout %s, maxLifetime %s", when, ms(c.GetIdleTimeout()), ms(c.GetMaxLifetime()))
	say("%s: keepaliveTime %s, leakDetectionThreshold %s", when, ms(c.GetKeepaliveTime()), ms(c.GetLeakDetectionThreshold()))
	say("%s: initializationFailTimeout %s, autoCommit %t", when, ms(c.GetInitializationFailTimeout()), c.IsAutoCommit())
}

func ms(d time.Duration) string { return fmt.Sprintf("%dms", d.Milliseconds()) }

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
