package main

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

type handler func(a int, b ...string) (n int, err error)

type box[T any] struct{ v T }

func (b box[E]) get() int { return b.v }

func (b *box[int]) sum() int { return 1 + b.v }

func use(k func(x, y int) bool) {}

func page(w http.ResponseWriter, r *http.Request) {}

func main() {
	var wg sync.WaitGroup
	wg.Foo()
	time.Now().Foo()
	_ = strconv.NumError{}.Foo
	use(1)
	use(func(a int) bool { return true }, 2)
	var h handler = page
	http.Handle("/", page)
}
