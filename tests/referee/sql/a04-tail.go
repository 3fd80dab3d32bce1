// A4: with twenty who wait and one connection some are served soon who came late, and some late who came soon.
// distribution: place chi-square
package main

import (
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	const waiters = 20
	db := sql.OpenDB(&fake{kind: modern})
	db.SetMaxOpenConns(1)
	var quarters [4]int // where the first of the waiters came
	for range 400 {
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
		for place := range waiters {
			if <-served == 0 {
				quarters[place*4/waiters]++
			}
		}
	}
	for q, n := range quarters {
		fmt.Println("count place", q, n)
	}
}
