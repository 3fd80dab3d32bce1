// F4: slow dials under load: as many dial at the same time as were reset.
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
	db, err := sql.Open("mysql", "app@tcp(db:3306)/x?dial=1ms&latency=80ms&faults=drop@1s,slowdial@900ms+2s*400ms")
	fmt.Println(err)
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	l.start(db, 4)
	for _, when := range []string{"before", "dialling", "after"} {
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
