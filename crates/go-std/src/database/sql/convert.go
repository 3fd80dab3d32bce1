package sql

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"time"
)

var errNilPtr = errors.New("destination pointer is nil")

// convertAssign copies a value of the driver to what dest points to.
func convertAssign(dest, src any) error {
	switch s := src.(type) {
	case int64:
		if d, ok := dest.(*int64); ok {
			if d == nil {
				return errNilPtr
			}
			*d = s
			return nil
		}
	case string:
		switch d := dest.(type) {
		case *string:
			if d == nil {
				return errNilPtr
			}
			*d = s
			return nil
		case *[]byte:
			if d == nil {
				return errNilPtr
			}
			*d = []byte(s)
			return nil
		case *RawBytes:
			if d == nil {
				return errNilPtr
			}
			*d = RawBytes(s)
			return nil
		}
	case []byte:
		switch d := dest.(type) {
		case *string:
			if d == nil {
				return errNilPtr
			}
			*d = string(s)
			return nil
		case *any:
			if d == nil {
				return errNilPtr
			}
			*d = cloneBytes(s)
			return nil
		case *[]byte:
			if d == nil {
				return errNilPtr
			}
			*d = cloneBytes(s)
			return nil
		case *RawBytes:
			if d == nil {
				return errNilPtr
			}
			*d = s
			return nil
		}
	case time.Time:
		switch d := dest.(type) {
		case *time.Time:
			*d = s
			return nil
		case *string:
			*d = s.Format(time.RFC3339Nano)
			return nil
		case *[]byte:
			if d == nil {
				return errNilPtr
			}
			*d = []byte(s.Format(time.RFC3339Nano))
			return nil
		}
	case nil:
		switch d := dest.(type) {
		case *any:
			if d == nil {
				return errNilPtr
			}
			*d = nil
			return nil
		case *[]byte:
			if d == nil {
				return errNilPtr
			}
			*d = nil
			return nil
		case *RawBytes:
			if d == nil {
				return errNilPtr
			}
			*d = nil
			return nil
		}
	}
	switch d := dest.(type) {
	case *string:
		if src != nil {
			*d = asString(src)
			return nil
		}
	case *[]byte:
		*d = []byte(asString(src))
		return nil
	case *RawBytes:
		*d = RawBytes(asString(src))
		return nil
	case *bool:
		b, err := asBool(src)
		if err == nil {
			*d = b
		}
		return err
	case *any:
		*d = src
		return nil
	case Scanner:
		return d.Scan(src)
	}
	return convertNumber(dest, src)
}

// convertNumber handles numbers and pointers to pointers, by way of their text as the real package does.
func convertNumber(dest, src any) error {
	switch d := dest.(type) {
	case *int:
		return scanInt(src, "int", 64, func(i int64) { *d = int(i) })
	case *int8:
		return scanInt(src, "int8", 8, func(i int64) { *d = int8(i) })
	case *int16:
		return scanInt(src, "int16", 16, func(i int64) { *d = int16(i) })
	case *int32:
		return scanInt(src, "int32", 32, func(i int64) { *d = int32(i) })
	case *int64:
		return scanInt(src, "int64", 64, func(i int64) { *d = i })
	case *uint:
		return scanUint(src, "uint", 64, func(u uint64) { *d = uint(u) })
	case *uint8:
		return scanUint(src, "uint8", 8, func(u uint64) { *d = uint8(u) })
	case *uint16:
		return scanUint(src, "uint16", 16, func(u uint64) { *d = uint16(u) })
	case *uint32:
		return scanUint(src, "uint32", 32, func(u uint64) { *d = uint32(u) })
	case *uint64:
		return scanUint(src, "uint64", 64, func(u uint64) { *d = u })
	case *float32:
		return scanFloat(src, "float32", 32, func(f float64) { *d = float32(f) })
	case *float64:
		return scanFloat(src, "float64", 64, func(f float64) { *d = f })
	case *string:
		return fmt.Errorf("converting NULL to string is unsupported")
	case **string:
		if src == nil {
			*d = nil
			return nil
		}
		*d = new(string)
		return convertAssign(*d, src)
	case **int:
		if src == nil {
			*d = nil
			return nil
		}
		*d = new(int)
		return convertAssign(*d, src)
	case **int64:
		if src == nil {
			*d = nil
			return nil
		}
		*d = new(int64)
		return convertAssign(*d, src)
	case **float64:
		if src == nil {
			*d = nil
			return nil
		}
		*d = new(float64)
		return convertAssign(*d, src)
	case **bool:
		if src == nil {
			*d = nil
			return nil
		}
		*d = new(bool)
		return convertAssign(*d, src)
	case nil, bool, int, int64, float64, string, []byte:
		return errors.New("destination not a pointer")
	}
	return fmt.Errorf("unsupported Scan, storing driver.Value type %T into type %T", src, dest)
}

func scanInt(src any, kind string, bits int, set func(int64)) error {
	if src == nil {
		return fmt.Errorf("converting NULL to %s is unsupported", kind)
	}
	text := asString(src)
	i, err := strconv.ParseInt(text, 10, bits)
	if err != nil {
		return conversionError(src, text, kind, err)
	}
	set(i)
	return nil
}

func scanUint(src any, kind string, bits int, set func(uint64)) error {
	if src == nil {
		return fmt.Errorf("converting NULL to %s is unsupported", kind)
	}
	text := asString(src)
	u, err := strconv.ParseUint(text, 10, bits)
	if err != nil {
		return conversionError(src, text, kind, err)
	}
	set(u)
	return nil
}

func scanFloat(src any, kind string, bits int, set func(float64)) error {
	if src == nil {
		return fmt.Errorf("converting NULL to %s is unsupported", kind)
	}
	text := asString(src)
	f, err := strconv.ParseFloat(text, bits)
	if err != nil {
		return conversionError(src, text, kind, err)
	}
	set(f)
	return nil
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

func asBool(src any) (bool, error) {
	switch v := src.(type) {
	case bool:
		return v, nil
	case string:
		b, err := strconv.ParseBool(v)
		if err != nil {
			return false, fmt.Errorf("sql/driver: couldn't convert %q into type bool", v)
		}
		return b, nil
	case []byte:
		b, err := strconv.ParseBool(string(v))
		if err != nil {
			return false, fmt.Errorf("sql/driver: couldn't convert %q into type bool", v)
		}
		return b, nil
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
	c := make([]byte, len(b))
	copy(c, b)
	return c
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
	nvargs := make([]driver.NamedValue, 0, len(args))
	for i, arg := range args {
		nv := driver.NamedValue{Ordinal: i + 1, Value: arg}
		if named, ok := arg.(NamedArg); ok {
			nv.Name = named.Name
			nv.Value = named.Value
		}
		var err error
		if checks {
			err = checker.CheckNamedValue(&nv)
			if err == driver.ErrRemoveArgument {
				continue
			}
		}
		if !checks || err == driver.ErrSkip {
			nv.Value, err = convertArg(nv.Value)
		}
		if err != nil {
			return nil, fmt.Errorf("sql: converting argument %s type: %w", describeArg(nv), err)
		}
		nvargs = append(nvargs, nv)
	}
	return nvargs, nil
}

func describeArg(nv driver.NamedValue) string {
	if nv.Name != "" {
		return fmt.Sprintf("with name %q", nv.Name)
	}
	return fmt.Sprintf("$%d", nv.Ordinal)
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
	args := make([]driver.Value, len(nvargs))
	for i, nv := range nvargs {
		if nv.Name != "" {
			return nil, errors.New("sql: driver does not support the use of Named Parameters")
		}
		args[i] = nv.Value
	}
	return args, nil
}
