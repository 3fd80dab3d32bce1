// A4: of two who wait, the one who came late is served first as often as not.
// distribution: first share 0.06
package main

import (
	"database/sql"
	"fmt"
	"runtime"
)

func main() {
	db := sql.OpenDB(&fake{kind: modern})
	db.SetMaxOpenConns(1)
	var first [2]int
	for range 1500 {
		taken := take(db, 1)
		served := make(chan int, 2)
		for w := range 2 {
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
		first[<-served]++
		<-served
	}
	fmt.Println("count first early", first[0])
	fmt.Println("count first late", first[1])
}
