package main

import "fmt"

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	_
	Wednesday
)

const (
	_  = 1 << (10 * iota)
	KB
	MB
	GB
)

const (
	a, b = iota, iota * 10
	c, d
	_, _
	e, f
)

const (
	first = "x"
	second
	third = iota
	fourth
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon", "Tue", "Wed"}[d] }

func main() {
	fmt.Println(Sunday, Monday, Wednesday, int(Wednesday))
	fmt.Println(KB, MB, GB)
	fmt.Println(a, b, c, d, e, f)
	fmt.Println(first, second, third, fourth)
	const (
		x = iota + 5
		y
		z = "s"
		w = len(z) + iota
	)
	fmt.Println(x, y, z, w)
}
