// Trees of errors, and texts split, escaped and scanned at their edges.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"regexp"
	"strings"
	"text/tabwriter"
	"time"
)

type isErr struct{ e error }

func (i isErr) Error() string        { return "is" }
func (i isErr) Is(target error) bool { return target == i.e }

type asErr struct{ ok bool }

func (a asErr) Error() string { return "as" }
func (a asErr) As(t any) bool {
	if p, is := t.(**fs.PathError); is {
		*p = &fs.PathError{Op: "from as"}
		return a.ok
	}
	return false
}

type many []error

func (m many) Error() string   { return "many" }
func (m many) Unwrap() []error { return m }

type loose struct{ f func() }

func (loose) Error() string { return "loose" }

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() {
	base := errors.New("base")
	pe := &fs.PathError{Op: "o", Path: "p", Err: base}
	all := []error{nil, base, pe, fmt.Errorf("w %w", pe), fmt.Errorf("2 %w %w", base, fs.ErrExist), errors.Join(nil, pe, nil, isErr{fs.ErrClosed}), many{nil, loose{}, asErr{true}}, many{asErr{false}, many{pe}}, loose{}, isErr{nil}, many{}, asErr{false}}
	for _, e := range all {
		for _, t := range []error{nil, base, pe, fs.ErrExist, fs.ErrClosed, loose{}, many{}} {
			try(func() { fmt.Print(errors.Is(e, t), " ") })
		}
		var p *fs.PathError
		var l loose
		var any interface{ Unwrap() []error }
		fmt.Print(errors.As(e, &p), p != nil, errors.As(e, &l), errors.As(e, &any))
		a, ok := errors.AsType[*fs.PathError](e)
		_, ok2 := errors.AsType[loose](e)
		fmt.Println(a != nil, ok, ok2)
	}
	try(func() { errors.As(base, nil) })
	try(func() { errors.As(base, pe2()) })
	for _, q := range []string{"", "a=1&b=2", "a=1&&b", "%zz&a=1", "a=%zz&b=2;c&d=4", "a;b&%zz", "=x&y=", "a+b=c%20d"} {
		v, e := url.ParseQuery(q)
		fmt.Println(v, e)
	}
	fmt.Println(url.Parse("http://x/%zz#f"))
	fmt.Println(url.Parse("http://x/a#%zz"))
	for _, s := range []string{"$", "$a", "${a}", "${", "${}", "$*x", "${*}", "${*x}", "x$a.b${a}c$$", "$1a", "${a b}c", "$-", "$ a"} {
		fmt.Printf("%q ", os.Expand(s, func(n string) string { return "<" + n + ">" }))
	}
	fmt.Println()
	for c := range 0x90 {
		b, _ := json.Marshal(string(rune(c)))
		fmt.Print(string(b))
	}
	for _, s := range []string{"a\xffb", "\ufffd", "x\u2028y\u2029", "世界\x00", "<a href='x'>&amp;", "\xe4\xb8", "plain"} {
		b, e := json.Marshal(s)
		fmt.Println(string(b), e)
		var sb strings.Builder
		enc := json.NewEncoder(&sb)
		enc.SetEscapeHTML(false)
		enc.Encode(map[string]string{s: s})
		fmt.Print(sb.String())
	}
	for _, re := range []string{"a*", "b", "", "x", "^", "$", "[ab]+"} {
		for _, s := range []string{"", "abaabaccadaaae", "b", "xx"} {
			for _, n := range []int{-1, 0, 1, 2, 5} {
				fmt.Printf("%q ", regexp.MustCompile(re).Split(s, n))
			}
		}
		fmt.Println()
	}
	for _, tw := range []int{0, 4, 8} {
		for _, flags := range []uint{0, tabwriter.AlignRight, tabwriter.TabIndent | tabwriter.Debug} {
			for _, pc := range []byte{'\t', ' ', '.'} {
				w := tabwriter.NewWriter(os.Stdout, 5, tw, 1, pc, flags)
				fmt.Fprint(w, "a\tbbb\tc\n\taaaaaaaa\tb\n\t\tx\n")
				w.Flush()
			}
		}
	}
	for _, d := range []time.Duration{0, 1, 499, 500, 501, 1500, -499, -500, -1500, 1<<63 - 1, -1 << 63, 1<<63 - 500, -1<<63 + 400, 123456789} {
		for _, m := range []time.Duration{1, 2, 3, 1000, time.Second, time.Hour, 1 << 62, 1<<63 - 1, 0, -7} {
			fmt.Print(int64(d.Round(m)), " ", int64(d.Truncate(m)), " ")
		}
		fmt.Println()
	}
	for s := range strings.SplitSeq("a,b,,c", ",") {
		fmt.Printf("%q ", s)
	}
	for s := range strings.SplitAfterSeq("a,b,,c,", ",") {
		fmt.Printf("%q ", s)
	}
	for s := range strings.SplitSeq("aé\xff", "") {
		fmt.Printf("%q ", s)
	}
	for s := range strings.SplitSeq("", "") {
		fmt.Printf("%q ", s)
	}
	for s := range strings.SplitSeq("", ",") {
		fmt.Printf("%q ", s)
	}
	for s := range strings.SplitSeq("a,b,c", ",") {
		fmt.Printf("%q ", s)
		if s == "b" {
			break
		}
	}
	fmt.Println()
	for _, in := range []string{"1", "-1.5e3", "nan", "+Inf", "0x1p4", "1_0.5", ".5", "-", "1e", "na", "in", "0x", "(1+2i)", "1-2i", "(1+2i", "1 2i", "\n5", "5\n6", "7 x"} {
		var f float64
		var c complex128
		var a, b int
		n, e := fmt.Sscan(in, &f)
		fmt.Print(n, e, f, "; ")
		n, e = fmt.Sscan(in, &c)
		fmt.Print(n, e, c, "; ")
		n, e = fmt.Sscanln(in, &a, &b)
		fmt.Print(n, e, a, b, "; ")
		n, e = fmt.Sscanln(in, &a)
		fmt.Print(n, e, a, "; ")
		n, e = fmt.Sscan(in, &a, &b)
		fmt.Println(n, e, a, b)
	}
}

func pe2() **fs.PathError { return nil }
