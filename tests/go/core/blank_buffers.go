// Large byte arrays read as zeros, keep what is written, and are copied, cleared and compared like small ones.
package main

import (
	"bytes"
	"fmt"
)

type page [4096]byte

func sum(b []byte) (n int) {
	for _, c := range b {
		n += int(c)
	}
	return
}

func main() {
	a, b := make([]byte, 5000), make([]byte, 5000)
	fmt.Println(sum(a), bytes.Equal(a, b), string(a[:3]) == "\x00\x00\x00", a[4999], cap(a))
	copy(a[10:], a)
	copy(a, b)
	copy(b[4990:], "0123456789abc")
	fmt.Println(sum(a), sum(b), string(b[4995:]), bytes.IndexByte(b, '5'))
	copy(a, b[4000:])
	fmt.Println(sum(a), a[999], bytes.Equal(a[:1000], b[4000:]))
	clear(b)
	fmt.Println(sum(b), len(append(b, 1)), append(make([]byte, 2000), 7)[2000])

	var p, q page
	fmt.Println(p == q, sum(p[:]))
	p[17] = 3
	q = p
	p[17]++
	fmt.Println(p == q, p[17], q[17], q[4095])
	pages := make([]page, 3)
	pages[1] = p
	pages[2][4095] = 9
	fmt.Println(sum(pages[0][:]), sum(pages[1][:]), sum(pages[2][:]))
	pointer := &pages[0][100]
	*pointer = 8
	fmt.Println(sum(pages[0][:]), pages[0][100])

	hole := make([]byte, 1500, 3000)
	whole := hole[:3000]
	whole[2999] = 1
	hole = append(hole, 2)
	fmt.Println(whole[1500], whole[2999], sum(hole))
	fmt.Println(string(bytes.TrimRight(append(make([]byte, 0, 2048), "text\x00\x00"...), "\x00")))
}
