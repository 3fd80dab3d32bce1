// F4: slow dials behind a reset: callers dial at the same time, for who waits the opener dials one by one.
package main

import (
	"database/sql"
	"fmt"
	_ "github.com/go-sql-driver/mysql"
	"time"
)

func main() {
	db, err := sql.Open("mysql", "app@tcp(db:3306)/x?dial=1ms&latency=1ms&faults=drop@400ms,slowdial@300ms+5s*200ms")
	fmt.Println(err)
	db.SetMaxOpenConns(3)
	db.SetMaxIdleConns(3)
	taken := take(db, 3)
	for _, c := range taken {
		fmt.Println(c.PingContext(background))
	}
	done := make(chan time.Duration)
	time.Sleep(2*unit + unit/2)
	start := time.Now()
	for range 3 {
		go func() {
			take(db, 1)
			done <- round(time.Since(start))
		}()
	}
	settle()
	stats("waiting", db)
	for _, c := range taken {
		fmt.Println(c.PingContext(background))
		c.Close()
	}
	for range 3 {
		fmt.Println("served after", <-done)
		stats("served", db)
	}
}
