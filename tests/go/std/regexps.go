// Package regexp.
package main

import (
	"fmt"
	"regexp"
	"strings"
)

func main() {
	for _, c := range [][2]string{
		{`a+b*`, "xaabbb a"}, {`(\w+)@(\w+)\.com`, "bob@example.com, al@x.com"}, {`^\s*(\d{3})-(\d{4})$`, " 555-1234"}, {`(a|ab)(c|bcd)`, "abcd"},
		{`a*?`, "aaa"}, {`(?i)HeLLo`, "say hello HELLO"}, {`(?m)^(\w+)$`, "one\ntwo\nthree four"}, {`(?s)a.b`, "a\nb"}, {`a.b`, "a\nb"},
		{`[^aeiou\s]+`, "hello world"}, {`\bfoo\b`, "foo food foo"}, {`x{2,3}`, "xxxxxxx"}, {`(?P<year>\d{4})-(?P<month>\d{2})`, "2024-05 and 1999-12"},
		{`(a)|(b)`, "ab"}, {`\p{Greek}+|\pL+`, "αβγ abc"}, {`[[:alpha:]]+`, "abc123"}, {`\Qa.b\E+`, "a.bbb"}, {`é+`, "caféé"}, {`.`, "日本"}, {`$`, "ab"}, {``, "ab"},
		{`(?U)a+`, "aaa"}, {`a{0}b`, "ab"}, {`[a-c-e]+`, "a-e"}, {`[\d\-x]+`, "12-x3"}, {`\x41\x{42}\n?`, "AB"}, {`(foo|foobar)baz`, "foobarbaz"}, {`((a)(b)?)+`, "abaab"}, {`[^\n]*`, "l1\nl2"}, {`a|`, "ba"}, {`\.`, "a.b"},
	} {
		re := regexp.MustCompile(c[0])
		fmt.Printf("%s: %v %q %v %q\n", c[0], re.MatchString(c[1]), re.FindString(c[1]), re.FindStringIndex(c[1]), re.FindStringSubmatch(c[1]))
		fmt.Printf("  %q %v %q\n", re.FindAllString(c[1], -1), re.FindAllStringSubmatchIndex(c[1], 2), re.ReplaceAllString(c[1], "<$0>"))
		fmt.Printf("  %q %q\n", re.Split(c[1], -1), re.Split(c[1], 2))
	}
	re := regexp.MustCompile(`(?P<first>\w+) (?P<last>\w+)`)
	fmt.Println(re.ReplaceAllString("Ada Lovelace", "${last}, $first $$ $1x ${1}x"), re.SubexpNames(), re.NumSubexp(), re.SubexpIndex("last"), re.SubexpIndex("zz"))
	fmt.Println(re.ReplaceAllStringFunc("ada lovelace", strings.ToUpper), re.ReplaceAllLiteralString("a b", "$1"), re)
	fmt.Println(string(re.ReplaceAll([]byte("x y"), []byte("$2"))), string(re.Find([]byte("p q"))))
	fmt.Println(regexp.QuoteMeta("1.5*[x]+(y)?^$|{z}\\"))
	fmt.Println(regexp.MatchString(`^\d+$`, "12345"))
	p, full := regexp.MustCompile(`abc+`).LiteralPrefix()
	fmt.Println(p, full)
	l := regexp.MustCompile(`a(|b)`)
	fmt.Print(l.FindString("ab"), " ")
	l.Longest()
	fmt.Println(l.FindString("ab"), regexp.MustCompilePOSIX(`a+|a+b`).FindString("aab"))
	for _, bad := range []string{`(`, `)`, `[a`, `a**`, `*a`, `a{1001}`, `\`, `(?P<n>a)(?P<n>b)`, `[z-a]`, `(?z)`, `\8`, `a{2,1}`, `\pX`, `(?P<>a)`, `[[:foo:]]`, `x{2}{3}`, `(?i)(?s`, `a\q`} {
		_, err := regexp.Compile(bad)
		fmt.Println(err)
	}
	fmt.Println(regexp.MustCompile(`(a*)*b`).MatchString(strings.Repeat("a", 200)), regexp.MustCompile(`(x+x+)+y`).MatchString(strings.Repeat("x", 100)))
	defer func() { fmt.Println(recover()) }()
	regexp.MustCompile(`(`)
}
