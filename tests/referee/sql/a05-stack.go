// A5: the free connections are a stack, whatever comes and goes.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{}
	db := sql.OpenDB(f)
	db.SetMaxIdleConns(6)
	give(take(db, 6))
	var held []*sql.Conn
	for _, step := range []int{2, -1, 3, -2, -1, 4, -3, 1, -3, 6, -6, 6} {
		if step > 0 {
			taken := take(db, step)
			fmt.Println("take", numbers(taken))
			held = append(held, taken...)
		} else {
			fmt.Println("give", numbers(held[:-step]))
			give(held[:-step])
			held = held[-step:]
		}
		s := db.Stats()
		fmt.Println("in use", s.InUse, "idle", s.Idle, "dials", f.count())
	}
}
