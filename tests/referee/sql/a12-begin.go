// A12: errors of Begin, and options that the driver does not know.
package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

func main() {
	f := &fake{kind: ancient}
	db := sql.OpenDB(f)
	_, err := db.BeginTx(background, &sql.TxOptions{Isolation: sql.LevelSerializable})
	fmt.Println(err)
	_, err = db.BeginTx(background, &sql.TxOptions{ReadOnly: true})
	fmt.Println(err)
	stats("options", db)
	ctx, cancel := context.WithCancel(background)
	f.call = func(_ context.Context, c *conn, op string) error {
		if op == "begin" {
			cancel()
		}
		fmt.Println(op)
		return nil
	}
	_, err = db.BeginTx(ctx, nil)
	fmt.Println(err)
	stats("ended", db)
	_, err = db.BeginTx(ctx, nil)
	fmt.Println(err)
	db = sql.OpenDB(&fake{call: func(_ context.Context, c *conn, op string) error {
		if op == "begin" {
			return errors.New("no begin")
		}
		return nil
	}})
	tx, err := db.Begin()
	fmt.Println(tx == nil, err)
	stats("error", db)
}
