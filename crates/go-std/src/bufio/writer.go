package bufio

import (
	"io"
	"unicode/utf8"
)

// A Writer writes through a buffer. After an error it takes nothing more.
type Writer struct {
	wr  io.Writer
	buf []byte // what waits; its capacity is the size of the buffer
	err error
}

func NewWriterSize(w io.Writer, size int) *Writer {
	if b, ok := w.(*Writer); ok && b.Size() >= size {
		return b
	}
	if size <= 0 {
		size = defaultSize
	}
	return &Writer{wr: w, buf: make([]byte, 0, size)}
}

func NewWriter(w io.Writer) *Writer { return NewWriterSize(w, defaultSize) }

func (b *Writer) Size() int               { return cap(b.buf) }
func (b *Writer) Buffered() int           { return len(b.buf) }
func (b *Writer) Available() int          { return cap(b.buf) - len(b.buf) }
func (b *Writer) AvailableBuffer() []byte { return b.buf[len(b.buf):] }

func (b *Writer) Reset(w io.Writer) {
	if w == b {
		return // NewWriter may have returned what it was given
	}
	buf := b.buf[:0]
	if buf == nil {
		buf = make([]byte, 0, defaultSize)
	}
	*b = Writer{wr: w, buf: buf}
}

// Flush writes what waits. What the writer below does not take goes on waiting.
func (b *Writer) Flush() error {
	if b.err != nil || len(b.buf) == 0 {
		return b.err
	}
	n, err := b.wr.Write(b.buf)
	if err == nil && n < len(b.buf) {
		err = io.ErrShortWrite
	}
	rest := b.buf[min(n, len(b.buf)):]
	b.buf, b.err = b.buf[:copy(b.buf, rest)], err
	return err
}

func (b *Writer) Write(p []byte) (nn int, err error) {
	if b.err == nil && len(p) <= b.Available() {
		b.buf = append(b.buf, p...)
		return len(p), nil
	}
	return write(b, p, b.wr.Write)
}

func (b *Writer) WriteString(s string) (int, error) {
	if b.err == nil && len(s) <= b.Available() {
		b.buf = append(b.buf, s...)
		return len(s), nil
	}
	if below, ok := b.wr.(io.StringWriter); ok {
		return write(b, s, below.WriteString)
	}
	return write(b, s, nil)
}

// write takes what does not fit: piece by piece through the buffer or, if nothing waits and there is such a
// way, past it.
func write[T string | []byte](b *Writer, p T, past func(T) (int, error)) (nn int, err error) {
	for b.err == nil {
		n := b.Available()
		if len(p) <= n {
			b.buf = append(b.buf, p...)
			return nn + len(p), nil
		}
		if len(b.buf) == 0 && past != nil {
			n, b.err = past(p)
		} else {
			b.buf = append(b.buf, p[:n]...)
			b.Flush()
		}
		nn += n
		p = p[n:]
	}
	return nn, b.err
}

func (b *Writer) WriteByte(c byte) error {
	if b.Available() == 0 {
		b.Flush()
	}
	if b.err == nil {
		b.buf = append(b.buf, c)
	}
	return b.err
}

func (b *Writer) WriteRune(r rune) (size int, err error) {
	if uint32(r) < utf8.RuneSelf {
		if err = b.WriteByte(byte(r)); err == nil {
			size = 1
		}
		return size, err
	}
	if b.Available() < utf8.UTFMax {
		b.Flush() // so that the rune is not cut in two
	}
	return b.WriteString(string(r))
}

// ReadFrom reads all of r, past the buffer if nothing waits and the writer below can read.
func (b *Writer) ReadFrom(r io.Reader) (n int64, err error) {
	below, reads := b.wr.(io.ReaderFrom)
	empty := 0
	for b.err == nil {
		if b.Available() == 0 && b.Flush() != nil {
			break
		}
		if reads && len(b.buf) == 0 {
			var past int64
			past, b.err = below.ReadFrom(r)
			return n + past, b.err
		}
		m, err := r.Read(b.buf[len(b.buf):cap(b.buf)])
		b.buf = b.buf[:len(b.buf)+m]
		n += int64(m)
		switch {
		case err == io.EOF && b.Available() == 0:
			return n, b.Flush()
		case err == io.EOF:
			return n, nil
		case err != nil:
			return n, err
		case m > 0:
			empty = 0
		default:
			if empty++; empty == maxEmpty {
				return n, io.ErrNoProgress
			}
		}
	}
	return n, b.err
}

// A ReadWriter is both.
type ReadWriter struct {
	*Reader
	*Writer
}

func NewReadWriter(r *Reader, w *Writer) *ReadWriter { return &ReadWriter{r, w} }
