// Package strconv.
package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
)

func main() {
	for _, s := range []string{"0", "-0", "+7", "12345678901234567890", "-9223372036854775808", "9223372036854775808", "1_000", "0x1F", "", "-", "abc", "1.5", " 1"} {
		n, err := strconv.Atoi(s)
		fmt.Println(n, err)
	}
	for _, s := range []string{"0x1F", "0b101", "0o17", "017", "1_000", "0x_1", "_1", "1_", "1__0", "0x", "0_7", "-0x10", "08"} {
		n, err := strconv.ParseInt(s, 0, 64)
		fmt.Println(n, err)
	}
	fmt.Println(strconv.ParseInt("128", 10, 8))
	fmt.Println(strconv.ParseInt("-129", 10, 8))
	fmt.Println(strconv.ParseInt("zz", 36, 64))
	fmt.Println(strconv.ParseInt("12", 1, 64))
	fmt.Println(strconv.ParseInt("12", 10, 65))
	fmt.Println(strconv.ParseUint("-1", 10, 64))
	fmt.Println(strconv.ParseUint("256", 10, 8))
	fmt.Println(strconv.ParseUint("18446744073709551616", 10, 64))
	for _, s := range []string{"1", "t", "TRUE", "False", "yes", ""} {
		fmt.Println(strconv.ParseBool(s))
	}
	for _, s := range []string{"1.5", "1e400", "-1e-400", "inf", "-Infinity", "nan", "0x1p-2", "0x1.8p1", "1_0.5", ".5", "5.", ".", "1e", "e5", "1.7976931348623157e308", "1.7976931348623159e308", "4.9e-324", "2e-324", "123456789012345678901234567890", "0x1", "+.5e+1", "1e5x"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	fmt.Println(strconv.ParseFloat("16777217", 32))
	fmt.Println(strconv.ParseFloat("3.4e39", 32))
	for _, f := range []float64{0, 1, -1.5, 123456789, 1e21, 1e-7, 0.1, 1.0 / 3, math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.NaN(), 100, 2.5, 0.000001234} {
		for _, v := range "eEfgGxXb" {
			fmt.Print(strconv.FormatFloat(f, byte(v), -1, 64), " ", strconv.FormatFloat(f, byte(v), 3, 64), " ")
		}
		fmt.Println(strconv.FormatFloat(f, 'g', -1, 32), strconv.FormatFloat(f, 'f', 0, 64), strconv.FormatFloat(f, 'g', 0, 64))
	}
	fmt.Println(strconv.FormatInt(-255, 16), strconv.FormatUint(math.MaxUint64, 36), strconv.FormatInt(math.MinInt64, 2), strconv.Itoa(-42))
	for _, s := range []string{"hello", "tab\tnl\n", "\x00\x7f\u0080é☺\U0001F600", "\xff\"'`\\", "\u200b\ufeff\u00a0\u00ad"} {
		fmt.Println(strconv.Quote(s), strconv.QuoteToASCII(s), strconv.QuoteToGraphic(s), strconv.CanBackquote(s))
	}
	for _, r := range []rune{'a', '\'', '"', '☺', '\n', 0x10ffff, 0xd800, -1, '\u00a0'} {
		fmt.Println(strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.QuoteRuneToGraphic(r), strconv.IsPrint(r))
	}
	for _, s := range []string{`"a\tb"`, "`raw\\n`", `'x'`, `'\''`, `"\u00e9\x41\101"`, `"bad`, `'xy'`, `"\q"`, `""`, `''`, `"'"`, `"\'"`, `'\377'`, `"é\xe9"`, `"\U0001F600"`, `"\ud800"`, "x", ""} {
		u, err := strconv.Unquote(s)
		fmt.Printf("%q %v\n", u, err)
	}
	fmt.Println(strconv.QuotedPrefix(`"abc" rest`))
	fmt.Println(strconv.QuotedPrefix(`abc`))
	r, mb, tail, err := strconv.UnquoteChar(`\"Fran\u00e7ais`, '"')
	fmt.Printf("%c %v %s %v\n", r, mb, tail, err)
	b := []byte("x:")
	b = strconv.AppendInt(b, -7, 10)
	b = strconv.AppendUint(b, 7, 2)
	b = strconv.AppendBool(b, true)
	b = strconv.AppendQuote(b, "q")
	b = strconv.AppendQuoteRune(b, 'r')
	b = strconv.AppendFloat(b, 1.5, 'e', 2, 32)
	fmt.Println(string(b))
	fmt.Println(strconv.FormatComplex(complex(1, -2.5), 'g', -1, 128), strconv.FormatComplex(complex(1, math.Inf(1)), 'f', 1, 64))
	for _, s := range []string{"1+2i", "(3-4.5i)", "i", "-i", "5", "2i", "1e3+1e-2i", "x", "1+"} {
		fmt.Println(strconv.ParseComplex(s, 128))
	}
	var ne *strconv.NumError
	_, err = strconv.Atoi("nope")
	fmt.Println(errors.As(err, &ne), ne.Func, ne.Num, ne.Err, errors.Is(err, strconv.ErrSyntax))
}
