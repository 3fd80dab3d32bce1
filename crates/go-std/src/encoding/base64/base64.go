// Package base64 encodes bytes as of RFC 4648.
package base64

import (
	"io"
	"strconv"
)

const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

const (
	stdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	urlAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
)

// An Encoding is an alphabet with its padding.
type Encoding struct {
	alphabet string
	values   [256]int8
	pad      rune
	strict   bool
}

var (
	StdEncoding    = NewEncoding(stdAlphabet)
	URLEncoding    = NewEncoding(urlAlphabet)
	RawStdEncoding = StdEncoding.WithPadding(NoPadding)
	RawURLEncoding = URLEncoding.WithPadding(NoPadding)
)

func NewEncoding(encoder string) *Encoding {
	if len(encoder) != 64 {
		panic("encoding alphabet is not 64-bytes long")
	}
	e := &Encoding{alphabet: encoder, pad: StdPadding}
	for i := range e.values {
		e.values[i] = -1
	}
	for i := range len(encoder) {
		switch {
		case encoder[i] == '\n' || encoder[i] == '\r':
			panic("encoding alphabet contains newline character")
		case e.values[encoder[i]] >= 0:
			panic("encoding alphabet includes duplicate symbols")
		}
		e.values[encoder[i]] = int8(i)
	}
	return e
}

func (enc Encoding) WithPadding(padding rune) *Encoding {
	if padding == '\r' || padding == '\n' || padding > 0xff || padding >= 0 && enc.values[padding] >= 0 {
		panic("invalid padding character")
	}
	enc.pad = padding
	return &enc
}

func (enc Encoding) Strict() *Encoding {
	enc.strict = true
	return &enc
}

// A CorruptInputError is where the input is wrong.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base64 data at input byte " + strconv.FormatInt(int64(e), 10)
}

func (enc *Encoding) EncodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/3*4 + (n%3*8+5)/6
	}
	return (n + 2) / 3 * 4
}

func (enc *Encoding) DecodedLen(n int) int {
	if enc.pad == NoPadding {
		return n/4*3 + n%4*6/8
	}
	return n / 4 * 3
}

func (enc *Encoding) AppendEncode(dst, src []byte) []byte {
	a := enc.alphabet
	for len(src) >= 3 {
		v := uint(src[0])<<16 | uint(src[1])<<8 | uint(src[2])
		dst = append(dst, a[v>>18], a[v>>12&63], a[v>>6&63], a[v&63])
		src = src[3:]
	}
	switch len(src) {
	case 1:
		v := uint(src[0]) << 4
		dst = append(dst, a[v>>6], a[v&63])
	case 2:
		v := uint(src[0])<<10 | uint(src[1])<<2
		dst = append(dst, a[v>>12], a[v>>6&63], a[v&63])
	default:
		return dst
	}
	if enc.pad != NoPadding {
		for range 3 - len(src) {
			dst = append(dst, byte(enc.pad))
		}
	}
	return dst
}

func (enc *Encoding) Encode(dst, src []byte)           { copy(dst, enc.AppendEncode(nil, src)) }
func (enc *Encoding) EncodeToString(src []byte) string { return string(enc.AppendEncode(nil, src)) }

// decode reads all of src; it returns what it could.
func (enc *Encoding) decode(src []byte) (out []byte, err error) {
	var group [4]byte
	n := 0
	for i := 0; i < len(src); i++ {
		c := src[i]
		if c == '\n' || c == '\r' {
			continue
		}
		if v := enc.values[c]; v >= 0 {
			group[n] = byte(v)
			if n++; n == 4 {
				out = append(out, group[0]<<2|group[1]>>4, group[1]<<4|group[2]>>2, group[2]<<6|group[3])
				n = 0
			}
			continue
		}
		if rune(c) != enc.pad || n < 2 {
			return out, CorruptInputError(i)
		}
		return enc.padding(out, group, n, src, i)
	}
	if n == 0 {
		return out, nil
	}
	if n == 1 || enc.pad != NoPadding {
		return out, CorruptInputError(len(src) - n)
	}
	return enc.last(out, group, n, len(src))
}

// padding reads what follows from the first padding character on.
func (enc *Encoding) padding(out []byte, group [4]byte, n int, src []byte, i int) ([]byte, error) {
	rest := i + 1
	skip := func() {
		for rest < len(src) && (src[rest] == '\n' || src[rest] == '\r') {
			rest++
		}
	}
	skip()
	if n == 2 {
		if rest == len(src) {
			return out, CorruptInputError(len(src))
		}
		if rune(src[rest]) != enc.pad {
			return out, CorruptInputError(rest - 1)
		}
		rest++
		skip()
	}
	out, err := enc.last(out, group, n, i)
	if err == nil && rest < len(src) {
		err = CorruptInputError(rest)
	}
	return out, err
}

// last appends the bytes of an incomplete group.
func (enc *Encoding) last(out []byte, group [4]byte, n, at int) ([]byte, error) {
	for i := n; i < 4; i++ {
		group[i] = 0
	}
	b := [3]byte{group[0]<<2 | group[1]>>4, group[1]<<4 | group[2]>>2, group[2] << 6}
	if enc.strict && b[n-1] != 0 {
		return out, CorruptInputError(at)
	}
	return append(out, b[:n-1]...), nil
}

func (enc *Encoding) Decode(dst, src []byte) (n int, err error) {
	out, err := enc.decode(src)
	return copy(dst, out), err
}

func (enc *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	out, err := enc.decode(src)
	return append(dst, out...), err
}

func (enc *Encoding) DecodeString(s string) ([]byte, error) {
	out, err := enc.decode([]byte(s))
	if out == nil {
		out = []byte{}
	}
	return out, err
}

type encoder struct {
	enc  *Encoding
	w    io.Writer
	rest []byte
	err  error
}

// NewEncoder encodes to w; the end is written by Close.
func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return &encoder{enc: enc, w: w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	if e.err != nil {
		return 0, e.err
	}
	e.rest = append(e.rest, p...)
	whole := len(e.rest) / 3 * 3
	_, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest[:whole]))
	e.rest = append([]byte(nil), e.rest[whole:]...)
	return len(p), e.err
}

func (e *encoder) Close() error {
	if e.err == nil && len(e.rest) > 0 {
		_, e.err = e.w.Write(e.enc.AppendEncode(nil, e.rest))
		e.rest = nil
	}
	return e.err
}

type decoder struct {
	enc  *Encoding
	r    io.Reader
	out  []byte
	err  error
	done bool
}

// NewDecoder decodes what it reads from r.
func NewDecoder(enc *Encoding, r io.Reader) io.Reader { return &decoder{enc: enc, r: r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if !d.done {
		d.done = true
		all, err := io.ReadAll(d.r)
		d.out, d.err = d.enc.decode(all)
		if err != nil && d.err == nil {
			d.err = err
		}
	}
	n = copy(p, d.out)
	d.out = d.out[n:]
	if n == 0 && len(p) > 0 {
		if d.err != nil {
			return 0, d.err
		}
		return 0, io.EOF
	}
	return n, nil
}
