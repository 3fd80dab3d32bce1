package redis

import (
	"context"
	"fmt"
	"strconv"
	"strings"
)

// A Cmder is a command with its answer.
type Cmder interface {
	Name() string
	Args() []any
	String() string
	Err() error
	SetErr(error)

	words() ([]string, error)
	take(value any)
}

// A baseCmd is what all commands have.
type baseCmd struct {
	ctx  context.Context
	args []any
	err  error
}

func (cmd *baseCmd) Name() string     { return strings.ToLower(fmt.Sprint(cmd.args[0])) }
func (cmd *baseCmd) Args() []any      { return cmd.args }
func (cmd *baseCmd) Err() error       { return cmd.err }
func (cmd *baseCmd) SetErr(err error) { cmd.err = err }

func (cmd *baseCmd) words() ([]string, error) {
	words := make([]string, len(cmd.args))
	var err error
	for i, arg := range cmd.args {
		if words[i], err = word(arg); err != nil {
			return nil, err
		}
	}
	return words, nil
}

func (cmd *baseCmd) show(value any) string {
	words := make([]string, len(cmd.args))
	for i, arg := range cmd.args {
		words[i] = shown(arg)
	}
	text := strings.Join(words, " ") + ": "
	if cmd.err != nil {
		return text + cmd.err.Error()
	}
	return text + fmt.Sprint(value)
}

// wrong notes that Redis has answered something else than the command is for.
func (cmd *baseCmd) wrong(value any) {
	cmd.err = fmt.Errorf("redis: can't parse reply %T", value)
}

// A Cmd is a command whose answer may be anything.
type Cmd struct {
	baseCmd
	val any
}

// NewCmd returns a command that has not been sent.
func NewCmd(ctx context.Context, args ...any) *Cmd {
	return &Cmd{baseCmd: baseCmd{ctx: ctx, args: args}}
}

func (cmd *Cmd) take(value any)        { cmd.val = value }
func (cmd *Cmd) String() string        { return cmd.show(cmd.val) }
func (cmd *Cmd) Val() any              { return cmd.val }
func (cmd *Cmd) Result() (any, error)  { return cmd.val, cmd.err }
func (cmd *Cmd) Text() (string, error) { return convert(cmd, toText) }
func (cmd *Cmd) Int() (int, error)     { return convert(cmd, toInt) }
func (cmd *Cmd) Int64() (int64, error) { return convert(cmd, toInt64) }
func (cmd *Cmd) Bool() (bool, error)   { return convert(cmd, toBool) }

func (cmd *Cmd) Uint64() (uint64, error) { return convert(cmd, toUint64) }

func (cmd *Cmd) Float64() (float64, error) { return convert(cmd, toFloat64) }

// Slice returns the parts of a list.
func (cmd *Cmd) Slice() ([]any, error) { return convert(cmd, toSlice) }

func (cmd *Cmd) Int64Slice() ([]int64, error) { return convertAll(cmd, toInt64) }

func (cmd *Cmd) StringSlice() ([]string, error) { return convertAll(cmd, toText) }

func convert[T any](cmd *Cmd, to func(any) (T, error)) (T, error) {
	if cmd.err != nil {
		var none T
		return none, cmd.err
	}
	return to(cmd.val)
}

func convertAll[T any](cmd *Cmd, to func(any) (T, error)) ([]T, error) {
	values, err := cmd.Slice()
	if err != nil {
		return nil, err
	}
	all := make([]T, len(values))
	for i, value := range values {
		if all[i], err = to(value); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func toText(value any) (string, error) {
	if text, ok := value.(string); ok {
		return text, nil
	}
	return "", fmt.Errorf("redis: unexpected type=%T for String", value)
}

func toInt(value any) (int, error) {
	switch v := value.(type) {
	case int64:
		return int(v), nil
	case string:
		return strconv.Atoi(v)
	}
	return 0, fmt.Errorf("redis: unexpected type=%T for Int", value)
}

func toInt64(value any) (int64, error) {
	switch v := value.(type) {
	case int64:
		return v, nil
	case string:
		return strconv.ParseInt(v, 10, 64)
	}
	return 0, fmt.Errorf("redis: unexpected type=%T for Int64", value)
}

func toUint64(value any) (uint64, error) {
	switch v := value.(type) {
	case int64:
		return uint64(v), nil
	case string:
		return strconv.ParseUint(v, 10, 64)
	}
	return 0, fmt.Errorf("redis: unexpected type=%T for Uint64", value)
}

func toFloat64(value any) (float64, error) {
	switch v := value.(type) {
	case int64:
		return float64(v), nil
	case string:
		return strconv.ParseFloat(v, 64)
	}
	return 0, fmt.Errorf("redis: unexpected type=%T for Float64", value)
}

func toBool(value any) (bool, error) {
	switch v := value.(type) {
	case int64:
		return v != 0, nil
	case string:
		return strconv.ParseBool(v)
	}
	return false, fmt.Errorf("redis: unexpected type=%T for Bool", value)
}

func toSlice(value any) ([]any, error) {
	if values, ok := value.([]any); ok {
		return values, nil
	}
	return nil, fmt.Errorf("redis: unexpected type=%T for Slice", value)
}
