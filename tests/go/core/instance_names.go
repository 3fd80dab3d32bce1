package main

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// Names of instances at run time: type arguments with the paths of their packages, types declared in functions with a
// number, in generic functions also with the function's type arguments.

type Box[T any] struct{ v T }
type Face interface {
	m()
	N(int) string
}

func show(x any) { fmt.Printf("%T %q\n", x, reflect.TypeOf(x).Name()) }

func one() any { type L struct{}; return Box[L]{} }
func two() any { type L struct{}; return Box[*L]{} }

func generic[A, B any]() {
	type In struct{}
	type Of[U any] struct{ u U }
	show(In{})
	show(Of[int]{})
	show([]Of[In]{})
	show(Box[Of[A]]{})
	fmt.Printf("%#v\n", Of[[]B]{})
}

func (b Box[T]) Method[U any]() {
	type L struct{}
	show(L{})
	func() {
		type K[V any] struct{}
		show(K[L]{})
	}()
}

func main() {
	show(Box[json.Decoder]{})
	show(Box[struct {
		a int
		B string "tag"
	}]{})
	show(Box[interface {
		m()
		N(int) string
	}]{})
	show(Box[Face]{})
	show(Box[func(int, ...string) (bool, error)]{})
	show(Box[chan (<-chan int)]{})
	show(make(chan (<-chan int)))
	show(Box[any]{})
	show(one())
	show(two())
	type L int
	show(Box[L]{})
	show(map[string]Box[map[L]L]{})
	show(struct{ Box[L] }{})
	show(Box[struct{ Box[int] }]{})
	show(Box[struct{ *L }]{})
	show(Box[struct{ json.Number }]{})
	type G[T any] struct{ L }
	show(G[L]{})
	show(Box[G[L]]{})
	generic[int, string]()
	generic[L, Box[L]]()
	Box[L]{}.Method[error]()
}
