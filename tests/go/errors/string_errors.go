package main

func main() {
	s := "abc"
	s[0] = 'A'
	s.len()
	_ = s - "a"
	_ = s + 'a'
	_ = s + 1
	_ = s * 2
	_ = s == 1
	_ = s > 'a'
	_ = s && "b"
	_ = &s[0]
	var b byte = "a"
	var r rune = "a"
	s += 1
	s++
}
