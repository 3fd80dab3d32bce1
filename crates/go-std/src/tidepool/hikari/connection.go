package hikari

import (
	"strconv"
	"strings"
	"time"
)

// A Connection is lent to its user; Close gives it back.
type Connection struct {
	pool  *pool
	entry *poolEntry
	leak  *leakTask

	statements      []*PreparedStatement
	autoCommit      bool
	autoCommitDirty bool
	commitDirty     bool
	closed          bool
}

var errConnectionClosed = &SQLException{message: "Connection is closed"}

func (c *Connection) String() string { return "HikariProxyConnection wrapping " + c.entry.wire.name }

// Unwrap is the driver's connection.
func (c *Connection) Unwrap() *DriverConnection { return &DriverConnection{c.entry.wire} }

// A DriverConnection is a connection as the driver knows it.
type DriverConnection struct {
	wire *wire
}

// GetId is the number that the server gave to it.
func (d *DriverConnection) GetId() int64 { return d.wire.id }

// PrepareStatement makes a statement; nothing is sent.
func (c *Connection) PrepareStatement(query string) *PreparedStatement {
	st := &PreparedStatement{conn: c, query: query}
	c.statements = append(c.statements, st)
	return st
}

func (c *Connection) untrack(st *PreparedStatement) {
	for i, other := range c.statements {
		if other == st {
			c.statements = append(c.statements[:i], c.statements[i+1:]...)
			return
		}
	}
}

func (c *Connection) markCommitStateDirty() {
	if !c.autoCommit {
		c.commitDirty = true
	}
}

// exec is a round trip of the connection itself.
func (c *Connection) exec(query string) error {
	if c.closed {
		return errConnectionClosed
	}
	if _, err := c.entry.wire.exec(query); err != nil {
		return c.checkException(err)
	}
	return nil
}

// GetAutoCommit tells whether each statement is a transaction of its own.
func (c *Connection) GetAutoCommit() bool { return c.autoCommit }

// SetAutoCommit changes that, with a round trip.
func (c *Connection) SetAutoCommit(auto bool) error {
	query := "SET autocommit=0"
	if auto {
		query = "SET autocommit=1"
	}
	if err := c.exec(query); err != nil {
		return err
	}
	c.autoCommit = auto
	c.autoCommitDirty = true
	return nil
}

// Commit ends a transaction.
func (c *Connection) Commit() error { return c.endTransaction("commit", "COMMIT") }

// Rollback ends a transaction and undoes it.
func (c *Connection) Rollback() error { return c.endTransaction("rollback", "ROLLBACK") }

func (c *Connection) endTransaction(name, query string) error {
	if c.autoCommit && !c.closed {
		return c.checkException(&SQLException{message: "Can't call " + name + " when autocommit=true"})
	}
	if err := c.exec(query); err != nil {
		return err
	}
	c.commitDirty = false
	return nil
}

// IsValid looks whether the server is there, with a round trip.
func (c *Connection) IsValid(timeout time.Duration) bool {
	return !c.closed && c.entry.wire.ping(timeout.Truncate(time.Second))
}

// IsClosed tells whether the user has closed it, or it was found broken.
func (c *Connection) IsClosed() bool { return c.closed }

// Close gives the connection back, as it was when it was lent. More calls do nothing.
func (c *Connection) Close() error {
	for _, st := range c.statements {
		st.closed = true
	}
	c.statements = nil
	if c.closed {
		return nil
	}
	c.leak.cancel()
	err := c.reset()
	if err != nil && !c.entry.detached {
		c.checkException(err)
	} else {
		err = nil
	}
	c.closed = true
	c.pool.recycle(c.entry)
	if err != nil {
		return err
	}
	return nil
}

// reset undoes what the user has left.
func (c *Connection) reset() *SQLException {
	if c.commitDirty && !c.autoCommit {
		if _, err := c.entry.wire.exec("ROLLBACK"); err != nil {
			return err
		}
	}
	if c.autoCommitDirty && c.autoCommit != c.pool.config.autoCommit {
		query := "SET autocommit=0"
		if c.pool.config.autoCommit {
			query = "SET autocommit=1"
		}
		if _, err := c.entry.wire.exec(query); err != nil {
			return err
		}
	}
	return nil
}

var brokenStates = map[string]bool{
	"0A000": true, "57P01": true, "57P02": true, "57P03": true, "01002": true, "JZ0C0": true, "JZ0C1": true,
}

// checkException takes the connection out of the pool if the error tells that it is broken.
func (c *Connection) checkException(err *SQLException) error {
	broken := strings.HasPrefix(err.state, "08") || brokenStates[err.state]
	switch err.code {
	case 500150, 2399, 1105:
		broken = true
	}
	if broken && !c.closed {
		log("WARN", "ProxyConnection", c.pool.name()+" - Connection "+c.entry.wire.name+
			" marked as broken because of SQLSTATE("+err.state+"), ErrorCode("+strconv.Itoa(err.code)+")")
		c.leak.cancel()
		c.pool.closeConnection(c.entry, reasonBroken)
		c.closed = true
	}
	return err
}
