// Package json encodes and decodes JSON as of RFC 7159.
package json

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"errors"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Marshaler encodes itself.
type Marshaler interface {
	MarshalJSON() ([]byte, error)
}

// An UnsupportedTypeError tells of a type that has no JSON form.
type UnsupportedTypeError struct {
	Type reflect.Type
}

func (e *UnsupportedTypeError) Error() string { return "json: unsupported type: " + e.Type.String() }

// An UnsupportedValueError tells of a value that has no JSON form.
type UnsupportedValueError struct {
	Value reflect.Value
	Str   string
}

func (e *UnsupportedValueError) Error() string { return "json: unsupported value: " + e.Str }

// A MarshalerError comes from a type's own method.
type MarshalerError struct {
	Type       reflect.Type
	Err        error
	sourceFunc string
}

func (e *MarshalerError) Error() string {
	from := e.sourceFunc
	if from == "" {
		from = "MarshalJSON"
	}
	// The method was called by the address.
	star := "*"
	if e.Type.Kind() == reflect.Pointer || e.Type.Kind() == reflect.Interface {
		star = ""
	}
	return "json: error calling " + from + " for type " + star + e.Type.String() + ": " + e.Err.Error()
}

func (e *MarshalerError) Unwrap() error { return e.Err }

// A RawMessage is JSON text that is passed through.
type RawMessage []byte

func (m RawMessage) String() string {
	if m == nil {
		return "null"
	}
	return string(m)
}

func (m RawMessage) MarshalJSON() ([]byte, error) {
	if m != nil {
		return m, nil
	}
	return []byte("null"), nil
}

func (m *RawMessage) UnmarshalJSON(data []byte) error {
	if m == nil {
		return errors.New("jsontext.Value: UnmarshalJSON on nil pointer")
	}
	*m = append((*m)[:0], data...)
	return nil
}

// A Number is a number as it is written.
type Number string

func (n Number) String() string            { return string(n) }
func (n Number) Float64() (float64, error) { return strconv.ParseFloat(string(n), 64) }
func (n Number) Int64() (int64, error)     { return strconv.ParseInt(string(n), 10, 64) }

// Marshal is the JSON form of v.
func Marshal(v any) ([]byte, error) {
	e := encoder{escape: true}
	if err := e.value(reflect.ValueOf(v), ""); err != nil {
		return nil, err
	}
	return e.out, nil
}

// MarshalIndent is Marshal with line breaks and indentation.
func MarshalIndent(v any, prefix, indent string) ([]byte, error) {
	b, err := Marshal(v)
	if err != nil {
		return nil, err
	}
	return appendIndent(nil, b, prefix, indent)
}

type encoder struct {
	out    []byte
	escape bool
	depth  int
	seen   map[place]bool // where it is, if that is deep down
}

// A place is what a pointer, a map or a slice refers to.
type place struct {
	at     uintptr
	length int
}

// deeper writes what v refers to. Deep down it remembers the way, to find a value that contains itself.
func (e *encoder) deeper(v reflect.Value, write func(reflect.Value) error) error {
	e.depth++
	defer func() { e.depth-- }()
	if e.depth > 1000 {
		here := place{at: v.Pointer()}
		if v.Kind() == reflect.Slice {
			here.length = v.Len()
		}
		if e.seen[here] {
			return &UnsupportedValueError{v, "encountered a cycle via " + v.Type().String()}
		}
		if e.seen == nil {
			e.seen = map[place]bool{}
		}
		e.seen[here] = true
		defer delete(e.seen, here)
	}
	return write(v)
}

var (
	marshalerType     = reflect.TypeFor[Marshaler]()
	textMarshalerType = reflect.TypeFor[encoding.TextMarshaler]()
	numberType        = reflect.TypeFor[Number]()
)

// method finds the value, or its address, that has the methods of an interface.
func method(v reflect.Value, t reflect.Type) (any, bool) {
	if v.Type().Implements(t) {
		return v.Interface(), true
	}
	if v.CanAddr() && v.Kind() != reflect.Pointer && v.Kind() != reflect.Interface {
		if p, ok := v.TryAddr(); ok && p.Type().Implements(t) {
			return p.Interface(), true
		}
	}
	return nil, false
}

func isNil(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return v.IsNil()
	}
	return false
}

func (e *encoder) value(v reflect.Value, options string) error {
	if !v.IsValid() {
		e.out = append(e.out, "null"...)
		return nil
	}
	if m, ok := method(v, marshalerType); ok {
		if isNil(v) {
			e.out = append(e.out, "null"...)
			return nil
		}
		b, err := m.(Marshaler).MarshalJSON()
		if err == nil {
			e.out, err = appendCompact(e.out, b, e.escape)
		}
		if err != nil {
			return &MarshalerError{v.Type(), err, "MarshalJSON"}
		}
		return nil
	}
	if m, ok := method(v, textMarshalerType); ok {
		if isNil(v) {
			e.out = append(e.out, "null"...)
			return nil
		}
		b, err := m.(encoding.TextMarshaler).MarshalText()
		if err != nil {
			return &MarshalerError{v.Type(), err, "MarshalText"}
		}
		e.string(string(b))
		return nil
	}
	quoted := options == "string"
	mark := func() {
		if quoted {
			e.out = append(e.out, '"')
		}
	}
	switch v.Kind() {
	case reflect.Bool:
		mark()
		e.out = strconv.AppendBool(e.out, v.Bool())
		mark()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		mark()
		e.out = strconv.AppendInt(e.out, v.Int(), 10)
		mark()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		mark()
		e.out = strconv.AppendUint(e.out, v.Uint(), 10)
		mark()
	case reflect.Float32, reflect.Float64:
		f := v.Float()
		if math.IsInf(f, 0) || math.IsNaN(f) {
			return &UnsupportedValueError{v, strconv.FormatFloat(f, 'g', -1, v.Type().Bits())}
		}
		mark()
		e.out = appendFloat(e.out, f, v.Type().Bits())
		mark()
	case reflect.String:
		return e.text(v, quoted)
	case reflect.Interface:
		return e.value(v.Elem(), "")
	case reflect.Pointer:
		if v.IsNil() {
			e.out = append(e.out, "null"...)
			return nil
		}
		return e.deeper(v, func(v reflect.Value) error { return e.value(v.Elem(), options) })
	case reflect.Struct:
		return e.object(v)
	case reflect.Map:
		if v.IsNil() {
			e.out = append(e.out, "null"...)
			return nil
		}
		return e.deeper(v, e.dictionary)
	case reflect.Slice:
		if v.IsNil() {
			e.out = append(e.out, "null"...)
			return nil
		}
		if v.Type().Elem().Kind() == reflect.Uint8 && !v.Type().Elem().Implements(marshalerType) {
			e.out = append(e.out, '"')
			e.out = base64.StdEncoding.AppendEncode(e.out, v.Bytes())
			e.out = append(e.out, '"')
			return nil
		}
		return e.deeper(v, e.list)
	case reflect.Array:
		return e.list(v)
	default:
		return &UnsupportedTypeError{v.Type()}
	}
	return nil
}

func (e *encoder) text(v reflect.Value, quoted bool) error {
	if v.Type() == numberType {
		s := v.String()
		if s == "" {
			s = "0"
		}
		if !validNumber(s) {
			return errors.New("json: invalid number literal " + strconv.Quote(s))
		}
		if quoted {
			s = `"` + s + `"`
		}
		e.out = append(e.out, s...)
		return nil
	}
	if quoted {
		inner := encoder{escape: e.escape}
		inner.string(v.String())
		e.string(string(inner.out))
		return nil
	}
	e.string(v.String())
	return nil
}

// appendFloat prints as JavaScript does: exponents only for very small and large numbers.
func appendFloat(b []byte, f float64, bits int) []byte {
	abs := math.Abs(f)
	format := byte('f')
	if abs != 0 && (bits == 64 && (abs < 1e-6 || abs >= 1e21) || bits == 32 && (float32(abs) < 1e-6 || float32(abs) >= 1e21)) {
		format = 'e'
	}
	b = strconv.AppendFloat(b, f, format, -1, bits)
	if n := len(b); format == 'e' && n >= 4 && b[n-4] == 'e' && (b[n-3] == '-' || b[n-3] == '+') && b[n-2] == '0' {
		b[n-2] = b[n-1]
		b = b[:n-1]
	}
	return b
}

func (e *encoder) string(s string) { e.out = appendString(e.out, s, e.escape) }

func appendString(out []byte, s string, html bool) []byte {
	out = append(out, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if ' ' <= c && c < utf8.RuneSelf && c != '"' && c != '\\' && (!html || c != '<' && c != '>' && c != '&') {
			i++
			continue
		}
		text, size := escaped(s[i:])
		if text != "" {
			out = append(append(out, s[start:i]...), text...)
			start = i + size
		}
		i += size
	}
	return append(append(out, s[start:]...), '"')
}

// escaped is how the first rune of s is written, nothing if it stands for itself, and how long it is.
func escaped(s string) (text string, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch r {
	case '"':
		return `\"`, 1
	case '\\':
		return `\\`, 1
	case '\n':
		return `\n`, 1
	case '\r':
		return `\r`, 1
	case '\t':
		return `\t`, 1
	case '\b':
		return `\b`, 1
	case '\f':
		return `\f`, 1
	case '<':
		return `\u003c`, 1
	case '>':
		return `\u003e`, 1
	case '&':
		return `\u0026`, 1
	case utf8.RuneError:
		return "\ufffd", size // for a wrong byte, too
	}
	if r >= utf8.RuneSelf && r != '\u2028' && r != '\u2029' {
		return "", size
	}
	const hex = "0123456789abcdef"
	return string([]byte{'\\', 'u', hex[r>>12], hex[r>>8&15], hex[r>>4&15], hex[r&15]}), size
}

func (e *encoder) list(v reflect.Value) error {
	e.out = append(e.out, '[')
	for i := range v.Len() {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		if err := e.value(v.Index(i), ""); err != nil {
			return err
		}
	}
	e.out = append(e.out, ']')
	return nil
}

func (e *encoder) object(v reflect.Value) error {
	e.out = append(e.out, '{')
	first := true
next:
	for _, f := range fieldsOf(v.Type()) {
		fv := v
		for i, x := range f.index {
			if i > 0 && fv.Kind() == reflect.Pointer {
				if fv.IsNil() {
					continue next
				}
				fv = fv.Elem()
			}
			fv = fv.Field(x)
		}
		if f.omitEmpty && isEmpty(fv) || f.omitZero && isZero(fv) {
			continue
		}
		if !first {
			e.out = append(e.out, ',')
		}
		first = false
		e.string(f.name)
		e.out = append(e.out, ':')
		options := ""
		if f.quoted {
			options = "string"
		}
		if err := e.value(fv, options); err != nil {
			return err
		}
	}
	e.out = append(e.out, '}')
	return nil
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

func isZero(v reflect.Value) bool {
	if z, ok := v.Interface().(interface{ IsZero() bool }); ok && !isNil(v) {
		return z.IsZero()
	}
	return v.IsZero()
}

func (e *encoder) dictionary(v reflect.Value) error {
	type entry struct {
		key   string
		value reflect.Value
	}
	var entries []entry
	for _, k := range v.MapKeys() {
		name, err := keyText(k)
		if err != nil {
			return err
		}
		entries = append(entries, entry{name, v.MapIndex(k)})
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.key, b.key) })
	e.out = append(e.out, '{')
	for i, x := range entries {
		if i > 0 {
			e.out = append(e.out, ',')
		}
		e.string(x.key)
		e.out = append(e.out, ':')
		if err := e.value(x.value, ""); err != nil {
			return err
		}
	}
	e.out = append(e.out, '}')
	return nil
}

func keyText(k reflect.Value) (string, error) {
	if k.Kind() == reflect.String {
		return k.String(), nil
	}
	if m, ok := method(k, textMarshalerType); ok {
		b, err := m.(encoding.TextMarshaler).MarshalText()
		return string(b), err
	}
	switch {
	case k.CanInt():
		return strconv.FormatInt(k.Int(), 10), nil
	case k.CanUint():
		return strconv.FormatUint(k.Uint(), 10), nil
	case k.CanFloat():
		f := k.Float()
		if math.IsInf(f, 0) || math.IsNaN(f) {
			return "", &UnsupportedValueError{k, strconv.FormatFloat(f, 'g', -1, k.Type().Bits())}
		}
		return string(appendFloat(nil, f, k.Type().Bits())), nil
	}
	return "", &UnsupportedTypeError{k.Type()}
}

// An Encoder writes values to a stream.
type Encoder struct {
	w              io.Writer
	prefix, indent string
	keep           bool
	err            error
}

func NewEncoder(w io.Writer) *Encoder { return &Encoder{w: w} }

func (enc *Encoder) SetIndent(prefix, indent string) { enc.prefix, enc.indent = prefix, indent }
func (enc *Encoder) SetEscapeHTML(on bool)           { enc.keep = !on }

func (enc *Encoder) Encode(v any) error {
	if enc.err != nil {
		return enc.err
	}
	e := encoder{escape: !enc.keep}
	if err := e.value(reflect.ValueOf(v), ""); err != nil {
		return err
	}
	b := e.out
	if enc.prefix != "" || enc.indent != "" {
		var err error
		if b, err = appendIndent(nil, b, enc.prefix, enc.indent); err != nil {
			return err
		}
	}
	_, enc.err = enc.w.Write(append(b, '\n'))
	return enc.err
}

// HTMLEscape escapes what browsers would take for HTML.
func HTMLEscape(dst *bytes.Buffer, src []byte) {
	for i, c := range src {
		switch {
		case c == '<' || c == '>' || c == '&':
			const hex = "0123456789abcdef"
			dst.WriteString(`\u00`)
			dst.WriteByte(hex[c>>4])
			dst.WriteByte(hex[c&15])
		case c == 0xe2 && i+2 < len(src) && src[i+1] == 0x80 && src[i+2]&^1 == 0xa8:
			dst.WriteString(`\u202`)
			dst.WriteByte('8' + src[i+2]&1)
		case c&^1 == 0xa8 && i >= 2 && src[i-1] == 0x80 && src[i-2] == 0xe2, c == 0x80 && i >= 1 && i+1 < len(src) && src[i-1] == 0xe2 && src[i+1]&^1 == 0xa8:
		default:
			dst.WriteByte(c)
		}
	}
}
