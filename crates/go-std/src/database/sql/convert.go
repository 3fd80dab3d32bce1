package sql

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"time"
	"unsafe"
)

var errNilPtr = errors.New("destination pointer is nil")

// convertAssign copies a value of the driver to what dest points to.
func convertAssign(dest, src any) error {
	switch d := dest.(type) {
	case *string:
		switch v := src.(type) {
		case nil:
			return errNull("string")
		case time.Time:
			return store(d, v.Format(time.RFC3339Nano))
		}
		return store(d, asString(src))
	case *int64:
		if i, ok := src.(int64); ok {
			return store(d, i)
		}
	case *time.Time:
		if t, ok := src.(time.Time); ok {
			return store(d, t)
		}
	case *bool:
		b, err := asBool(src)
		if err == nil {
			*d = b
		}
		return err
	case *[]byte:
		b := asBytes(src)
		if _, lent := src.([]byte); lent {
			b = cloneBytes(b)
		}
		return store(d, b)
	case *RawBytes:
		return store(d, RawBytes(asBytes(src)))
	case *any:
		if b, ok := src.([]byte); ok {
			return store(d, any(cloneBytes(b)))
		}
		return store(d, src)
	}
	return convertNumber(dest, src)
}

func store[T any](dest *T, value T) error {
	if dest == nil {
		return errNilPtr
	}
	*dest = value
	return nil
}

func errNull(kind string) error { return fmt.Errorf("converting NULL to %s is unsupported", kind) }

// convertNumber handles numbers, by way of their text as the real package does, and what is rarer.
func convertNumber(dest, src any) error {
	switch d := dest.(type) {
	case *int:
		return scanNumber(d, src, parseInt[int])
	case *int64:
		return scanNumber(d, src, parseInt[int64])
	case *int8:
		return scanNumber(d, src, parseInt[int8])
	case *int16:
		return scanNumber(d, src, parseInt[int16])
	case *int32:
		return scanNumber(d, src, parseInt[int32])
	case *uint:
		return scanNumber(d, src, parseUint[uint])
	case *uint8:
		return scanNumber(d, src, parseUint[uint8])
	case *uint16:
		return scanNumber(d, src, parseUint[uint16])
	case *uint32:
		return scanNumber(d, src, parseUint[uint32])
	case *uint64:
		return scanNumber(d, src, parseUint[uint64])
	case *float32:
		return scanNumber(d, src, parseFloat[float32])
	case *float64:
		return scanNumber(d, src, parseFloat[float64])
	case **string:
		return scanPointer(d, src)
	case **int:
		return scanPointer(d, src)
	case **int64:
		return scanPointer(d, src)
	case **float64:
		return scanPointer(d, src)
	case **bool:
		return scanPointer(d, src)
	case Scanner:
		return d.Scan(src)
	case nil, bool, int, int64, float64, string, []byte:
		return errors.New("destination not a pointer")
	}
	return fmt.Errorf("unsupported Scan, storing driver.Value type %T into type %T", src, dest)
}

// scanPointer makes NULL a nil pointer.
func scanPointer[T any](dest **T, src any) error {
	if src == nil {
		*dest = nil
		return nil
	}
	*dest = new(T)
	return convertAssign(*dest, src)
}

type signed interface {
	int | int8 | int16 | int32 | int64
}

type unsigned interface {
	uint | uint8 | uint16 | uint32 | uint64
}

type float interface{ float32 | float64 }

func scanNumber[T signed | unsigned | float](dest *T, src any, parse func(text string, bits int) (T, error)) error {
	if dest == nil {
		return errNilPtr
	}
	if src == nil {
		return errNull(fmt.Sprintf("%T", *dest))
	}
	text := asString(src)
	number, err := parse(text, 8*int(unsafe.Sizeof(*dest)))
	if err != nil {
		return conversionError(src, text, fmt.Sprintf("%T", *dest), err)
	}
	*dest = number
	return nil
}

func parseInt[T signed](text string, bits int) (T, error) {
	i, err := strconv.ParseInt(text, 10, bits)
	return T(i), err
}

func parseUint[T unsigned](text string, bits int) (T, error) {
	u, err := strconv.ParseUint(text, 10, bits)
	return T(u), err
}

func parseFloat[T float](text string, bits int) (T, error) {
	f, err := strconv.ParseFloat(text, bits)
	return T(f), err
}

func conversionError(src any, text, kind string, err error) error {
	var ne *strconv.NumError
	if errors.As(err, &ne) {
		err = ne.Err
	}
	return fmt.Errorf("converting driver.Value type %T (%q) to a %s: %v", src, text, kind, err)
}

func asString(src any) string {
	switch v := src.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return fmt.Sprintf("%v", src)
}

// asBytes is the text of a value, in the driver's own memory if the value is []byte.
func asBytes(src any) []byte {
	switch v := src.(type) {
	case nil:
		return nil
	case []byte:
		return v
	case time.Time:
		return []byte(v.Format(time.RFC3339Nano))
	}
	return []byte(asString(src))
}

func asBool(src any) (bool, error) {
	switch v := src.(type) {
	case bool:
		return v, nil
	case []byte:
		return asBool(string(v))
	case string:
		if b, err := strconv.ParseBool(v); err == nil {
			return b, nil
		}
		return false, fmt.Errorf("sql/driver: couldn't convert %q into type bool", v)
	case int64:
		if v == 0 || v == 1 {
			return v == 1, nil
		}
		return false, fmt.Errorf("sql/driver: couldn't convert %d into type bool", v)
	}
	return false, fmt.Errorf("sql/driver: couldn't convert %v (%T) into type bool", src, src)
}

func cloneBytes(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// driverArgs turns the arguments of a query into values that the driver understands.
func driverArgs(ci driver.Conn, si driver.Stmt, args []any) ([]driver.NamedValue, error) {
	if len(args) == 0 {
		return nil, nil
	}
	checker, checks := si.(driver.NamedValueChecker)
	if !checks {
		checker, checks = ci.(driver.NamedValueChecker)
	}
	understood := make([]driver.NamedValue, 0, len(args))
	for _, arg := range args {
		nv := driver.NamedValue{Ordinal: len(understood) + 1, Value: arg}
		if named, ok := arg.(NamedArg); ok {
			nv.Name, nv.Value = named.Name, named.Value
		}
		err := driver.ErrSkip
		if checks {
			err = checker.CheckNamedValue(&nv)
		}
		if err == driver.ErrRemoveArgument {
			continue
		}
		if err == driver.ErrSkip {
			nv.Value, err = convertArg(nv.Value)
		}
		if err != nil {
			return nil, fmt.Errorf("sql: converting argument %s type: %w", describeArg(nv), err)
		}
		understood = append(understood, nv)
	}
	return understood, nil
}

func describeArg(nv driver.NamedValue) string {
	if nv.Name == "" {
		return fmt.Sprintf("$%d", nv.Ordinal)
	}
	return fmt.Sprintf("with name %q", nv.Name)
}

// convertArg is the default conversion of an argument.
func convertArg(v any) (driver.Value, error) {
	switch v := v.(type) {
	case nil, int64, float64, bool, []byte, string, time.Time:
		return v, nil
	case driver.Valuer:
		return v.Value()
	case int:
		return int64(v), nil
	case int8:
		return int64(v), nil
	case int16:
		return int64(v), nil
	case int32:
		return int64(v), nil
	case uint8:
		return int64(v), nil
	case uint16:
		return int64(v), nil
	case uint32:
		return int64(v), nil
	case uint:
		return convertUint(uint64(v))
	case uint64:
		return convertUint(v)
	case float32:
		return float64(v), nil
	case *int:
		if v == nil {
			return nil, nil
		}
		return int64(*v), nil
	case *int64:
		if v == nil {
			return nil, nil
		}
		return *v, nil
	case *string:
		if v == nil {
			return nil, nil
		}
		return *v, nil
	}
	return nil, fmt.Errorf("unsupported type %T", v)
}

func convertUint(u uint64) (driver.Value, error) {
	if u >= 1<<63 {
		return nil, errors.New("uint64 values with high bit set are not supported")
	}
	return int64(u), nil
}

// plainArgs is for drivers that know no names.
func plainArgs(nvargs []driver.NamedValue) ([]driver.Value, error) {
	args := make([]driver.Value, 0, len(nvargs))
	for _, nv := range nvargs {
		if nv.Name != "" {
			return nil, errors.New("sql: driver does not support the use of Named Parameters")
		}
		args = append(args, nv.Value)
	}
	return args, nil
}
