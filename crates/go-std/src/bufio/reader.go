// Package bufio buffers reading and writing.
package bufio

import (
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

const (
	defaultSize = 4096
	minSize     = 16
	// maxEmpty is how many reads without data are suffered in a row.
	maxEmpty = 100
)

// What Reader says of wrong calls and of lines that do not fit.
var (
	ErrNegativeCount     = errors.New("bufio: negative count")
	ErrBufferFull        = errors.New("bufio: buffer full")
	ErrInvalidUnreadByte = errors.New("bufio: invalid use of UnreadByte")
	ErrInvalidUnreadRune = errors.New("bufio: invalid use of UnreadRune")
)

// none stands where the last operation cannot be undone.
const none = -1

// A Reader reads through a buffer.
type Reader struct {
	rd       io.Reader
	buf      []byte
	from, to int   // buf[from:to] is read and not yet handed out
	err      error // of the last read, to be told when the buffer is empty
	lastByte int   // handed out last
	lastSize int   // of the rune handed out last
}

func NewReaderSize(rd io.Reader, size int) *Reader {
	if b, ok := rd.(*Reader); ok && len(b.buf) >= size {
		return b
	}
	return newReader(rd, make([]byte, max(size, minSize)))
}

func NewReader(rd io.Reader) *Reader { return NewReaderSize(rd, defaultSize) }

func newReader(rd io.Reader, buf []byte) *Reader {
	return &Reader{rd: rd, buf: buf, lastByte: none, lastSize: none}
}

func (b *Reader) Size() int     { return len(b.buf) }
func (b *Reader) Buffered() int { return b.to - b.from }

func (b *Reader) Reset(r io.Reader) {
	if r == b {
		return // NewReader may have returned what it was given
	}
	buf := b.buf
	if buf == nil {
		buf = make([]byte, defaultSize)
	}
	*b = *newReader(r, buf)
}

// forget makes the last operation one that cannot be undone.
func (b *Reader) forget() { b.lastByte, b.lastSize = none, none }

// take hands out n of the bytes that are there.
func (b *Reader) take(n int) []byte {
	piece := b.buf[b.from : b.from+n]
	b.from += n
	if n > 0 {
		b.lastByte, b.lastSize = int(piece[n-1]), none
	}
	return piece
}

// takeErr hands out the error, once.
func (b *Reader) takeErr() (err error) {
	err, b.err = b.err, nil
	return err
}

// readInto reads once.
func (b *Reader) readInto(p []byte) (int, error) {
	n, err := b.rd.Read(p)
	if n < 0 {
		panic(errors.New("bufio: reader returned negative count from Read"))
	}
	return n, err
}

// fill moves what is left to the front and reads more behind it.
func (b *Reader) fill() {
	b.from, b.to = 0, copy(b.buf, b.buf[b.from:b.to])
	if b.to == len(b.buf) {
		panic("bufio: tried to fill full buffer")
	}
	for range maxEmpty {
		n, err := b.readInto(b.buf[b.to:])
		b.to += n
		if err != nil {
			b.err = err
		}
		if n > 0 || err != nil {
			return
		}
	}
	b.err = io.ErrNoProgress
}

func (b *Reader) Peek(n int) ([]byte, error) {
	if n < 0 {
		return nil, ErrNegativeCount
	}
	b.forget()
	for b.err == nil && b.Buffered() < min(n, len(b.buf)) {
		b.fill()
	}
	have := b.buf[b.from:b.to]
	switch {
	case n <= len(have):
		return have[:n], nil
	case n > len(b.buf):
		return have, ErrBufferFull
	}
	return have, b.takeErr()
}

func (b *Reader) Discard(n int) (discarded int, err error) {
	if n < 0 {
		return 0, ErrNegativeCount
	}
	if n == 0 {
		return 0, nil
	}
	b.forget()
	for {
		if b.Buffered() == 0 {
			b.fill()
		}
		step := min(b.Buffered(), n-discarded)
		b.from += step
		discarded += step
		if discarded == n {
			return n, nil
		}
		if b.err != nil {
			return discarded, b.takeErr()
		}
	}
}

// Read reads from below at most once.
func (b *Reader) Read(p []byte) (n int, err error) {
	if b.Buffered() > 0 {
		return copy(p, b.take(min(len(p), b.Buffered()))), nil
	}
	if len(p) == 0 || b.err != nil {
		return 0, b.takeErr()
	}
	if len(p) < len(b.buf) {
		b.from = 0
		if b.to, b.err = b.readInto(b.buf); b.to == 0 {
			return 0, b.takeErr()
		}
		return copy(p, b.take(min(len(p), b.to))), nil
	}
	// A large read goes past the buffer.
	if n, b.err = b.readInto(p); n > 0 {
		b.lastByte, b.lastSize = int(p[n-1]), none
	}
	return n, b.takeErr()
}

func (b *Reader) ReadByte() (byte, error) {
	b.lastSize = none
	if b.from == b.to && !b.more() {
		return 0, b.takeErr()
	}
	c := b.buf[b.from]
	b.from++
	b.lastByte = int(c)
	return c, nil
}

// more fills an empty buffer.
func (b *Reader) more() bool {
	for b.from == b.to && b.err == nil {
		b.fill()
	}
	return b.from < b.to
}

func (b *Reader) UnreadByte() error {
	if b.lastByte == none {
		return ErrInvalidUnreadByte
	}
	switch {
	case b.from > 0:
		b.from--
	case b.to == 0:
		b.to = 1
	default:
		return ErrInvalidUnreadByte // the place before is gone
	}
	b.buf[b.from] = byte(b.lastByte)
	b.forget()
	return nil
}

func (b *Reader) ReadRune() (r rune, size int, err error) {
	if b.from < b.to && b.buf[b.from] < utf8.RuneSelf {
		c := b.buf[b.from]
		b.from++
		b.lastByte, b.lastSize = int(c), 1
		return rune(c), 1, nil
	}
	enough := min(utf8.UTFMax, len(b.buf))
	for b.Buffered() < enough && b.err == nil && !utf8.FullRune(b.buf[b.from:b.to]) {
		b.fill()
	}
	if b.from == b.to {
		b.lastSize = none
		return 0, 0, b.takeErr()
	}
	r, size = utf8.DecodeRune(b.buf[b.from:b.to])
	b.take(size)
	b.lastSize = size
	return r, size, nil
}

func (b *Reader) UnreadRune() error {
	if b.lastSize == none || b.lastSize > b.from {
		return ErrInvalidUnreadRune
	}
	b.from -= b.lastSize
	b.forget()
	return nil
}

// ReadSlice reads up to and including delim; the result is valid until the next read.
func (b *Reader) ReadSlice(delim byte) (line []byte, err error) {
	searched := 0
	for {
		have := b.buf[b.from:b.to]
		if i := strings.IndexByte(string(have[searched:]), delim); i >= 0 {
			return b.take(searched + i + 1), nil
		}
		if b.err != nil {
			return b.take(len(have)), b.takeErr()
		}
		if len(have) == len(b.buf) {
			return b.take(len(have)), ErrBufferFull
		}
		searched = len(have)
		b.fill()
	}
}

func (b *Reader) ReadLine() (line []byte, isPrefix bool, err error) {
	line, err = b.ReadSlice('\n')
	if err == ErrBufferFull {
		whole := withoutCR(line)
		b.from -= len(line) - len(whole) // it may belong to a \n behind the buffer
		return whole, true, nil
	}
	if len(line) == 0 {
		return nil, false, err
	}
	if err == nil {
		line = withoutCR(line[:len(line)-1])
	}
	return line, false, nil
}

// withoutCR is the line without the \r at its end.
func withoutCR(line []byte) []byte {
	if end := len(line) - 1; end >= 0 && line[end] == '\r' {
		return line[:end]
	}
	return line
}

func (b *Reader) ReadBytes(delim byte) ([]byte, error) {
	var all []byte
	for {
		piece, err := b.ReadSlice(delim)
		all = append(all, piece...)
		if err != ErrBufferFull {
			return all, err
		}
	}
}

func (b *Reader) ReadString(delim byte) (string, error) {
	all, err := b.ReadBytes(delim)
	return string(all), err
}

// WriteTo writes all that is left, what is not yet in the buffer in the way that one of both knows, if any.
func (b *Reader) WriteTo(w io.Writer) (n int64, err error) {
	b.forget()
	if n, err = b.writeOut(w); err != nil {
		return n, err
	}
	past := int64(0)
	if below, ok := b.rd.(io.WriterTo); ok {
		past, err = below.WriteTo(w)
		return n + past, err
	}
	if to, ok := w.(io.ReaderFrom); ok {
		past, err = to.ReadFrom(b.rd)
		return n + past, err
	}
	for b.fill(); b.from < b.to; b.fill() {
		m, err := b.writeOut(w)
		n += m
		if err != nil {
			return n, err
		}
	}
	if err = b.takeErr(); err == io.EOF {
		err = nil
	}
	return n, err
}

// writeOut writes what is in the buffer.
func (b *Reader) writeOut(w io.Writer) (int64, error) {
	if b.from == b.to {
		return 0, nil
	}
	n, err := w.Write(b.buf[b.from:b.to])
	if n < 0 {
		panic(errors.New("bufio: writer returned negative count from Write"))
	}
	b.from += n
	return int64(n), err
}
