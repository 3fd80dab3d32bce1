package main

func mk[S ~[]E, E any](e E) (s S)         { return append(s, e) }
func un[T any, U ~[]T](u U) T              { return u[0] }
func small[T ~int](x T)                    {}
func ab[A, B any](f func(A, B), a A)       {}
func has[T interface{ Get(A) A }, A any](T) {}

type pair[A any, B comparable] struct{}
type getter struct{}

func (*getter) Get(int) int { return 0 }

func main() {
	var s string
	mk(1)
	un(1)
	small(s)
	ab(func(int) {}, 2)
	ab(func(int, bool) {}, s)
	has(1)
	has(getter{})
	has(&getter{})
	_ = pair[int, []int]{}
	_ = mk[[]int, bool](true)
}
