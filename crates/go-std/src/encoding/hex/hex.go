// Package hex encodes bytes as hexadecimal digits.
package hex

import (
	"errors"
	"fmt"
	"io"
)

const digits = "0123456789abcdef"

// ErrLength says that the number of digits is odd.
var ErrLength = errors.New("encoding/hex: odd length hex string")

// An InvalidByteError is a byte that is no digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

func EncodedLen(n int) int { return n * 2 }
func DecodedLen(x int) int { return x / 2 }

func AppendEncode(dst, src []byte) []byte {
	for _, b := range src {
		dst = append(dst, digits[b>>4], digits[b&15])
	}
	return dst
}

func Encode(dst, src []byte) int {
	for i, b := range src {
		dst[2*i], dst[2*i+1] = digits[b>>4], digits[b&15]
	}
	return len(src) * 2
}

func EncodeToString(src []byte) string { return string(AppendEncode(nil, src)) }

func value(c byte) (byte, bool) {
	switch small := c | 0x20; {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= small && small <= 'f':
		return small - 'a' + 10, true
	}
	return 0, false
}

func Decode(dst, src []byte) (int, error) {
	i := 0
	for ; i < len(src)/2; i++ {
		a, ok := value(src[2*i])
		if !ok {
			return i, InvalidByteError(src[2*i])
		}
		b, ok := value(src[2*i+1])
		if !ok {
			return i, InvalidByteError(src[2*i+1])
		}
		dst[i] = a<<4 | b
	}
	if len(src)%2 == 1 {
		if _, ok := value(src[len(src)-1]); !ok {
			return i, InvalidByteError(src[len(src)-1])
		}
		return i, ErrLength
	}
	return i, nil
}

func AppendDecode(dst, src []byte) ([]byte, error) {
	b := make([]byte, len(src)/2)
	n, err := Decode(b, src)
	return append(dst, b[:n]...), err
}

func DecodeString(s string) ([]byte, error) {
	dst := make([]byte, len(s)/2)
	n, err := Decode(dst, []byte(s))
	return dst[:n], err
}

// Dump is data as hexdump -C prints it.
func Dump(data []byte) string {
	out := ""
	for at := 0; at < len(data); at += 16 {
		line := data[at:min(at+16, len(data))]
		out += fmt.Sprintf("%08x ", at)
		for i := range 16 {
			if i%8 == 0 {
				out += " "
			}
			if i < len(line) {
				out += fmt.Sprintf("%02x ", line[i])
			} else {
				out += "   "
			}
		}
		out += " |"
		for _, c := range line {
			if c < 32 || c > 126 {
				c = '.'
			}
			out += string(rune(c))
		}
		out += "|\n"
	}
	return out
}

type encoder struct {
	w io.Writer
}

// NewEncoder writes digits to w.
func NewEncoder(w io.Writer) io.Writer { return &encoder{w} }

func (e *encoder) Write(p []byte) (n int, err error) {
	n, err = e.w.Write(AppendEncode(nil, p))
	return n / 2, err
}

type decoder struct {
	r io.Reader
}

// NewDecoder reads digits from r.
func NewDecoder(r io.Reader) io.Reader { return &decoder{r} }

func (d *decoder) Read(p []byte) (n int, err error) {
	if len(p) == 0 {
		return 0, nil
	}
	text := make([]byte, 2*len(p))
	m, err := io.ReadAtLeast(d.r, text, 2)
	if m%2 == 1 && err == nil {
		var more int
		more, err = io.ReadFull(d.r, text[m:m+1])
		m += more
	}
	n, derr := Decode(p, text[:m-m%2])
	if derr != nil {
		return n, derr
	}
	if m%2 == 1 {
		if _, ok := value(text[m-1]); !ok {
			return n, InvalidByteError(text[m-1])
		}
		return n, io.ErrUnexpectedEOF
	}
	return n, err
}
