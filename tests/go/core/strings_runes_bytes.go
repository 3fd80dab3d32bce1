package main

import "fmt"

func main() {
	s := "héllo, 世界\x80!"
	for i, r := range s {
		fmt.Print(i, ":", string(r), "(", r, ") ")
	}
	fmt.Println()
	for i := range s[:4] {
		fmt.Print(i, " ")
	}
	fmt.Println(len(s), s[1], s[1:3], s[:1], s[len(s)-1:])
	b := []byte(s)
	b[0] = 'J'
	fmt.Println(string(b[:6]), s[:6])
	r := []rune(s)
	r[1] = 'e'
	fmt.Println(len(r), string(r))
	fmt.Println("a"+"b" < "b", "abc" == "ab"+"c", "Z" < "a", "" < "a", "ab" > "abc")
	b = append(b[:0], "xyz"...)
	n := copy(b, "QQ")
	fmt.Println(string(b), n)
	t := ""
	for _, c := range []string{"a", "b", "c"} {
		t += c
	}
	fmt.Println(t, len(t), `raw\n
line`)
	fmt.Printf("%q %x %+q %v %s\n", s, "hi", "é", []byte("ab"), []byte("ab"))
	for i, c := range []byte("ab") {
		fmt.Print(i, c, " ")
	}
	fmt.Println()
	switch t {
	case "abc":
		fmt.Println("matched")
	}
	m := map[string]int{}
	m[string(b)]++
	m["QQz"]++
	fmt.Println(m, string(rune('a'+2)))
	var e string
	fmt.Println(e == "", len(e), e)
}
