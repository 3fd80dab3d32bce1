package main

type T int
type X[T any] struct{}

var v int
var a [T]int
var b [Undefined]int
var c [X]int
var d [v]int
var e [main]int
var f [X[int]]int
var g [len]int

type K [len(K{})]int

func main() {}
