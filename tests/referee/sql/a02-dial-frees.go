// A2.5: a dial that fails frees a place, for which the opener dials at once.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

func main() {
	f := &fake{trace: true, dial: func(ctx context.Context, n int) error {
		if n == 1 {
			pause(ctx, unit)
			return errors.New("no answer")
		}
		return nil
	}}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(1)
	done := make(chan error)
	go func() { done <- db.Ping() }()
	settle()
	stats("dialling", db)
	fmt.Println("waiter:", db.Ping())
	fmt.Println("dialler:", <-done)
	stats("done", db)
}
