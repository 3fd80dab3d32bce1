// Package strings: the rest of its functions.
package main

import (
	"fmt"
	"os"
	"strings"
	"unicode"
)

func main() {
	for l := range strings.Lines("a\nb\n\nc") {
		fmt.Printf("%q ", l)
	}
	for l := range strings.SplitSeq("a,b,c", ",") {
		fmt.Printf("%q ", l)
	}
	for l := range strings.SplitAfterSeq("a,b,c", ",") {
		fmt.Printf("%q ", l)
	}
	for l := range strings.FieldsSeq("  x  y ") {
		fmt.Printf("%q ", l)
	}
	for l := range strings.FieldsFuncSeq("1a22b3", unicode.IsLetter) {
		fmt.Printf("%q ", l)
	}
	for l := range strings.SplitSeq("añb", "") {
		fmt.Printf("%q ", l)
	}
	fmt.Println()
	fmt.Println(strings.Title("hello wörld don't_stop 3abc"), strings.ToTitle("ǆ loud"), strings.ToUpper("straße ŉ ı ÿ"), strings.ToLower("İSTANBUL ΑΣ"))
	fmt.Println(strings.EqualFold("ſ K", "S K"), strings.EqualFold("ß", "ss"), strings.EqualFold("Σς", "σΣ"))
	fmt.Printf("%q %q\n", strings.ToValidUTF8("a\xff\xfeb\xc0c", "?"), strings.Map(func(r rune) rune { return r }, "a\xffb"))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "a", "1", "aa", "2")
	fmt.Println(r.Replace("<b>aaa</b>"))
	fmt.Println(strings.NewReplacer("aa", "2", "a", "1").Replace("aaab"), strings.NewReplacer("a", "b", "b", "a").Replace("abba"))
	fmt.Println(strings.NewReplacer("", "-").Replace("abc"), strings.NewReplacer("", "-", "b", "X").Replace("abc"), strings.NewReplacer("b", "X", "", "-").Replace("abbc"))
	n, err := r.WriteString(os.Stdout, "x<y\n")
	fmt.Println(n, err)
	fmt.Printf("%q %q\n", strings.Split("", ","), strings.SplitN("a,b,c,d", ",", 3))
	fmt.Printf("%q %q %q\n", strings.Fields(" \u00a0a\u2003b\t"), strings.TrimSpace("\u00a0x\u3000"), strings.TrimFunc("123x456", unicode.IsDigit))
	fmt.Printf("%q %q %q\n", strings.Trim("  a  ", " "), strings.TrimLeft("aabc", "ab"), strings.TrimRight("abcc", "c"))
	fmt.Println(strings.Count("cheese", "e"), strings.Count("five", ""), strings.LastIndex("go gopher", "go"), strings.IndexAny("golang", "ny"), strings.LastIndexAny("golang", "go"), strings.IndexRune("chicken", 'k'), strings.LastIndexByte("hello", 'l'))
	fmt.Println(strings.Replace("oink oink oink", "", "-", 3), strings.Replace("oink", "k", "ky", -1), strings.ReplaceAll("aXbX", "X", ""))
	fmt.Println(strings.Cut("a=b=c", "="))
	fmt.Println(strings.CutLast("a=b=c", "="))
	fmt.Println(strings.CutPrefix("prefix-x", "prefix-"))
	fmt.Println(strings.CutSuffix("x.go", ".go"))
	fmt.Println(strings.ContainsFunc("abc1", unicode.IsDigit), strings.ContainsAny("abc", ""), strings.ContainsRune("aé", 'é'))
	fmt.Println(strings.Repeat("ab", 3), strings.Compare("a", "b"), strings.Clone("x"))
	var b strings.Builder
	b.Grow(10)
	for i := 3; i >= 1; i-- {
		fmt.Fprintf(&b, "%d...", i)
	}
	s1 := b.String()
	b.WriteString("ignition")
	fmt.Println(s1, b.String(), b.Len())
	b.Reset()
	fmt.Printf("%q %d\n", b.String(), b.Len())
	rd := strings.NewReader("abcdé")
	rd.Seek(4, 0)
	c, size, _ := rd.ReadRune()
	fmt.Printf("%c %d %v %v %d\n", c, size, rd.UnreadRune(), rd.UnreadRune(), rd.Len())
	rd.Reset("new")
	k, _ := rd.WriteTo(os.Stdout)
	fmt.Println("", k)
	defer func() { fmt.Println(recover()) }()
	strings.Repeat("x", -1)
}
