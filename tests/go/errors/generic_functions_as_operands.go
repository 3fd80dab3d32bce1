package main

type N struct{}

func (n N) Id[T any](x T) T                     { return x }
func two[A, B any](a func(A) A, b func(B) B)    {}
func plain(f func(int) int, g func(string) int) {}

func main() {
	var n N
	two(n.Id, n.Id)
	plain(n.Id, n.Id)
	n.Id++
	_ = &n.Id
	if n.Id {
	}
	for range n.Id {
	}
	_ = n.Id.x
	_ = n.Id[int]
	_ = n.Id == nil
	two[int](n.Id, n.Id)
}
