package redis

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
)

// The way to the simulated server: the file natives.rs of the crate tidepool-world has the contracts.

func serverOpen(addr string) (server int64)
func netSocket(server int64) (sock int64)
func netDial(sock, most int64) (code int)
func netSend(sock int64, words []string, most int64) (code, kind int, number int64, text string)
func netAlive(sock int64) (alive bool)
func netClose(sock int64)

// How a call on the network ended.
const (
	codeOK = iota
	codeLost
	codeTimeout
)

// What an answer is.
const (
	kindNil = iota
	kindInt
	kindText
	kindStatus
	kindError
	kindList
)

// A netError is one of the network, not of Redis.
type netError struct {
	op, addr, text string
	timeout        bool
}

func (e *netError) Error() string   { return e.op + " " + e.addr + ": " + e.text }
func (e *netError) Timeout() bool   { return e.timeout }
func (e *netError) Temporary() bool { return e.timeout }

// A replyError is an error that Redis has answered with.
type replyError string

func (e replyError) Error() string { return string(e) }
func (e replyError) RedisError()   {}

// Error is the type of errors that Redis has answered with.
type Error interface {
	error
	RedisError()
}

// Nil is returned where Redis has nothing to answer.
const Nil = replyError("redis: nil")

// HasErrorPrefix reports whether Redis has answered with an error that begins so.
func HasErrorPrefix(err error, prefix string) bool {
	var answer Error
	return errors.As(err, &answer) && strings.HasPrefix(strings.TrimPrefix(answer.Error(), "ERR "), prefix)
}

// A conn is a connection.
type conn struct {
	sock    int64
	addr    string
	created time.Time
	used    time.Time
	pooled  bool // whether it goes back into the pool
}

// dial opens a connection. The port on our side is not known.
func dial(server int64, addr string, most time.Duration) (*conn, error) {
	sock := netSocket(server)
	switch netDial(sock, int64(max(most, 0))) {
	case codeOK:
		return &conn{sock: sock, addr: addr, created: time.Now(), used: time.Now()}, nil
	case codeTimeout:
		netClose(sock)
		return nil, &netError{"dial tcp", addr, "i/o timeout", true}
	}
	netClose(sock)
	return nil, &netError{"dial tcp", addr, "connect: connection refused", false}
}

// send sends a command and waits for its answer.
func (cn *conn) send(words []string, most time.Duration) (any, error) {
	code, kind, number, text := netSend(cn.sock, words, int64(max(most, 0)))
	switch code {
	case codeLost:
		return nil, io.EOF
	case codeTimeout:
		return nil, &netError{"read tcp", cn.addr, "i/o timeout", true}
	}
	return answer(kind, number, text)
}

func answer(kind int, number int64, text string) (any, error) {
	switch kind {
	case kindNil:
		return nil, Nil
	case kindInt:
		return number, nil
	case kindError:
		return nil, replyError(text)
	case kindList:
		list, _ := readList(text)
		return list, nil
	}
	return text, nil
}

// readList reads a list as RESP 2 writes it, and returns what follows.
func readList(text string) ([]any, string) {
	head, rest, _ := strings.Cut(text[1:], "\r\n")
	count, _ := strconv.Atoi(head)
	list := make([]any, count)
	for i := range list {
		list[i], rest = readItem(rest)
	}
	return list, rest
}

func readItem(text string) (any, string) {
	head, rest, _ := strings.Cut(text[1:], "\r\n")
	switch text[0] {
	case ':':
		number, _ := strconv.ParseInt(head, 10, 64)
		return number, rest
	case '+':
		return head, rest
	case '-':
		return replyError(head), rest
	case '*':
		return readList(text)
	}
	length, _ := strconv.Atoi(head)
	if length < 0 {
		return nil, rest
	}
	return rest[:length], rest[length+2:]
}
