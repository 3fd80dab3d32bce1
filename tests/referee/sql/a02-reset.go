// A2.3: a session is reset when a connection is used again, not when it is new, and only if the driver can.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	for _, kind := range []kind{full, resets, checks, modern, ancient} {
		fmt.Println("kind", kind)
		f := &fake{kind: kind, trace: true}
		db := sql.OpenDB(f)
		for range 2 {
			fmt.Println(db.Ping())
			_, err := db.Exec("x")
			fmt.Println(err)
		}
		stats("done", db)
	}
}
