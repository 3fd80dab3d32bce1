// Package netline is the way of programs to the simulated network: listeners, and lines, which are the clients' ends of
// connections to servers and services. Requests go and answers come on them as a whole.
package netline

import "syscall"

// The world's side: the file natives.rs of the crate tidepool-world has the contracts.

func Listen(addr string) (listener int64, code int, bound string)
func CloseListener(listener int64)
func CloseConns(listener int64)
func Drain(listener int64)
func Dial(host, port string) (line int64, code int, ip, local string)
func HangUp(line int64)
func Prepare(line int64, method, target, host string, headers []string)
func Send(line int64, body []byte) (ok bool)
func Receive(line int64) (code, status int, headers []string, body []byte, length int64, closing bool)

// Why nobody can listen.
const (
	ListenNoHost = iota + 1
	ListenInUse
	ListenElsewhere
)

// How a dial has ended.
const (
	DialDone = iota
	DialNoHost
	DialRefused
	DialNoRoute
)

// How a receive has ended.
const (
	ReceiveAnswer = iota
	ReceiveEnd
	ReceiveReset
	ReceiveHungUp
	ReceiveCut // An answer without its end.
)

// A CallError is an error of a call of the system: to bind, connect or read.
type CallError struct {
	Call string
	Err  error
}

func (e CallError) Error() string { return e.Call + ": " + e.Err.Error() }
func (e CallError) Unwrap() error { return e.Err }

// What kind of error it is, its number knows.

func (e CallError) Timeout() bool {
	t, tells := e.Err.(interface{ Timeout() bool })
	return tells && t.Timeout()
}

func (e CallError) Temporary() bool {
	t, tells := e.Err.(interface{ Temporary() bool })
	return tells && t.Temporary()
}

// Number is the number of a listener or connection of package net, 0 of another kind.
func Number(of any) (number int64) {
	if c, ok := of.(syscall.Conn); ok {
		if raw, err := c.SyscallConn(); err == nil {
			raw.Control(func(fd uintptr) { number = int64(fd) })
		}
	}
	return number
}
