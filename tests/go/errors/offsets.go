package main

import "unsafe"

type embedded struct{ far int }

type t struct {
	near int
	*embedded
}

func (t) method() {}

func main() {
	var v t
	_ = unsafe.Offsetof(v.near)
	_ = unsafe.Offsetof(v.far)
	_ = unsafe.Offsetof(v.method)
	_ = unsafe.Offsetof(v)
}
