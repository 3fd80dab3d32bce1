// A4: whoever gives up leaves no gap: the others are served at random as before.
// distribution: first chi-square
package main

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	const waiters = 5
	db := sql.OpenDB(&fake{kind: modern})
	db.SetMaxOpenConns(1)
	var first [waiters]int
	for range 600 {
		taken := take(db, 1)
		served := make(chan int, waiters)
		gone := make(chan error)
		for w := range waiters {
			before := db.Stats().WaitCount
			ctx, cancel := context.WithCancel(background)
			go func() {
				c, err := db.Conn(ctx)
				if err != nil {
					gone <- err
					return
				}
				served <- w
				c.Close()
			}()
			for db.Stats().WaitCount == before {
				runtime.Gosched()
			}
			if w == 1 {
				defer cancel()
				continue
			}
			if w == 3 {
				cancel()
				<-gone
			}
			defer cancel()
		}
		give(taken)
		first[<-served]++
		for range waiters - 2 {
			<-served
		}
	}
	for w, n := range first {
		if w != 3 {
			fmt.Println("count first", w, n)
		}
	}
	fmt.Println("gave up, served:", first[3])
}
