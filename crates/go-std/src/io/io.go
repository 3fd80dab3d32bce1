// Package io has the interfaces of reading and writing.
package io

import "errors"

// EOF is what Read returns when there is no more.
var EOF = errors.New("EOF")

// ErrUnexpectedEOF says that the end came in the middle of something.
var ErrUnexpectedEOF = errors.New("unexpected EOF")

// ErrShortWrite says that a write took fewer bytes than asked and gave no error.
var ErrShortWrite = errors.New("short write")

// ErrClosedPipe is the error of a pipe that was closed.
var ErrClosedPipe = errors.New("io: read/write on closed pipe")

// ErrShortBuffer says that a read needs a longer buffer.
var ErrShortBuffer = errors.New("short buffer")

// ErrNoProgress says that many reads gave nothing.
var ErrNoProgress = errors.New("multiple Read calls return no data or error")

// WriteString writes s to w.
func WriteString(w Writer, s string) (n int, err error) {
	if sw, ok := w.(StringWriter); ok {
		return sw.WriteString(s)
	}
	return w.Write([]byte(s))
}

// ReadAll reads r until its end.
func ReadAll(r Reader) ([]byte, error) {
	b := make([]byte, 0, 512)
	for {
		n, err := r.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err != nil {
			return b, unlessEOF(err)
		}
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
	}
}

// unlessEOF is for those to whom the end is no error.
func unlessEOF(err error) error {
	if err == EOF {
		return nil
	}
	return err
}

// ReadAtLeast reads until buf holds min bytes.
func ReadAtLeast(r Reader, buf []byte, min int) (n int, err error) {
	if len(buf) < min {
		return 0, ErrShortBuffer
	}
	for n < min {
		got, err := r.Read(buf[n:])
		n += got
		if err == nil || n >= min {
			continue
		}
		if err == EOF && n > 0 {
			err = ErrUnexpectedEOF
		}
		return n, err
	}
	return n, nil
}

// ReadFull fills buf.
func ReadFull(r Reader, buf []byte) (n int, err error) { return ReadAtLeast(r, buf, len(buf)) }

// Copy copies src to dst until its end.
func Copy(dst Writer, src Reader) (written int64, err error) { return copyBuffer(dst, src, nil) }

// CopyBuffer is Copy through buf.
func CopyBuffer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if buf != nil && len(buf) == 0 {
		panic("empty buffer in CopyBuffer")
	}
	return copyBuffer(dst, src, buf)
}

// CopyN copies n bytes, or until an error.
func CopyN(dst Writer, src Reader, n int64) (written int64, err error) {
	written, err = Copy(dst, LimitReader(src, n))
	if err == nil && written < n {
		return written, EOF
	}
	return written, err
}

func copyBuffer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if from, ok := src.(WriterTo); ok {
		return from.WriteTo(dst)
	}
	if to, ok := dst.(ReaderFrom); ok {
		return to.ReadFrom(src)
	}
	if buf == nil {
		buf = make([]byte, copySize(src))
	}
	for {
		n, rerr := src.Read(buf)
		if n > 0 {
			m, err := writeAll(dst, buf[:n])
			written += int64(m)
			if err != nil {
				return written, err
			}
		}
		if rerr != nil {
			return written, unlessEOF(rerr)
		}
	}
}

// copySize is how long a buffer for src is, no longer than what src can give.
func copySize(src Reader) int {
	const usual = 32 * 1024
	if limited, ok := src.(*LimitedReader); ok {
		return int(min(usual, max(1, limited.N)))
	}
	return usual
}

var errInvalidWrite = errors.New("invalid write result")

// writeAll writes p, and has an error if w does not take all of it.
func writeAll(w Writer, p []byte) (int, error) {
	n, err := w.Write(p)
	switch {
	case n < 0 || n > len(p):
		n = 0
		if err == nil {
			err = errInvalidWrite
		}
	case n < len(p) && err == nil:
		err = ErrShortWrite
	}
	return n, err
}

type discard struct{}

func (discard) Write(p []byte) (int, error)       { return len(p), nil }
func (discard) WriteString(s string) (int, error) { return len(s), nil }
func (discard) ReadFrom(r Reader) (n int64, err error) {
	buf := make([]byte, 8192)
	for err == nil {
		var m int
		m, err = r.Read(buf)
		n += int64(m)
	}
	return n, unlessEOF(err)
}

// Discard takes everything and keeps nothing.
var Discard Writer = discard{}

// The types behind NopCloser; the second keeps a WriteTo.
type (
	nopCloser         struct{ Reader }
	nopCloserWriterTo struct {
		nopCloser
		WriterTo
	}
)

func (nopCloser) Close() error { return nil }

// NopCloser gives r a Close that does nothing.
func NopCloser(r Reader) ReadCloser {
	closer := nopCloser{r}
	if to, ok := r.(WriterTo); ok {
		return nopCloserWriterTo{closer, to}
	}
	return closer
}

// A LimitedReader reads at most N more bytes.
type LimitedReader struct {
	R Reader
	N int64
}

func (l *LimitedReader) Read(p []byte) (n int, err error) {
	if l.N <= 0 {
		return 0, EOF
	}
	n, err = l.R.Read(p[:min(int64(len(p)), l.N)])
	l.N -= int64(n)
	return n, err
}

// LimitReader reads at most n bytes of r.
func LimitReader(r Reader, n int64) Reader { return &LimitedReader{r, n} }
