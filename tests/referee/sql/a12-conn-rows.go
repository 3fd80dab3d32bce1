// A12: closing a Conn waits for its rows; so does the end of a transaction for what executes.
package main

import (
	"database/sql"
	"fmt"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	c := take(db, 1)[0]
	rows, err := c.QueryContext(background, "q")
	fmt.Println(err)
	start := time.Now()
	time.AfterFunc(unit, func() { rows.Close() })
	fmt.Println(c.Close(), round(time.Since(start)))
	stats("closed", db)
	c = take(db, 1)[0]
	done := make(chan error)
	start = time.Now()
	rows, _ = c.QueryContext(background, "q")
	go func() { done <- c.Close() }()
	settle()
	fmt.Println(c.PingContext(background))
	for rows.Next() {
	}
	fmt.Println(<-done)
	stats("read", db)
}
