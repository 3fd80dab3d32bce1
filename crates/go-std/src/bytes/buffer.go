package bytes

import (
	"errors"
	"io"
	"unicode/utf8"
)

// MinRead is the room that ReadFrom makes at least for one Read.
const MinRead = 512

// ErrTooLarge is what a buffer panics with that cannot grow.
var ErrTooLarge = errors.New("bytes.Buffer: too large")

// What the last operation was decides whether it can be undone: 0 no read, 1 a read of bytes,
// else one more than the size of the rune read.
const (
	noRead   = 0
	byteRead = -1
)

// A Buffer is a queue of bytes.
type Buffer struct {
	buf  []byte
	off  int
	last int
}

func NewBuffer(buf []byte) *Buffer        { return &Buffer{buf: buf} }
func NewBufferString(s string) *Buffer    { return &Buffer{buf: []byte(s)} }
func (b *Buffer) Bytes() []byte           { return b.buf[b.off:] }
func (b *Buffer) AvailableBuffer() []byte { return b.buf[len(b.buf):] }

func (b *Buffer) String() string {
	if b == nil {
		return "<nil>"
	}
	return string(b.buf[b.off:])
}

func (b *Buffer) Available() int { return cap(b.buf) - len(b.buf) }
func (b *Buffer) Cap() int       { return cap(b.buf) }
func (b *Buffer) Len() int       { return len(b.buf) - b.off }

func (b *Buffer) Truncate(n int) {
	b.last = noRead
	switch {
	case n == 0:
		b.Reset()
	case n < 0 || n > b.Len():
		panic("bytes.Buffer: truncation out of range")
	default:
		b.buf = b.buf[:b.off+n]
	}
}

func (b *Buffer) Reset() { b.buf, b.off, b.last = b.buf[:0], 0, noRead }

// room makes sure that n more bytes fit, for a write.
func (b *Buffer) room(n int) {
	b.last = noRead
	if n > b.Available() {
		b.grow(n)
	}
}

// grow makes sure that n more bytes fit. It begins at the front again if all has been read.
func (b *Buffer) grow(n int) {
	if b.off > 0 && b.off == len(b.buf) {
		b.Reset()
	}
	m := b.Len()
	switch {
	case n <= b.Available():
	case b.buf == nil && n <= 64:
		b.buf = make([]byte, 0, 64)
	case n <= cap(b.buf)/2-m:
		copy(b.buf, b.buf[b.off:])
		b.buf, b.off = b.buf[:m], 0
	case n > 1<<63-1-2*cap(b.buf):
		panic(ErrTooLarge)
	default:
		// Go counts what has been read in one of the two, and leaves it out of the other.
		buf := allocate(max(len(b.buf)+n, 2*(cap(b.buf)-b.off)))
		copy(buf, b.buf[b.off:])
		b.buf, b.off = buf[:m], 0
	}
}

// allocate makes n bytes and whatever else fits into the block of memory.
func allocate(n int) []byte {
	defer tooLarge()
	return append([]byte(nil), make([]byte, n)...)
}

// tooLarge makes ErrTooLarge of a panic.
func tooLarge() {
	if recover() != nil {
		panic(ErrTooLarge)
	}
}

func (b *Buffer) Grow(n int) {
	if n < 0 {
		panic("bytes.Buffer.Grow: negative count")
	}
	b.grow(n)
}

func (b *Buffer) Write(p []byte) (n int, err error) {
	b.room(len(p))
	b.buf = append(b.buf, p...)
	return len(p), nil
}

func (b *Buffer) WriteString(s string) (n int, err error) {
	b.room(len(s))
	b.buf = append(b.buf, s...)
	return len(s), nil
}

func (b *Buffer) WriteByte(c byte) error {
	b.room(1)
	b.buf = append(b.buf, c)
	return nil
}

func (b *Buffer) WriteRune(r rune) (n int, err error) {
	if 0 <= r && r < utf8.RuneSelf {
		return 1, b.WriteByte(byte(r))
	}
	b.room(utf8.UTFMax)
	before := len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - before, nil
}

func (b *Buffer) ReadFrom(r io.Reader) (n int64, err error) {
	b.last = noRead
	for err == nil {
		b.grow(MinRead)
		var m int
		m, err = r.Read(b.buf[len(b.buf):cap(b.buf)])
		if m < 0 {
			panic(errors.New("bytes.Buffer: reader returned negative count from Read"))
		}
		b.buf = b.buf[:len(b.buf)+m]
		n += int64(m)
	}
	if err == io.EOF {
		err = nil
	}
	return n, err
}

func (b *Buffer) WriteTo(w io.Writer) (n int64, err error) {
	b.last = noRead
	waiting := b.buf[b.off:]
	if len(waiting) == 0 {
		b.Reset()
		return 0, nil
	}
	m, err := w.Write(waiting)
	if m > len(waiting) {
		panic("bytes.Buffer.WriteTo: invalid Write count")
	}
	b.off += m
	if err == nil && m != len(waiting) {
		err = io.ErrShortWrite
	}
	if err == nil {
		b.Reset()
	}
	return int64(m), err
}

// take hands out n of the bytes that are there.
func (b *Buffer) take(n int) []byte {
	piece := b.buf[b.off : b.off+n]
	b.off += n
	b.last = noRead
	if n > 0 {
		b.last = byteRead
	}
	return piece
}

func (b *Buffer) Read(p []byte) (n int, err error) {
	if b.Len() > 0 {
		return copy(p, b.take(min(len(p), b.Len()))), nil
	}
	b.Reset()
	if len(p) > 0 {
		err = io.EOF
	}
	return 0, err
}

// Next is the next n bytes, valid until the next operation.
func (b *Buffer) Next(n int) []byte { return b.take(min(n, b.Len())) }

// Peek is the next n bytes without taking them.
func (b *Buffer) Peek(n int) (piece []byte, err error) {
	if n > b.Len() {
		n, err = b.Len(), io.EOF
	}
	return b.buf[b.off : b.off+n], err
}

func (b *Buffer) ReadByte() (byte, error) {
	if b.Len() > 0 {
		b.off++
		b.last = byteRead
		return b.buf[b.off-1], nil
	}
	b.Reset()
	return 0, io.EOF
}

func (b *Buffer) ReadRune() (r rune, size int, err error) {
	if b.Len() == 0 {
		b.Reset()
		return 0, 0, io.EOF
	}
	r, b.last = utf8.DecodeRune(b.buf[b.off:])
	b.off += b.last
	return r, b.last, nil
}

func (b *Buffer) UnreadRune() error {
	if b.last <= noRead {
		return errors.New("bytes.Buffer: UnreadRune: previous operation was not a successful ReadRune")
	}
	if b.off >= b.last { // else it is gone: Grow has moved the bytes
		b.off -= b.last
	}
	b.last = noRead
	return nil
}

func (b *Buffer) UnreadByte() error {
	if b.last == noRead {
		return errors.New("bytes.Buffer: UnreadByte: previous operation was not a successful read")
	}
	b.last = noRead
	b.off = max(0, b.off-1)
	return nil
}

func (b *Buffer) ReadBytes(delim byte) (line []byte, err error) {
	piece, err := b.readSlice(delim)
	return append(line, piece...), err
}

func (b *Buffer) ReadString(delim byte) (line string, err error) {
	piece, err := b.readSlice(delim)
	return string(piece), err
}

func (b *Buffer) readSlice(delim byte) (line []byte, err error) {
	n := IndexByte(b.buf[b.off:], delim) + 1
	if n == 0 {
		n, err = b.Len(), io.EOF
	}
	line = b.take(n)
	b.last = byteRead
	return line, err
}
