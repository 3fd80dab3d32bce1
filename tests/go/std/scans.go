// Package fmt: scanning.
package main

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

type celsius float64
type level int
type point struct{ x, y int }

func (p *point) Scan(s fmt.ScanState, verb rune) error {
	_, err := fmt.Fscanf(s, "%d,%d", &p.x, &p.y)
	return err
}

func main() {
	var i, j int
	var s, t string
	var f float64
	var b bool
	var r rune
	var u uint8
	show := func(n int, err error) { fmt.Println(n, err, i, j, s, t, f, b, r, u) }
	show(fmt.Sscan("12 abc\n3.5 true", &i, &s, &f, &b))
	show(fmt.Sscan("0x1F 0b101", &i, &j))
	show(fmt.Sscan("", &i))
	show(fmt.Sscan("   ", &i))
	show(fmt.Sscan("abc", &i))
	show(fmt.Sscan("12abc", &i, &s))
	show(fmt.Sscan("300", &u))
	show(fmt.Sscan("99999999999999999999", &i))
	show(fmt.Sscan("1", &i, &j))
	show(fmt.Sscan("maybe", &b))
	show(fmt.Sscanln("1 2", &i, &j))
	show(fmt.Sscanln("1\n2", &i, &j))
	show(fmt.Sscanln("1 2 3", &i, &j))
	show(fmt.Sscanln("", &i))
	show(fmt.Sscanln("\n", &i))
	show(fmt.Sscanf("7 of 9", "%d of %d", &i, &j))
	show(fmt.Sscanf("a:5,b:6", "a:%d,b:%d", &i, &j))
	show(fmt.Sscanf("age=42 name=Bob", "age=%d name=%s", &i, &s))
	show(fmt.Sscanf("2024-05-06", "%4d-%2d-%d", &i, &j, &u))
	show(fmt.Sscanf("12345", "%2d%3d", &i, &j))
	show(fmt.Sscanf("ff 101 17", "%x %b %o", &i, &j, &u))
	show(fmt.Sscanf("x", "%c", &r))
	show(fmt.Sscanf("50%", "%d%%", &i))
	show(fmt.Sscanf(`"quoted text" 3`, "%q %d", &s, &i))
	show(fmt.Sscanf("5", "%d %d", &i, &j))
	show(fmt.Sscanf("5 6", "%d", &i))
	show(fmt.Sscanf("5 6", "%d %d", &i))
	show(fmt.Sscanf("5", "%d", &i, &j))
	show(fmt.Sscanf("foo", "bar%d", &i))
	show(fmt.Sscanf("1\n2", "%d\n%d", &i, &j))
	show(fmt.Sscanf("1\n2", "%d %d", &i, &j))
	show(fmt.Sscanf("1 2", "%d\n%d", &i, &j))
	show(fmt.Sscanf("3.25e2", "%g", &f))
	show(fmt.Sscanf("-1 +2", "%d %d", &i, &j))
	show(fmt.Sscanf("abcdef", "%3s%s", &s, &t))
	show(fmt.Sscanf("5", "%z", &i))
	show(fmt.Sscanf("5", "%s", &i))
	show(fmt.Sscanf("68656c6c6f", "%x", &s))
	var c celsius
	var l level
	n, err := fmt.Sscan("36.6 3", &c, &l)
	fmt.Println(n, err, c, l)
	var p point
	n, err = fmt.Sscan("3,4", &p)
	fmt.Println(n, err, p)
	n, err = fmt.Sscan("1", i)
	fmt.Println(n, err)
	n, err = fmt.Sscan("1", &[]int{1})
	fmt.Println(n, err)
	rd := strings.NewReader("10 20\n30\n\n40")
	for {
		n, err := fmt.Fscan(rd, &i)
		if err != nil {
			fmt.Println(n, err, err == io.EOF)
			break
		}
		fmt.Print(i, " ")
	}
	br := bufio.NewReader(strings.NewReader("3\n1 2 3\nword"))
	fmt.Fscan(br, &i)
	a := make([]int, i)
	for k := range a {
		fmt.Fscan(br, &a[k])
	}
	fmt.Fscan(br, &s)
	fmt.Println(a, s)
	br = bufio.NewReader(strings.NewReader("1 2\n3 4\n"))
	for {
		n, err := fmt.Fscanln(br, &i, &j)
		fmt.Println(n, err, i, j)
		if err != nil {
			break
		}
	}
	var by []byte
	var cx complex128
	n, err = fmt.Sscan("bytes (1+2i)", &by, &cx)
	fmt.Println(n, err, string(by), cx)
	n, err = fmt.Scan(&i)
	fmt.Println(n, err)
}
