// A12: statements of a transaction: of its own, of the pool, closed with it or before.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	shared, _ := db.Prepare("shared")
	fmt.Println("begin")
	tx, _ := db.Begin()
	same := tx.Stmt(shared)
	_, err := same.Exec()
	fmt.Println(err)
	own, err := tx.Prepare("own")
	fmt.Println(err)
	_, err = own.Exec()
	fmt.Println(err, own.Close())
	_, err = own.Exec()
	fmt.Println(err, tx.Commit())
	_, err = same.Exec()
	fmt.Println(err)
	_, err = shared.Exec()
	fmt.Println(err, shared.Close())
	_, err = shared.Exec()
	fmt.Println(err)
	stats("done", db)

	fmt.Println("another connection")
	shared, _ = db.Prepare("shared")
	held := take(db, 1)
	tx, _ = db.Begin()
	_, err = tx.Stmt(shared).Exec()
	fmt.Println(err, tx.Rollback())
	give(held)
	other, _ := sql.OpenDB(&fake{}).Begin()
	_, err = other.Stmt(shared).Exec()
	fmt.Println(err)
	stats("done", db)
}
