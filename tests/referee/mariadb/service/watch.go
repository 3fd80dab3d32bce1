// Stands beside a listing of the book in package main and watches it: where the
// driver dials, how long the server takes to answer, and what the pool counts.
// The listing comes from content/go by -overlay, with one line more: the call of
// watch.
package main

import (
	"context"
	"database/sql"
	"encoding/binary"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-sql-driver/mysql"
	_ "tidepool/lab" // the listing's, so that go.mod keeps it
)

// The listings name a host that is nowhere; the variable says where the server is.
func init() {
	address := os.Getenv("TIDEPOOL_MARIADB")
	mysql.RegisterDialContext("tcp", func(ctx context.Context, _ string) (net.Conn, error) {
		began := time.Now()
		conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
		if err != nil {
			return nil, err
		}
		return all.add(&timed{TCPConn: conn.(*net.TCPConn), dialed: began}), nil
	})
}

// watch tells what has happened so far to whoever asks for /watch.
func watch(db *sql.DB) {
	mux := http.NewServeMux()
	mux.HandleFunc("/watch", func(w http.ResponseWriter, _ *http.Request) {
		stats := db.Stats() // first of all: the load goes on
		report(w, stats, time.Duration(arrived.Load()), all.measured())
	})
	go func() { log.Fatal(http.ListenAndServe("127.0.0.1:8081", mux)) }()
	go arrivals(db)
}

// arrived is how long after the first client the last one came to the pool, in
// nanoseconds; 0 until that is known.
var arrived atomic.Int64

// arrivals waits until as many requests have come to the pool as there are
// clients. That is when the last client comes if queries take so long that none
// has had its answer.
func arrivals(db *sql.DB) {
	clients, err := strconv.ParseInt(os.Getenv("TIDEPOOL_CLIENTS"), 10, 64)
	if err != nil {
		return
	}
	var first time.Time
	for ; ; time.Sleep(100 * time.Microsecond) {
		stats := db.Stats()
		came := stats.WaitCount + int64(stats.InUse)
		if came > 0 && first.IsZero() {
			first = time.Now()
		}
		if came >= clients {
			arrived.Store(int64(time.Since(first)))
			return
		}
	}
}

// timed is a connection to the server that looks at the clock where the driver
// writes a query and where its answer begins to arrive.
type timed struct {
	*net.TCPConn // whole, so that the driver can look whether it is alive

	mu      sync.Mutex
	dialed  time.Time // zero once the first query has been sent
	written time.Time // zero when nothing is asked
	query   bool      // what is asked is a SELECT
	heard   time.Time // the last answer
	times   times
}

// times are those of one or all connections.
type times struct {
	dials    []time.Duration // from dialling to the first query
	services []time.Duration // from writing a SELECT to the first bytes of its answer
	others   []time.Duration // the same for START TRANSACTION and its like
	gaps     []time.Duration // from an answer to the next query on the same connection
	broken   int             // queries without answer
}

const comQuery = 3

// question says what a packet asks: nothing, unless it begins a command.
func question(packet []byte) (sql string, ok bool) {
	const header = 4 // length and number within the command
	if len(packet) <= header || packet[3] != 0 || packet[header] != comQuery {
		return "", false
	}
	length := int(binary.LittleEndian.Uint32(packet[:4]) & 0xffffff)
	return string(packet[header+1 : min(len(packet), header+length)]), true
}

func (c *timed) Write(b []byte) (int, error) {
	if text, ok := question(b); ok {
		now := time.Now()
		c.mu.Lock()
		if !c.dialed.IsZero() {
			c.times.dials = append(c.times.dials, now.Sub(c.dialed))
			c.dialed = time.Time{}
		}
		if !c.heard.IsZero() {
			c.times.gaps = append(c.times.gaps, now.Sub(c.heard))
		}
		c.query = strings.HasPrefix(text, "SELECT ")
		c.written = now
		c.mu.Unlock()
	}
	return c.TCPConn.Write(b)
}

func (c *timed) Read(b []byte) (int, error) {
	n, err := c.TCPConn.Read(b)
	now := time.Now()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.heard = now
	if c.written.IsZero() {
		return n, err
	}
	switch took := now.Sub(c.written); {
	case err != nil:
		c.times.broken++
	case c.query:
		c.times.services = append(c.times.services, took)
	default:
		c.times.others = append(c.times.others, took)
	}
	c.written = time.Time{}
	return n, err
}

// connections are all that were ever dialled.
type connections struct {
	mu  sync.Mutex
	all []*timed
}

var all connections

func (c *connections) add(conn *timed) *timed {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = append(c.all, conn)
	return conn
}

func (c *connections) measured() times {
	c.mu.Lock()
	defer c.mu.Unlock()
	var sum times
	for _, conn := range c.all {
		conn.mu.Lock()
		sum.dials = append(sum.dials, conn.times.dials...)
		sum.services = append(sum.services, conn.times.services...)
		sum.others = append(sum.others, conn.times.others...)
		sum.gaps = append(sum.gaps, conn.times.gaps...)
		sum.broken += conn.times.broken
		conn.mu.Unlock()
	}
	return sum
}
