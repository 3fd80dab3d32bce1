package main

// More than the address space has room for.
func main() {
	n := 1 << 50
	defer func() { println(recover().(error).Error()) }()
	_ = make([]byte, n)
}
