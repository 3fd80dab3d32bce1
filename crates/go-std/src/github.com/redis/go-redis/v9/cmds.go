package redis

import (
	"fmt"
	"strconv"
	"time"
)

// The commands whose answers have types. Each has Val, Result and Err.

// An IntCmd answers with a whole number.
type IntCmd struct {
	baseCmd
	val int64
}

func (cmd *IntCmd) take(value any) {
	n, ok := value.(int64)
	if cmd.val = n; !ok {
		cmd.wrong(value)
	}
}
func (cmd *IntCmd) Val() int64              { return cmd.val }
func (cmd *IntCmd) Result() (int64, error)  { return cmd.val, cmd.err }
func (cmd *IntCmd) Uint64() (uint64, error) { return uint64(cmd.val), cmd.err }
func (cmd *IntCmd) String() string          { return cmd.show(cmd.val) }

// A BoolCmd answers with yes or no.
type BoolCmd struct {
	baseCmd
	val bool
}

func (cmd *BoolCmd) take(value any) {
	cmd.val = value == int64(1) || value == "OK"
}
func (cmd *BoolCmd) Val() bool             { return cmd.val }
func (cmd *BoolCmd) Result() (bool, error) { return cmd.val, cmd.err }
func (cmd *BoolCmd) String() string        { return cmd.show(cmd.val) }

// SetErr takes nothing for no: SET with NX answers so.
func (cmd *BoolCmd) SetErr(err error) {
	if err != Nil {
		cmd.err = err
	}
}

// A StringCmd answers with a text.
type StringCmd struct {
	baseCmd
	val string
}

func (cmd *StringCmd) take(value any) {
	text, ok := value.(string)
	if cmd.val = text; !ok {
		cmd.wrong(value)
	}
}
func (cmd *StringCmd) Val() string             { return cmd.val }
func (cmd *StringCmd) Result() (string, error) { return cmd.val, cmd.err }
func (cmd *StringCmd) String() string          { return cmd.show(cmd.val) }
func (cmd *StringCmd) Bytes() ([]byte, error)  { return []byte(cmd.val), cmd.err }

func (cmd *StringCmd) Int() (int, error) {
	if cmd.err != nil {
		return 0, cmd.err
	}
	return strconv.Atoi(cmd.val)
}

func (cmd *StringCmd) Int64() (int64, error) {
	if cmd.err != nil {
		return 0, cmd.err
	}
	return strconv.ParseInt(cmd.val, 10, 64)
}

func (cmd *StringCmd) Float64() (float64, error) {
	if cmd.err != nil {
		return 0, cmd.err
	}
	return strconv.ParseFloat(cmd.val, 64)
}

// A StatusCmd answers with a word, OK above all.
type StatusCmd struct {
	StringCmd
}

// A FloatCmd answers with a number.
type FloatCmd struct {
	baseCmd
	val float64
}

func (cmd *FloatCmd) take(value any) {
	n, err := toFloat64(value)
	cmd.val, cmd.err = n, err
}
func (cmd *FloatCmd) Val() float64             { return cmd.val }
func (cmd *FloatCmd) Result() (float64, error) { return cmd.val, cmd.err }
func (cmd *FloatCmd) String() string           { return cmd.show(cmd.val) }

// A DurationCmd answers with a time that is left: -2 ns if there is no such key, -1 ns if it does not expire.
type DurationCmd struct {
	baseCmd
	unit time.Duration
	val  time.Duration
}

func (cmd *DurationCmd) take(value any) {
	switch n, ok := value.(int64); {
	case !ok:
		cmd.wrong(value)
	case n < 0:
		cmd.val = time.Duration(n)
	default:
		cmd.val = time.Duration(n) * cmd.unit
	}
}
func (cmd *DurationCmd) Val() time.Duration             { return cmd.val }
func (cmd *DurationCmd) Result() (time.Duration, error) { return cmd.val, cmd.err }
func (cmd *DurationCmd) String() string                 { return cmd.show(cmd.val) }

// A TimeCmd answers with the server's time.
type TimeCmd struct {
	baseCmd
	val time.Time
}

func (cmd *TimeCmd) take(value any) {
	parts, err := toSlice(value)
	if err != nil || len(parts) != 2 {
		cmd.wrong(value)
		return
	}
	seconds, _ := toInt64(parts[0])
	micros, _ := toInt64(parts[1])
	cmd.val = time.Unix(seconds, micros*1000)
}
func (cmd *TimeCmd) Val() time.Time             { return cmd.val }
func (cmd *TimeCmd) Result() (time.Time, error) { return cmd.val, cmd.err }
func (cmd *TimeCmd) String() string             { return cmd.show(cmd.val) }

// A SliceCmd answers with a list of anything.
type SliceCmd struct {
	baseCmd
	val []any
}

func (cmd *SliceCmd) take(value any) {
	list, ok := value.([]any)
	if cmd.val = list; !ok {
		cmd.wrong(value)
	}
}
func (cmd *SliceCmd) Val() []any             { return cmd.val }
func (cmd *SliceCmd) Result() ([]any, error) { return cmd.val, cmd.err }
func (cmd *SliceCmd) String() string         { return cmd.show(cmd.val) }

// A StringSliceCmd answers with a list of texts.
type StringSliceCmd struct {
	baseCmd
	val []string
}

func (cmd *StringSliceCmd) take(value any) {
	list, ok := value.([]any)
	if !ok {
		cmd.wrong(value)
		return
	}
	cmd.val = make([]string, len(list))
	for i, item := range list {
		cmd.val[i], _ = item.(string)
	}
}
func (cmd *StringSliceCmd) Val() []string             { return cmd.val }
func (cmd *StringSliceCmd) Result() ([]string, error) { return cmd.val, cmd.err }
func (cmd *StringSliceCmd) String() string            { return cmd.show(cmd.val) }

// A BoolSliceCmd answers with several times yes or no.
type BoolSliceCmd struct {
	baseCmd
	val []bool
}

func (cmd *BoolSliceCmd) take(value any) {
	list, ok := value.([]any)
	if !ok {
		cmd.wrong(value)
		return
	}
	cmd.val = make([]bool, len(list))
	for i, item := range list {
		cmd.val[i] = item == int64(1)
	}
}
func (cmd *BoolSliceCmd) Val() []bool             { return cmd.val }
func (cmd *BoolSliceCmd) Result() ([]bool, error) { return cmd.val, cmd.err }
func (cmd *BoolSliceCmd) String() string          { return cmd.show(cmd.val) }

// A MapStringStringCmd answers with the fields of a hash.
type MapStringStringCmd struct {
	baseCmd
	val map[string]string
}

func (cmd *MapStringStringCmd) take(value any) {
	list, ok := value.([]any)
	if !ok {
		cmd.wrong(value)
		return
	}
	cmd.val = make(map[string]string, len(list)/2)
	for i := 0; i+1 < len(list); i += 2 {
		cmd.val[fmt.Sprint(list[i])] = fmt.Sprint(list[i+1])
	}
}
func (cmd *MapStringStringCmd) Val() map[string]string             { return cmd.val }
func (cmd *MapStringStringCmd) Result() (map[string]string, error) { return cmd.val, cmd.err }
func (cmd *MapStringStringCmd) String() string                     { return cmd.show(cmd.val) }
