package main

import "fmt"

type Tree struct {
	Kids []Tree
	Name string
}
type M map[string]M
type F func() F
type Ch chan Ch
type P *P
type I interface{ Next() I }
type S []S
type Graph struct {
	nodes map[string]*Vertex
}
type Vertex struct {
	g     *Graph
	edges []*Vertex
	name  string
}
type impl int

func (i impl) Next() I {
	if i == 0 {
		return nil
	}
	return i - 1
}

func (t Tree) depth() int {
	d := 0
	for _, k := range t.Kids {
		d = max(d, k.depth())
	}
	return d + 1
}

type Even struct{ o *Odd }
type Odd struct{ e *Even }

func main() {
	t := Tree{Kids: []Tree{{Name: "a", Kids: []Tree{{Name: "b"}}}, {Name: "c"}}}
	fmt.Println(t.depth(), t)
	m := M{"a": {"b": nil}}
	fmt.Println(len(m["a"]), m["a"]["b"]["c"] == nil, m)
	n := 0
	var f F
	f = func() F {
		n++
		if n == 3 {
			return nil
		}
		return f
	}
	for g := f; g != nil; g = g() {
	}
	fmt.Println(n)
	c := make(Ch, 1)
	c <- c
	fmt.Println((<-c) == c)
	var p P
	p = &p
	fmt.Println(*p == p)
	k := 0
	for i := I(impl(3)); i != nil; i = i.Next() {
		k++
	}
	fmt.Println(k)
	s := S{nil, {nil, {}}}
	s[0] = S{}
	fmt.Println(len(s), len(s[1]), s)
	g := &Graph{nodes: map[string]*Vertex{}}
	for _, name := range []string{"x", "y"} {
		g.nodes[name] = &Vertex{g: g, name: name}
	}
	g.nodes["x"].edges = append(g.nodes["x"].edges, g.nodes["y"])
	fmt.Println(g.nodes["x"].edges[0].g.nodes["x"].name)
	e := Even{&Odd{&Even{}}}
	fmt.Println(e.o.e.o == nil)
}
