// A10: a connection that is being dialled is open and in use.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

func main() {
	f := &fake{dial: func(ctx context.Context, n int) error {
		pause(ctx, unit)
		if n == 2 {
			return errors.New("failed")
		}
		return nil
	}}
	db := sql.OpenDB(f)
	for range 2 {
		taken := make(chan *sql.Conn)
		go func() {
			c, err := db.Conn(background)
			fmt.Println(err)
			taken <- c
		}()
		settle()
		stats("dialling", db)
		if c := <-taken; c != nil {
			stats("dialled", db)
		} else {
			stats("failed", db)
		}
	}
}
