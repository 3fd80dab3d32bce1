// A11: RawBytes are the driver's memory, which the next row uses again.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	rows, _ := db.Query("q")
	var n int
	var raw sql.RawBytes
	var copied []byte
	fmt.Println(rows.Next(), rows.Scan(&n, &raw), n, string(raw))
	fmt.Println(rows.Scan(&n, &raw))
	fmt.Println(rows.Next(), string(raw))
	fmt.Println(rows.Scan(&n, &copied), string(copied))
	fmt.Println(rows.Scan(&n, &copied), rows.Next(), string(copied))
	fmt.Println(rows.Scan(&raw, &copied), string(raw), rows.Close())
	stats("closed", db)
}
