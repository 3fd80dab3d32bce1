// Pools without a name are numbered in the order of their validation; a pool with a name takes no number.
// The Java beside it: src/main/java/experiments/PoolNames.java
package main

import (
	"fmt"

	"tidepool/hikari"
)

func main() {
	first := unnamed()
	named := unnamed()
	named.SetPoolName("shop")
	second := unnamed()
	second.Validate()
	named.Validate()
	first.Validate()
	first.Validate()
	say("%s, %s, %s", second.GetPoolName(), named.GetPoolName(), first.GetPoolName())
	ds := open(unnamed())
	say("a data source: %s", ds.GetPoolName())
	ds.Close()
}

func unnamed() *hikari.Config {
	config := hikari.NewConfig()
	config.SetJdbcURL("jdbc:mysql://db/shop")
	return config
}

func open(config *hikari.Config) *hikari.DataSource {
	ds, err := hikari.NewDataSource(config)
	if err != nil {
		panic(err)
	}
	return ds
}

func say(format string, arguments ...any) {
	fmt.Printf(format+"\n", arguments...)
}
