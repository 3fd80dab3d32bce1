// A7: closing the pool ends the opener's dial.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

func main() {
	ended := make(chan error, 1)
	f := &fake{}
	f.dial = func(ctx context.Context, n int) error {
		if n == 1 {
			return nil
		}
		err := pause(ctx, 20*unit)
		ended <- err
		return err
	}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(1)
	c := take(db, 1)[0]
	done := make(chan error)
	go func() { done <- db.Ping() }()
	settle()
	c.Raw(func(any) error { return driver.ErrBadConn })
	settle()
	stats("dialling", db)
	fmt.Println(db.Close())
	fmt.Println(<-ended)
	fmt.Println(<-done)
	settle()
	stats("closed", db)
}
