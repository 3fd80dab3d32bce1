// What stands before the dot is fixed too: a value is copied, a pointer is kept.
package main

import "fmt"

type counter struct{ n int }

func (c counter) show()   { fmt.Println("copy taken at the defer:", c.n) }
func (c *counter) showp() { fmt.Println("through the pointer:", c.n) }

func main() {
	c := counter{n: 1}
	p := &c
	defer c.show()  // copies c, with n = 1
	defer p.showp() // keeps the pointer, not what it points to
	c.n = 2
	p = &counter{n: 3} // too late: the deferred call has the old pointer
	fmt.Println("body:", c.n, p.n)
}
