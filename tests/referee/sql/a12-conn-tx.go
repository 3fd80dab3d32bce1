// A12: a transaction of a Conn gives the connection back to it.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	c := take(db, 1)[0]
	for range 2 {
		tx, err := c.BeginTx(background, nil)
		fmt.Println(err)
		_, err = tx.Exec("x")
		fmt.Println(err, tx.Commit())
	}
	stats("committed", db)
	fmt.Println(c.PingContext(background))
	ctx, cancel := context.WithCancel(background)
	tx, err := c.BeginTx(ctx, nil)
	fmt.Println(err)
	cancel()
	settle()
	fmt.Println(tx.Commit(), c.PingContext(background), c.Close())
	stats("closed", db)
}
