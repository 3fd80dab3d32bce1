// A2.2: a context that has ended gets nothing, though a connection is free, and nothing is counted.
package main

import (
	"context"
	"database/sql"
	"fmt"
)

func main() {
	f := &fake{}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(2)
	ended, cancel := context.WithCancel(background)
	cancel()
	late, cancel := context.WithTimeout(background, -1)
	defer cancel()
	fmt.Println("empty:", db.PingContext(ended), f.count())
	give(take(db, 1))
	fmt.Println("one free:", db.PingContext(ended), db.PingContext(late))
	stats("one free", db)
	taken := take(db, 2)
	fmt.Println("full:", db.PingContext(ended), db.PingContext(late))
	stats("full", db)
	give(taken)
	fmt.Println(db.PingContext(background), f.count())
}
