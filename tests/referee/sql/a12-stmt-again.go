// A12: a statement is prepared again on each connection that it meets, once.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	db.SetMaxIdleConns(3)
	st, _ := db.Prepare("s")
	for range 2 {
		var open []*sql.Rows
		for range 3 {
			rows, err := st.Query()
			fmt.Println(err)
			open = append(open, rows)
		}
		stats("three", db)
		for _, rows := range open {
			rows.Close()
		}
	}
	fmt.Println(st.Close())
	stats("closed", db)
}
