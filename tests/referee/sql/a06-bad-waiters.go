// A6.5: a bad connection with several who wait: one dial takes its place.
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
	db.SetMaxOpenConns(1)
	c := take(db, 1)[0]
	done := make(chan error)
	for range 3 {
		go func() {
			d, err := db.Conn(background)
			done <- err
			time.Sleep(unit)
			d.Close()
		}()
	}
	settle()
	stats("waiting", db)
	fmt.Println(c.Raw(func(any) error { return driver.ErrBadConn }))
	fmt.Println(<-done)
	stats("one served", db)
	fmt.Println(<-done, <-done, f.count())
	time.Sleep(2 * unit)
	stats("all served", db)
}
