package main

func (x *[]int) First() int { return x.missing + 1 }

func (s string) Upper(n any) string { return s.missing }

func (Person p) Greet() string { return p.name + "!" }

func main() {
	nil.Close()
	len.x()
	var f int.Size
	_ = append([]int{}, "a", missing)
	for i, j := range 5 {
	}
	int(3)(missing)
}
