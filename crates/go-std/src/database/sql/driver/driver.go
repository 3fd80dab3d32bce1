// Package driver has the interfaces between database/sql and database drivers.
package driver

import (
	"context"
	"errors"
)

// A Value is what a driver understands: nil, int64, float64, bool, []byte, string or time.Time.
type Value any

// A NamedValue is an argument of a query, with its name or its position from 1.
type NamedValue struct {
	Name    string
	Ordinal int
	Value   Value
}

// A Driver opens connections.
type Driver interface {
	Open(name string) (Conn, error)
}

// A DriverContext reads a data source name once for all connections.
type DriverContext interface {
	OpenConnector(name string) (Connector, error)
}

// A Connector opens connections to one data source.
type Connector interface {
	Connect(ctx context.Context) (Conn, error)
	Driver() Driver
}

// ErrSkip sends database/sql the long way round, over a prepared statement.
var ErrSkip = errors.New("driver: skip fast-path; continue as if unimplemented")

// ErrBadConn says that a connection is unusable and that nothing was done on it, so another try is safe.
var ErrBadConn = errors.New("driver: bad connection")

// ErrRemoveArgument drops an argument from a query.
var ErrRemoveArgument = errors.New("driver: remove argument from query")

// A Pinger can check its connection.
type Pinger interface {
	Ping(ctx context.Context) error
}

// An Execer executes without a prepared statement and without a context.
type Execer interface {
	Exec(query string, args []Value) (Result, error)
}

// An ExecerContext executes without a prepared statement.
type ExecerContext interface {
	ExecContext(ctx context.Context, query string, args []NamedValue) (Result, error)
}

// A Queryer queries without a prepared statement and without a context.
type Queryer interface {
	Query(query string, args []Value) (Rows, error)
}

// A QueryerContext queries without a prepared statement.
type QueryerContext interface {
	QueryContext(ctx context.Context, query string, args []NamedValue) (Rows, error)
}

// A Conn is a connection. No two goroutines use it at once.
type Conn interface {
	Prepare(query string) (Stmt, error)
	Close() error
	Begin() (Tx, error)
}

// A ConnPrepareContext prepares statements with a context.
type ConnPrepareContext interface {
	PrepareContext(ctx context.Context, query string) (Stmt, error)
}

// An IsolationLevel is that of package sql.
type IsolationLevel int

// TxOptions says how a transaction is to be.
type TxOptions struct {
	Isolation IsolationLevel
	ReadOnly  bool
}

// A ConnBeginTx begins transactions with a context and options.
type ConnBeginTx interface {
	BeginTx(ctx context.Context, opts TxOptions) (Tx, error)
}

// A SessionResetter makes a used connection fit for the next user.
type SessionResetter interface {
	ResetSession(ctx context.Context) error
}

// A Validator says whether a connection may be kept.
type Validator interface {
	IsValid() bool
}

// A Result is the outcome of a statement without rows.
type Result interface {
	LastInsertId() (int64, error)
	RowsAffected() (int64, error)
}

// A Stmt is a prepared statement, bound to its connection.
type Stmt interface {
	Close() error
	NumInput() int
	Exec(args []Value) (Result, error)
	Query(args []Value) (Rows, error)
}

// A StmtExecContext executes with a context.
type StmtExecContext interface {
	ExecContext(ctx context.Context, args []NamedValue) (Result, error)
}

// A StmtQueryContext queries with a context.
type StmtQueryContext interface {
	QueryContext(ctx context.Context, args []NamedValue) (Rows, error)
}

// A NamedValueChecker converts arguments in its own way.
type NamedValueChecker interface {
	CheckNamedValue(*NamedValue) error
}

// Rows are what a query gives. Behind the last one Next returns io.EOF.
type Rows interface {
	Columns() []string
	Close() error
	Next(dest []Value) error
}

// RowsNextResultSet is a result with several sets of rows.
type RowsNextResultSet interface {
	Rows
	HasNextResultSet() bool
	NextResultSet() error
}

// A Tx is a transaction.
type Tx interface {
	Commit() error
	Rollback() error
}

// A Valuer turns itself into a Value.
type Valuer interface {
	Value() (Value, error)
}

// RowsAffected is a Result that only knows how many rows were changed.
type RowsAffected int64

// LastInsertId always fails.
func (RowsAffected) LastInsertId() (int64, error) {
	return 0, errors.New("LastInsertId is not supported by this driver")
}

// RowsAffected returns the number.
func (v RowsAffected) RowsAffected() (int64, error) { return int64(v), nil }

type noRows struct{}

// ResultNoRows is the result of statements that change the schema.
var ResultNoRows noRows

func (noRows) LastInsertId() (int64, error) {
	return 0, errors.New("no LastInsertId available after DDL statement")
}

func (noRows) RowsAffected() (int64, error) {
	return 0, errors.New("no RowsAffected available after DDL statement")
}
