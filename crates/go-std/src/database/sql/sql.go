// Package sql is a connection pool over database drivers.
//
// Control flow is that of the real package: retries, waiting in a select, the goroutine that watches a
// context, the opener and the cleaner. What the real package decides under its mutex is decided by the
// simulator's pool.
package sql

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"sort"
	"sync"
	"time"

	"github.com/go-sql-driver/mysql"
)

var (
	driversMu sync.RWMutex
	// The simulated server's driver is there without an import, so that a forgotten one does no harm.
	drivers = map[string]driver.Driver{"mysql": mysql.MySQLDriver{}}
)

// Register makes a driver known under a name.
func Register(name string, driver driver.Driver) {
	driversMu.Lock()
	defer driversMu.Unlock()
	_, known := drivers[name]
	switch {
	case driver == nil:
		panic("sql: Register driver is nil")
	case known:
		panic("sql: Register called twice for driver " + name)
	}
	drivers[name] = driver
}

// Drivers returns the names of the known drivers, sorted.
func Drivers() []string {
	driversMu.RLock()
	defer driversMu.RUnlock()
	names := make([]string, 0, len(drivers))
	for name := range drivers {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// ErrNoRows is returned by Row.Scan when the query yields no row.
var ErrNoRows = errors.New("sql: no rows in result set")

// ErrConnDone is returned by a Conn that was given back.
var ErrConnDone = errors.New("sql: connection is already closed")

// ErrTxDone is returned by a transaction that has ended.
var ErrTxDone = errors.New("sql: transaction has already been committed or rolled back")

var errDBClosed = errors.New("sql: database is closed")

// An IsolationLevel says what transactions see of each other.
type IsolationLevel int

// The levels. A driver may not know all of them.
const (
	LevelDefault IsolationLevel = iota
	LevelReadUncommitted
	LevelReadCommitted
	LevelWriteCommitted
	LevelRepeatableRead
	LevelSnapshot
	LevelSerializable
	LevelLinearizable
)

var levelNames = []string{
	"Default", "Read Uncommitted", "Read Committed", "Write Committed",
	"Repeatable Read", "Snapshot", "Serializable", "Linearizable",
}

func (i IsolationLevel) String() string {
	if i < 0 || int(i) >= len(levelNames) {
		return fmt.Sprintf("IsolationLevel(%d)", int(i))
	}
	return levelNames[i]
}

// TxOptions says how a transaction is to be.
type TxOptions struct {
	Isolation IsolationLevel
	ReadOnly  bool
}

// A NamedArg is an argument with a name.
type NamedArg struct {
	Name  string
	Value any
}

// Named makes a NamedArg.
func Named(name string, value any) NamedArg { return NamedArg{Name: name, Value: value} }

// Out is an output argument of a stored procedure.
type Out struct {
	Dest any
	In   bool
}

// A Result is the outcome of a statement without rows.
type Result interface {
	LastInsertId() (int64, error)
	RowsAffected() (int64, error)
}

// A Scanner reads a column in its own way.
type Scanner interface {
	Scan(src any) error
}

// RawBytes is memory of the driver, valid until the next call of Next, Scan or Close.
type RawBytes []byte

// DB is a pool of connections, safe for use by many goroutines.
type DB struct {
	id        int64
	connector driver.Connector
	stop      func()

	mu        sync.Mutex
	conns     map[int64]*driverConn
	requests  []chan connRequest // by the place among those who wait
	openerCh  chan struct{}
	cleanerCh chan struct{}
	closed    bool
}

// connectionRequestQueueSize is so large that a token for the opener never blocks its sender.
const connectionRequestQueueSize = 1000000

type dsnConnector struct {
	dsn    string
	driver driver.Driver
}

func (t dsnConnector) Connect(_ context.Context) (driver.Conn, error) { return t.driver.Open(t.dsn) }
func (t dsnConnector) Driver() driver.Driver                          { return t.driver }

// OpenDB makes a pool over a connector. It does not dial.
func OpenDB(c driver.Connector) *DB {
	ctx, cancel := context.WithCancel(context.Background())
	db := &DB{
		id:        poolOpen(),
		connector: c,
		stop:      cancel,
		conns:     make(map[int64]*driverConn),
		requests:  make([]chan connRequest, 1), // there is no place 0
		openerCh:  make(chan struct{}, connectionRequestQueueSize),
	}
	go db.connectionOpener(ctx)
	return db
}

// Open makes a pool for a data source. It does not dial.
func Open(driverName, dataSourceName string) (*DB, error) {
	driversMu.RLock()
	d, known := drivers[driverName]
	driversMu.RUnlock()
	if !known {
		return nil, fmt.Errorf("sql: unknown driver %q (forgotten import?)", driverName)
	}
	opener, reads := d.(driver.DriverContext)
	if !reads {
		return OpenDB(dsnConnector{dsn: dataSourceName, driver: d}), nil
	}
	connector, err := opener.OpenConnector(dataSourceName)
	if err != nil {
		return nil, err
	}
	return OpenDB(connector), nil
}

// Driver returns the driver behind the pool.
func (db *DB) Driver() driver.Driver { return db.connector.Driver() }

// Close closes the idle connections at once and each of the others when it comes back. More calls do nothing.
func (db *DB) Close() (err error) {
	db.mu.Lock()
	again := db.closed
	db.closed = true
	var closing []*driverConn
	if !again {
		closing = db.giveUp()
	}
	db.mu.Unlock()
	if again {
		return nil
	}
	note := func(failed error) {
		if failed != nil {
			err = failed
		}
	}
	for _, dc := range closing {
		note(dc.Close())
	}
	db.stop()
	if c, ok := db.connector.(io.Closer); ok {
		note(c.Close())
	}
	return err
}

// giveUp ends the cleaner, turns away those who wait and finds the connections to be closed. db.mu is held.
func (db *DB) giveUp() []*driverConn {
	if db.cleanerCh != nil {
		close(db.cleanerCh)
	}
	_, conns, places := poolClose(db.id)
	for _, place := range places {
		close(db.requests[place])
		db.requests[place] = nil
	}
	return db.lookUp(conns)
}

// SetMaxIdleConns limits the idle connections; none are kept if n is not positive.
func (db *DB) SetMaxIdleConns(n int) {
	db.mu.Lock()
	closing := db.lookUp(poolSetMaxIdle(db.id, n))
	db.mu.Unlock()
	closeAll(closing)
}

// SetMaxOpenConns limits the open connections; no limit if n is not positive.
func (db *DB) SetMaxOpenConns(n int) {
	db.mu.Lock()
	closing := db.lookUp(poolSetMaxOpen(db.id, n))
	db.mu.Unlock()
	closeAll(closing)
}

// SetConnMaxLifetime limits the age of a connection; no limit if d is not positive.
func (db *DB) SetConnMaxLifetime(d time.Duration) {
	db.mu.Lock()
	wake, cleaner := poolSetLifetime(db.id, int64(d))
	db.wakeOrStartCleaner(wake, cleaner)
	db.mu.Unlock()
}

// SetConnMaxIdleTime limits how long a connection may be idle; no limit if d is not positive.
func (db *DB) SetConnMaxIdleTime(d time.Duration) {
	db.mu.Lock()
	wake, cleaner := poolSetIdleTime(db.id, int64(d))
	db.wakeOrStartCleaner(wake, cleaner)
	db.mu.Unlock()
}

// DBStats is a reading of the pool.
type DBStats struct {
	MaxOpenConnections int

	OpenConnections int
	InUse           int
	Idle            int

	WaitCount         int64
	WaitDuration      time.Duration
	MaxIdleClosed     int64
	MaxIdleTimeClosed int64
	MaxLifetimeClosed int64
}

// Stats reads the pool.
func (db *DB) Stats() DBStats {
	db.mu.Lock()
	s := poolStats(db.id)
	db.mu.Unlock()
	return DBStats{
		MaxOpenConnections: int(s[0]),
		OpenConnections:    int(s[1]),
		InUse:              int(s[2]),
		Idle:               int(s[3]),
		WaitCount:          s[4],
		WaitDuration:       time.Duration(s[5]),
		MaxIdleClosed:      s[6],
		MaxIdleTimeClosed:  s[7],
		MaxLifetimeClosed:  s[8],
	}
}
