package main

import "fmt"

func try(name string, f func()) {
	defer func() { fmt.Println(name, "->", recover()) }()
	f()
}

type shape interface{ area() int }

func main() {
	s := []int{1, 2, 3}
	str := "hello"
	arr := [4]int{}
	five, neg, two := 5, -1, 2
	var np *[4]int
	var nm map[[2]int]string
	var ni shape
	var nf func()
	var a any = 3
	var fn any = func() {}
	try("s[5]", func() { _ = s[five] })
	try("s[-1]", func() { _ = s[neg] })
	try("arr[5]", func() { arr[five] = 1 })
	try("str[5]", func() { _ = str[five] })
	try("s[2:5]", func() { _ = s[two:five] })
	try("s[5:]", func() { _ = s[five:] })
	try("s[2:1]", func() { _ = s[two:five-4] })
	try("s[:-1]", func() { _ = s[:neg] })
	try("str[5:2]", func() { _ = str[five:two] })
	try("str[:9]", func() { _ = str[:five+4] })
	try("arr[:5]", func() { _ = arr[:five] })
	try("s[::]", func() { _ = s[0:1:five] })
	try("np", func() { np[two] = 1 })
	try("np[:]", func() { _ = np[:] })
	try("nm", func() { nm[[2]int{1, 2}] = "x" })
	try("ni", func() { ni.area() })
	try("nf", func() { nf() })
	try("a.(string)", func() { _ = a.(string) })
	try("a.(shape)", func() { _ = a.(shape) })
	try("ni.(shape)", func() { _ = any(nil).(shape) })
	try("cmp", func() { _ = fn == fn })
	try("mapkey", func() { _ = map[any]int{}[fn] })
	try("make", func() { _ = make([]int, neg) })
	try("makecap", func() { _ = make([]int, two, two-1) })
	try("makechan", func() { _ = make(chan int, neg) })
	try("toarr", func() { _ = [4]int(s) })
	try("shift", func() { _ = 1 << neg })
	try("mod", func() { _ = five % (two - 2) })
	try("close nil", func() { var c chan int; close(c) })
	try("close twice", func() { c := make(chan int); close(c); close(c) })
	try("panic(nil)", func() { panic(nil) })
	try("custom", func() { panic(fmt.Errorf("custom %d", 1)) })
}
