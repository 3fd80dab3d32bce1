// A6: an error that does not say that the connection is bad leaves it in the pool.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

func main() {
	f := &fake{call: func(_ context.Context, c *conn, op string) error {
		if op == "exec" || op == "query" || op == "prepare" || op == "begin" {
			return errors.New("no " + op)
		}
		return nil
	}}
	db := sql.OpenDB(f)
	_, err := db.Exec("x")
	fmt.Println(err)
	_, err = db.Query("x")
	fmt.Println(err)
	_, err = db.Prepare("x")
	fmt.Println(err)
	_, err = db.Begin()
	fmt.Println(err, f.count())
	stats("done", db)
}
