package redis

import (
	"encoding"
	"fmt"
	"net"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// appendArgs appends arguments. If there is only one, its parts are meant: those of a slice or a map, and the fields of a
// struct that have the tag redis.
func appendArgs(dst, args []any) []any {
	if len(args) != 1 {
		return append(dst, args...)
	}
	switch arg := args[0].(type) {
	case nil:
		return dst
	case []string:
		return appendTexts(dst, arg)
	case []any:
		return append(dst, arg...)
	case map[string]any:
		for k, v := range arg {
			dst = append(dst, k, v)
		}
		return dst
	case map[string]string:
		for k, v := range arg {
			dst = append(dst, k, v)
		}
		return dst
	case time.Time, time.Duration, encoding.BinaryMarshaler, net.IP:
		return append(dst, arg)
	}
	v := reflect.ValueOf(args[0])
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return dst
		}
		v = v.Elem()
	}
	if v.Kind() == reflect.Struct {
		return appendFields(dst, v)
	}
	return append(dst, args[0])
}

func appendFields(dst []any, v reflect.Value) []any {
	for i := 0; i < v.NumField(); i++ {
		name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("redis"), ",")
		if name == "" || name == "-" {
			continue
		}
		field := v.Field(i)
		if omits(options) && isEmpty(field) || !field.CanInterface() {
			continue
		}
		dst = append(dst, name, field.Interface())
	}
	return dst
}

func omits(options string) bool {
	for _, option := range strings.Split(options, ",") {
		if option == "omitempty" {
			return true
		}
	}
	return false
}

func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Map, reflect.Slice, reflect.Array, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		when, ok := v.Interface().(time.Time)
		return ok && when.IsZero()
	}
	return v.IsZero()
}

// word is an argument as it is sent. Other types than these have to say themselves how.
func word(arg any) (string, error) {
	switch v := arg.(type) {
	case nil:
		return "", nil
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	case int:
		return strconv.Itoa(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case int8, int16, int32, uint, uint8, uint16, uint32, uint64, uintptr:
		return fmt.Sprint(v), nil
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), nil
	case float32:
		return strconv.FormatFloat(float64(v), 'f', -1, 64), nil
	case bool:
		if v {
			return "1", nil
		}
		return "0", nil
	case time.Time:
		return v.Format(time.RFC3339Nano), nil
	case time.Duration:
		return strconv.FormatInt(int64(v), 10), nil
	}
	return otherWord(arg)
}

func otherWord(arg any) (string, error) {
	switch v := arg.(type) {
	case *string:
		return pointed(v)
	case *int:
		return pointed(v)
	case *int8:
		return pointed(v)
	case *int16:
		return pointed(v)
	case *int32:
		return pointed(v)
	case *int64:
		return pointed(v)
	case *uint:
		return pointed(v)
	case *uint8:
		return pointed(v)
	case *uint16:
		return pointed(v)
	case *uint32:
		return pointed(v)
	case *uint64:
		return pointed(v)
	case *uintptr:
		return pointed(v)
	case *float32:
		return pointed(v)
	case *float64:
		return pointed(v)
	case *bool:
		return pointed(v)
	case *time.Time:
		return pointed(v)
	case *time.Duration:
		return pointed(v)
	case encoding.BinaryMarshaler:
		b, err := v.MarshalBinary()
		return string(b), err
	case net.IP:
		return string(v), nil
	}
	return "", fmt.Errorf("redis: can't marshal %T (implement encoding.BinaryMarshaler)", arg)
}

// pointed is what a pointer points at, the zero of its type if it is nil.
func pointed[T any](p *T) (string, error) {
	if p == nil {
		p = new(T)
	}
	return word(*p)
}

// shown is an argument as a command writes itself.
func shown(arg any) string {
	switch v := arg.(type) {
	case []byte:
		return string(v)
	case float64, float32:
		s, _ := word(v)
		return s
	case time.Time:
		return v.Format(time.RFC3339Nano)
	}
	return fmt.Sprint(arg)
}
