// F5: statements that take longer under load: the pool is used up, newcomers wait and give up.
// distribution: done share 0.05
package main

import (
	"database/sql"
	"fmt"
	_ "github.com/go-sql-driver/mysql"
	"time"
)

func main() {
	l := &load{deadline: 2 * unit, until: time.Now().Add(15 * unit)}
	db, err := sql.Open("mysql", "app@tcp(db:3306)/x?dial=1ms&latency=80ms&faults=slowquery@1s+1s*300ms")
	fmt.Println(err)
	db.SetMaxOpenConns(2)
	l.start(db, 4)
	for _, when := range []string{"before", "slow", "after"} {
		time.Sleep(5 * unit)
		fmt.Println("count done", when, l.finished())
	}
	l.all.Wait()
	fmt.Println(len(l.errors), l.errors["context deadline exceeded"] > 0)
	s := db.Stats()
	fmt.Println("open", s.OpenConnections, "in use", s.InUse, "idle", s.Idle, "waits", s.WaitCount > 20)
}
