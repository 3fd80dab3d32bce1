// Package iter names the types of iterator functions.
package iter

// Seq yields values one after the other.
type Seq[V any] func(yield func(V) bool)

// Seq2 yields pairs.
type Seq2[K, V any] func(yield func(K, V) bool)

// puller runs an iterator function in a goroutine of its own, one step at a time.
type puller[T any] struct {
	resume  chan bool
	values  chan T
	started bool
	done    bool
	failed  bool
	failure any
}

func (p *puller[T]) run(seq func(yield func(T) bool)) {
	defer func() {
		p.done = true
		close(p.values)
	}()
	defer func() {
		if x := recover(); x != nil {
			p.failed, p.failure = true, x
		}
	}()
	if !<-p.resume {
		return
	}
	seq(func(v T) bool {
		p.values <- v
		return <-p.resume
	})
}

func (p *puller[T]) next(seq func(yield func(T) bool)) (v T, ok bool) {
	if p.done {
		return
	}
	if !p.started {
		p.started = true
		go p.run(seq)
	}
	p.resume <- true
	v, ok = <-p.values
	p.check()
	return
}

func (p *puller[T]) check() {
	if p.failed {
		p.failed = false
		panic(p.failure)
	}
}

func (p *puller[T]) stop() {
	if p.done {
		return
	}
	if !p.started {
		p.done = true
		return
	}
	p.resume <- false
	<-p.values
	p.done = true
	p.check()
}

// Pull turns seq into two functions: the next value, and the end before it is over.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := &puller[V]{resume: make(chan bool), values: make(chan V)}
	return func() (V, bool) { return p.next(seq) }, p.stop
}

// Pull2 is Pull for pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	type pair struct {
		k K
		v V
	}
	p := &puller[pair]{resume: make(chan bool), values: make(chan pair)}
	pairs := func(yield func(pair) bool) {
		seq(func(k K, v V) bool { return yield(pair{k, v}) })
	}
	return func() (K, V, bool) {
		x, ok := p.next(pairs)
		return x.k, x.v, ok
	}, p.stop
}
