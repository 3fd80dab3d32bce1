// A8: a raised limit wakes nobody who waits; the next connection that is closed does.
package main

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"
)

func main() {
	f := &fake{}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(2)
	taken := take(db, 2)
	done := make(chan error)
	for range 3 {
		go func() {
			_, err := db.Conn(background)
			done <- err
		}()
	}
	settle()
	db.SetMaxOpenConns(4)
	time.Sleep(unit)
	stats("raised", db)
	taken[0].Raw(func(any) error { return driver.ErrBadConn })
	for range 3 {
		fmt.Println(<-done)
	}
	stats("one closed", db)
	fmt.Println(f.count())
}
