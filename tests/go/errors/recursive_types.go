package main

type T struct{ t T }
type A struct{ b B }
type B struct{ a [2]A }
type C [3]C
type D D
type E F
type F E
type G interface{ G }
type H struct{ p *H }
type I []I

func main() {}
