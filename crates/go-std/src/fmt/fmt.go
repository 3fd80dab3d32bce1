// Package fmt prints and scans values.
//
// Formatting is native, but methods that values bring along (Error, String, GoString) must run
// as Go code. So it is done in two steps if there are any: the machine lists the values whose methods
// the format calls for, the methods are called here, and the machine puts everything together.
package fmt

import (
	"errors"
	"internal/stdio"
	"io"
)

// A Stringer prints itself.
type Stringer interface {
	String() string
}

// A GoStringer prints itself for %#v.
type GoStringer interface {
	GoString() string
}

const (
	kindFormat = iota
	kindPlain
	kindLine
)

// collect formats if no methods are to be called. Else it lists, in the order of printing, the values with those methods;
// for each of them specs has five numbers: which method, the verb, flags, width and precision.
func collect(kind int, format string, args []any) (formatted string, values []any, specs []int)

// render puts everything together; texts are the results of the methods.
func render(kind int, format string, args []any, texts []string) string

func formatted(kind int, format string, args []any) string {
	plain, values, specs := collect(kind, format, args)
	if len(values) == 0 {
		return plain
	}
	var texts []string
	for i, v := range values {
		texts = append(texts, text(v, specs[5*i:5*i+5]))
	}
	return render(kind, format, args, texts)
}

const (
	callText = iota
	callGoString
	callFormat
)

// text calls the method of v. A nil pointer whose method panics prints as <nil>; other panics are printed.
func text(v any, spec []int) (s string) {
	method := "String"
	switch spec[0] {
	case callGoString:
		method = "GoString"
	case callFormat:
		method = "Format"
	default:
		if _, ok := v.(error); ok {
			method = "Error"
		}
	}
	defer func() {
		if x := recover(); x != nil {
			if isNilPointer(v) {
				s = "<nil>"
				return
			}
			s = "%!" + string(rune(spec[1])) + "(PANIC=" + method + " method: " + Sprint(x) + ")"
		}
	}()
	switch spec[0] {
	case callGoString:
		return v.(GoStringer).GoString()
	case callFormat:
		p := &printer{flags: spec[2], width: spec[3], prec: spec[4]}
		v.(Formatter).Format(p, rune(spec[1]))
		return string(p.out)
	}
	switch v := v.(type) {
	case error:
		return v.Error()
	case Stringer:
		return v.String()
	}
	return ""
}

// A State is what a Formatter prints to.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

// A Formatter prints itself for every verb.
type Formatter interface {
	Format(f State, verb rune)
}

// printer is the State of a Formatter.
type printer struct {
	out                []byte
	flags, width, prec int
}

func (p *printer) Write(b []byte) (n int, err error) {
	p.out = append(p.out, b...)
	return len(b), nil
}

func (p *printer) WriteString(s string) (n int, err error) {
	p.out = append(p.out, s...)
	return len(s), nil
}

func (p *printer) Width() (wid int, ok bool)      { return max(p.width, 0), p.width >= 0 }
func (p *printer) Precision() (prec int, ok bool) { return max(p.prec, 0), p.prec >= 0 }

const flagNames = "-+# 0"

func (p *printer) Flag(c int) bool {
	for i := range len(flagNames) {
		if int(flagNames[i]) == c {
			return p.flags>>i&1 != 0
		}
	}
	return false
}

// FormatString is the directive that State and verb come from.
func FormatString(state State, verb rune) string {
	out := "%"
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			out += string(c)
		}
	}
	if w, ok := state.Width(); ok {
		out += Sprint(w)
	}
	if p, ok := state.Precision(); ok {
		out += "." + Sprint(p)
	}
	return out + string(verb)
}

// isNilPointer reports whether v holds a nil pointer.
func isNilPointer(v any) bool

// Sprintf formats by a format string.
func Sprintf(format string, a ...any) string { return formatted(kindFormat, format, a) }

// Sprint formats with blanks between operands that are no strings.
func Sprint(a ...any) string { return formatted(kindPlain, "", a) }

// Sprintln formats with blanks between all operands and a newline.
func Sprintln(a ...any) string { return formatted(kindLine, "", a) }

// Printf is Sprintf to standard output.
func Printf(format string, a ...any) (n int, err error) {
	return stdio.Out(formatted(kindFormat, format, a))
}

// Print is Sprint to standard output.
func Print(a ...any) (n int, err error) { return stdio.Out(formatted(kindPlain, "", a)) }

// Println is Sprintln to standard output.
func Println(a ...any) (n int, err error) { return stdio.Out(formatted(kindLine, "", a)) }

// Fprintf is Sprintf to w.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return io.WriteString(w, formatted(kindFormat, format, a))
}

// Fprint is Sprint to w.
func Fprint(w io.Writer, a ...any) (n int, err error) {
	return io.WriteString(w, formatted(kindPlain, "", a))
}

// Fprintln is Sprintln to w.
func Fprintln(w io.Writer, a ...any) (n int, err error) {
	return io.WriteString(w, formatted(kindLine, "", a))
}

// Appendf is Sprintf behind b.
func Appendf(b []byte, format string, a ...any) []byte {
	return append(b, formatted(kindFormat, format, a)...)
}

// Append is Sprint behind b.
func Append(b []byte, a ...any) []byte { return append(b, formatted(kindPlain, "", a)...) }

// Appendln is Sprintln behind b.
func Appendln(b []byte, a ...any) []byte { return append(b, formatted(kindLine, "", a)...) }

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }

// Errorf makes an error with the formatted text; operands of %w are wrapped.
func Errorf(format string, a ...any) (err error) {
	plain, wrapped := unwrapVerbs(format, a)
	msg := formatted(kindFormat, plain, a)
	switch len(wrapped) {
	case 0:
		return errors.New(msg)
	case 1:
		return &wrapError{msg, wrapped[0]}
	}
	return &wrapErrors{msg, wrapped}
}

// unwrapVerbs turns %w into %v where the operand is an error, and lists those operands.
func unwrapVerbs(f string, a []any) (plain string, wrapped []error) {
	out := []byte(f)
	arg := 0
	for i := 0; i < len(f); i++ {
		if f[i] != '%' {
			continue
		}
		i++
		for i < len(f) && isFlag(f[i]) {
			if f[i] == '*' {
				arg++
			}
			if f[i] == '[' {
				n := 0
				for i++; i < len(f) && f[i] >= '0' && f[i] <= '9'; i++ {
					n = n*10 + int(f[i]-'0')
				}
				arg = n - 1
			}
			i++
		}
		if i >= len(f) {
			break
		}
		if f[i] == '%' {
			continue
		}
		if f[i] == 'w' && arg >= 0 && arg < len(a) {
			if err, ok := a[arg].(error); ok {
				wrapped = append(wrapped, err)
				out[i] = 'v'
			}
		}
		arg++
	}
	return string(out), wrapped
}

func isFlag(c byte) bool {
	switch c {
	case '+', '-', '#', ' ', '.', '*', '[', ']':
		return true
	}
	return c >= '0' && c <= '9'
}
