package main

type It func(yield func(int) bool)

func main() {
	for a, b := range 5 {
	}
	for a, b := range make(chan int) {
	}
	for i := range func() {} {
	}
	for a, b, c := range []int{} {
	}
	for i := range struct{}{} {
	}
	var it It
	for a, b := range it {
	}
	var p *[]int
	for range p {
	}
	for range nil {
	}
	var s chan<- int
	for range s {
	}
	for i := range 1.5 {
	}
	for range undefined {
	}
}
