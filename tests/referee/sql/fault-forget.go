// F2: idle connections that a firewall has forgotten look well: whoever borrows one waits until its context ends.
package main

import (
	"context"
	"database/sql"
	"fmt"
	_ "github.com/go-sql-driver/mysql"
	"time"
)

func main() {
	db, err := sql.Open("mysql", "app@tcp(db:3306)/x?dial=20ms&latency=1ms&faults=forget@400ms")
	fmt.Println(err)
	db.SetMaxIdleConns(5)
	give(take(db, 3))
	stats("three idle", db)
	time.Sleep(3 * unit)
	stats("forgotten", db)
	for range 5 {
		ctx, cancel := context.WithTimeout(context.Background(), unit)
		_, err := db.ExecContext(ctx, "INSERT INTO seen VALUES (1)")
		cancel()
		fmt.Println(err)
		stats("executed", db)
	}
}
