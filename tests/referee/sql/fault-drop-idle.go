// F2: idle connections that were reset are found out when they are borrowed, and nobody sees an error.
package main

import (
	"database/sql"
	"fmt"
	_ "github.com/go-sql-driver/mysql"
	"time"
)

func main() {
	db, err := sql.Open("mysql", "app@tcp(db:3306)/x?dial=20ms&latency=1ms&faults=drop@400ms")
	fmt.Println(err)
	db.SetMaxIdleConns(5)
	give(take(db, 4))
	stats("four idle", db)
	time.Sleep(3 * unit)
	stats("reset", db)
	for range 3 {
		_, err := db.Exec("INSERT INTO seen VALUES (1)")
		fmt.Println(err)
		stats("executed", db)
	}
}
