package main

type I interface{ M() }
type T struct{}

func (t *T) M() {}

type U struct{ T }

func get() I { return T{} }

func main() {
	var i I = T{}
	i = U{}
	var t *I
	t.M()
	i = t
	ch := make(chan I, 1)
	ch <- T{}
	_ = i.(T)
	_ = i.(*T)
	switch i.(type) {
	case T:
	case string:
	}
	var p **T
	p.M()
	T.M(T{})
	T{}.M()
}
