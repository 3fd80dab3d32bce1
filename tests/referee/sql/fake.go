// The fake database of the programs in this folder. Each is run together with it, as one file.
package main

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io"
	"sync"
	"time"
)

// unit is so long that a busy machine is late by far less.
const unit = 200 * time.Millisecond

// A kind says which optional interfaces the connections have.
type kind int

const (
	full    kind = iota // all of the others together
	modern              // contexts, Ping
	resets              // and ResetSession
	checks              // and IsValid
	ancient             // Prepare, Begin and Close
)

// A fake is a connector whose connections do what the program says. What is not set succeeds at once.
type fake struct {
	kind  kind
	dial  func(ctx context.Context, n int) error              // the nth dial, from 1
	call  func(ctx context.Context, c *conn, op string) error // a call of a connection, statement, result, transaction
	valid func(c *conn) bool                                  // what IsValid says
	rows  int                                                 // in every set, 3 if not set
	more  int                                                 // sets behind the first; 0: the driver knows of no sets
	trace bool                                                // print each call

	mu    sync.Mutex
	dials int
}

func (f *fake) say(what ...any) {
	if f.trace {
		fmt.Print("  ", fmt.Sprintln(what...))
	}
}

// count is how many dials there were.
func (f *fake) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.dials
}

func (f *fake) Driver() driver.Driver            { return f }
func (f *fake) Open(string) (driver.Conn, error) { return f.Connect(context.Background()) }
func (f *fake) Connect(ctx context.Context) (driver.Conn, error) {
	f.mu.Lock()
	f.dials++
	c := &conn{f: f, number: f.dials}
	f.mu.Unlock()
	f.say("dial", c.number)
	if f.dial != nil {
		if err := f.dial(ctx, c.number); err != nil {
			return nil, err
		}
	}
	m := &modernConn{c}
	switch f.kind {
	case full:
		return &fullConn{m}, nil
	case resets:
		return &resetConn{m}, nil
	case checks:
		return &checkConn{m}, nil
	case modern:
		return m, nil
	}
	return c, nil
}

// A conn knows its number, in the order of dialling, and the text of what it is asked.
type conn struct {
	f      *fake
	number int
	text   string
}

func (c *conn) do(ctx context.Context, op string) error {
	c.f.say("connection", c.number, op)
	if c.f.call == nil {
		return nil
	}
	return c.f.call(ctx, c, op)
}

func (c *conn) num() int { return c.number }

func (c *conn) Close() error { return c.do(context.Background(), "close") }

func (c *conn) Prepare(query string) (driver.Stmt, error) {
	return c.prepare(context.Background(), query)
}

func (c *conn) prepare(ctx context.Context, query string) (driver.Stmt, error) {
	c.text = query
	if err := c.do(ctx, "prepare"); err != nil {
		return nil, err
	}
	return &stmt{c}, nil
}

func (c *conn) Begin() (driver.Tx, error) { return c.begin(context.Background()) }

func (c *conn) begin(ctx context.Context) (driver.Tx, error) {
	if err := c.do(ctx, "begin"); err != nil {
		return nil, err
	}
	return &tx{c}, nil
}

func (c *conn) query(ctx context.Context, op string) (driver.Rows, error) {
	if err := c.do(ctx, op); err != nil {
		return nil, err
	}
	r := &rows{c: c, left: 3, memory: []byte("text-0")}
	if c.f.rows > 0 {
		r.left = c.f.rows
	}
	if c.f.more > 0 {
		return &sets{r, c.f.more}, nil
	}
	return r, nil
}

// A modernConn knows contexts.
type modernConn struct{ *conn }

func (c *modernConn) Ping(ctx context.Context) error { return c.do(ctx, "ping") }

func (c *modernConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	return c.prepare(ctx, query)
}

func (c *modernConn) BeginTx(ctx context.Context, _ driver.TxOptions) (driver.Tx, error) {
	return c.begin(ctx)
}

func (c *modernConn) QueryContext(ctx context.Context, query string, _ []driver.NamedValue) (driver.Rows, error) {
	c.text = query
	return c.query(ctx, "query")
}

func (c *modernConn) ExecContext(ctx context.Context, query string, _ []driver.NamedValue) (driver.Result, error) {
	c.text = query
	return driver.RowsAffected(1), c.do(ctx, "exec")
}

type resetConn struct{ *modernConn }

func (c *resetConn) ResetSession(ctx context.Context) error { return c.do(ctx, "reset") }

type checkConn struct{ *modernConn }

func (c *checkConn) IsValid() bool { return c.isValid() }

type fullConn struct{ *modernConn }

func (c *fullConn) ResetSession(ctx context.Context) error { return c.do(ctx, "reset") }
func (c *fullConn) IsValid() bool                          { return c.isValid() }

func (c *conn) isValid() bool {
	c.f.say("connection", c.number, "valid?")
	return c.f.valid == nil || c.f.valid(c)
}

type tx struct{ c *conn }

func (t *tx) Commit() error   { return t.c.do(context.Background(), "commit") }
func (t *tx) Rollback() error { return t.c.do(context.Background(), "rollback") }

// A stmt knows no contexts.
type stmt struct{ c *conn }

func (s *stmt) Close() error  { return s.c.do(context.Background(), "close statement") }
func (s *stmt) NumInput() int { return -1 }
func (s *stmt) Query([]driver.Value) (driver.Rows, error) {
	return s.c.query(context.Background(), "query statement")
}
func (s *stmt) Exec([]driver.Value) (driver.Result, error) {
	return driver.RowsAffected(1), s.c.do(context.Background(), "exec statement")
}

// rows have a number, from 1, and a text in memory that is used for each row again.
type rows struct {
	c      *conn
	read   int
	left   int
	memory []byte
}

func (r *rows) Columns() []string { return []string{"n", "text"} }
func (r *rows) Close() error      { return r.c.do(context.Background(), "close rows") }

func (r *rows) Next(dest []driver.Value) error {
	if err := r.c.do(context.Background(), "next"); err != nil {
		return err
	}
	if r.left == 0 {
		return io.EOF
	}
	r.left--
	r.read++
	r.memory[5] = '0' + byte(r.read)
	dest[0], dest[1] = int64(r.read), r.memory
	return nil
}

type sets struct {
	*rows
	more int
}

func (s *sets) HasNextResultSet() bool { return s.more > 0 }

func (s *sets) NextResultSet() error {
	if err := s.c.do(context.Background(), "next set"); err != nil {
		return err
	}
	if s.more == 0 {
		return io.EOF
	}
	s.more--
	s.left = 1
	return nil
}

// stats prints all of db.Stats.
func stats(what string, db *sql.DB) {
	s := db.Stats()
	fmt.Printf("%s: max %d, open %d, in use %d, idle %d; waits %d, %v; closed for idle %d, idle time %d, lifetime %d\n",
		what, s.MaxOpenConnections, s.OpenConnections, s.InUse, s.Idle, s.WaitCount, round(s.WaitDuration),
		s.MaxIdleClosed, s.MaxIdleTimeClosed, s.MaxLifetimeClosed)
}

// round takes away what a busy machine adds, which is more often too much than too little.
func round(d time.Duration) time.Duration { return (d + unit/10).Truncate(unit / 2) }

// settle lets other goroutines do what they have to.
func settle() { time.Sleep(unit / 20) }

// pause takes some time, or until ctx ends, whose error it returns then.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// A load is what callers do to a pool: statements one after the other, with a pause behind an error.
type load struct {
	deadline time.Duration // of each statement; 0: none
	until    time.Time

	mu     sync.Mutex
	done   int
	errors map[string]int
	all    sync.WaitGroup
}

// start has so many workers begin.
func (l *load) start(db *sql.DB, workers int) {
	l.errors = map[string]int{}
	for range workers {
		l.all.Go(func() {
			for time.Now().Before(l.until) {
				if err := l.once(db); err != nil {
					time.Sleep(unit / 2)
				}
			}
		})
	}
}

func (l *load) once(db *sql.DB) error {
	ctx, cancel := background, context.CancelFunc(func() {})
	if l.deadline > 0 {
		ctx, cancel = context.WithTimeout(background, l.deadline)
	}
	defer cancel()
	_, err := db.ExecContext(ctx, "INSERT INTO seen VALUES (1)")
	l.mu.Lock()
	defer l.mu.Unlock()
	if err != nil {
		l.errors[err.Error()]++
	} else {
		l.done++
	}
	return err
}

// finished is how many statements have ended well since it was asked last.
func (l *load) finished() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := l.done
	l.done = 0
	return n
}

var background = context.Background()

// take takes connections out of the pool.
func take(db *sql.DB, n int) []*sql.Conn {
	var taken []*sql.Conn
	for range n {
		c, err := db.Conn(background)
		if err != nil {
			panic(err)
		}
		taken = append(taken, c)
	}
	return taken
}

// give gives them back, in order.
func give(taken []*sql.Conn) {
	for _, c := range taken {
		if err := c.Close(); err != nil {
			panic(err)
		}
	}
}

// number is which connection it is, in the order of dialling.
func number(c *sql.Conn) (n int) {
	err := c.Raw(func(inner any) error {
		n = inner.(interface{ num() int }).num()
		return nil
	})
	if err != nil {
		panic(err)
	}
	return n
}

// numbers is which connections they are.
func numbers(taken []*sql.Conn) (all []int) {
	for _, c := range taken {
		all = append(all, number(c))
	}
	return all
}
