// A11: QueryRow: the first row, no row, too few destinations, RawBytes; Scan always gives the connection back.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
)

func main() {
	f := &fake{}
	db := sql.OpenDB(f)
	var n int
	var text string
	fmt.Println(db.QueryRow("q").Scan(&n, &text), n, text)
	stats("a row", db)
	fmt.Println(db.QueryRow("q").Scan(&n))
	stats("too few", db)
	var raw sql.RawBytes
	fmt.Println(db.QueryRow("q").Scan(&n, &raw))
	stats("RawBytes", db)
	fmt.Println(db.QueryRow("q").Scan(&n, 5))
	fmt.Println(db.QueryRow("q").Scan(&n, &n))
	stats("wrong type", db)
	row := db.QueryRow("q")
	fmt.Println(row.Scan(&n, &text), row.Scan(&n, &text), row.Err())
	stats("twice", db)
	f.call = func(_ context.Context, c *conn, op string) error {
		if op == "next" && c.text == "empty" {
			return io.EOF
		}
		if op == "next" && c.text == "broken" {
			return errors.New("broken")
		}
		if op == "query" && c.text == "wrong" {
			return errors.New("wrong")
		}
		return nil
	}
	err := db.QueryRow("empty").Scan(&n, &text)
	fmt.Println(err, err == sql.ErrNoRows)
	fmt.Println(db.QueryRow("broken").Scan(&n, &text))
	row = db.QueryRow("wrong")
	fmt.Println(row.Err(), row.Scan(&n, &text), row.Scan())
	stats("done", db)
}
