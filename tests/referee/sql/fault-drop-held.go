// F2: a transaction and a Conn whose connection was reset meanwhile.
package main

import (
	"database/sql"
	"fmt"
	_ "github.com/go-sql-driver/mysql"
	"time"
)

func main() {
	db, err := sql.Open("mysql", "app@tcp(db:3306)/x?dial=1ms&latency=1ms&faults=drop@400ms")
	fmt.Println(err)
	tx, err := db.Begin()
	fmt.Println(err)
	c := take(db, 1)[0]
	time.Sleep(3 * unit)
	_, err = tx.Exec("INSERT INTO seen VALUES (1)")
	fmt.Println("tx:", err)
	fmt.Println(tx.Commit(), tx.Rollback())
	stats("tx", db)
	_, err = c.ExecContext(background, "INSERT INTO seen VALUES (1)")
	fmt.Println("conn:", err)
	fmt.Println(c.Close())
	stats("conn", db)
	fmt.Println(db.Ping())
	stats("pinged", db)
}
