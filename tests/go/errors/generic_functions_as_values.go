package main

type S struct{}

func (s S) Id[T any](x T) T          { return x }
func (s S) Two[A, B any](a A, b B) A { return a }
func id[T any](x T) T                { return x }
func mk[T any]() T                   { var t T; return t }

var a func(int) string = id
var b, c func(int) = S{}.Id, nil

func result() func(int) string       { return S{}.Id }
func named() (f func(bool), e error) { return id, nil }

func main() {
	var s S
	var d func(bool, int) bool = s.Two[int]
	var e func() = mk
	var f int = s.Id
	_ = []func(int) string{id}
	s.Two(1, 2)
	_ = (func(int) string)(s.Id)
}
