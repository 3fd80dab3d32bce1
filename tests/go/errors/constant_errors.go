package main

const a = f()
const b int = "x"
const c = 1.5
const d int = c
const e = 10 / 0
const (
	g = iota
	h string = iota
)
const i = len([]int{1})
const k, l = 1

func f() int { return 1 }

func main() {
	x := 5
	const m = x
	const n = 1.0 << 3.5
	var o int = 2.5
	var p int = 2.0
	_ = 5 % 2.0
	_ = 5.5 % 2
}
