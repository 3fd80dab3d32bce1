// Package flag: which defaults the help tells, for flags of all kinds.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"time"
)

type list []string

func (l *list) String() string     { return fmt.Sprint(*l) }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

type plain string

func (p plain) String() string     { return "<" + string(p) + ">" }
func (p plain) Set(s string) error { return nil }

type holder struct{ p *int }

func (h *holder) String() string     { return fmt.Sprint(*h.p) }
func (h *holder) Set(s string) error { return nil }

type valued struct{ p *int }

func (h valued) String() string     { return fmt.Sprint(*h.p) }
func (h valued) Set(s string) error { return nil }

type mapped map[string]int

func (m mapped) String() string     { return fmt.Sprint(len(m)) }
func (m mapped) Set(s string) error { return nil }

type fn func()

func (f fn) String() string {
	if f == nil {
		panic(errors.New("nil fn"))
	}
	return "fn"
}
func (f fn) Set(s string) error { return nil }

type level int

func (l level) MarshalText() ([]byte, error) {
	if l < 0 {
		return nil, errors.New("neg")
	}
	return []byte(strings.Repeat("x", int(l))), nil
}
func (l *level) UnmarshalText(b []byte) error { *l = level(len(b)); return nil }

type boolish struct{ on bool }

func (b *boolish) String() string     { return fmt.Sprint(b.on) }
func (b *boolish) Set(s string) error { return nil }
func (b *boolish) IsBoolFlag() bool   { return true }

func main() {
	f := flag.NewFlagSet("prog", flag.ContinueOnError)
	f.SetOutput(os.Stdout)
	f.String("s1", "0", "a")
	f.String("s2", "false", "a")
	f.String("s3", "0s", "a")
	f.String("s4", "", "a")
	f.String("s5", "x\"y", "a `NAME` b")
	f.Int("i0", 0, "i")
	f.Int("i1", 1, "i")
	f.Int64("I0", 0, "i")
	f.Uint("u0", 0, "i")
	f.Uint64("U0", 0, "i")
	f.Float64("f0", 0, "f")
	f.Float64("f1", 0.1, "f")
	f.Bool("b0", false, "b")
	f.Bool("b1", true, "b")
	f.Duration("d0", 0, "d")
	f.Duration("d1", time.Second, "d")
	var l, l2 list
	l2 = list{"0"}
	f.Var(&l, "l0", "list")
	f.Var(&l2, "l1", "list")
	f.Var(plain(""), "p0", "plain")
	f.Var(plain("x"), "p1", "plain")
	n := 0
	f.Var(&holder{&n}, "h", "holder")
	f.Var(valued{&n}, "v", "valued")
	f.Var(mapped{}, "m0", "mapped")
	f.Var(mapped{"a": 1}, "m1", "mapped")
	f.Var(fn(func() {}), "fn", "function")
	f.Var(&boolish{}, "B0", "bool")
	f.Var(&boolish{true}, "B1", "bool")
	f.Func("func", "function", nil)
	f.BoolFunc("boolfunc", "function", nil)
	var lv level
	f.TextVar(&lv, "t0", level(0), "text")
	f.TextVar(&lv, "t3", level(3), "text")
	func() {
		defer func() { fmt.Println(recover()) }()
		f.TextVar(&lv, "tneg", level(-1), "text")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		f.TextVar(&lv, "tother", time.Now(), "text")
	}()
	f.PrintDefaults()
	for _, n := range []string{"a", "b"} {
		fmt.Println(f.Lookup(n))
	}
	fmt.Println(f.Parse([]string{"-zz"}))
	g := flag.NewFlagSet("", flag.ContinueOnError)
	g.SetOutput(os.Stdout)
	g.Usage = nil
	fmt.Println(g.Parse([]string{"-h"}))
	var z flag.FlagSet
	z.SetOutput(os.Stdout)
	z.String("x", "", "")
	fmt.Println(z.Parse([]string{"-x"}))
	z.PrintDefaults()
}
