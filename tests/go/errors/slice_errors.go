package main

func main() {
	s := []int{1}
	_ = s[1:2:1]
	_ = s[:2:]
	_ = s["a":]
	_ = s[1.5:]
	_ = s[2:1]
	_ = 5[:]
	m := map[string]int{}
	_ = m[1:]
	s.append(1)
	s[0] = "x"
	s = append(s, 1, "a")
	s = append(1, s)
	append(s, 1)
	var t []string = s
	t = append(t, s...)
}
