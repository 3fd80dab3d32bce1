package json

import (
	"bytes"
	"io"
)

// A Decoder reads values from a stream.
type Decoder struct {
	r                 io.Reader
	buf               []byte
	at                int
	base              int64
	useNumber, strict bool
	err               error
	// stack has the open brackets of tokens; what says what comes next.
	stack []byte
	what  int
}

// What a decoder of tokens waits for.
const (
	anyValue = iota
	arrayStart
	arrayValue
	arrayComma
	objectStart
	objectKey
	objectColon
	objectValue
	objectComma
)

func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: r} }

func (dec *Decoder) UseNumber()             { dec.useNumber = true }
func (dec *Decoder) DisallowUnknownFields() { dec.strict = true }
func (dec *Decoder) InputOffset() int64     { return dec.base + int64(dec.at) }
func (dec *Decoder) Buffered() io.Reader    { return bytes.NewReader(dec.buf[dec.at:]) }

// fill reads more; false at the end.
func (dec *Decoder) fill() error {
	if dec.at > 0 {
		dec.base += int64(dec.at)
		dec.buf = append([]byte(nil), dec.buf[dec.at:]...)
		dec.at = 0
	}
	b := make([]byte, 512)
	n, err := dec.r.Read(b)
	dec.buf = append(dec.buf, b[:n]...)
	if n > 0 {
		return nil
	}
	return err
}

// next finds the next value in the buffer, reading on until it is whole.
func (dec *Decoder) next() ([]byte, error) {
	for {
		s := scanner{s: dec.buf, i: dec.at}
		err := s.value()
		if err == nil {
			// A number may go on in what has not been read yet.
			if s.i < len(dec.buf) || dec.buf[s.i-1] == '}' || dec.buf[s.i-1] == ']' || dec.buf[s.i-1] == '"' {
				b := dec.buf[dec.at:s.i]
				dec.at = s.i
				return b, nil
			}
		} else if se := err.(*SyntaxError); se.msg != "unexpected end of JSON input" {
			se.Offset += dec.base
			return nil, err
		}
		if ferr := dec.fill(); ferr != nil {
			rest := scanner{s: dec.buf, i: dec.at}
			rest.space()
			if ferr == io.EOF && err == nil {
				b := dec.buf[dec.at:]
				dec.at = len(dec.buf)
				return b, nil
			}
			if ferr == io.EOF && rest.i < len(dec.buf) {
				return nil, io.ErrUnexpectedEOF
			}
			return nil, ferr
		}
	}
}

// Decode reads the next value.
func (dec *Decoder) Decode(v any) error {
	if dec.err != nil {
		return dec.err
	}
	if err := dec.before(); err != nil {
		return err
	}
	b, err := dec.next()
	if err != nil {
		dec.err = err
		return err
	}
	d := decoder{scanner: scanner{s: b}, useNumber: dec.useNumber, strict: dec.strict}
	err = d.into(v)
	dec.after()
	return err
}

// before takes the comma or colon in front of a value.
func (dec *Decoder) before() error {
	switch dec.what {
	case arrayComma, objectColon:
		c, err := dec.peek()
		if err != nil {
			return err
		}
		if want := map[int]byte{arrayComma: ',', objectColon: ':'}[dec.what]; c != want {
			return &SyntaxError{"expected " + map[byte]string{',': "comma after array element", ':': "colon after object key"}[want], dec.InputOffset()}
		}
		dec.at++
		if dec.what == arrayComma {
			dec.what = arrayValue
		} else {
			dec.what = objectValue
		}
	}
	return nil
}

func (dec *Decoder) after() {
	switch dec.what {
	case arrayStart, arrayValue:
		dec.what = arrayComma
	case objectValue:
		dec.what = objectComma
	}
}

// peek is the next byte that is no space.
func (dec *Decoder) peek() (byte, error) {
	for {
		s := scanner{s: dec.buf, i: dec.at}
		s.space()
		dec.at = s.i
		if s.i < len(dec.buf) {
			return dec.buf[s.i], nil
		}
		if err := dec.fill(); err != nil {
			return 0, err
		}
	}
}

// More tells whether the array or object that is open goes on.
func (dec *Decoder) More() bool {
	c, err := dec.peek()
	return err == nil && c != ']' && c != '}'
}

// A Token is a Delim, bool, float64, Number, string or nil.
type Token any

// A Delim is one of [ ] { }.
type Delim rune

func (d Delim) String() string { return string(d) }

func (dec *Decoder) open(c byte) (Token, error) {
	dec.at++
	dec.stack = append(dec.stack, byte(dec.what))
	dec.what = arrayStart
	if c == '{' {
		dec.what = objectStart
	}
	return Delim(c), nil
}

func (dec *Decoder) close(c byte) (Token, error) {
	dec.at++
	dec.what = int(dec.stack[len(dec.stack)-1])
	dec.stack = dec.stack[:len(dec.stack)-1]
	dec.after()
	return Delim(c), nil
}

// Token reads the next token. Commas and colons are skipped.
func (dec *Decoder) Token() (Token, error) {
	for {
		c, err := dec.peek()
		if err != nil {
			return nil, err
		}
		fail := func() (Token, error) {
			context := map[int]string{anyValue: "looking for beginning of value", arrayStart: "looking for beginning of value",
				arrayValue: "looking for beginning of value", arrayComma: "after array element", objectStart: "looking for beginning of object key string",
				objectKey: "looking for beginning of object key string", objectColon: "after object key", objectValue: "looking for beginning of value",
				objectComma: "after object key:value pair"}[dec.what]
			return nil, &SyntaxError{"invalid character " + quoteChar(c) + " " + context, dec.InputOffset()}
		}
		isValue := dec.what == anyValue || dec.what == arrayStart || dec.what == arrayValue || dec.what == objectValue
		switch c {
		case '[', '{':
			if !isValue {
				return fail()
			}
			return dec.open(c)
		case ']':
			if dec.what != arrayStart && dec.what != arrayComma {
				return fail()
			}
			return dec.close(c)
		case '}':
			if dec.what != objectStart && dec.what != objectComma {
				return fail()
			}
			return dec.close(c)
		case ':':
			if dec.what != objectColon {
				return fail()
			}
			dec.at++
			dec.what = objectValue
			continue
		case ',':
			switch dec.what {
			case arrayComma:
				dec.what = arrayValue
			case objectComma:
				dec.what = objectKey
			default:
				return fail()
			}
			dec.at++
			continue
		case '"':
			if dec.what == objectStart || dec.what == objectKey {
				b, err := dec.next()
				if err != nil {
					return nil, err
				}
				dec.what = objectColon
				s := scanner{s: b}
				s.space()
				return unquote(b[s.i+1 : len(b)-1]), nil
			}
		}
		if !isValue {
			return fail()
		}
		var x any
		if err := dec.Decode(&x); err != nil {
			return nil, err
		}
		return x, nil
	}
}
