// container/heap, list, ring.
package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
)

type item struct {
	name     string
	priority int
	index    int
}

type queue []*item

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].priority > q[j].priority }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i]; q[i].index, q[j].index = i, j }
func (q *queue) Push(x any)        { it := x.(*item); it.index = len(*q); *q = append(*q, it) }
func (q *queue) Pop() any {
	old := *q
	it := old[len(old)-1]
	*q = old[:len(old)-1]
	it.index = -1
	return it
}

func main() {
	q := &queue{}
	heap.Init(q)
	var c *item
	for i, n := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		it := &item{name: n, priority: i * 7 % 5}
		if n == "c" {
			c = it
		}
		heap.Push(q, it)
	}
	c.priority = 99
	heap.Fix(q, c.index)
	x := heap.Remove(q, 3).(*item)
	fmt.Println("removed", x.name)
	for q.Len() > 0 {
		it := heap.Pop(q).(*item)
		fmt.Print(it.name, ":", it.priority, " ")
	}
	fmt.Println()

	l := list.New()
	e4 := l.PushBack(4)
	e1 := l.PushFront(1)
	l.InsertBefore(3, e4)
	l.InsertAfter(2, e1)
	l.MoveToFront(e4)
	l.MoveToBack(e1)
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	fmt.Println(l.Len(), l.Remove(e4), l.Len(), e4.Next() == nil)
	other := list.New()
	other.PushBack("x")
	other.PushBack("y")
	l.PushBackList(other)
	l.PushFrontList(other)
	for e := l.Back(); e != nil; e = e.Prev() {
		fmt.Print(e.Value, " ")
	}
	var zero list.List
	zero.PushBack("zero value works")
	fmt.Println(zero.Front().Value, zero.Len())

	r := ring.New(5)
	for i := range r.Len() {
		r.Value = i
		r = r.Next()
	}
	r.Do(func(v any) { fmt.Print(v, " ") })
	r = r.Move(2)
	gone := r.Unlink(2)
	r.Do(func(v any) { fmt.Print(v, " ") })
	gone.Do(func(v any) { fmt.Print("(", v, ") ") })
	fmt.Println(r.Len(), r.Prev().Value)
}
