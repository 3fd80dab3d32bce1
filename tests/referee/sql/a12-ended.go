// A12: a transaction whose context ends is rolled back; the connection is kept only if the driver can reset and check it.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	for _, kind := range []kind{full, resets, checks, modern, ancient} {
		fmt.Println("kind", kind)
		f := &fake{kind: kind, trace: true}
		db := sql.OpenDB(f)
		ctx, cancel := context.WithCancel(background)
		tx, err := db.BeginTx(ctx, nil)
		fmt.Println(err)
		_, err = tx.Exec("x")
		fmt.Println(err)
		cancel()
		settle()
		fmt.Println(tx.Commit(), tx.Rollback())
		_, err = tx.Exec("x")
		fmt.Println(err)
		stats("ended", db)
	}
}
