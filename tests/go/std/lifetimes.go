// How long a variable keeps its object: up to its last use, not to the end of its scope.
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

type thing struct {
	id   int
	data [64]int
}

type flag struct{ freed atomic.Bool }

// state collects and says whether the object is gone.
func (f *flag) state() string {
	for range 2 {
		runtime.GC()
		time.Sleep(5 * time.Millisecond)
	}
	if f.freed.Load() {
		return "freed"
	}
	return "alive"
}

//go:noinline
func make1(id int, f *flag) *thing {
	t := &thing{id: id}
	runtime.SetFinalizer(t, func(*thing) { f.freed.Store(true) })
	return t
}

//go:noinline
func (t *thing) use() int { return t.id + t.data[3] }

func inLoop() {
	for i := range 2 {
		f := new(flag)
		t := make1(i, f)
		t.use()
		fmt.Println("loop body, after the last use:", f.state())
	}
}

func growing() {
	f := new(flag)
	for i := range 2 {
		var rows []*thing
		for j := range 5 {
			rows = append(rows, make1(j, f))
		}
		sum := 0
		for _, row := range rows {
			sum += row.use()
		}
		fmt.Println("rows of iteration", i, sum, f.state())
		f = new(flag)
	}
}

//go:noinline
func inner(f *flag, what string) { fmt.Println(what, f.state()) }

func callers() {
	f, g := new(flag), new(flag)
	t, u := make1(1, f), make1(2, g)
	t.use()
	inner(f, "caller, used before the call only:")
	inner(g, "caller, used after it, too:")
	u.use()
	inner(g, "caller, then:")
}

//go:noinline
func parameter(t *thing, f *flag) {
	t.use()
	fmt.Println("parameter, after its last use:", f.state())
}

func (t *thing) method(f *flag) {
	t.use()
	fmt.Println("receiver, after its last use:", f.state())
}

//go:noinline
func unused(_ *thing, f *flag) { fmt.Println("parameter without a name:", f.state()) }

func kept() {
	f := new(flag)
	t := make1(1, f)
	fmt.Println("before KeepAlive:", f.state())
	runtime.KeepAlive(t)
	fmt.Println("after KeepAlive:", f.state())
}

func deferred() {
	f := new(flag)
	func() {
		t := make1(1, f)
		defer t.use()
		defer func(t *thing) {}(t)
		fmt.Println("argument of a deferred call:", f.state())
	}()
	fmt.Println("after that call:", f.state())
}

//go:noinline
func named(f *flag) (t *thing) {
	t = make1(1, f)
	fmt.Println("named result that is set to nil later:", f.state())
	t = nil
	return t
}

//go:noinline
func namedDeferred(f *flag) (t *thing) {
	defer fmt.Print()
	t = make1(1, f)
	fmt.Println("the same where a deferred call might recover:", f.state())
	t = nil
	return t
}

//go:noinline
func recovered(f *flag) (t *thing) {
	defer func() {
		recover()
		fmt.Println("named result after a panic:", f.state())
	}()
	t = make1(7, f)
	var m map[string]int
	m["x"] = 1
	return nil
}

func panicking() {
	f := new(flag)
	func() {
		defer func() {
			recover()
			fmt.Println("local of what has panicked:", f.state())
		}()
		t := make1(1, f)
		panic(t.use())
	}()
}

func closures() {
	f := new(flag)
	t := make1(1, f)
	call := func(n int) int { return t.use() + n }
	call(1)
	fmt.Println("captured by a closure that is called later:", f.state())
	call(2)
	fmt.Println("captured by a closure that is not:", f.state())
}

func parts() {
	f, g := new(flag), new(flag)
	pair := struct{ a, b *thing }{make1(1, f), make1(2, g)}
	pair.a.use()
	fmt.Println("field of a local struct, used:", f.state())
	fmt.Println("field to be used:", g.state())
	pair.b.use()
}

func workers() {
	jobs, done := make(chan *thing), make(chan bool)
	go func() {
		for job := range jobs {
			job.use()
			done <- true
		}
	}()
	f := new(flag)
	jobs <- make1(1, f)
	<-done
	fmt.Println("last job of a worker that waits:", f.state())
	close(jobs)

	quit, selected := make(chan bool), make(chan *thing)
	go func() {
		for {
			select {
			case job := <-selected:
				job.use()
				done <- true
			case <-quit:
				return
			}
		}
	}()
	f = new(flag)
	selected <- make1(2, f)
	<-done
	fmt.Println("the same with select:", f.state())
	close(quit)
}

func senders() {
	f := new(flag)
	c := make(chan *thing)
	go func() { c <- make1(1, f) }()
	time.Sleep(time.Millisecond)
	fmt.Println("value that waits to be sent:", f.state())
	(<-c).use()
	fmt.Println("received and used:", f.state())
}

func goroutines() {
	f, block := new(flag), make(chan bool)
	go func(t *thing) {
		t.use()
		<-block
	}(make1(1, f))
	time.Sleep(time.Millisecond)
	fmt.Println("argument of a goroutine that blocks:", f.state())
	close(block)
}

func maps() {
	f := new(flag)
	m := map[int]*thing{1: make1(1, f)}
	for _, t := range m {
		fmt.Println("in a map, in the loop over it:", f.state())
		t.use()
	}
	fmt.Println("after the loop:", f.state())
}

func main() {
	inLoop()
	growing()
	callers()
	f := new(flag)
	parameter(make1(1, f), f)
	f = new(flag)
	make1(1, f).method(f)
	f = new(flag)
	unused(make1(1, f), f)
	kept()
	deferred()
	named(new(flag))
	namedDeferred(new(flag))
	fmt.Println(recovered(new(flag)).id)
	panicking()
	closures()
	parts()
	workers()
	senders()
	goroutines()
	maps()
}
