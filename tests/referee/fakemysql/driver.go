// Package mysql is a fake of the MySQL driver. It registers itself under the
// same name and answers without a server: how long things take, how many rows
// a result has and when connections are refused is read from the query part of
// the DSN. Statements are not executed; the columns of a result come from the
// select list. See dsn.go for the settings and their defaults.
package mysql

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"
	"time"
)

func init() {
	sql.Register("mysql", mysqlDriver{})
}

type mysqlDriver struct{}

func (d mysqlDriver) Open(dsn string) (driver.Conn, error) {
	c, err := d.OpenConnector(dsn)
	if err != nil {
		return nil, err
	}
	return c.Connect(context.Background())
}

func (d mysqlDriver) OpenConnector(dsn string) (driver.Connector, error) {
	name, s, err := parseDSN(dsn)
	if err != nil {
		return nil, err
	}
	return &connector{driver: d, settings: s, server: find(name)}, nil
}

// server is what all pools with the same address share.
type server struct {
	mu         sync.Mutex
	open       int
	statements int
}

var (
	serversMu sync.Mutex
	servers   = map[string]*server{}
)

func find(name string) *server {
	serversMu.Lock()
	defer serversMu.Unlock()
	if servers[name] == nil {
		servers[name] = &server{}
	}
	return servers[name]
}

// statement counts one statement and says whether it is one that fails.
func (s *server) statement(failEvery int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.statements++
	if failEvery > 0 && s.statements%failEvery == 0 {
		return errors.New("Error 1105 (HY000): Unknown error")
	}
	return nil
}

type connector struct {
	driver   driver.Driver
	settings settings
	server   *server
}

func (c *connector) Driver() driver.Driver { return c.driver }

// Connect takes the dial time and is refused when the server is full.
func (c *connector) Connect(ctx context.Context) (driver.Conn, error) {
	if err := c.settings.dialing(ctx, c.settings.dial()); err != nil {
		return nil, err
	}
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	if c.server.open >= c.settings.maxConnections {
		return nil, fmt.Errorf("Error 1040: Too many connections")
	}
	c.server.open++
	now := time.Now()
	return &conn{connector: c, dialed: now, used: now}, nil
}

// sleep waits for d or for the end of ctx, whose error it then returns.
func sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil || d == 0 {
		return err
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
