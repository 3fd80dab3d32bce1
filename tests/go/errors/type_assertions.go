package main

type I interface{ M() }
type T struct{}

func main() {
	x := 5
	_ = x.(int)
	var i I
	_ = i.(T)
	_ = i.(string)
	_ = i.(undefined)
	switch x.(type) {
	}
	switch y := i.(type) {
	}
	_ = i.(type)
	var e any = 1
	_ = e + 1
	var n int = e
	_ = e.foo
	s := e.(string) + 1
}
