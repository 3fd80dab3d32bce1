// Package flag: every type, every mistake, the text of the help.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"math/big"
	"time"
)

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

func main() { flags() }

func flags() {
	for _, args := range [][]string{{"-b", "-i=0x10", "--i64", "-5", "-u", "7", "-u64=8", "-s", "text", "-f", "1e3", "-d", "3s", "rest", "-x"}, {"-b=no"}, {"-i", "x"}, {"-i", "99999999999999999999"}, {"-i"}, {"-nope"}, {"-h"}, {"-d", "5"}, {"-f=x"}, {"-u", "-1"}, {"-"}, {"--", "x"}, {"---x"}, {"-=x"}, {"-t", "9"}, {"-fn=bad"}, {"-bf", "-bf=true"}} {
		var out bytes.Buffer
		fs := flag.NewFlagSet("prog", flag.ContinueOnError)
		fs.SetOutput(&out)
		b := fs.Bool("b", false, "a `flag` b")
		i := fs.Int("i", 3, "int")
		i64 := fs.Int64("i64", 4, "int64\nmore")
		u := fs.Uint("u", 5, "")
		u64 := fs.Uint64("u64", 0, "u64")
		s := fs.String("s", "def", "string")
		f := fs.Float64("f", 1.5, "float")
		d := fs.Duration("d", time.Minute, "duration")
		fs.Func("fn", "func", func(s string) error { return errors.New("fn " + s) })
		fs.BoolFunc("bf", "boolfunc", func(s string) error { fmt.Print("bf", s, " "); return nil })
		var x big.Int
		fs.TextVar(&x, "t", big.NewInt(42), "text")
		err := fs.Parse(args)
		fmt.Println(*b, *i, *i64, *u, *u64, *s, *f, *d, &x, err, fs.Args(), fs.NFlag(), fs.NArg(), fs.Arg(0), fs.Parsed())
		fmt.Print(out.String())
		fs.Visit(func(f *flag.Flag) { fmt.Print(f.Name, "=", f.Value, " ") })
		fs.VisitAll(func(f *flag.Flag) {
			n, us := flag.UnquoteUsage(f)
			g, ok := f.Value.(flag.Getter)
			fmt.Printf("%s %s %q %q %q %v;", f.Name, f.DefValue, n, us, f.Value.String(), ok)
			if ok {
				fmt.Printf("%v %T", g.Get(), g.Get())
			}
		})
		fmt.Println()
	}
	fs := flag.NewFlagSet("", flag.PanicOnError)
	var out bytes.Buffer
	fs.SetOutput(&out)
	try(func() { fs.Parse([]string{"-x"}) })
	try(func() { fs.Int("-a", 0, "") })
	try(func() { fs.Int("a=b", 0, "") })
	fs.Int("a", 0, "")
	try(func() { fs.Int("a", 0, "") })
	fmt.Println(out.String(), fs.Set("a", "5"), fs.Set("q", "5"), fs.Lookup("a").Value)
	fmt.Println(fs.Set("a", "z"))
}
