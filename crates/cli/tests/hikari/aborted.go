// A connection is aborted while the answer to its query is there already and the only P is busy.
package main

import (
	"fmt"
	"time"

	"tidepool/hikari"
)

func main() {
	config := hikari.NewConfig()
	config.SetJdbcURL("jdbc:mysql://db:3306/shop?user=app&password=secret")
	config.SetMaximumPoolSize(1)
	ds, err := hikari.NewDataSource(config)
	fmt.Println(err)
	conn, err := ds.GetConnection()
	fmt.Println(err)
	go func() {
		for begin := time.Now(); time.Since(begin) < 6*time.Millisecond; {
		}
		ds.Close()
	}()
	rs, err := conn.PrepareStatement("SELECT id, name FROM users").ExecuteQuery()
	fmt.Println(rs == nil, err)
}
