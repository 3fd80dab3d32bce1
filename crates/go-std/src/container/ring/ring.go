// Package ring has a circular list.
package ring

// A Ring is one element of a circular list; it stands for the whole list.
type Ring struct {
	next, prev *Ring
	Value      any
}

// ready makes a zero ring one of one element.
func (r *Ring) ready() *Ring {
	if r.next == nil {
		r.next, r.prev = r, r
	}
	return r
}

// New makes a ring of n elements.
func New(n int) *Ring {
	if n <= 0 {
		return nil
	}
	first := new(Ring).ready()
	for range n - 1 {
		first.prev.Link(new(Ring))
	}
	return first
}

func (r *Ring) Next() *Ring {
	if r.next != nil {
		return r.next
	}
	return r.ready()
}

func (r *Ring) Prev() *Ring {
	if r.prev != nil {
		return r.prev
	}
	return r.ready()
}

// Move is n elements on, or back if n is negative.
func (r *Ring) Move(n int) *Ring {
	at := r.ready()
	for ; n > 0; n-- {
		at = at.next
	}
	for ; n < 0; n++ {
		at = at.prev
	}
	return at
}

// Link makes s the element behind r, and returns what was there.
func (r *Ring) Link(s *Ring) *Ring {
	next := r.Next()
	if s != nil {
		last := s.Prev()
		r.next, s.prev = s, r
		next.prev, last.next = last, next
	}
	return next
}

// Unlink takes the n elements behind r out.
func (r *Ring) Unlink(n int) *Ring {
	if n <= 0 {
		return nil
	}
	return r.Link(r.Move(n + 1))
}

func (r *Ring) Len() int {
	n := 0
	r.Do(func(any) { n++ })
	return n
}

// Do calls f for every value, beginning at r.
func (r *Ring) Do(f func(any)) {
	for p := r; p != nil; {
		f(p.Value)
		if p = p.Next(); p == r {
			return
		}
	}
}
