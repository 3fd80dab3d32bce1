// A11: what is unread costs its time when rows are closed: this driver reads it all.
package main

import (
	"database/sql"
	"fmt"
	_ "github.com/go-sql-driver/mysql"
	"time"
)

func main() {
	db, err := sql.Open("mysql", "root@tcp(db)/x?dial=0s&latency=0s&rows=6&rowDelay=200ms")
	fmt.Println(err)
	for read := range 3 {
		rows, err := db.Query("SELECT id FROM users")
		for range read {
			rows.Next()
		}
		start := time.Now()
		fmt.Println(read, err, rows.Close(), round(time.Since(start)))
	}
	stats("done", db)
}
