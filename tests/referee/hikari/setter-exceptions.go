// What the setters refuse, and connectionTimeout 0.
// The Java beside it: src/main/java/experiments/SetterExceptions.java
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	c := newConfig("")
	for _, millis := range []time.Duration{-1, 1, 249, 250} {
		say("connectionTimeout %d: %s", millis, message(func() { c.SetConnectionTimeout(millis * time.Millisecond) }))
	}
	c.SetConnectionTimeout(0)
	say("connectionTimeout 0 is %dms", c.GetConnectionTimeout().Milliseconds())
	for _, millis := range []time.Duration{-1, 0, 249, 250} {
		say("validationTimeout %d: %s", millis, message(func() { c.SetValidationTimeout(millis * time.Millisecond) }))
	}
	for _, millis := range []time.Duration{-1, 0, 1} {
		say("idleTimeout %d: %s", millis, message(func() { c.SetIdleTimeout(millis * time.Millisecond) }))
	}
	for _, size := range []int{-1, 0, 1} {
		say("maximumPoolSize %d: %s", size, message(func() { c.SetMaximumPoolSize(size) }))
		say("minimumIdle %d: %s", size, message(func() { c.SetMinimumIdle(size) }))
	}
	say("maxLifetime -1: %s", message(func() { c.SetMaxLifetime(-time.Millisecond) }))
	say("keepaliveTime -1: %s", message(func() { c.SetKeepaliveTime(-time.Millisecond) }))
	say("leakDetectionThreshold -1: %s", message(func() { c.SetLeakDetectionThreshold(-time.Millisecond) }))
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

// message is what something panics with, or "none".
func message(action func()) (text string) {
	defer func() {
		if p := recover(); p != nil {
			text = p.(error).Error()
		}
	}()
	action()
	return "none"
}
