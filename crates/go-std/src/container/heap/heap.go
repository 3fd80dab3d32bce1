// Package heap keeps a collection as a binary heap, the least element first.
package heap

import "sort"

// An Interface is kept as a heap. Push and Pop work at its end.
type Interface interface {
	sort.Interface
	Push(x any)
	Pop() any
}

// Init establishes the order.
func Init(h Interface) {
	n := h.Len()
	for i := n/2 - 1; i >= 0; i-- {
		down(h, i, n)
	}
}

// Push adds x.
func Push(h Interface, x any) {
	h.Push(x)
	up(h, h.Len()-1)
}

// Pop takes the least element away.
func Pop(h Interface) any {
	last := h.Len() - 1
	h.Swap(0, last)
	down(h, 0, last)
	return h.Pop()
}

// Remove takes element i away.
func Remove(h Interface, i int) any {
	last := h.Len() - 1
	if last != i {
		h.Swap(i, last)
		if !down(h, i, last) {
			up(h, i)
		}
	}
	return h.Pop()
}

// Fix restores the order after element i has changed.
func Fix(h Interface, i int) {
	if !down(h, i, h.Len()) {
		up(h, i)
	}
}

func up(h Interface, at int) {
	for at > 0 {
		parent := (at - 1) / 2
		if !h.Less(at, parent) {
			return
		}
		h.Swap(parent, at)
		at = parent
	}
}

func down(h Interface, from, n int) bool {
	at := from
	for {
		child := 2*at + 1
		if child >= n || child < 0 {
			return at > from
		}
		if right := child + 1; right < n && h.Less(right, child) {
			child = right
		}
		if !h.Less(child, at) {
			return at > from
		}
		h.Swap(at, child)
		at = child
	}
}
