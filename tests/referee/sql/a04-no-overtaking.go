// A4: a connection that comes back goes to who waits; a newcomer waits as well.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"runtime"
	"time"
)

func main() {
	runtime.GOMAXPROCS(1)
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(1)
	taken := take(db, 1)
	done := make(chan string, 2)
	wait := func(name string) {
		c, _ := db.Conn(background)
		time.Sleep(unit)
		done <- name
		c.Close()
	}
	go wait("waiter")
	settle()
	give(taken)
	stats("given back", db)
	ctx, cancel := context.WithTimeout(background, unit/2)
	defer cancel()
	fmt.Println("newcomer:", db.PingContext(ctx))
	fmt.Println(<-done)
	settle()
	stats("done", db)
}
