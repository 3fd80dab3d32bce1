// Package flag reads command-line flags.
package flag

import (
	"encoding"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"
)

// ErrHelp is the error of -h and -help when no such flag is defined.
var ErrHelp = errors.New("flag: help requested")

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

// define defines a flag of a basic type whose value is kept in p.
func define[T any](f *FlagSet, k *kind[T], p *T, name string, value T, usage string) *T {
	*p = value
	f.Var(&basic[T]{p, k}, name, usage)
	return p
}

// A FlagSet is a set of flags.
type FlagSet struct {
	Usage func()

	name    string
	onError ErrorHandling
	out     io.Writer

	defined map[string]*Flag
	set     map[string]*Flag
	parsed  bool
	rest    []string
}

func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	f := &FlagSet{name: name, onError: errorHandling}
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
	f.name, f.onError = name, errorHandling
}

func (f *FlagSet) Output() io.Writer {
	if f.out != nil {
		return f.out
	}
	return os.Stderr
}

func (f *FlagSet) Name() string                 { return f.name }
func (f *FlagSet) ErrorHandling() ErrorHandling { return f.onError }
func (f *FlagSet) SetOutput(output io.Writer)   { f.out = output }
func (f *FlagSet) Lookup(name string) *Flag     { return f.defined[name] }
func (f *FlagSet) NFlag() int                   { return len(f.set) }
func (f *FlagSet) NArg() int                    { return len(f.rest) }
func (f *FlagSet) Args() []string               { return f.rest }
func (f *FlagSet) Parsed() bool                 { return f.parsed }

func (f *FlagSet) Arg(i int) string {
	if 0 <= i && i < len(f.rest) {
		return f.rest[i]
	}
	return ""
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
	for _, x := range sorted(f.defined) {
		fn(x)
	}
}

func (f *FlagSet) Visit(fn func(*Flag)) {
	for _, x := range sorted(f.set) {
		fn(x)
	}
}

func (f *FlagSet) Set(name, value string) error {
	x, ok := f.defined[name]
	if !ok {
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := x.Value.Set(value); err != nil {
		return err
	}
	if f.set == nil {
		f.set = map[string]*Flag{}
	}
	f.set[name] = x
	return nil
}

func isBool(v Value) bool {
	b, ok := v.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// Var defines a flag.
func (f *FlagSet) Var(value Value, name string, usage string) {
	if strings.HasPrefix(name, "-") {
		panic(f.say(fmt.Sprintf("flag %q begins with -", name)))
	}
	if strings.Contains(name, "=") {
		panic(f.say(fmt.Sprintf("flag %q contains =", name)))
	}
	if _, taken := f.defined[name]; taken {
		text := fmt.Sprintf("flag redefined: %s", name)
		if f.name != "" {
			text = f.name + " " + text
		}
		panic(f.say(text))
	}
	if f.defined == nil {
		f.defined = map[string]*Flag{}
	}
	f.defined[name] = &Flag{name, usage, value, value.String()}
}

// say prints a line and gives it back.
func (f *FlagSet) say(line string) string {
	fmt.Fprintln(f.Output(), line)
	return line
}

// failf says what is wrong and how it would be right.
func (f *FlagSet) failf(format string, a ...any) error {
	err := errors.New(f.say(fmt.Sprintf(format, a...)))
	f.usage()
	return err
}

// next takes the next flag off the arguments, without its dashes.
func (f *FlagSet) next() (text string, found bool, err error) {
	if len(f.rest) == 0 {
		return "", false, nil
	}
	arg := f.rest[0]
	text, dash := strings.CutPrefix(arg, "-")
	if !dash || text == "" {
		return "", false, nil
	}
	text = strings.TrimPrefix(text, "-")
	if text != "" && (text[0] == '-' || text[0] == '=') {
		return "", false, f.failf("bad flag syntax: %s", arg)
	}
	f.rest = f.rest[1:]
	return text, text != "", nil
}

// one sets one flag.
func (f *FlagSet) one() (more bool, err error) {
	text, more, err := f.next()
	if !more {
		return false, err
	}
	name, value, given := strings.Cut(text, "=")
	x, known := f.defined[name]
	if !known {
		return false, f.unknown(name)
	}
	boolean := isBool(x.Value)
	switch {
	case given:
	case boolean:
		value = "true"
	case len(f.rest) == 0:
		return false, f.failf("flag needs an argument: -%s", name)
	default:
		value, f.rest = f.rest[0], f.rest[1:]
	}
	err = f.Set(name, value)
	switch {
	case err == nil:
		return true, nil
	case !boolean:
		err = f.failf("invalid value %q for flag -%s: %v", value, name, err)
	case given:
		err = f.failf("invalid boolean value %q for -%s: %v", value, name, err)
	default:
		err = f.failf("invalid boolean flag %s: %v", name, err)
	}
	return false, err
}

func (f *FlagSet) unknown(name string) error {
	if name == "help" || name == "h" {
		f.usage()
		return ErrHelp
	}
	return f.failf("flag provided but not defined: -%s", name)
}

// Parse reads flags up to the first argument that is none.
func (f *FlagSet) Parse(arguments []string) (err error) {
	f.parsed, f.rest = true, arguments
	for more := true; more; {
		more, err = f.one()
	}
	if err != nil {
		f.react(err)
	}
	return err
}

// react does about a mistake what the set was told to do.
func (f *FlagSet) react(err error) {
	switch {
	case f.onError == PanicOnError:
		panic(err)
	case f.onError != ExitOnError:
	case err == ErrHelp:
		os.Exit(0)
	default:
		os.Exit(2)
	}
}

func (f *FlagSet) BoolVar(p *bool, name string, value bool, usage string) {
	define(f, bools, p, name, value, usage)
}

func (f *FlagSet) Bool(name string, value bool, usage string) *bool {
	return define(f, bools, new(bool), name, value, usage)
}

func (f *FlagSet) IntVar(p *int, name string, value int, usage string) {
	define(f, ints, p, name, value, usage)
}

func (f *FlagSet) Int(name string, value int, usage string) *int {
	return define(f, ints, new(int), name, value, usage)
}

func (f *FlagSet) Int64Var(p *int64, name string, value int64, usage string) {
	define(f, int64s, p, name, value, usage)
}

func (f *FlagSet) Int64(name string, value int64, usage string) *int64 {
	return define(f, int64s, new(int64), name, value, usage)
}

func (f *FlagSet) UintVar(p *uint, name string, value uint, usage string) {
	define(f, uints, p, name, value, usage)
}

func (f *FlagSet) Uint(name string, value uint, usage string) *uint {
	return define(f, uints, new(uint), name, value, usage)
}

func (f *FlagSet) Uint64Var(p *uint64, name string, value uint64, usage string) {
	define(f, uint64s, p, name, value, usage)
}

func (f *FlagSet) Uint64(name string, value uint64, usage string) *uint64 {
	return define(f, uint64s, new(uint64), name, value, usage)
}

func (f *FlagSet) StringVar(p *string, name string, value string, usage string) {
	define(f, strs, p, name, value, usage)
}

func (f *FlagSet) String(name string, value string, usage string) *string {
	return define(f, strs, new(string), name, value, usage)
}

func (f *FlagSet) Float64Var(p *float64, name string, value float64, usage string) {
	define(f, float64s, p, name, value, usage)
}

func (f *FlagSet) Float64(name string, value float64, usage string) *float64 {
	return define(f, float64s, new(float64), name, value, usage)
}

func (f *FlagSet) DurationVar(p *time.Duration, name string, value time.Duration, usage string) {
	define(f, spans, p, name, value, usage)
}

func (f *FlagSet) Duration(name string, value time.Duration, usage string) *time.Duration {
	return define(f, spans, new(time.Duration), name, value, usage)
}

func (f *FlagSet) Func(name, usage string, fn func(string) error) {
	f.Var(funcValue{fn, false}, name, usage)
}

func (f *FlagSet) BoolFunc(name, usage string, fn func(string) error) {
	f.Var(funcValue{fn, true}, name, usage)
}

func (f *FlagSet) TextVar(p encoding.TextUnmarshaler, name string, value encoding.TextMarshaler, usage string) {
	to := reflect.ValueOf(p)
	if to.Kind() != reflect.Pointer {
		panic("variable value type must be a pointer")
	}
	to = to.Elem()
	from := reflect.Indirect(reflect.ValueOf(value))
	if from.Type() != to.Type() {
		panic(fmt.Sprintf("default type does not match variable type: %v != %v", from.Type(), to.Type()))
	}
	to.Set(from)
	f.Var(textValue{p}, name, usage)
}
