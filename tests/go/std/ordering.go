// Every comparison and exchange of sort, slices and container/heap; capacities after edits; lists and rings.
package main

import (
	"cmp"
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"sort"
)

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	f()
}

type trace struct {
	x    []int
	hash uint32
	n    int
}

func (t *trace) note(k, i, j int) {
	t.n++
	t.hash = (t.hash*31+uint32(k))*1000003 ^ uint32(i*7919+j)
}
func (t *trace) Len() int           { return len(t.x) }
func (t *trace) Less(i, j int) bool { t.note(1, i, j); return t.x[i] < t.x[j] }
func (t *trace) Swap(i, j int)      { t.note(2, i, j); t.x[i], t.x[j] = t.x[j], t.x[i] }
func (t *trace) Push(x any)         { t.x = append(t.x, x.(int)) }
func (t *trace) Pop() any {
	v := t.x[len(t.x)-1]
	t.x = t.x[:len(t.x)-1]
	return v
}

func arrays(rnd *rand.Rand) [][]int {
	var all [][]int
	for _, n := range []int{0, 1, 2, 12, 13, 51, 333} {
		for kind := range 8 {
			x := make([]int, n)
			for i := range x {
				switch kind {
				case 0:
					x[i] = rnd.Intn(1000)
				case 1:
					x[i] = rnd.Intn(5)
				case 2:
					x[i] = i
				case 3:
					x[i] = n - i
				case 4:
					x[i] = 7
				case 5:
					x[i] = i ^ 1
				case 6:
					x[i] = (i * 7919) % (n/2 + 1)
				case 7:
					x[i] = i % (n/3 + 1)
				}
			}
			if kind == 7 && n > 3 {
				x[n/2] = -1
			}
			all = append(all, x)
		}
	}
	return all
}

func main() {
	rnd := rand.New(rand.NewSource(4))
	for _, x := range arrays(rnd) {
		t := &trace{x: slices.Clone(x)}
		sort.Sort(t)
		fmt.Print(len(x), " ", t.n, t.hash)
		is := sort.IsSorted(t)
		fmt.Print(is, t.n, t.hash)
		t = &trace{x: slices.Clone(x)}
		sort.Stable(t)
		fmt.Print(" stable ", sort.IsSorted(t))
		type pair struct{ a, i int }
		ps := make([]pair, len(x))
		for i, v := range x {
			ps[i] = pair{v, i}
		}
		n, hash := 0, uint32(0)
		by := func(a, b pair) int {
			n++
			hash = hash*1000003 ^ uint32(a.i*7919+b.i)
			return cmp.Compare(a.a, b.a)
		}
		slices.SortFunc(ps, by)
		for _, p := range ps {
			hash = hash*31 + uint32(p.i)
		}
		fmt.Print(" func ", n, hash)
		is = slices.IsSortedFunc(ps, by)
		fmt.Print(is, n, hash)
		if len(ps) > 0 {
			a, b := slices.MinFunc(ps, by), slices.MaxFunc(ps, by)
			fmt.Print(a, b, n, hash)
		}
		n, hash = 0, 0
		at, ok := slices.BinarySearchFunc(ps, pair{7, 0}, by)
		fmt.Print(at, ok, n, hash)
		n = 0
		at = sort.Search(len(x), func(i int) bool { n++; hash = hash*31 + uint32(i); return ps[i].a >= 7 })
		fmt.Print(at, n, hash)
		at, ok = sort.Find(len(x), func(i int) int { n++; hash = hash*31 + uint32(i); return cmp.Compare(7, ps[i].a) })
		fmt.Println(at, ok, n, hash)
		h := &trace{x: slices.Clone(x)}
		heap.Init(h)
		fmt.Print(h.n, h.hash, " ")
		for i := range min(len(x)/2, 3) {
			heap.Push(h, rnd.Intn(100))
			h.x[i] = rnd.Intn(1000)
			heap.Fix(h, i)
			a, b := heap.Remove(h, i/2), heap.Pop(h)
			fmt.Print(a, b, h.n, h.hash, " ")
		}
		fmt.Println()
	}
	edits()
	lists()
}

func edits() {
	rnd := rand.New(rand.NewSource(5))
	for range 100 {
		n := rnd.Intn(9)
		s := make([]int, n, n+rnd.Intn(6))
		for i := range s {
			s[i] = rnd.Intn(4)
		}
		full := s[:cap(s)]
		i := rnd.Intn(n + 1)
		j := i + rnd.Intn(n-i+1)
		v := make([]int, rnd.Intn(5))
		for k := range v {
			v[k] = 10 + k
		}
		var out []int
		switch what := rnd.Intn(10); what {
		case 0:
			out = slices.Insert(s, i, v...)
		case 1:
			out = slices.Replace(s, i, j, v...)
		case 2:
			out = slices.Delete(s, i, j)
		case 3:
			out = slices.DeleteFunc(s, func(x int) bool { fmt.Print(x, ","); return x%2 == 0 })
		case 4:
			out = slices.Compact(s)
		case 5:
			out = slices.CompactFunc(s, func(a, b int) bool { fmt.Print(a, b, ","); return a/2 == b/2 })
		case 6:
			out = slices.Grow(s, len(v))
		case 7:
			out = slices.Insert(s, i, s[i:j]...)
		case 8:
			out = slices.Concat(s, v, s)
		case 9:
			out = slices.Repeat(s, len(v))
			slices.Reverse(out)
		}
		fmt.Println(n, i, j, v, out, len(out), cap(out), full)
	}
	var none []int
	fmt.Println(slices.Insert(none, 0) == nil, slices.Compact(none) == nil, slices.DeleteFunc(none, nil) == nil, slices.Concat[[]int]() == nil, slices.Concat(none, none) == nil, slices.Grow(none, 0) == nil, slices.Repeat(none, 3) == nil)
	try(func() { slices.Insert([]int{1}, 2, 3) })
	try(func() { slices.Insert([]int{1}, -1, 3) })
	try(func() { slices.Delete([]int{1, 2}, 1, 3) })
	try(func() { slices.Delete([]int{1, 2}, 2, 1) })
	try(func() { slices.Replace([]int{1, 2}, 2, 1) })
	try(func() { slices.Grow(none, -1) })
	try(func() { slices.Repeat(none, -1) })
	try(func() { slices.Repeat([]int{1, 2}, 1<<62) })
	fmt.Println(slices.Repeat([]int{}, 1<<40))
	try(func() { slices.Max(none) })
	try(func() { slices.Min(none) })
	try(func() { slices.MaxFunc(none, nil) })
	try(func() { slices.MinFunc(none, nil) })
	nan := 0.0
	nan /= nan
	fs := []float64{2, nan, 1}
	fmt.Println(slices.Max(fs), slices.Min(fs), slices.IsSorted(fs), slices.IsSorted([]float64{nan, nan, 1, 2}), slices.Index(fs, nan), slices.Contains(fs, 1))
	a, b := []int{1, 2, 3}, []int{1, 2, 4}
	fmt.Println(slices.Equal(a, b), slices.Equal(a, a), slices.Equal(a, a[:2]), slices.Equal(fs, fs), slices.Compare(a, b), slices.Compare(b, a), slices.Compare(a, a[:2]), slices.Compare(a[:2], a), slices.Compare(a, a))
	fmt.Println(slices.EqualFunc(a, b, func(x, y int) bool { fmt.Print(x, y, ";"); return x == y }), slices.EqualFunc(a, b[:2], func(x, y int) bool { fmt.Print(x, y, ";"); return x == y }))
	fmt.Println(slices.CompareFunc(a, b, func(x, y int) int { fmt.Print(x, y, ";"); return x - y }), slices.CompareFunc(a, b[:2], func(x, y int) int { fmt.Print(x, y, ";"); return x - y }), slices.CompareFunc(a[:1], b[:2], func(x, y int) int { return x - y }))
	fmt.Println(slices.IndexFunc(a, func(x int) bool { fmt.Print(x, ";"); return x > 1 }), slices.ContainsFunc(a, func(x int) bool { return x > 5 }))
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5, 6, 7}, 3) {
		fmt.Print(c, len(c), cap(c), " ")
	}
	for c := range slices.Chunk([]int{1, 2, 3, 4, 5, 6, 7}, 3) {
		fmt.Print(c)
		if len(c) == 3 {
			break
		}
	}
	try(func() { slices.Chunk(a, 0) })
	fmt.Println(slices.Sorted(slices.Values([]int{3, 1, 2})), slices.SortedFunc(slices.Values([]int{3, 1, 2}), func(a, b int) int { return b - a }), slices.SortedStableFunc(slices.Values([]int{31, 12, 33, 11}), func(a, b int) int { return a/10 - b/10 }))
	for i, v := range slices.Backward(a) {
		fmt.Print(i, v, " ")
	}
	m := map[string]int{"a": 1, "b": 2}
	fmt.Println(maps.Equal(m, maps.Clone(m)), maps.Equal(m, map[string]int{"a": 1}), maps.Equal(m, map[string]int{"a": 1, "c": 2}), maps.EqualFunc(m, m, func(a, b int) bool { return a == b }), maps.EqualFunc(m, map[string]int{"a": 1, "b": 3}, func(a, b int) bool { return a == b }))
	var nm map[string]int
	fmt.Println(maps.Clone(nm) == nil, maps.Clone(map[string]int{}) == nil, maps.Collect(maps.All(m)))
	maps.Copy(m, map[string]int{"c": 3})
	maps.Insert(m, maps.All(map[string]int{"d": 4}))
	maps.DeleteFunc(m, func(k string, v int) bool { return v%2 == 0 })
	fmt.Println(m)
}

func show(l *list.List) {
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	for e := l.Back(); e != nil; e = e.Prev() {
		fmt.Print(e.Value, " ")
	}
	fmt.Println(l.Len())
}

func lists() {
	var l list.List
	fmt.Println(l.Front(), l.Back(), l.Len())
	a := l.PushFront(1)
	b := l.PushBack(2)
	c := l.InsertBefore(3, b)
	l.InsertAfter(4, c)
	show(&l)
	l.MoveToBack(a)
	l.MoveToFront(b)
	l.MoveBefore(c, a)
	l.MoveAfter(b, a)
	show(&l)
	l.PushBackList(&l)
	l.PushFrontList(&l)
	show(&l)
	fmt.Println(l.Remove(a), l.Remove(a), a.Next(), a.Prev())
	l.Init()
	show(&l)
	fmt.Println(l.Front() == nil, l.Back() == nil)
	var r ring.Ring
	fmt.Println(r.Len(), r.Next() == &r, r.Prev() == &r)
	var r2 ring.Ring
	fmt.Println(r2.Prev() == &r2, r2.Move(5) == &r2, r2.Move(-5) == &r2)
	x := ring.New(5)
	for i := range x.Len() {
		x.Value = i
		x = x.Next()
	}
	p := func(r *ring.Ring) {
		r.Do(func(v any) { fmt.Print(v, " ") })
		fmt.Println(r.Len())
	}
	p(x)
	p(x.Move(2))
	p(x.Move(-2))
	p(x.Unlink(2))
	p(x)
	p(x.Unlink(0))
	y := ring.New(2)
	p(x.Link(y))
	p(x)
	p(x.Link(x.Move(2)))
	p(x)
	p(x.Link(nil))
	var nr *ring.Ring
	fmt.Println(nr.Len(), ring.New(0), ring.New(-1))
	p(new(ring.Ring))
}
