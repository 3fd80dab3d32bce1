// Packages sort, slices, maps, cmp: the same order of equal elements as Go's own.
package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"sort"
	"strings"
)

type pair struct{ k, n int }

func main() {
	for _, size := range []int{10, 12, 13, 50, 200, 1000} {
		var ps []pair
		x := uint32(12345)
		for i := range size {
			x = x*1664525 + 1013904223
			ps = append(ps, pair{int(x>>16) % (size/4 + 1), i})
		}
		a := slices.Clone(ps)
		sort.Slice(a, func(i, j int) bool { return a[i].k < a[j].k })
		b := slices.Clone(ps)
		slices.SortFunc(b, func(p, q pair) int { return cmp.Compare(p.k, q.k) })
		c := slices.Clone(ps)
		sort.SliceStable(c, func(i, j int) bool { return c[i].k < c[j].k })
		d := slices.Clone(ps)
		slices.SortStableFunc(d, func(p, q pair) int { return q.k - p.k })
		fmt.Println(size, sum(a), sum(b), sum(c), sum(d), a[:5], slices.Equal(a, b))
	}
	asc := make([]pair, 100)
	for i := range asc {
		asc[i] = pair{i / 3, i}
	}
	less := 0
	sort.Slice(asc, func(i, j int) bool { less++; return asc[i].k < asc[j].k })
	fmt.Println(less, sum(asc))
	less = 0
	sort.Slice(asc, func(i, j int) bool { less++; return asc[i].k > asc[j].k })
	fmt.Println(less, sum(asc))

	f := []float64{3, math.NaN(), -1, math.Inf(1), 0, math.Copysign(0, -1), math.Inf(-1)}
	slices.Sort(f)
	fmt.Println(f)
	sort.Sort(sort.Reverse(sort.Float64Slice(f)))
	fmt.Println(f)
	w := strings.Fields("the quick brown fox jumps over the lazy dog")
	sort.Strings(w)
	fmt.Println(w, sort.SearchStrings(w, "fox"), sort.StringsAreSorted(w))
	i, found := slices.BinarySearch(w, "lazy")
	fmt.Println(i, found)
	i, found = sort.Find(len(w), func(i int) int { return strings.Compare("over", w[i]) })
	fmt.Println(i, found)
	u := []uint64{1 << 63, 5, math.MaxUint64, 0}
	slices.Sort(u)
	fmt.Println(u)

	s := []int{1, 2, 3, 4, 5}
	fmt.Println(slices.Insert(s, 1, 9, 9), slices.Delete(slices.Clone(s), 1, 3), slices.Replace(slices.Clone(s), 1, 4, 7), slices.Index(s, 4))
	t := make([]int, 3, 10)
	t2 := slices.Insert(t, 1, 8, 8)
	fmt.Println(len(t2), cap(t2), t2, &t[0] == &t2[0])
	t3 := slices.Insert([]int{1, 2, 3}, 1, 4, 5)
	fmt.Println(t3, cap(t3))
	fmt.Println(slices.Compact([]int{1, 1, 2, 2, 1}), slices.Max(s), slices.Min(s))
	fmt.Println(slices.Collect(slices.Chunk(s, 2)), slices.Repeat([]int{1, 2}, 3), slices.Concat(s, []int{6}))
	fmt.Println(slices.Sorted(maps.Keys(map[string]int{"b": 1, "a": 2})), slices.Collect(slices.Values(s)))
	fmt.Println(slices.Compare([]int{1, 2}, []int{1, 3}), slices.ContainsFunc(s, func(n int) bool { return n > 4 }), slices.IsSorted(s))
	fmt.Println(cap(slices.Grow([]int{1}, 10)), cap(slices.Clip(make([]int, 2, 8))))
	fmt.Println(cmp.Or(0, 3, 5), cmp.Compare(2.0, math.NaN()), cmp.Less("a", "b"), min(3, 1, 2), max("a", "b"))
	m := map[string]int{"a": 1}
	m2 := maps.Clone(m)
	maps.Copy(m2, map[string]int{"z": 26})
	maps.DeleteFunc(m2, func(k string, v int) bool { return v == 1 })
	fmt.Println(m, m2, maps.Equal(m, m2))
	defer func() { fmt.Println(recover()) }()
	slices.Insert(s, 6, 1)
}

func sum(p []pair) (h uint32) {
	for _, x := range p {
		h = h*31 + uint32(x.k)*7 + uint32(x.n)
	}
	return h
}
