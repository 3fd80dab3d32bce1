// F1: a server that restarts under load: what was in flight is lost, dials are refused, then all is well again.
// distribution: done share 0.05
package main

import (
	"database/sql"
	"fmt"
	_ "github.com/go-sql-driver/mysql"
	"time"
)

func main() {
	l := &load{until: time.Now().Add(12 * unit)}
	db, err := sql.Open("mysql", "app@tcp(db:3306)/x?dial=1ms&latency=80ms&faults=restart@1s+450ms")
	fmt.Println(err)
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	l.start(db, 4)
	for _, when := range []string{"before", "down", "after"} {
		time.Sleep(4*unit - unit/4)
		s := db.Stats()
		fmt.Println(when, "open", s.OpenConnections, "in use", s.InUse, "idle", s.Idle)
		time.Sleep(unit / 4)
		fmt.Println("count done", when, l.finished())
	}
	l.all.Wait()
	fmt.Println(l.errors)
	stats("end", db)
}
