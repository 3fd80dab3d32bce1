// A11: columns can be asked for while rows are open, before the first one and between them.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{more: 1})
	rows, _ := db.Query("q")
	fmt.Println(rows.Columns())
	types, err := rows.ColumnTypes()
	fmt.Println(len(types), types[1].Name(), err)
	var n, text any
	fmt.Println(rows.Scan(&n, &text))
	fmt.Println(rows.Next(), rows.Scan(&n), rows.Scan(&n, &text, &text), rows.Scan())
	fmt.Println(rows.NextResultSet(), rows.Scan(&n, &text))
	fmt.Println(rows.Columns())
	rows.Close()
	fmt.Println(rows.Columns())
}
