package main

import (
	"fmt"
	"strings"
)

type Adder[A Adder[A]] interface{ Add(A) A }
type Money int

func (m Money) Add(o Money) Money { return m + o }

func Total[A Adder[A]](xs ...A) A {
	var t A
	for _, x := range xs {
		t = t.Add(x)
	}
	return t
}

type Bytes interface{ ~string | ~[]byte }

func First[T Bytes](s T) byte { return s[0] }
func Cut[T Bytes](s T) T      { return s[1:len(s)] }
func Glue[T Bytes](xs ...T) string {
	out := make([]byte, len(xs[0]), 10)
	copy(out, xs[0])
	for _, x := range xs[1:] {
		out = append(out, x...)
		out = append(out, x[:1]...)
	}
	return string(out)
}
func Size[T Bytes](s T) (n int) {
	for range len(s) {
		n++
	}
	return
}

type Slicy interface{ ~[]int | ~[]string }

func Len[T Slicy](t T) int { return len(t) }

type Ints interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~int | ~uint8
}

func Wrap[T Ints](x T) T        { return x*2 + 100 }
func Shift[T Ints](x T, n int) T { return x << n >> 1 }
func Neg[T ~int | ~float64](x T) T { return -x / 2 }
func Const[T ~int | ~uint8 | ~float32]() T { return 200 }

type Printer interface {
	fmt.Stringer
	comparable
}
type id int

func (i id) String() string { return fmt.Sprintf("#%d", int(i)) }

func Index[T Printer](xs []T, x T) string {
	for i, y := range xs {
		if x == y {
			return fmt.Sprint(i, y.String())
		}
	}
	return "none"
}

func Make[M ~map[K]V, K comparable, V any](k K, v V) M { return M{k: v} }
func Chan[T any](xs ...T) <-chan T {
	ch := make(chan T, len(xs))
	for _, x := range xs {
		ch <- x
	}
	close(ch)
	return ch
}
func Drain[C ~<-chan T | ~chan T, T any](c C) (n int) {
	for range c {
		n++
	}
	return n
}

type Rec[T any] struct {
	kids []Rec[T]
	val  T
}

func (r Rec[T]) Count() int {
	n := 1
	for _, k := range r.kids {
		n += k.Count()
	}
	return n
}

type F[T any] func(F[T]) T
type StrMap map[string]int

func Call[F ~func(A) B, A, B any](f F, a A) B { return f(a) }
func Field[T interface{ ~struct{ X int } }](t T) T { return t }
func Has[S ~[]E, E comparable](s S, x E) bool {
	for _, y := range s {
		if x == y {
			return true
		}
	}
	return false
}
func Deref[P *T, T any](p P) T { return *p }
func Join[T fmt.Stringer](xs []T) string {
	var b strings.Builder
	for _, x := range xs {
		b.WriteString(x.String())
	}
	return b.String()
}
func Apply[T any, R any](x T, fs ...func(T) R) (out []R) {
	for _, f := range fs {
		out = append(out, f(x))
	}
	return
}
func Nested[T any](x T) func() []T {
	type box struct{ v T }
	return func() []T { b := box{x}; return []T{b.v, b.v} }
}

func main() {
	fmt.Println(Total(Money(1), 2, 3))
	fmt.Println(First("abc"), First([]byte("xyz")), Cut("abc"), string(Cut([]byte("xyz"))), Size("four"), Glue("abc", "de"), Glue([]byte("x"), []byte("yz")))
	fmt.Println(Len([]int{1}), Len([]string{"a", "b"}), Wrap(int8(100)), Wrap(uint8(100)), Wrap(100), Shift(int8(65), 1), Shift(65, 1))
	fmt.Println(Neg(3), Neg(3.0), Const[int](), Const[uint8](), Const[float32]())
	fmt.Println(Index([]id{4, 5}, 5), Make[StrMap]("a", 1), Drain(Chan(1, 2, 3)))
	fmt.Println(Rec[int]{kids: []Rec[int]{{}, {kids: []Rec[int]{{}}}}}.Count())
	fmt.Println(Call(func(s string) int { return len(s) }, "four"), Field(struct{ X int }{3}), Deref(new(5)), Join([]id{1, 2}))
	fmt.Println(Apply(3, func(i int) string { return strings.Repeat("x", i) }), Nested("n")())
	fmt.Println(Has([]float64{1, 2}, 1), Has([]any{1}, 1.5))
	var f F[int] = func(F[int]) int { return 42 }
	fmt.Println(f(f))
}
