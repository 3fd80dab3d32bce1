// Package http has servers and clients of HTTP, over the simulated network.
//
// One goroutine accepts, one serves each connection, and one more watches the client while a handler runs, so
// that the request's context ends when the client leaves. Requests come and answers go as a whole.
package http

import (
	"context"
	"errors"
	"internal/netline"
	"log"
	"math/rand"
	"net"
	"sync"
	"time"
)

// The world's side: the file natives.rs of the crate tidepool-world has the contracts.

func netListen(addr string) (listener int64)
func netAccept(listener int64) (conn int64, remote string)
func netCloseListener(listener int64)
func netReadRequest(conn int64) (code int, method, target, host string, headers []string, body []byte)
func netBackgroundRead(conn int64) (code int)
func netAbortRead(conn int64) (ended bool)
func netSendBody(conn int64, status int, header []string, body []byte)
func netRespond(conn int64, status int, written int64, keep bool) (ok, ended bool)
func netCloseConn(conn int64)

// ErrServerClosed is returned by Serve and ListenAndServe once Shutdown or Close was called.
var ErrServerClosed = errors.New("http: Server closed")

// ErrAbortHandler is a panic value that ends a handler without a word in the log.
var ErrAbortHandler = errors.New("net/http: abort Handler")

// ErrNotSupported says that a feature is not available.
var ErrNotSupported = errors.New("feature not supported")

type contextKey struct {
	name string
}

func (k *contextKey) String() string { return "net/http context value " + k.name }

// ServerContextKey is the key of the *Server in a request's context.
var ServerContextKey = &contextKey{"http-server"}

// A ConnState is the state of a connection of a server.
type ConnState int

// A connection is new until its first request, then active while a handler runs and idle in between.
const (
	StateNew ConnState = iota
	StateActive
	StateIdle
	StateHijacked
	StateClosed
)

var stateNames = []string{"new", "active", "idle", "hijacked", "closed"}

func (c ConnState) String() string { return stateNames[c] }

// A Server serves requests.
type Server struct {
	Addr              string
	Handler           Handler
	ReadTimeout       time.Duration
	ReadHeaderTimeout time.Duration
	WriteTimeout      time.Duration
	IdleTimeout       time.Duration
	MaxHeaderBytes    int
	ErrorLog          *log.Logger
	BaseContext       func(net.Listener) context.Context
	ConnContext       func(ctx context.Context, c net.Conn) context.Context
	ConnState         func(net.Conn, ConnState)

	// Read without the lock at each request: an instruction of the machine is atomic.
	inShutdown        bool
	disableKeepAlives bool
	readLimits        int8 // 1 if there are any, or somebody is told: one thing to look at instead of three

	mu            sync.Mutex
	listeners     map[int64]net.Listener // By the world's number; nil is one that only the server has.
	activeConn    map[*conn]struct{}
	onShutdown    []func()
	listenerGroup sync.WaitGroup
}

// ListenAndServe listens on addr and serves with handler, or with DefaultServeMux if that is nil.
func ListenAndServe(addr string, handler Handler) error {
	server := &Server{Addr: addr, Handler: handler}
	return server.ListenAndServe()
}

// ListenAndServe listens on srv.Addr and serves. It always returns an error.
func (srv *Server) ListenAndServe() error {
	if srv.inShutdown {
		return ErrServerClosed
	}
	addr := srv.Addr
	if addr == "" {
		addr = ":http"
	}
	if !srv.tells() {
		if listener := netListen(addr); listener != 0 {
			srv.serve(listener, nil)
			return ErrServerClosed // Nobody else can close it.
		}
	}
	l, err := net.Listen("tcp", addr) // It says why not, or reads addresses that the world does not.
	if err != nil {
		return err
	}
	return srv.Serve(l)
}

// Serve serves those who connect to a listener of package net. It always returns an error.
func (srv *Server) Serve(l net.Listener) error {
	listener := netline.Number(l)
	if listener == 0 {
		return errors.New("http: the listener is not one of package net")
	}
	srv.serve(listener, l)
	if srv.inShutdown {
		return ErrServerClosed
	}
	_, err := l.Accept() // It says why it does not.
	return err
}

// Serve serves those who connect to a listener, with handler, or with DefaultServeMux if that is nil.
func Serve(l net.Listener, handler Handler) error {
	server := &Server{Handler: handler}
	return server.Serve(l)
}

// serve serves until the listener is closed; l is the same as a value, nil if only the server has it.
func (srv *Server) serve(listener int64, l net.Listener) {
	if !srv.trackListener(listener, l) {
		closeListener(listener, l)
		return
	}
	if srv.ReadTimeout > 0 || srv.ReadHeaderTimeout > 0 || srv.ConnState != nil {
		srv.readLimits = 1
	}
	defer srv.listenerGroup.Done()
	ctx := context.WithValue(srv.baseContext(l), ServerContextKey, srv)
	for {
		id, remote := netAccept(listener)
		if id == 0 {
			return
		}
		c := &conn{server: srv, id: id, remoteAddr: remote}
		if id < 0 {
			c.id, c.reads = -id, true
		}
		c.readEnd.L = &c.readMu
		connCtx := ctx
		if srv.ConnContext != nil || srv.ConnState != nil {
			connCtx = c.introduce(ctx, l)
		}
		srv.trackConn(c)
		go c.serve(connCtx)
	}
}

func closeListener(listener int64, l net.Listener) {
	if l != nil {
		l.Close()
	} else {
		netCloseListener(listener)
	}
}

func (srv *Server) trackListener(listener int64, l net.Listener) bool {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	if srv.inShutdown {
		return false
	}
	if srv.listeners == nil {
		srv.listeners = make(map[int64]net.Listener)
	}
	srv.listeners[listener] = l
	srv.listenerGroup.Add(1)
	return true
}

func (srv *Server) closeListenersLocked() {
	for listener, l := range srv.listeners {
		closeListener(listener, l)
	}
	srv.listeners = nil
}

// RegisterOnShutdown adds a function that Shutdown starts in a goroutine of its own.
func (srv *Server) RegisterOnShutdown(f func()) {
	srv.mu.Lock()
	srv.onShutdown = append(srv.onShutdown, f)
	srv.mu.Unlock()
}

// SetKeepAlivesEnabled says whether connections serve more than one request.
func (srv *Server) SetKeepAlivesEnabled(v bool) {
	srv.disableKeepAlives = !v
	if !v {
		srv.closeIdleConns()
	}
}

const shutdownPollIntervalMax = 500 * time.Millisecond

// Shutdown stops listening and waits until no connection is active, or until ctx ends. It does not interrupt
// handlers.
func (srv *Server) Shutdown(ctx context.Context) error {
	srv.inShutdown = true
	srv.mu.Lock()
	srv.closeListenersLocked()
	for _, f := range srv.onShutdown {
		go f()
	}
	srv.mu.Unlock()
	srv.listenerGroup.Wait()

	wait := time.Millisecond
	timer := time.NewTimer(jittered(wait))
	defer timer.Stop()
	for !srv.closeIdleConns() {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
		}
		wait = min(2*wait, shutdownPollIntervalMax)
		timer.Reset(jittered(wait))
	}
	return nil
}

// jittered is up to a tenth longer than d.
func jittered(d time.Duration) time.Duration { return d + time.Duration(rand.Intn(int(d/10))) }

// Close stops listening and closes all connections.
func (srv *Server) Close() error {
	srv.inShutdown = true
	srv.mu.Lock()
	srv.closeListenersLocked()
	srv.mu.Unlock()
	srv.listenerGroup.Wait()
	srv.mu.Lock()
	defer srv.mu.Unlock()
	for c := range srv.activeConn {
		netCloseConn(c.id)
		delete(srv.activeConn, c)
	}
	return nil
}

// newConnGrace is how long a connection without a request counts as busy.
const newConnGrace = 5 * time.Second

// closeIdleConns closes the idle connections and reports whether there are no others.
func (srv *Server) closeIdleConns() bool {
	srv.mu.Lock()
	defer srv.mu.Unlock()
	for c := range srv.activeConn {
		if c.idle() {
			netCloseConn(c.id)
			delete(srv.activeConn, c)
		}
	}
	return len(srv.activeConn) == 0
}

// idle reports whether no request is under way or expected. The server's lock is held.
func (c *conn) idle() bool {
	if c.state == StateNew {
		return c.since.Unix() < time.Now().Add(-newConnGrace).Unix()
	}
	return c.state == StateIdle
}

func (srv *Server) logf(format string, args ...any) {
	if srv.ErrorLog != nil {
		srv.ErrorLog.Printf(format, args...)
	} else {
		log.Printf(format, args...)
	}
}
