// A10: a pool's life, with its figures at each step.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"
)

func main() {
	f := &fake{}
	f.call = func(_ context.Context, c *conn, op string) error {
		if op == "exec" && c.text == "break" {
			return driver.ErrBadConn
		}
		return nil
	}
	db := sql.OpenDB(f)
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(3)
	stats("new", db)
	rows, _ := db.Query("q")
	stats("rows", db)
	tx, _ := db.Begin()
	stats("tx", db)
	c, _ := db.Conn(background)
	stats("conn", db)
	st, _ := db.Prepare("s")
	stats("stmt", db)
	more, _ := st.Query()
	stats("stmt rows", db)
	ctx, cancel := context.WithTimeout(background, unit)
	defer cancel()
	_, err := db.ExecContext(ctx, "x")
	fmt.Println(err)
	stats("waited", db)
	rows.Close()
	stats("rows closed", db)
	_, err = db.Exec("x")
	fmt.Println(err)
	stats("exec", db)
	tx.Rollback()
	stats("rolled back", db)
	_, err = db.Exec("break")
	fmt.Println(err)
	stats("broken", db)
	c.Close()
	stats("conn closed", db)
	more.Close()
	stats("stmt rows closed", db)
	give(take(db, 4))
	stats("four at once", db)
	db.SetConnMaxLifetime(unit)
	time.Sleep(2 * unit)
	stats("old", db)
	fmt.Println(db.Ping())
	stats("pinged", db)
	time.Sleep(6 * unit)
	stats("cleaned", db)
	db.Close()
	stats("closed", db)
	fmt.Println(f.count())
}
