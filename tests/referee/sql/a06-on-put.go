// A6.4: a statement that is closed while its connection is in use is closed by the driver when that comes back.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	st, err := db.Prepare("s")
	fmt.Println(err)
	taken := take(db, 1)
	fmt.Println("close:", st.Close())
	fmt.Println("give back:")
	give(taken)
	fmt.Println("idle:")
	st, err = db.Prepare("s")
	fmt.Println(err, st.Close())
	stats("done", db)
}
