// A configuration without a URL is refused.
// The Java beside it: src/main/java/experiments/UrlRequired.java
package main

import (
	"fmt"

	"tidepool/hikari"
)

func main() {
	c := hikari.NewConfig()
	c.SetPoolName("shop")
	say("validate: %s", message(c.Validate))
	say("data source: %s", message(func() { hikari.NewDataSource(c) }))
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
