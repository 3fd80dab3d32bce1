package bytes

import (
	"internal/inmem"
	"io"
)

// A Reader reads a slice of bytes.
type Reader inmem.Reader[[]byte]

// NewReader reads b.
func NewReader(b []byte) *Reader {
	r := Reader(inmem.NewReader(b))
	return &r
}

func (r *Reader) in() *inmem.Reader[[]byte] { return (*inmem.Reader[[]byte])(r) }

func (r *Reader) Reset(b []byte)                                { *r = *NewReader(b) }
func (r *Reader) Len() int                                      { return r.in().Len() }
func (r *Reader) Size() int64                                   { return r.in().Size() }
func (r *Reader) Read(b []byte) (n int, err error)              { return r.in().Read(b) }
func (r *Reader) ReadAt(b []byte, off int64) (n int, err error) { return r.in().ReadAt(b, off) }
func (r *Reader) ReadByte() (byte, error)                       { return r.in().ReadByte() }
func (r *Reader) ReadRune() (ch rune, size int, err error)      { return r.in().ReadRune() }
func (r *Reader) UnreadByte() error                             { return r.in().UnreadByte() }
func (r *Reader) UnreadRune() error                             { return r.in().UnreadRune() }
func (r *Reader) Seek(off int64, whence int) (int64, error)     { return r.in().Seek(off, whence) }
func (r *Reader) WriteTo(w io.Writer) (n int64, err error)      { return r.in().WriteTo(w.Write, "Write") }
