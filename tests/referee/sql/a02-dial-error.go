// A2.5: an error of a dial goes to the caller as it is, after one attempt.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

func main() {
	broken := errors.New("Error 1040: Too many connections")
	f := &fake{dial: func(_ context.Context, n int) error {
		if n < 3 {
			return broken
		}
		return nil
	}}
	db := sql.OpenDB(f)
	fmt.Println(db.Ping() == broken, f.count())
	_, err := db.Query("q")
	fmt.Println(err, f.count())
	stats("failed", db)
	fmt.Println(db.Ping(), f.count())
	stats("dialled", db)
}
