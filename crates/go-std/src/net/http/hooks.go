package http

import (
	"context"
	"errors"
	"net"
	"strconv"
	"strings"
	"time"
)

// tells reports whether somebody wants to know of connections.
func (srv *Server) tells() bool {
	return srv.BaseContext != nil || srv.ConnContext != nil || srv.ConnState != nil
}

// baseContext is what the contexts of all requests by a listener come from.
func (srv *Server) baseContext(l net.Listener) context.Context {
	if srv.BaseContext == nil {
		return context.Background()
	}
	ctx := srv.BaseContext(l)
	if ctx == nil {
		panic("BaseContext returned a nil context")
	}
	return ctx
}

// introduce tells of a new connection. It returns the context of its requests.
func (c *conn) introduce(ctx context.Context, l net.Listener) context.Context {
	told := &servedConn{id: c.id, remote: addrOf(c.remoteAddr), local: l.Addr()}
	if told.remote.IP.String() == "127.0.0.1" {
		told.local = &net.TCPAddr{IP: told.remote.IP, Port: l.Addr().(*net.TCPAddr).Port}
	}
	if srv := c.server; srv.ConnContext != nil {
		ctx = srv.ConnContext(ctx, told)
		if ctx == nil {
			panic("ConnContext returned nil")
		}
	}
	if c.server.ConnState != nil {
		c.told = told
		c.tell(StateNew)
	}
	return ctx
}

func (c *conn) tell(state ConnState) { c.server.ConnState(c.told, state) }

// addrOf reads an address of the world: four numbers and a port.
func addrOf(text string) *net.TCPAddr {
	addr := new(net.TCPAddr)
	host, port, _ := net.SplitHostPort(text)
	addr.Port, _ = strconv.Atoi(port)
	for part := range strings.SplitSeq(host, ".") {
		b, _ := strconv.Atoi(part)
		addr.IP = append(addr.IP, byte(b))
	}
	return addr
}

// A servedConn is a connection of a server for those who are told of it. Nobody reads or writes it: the network carries
// requests and answers as a whole. Which of its addresses a host was dialled at, is not known.
type servedConn struct {
	id     int64
	local  net.Addr
	remote *net.TCPAddr
}

var errWhole = errors.New("the simulated network carries requests of net/http only")

func (c *servedConn) Read(b []byte) (int, error)  { return 0, c.fails("read") }
func (c *servedConn) Write(b []byte) (int, error) { return 0, c.fails("write") }

func (c *servedConn) fails(op string) error {
	return &net.OpError{Op: op, Net: "tcp", Source: c.local, Addr: c.remote, Err: errWhole}
}

func (c *servedConn) Close() error {
	netCloseConn(c.id)
	return nil
}

func (c *servedConn) LocalAddr() net.Addr  { return c.local }
func (c *servedConn) RemoteAddr() net.Addr { return c.remote }

// Deadlines concern reads and writes.
func (c *servedConn) SetDeadline(t time.Time) error      { return nil }
func (c *servedConn) SetReadDeadline(t time.Time) error  { return nil }
func (c *servedConn) SetWriteDeadline(t time.Time) error { return nil }
