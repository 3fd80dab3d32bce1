// A12: a transaction ends once; afterwards each of its calls says so.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	for _, commit := range []bool{true, false} {
		tx, _ := db.Begin()
		st, _ := tx.Prepare("s")
		if commit {
			fmt.Println(tx.Commit())
		} else {
			fmt.Println(tx.Rollback())
		}
		fmt.Println(tx.Commit(), tx.Rollback() == sql.ErrTxDone)
		_, err := tx.Exec("x")
		fmt.Println(err)
		_, err = tx.Query("x")
		fmt.Println(err)
		_, err = tx.Prepare("x")
		fmt.Println(err)
		fmt.Println(tx.QueryRow("x").Scan())
		_, err = st.Exec()
		fmt.Println(err)
		other, _ := db.Prepare("o")
		_, err = tx.Stmt(other).Exec()
		fmt.Println(err)
		stats("done", db)
	}
}
