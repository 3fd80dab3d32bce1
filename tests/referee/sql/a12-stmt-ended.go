// A12: rows of a statement end with their context; the statement goes on.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	st, _ := db.Prepare("s")
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	rows, err := st.QueryContext(ctx)
	fmt.Println(err, rows.Next())
	stats("open", db)
	time.Sleep(2 * unit)
	fmt.Println(rows.Next(), rows.Err())
	stats("ended", db)
	_, err = st.QueryContext(ctx)
	fmt.Println(err)
	_, err = st.Exec()
	fmt.Println(err, st.Close())
	stats("done", db)
}
