// A12: errors of a statement: to prepare it again, to execute it, the wrong number of arguments.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
)

type counted struct{ *stmt }

func (counted) NumInput() int { return 2 }

type counting struct{ *conn }

func (c counting) Prepare(query string) (driver.Stmt, error) {
	s, err := c.conn.Prepare(query)
	if err != nil {
		return nil, err
	}
	return counted{s.(*stmt)}, nil
}

type connector struct{ *fake }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	inner, err := c.fake.Connect(ctx)
	return counting{inner.(*conn)}, err
}

func main() {
	f := &fake{kind: ancient}
	db := sql.OpenDB(connector{f})
	st, err := db.Prepare("s")
	fmt.Println(err)
	_, err = st.Exec(1)
	fmt.Println(err)
	_, err = st.Query(1, 2, 3)
	fmt.Println(err)
	_, err = st.Exec(1, struct{}{})
	fmt.Println(err)
	_, err = st.Exec(1, sql.Named("a", 2))
	fmt.Println(err)
	_, err = st.Exec(1, sql.Named("_a", 2))
	fmt.Println(err)
	stats("arguments", db)
	f.call = func(_ context.Context, c *conn, op string) error {
		if op != "close" && op != "close statement" {
			return errors.New("no " + op)
		}
		return nil
	}
	_, err = st.Exec(1, 2)
	fmt.Println(err)
	held := take(db, 1)
	_, err = st.Exec(1, 2)
	fmt.Println(err)
	give(held)
	stats("errors", db)
}
