package main

import "fmt"

func main() {
	a, b := 3+4i, 1-2i
	fmt.Println(a+b, a-b, a*b, a/b, -a, real(a), imag(b))
	var c complex64 = complex(1.5, -0.5)
	c *= c
	fmt.Println(c, a == 3+4i, a != b, c == complex64(2-1.5i))
	fmt.Printf("%v %.2f %T %T\n", a, b, c, real(c))
	x := complex(float32(1), 2)
	fmt.Printf("%T %v\n", x, x)
	var z complex128
	z += 1i
	z *= z
	fmt.Println(z, 1i*1i, complex(0, 1) == 1i)
	m := map[complex128]string{1 + 1i: "x"}
	fmt.Println(m[complex(1, 1)])
	println(a, c)
	s := []complex128{1, 2i}
	for i, v := range s {
		s[i] = v * v
	}
	fmt.Println(s)
}
