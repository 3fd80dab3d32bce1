package main

type T struct{}

func (t T) M()
func f()
func g[A any]()
func (t *T) N[A any](x A) A
func init()

func main[A, B any]() {}
func init[X any]()    {}
