// A2.4: a wait ends with its context, and counts like any other.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

func main() {
	db := sql.OpenDB(&fake{})
	db.SetMaxOpenConns(1)
	taken := take(db, 1)
	ctx, cancel := context.WithTimeout(background, unit)
	fmt.Println(db.PingContext(ctx), ctx.Err())
	cancel()
	stats("deadline", db)

	ctx, cancel = context.WithCancel(background)
	time.AfterFunc(unit, cancel)
	fmt.Println(db.PingContext(ctx))
	stats("cancelled", db)

	because, give2 := context.WithCancelCause(background)
	time.AfterFunc(unit, func() { give2(errors.New("because")) })
	fmt.Println(db.PingContext(because), context.Cause(because))
	stats("with a cause", db)
	give(taken)
	fmt.Println(db.Ping())
	stats("given back", db)
}
