// Package slog logs records of keys and values.
package slog

import (
	"fmt"
	"strconv"
	"time"
)

// A Kind is what a Value holds.
type Kind int

const (
	KindAny Kind = iota
	KindBool
	KindDuration
	KindFloat64
	KindInt64
	KindString
	KindTime
	KindUint64
	KindGroup
	KindLogValuer
)

var kindNames = [...]string{"Any", "Bool", "Duration", "Float64", "Int64", "String", "Time", "Uint64", "Group", "LogValuer"}

func (k Kind) String() string {
	if k >= 0 && int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "<unknown slog.Kind>"
}

// A Value is the value of an attribute.
type Value struct {
	any any
}

// A LogValuer makes its own Value when it is logged.
type LogValuer interface {
	LogValue() Value
}

func StringValue(value string) Value      { return Value{value} }
func IntValue(v int) Value                { return Value{int64(v)} }
func Int64Value(v int64) Value            { return Value{v} }
func Uint64Value(v uint64) Value          { return Value{v} }
func Float64Value(v float64) Value        { return Value{v} }
func BoolValue(v bool) Value              { return Value{v} }
func TimeValue(v time.Time) Value         { return Value{v.Round(0)} }
func DurationValue(v time.Duration) Value { return Value{v} }

func GroupValue(as ...Attr) Value {
	var kept []Attr
	for _, a := range as {
		if !(a.Value.Kind() == KindGroup && len(a.Value.Group()) == 0) {
			kept = append(kept, a)
		}
	}
	return Value{kept}
}

// AnyValue takes the kind that fits.
func AnyValue(v any) Value {
	switch v := v.(type) {
	case Value:
		return v
	case time.Time:
		return TimeValue(v)
	case float32:
		return Float64Value(float64(v))
	case int:
		return IntValue(v)
	case int32:
		return IntValue(int(v))
	case int16:
		return IntValue(int(v))
	case int8:
		return IntValue(int(v))
	case uint:
		return Uint64Value(uint64(v))
	case uint32:
		return Uint64Value(uint64(v))
	case uint16:
		return Uint64Value(uint64(v))
	case uint8:
		return Uint64Value(uint64(v))
	case uintptr:
		return Uint64Value(uint64(v))
	}
	return Value{v}
}

func (v Value) Kind() Kind {
	switch v.any.(type) {
	case bool:
		return KindBool
	case time.Duration:
		return KindDuration
	case float64:
		return KindFloat64
	case int64:
		return KindInt64
	case string:
		return KindString
	case time.Time:
		return KindTime
	case uint64:
		return KindUint64
	case []Attr:
		return KindGroup
	case LogValuer:
		return KindLogValuer
	}
	return KindAny
}

func (v Value) Any() any                { return v.any }
func (v Value) Bool() bool              { return v.any.(bool) }
func (v Value) Duration() time.Duration { return v.any.(time.Duration) }
func (v Value) Float64() float64        { return v.any.(float64) }
func (v Value) Int64() int64            { return v.any.(int64) }
func (v Value) Uint64() uint64          { return v.any.(uint64) }
func (v Value) Time() time.Time         { return v.any.(time.Time) }
func (v Value) Group() []Attr           { return v.any.([]Attr) }
func (v Value) LogValuer() LogValuer    { return v.any.(LogValuer) }

func (v Value) String() string {
	switch x := v.any.(type) {
	case string:
		return x
	case int64:
		return strconv.FormatInt(x, 10)
	case uint64:
		return strconv.FormatUint(x, 10)
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	case bool:
		return strconv.FormatBool(x)
	case time.Duration:
		return x.String()
	case time.Time:
		return x.String()
	}
	return fmt.Sprint(v.any)
}

func (v Value) Equal(w Value) bool {
	if v.Kind() != w.Kind() {
		return false
	}
	switch v.Kind() {
	case KindTime:
		return v.Time().Equal(w.Time())
	case KindGroup:
		a, b := v.Group(), w.Group()
		if len(a) != len(b) {
			return false
		}
		for i := range a {
			if !a[i].Equal(b[i]) {
				return false
			}
		}
		return true
	}
	return v.any == w.any
}

// Resolve asks LogValuers for their values.
func (v Value) Resolve() (rv Value) {
	defer func() {
		if r := recover(); r != nil {
			rv = AnyValue(fmt.Errorf("LogValue panicked\n%v", r))
		}
	}()
	for range 100 {
		if v.Kind() != KindLogValuer {
			return v
		}
		v = v.LogValuer().LogValue()
	}
	return AnyValue(fmt.Errorf("LogValue called too many times"))
}

// An Attr is a key with its value.
type Attr struct {
	Key   string
	Value Value
}

func String(key, value string) Attr             { return Attr{key, StringValue(value)} }
func Int64(key string, value int64) Attr        { return Attr{key, Int64Value(value)} }
func Int(key string, value int) Attr            { return Attr{key, IntValue(value)} }
func Uint64(key string, v uint64) Attr          { return Attr{key, Uint64Value(v)} }
func Float64(key string, v float64) Attr        { return Attr{key, Float64Value(v)} }
func Bool(key string, v bool) Attr              { return Attr{key, BoolValue(v)} }
func Time(key string, v time.Time) Attr         { return Attr{key, TimeValue(v)} }
func Duration(key string, v time.Duration) Attr { return Attr{key, DurationValue(v)} }
func Any(key string, value any) Attr            { return Attr{key, AnyValue(value)} }
func Group(key string, args ...any) Attr        { return Attr{key, GroupValue(attrs(args)...)} }
func GroupAttrs(key string, as ...Attr) Attr    { return Attr{key, GroupValue(as...)} }
func (a Attr) Equal(b Attr) bool                { return a.Key == b.Key && a.Value.Equal(b.Value) }
func (a Attr) String() string                   { return a.Key + "=" + a.Value.String() }

const badKey = "!BADKEY"

// attrs pairs keys with values.
func attrs(args []any) (list []Attr) {
	for len(args) > 0 {
		switch x := args[0].(type) {
		case string:
			if len(args) == 1 {
				list = append(list, String(badKey, x))
				return list
			}
			list = append(list, Any(x, args[1]))
			args = args[2:]
		case Attr:
			list = append(list, x)
			args = args[1:]
		default:
			list = append(list, Any(badKey, x))
			args = args[1:]
		}
	}
	return list
}

// A Level is how important a record is.
type Level int

const (
	LevelDebug Level = -4
	LevelInfo  Level = 0
	LevelWarn  Level = 4
	LevelError Level = 8
)

func (l Level) String() string {
	base, name := LevelDebug, "DEBUG"
	switch {
	case l >= LevelError:
		base, name = LevelError, "ERROR"
	case l >= LevelWarn:
		base, name = LevelWarn, "WARN"
	case l >= LevelInfo:
		base, name = LevelInfo, "INFO"
	}
	if l == base {
		return name
	}
	return fmt.Sprintf("%s%+d", name, int(l-base))
}

func (l Level) Level() Level                 { return l }
func (l Level) MarshalJSON() ([]byte, error) { return strconv.AppendQuote(nil, l.String()), nil }
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// A Leveler has a level.
type Leveler interface {
	Level() Level
}

// A LevelVar is a level that can be changed.
type LevelVar struct {
	level Level
}

func (v *LevelVar) Level() Level   { return v.level }
func (v *LevelVar) Set(l Level)    { v.level = l }
func (v *LevelVar) String() string { return fmt.Sprintf("LevelVar(%s)", v.level) }
