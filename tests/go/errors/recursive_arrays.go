// Arrays of types that contain themselves: said once, of the type itself.
package main

type A struct{ b B }
type B struct{ c [2]C }
type C [3]C

type D struct{ e [4]E }
type E struct{ d [5]D }

type Fine struct{ next [6]*Fine }

func main() {
	var f [2]Fine
	_ = f
}
