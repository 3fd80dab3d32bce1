// A2.1: a closed pool is found out before the context is looked at; every call says so.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	st, err := db.Prepare("q")
	fmt.Println(err, db.Close())
	ended, cancel := context.WithCancel(background)
	cancel()
	for _, ctx := range []context.Context{background, ended} {
		fmt.Println(db.PingContext(ctx))
		_, err := db.Conn(ctx)
		fmt.Println(err)
		_, err = db.QueryContext(ctx, "q")
		fmt.Println(err)
		_, err = db.ExecContext(ctx, "q")
		fmt.Println(err)
		_, err = db.PrepareContext(ctx, "q")
		fmt.Println(err)
		_, err = db.BeginTx(ctx, nil)
		fmt.Println(err)
		fmt.Println(db.QueryRowContext(ctx, "q").Scan())
		_, err = st.ExecContext(ctx)
		fmt.Println(err)
	}
	stats("closed", db)
}
