// Package sort sorts slices and other collections.
package sort

import (
	"math/bits"
	"slices"
)

// An Interface can be sorted.
type Interface interface {
	Less(i, j int) bool
	Swap(i, j int)
	Len() int
}

// Sort sorts data. The order of equal elements is not kept.
func Sort(data Interface) {
	if n := data.Len(); n > 1 {
		quick(data, 0, n, bits.Len(uint(n)))
	}
}

// Stable sorts data and keeps the order of equal elements.
func Stable(data Interface) {
	n := data.Len()
	const block = 20
	for a := 0; a < n; a += block {
		insertion(data, a, min(a+block, n))
	}
	for size := block; size < n; size *= 2 {
		for a := 0; a+size < n; a += 2 * size {
			merge(data, a, a+size, min(a+2*size, n))
		}
	}
}

// merge joins the sorted ranges [a,m) and [m,b) in place: the half of the longer range is
// moved behind what is smaller in the other, and both sides are merged in turn.
func merge(data Interface, a, m, b int) {
	if a == m || m == b || !data.Less(m, m-1) {
		return
	}
	if m-a >= b-m {
		i := a + (m-a)/2
		j := m + Search(b-m, func(k int) bool { return !data.Less(m+k, i) })
		rotate(data, i, m, j)
		mid := i + j - m
		merge(data, a, i, mid)
		merge(data, mid+1, j, b)
		return
	}
	j := m + (b-m)/2
	i := a + Search(m-a, func(k int) bool { return data.Less(j, a+k) })
	rotate(data, i, m, j+1)
	mid := i + j - m
	merge(data, a, i, mid)
	merge(data, mid+1, j+1, b)
}

func rotate(data Interface, a, m, b int) {
	flip(data, a, m)
	flip(data, m, b)
	flip(data, a, b)
}

// IsSorted tells whether no element is less than the one before it.
func IsSorted(data Interface) bool {
	for n := data.Len(); n > 1; n-- {
		if data.Less(n-1, n-2) {
			return false
		}
	}
	return true
}

type reversed struct {
	Interface
}

func (r reversed) Less(i, j int) bool { return r.Interface.Less(j, i) }

// Reverse is data in the opposite order.
func Reverse(data Interface) Interface { return &reversed{data} }

// Search is the least i in [0,n) with f(i), or n.
func Search(n int, f func(int) bool) int {
	low, high := 0, n
	for low < high {
		middle := low + (high-low)/2
		if f(middle) {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low
}

// Find is the least i with cmp(i) <= 0, and whether cmp(i) == 0.
func Find(n int, cmp func(int) int) (i int, found bool) {
	i = Search(n, func(i int) bool { return cmp(i) <= 0 })
	return i, i < n && cmp(i) == 0
}

func SearchInts(a []int, x int) int { return Search(len(a), func(i int) bool { return a[i] >= x }) }
func SearchStrings(a []string, x string) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}
func SearchFloat64s(a []float64, x float64) int {
	return Search(len(a), func(i int) bool { return a[i] >= x })
}

type IntSlice []int

func (x IntSlice) Len() int           { return len(x) }
func (x IntSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x IntSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x IntSlice) Sort()              { Sort(x) }

func (p IntSlice) Search(x int) int         { return SearchInts(p, x) }
func (p StringSlice) Search(x string) int   { return SearchStrings(p, x) }
func (p Float64Slice) Search(x float64) int { return SearchFloat64s(p, x) }

type StringSlice []string

func (x StringSlice) Len() int           { return len(x) }
func (x StringSlice) Less(i, j int) bool { return x[i] < x[j] }
func (x StringSlice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x StringSlice) Sort()              { Sort(x) }

type Float64Slice []float64

func (x Float64Slice) Len() int           { return len(x) }
func (x Float64Slice) Less(i, j int) bool { return x[i] < x[j] || (x[i] != x[i] && x[j] == x[j]) }
func (x Float64Slice) Swap(i, j int)      { x[i], x[j] = x[j], x[i] }
func (x Float64Slice) Sort()              { Sort(x) }

func Ints(x []int)                       { slices.Sort(x) }
func Strings(x []string)                 { slices.Sort(x) }
func Float64s(x []float64)               { slices.Sort(x) }
func IntsAreSorted(x []int) bool         { return IsSorted(IntSlice(x)) }
func StringsAreSorted(x []string) bool   { return IsSorted(StringSlice(x)) }
func Float64sAreSorted(x []float64) bool { return IsSorted(Float64Slice(x)) }

// anySlice sorts a slice of any type by position.
type anySlice struct {
	x    any
	n    int
	less func(i, j int) bool
}

func (s *anySlice) Len() int           { return s.n }
func (s *anySlice) Less(i, j int) bool { return s.less(i, j) }
func (s *anySlice) Swap(i, j int)      { swap(s.x, i, j) }

// Slice sorts the slice x by less.
func Slice(x any, less func(i, j int) bool) { Sort(&anySlice{x, length(x), less}) }

// SliceStable sorts the slice x by less and keeps the order of equal elements.
func SliceStable(x any, less func(i, j int) bool) { Stable(&anySlice{x, length(x), less}) }

// SliceIsSorted is IsSorted for the slice x and less.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	return IsSorted(&anySlice{x, length(x), less})
}

// length is len(x) of a slice of any type.
func length(x any) int

// swap exchanges two elements of a slice of any type.
func swap(x any, i, j int)
