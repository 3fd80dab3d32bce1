// A3: which calls are tried again.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

func main() {
	calls := []struct {
		name, op string
		call     func(*sql.DB, *sql.Stmt) error
	}{
		{"Ping", "ping", func(db *sql.DB, _ *sql.Stmt) error { return db.Ping() }},
		{"Query", "query", func(db *sql.DB, _ *sql.Stmt) error { _, err := db.Query("q"); return err }},
		{"QueryRow", "query", func(db *sql.DB, _ *sql.Stmt) error { return db.QueryRow("q").Err() }},
		{"Exec", "exec", func(db *sql.DB, _ *sql.Stmt) error { _, err := db.Exec("q"); return err }},
		{"Prepare", "prepare", func(db *sql.DB, _ *sql.Stmt) error { _, err := db.Prepare("q"); return err }},
		{"Begin", "begin", func(db *sql.DB, _ *sql.Stmt) error { _, err := db.Begin(); return err }},
		{"Stmt.Query", "query statement", func(_ *sql.DB, s *sql.Stmt) error { _, err := s.Query(); return err }},
		{"Stmt.Exec", "exec statement", func(_ *sql.DB, s *sql.Stmt) error { _, err := s.Exec(); return err }},
		{"Stmt.Exec, prepared again", "prepare", func(_ *sql.DB, s *sql.Stmt) error { _, err := s.Exec(); return err }},
	}
	for _, c := range calls {
		f := &fake{}
		db := sql.OpenDB(f)
		st, err := db.Prepare("s")
		if err != nil {
			panic(err)
		}
		attempts := 0
		f.call = func(_ context.Context, _ *conn, op string) error {
			if op == c.op {
				attempts++
				return driver.ErrBadConn
			}
			return nil
		}
		if c.op == "prepare" && c.name != "Prepare" {
			taken := take(db, 1)
			defer give(taken)
		}
		fmt.Println(c.name, "-", c.call(db, st), "-", attempts, f.count())
		stats("done", db)
	}
}
