// F2: connections that are reset under load: each statement in flight fails, once; no counter counts the connections.
// distribution: done share 0.05
package main

import (
	"database/sql"
	"fmt"
	_ "github.com/go-sql-driver/mysql"
	"time"
)

func main() {
	l := &load{until: time.Now().Add(9 * unit)}
	db, err := sql.Open("mysql", "app@tcp(db:3306)/x?dial=1ms&latency=80ms&faults=drop@1s")
	fmt.Println(err)
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	l.start(db, 4)
	for _, when := range []string{"before", "drop", "after"} {
		time.Sleep(3 * unit)
		fmt.Println("count done", when, l.finished())
	}
	l.all.Wait()
	fmt.Println(l.errors)
	stats("end", db)
}
