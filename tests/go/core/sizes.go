package main

import (
	"fmt"
	"unsafe"
)

type s struct {
	a bool
	b int64
	c bool
	d int32
}

type inner struct {
	a int16
	b int64
}

type outer struct {
	c bool
	inner
	_ bool
	s
}

const n = unsafe.Sizeof(int32(0))

var arr [unsafe.Sizeof(s{})]byte

func main() {
	var x s
	fmt.Println(unsafe.Sizeof(x), unsafe.Alignof(x.d), unsafe.Offsetof(x.d), n, len(arr))
	fmt.Println(unsafe.Sizeof(""), unsafe.Sizeof([]int{}), unsafe.Sizeof(any(nil)), unsafe.Sizeof(map[int]int{}), unsafe.Sizeof([3]int16{}), unsafe.Sizeof(struct{}{}), unsafe.Sizeof(1i))
	var y *outer
	fmt.Println(unsafe.Offsetof(y.inner), unsafe.Offsetof(y.inner.b), unsafe.Offsetof(outer{}.d))
}
