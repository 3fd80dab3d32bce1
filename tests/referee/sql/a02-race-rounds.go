// A2.4: whoever wins between context and connection, none is lost.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(2)
	var ended int
	for range 300 {
		taken := take(db, 2)
		ctx, cancel := context.WithTimeout(background, time.Millisecond)
		done := make(chan int, 3)
		for range 3 {
			go func() {
				c, err := db.Conn(ctx)
				if err == nil {
					c.Close()
				} else if !errors.Is(err, context.DeadlineExceeded) {
					panic(err)
				}
				done <- 1
			}()
		}
		time.Sleep(time.Millisecond)
		give(taken)
		for range 3 {
			ended += <-done
		}
		cancel()
	}
	settle()
	s := db.Stats()
	fmt.Println("ended", ended, "open", s.OpenConnections, "in use", s.InUse, "idle", s.Idle)
}
