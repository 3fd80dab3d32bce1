// Package net dials and listens on the simulated network. What goes over its connections are the requests and answers of
// package net/http; bytes cannot be read from them or written to them otherwise.
package net

import (
	"errors"
	"internal/netline"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// An Addr is an end of a connection.
type Addr interface {
	Network() string
	String() string
}

// A TCPAddr is the address of an end of a TCP connection.
type TCPAddr struct {
	IP   IP
	Port int
	Zone string
}

// An IP is an address as 4 or 16 bytes.
type IP []byte

// String has no other addresses of 16 bytes than those of a host that listens: its own.
func (ip IP) String() string {
	if len(ip) == 16 {
		if ip[15] == 1 {
			return "::1"
		}
		return "::"
	}
	if len(ip) != 4 {
		return "<nil>"
	}
	parts := make([]string, len(ip))
	for i, b := range ip {
		parts[i] = strconv.Itoa(int(b))
	}
	return strings.Join(parts, ".")
}

func (a *TCPAddr) Network() string { return "tcp" }
func (a *TCPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	host := ""
	if len(a.IP) > 0 {
		host = a.IP.String()
	}
	return JoinHostPort(host, strconv.Itoa(a.Port))
}

// tcpAddr reads an address of the world: four numbers, :: or ::1, and a port.
func tcpAddr(text string) *TCPAddr {
	host, port, _ := SplitHostPort(text)
	addr := new(TCPAddr)
	addr.Port, _ = strconv.Atoi(port)
	if strings.HasPrefix(host, "::") {
		addr.IP = make(IP, 16)
		addr.IP[15] = byte(len(host) - 2)
		return addr
	}
	for part := range strings.SplitSeq(host, ".") {
		b, err := strconv.Atoi(part)
		if err != nil {
			return &TCPAddr{Port: addr.Port}
		}
		addr.IP = append(addr.IP, byte(b))
	}
	return addr
}

// A Conn is a connection.
type Conn interface {
	Read(b []byte) (n int, err error)
	Write(b []byte) (n int, err error)
	Close() error
	LocalAddr() Addr
	RemoteAddr() Addr
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// A Listener waits for connections.
type Listener interface {
	Accept() (Conn, error)
	Close() error
	Addr() Addr
}

// ErrClosed is the error of what is done with something that was closed.
var ErrClosed error = errClosed

var errClosed = errors.New("use of closed network connection")

// errRaw is the error of what this network does not do.
var errRaw = errors.New("the simulated network carries requests of net/http only")

// A rawConn has the number that the world knows a connection or listener by.
type rawConn struct {
	number int64
}

func (c rawConn) Control(f func(fd uintptr)) error {
	f(uintptr(c.number))
	return nil
}

func (c rawConn) Read(f func(fd uintptr) (done bool)) error  { return errRaw }
func (c rawConn) Write(f func(fd uintptr) (done bool)) error { return errRaw }

type conn struct {
	line          int64
	local, remote *TCPAddr
	closed        bool
}

// A TCPConn is a connection that was dialled.
type TCPConn struct {
	conn
}

// SyscallConn is the connection as the network knows it.
func (c *TCPConn) SyscallConn() (syscall.RawConn, error) { return rawConn{c.line}, nil }

func (c *conn) Read(b []byte) (int, error)  { return 0, c.fails("read") }
func (c *conn) Write(b []byte) (int, error) { return 0, c.fails("write") }

func (c *conn) fails(op string) error {
	err := errRaw
	if c.closed {
		err = errClosed
	}
	return &OpError{Op: op, Net: "tcp", Source: c.local, Addr: c.remote, Err: err}
}

func (c *conn) Close() error {
	if c.closed {
		return &OpError{Op: "close", Net: "tcp", Source: c.local, Addr: c.remote, Err: errClosed}
	}
	c.closed = true
	netline.HangUp(c.line)
	return nil
}

func (c *conn) LocalAddr() Addr  { return c.local }
func (c *conn) RemoteAddr() Addr { return c.remote }

// Deadlines concern reads and writes, which there are none of.
func (c *conn) SetDeadline(t time.Time) error      { return nil }
func (c *conn) SetReadDeadline(t time.Time) error  { return nil }
func (c *conn) SetWriteDeadline(t time.Time) error { return nil }

// A TCPListener waits for connections, for a server of net/http.
type TCPListener struct {
	listener int64
	addr     *TCPAddr
	closed   bool
}

// Listen listens on a port of this host, whose addresses are all, or a loopback one. Port 0 is one that is free.
func Listen(network, address string) (Listener, error) {
	if network != "tcp" && network != "tcp4" {
		return nil, &OpError{Op: "listen", Net: network, Err: UnknownNetworkError(network)}
	}
	if address == "" {
		address = ":0"
	}
	host, service, err := SplitHostPort(address)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	port, err := LookupPort(network, service)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	listener, code, bound := netline.Listen(JoinHostPort(host, strconv.Itoa(port)))
	addr := tcpAddr(bound)
	switch code {
	case netline.ListenNoHost:
		err = &DNSError{Err: "no such host", Name: host, IsNotFound: true}
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	case netline.ListenInUse:
		return nil, bindError(network, host, port, syscall.EADDRINUSE)
	case netline.ListenElsewhere:
		return nil, bindError(network, host, port, syscall.EADDRNOTAVAIL)
	}
	if network == "tcp4" && len(addr.IP) == 16 {
		addr.IP = make(IP, 4)
	}
	return &TCPListener{listener: listener, addr: addr}, nil
}

// bindError says that an address cannot be had.
func bindError(network, host string, port int, err error) error {
	if host == "localhost" {
		host = "127.0.0.1"
	}
	addr := &TCPAddr{Port: port}
	if host != "" {
		addr = tcpAddr(JoinHostPort(host, strconv.Itoa(port)))
	}
	return &OpError{Op: "listen", Net: network, Addr: addr, Err: netline.CallError{"bind", err}}
}

// Accept is what a server of net/http does by itself.
func (l *TCPListener) Accept() (Conn, error) {
	err := errRaw
	if l.closed {
		err = errClosed
	}
	return nil, &OpError{Op: "accept", Net: "tcp", Addr: l.addr, Err: err}
}

func (l *TCPListener) Close() error {
	if l.closed {
		return &OpError{Op: "close", Net: "tcp", Addr: l.addr, Err: errClosed}
	}
	l.closed = true
	netline.CloseListener(l.listener)
	return nil
}

// SyscallConn is the listener as the network knows it.
func (l *TCPListener) SyscallConn() (syscall.RawConn, error) { return rawConn{l.listener}, nil }

func (l *TCPListener) Addr() Addr { return l.addr }
