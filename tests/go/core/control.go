package main

func classify(n int) string {
	switch {
	case n < 0:
		return "neg"
	case n == 0:
		return "zero"
	case n < 10:
		return "small"
	default:
		return "big"
	}
}

func weekday(n int) (name string) {
	switch n {
	case 0, 6:
		name = "weekend"
	case 1:
		name = "mon"
		fallthrough
	case 2:
		name += "+"
		fallthrough
	default:
		name += "d"
	case 3:
		name = "wed"
	}
	return
}

func find(grid [][]int, want int) (int, int) {
outer:
	for y, row := range grid {
		for x, v := range row {
			if v < 0 {
				continue outer
			}
			if v == want {
				return y, x
			}
			if v > 100 {
				break outer
			}
		}
	}
	return -1, -1
}

func gotos(n int) int {
	i, s := 0, 0
loop:
	if i >= n {
		goto done
	}
	s += i
	i++
	goto loop
done:
	return s
}

func count() (n int) {
	for {
		n++
		if n%2 == 0 {
			continue
		}
		if n > 10 {
			break
		}
	}
	return
}

func side(name string, v bool) bool {
	print(name, " ")
	return v
}

func main() {
	println(classify(-1), classify(0), classify(5), classify(50))
	println(weekday(0), weekday(1), weekday(2), weekday(3), weekday(4), weekday(6))
	g := [][]int{{1, 2, 3}, {-1, 9}, {4, 9, 101}, {7}}
	y, x := find(g, 9)
	println(y, x)
	y, x = find(g, 7)
	println(y, x)
	println(gotos(10), count())
	if side("a", true) && side("b", false) || side("c", true) {
		println("yes")
	}
	if !(side("a", false) || side("b", true)) && side("c", true) {
		println("no")
	} else {
		println("else")
	}
	ok := side("x", true)
	ok = side("y", false) || ok
	println(ok)
	for i := 0; i < 3; i++ {
		for j := range 3 {
			if j == i {
				continue
			}
			print(i, j, ";")
		}
	}
	println()
	for i, c := range "aé日\xffz" {
		print(i, ":", c, " ")
	}
	println()
	arr := [3]int{1, 2, 3}
	for i, v := range arr {
		arr[2] = 10
		print(i, "=", v, " ")
	}
	for i, v := range &arr {
		arr[2] = 20
		print(i, "=", v, " ")
	}
	sl := []int{1, 2, 3}
	for i, v := range sl {
		sl = append(sl, v)
		sl[2] = 7
		print(i, "=", v, " ")
	}
	println(len(sl))
	for i := range 10 {
		i += 5
		print(i, " ")
	}
	println()
	for range 3 {
		print("r")
	}
	println()
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		print(f(), " ", f(), " ")
	}
	println()
	switch v := len(sl); v {
	case 1:
		println("one")
	default:
		println("many")
		break
	}
	switch x := any(3.5).(type) {
	case int:
		println("int", x)
	case float64, float32:
		println("float", x != nil)
	}
	n := 0
	for n < 5 {
		n += 2
	}
	println(n)
}
