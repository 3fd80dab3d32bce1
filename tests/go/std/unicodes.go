// Packages unicode, utf8, utf16.
package main

import (
	"fmt"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

func main() {
	for _, r := range "aZ5é ß\n_+€ǅͣ٣ⅣΩ中\u00a0\u2028\u0000\U0001F600ªʰ" {
		fmt.Printf("%U", r)
		for i, f := range []func(rune) bool{unicode.IsLetter, unicode.IsUpper, unicode.IsLower, unicode.IsTitle, unicode.IsDigit, unicode.IsNumber, unicode.IsSpace, unicode.IsPunct, unicode.IsSymbol, unicode.IsControl, unicode.IsMark, unicode.IsPrint, unicode.IsGraphic} {
			if f(r) {
				fmt.Print(" ", i)
			}
		}
		fmt.Printf(" %c%c%c%c\n", unicode.ToUpper(r)|0x20, unicode.ToLower(r)|0x20, unicode.ToTitle(r)|0x20, unicode.SimpleFold(r)|0x20)
	}
	var letters, upper, digits, marks, punct, symbols, printing, h int
	for r := rune(0); r <= unicode.MaxRune; r += 3 {
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.IsUpper(r) {
			upper++
		}
		if unicode.IsDigit(r) {
			digits++
		}
		if unicode.IsMark(r) {
			marks++
		}
		if unicode.IsPunct(r) {
			punct++
		}
		if unicode.IsSymbol(r) {
			symbols++
		}
		if unicode.IsPrint(r) {
			printing++
		}
	}
	for r := rune(0); r < 0x1f000; r++ {
		h = h*31 + int(unicode.ToUpper(r)) + 3*int(unicode.ToLower(r)) + 7*int(unicode.ToTitle(r)) + 11*int(unicode.SimpleFold(r))
	}
	fmt.Println(letters, upper, digits, marks, punct, symbols, printing, h)
	fmt.Println(unicode.Is(unicode.Han, '世'), unicode.Is(unicode.Latin, 'x'), unicode.In('я', unicode.Greek, unicode.Cyrillic), unicode.Is(unicode.White_Space, ' '), unicode.Is(unicode.Lu, 'A'), unicode.Is(unicode.Letter, '5'))
	fmt.Println(unicode.Is(unicode.Scripts["Hiragana"], 'あ'), len(unicode.Properties) > 20, unicode.Is(unicode.Categories["Sc"], '$'))
	own := &unicode.RangeTable{R16: []unicode.Range16{{Lo: 'a', Hi: 'z', Stride: 2}}}
	fmt.Println(unicode.Is(own, 'a'), unicode.Is(own, 'b'), unicode.IsOneOf([]*unicode.RangeTable{own, unicode.Nd}, '7'))
	fmt.Println(string(unicode.To(unicode.UpperCase, 'q')), string(unicode.TurkishCase.ToUpper('i')))

	b := []byte("héllo, 世界\xff")
	fmt.Println(utf8.Valid(b), utf8.RuneCount(b), utf8.ValidString("ok"), utf8.RuneLen('世'), utf8.FullRune([]byte{0xe4, 0xb8}), utf8.FullRune([]byte{0xc0}))
	for len(b) > 0 {
		r, n := utf8.DecodeLastRune(b)
		fmt.Printf("%c%d ", r, n)
		b = b[:len(b)-n]
	}
	fmt.Println()
	fmt.Println(utf8.AppendRune(nil, '€'), utf8.ValidRune(0xd800), utf8.RuneStart(0x80))
	u := utf16.Encode([]rune("a😀z\U0010ffff"))
	fmt.Printf("%x %s %v\n", u, string(utf16.Decode(u)), utf16.IsSurrogate(0xd801))
	fmt.Printf("%q %x\n", utf16.Decode([]uint16{0xd800, 'a', 0xdc00}), utf16.AppendRune(nil, '😀'))
}
