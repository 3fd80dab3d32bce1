package flag

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

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

// isZero reports whether the default is what the zero value of the flag's type shows, which nobody needs to be told.
func isZero(x *Flag) (zero bool, err error) {
	if b, ok := x.Value.(interface{ zero() string }); ok {
		return x.DefValue == b.zero(), nil
	}
	t := reflect.TypeOf(x.Value)
	z := reflect.Zero(t)
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
		z = reflect.New(t)
	}
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("panic calling String method on zero %v for flag %s: %v", t, x.Name, e)
		}
	}()
	return x.DefValue == z.Interface().(Value).String(), nil
}

func (f *FlagSet) PrintDefaults() {
	var failed []error
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
		zero, err := isZero(x)
		if err != nil {
			failed = append(failed, err)
		} else if !zero {
			if _, ok := x.Value.(*basic[string]); ok {
				text += fmt.Sprintf(" (default %q)", x.DefValue)
			} else {
				text += fmt.Sprintf(" (default %v)", x.DefValue)
			}
		}
		fmt.Fprint(f.Output(), text, "\n")
	})
	if len(failed) > 0 {
		fmt.Fprintln(f.Output())
	}
	for _, err := range failed {
		fmt.Fprintln(f.Output(), err)
	}
}

func (f *FlagSet) defaultUsage() {
	title := "Usage"
	if f.name != "" {
		title += " of " + f.name
	}
	fmt.Fprintf(f.Output(), "%s:\n", title)
	f.PrintDefaults()
}

func (f *FlagSet) usage() {
	show := f.Usage
	if show == nil {
		show = f.defaultUsage
	}
	show()
}
