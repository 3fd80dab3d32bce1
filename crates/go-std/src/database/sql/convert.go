package sql

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"
)

var errNilPtr = errors.New("destination pointer is nil")

// convertAssign copies a value of the driver to what dest points to.
func convertAssign(dest, src any) error {
	switch d := dest.(type) {
	case *string: // most columns are this or the next
		text, ok := src.(string)
		if !ok {
			text, ok = written(src)
		}
		if ok {
			if d == nil {
				return errNilPtr
			}
			*d = text
			return nil
		}
	case *int64:
		if i, ok := src.(int64); ok {
			return store(d, i)
		}
	case *int:
		if i, ok := src.(int64); ok {
			return store(d, int(i))
		}
	case *[]byte:
		if b, ok := asBytes(src); ok {
			return store(d, cloneBytes(b))
		}
	case *RawBytes:
		if b, ok := asBytes(src); ok {
			if _, lent := src.([]byte); !lent && len(b) == 0 {
				b = nil // there is no memory to lend
			}
			return store(d, RawBytes(b))
		}
	case *bool:
		return storeBool(d, src)
	case *any:
		if b, ok := src.([]byte); ok {
			src = cloneBytes(b)
		}
		return store(d, src)
	case Scanner:
		return d.Scan(src)
	}
	return assignByKind(dest, src)
}

func store[T any](dest *T, value T) error {
	if dest == nil {
		return errNilPtr
	}
	*dest = value
	return nil
}

func storeBool(dest *bool, src any) error {
	b, err := driver.Bool.ConvertValue(src)
	if err != nil {
		return err
	}
	*dest = b.(bool)
	return nil
}

// assignByKind is for destinations of all other types.
func assignByKind(dest, src any) error {
	to := reflect.ValueOf(dest)
	switch {
	case to.Kind() != reflect.Pointer:
		return errors.New("destination not a pointer")
	case to.IsNil():
		return errNilPtr
	}
	to = to.Elem()
	kind := to.Kind()
	number := kind != reflect.Uintptr && (to.CanInt() || to.CanUint() || to.CanFloat())
	bytes, isBytes := src.([]byte)
	switch {
	case assignAlike(to, src):
	case kind == reflect.Pointer:
		return assignBehind(to, src)
	case src == nil && (number || kind == reflect.String):
		return fmt.Errorf("converting NULL to %s is unsupported", kind)
	case number:
		return setNumber(to, src)
	case isBytes && kind == reflect.String:
		to.SetString(string(bytes))
	default:
		return fmt.Errorf("unsupported Scan, storing driver.Value type %T into type %T", src, dest)
	}
	return nil
}

// assignBehind assigns to something new that a pointer points to then; NULL is the nil pointer.
func assignBehind(pointer reflect.Value, src any) error {
	if src != nil {
		pointer.Set(reflect.New(pointer.Type().Elem()))
		return convertAssign(pointer.Interface(), src)
	}
	pointer.SetZero()
	return nil
}

// assignAlike assigns if the types allow it, or if only their names differ.
func assignAlike(to reflect.Value, src any) bool {
	if b, ok := src.([]byte); ok {
		src = cloneBytes(b)
	}
	from := reflect.ValueOf(src)
	switch {
	case !from.IsValid():
		return false
	case from.Type().AssignableTo(to.Type()):
		to.Set(from)
	case from.Kind() == to.Kind() && from.Type().ConvertibleTo(to.Type()):
		to.Set(from.Convert(to.Type()))
	default:
		return false
	}
	return true
}

// setNumber goes by way of the text, as the real package does.
func setNumber(to reflect.Value, src any) error {
	text, _ := asString(src)
	bits := to.Type().Bits()
	var err error
	switch {
	case to.CanInt():
		var i int64
		if i, err = strconv.ParseInt(text, 10, bits); err == nil {
			to.SetInt(i)
		}
	case to.CanUint():
		var u uint64
		if u, err = strconv.ParseUint(text, 10, bits); err == nil {
			to.SetUint(u)
		}
	default:
		var f float64
		if f, err = strconv.ParseFloat(text, bits); err == nil {
			to.SetFloat(f)
		}
	}
	var ne *strconv.NumError
	if errors.As(err, &ne) {
		return fmt.Errorf("converting driver.Value type %T (%q) to a %s: %v", src, text, to.Kind(), ne.Err)
	}
	return nil
}

// asString is the text of a value; what is composed has none of its own.
func asString(src any) (text string, own bool) {
	switch v := src.(type) {
	case string:
		return v, true
	case []byte:
		return string(v), true
	}
	switch v := reflect.ValueOf(src); v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10), true
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.FormatUint(v.Uint(), 10), true
	case reflect.Float32, reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits()), true
	case reflect.Bool:
		return strconv.FormatBool(v.Bool()), true
	case reflect.String:
		return v.String(), true
	}
	return fmt.Sprint(src), false
}

// written is how a column looks as a text, if it has a look.
func written(src any) (string, bool) {
	if t, ok := src.(time.Time); ok {
		return t.Format(time.RFC3339Nano), true
	}
	return asString(src)
}

// asBytes is what is written, in the driver's own memory if the value is []byte.
func asBytes(src any) ([]byte, bool) {
	switch v := src.(type) {
	case nil:
		return nil, true
	case []byte:
		return v, true
	}
	text, ok := written(src)
	return []byte(text), ok
}

func cloneBytes(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// driverArgs turns the arguments of a query into values that the driver understands, as many as the statement wants.
func driverArgs(ci driver.Conn, si driver.Stmt, args []any) ([]driver.NamedValue, error) {
	if len(args) == 0 && si == nil {
		return nil, nil
	}
	checker, checks := si.(driver.NamedValueChecker)
	if !checks {
		checker, checks = ci.(driver.NamedValueChecker)
	}
	var understood []driver.NamedValue
	for _, arg := range args {
		nv := driver.NamedValue{Ordinal: len(understood) + 1, Value: arg}
		if named, ok := arg.(NamedArg); ok {
			if !isName(named.Name) {
				return nil, fmt.Errorf("name %q does not begin with a letter", named.Name)
			}
			nv.Name, nv.Value = named.Name, named.Value
		}
		err := driver.ErrSkip
		if checks {
			nv, err = checked(checker, nv)
		}
		if err == driver.ErrRemoveArgument {
			continue
		}
		if err == driver.ErrSkip {
			switch v := nv.Value.(type) {
			case int64, string: // what most arguments are, and this:
				err = nil
			case int:
				nv.Value, err = int64(v), nil
			default:
				nv.Value, err = driver.DefaultParameterConverter.ConvertValue(v)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("sql: converting argument %s type: %w", describeArg(nv), err)
		}
		understood = append(understood, nv)
	}
	if si != nil {
		if want := si.NumInput(); want >= 0 && want != len(understood) {
			return nil, fmt.Errorf("sql: expected %d arguments, got %d", want, len(understood))
		}
	}
	return understood, nil
}

func checked(checker driver.NamedValueChecker, nv driver.NamedValue) (driver.NamedValue, error) {
	err := checker.CheckNamedValue(&nv)
	return nv, err
}

// isName reports whether an argument can have this name; it may have none.
func isName(name string) bool {
	first, size := utf8.DecodeRuneInString(name)
	return size == 0 || unicode.IsLetter(first)
}

func describeArg(nv driver.NamedValue) string {
	if nv.Name == "" {
		return fmt.Sprintf("$%d", nv.Ordinal)
	}
	return fmt.Sprintf("with name %q", nv.Name)
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
