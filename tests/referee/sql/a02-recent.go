// A2.3: the connection that came back last is taken first.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{}
	db := sql.OpenDB(f)
	db.SetMaxIdleConns(10)
	taken := take(db, 4)
	fmt.Println("dialled", numbers(taken))
	for _, i := range []int{2, 0, 3, 1} {
		taken[i].Close()
	}
	taken = take(db, 5)
	fmt.Println("taken", numbers(taken))
	stats("five", db)
}
