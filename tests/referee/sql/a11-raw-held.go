// A11: while RawBytes are lent, the end of the context closes nothing; the next call does.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	for _, next := range []string{"Next", "Close", "NextResultSet"} {
		db := sql.OpenDB(&fake{})
		ctx, cancel := context.WithCancel(background)
		rows, _ := db.QueryContext(ctx, "q")
		var n int
		var raw sql.RawBytes
		fmt.Println(rows.Next(), rows.Scan(&n, &raw))
		settle() // lets the goroutine begin that watches the context
		cancel()
		settle()
		stats("cancelled", db)
		fmt.Println(string(raw), rows.Scan(&n, &raw))
		switch next {
		case "Next":
			fmt.Println(rows.Next(), rows.Err())
		case "Close":
			fmt.Println(rows.Close(), rows.Err())
		default:
			fmt.Println(rows.Err())
			rows.NextResultSet()
		}
		settle()
		fmt.Println(rows.Err())
		stats(next, db)
	}
}
