// A6.6: what comes back to a closed pool is closed; what is in use can be used until then.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{trace: true}
	db := sql.OpenDB(f)
	taken := take(db, 3)
	taken[0].Close()
	fmt.Println("close:", db.Close())
	stats("closed", db)
	_, err := taken[1].ExecContext(background, "x")
	fmt.Println(err)
	give(taken[1:])
	stats("all back", db)
}
