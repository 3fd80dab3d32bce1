package main

var a = b
var b = c
var c = f()

func f() int { return a }

var x = x + 1
var y = g

func g() { h() }
func h() { y() }

const p = q
const q = p

func main() {}
