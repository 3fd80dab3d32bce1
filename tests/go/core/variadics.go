package main

import "fmt"

func sum(first int, rest ...int) int {
	for _, r := range rest {
		first += r
	}
	return first
}

func change(xs ...int) {
	if len(xs) > 0 {
		xs[0] = 100
	}
}

func show(format string, args ...any) string { return fmt.Sprintf(format, args...) }

func isNil(xs ...string) bool { return xs == nil }

func two() (int, int) { return 3, 4 }

type S struct{}

func (S) all(xs ...string) int { return len(xs) }

func main() {
	fmt.Println(sum(1), sum(1, 2), sum(1, 2, 3), sum(1, []int{4, 5}...), sum(two()))
	xs := []int{1, 2}
	change(xs...)
	change(xs[0], xs[1])
	fmt.Println(xs, isNil(), isNil(nil...), isNil([]string{}...))
	fmt.Println(show("%d-%s-%v", 1, "a", nil), show("none"), show("%v", []any{1, 2}), show("%v %v", []any{1, 2}...))
	f := sum
	fmt.Printf("%T %d\n", f, f(1, 1))
	fmt.Println(S{}.all("a", "b"), S.all(S{}), func(a ...int) int { return len(a) }(1, 2, 3))
	fmt.Println(append([]any{}, 1, "x", nil)...)
	fs := []func(...int){change}
	fs[0](xs...)
	g := func(fs ...func() int) (t int) {
		for _, f := range fs {
			t += f()
		}
		return
	}
	fmt.Println(g(func() int { return 1 }, func() int { return 2 }))
}
