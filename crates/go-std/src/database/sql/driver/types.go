package driver

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"
)

// A ValueConverter makes a Value of something else.
type ValueConverter interface {
	ConvertValue(v any) (Value, error)
}

type (
	boolType         struct{}
	int32Type        struct{}
	stringType       struct{}
	defaultConverter struct{}
)

var (
	// Bool makes a bool of 0, 1 and texts.
	Bool boolType
	// Int32 makes an int64 within the range of int32 of integers and texts.
	Int32 int32Type
	// String makes a text of everything but bytes.
	String stringType
	// DefaultParameterConverter makes of an argument what is under its name and behind its pointers.
	DefaultParameterConverter defaultConverter
)

// IsValue reports whether v is a Value.
func IsValue(v any) bool {
	switch v.(type) {
	case nil, int64, float64, bool, []byte, string, time.Time:
		return true
	}
	return false
}

// IsScanValue is IsValue.
func IsScanValue(v any) bool { return IsValue(v) }

func (boolType) String() string { return "Bool" }

func (boolType) ConvertValue(src any) (Value, error) {
	var text string
	switch v := src.(type) {
	case bool:
		return v, nil
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return numberAsBool(src)
	}
	b, err := strconv.ParseBool(text)
	if err != nil {
		return nil, fmt.Errorf("sql/driver: couldn't convert %q into type bool", text)
	}
	return b, nil
}

func numberAsBool(src any) (Value, error) {
	switch v := reflect.ValueOf(src); {
	case v.CanInt() && (v.Int() == 0 || v.Int() == 1):
		return v.Int() == 1, nil
	case v.CanUint() && v.Uint() <= 1:
		return v.Uint() == 1, nil
	case v.CanInt() || v.CanUint():
		return nil, fmt.Errorf("sql/driver: couldn't convert %d into type bool", src)
	}
	return nil, fmt.Errorf("sql/driver: couldn't convert %v (%T) into type bool", src, src)
}

func (int32Type) ConvertValue(v any) (Value, error) {
	const most = 1<<31 - 1
	switch rv := reflect.ValueOf(v); {
	case rv.CanInt() && -most-1 <= rv.Int() && rv.Int() <= most:
		return rv.Int(), nil
	case rv.CanUint() && rv.Uint() <= most:
		return int64(rv.Uint()), nil
	case rv.CanInt() || rv.CanUint():
		return nil, fmt.Errorf("sql/driver: value %d overflows int32", v)
	case rv.Kind() == reflect.String:
		if i, err := strconv.Atoi(rv.String()); err == nil {
			return int64(i), nil // of any size, as in Go
		}
		return nil, fmt.Errorf("sql/driver: value %q can't be converted to int32", v)
	}
	return nil, fmt.Errorf("sql/driver: unsupported value %v (type %T) converting to int32", v, v)
}

func (stringType) ConvertValue(v any) (Value, error) {
	switch v.(type) {
	case string, []byte:
		return v, nil
	}
	return fmt.Sprint(v), nil
}

// Null lets nil through and leaves the rest to another converter.
type Null struct {
	Converter ValueConverter
}

func (n Null) ConvertValue(v any) (value Value, err error) {
	if v != nil {
		value, err = n.Converter.ConvertValue(v)
	}
	return value, err
}

// NotNull refuses nil and leaves the rest to another converter.
type NotNull struct {
	Converter ValueConverter
}

func (n NotNull) ConvertValue(v any) (Value, error) {
	if v != nil {
		return n.Converter.ConvertValue(v)
	}
	return nil, errors.New("nil value not allowed")
}

func (c defaultConverter) ConvertValue(v any) (Value, error) {
	if IsValue(v) {
		return v, nil
	}
	if valuer, ok := v.(Valuer); ok {
		return valueOf(valuer)
	}
	switch rv := reflect.ValueOf(v); rv.Kind() {
	case reflect.Pointer:
		if rv.IsNil() {
			return nil, nil
		}
		return c.ConvertValue(rv.Elem().Interface())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return rv.Int(), nil
	case reflect.Uint64:
		if rv.Uint() >= 1<<63 {
			return nil, errors.New("uint64 values with high bit set are not supported")
		}
		return int64(rv.Uint()), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return int64(rv.Uint()), nil
	case reflect.Float32, reflect.Float64:
		return rv.Float(), nil
	case reflect.Bool:
		return rv.Bool(), nil
	case reflect.String:
		return rv.String(), nil
	case reflect.Slice:
		if elem := rv.Type().Elem().Kind(); elem != reflect.Uint8 {
			return nil, fmt.Errorf("unsupported type %T, a slice of %s", v, elem)
		}
		return rv.Bytes(), nil
	default:
		return nil, fmt.Errorf("unsupported type %T, a %s", v, rv.Kind())
	}
}

var valuerType = reflect.TypeFor[Valuer]()

// valueOf asks a Valuer, unless it is a nil pointer to one that has its method without pointer.
func valueOf(v Valuer) (Value, error) {
	if rv := reflect.ValueOf(v); rv.Kind() == reflect.Pointer && rv.IsNil() && rv.Type().Elem().Implements(valuerType) {
		return nil, nil
	}
	value, err := v.Value()
	switch {
	case err != nil:
		return nil, err
	case !IsValue(value):
		return nil, fmt.Errorf("non-Value type %T returned from Value", value)
	}
	return value, nil
}
