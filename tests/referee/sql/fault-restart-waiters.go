// F1: the same with two who wait: the opener's dials are refused, and they are told so.
// distribution: done share 0.05
// distribution: errors share 0.1
package main

import (
	"database/sql"
	"fmt"
	_ "github.com/go-sql-driver/mysql"
	"strings"
	"time"
)

func main() {
	l := &load{until: time.Now().Add(12 * unit)}
	db, err := sql.Open("mysql", "app@tcp(db:3306)/x?dial=1ms&latency=80ms&faults=restart@1s+450ms")
	fmt.Println(err)
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	l.start(db, 6)
	for _, when := range []string{"before", "down", "after"} {
		time.Sleep(4 * unit)
		fmt.Println("count done", when, l.finished())
	}
	l.all.Wait()
	for text, n := range l.errors {
		fmt.Println("count errors", strings.ReplaceAll(text, " ", "_"), n)
	}
	s := db.Stats()
	fmt.Println("open", s.OpenConnections, "idle", s.Idle, "closed", s.MaxIdleClosed, s.MaxIdleTimeClosed, s.MaxLifetimeClosed)
	fmt.Println("waits:", s.WaitCount > 20, "longer than a statement:", s.WaitDuration > unit/10)
}
