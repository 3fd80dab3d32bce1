package flag

import (
	"encoding"
	"errors"
	"strconv"
	"time"
)

var (
	errParse = errors.New("parse error")
	errRange = errors.New("value out of range")
)

func numError(err error) error {
	var ne *strconv.NumError
	if errors.As(err, &ne) {
		switch ne.Err {
		case strconv.ErrSyntax:
			return errParse
		case strconv.ErrRange:
			return errRange
		}
	}
	return err
}

// A kind is a basic type of flags.
type kind[T any] struct {
	parse func(string) (T, error)
	text  func(T) string
}

var (
	bools    = &kind[bool]{orErrParse(strconv.ParseBool), strconv.FormatBool}
	ints     = &kind[int]{parseInt, strconv.Itoa}
	int64s   = &kind[int64]{parseInt64, func(v int64) string { return strconv.FormatInt(v, 10) }}
	uints    = &kind[uint]{parseUint, func(v uint) string { return strconv.FormatUint(uint64(v), 10) }}
	uint64s  = &kind[uint64]{parseUint64, func(v uint64) string { return strconv.FormatUint(v, 10) }}
	strs     = &kind[string]{func(s string) (string, error) { return s, nil }, func(s string) string { return s }}
	float64s = &kind[float64]{parseFloat64, func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }}
	spans    = &kind[time.Duration]{orErrParse(time.ParseDuration), time.Duration.String}
)

func orErrParse[T any](parse func(string) (T, error)) func(string) (T, error) {
	return func(s string) (T, error) {
		v, err := parse(s)
		if err != nil {
			err = errParse
		}
		return v, err
	}
}

func parseInt64(s string) (int64, error)     { return strconv.ParseInt(s, 0, 64) }
func parseUint64(s string) (uint64, error)   { return strconv.ParseUint(s, 0, 64) }
func parseFloat64(s string) (float64, error) { return strconv.ParseFloat(s, 64) }

func parseInt(s string) (int, error) {
	v, err := strconv.ParseInt(s, 0, strconv.IntSize)
	return int(v), err
}

func parseUint(s string) (uint, error) {
	v, err := strconv.ParseUint(s, 0, strconv.IntSize)
	return uint(v), err
}

// basic is a flag of a basic type.
type basic[T any] struct {
	p *T
	*kind[T]
}

func (b *basic[T]) Set(s string) error {
	v, err := b.parse(s)
	*b.p = v // also with an error, as in Go
	return numError(err)
}

func (b *basic[T]) String() string {
	if b == nil || b.p == nil {
		return ""
	}
	return b.text(*b.p)
}

func (b *basic[T]) Get() any { return *b.p }

// zero is the text of the type's zero value.
func (b *basic[T]) zero() string { return b.text(*new(T)) }

// IsBoolFlag tells that a flag needs no value.
func (b *basic[T]) IsBoolFlag() bool {
	_, is := any(b.p).(*bool)
	return is
}

// funcValue calls a function for every value.
type funcValue struct {
	fn   func(string) error
	bool bool
}

func (v funcValue) Set(s string) error { return v.fn(s) }
func (v funcValue) String() string     { return "" }
func (v funcValue) IsBoolFlag() bool   { return v.bool }

type textValue struct {
	p encoding.TextUnmarshaler
}

func (v textValue) Set(s string) error { return v.p.UnmarshalText([]byte(s)) }
func (v textValue) Get() any           { return v.p }

func (v textValue) String() string {
	m, writes := v.p.(encoding.TextMarshaler)
	if !writes {
		return ""
	}
	text, err := m.MarshalText()
	if err != nil {
		return ""
	}
	return string(text)
}
