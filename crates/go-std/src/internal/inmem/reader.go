// Package inmem reads what is in memory: bytes.Reader and strings.Reader are made of it.
package inmem

import (
	"errors"
	"io"
	"unicode/utf8"
)

// A Reader reads a string or a slice of bytes.
type Reader[T string | []byte] struct {
	all T
	// at is the position, which may lie behind the end.
	at int64
	// undo is the position of the rune that was read last, -1 if the last operation was another.
	undo int
}

// NewReader reads all of it.
func NewReader[T string | []byte](all T) Reader[T] { return Reader[T]{all, 0, -1} }

func (r *Reader[T]) left() T     { return r.all[min(r.at, int64(len(r.all))):] }
func (r *Reader[T]) Len() int    { return len(r.left()) }
func (r *Reader[T]) Size() int64 { return int64(len(r.all)) }

func (r *Reader[T]) Read(b []byte) (int, error) {
	left := r.left()
	if len(left) == 0 {
		return 0, io.EOF
	}
	n := copy(b, left)
	r.at += int64(n)
	r.undo = -1
	return n, nil
}

// ReadAt leaves the position alone, so that several goroutines may use it.
func (r *Reader[T]) ReadAt(b []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, r.fault("ReadAt: negative offset")
	}
	if off >= r.Size() {
		return 0, io.EOF
	}
	if n = copy(b, r.all[off:]); n < len(b) {
		err = io.EOF
	}
	return n, err
}

func (r *Reader[T]) ReadByte() (byte, error) {
	r.undo = -1
	if r.at >= int64(len(r.all)) {
		return 0, io.EOF
	}
	r.at++
	return r.all[r.at-1], nil
}

func (r *Reader[T]) UnreadByte() error {
	if r.at <= 0 {
		return r.faultAtBeginning("UnreadByte")
	}
	r.at--
	r.undo = -1
	return nil
}

func (r *Reader[T]) ReadRune() (ch rune, size int, err error) {
	at := r.at
	if at >= int64(len(r.all)) {
		r.undo = -1
		return 0, 0, io.EOF
	}
	r.undo = int(at)
	if c := r.all[at]; c < utf8.RuneSelf {
		r.at = at + 1
		return rune(c), 1, nil
	}
	rest := r.all[at:]
	ch, size = utf8.DecodeRuneInString(string(rest[:min(len(rest), utf8.UTFMax)]))
	r.at = at + int64(size)
	return ch, size, nil
}

func (r *Reader[T]) UnreadRune() error {
	switch {
	case r.at <= 0:
		return r.faultAtBeginning("UnreadRune")
	case r.undo < 0:
		return r.fault("UnreadRune: previous operation was not ReadRune")
	}
	r.at, r.undo = int64(r.undo), -1
	return nil
}

func (r *Reader[T]) Seek(offset int64, whence int) (int64, error) {
	r.undo = -1
	from := int64(0)
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		from = r.at
	case io.SeekEnd:
		from = r.Size()
	default:
		return 0, r.fault("Seek: invalid whence")
	}
	if from+offset < 0 {
		return 0, r.fault("Seek: negative position")
	}
	r.at = from + offset
	return r.at, nil
}

// WriteTo writes what is left with write, one call.
func (r *Reader[T]) WriteTo(write func(T) (int, error), name string) (int64, error) {
	r.undo = -1
	left := r.left()
	if len(left) == 0 {
		return 0, nil
	}
	n, err := write(left)
	if n > len(left) {
		panic(r.owner() + "WriteTo: invalid " + name + " count")
	}
	r.at += int64(n)
	if n != len(left) && err == nil {
		err = io.ErrShortWrite
	}
	return int64(n), err
}

// owner is how error texts begin.
func (r *Reader[T]) owner() string {
	if r.isString() {
		return "strings.Reader."
	}
	return "bytes.Reader."
}

func (r *Reader[T]) isString() bool {
	_, is := any(r.all).(string)
	return is
}

func (r *Reader[T]) fault(text string) error { return errors.New(r.owner() + text) }

func (r *Reader[T]) faultAtBeginning(method string) error {
	if r.isString() {
		return r.fault(method + ": at beginning of string")
	}
	return r.fault(method + ": at beginning of slice")
}
