// A1: sql.Open with a driver that reads its data source once, one that does not, and unknown ones.
package main

import (
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

type old struct{ f *fake }

func (o old) Open(name string) (driver.Conn, error) {
	fmt.Println("open", name)
	return o.f.Open(name)
}

type reader struct{ f *fake }

func (r reader) Open(string) (driver.Conn, error) { panic("not asked") }
func (r reader) OpenConnector(name string) (driver.Connector, error) {
	if name == "wrong" {
		return nil, errors.New("wrong name")
	}
	fmt.Println("read", name)
	return r.f, nil
}

func main() {
	sql.Register("old", old{&fake{}})
	sql.Register("reader", reader{&fake{}})
	for _, name := range []string{"old", "reader"} {
		db, err := sql.Open(name, "data")
		fmt.Println(name, err)
		for range 2 {
			give(take(db, 2))
		}
		stats(name, db)
	}
	_, err := sql.Open("reader", "wrong")
	fmt.Println(err)
	_, err = sql.Open("missing", "data")
	fmt.Println(err)
}
