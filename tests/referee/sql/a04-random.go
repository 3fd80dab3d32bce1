// A4: of those who wait, a random one is served.
// distribution: first chi-square
// distribution: last chi-square
package main

import (
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	const waiters, rounds = 8, 800
	db := sql.OpenDB(&fake{kind: modern})
	db.SetMaxOpenConns(1)
	var first, last [waiters]int
	for range rounds {
		taken := take(db, 1)
		served := make(chan int, waiters)
		for w := range waiters {
			before := db.Stats().WaitCount
			go func() {
				c, _ := db.Conn(background)
				served <- w
				c.Close()
			}()
			for db.Stats().WaitCount == before {
				runtime.Gosched()
			}
		}
		give(taken)
		for i := range waiters {
			switch w := <-served; i {
			case 0:
				first[w]++
			case waiters - 1:
				last[w]++
			}
		}
	}
	for w := range waiters {
		fmt.Println("count first", w, first[w])
	}
	for w := range waiters {
		fmt.Println("count last", w, last[w])
	}
}
