// Package flag reads command-line flags.
package flag

import (
	"encoding"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ErrHelp is the error of -h and -help when no such flag is defined.
var ErrHelp = errors.New("flag: help requested")

var (
	errParse = errors.New("parse error")
	errRange = errors.New("value out of range")
)

func numError(err error) error {
	var ne *strconv.NumError
	if errors.As(err, &ne) {
		switch ne.Err {
		case strconv.ErrSyntax:
			return errParse
		case strconv.ErrRange:
			return errRange
		}
	}
	return err
}

// A Value holds what a flag is set to.
type Value interface {
	String() string
	Set(string) error
}

// A Getter tells its value.
type Getter interface {
	Value
	Get() any
}

// A Flag is a flag with its state.
type Flag struct {
	Name     string
	Usage    string
	Value    Value
	DefValue string
}

// ErrorHandling says what Parse does about a mistake.
type ErrorHandling int

const (
	ContinueOnError ErrorHandling = iota
	ExitOnError
	PanicOnError
)

// basic is a flag of a basic type.
type basic[T any] struct {
	p     *T
	parse func(string) (T, error)
	text  func(T) string
	bool  bool
}

func (b *basic[T]) Set(s string) error {
	v, err := b.parse(s)
	if err != nil {
		return numError(err)
	}
	*b.p = v
	return nil
}

func (b *basic[T]) String() string {
	if b == nil || b.p == nil {
		return ""
	}
	return b.text(*b.p)
}

func (b *basic[T]) Get() any         { return *b.p }
func (b *basic[T]) IsBoolFlag() bool { return b.bool }

// A FlagSet is a set of flags.
type FlagSet struct {
	Usage func()

	name          string
	parsed        bool
	actual        map[string]*Flag
	formal        map[string]*Flag
	args          []string
	errorHandling ErrorHandling
	output        io.Writer
}

func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	f := &FlagSet{name: name, errorHandling: errorHandling}
	f.Usage = f.defaultUsage
	return f
}

// CommandLine is the set of the package's functions.
var CommandLine = NewFlagSet(os.Args[0], ExitOnError)

// Usage prints what the program can be called with.
var Usage = func() {
	fmt.Fprintf(CommandLine.Output(), "Usage of %s:\n", os.Args[0])
	PrintDefaults()
}

func init() { CommandLine.Usage = func() { Usage() } }

func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name, f.errorHandling = name, errorHandling
}

func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

func (f *FlagSet) Name() string                 { return f.name }
func (f *FlagSet) ErrorHandling() ErrorHandling { return f.errorHandling }
func (f *FlagSet) SetOutput(output io.Writer)   { f.output = output }
func (f *FlagSet) Lookup(name string) *Flag     { return f.formal[name] }
func (f *FlagSet) NFlag() int                   { return len(f.actual) }
func (f *FlagSet) NArg() int                    { return len(f.args) }
func (f *FlagSet) Args() []string               { return f.args }
func (f *FlagSet) Parsed() bool                 { return f.parsed }

func (f *FlagSet) Arg(i int) string {
	if i < 0 || i >= len(f.args) {
		return ""
	}
	return f.args[i]
}

func sorted(flags map[string]*Flag) []*Flag {
	var list []*Flag
	for _, x := range flags {
		list = append(list, x)
	}
	slices.SortFunc(list, func(a, b *Flag) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func (f *FlagSet) VisitAll(fn func(*Flag)) {
	for _, x := range sorted(f.formal) {
		fn(x)
	}
}

func (f *FlagSet) Visit(fn func(*Flag)) {
	for _, x := range sorted(f.actual) {
		fn(x)
	}
}

func (f *FlagSet) Set(name, value string) error {
	x, ok := f.formal[name]
	if !ok {
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := x.Value.Set(value); err != nil {
		return err
	}
	if f.actual == nil {
		f.actual = map[string]*Flag{}
	}
	f.actual[name] = x
	return nil
}

func isBool(v Value) bool {
	b, ok := v.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// UnquoteUsage takes the name of the value out of a usage text.
func UnquoteUsage(flag *Flag) (name string, usage string) {
	usage = flag.Usage
	if before, rest, ok := strings.Cut(usage, "`"); ok {
		if word, after, ok := strings.Cut(rest, "`"); ok {
			return word, before + word + after
		}
	}
	name = "value"
	switch flag.Value.(type) {
	case *basic[bool]:
		name = ""
	case *basic[time.Duration]:
		name = "duration"
	case *basic[float64]:
		name = "float"
	case *basic[int], *basic[int64]:
		name = "int"
	case *basic[string]:
		name = "string"
	case *basic[uint], *basic[uint64]:
		name = "uint"
	default:
		if isBool(flag.Value) {
			name = ""
		}
	}
	return
}

func isZero(x *Flag) bool {
	switch x.DefValue {
	case "", "0", "false", "0s":
		return true
	}
	return false
}

func (f *FlagSet) PrintDefaults() {
	f.VisitAll(func(x *Flag) {
		text := "  -" + x.Name
		name, usage := UnquoteUsage(x)
		if name != "" {
			text += " " + name
		}
		if len(text) <= 4 {
			text += "\t"
		} else {
			text += "\n    \t"
		}
		text += strings.ReplaceAll(usage, "\n", "\n    \t")
		if !isZero(x) {
			if _, ok := x.Value.(*basic[string]); ok {
				text += fmt.Sprintf(" (default %q)", x.DefValue)
			} else {
				text += fmt.Sprintf(" (default %v)", x.DefValue)
			}
		}
		fmt.Fprint(f.Output(), text, "\n")
	})
}

func (f *FlagSet) defaultUsage() {
	if f.name == "" {
		fmt.Fprintf(f.Output(), "Usage:\n")
	} else {
		fmt.Fprintf(f.Output(), "Usage of %s:\n", f.name)
	}
	f.PrintDefaults()
}

// Var defines a flag.
func (f *FlagSet) Var(value Value, name string, usage string) {
	if strings.HasPrefix(name, "-") {
		panic(f.sprintf("flag %q begins with -", name))
	}
	if strings.Contains(name, "=") {
		panic(f.sprintf("flag %q contains =", name))
	}
	if _, taken := f.formal[name]; taken {
		text := fmt.Sprintf("flag redefined: %s", name)
		if f.name != "" {
			text = f.name + " " + text
		}
		panic(f.sprintf("%s", text))
	}
	if f.formal == nil {
		f.formal = map[string]*Flag{}
	}
	f.formal[name] = &Flag{name, usage, value, value.String()}
}

func (f *FlagSet) sprintf(format string, a ...any) string {
	msg := fmt.Sprintf(format, a...)
	fmt.Fprintln(f.Output(), msg)
	return msg
}

func (f *FlagSet) usage() {
	if f.Usage == nil {
		f.defaultUsage()
	} else {
		f.Usage()
	}
}

func (f *FlagSet) failf(format string, a ...any) error {
	msg := f.sprintf(format, a...)
	f.usage()
	return errors.New(msg)
}

func (f *FlagSet) one() (more bool, err error) {
	if len(f.args) == 0 {
		return false, nil
	}
	s := f.args[0]
	if len(s) < 2 || s[0] != '-' {
		return false, nil
	}
	dashes := 1
	if s[1] == '-' {
		dashes = 2
		if len(s) == 2 {
			f.args = f.args[1:]
			return false, nil
		}
	}
	name := s[dashes:]
	if name == "" || name[0] == '-' || name[0] == '=' {
		return false, f.failf("bad flag syntax: %s", s)
	}
	f.args = f.args[1:]
	name, value, hasValue := strings.Cut(name, "=")
	x, ok := f.formal[name]
	if !ok {
		if name == "help" || name == "h" {
			f.usage()
			return false, ErrHelp
		}
		return false, f.failf("flag provided but not defined: -%s", name)
	}
	if isBool(x.Value) {
		if !hasValue {
			value = "true"
		}
		if err := f.Set(name, value); err != nil {
			return false, f.failf("invalid boolean value %q for -%s: %v", value, name, err)
		}
		return true, nil
	}
	if !hasValue && len(f.args) > 0 {
		hasValue = true
		value, f.args = f.args[0], f.args[1:]
	}
	if !hasValue {
		return false, f.failf("flag needs an argument: -%s", name)
	}
	if err := f.Set(name, value); err != nil {
		return false, f.failf("invalid value %q for flag -%s: %v", value, name, err)
	}
	return true, nil
}

// Parse reads flags up to the first argument that is none.
func (f *FlagSet) Parse(arguments []string) error {
	f.parsed = true
	f.args = arguments
	for {
		more, err := f.one()
		if more {
			continue
		}
		if err == nil {
			return nil
		}
		switch f.errorHandling {
		case ExitOnError:
			if err == ErrHelp {
				os.Exit(0)
			}
			os.Exit(2)
		case PanicOnError:
			panic(err)
		}
		return err
	}
}

func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	*p = value
	f.Var(&basic[bool]{p, func(s string) (bool, error) {
		v, err := strconv.ParseBool(s)
		if err != nil {
			err = errParse
		}
		return v, err
	}, strconv.FormatBool, true}, name, usage)
}

func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	*p = value
	f.Var(&basic[int]{p, func(s string) (int, error) {
		v, err := strconv.ParseInt(s, 0, strconv.IntSize)
		return int(v), err
	}, strconv.Itoa, false}, name, usage)
}

func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	*p = value
	f.Var(&basic[int64]{p, func(s string) (int64, error) { return strconv.ParseInt(s, 0, 64) },
		func(v int64) string { return strconv.FormatInt(v, 10) }, false}, name, usage)
}

func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	*p = value
	f.Var(&basic[uint]{p, func(s string) (uint, error) {
		v, err := strconv.ParseUint(s, 0, strconv.IntSize)
		return uint(v), err
	}, func(v uint) string { return strconv.FormatUint(uint64(v), 10) }, false}, name, usage)
}

func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	*p = value
	f.Var(&basic[uint64]{p, func(s string) (uint64, error) { return strconv.ParseUint(s, 0, 64) },
		func(v uint64) string { return strconv.FormatUint(v, 10) }, false}, name, usage)
}

func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	*p = value
	f.Var(&basic[string]{p, func(s string) (string, error) { return s, nil }, func(s string) string { return s }, false}, name, usage)
}

func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	*p = value
	f.Var(&basic[float64]{p, func(s string) (float64, error) { return strconv.ParseFloat(s, 64) },
		func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }, false}, name, usage)
}

func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	*p = value
	f.Var(&basic[time.Duration]{p, func(s string) (time.Duration, error) {
		v, err := time.ParseDuration(s)
		if err != nil {
			err = errParse
		}
		return v, err
	}, time.Duration.String, false}, name, usage)
}

func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	p := new(bool)
	f.BoolVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Int(name string, value int, usage string) *int {
	p := new(int)
	f.IntVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	p := new(int64)
	f.Int64Var(p, name, value, usage)
	return p
}

func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	p := new(uint)
	f.UintVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	p := new(uint64)
	f.Uint64Var(p, name, value, usage)
	return p
}

func (f *FlagSet) String(name string, value string, usage string) *string {
	p := new(string)
	f.StringVar(p, name, value, usage)
	return p
}

func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	p := new(float64)
	f.Float64Var(p, name, value, usage)
	return p
}

func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	p := new(time.Duration)
	f.DurationVar(p, name, value, usage)
	return p
}

// funcValue calls a function for every value.
type funcValue struct {
	fn   func(string) error
	bool bool
}

func (v funcValue) Set(s string) error { return v.fn(s) }
func (v funcValue) String() string     { return "" }
func (v funcValue) IsBoolFlag() bool   { return v.bool }

func (f *FlagSet) Func(name, usage string, fn func(string) error) {
	f.Var(funcValue{fn, false}, name, usage)
}

func (f *FlagSet) BoolFunc(name, usage string, fn func(string) error) {
	f.Var(funcValue{fn, true}, name, usage)
}

type textValue struct {
	p encoding.TextUnmarshaler
}

func (v textValue) Set(s string) error { return v.p.UnmarshalText([]byte(s)) }
func (v textValue) Get() any           { return v.p }

func (v textValue) String() string {
	if m, ok := v.p.(encoding.TextMarshaler); ok {
		if b, err := m.MarshalText(); err == nil {
			return string(b)
		}
	}
	return ""
}

func (f *FlagSet) TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	if text, err := value.MarshalText(); err == nil {
		p.UnmarshalText(text)
	}
	f.Var(textValue{p}, name, usage)
}
