package json

import (
	"encoding"
	"encoding/base64"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

// Programs reach the methods of these types through fields only, which keeps nobody from needing them.
var _ = [...]any{(*RawMessage)(nil), (*time.Time)(nil)}

// An Unmarshaler decodes itself.
type Unmarshaler interface {
	UnmarshalJSON([]byte) error
}

// An UnmarshalTypeError tells of a value that does not fit where it should go.
type UnmarshalTypeError struct {
	Value  string
	Type   reflect.Type
	Offset int64
	Struct string
	Field  string
	Err    error
}

func (e *UnmarshalTypeError) Error() string {
	text := "json: cannot unmarshal " + e.Value + " into Go "
	if e.Struct != "" || e.Field != "" {
		return text + "struct field " + e.Struct + "." + e.Field + " of type " + e.Type.String()
	}
	return text + "value of type " + e.Type.String()
}

func (e *UnmarshalTypeError) Unwrap() error { return e.Err }

// An InvalidUnmarshalError tells of an argument that is no pointer.
type InvalidUnmarshalError struct {
	Type reflect.Type
}

func (e *InvalidUnmarshalError) Error() string {
	what := "nil"
	switch {
	case e.Type == nil:
	case e.Type.Kind() == reflect.Pointer:
		what += " " + e.Type.String()
	default:
		what = "non-pointer " + e.Type.String()
	}
	return "json: Unmarshal(" + what + ")"
}

// Unmarshal decodes data into what v points to.
func Unmarshal(data []byte, v any) error {
	if err := check(data); err != nil {
		return err
	}
	d := decoder{scanner: scanner{s: data}}
	return d.into(v)
}

type decoder struct {
	scanner
	useNumber, strict bool
	saved             error
	// What is being decoded, for errors.
	inStruct string
	path     []string
}

func (d *decoder) into(v any) error {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.Pointer || rv.IsNil() {
		return &InvalidUnmarshalError{reflect.TypeOf(v)}
	}
	if err := d.decode(rv); err != nil {
		return err
	}
	return d.saved
}

// mismatch notes that a value does not fit; decoding goes on.
func (d *decoder) mismatch(what string, t reflect.Type, end int) {
	if d.saved == nil {
		d.saved = &UnmarshalTypeError{Value: what, Type: t, Offset: int64(end), Struct: d.inStruct, Field: strings.Join(d.path, ".")}
	}
}

var (
	unmarshalerType     = reflect.TypeFor[Unmarshaler]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// settle follows pointers, making what they should point to, and finds a method for decoding.
func settle(v reflect.Value, null bool) (u Unmarshaler, t encoding.TextUnmarshaler, out reflect.Value) {
	for {
		if v.Kind() != reflect.Pointer && v.CanAddr() && v.Type().Name() != "" {
			if p, ok := v.TryAddr(); ok && p.CanInterface() {
				if p.Type().Implements(unmarshalerType) {
					return p.Interface().(Unmarshaler), nil, v
				}
				if !null && p.Type().Implements(textUnmarshalerType) {
					return nil, p.Interface().(encoding.TextUnmarshaler), v
				}
			}
		}
		if v.Kind() == reflect.Interface && !v.IsNil() {
			if e := v.Elem(); e.Kind() == reflect.Pointer && !e.IsNil() && (!null || e.Elem().Kind() == reflect.Pointer) {
				v = e
				continue
			}
		}
		if v.Kind() != reflect.Pointer || null && v.CanSet() {
			return nil, nil, v
		}
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		v = v.Elem()
	}
}

func (d *decoder) decode(v reflect.Value) error {
	d.space()
	start := d.i
	null := d.at('n')
	u, t, v := settle(v, null)
	if u != nil {
		if err := d.value(); err != nil {
			return err
		}
		return u.UnmarshalJSON(d.s[start:d.i])
	}
	if t != nil {
		if !d.at('"') {
			d.kindMismatch(v)
			return d.value()
		}
		s, err := d.text()
		if err != nil {
			return err
		}
		return t.UnmarshalText([]byte(s))
	}
	switch c := d.s[d.i]; c {
	case '{':
		return d.members(v)
	case '[':
		return d.items(v)
	case '"':
		return d.quoted(v)
	case 'n':
		d.i += 4
		switch v.Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Map, reflect.Slice:
			v.SetZero()
		}
		return nil
	case 't', 'f':
		d.i += 4
		if c == 'f' {
			d.i++
		}
		switch {
		case v.Kind() == reflect.Bool:
			v.SetBool(c == 't')
		case v.Kind() == reflect.Interface && v.Type().NumMethod() == 0:
			v.Set(reflect.ValueOf(c == 't'))
		default:
			d.mismatch("bool", v.Type(), d.i)
		}
		return nil
	}
	if err := d.number(); err != nil {
		return err
	}
	return d.numeric(v, string(d.s[start:d.i]), "number")
}

func (d *decoder) kindMismatch(v reflect.Value) {
	what := map[byte]string{'{': "object", '[': "array", '"': "string", 't': "bool", 'f': "bool"}[d.s[d.i]]
	if what == "" {
		what = "number"
	}
	d.mismatch(what, v.Type(), d.i+1)
}

func (d *decoder) numeric(v reflect.Value, s, what string) error {
	switch {
	case v.Type() == numberType:
		v.SetString(s)
	case v.Kind() == reflect.Interface && v.Type().NumMethod() == 0:
		if d.useNumber {
			v.Set(reflect.ValueOf(Number(s)))
			return nil
		}
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			d.mismatch("number "+s, reflect.TypeOf(0.0), d.i)
			return nil
		}
		v.Set(reflect.ValueOf(f))
	case v.CanInt():
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil || v.OverflowInt(n) {
			d.mismatch("number "+s, v.Type(), d.i)
			return nil
		}
		v.SetInt(n)
	case v.CanUint():
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil || v.OverflowUint(n) {
			d.mismatch("number "+s, v.Type(), d.i)
			return nil
		}
		v.SetUint(n)
	case v.CanFloat():
		f, err := strconv.ParseFloat(s, v.Type().Bits())
		if err != nil || v.OverflowFloat(f) {
			d.mismatch("number "+s, v.Type(), d.i)
			return nil
		}
		v.SetFloat(f)
	default:
		d.mismatch(what, v.Type(), d.i)
	}
	return nil
}

// text reads a string.
func (d *decoder) text() (string, error) {
	start := d.i
	if err := d.string(); err != nil {
		return "", err
	}
	return unquote(d.s[start+1 : d.i-1]), nil
}

func unquote(s []byte) string {
	plain := true
	for _, c := range s {
		if c == '\\' || c >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return string(s)
	}
	var out []byte
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			r, size := utf8.DecodeRune(s[i:])
			out = utf8.AppendRune(out, r)
			i += size
			continue
		}
		i++
		switch c := s[i]; c {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			r := hex4(s[i+1:])
			i += 4
			if utf16.IsSurrogate(r) {
				if i+6 < len(s)+0 && s[i+1] == '\\' && s[i+2] == 'u' {
					if p := utf16.DecodeRune(r, hex4(s[i+3:])); p != utf8.RuneError {
						out = utf8.AppendRune(out, p)
						i += 7
						continue
					}
				}
				r = utf8.RuneError
			}
			out = utf8.AppendRune(out, r)
		default:
			out = append(out, c)
		}
		i++
	}
	return string(out)
}

func hex4(s []byte) rune {
	n, _ := strconv.ParseUint(string(s[:4]), 16, 32)
	return rune(n)
}

func (d *decoder) quoted(v reflect.Value) error {
	s, err := d.text()
	if err != nil {
		return err
	}
	switch {
	case v.Kind() == reflect.String:
		if v.Type() == numberType && !validNumber(s) {
			return errors.New("json: invalid number literal, trying to unmarshal " + strconv.Quote(strconv.Quote(s)) + " into Number")
		}
		v.SetString(s)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8:
		b, err := base64.StdEncoding.DecodeString(s)
		if err != nil {
			return err
		}
		v.SetBytes(b)
	case v.Kind() == reflect.Interface && v.Type().NumMethod() == 0:
		v.Set(reflect.ValueOf(s))
	default:
		d.mismatch("string", v.Type(), d.i)
	}
	return nil
}

func (d *decoder) items(v reflect.Value) error {
	if v.Kind() == reflect.Interface && v.Type().NumMethod() == 0 {
		list := []any{}
		rv := reflect.ValueOf(&list).Elem()
		if err := d.items(rv); err != nil {
			return err
		}
		v.Set(rv)
		return nil
	}
	if v.Kind() != reflect.Slice && v.Kind() != reflect.Array {
		d.mismatch("array", v.Type(), d.i+1)
		return d.value()
	}
	d.i++
	n := 0
	for {
		d.space()
		if d.at(']') {
			d.i++
			break
		}
		if n > 0 {
			d.i++
		}
		if v.Kind() == reflect.Slice {
			if n >= v.Cap() {
				v.Grow(1)
			}
			if n >= v.Len() {
				v.SetLen(n + 1)
			}
		}
		if n < v.Len() {
			if v.Kind() == reflect.Slice {
				v.Index(n).SetZero()
			}
			depth := len(d.path)
			if d.inStruct != "" {
				d.path = append(d.path, strconv.Itoa(n))
			}
			if err := d.decode(v.Index(n)); err != nil {
				return err
			}
			d.path = d.path[:depth]
		} else if err := d.value(); err != nil {
			return err
		}
		n++
	}
	if v.Kind() == reflect.Array {
		for ; n < v.Len(); n++ {
			v.Index(n).SetZero()
		}
		return nil
	}
	if n == 0 {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	} else {
		v.SetLen(n)
	}
	return nil
}

// each reads the members of an object; f reads the value of each.
func (d *decoder) each(f func(key string) error) error {
	d.i++
	for n := 0; ; n++ {
		d.space()
		if d.at('}') {
			d.i++
			return nil
		}
		if n > 0 {
			d.i++
			d.space()
		}
		key, err := d.text()
		if err != nil {
			return err
		}
		d.space()
		d.i++
		d.space()
		if err := f(key); err != nil {
			return err
		}
	}
}

func (d *decoder) members(v reflect.Value) error {
	switch {
	case v.Kind() == reflect.Interface && v.Type().NumMethod() == 0:
		m := map[string]any{}
		rv := reflect.ValueOf(&m).Elem()
		if err := d.entries(rv); err != nil {
			return err
		}
		v.Set(rv)
		return nil
	case v.Kind() == reflect.Map:
		return d.entries(v)
	case v.Kind() != reflect.Struct:
		d.mismatch("object", v.Type(), d.i+1)
		return d.value()
	}
	fields := fieldsOf(v.Type())
	outer, depth := d.inStruct, len(d.path)
	defer func() { d.inStruct, d.path = outer, d.path[:depth] }()
	return d.each(func(key string) error {
		f := findField(fields, key)
		if f == nil {
			if d.strict && d.saved == nil {
				d.saved = errors.New("json: unknown field " + strconv.Quote(key))
			}
			return d.value()
		}
		if outer == "" {
			d.inStruct = v.Type().Name()
		}
		d.path = append(d.path[:depth], f.name)
		fv := v
		for i, x := range f.index {
			if i > 0 && fv.Kind() == reflect.Pointer {
				if fv.IsNil() {
					if !fv.CanSet() {
						return errors.New("json: cannot set embedded pointer to unexported struct: " + fv.Type().Elem().String())
					}
					fv.Set(reflect.New(fv.Type().Elem()))
				}
				fv = fv.Elem()
			}
			fv = fv.Field(x)
		}
		if f.quoted {
			return d.stringed(fv)
		}
		return d.decode(fv)
	})
}

// stringed decodes a value that stands in a string.
func (d *decoder) stringed(v reflect.Value) error {
	if !d.at('"') {
		if d.at('n') {
			return d.decode(v)
		}
		start := d.i
		if err := d.value(); err != nil {
			return err
		}
		if d.saved == nil {
			d.saved = errors.New("json: invalid use of ,string struct tag, trying to unmarshal unquoted value into " + v.Type().String())
		}
		_ = start
		return nil
	}
	s, err := d.text()
	if err != nil {
		return err
	}
	inner := decoder{scanner: scanner{s: []byte(s)}}
	if check(inner.s) != nil {
		d.saved = errors.New("json: invalid use of ,string struct tag, trying to unmarshal " + strconv.Quote(strconv.Quote(s)) + " into " + v.Type().String())
		return nil
	}
	if err := inner.decode(v); err != nil {
		return err
	}
	if inner.saved != nil && d.saved == nil {
		d.saved = errors.New("json: invalid use of ,string struct tag, trying to unmarshal " + strconv.Quote(strconv.Quote(s)) + " into " + v.Type().String())
	}
	return nil
}

// findField finds a member by its name, or by its name but for case.
func findField(fields []member, key string) *member {
	for i := range fields {
		if fields[i].name == key {
			return &fields[i]
		}
	}
	for i := range fields {
		if strings.EqualFold(fields[i].name, key) {
			return &fields[i]
		}
	}
	return nil
}

func (d *decoder) entries(v reflect.Value) error {
	t := v.Type()
	kt := t.Key()
	text := false
	switch k := kt.Kind(); {
	case k == reflect.String, k >= reflect.Int && k <= reflect.Uintptr:
	default:
		d.mismatch("object", t, d.i+1)
		return d.value()
	}
	if v.IsNil() {
		v.Set(reflect.MakeMap(t))
	}
	return d.each(func(key string) error {
		elem := reflect.NewCell(t.Elem())
		depth := len(d.path)
		if d.inStruct != "" {
			d.path = append(d.path, key)
		}
		if err := d.decode(elem); err != nil {
			return err
		}
		d.path = d.path[:depth]
		k := reflect.NewCell(kt)
		if _, tu, _ := settle(k, false); tu != nil {
			text = true
			if err := tu.UnmarshalText([]byte(key)); err != nil {
				return err
			}
		}
		if !text {
			switch {
			case kt.Kind() == reflect.String:
				k.SetString(key)
			case k.CanInt():
				n, err := strconv.ParseInt(key, 10, 64)
				if err != nil || k.OverflowInt(n) {
					d.mismatch("number "+key, kt, d.i)
					return nil
				}
				k.SetInt(n)
			default:
				n, err := strconv.ParseUint(key, 10, 64)
				if err != nil || k.OverflowUint(n) {
					d.mismatch("number "+key, kt, d.i)
					return nil
				}
				k.SetUint(n)
			}
		}
		v.SetMapIndex(k, elem)
		return nil
	})
}
