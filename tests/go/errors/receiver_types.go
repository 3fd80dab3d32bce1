package main

import "time"

type N struct{}
type P = *N
type G[T any] struct{}
type GI = G[int]
type GA[T any] = G[T]
type T = time.Time
type S = struct{}
type E = error

func (P) a()          {}
func (GI) b()         {}
func (GA[T]) d()      {}
func (T) f()          {}
func (S) h()          {}
func (*P) k()         {}
func (E) m()          {}
func (*time.Time) o() {}
func (*GI) p()        {}

func main() {
	var n N
	n.a()
}
