package io

import "errors"

var (
	errWhence = errors.New("Seek: invalid whence")
	errOffset = errors.New("Seek: invalid offset")
)

// A SectionReader reads part of a ReaderAt.
type SectionReader struct {
	r                ReaderAt
	base, off, limit int64
	n                int64
}

// NewSectionReader reads n bytes of r from off.
func NewSectionReader(r ReaderAt, off int64, n int64) *SectionReader {
	end := off + n
	if off > 1<<63-1-n {
		end = 1<<63 - 1
	}
	return &SectionReader{r, off, off, end, n}
}

func (s *SectionReader) Read(p []byte) (n int, err error) {
	if s.off >= s.limit {
		return 0, EOF
	}
	n, err = s.r.ReadAt(p[:min(int64(len(p)), s.limit-s.off)], s.off)
	s.off += int64(n)
	return n, err
}

func (s *SectionReader) Seek(offset int64, whence int) (int64, error) {
	return seek(&s.off, offset, whence, s.base, s.off, s.limit)
}

// seek moves a position; origins are the places that the values of whence stand for, the first of them the
// place that counts as 0.
func seek(position *int64, offset int64, whence int, origins ...int64) (int64, error) {
	if whence < 0 || whence >= len(origins) {
		return 0, errWhence
	}
	target, base := origins[whence]+offset, origins[SeekStart]
	if target < base {
		return 0, errOffset
	}
	*position = target
	return target - base, nil
}

func (s *SectionReader) ReadAt(p []byte, off int64) (n int, err error) {
	if off < 0 || off >= s.Size() {
		return 0, EOF
	}
	at := s.base + off
	room := s.limit - at
	if int64(len(p)) <= room {
		return s.r.ReadAt(p, at)
	}
	if n, err = s.r.ReadAt(p[:room], at); err == nil {
		err = EOF
	}
	return n, err
}

func (s *SectionReader) Size() int64 { return s.limit - s.base }

func (s *SectionReader) Outer() (r ReaderAt, off int64, n int64) { return s.r, s.base, s.n }

// An OffsetWriter writes to a WriterAt from an offset on.
type OffsetWriter struct {
	w         WriterAt
	base, off int64
}

func NewOffsetWriter(w WriterAt, off int64) *OffsetWriter { return &OffsetWriter{w, off, off} }

func (o *OffsetWriter) Write(p []byte) (n int, err error) {
	n, err = o.w.WriteAt(p, o.off)
	o.off += int64(n)
	return n, err
}

func (o *OffsetWriter) WriteAt(p []byte, off int64) (n int, err error) {
	if off >= 0 {
		return o.w.WriteAt(p, o.base+off)
	}
	return 0, errOffset
}

func (o *OffsetWriter) Seek(offset int64, whence int) (int64, error) {
	return seek(&o.off, offset, whence, o.base, o.off)
}

type teeReader struct {
	r Reader
	w Writer
}

// TeeReader writes to w what is read from r.
func TeeReader(r Reader, w Writer) Reader { return &teeReader{r, w} }

func (t *teeReader) Read(p []byte) (n int, err error) {
	n, err = t.r.Read(p)
	if n <= 0 {
		return n, err
	}
	if written, failed := t.w.Write(p[:n]); failed != nil {
		return written, failed
	}
	return n, err
}
