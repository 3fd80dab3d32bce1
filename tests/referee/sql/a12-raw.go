// A12: Raw lends the driver's connection: its error, a bad connection, a panic.
package main

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	c := take(db, 1)[0]
	fmt.Println(c.Raw(func(inner any) error {
		_, is := inner.(driver.Pinger)
		fmt.Println(is)
		return errors.New("mine")
	}))
	stats("mine", db)
	fmt.Println(c.Raw(func(any) error { return driver.ErrBadConn }), c.Close())
	stats("bad", db)
	c = take(db, 1)[0]
	func() {
		defer func() { fmt.Println(recover()) }()
		c.Raw(func(any) error { panic("oh") })
	}()
	fmt.Println(c.Close())
	stats("panic", db)
}
