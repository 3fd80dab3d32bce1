// Package list has a doubly linked list.
package list

// An Element is a place in a list.
type Element struct {
	next, prev *Element
	list       *List
	// Value is what is kept here.
	Value any
}

func (e *Element) Next() *Element {
	if e.list == nil || e.next == &e.list.root {
		return nil
	}
	return e.next
}

func (e *Element) Prev() *Element {
	if e.list == nil || e.prev == &e.list.root {
		return nil
	}
	return e.prev
}

// A List is empty when it is zero.
type List struct {
	// root closes the ring of elements.
	root Element
	len  int
}

func New() *List { return new(List).Init() }

func (l *List) Init() *List {
	l.root.next, l.root.prev = &l.root, &l.root
	l.len = 0
	return l
}

func (l *List) lazy() {
	if l.root.next == nil {
		l.Init()
	}
}

func (l *List) Len() int        { return l.len }
func (l *List) Front() *Element { return l.end(l.root.next) }
func (l *List) Back() *Element  { return l.end(l.root.prev) }

// end is e, the first or last element, if there are any.
func (l *List) end(e *Element) *Element {
	if l.len > 0 {
		return e
	}
	return nil
}

// link puts e behind at.
func (l *List) link(e, at *Element) *Element {
	e.prev, e.next = at, at.next
	e.prev.next, e.next.prev = e, e
	e.list = l
	l.len++
	return e
}

func (l *List) unlink(e *Element) {
	e.prev.next, e.next.prev = e.next, e.prev
	e.next, e.prev, e.list = nil, nil, nil
	l.len--
}

// move puts e, which is in l, behind at.
func (l *List) move(e, at *Element) {
	if e == at {
		return
	}
	l.unlink(e)
	l.link(e, at)
}

func (l *List) Remove(e *Element) any {
	if e.list == l {
		l.unlink(e)
	}
	return e.Value
}

func (l *List) PushFront(v any) *Element {
	l.lazy()
	return l.link(&Element{Value: v}, &l.root)
}

func (l *List) PushBack(v any) *Element {
	l.lazy()
	return l.link(&Element{Value: v}, l.root.prev)
}

func (l *List) InsertBefore(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.link(&Element{Value: v}, mark.prev)
}

func (l *List) InsertAfter(v any, mark *Element) *Element {
	if mark.list != l {
		return nil
	}
	return l.link(&Element{Value: v}, mark)
}

func (l *List) MoveToFront(e *Element) {
	if e.list == l && l.root.next != e {
		l.move(e, &l.root)
	}
}

func (l *List) MoveToBack(e *Element) {
	if e.list == l && l.root.prev != e {
		l.move(e, l.root.prev)
	}
}

func (l *List) MoveBefore(e, mark *Element) {
	if e.list == l && e != mark && mark.list == l && mark.prev != e {
		l.move(e, mark.prev)
	}
}

func (l *List) MoveAfter(e, mark *Element) {
	if e.list == l && e != mark && mark.list == l {
		l.move(e, mark)
	}
}

// The other list may be l itself, which then grows meanwhile.

func (l *List) PushBackList(other *List) {
	e := other.Front()
	for range other.Len() {
		l.PushBack(e.Value)
		e = e.Next()
	}
}

func (l *List) PushFrontList(other *List) {
	e := other.Back()
	for range other.Len() {
		l.PushFront(e.Value)
		e = e.Prev()
	}
}
