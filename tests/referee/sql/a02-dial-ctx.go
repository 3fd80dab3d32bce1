// A2.5: a dial takes place in the caller and ends with its context; meanwhile it counts.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

func main() {
	f := &fake{dial: func(ctx context.Context, n int) error { return pause(ctx, 5*unit) }}
	db := sql.OpenDB(f)
	ctx, cancel := context.WithTimeout(background, 2*unit)
	defer cancel()
	time.AfterFunc(unit, func() { stats("dialling", db) })
	start := time.Now()
	fmt.Println(db.PingContext(ctx), round(time.Since(start)), f.count())
	stats("ended", db)
	start = time.Now()
	fmt.Println(db.Ping(), round(time.Since(start)), f.count())
	stats("dialled", db)
}
