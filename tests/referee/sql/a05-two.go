// A5: of two free connections the one that came back last is taken.
package main

import (
	"database/sql"
	"fmt"
)

func main() {
	db := sql.OpenDB(&fake{})
	for _, order := range [][]int{{0, 1}, {1, 0}} {
		taken := take(db, 2)
		was := numbers(taken)
		for _, i := range order {
			taken[i].Close()
		}
		next := take(db, 1)
		fmt.Println("taken", was, "given back", was[order[0]], was[order[1]], "next", number(next[0]))
		give(next)
	}
}
