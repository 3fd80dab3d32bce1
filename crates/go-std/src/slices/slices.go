// Package slices has functions for slices of any type.
package slices

import (
	"cmp"
	"iter"
	"math/bits"
)

func Equal[S ~[]E, E comparable](s1, s2 S) bool {
	if len(s1) != len(s2) {
		return false
	}
	for i, v := range s1 {
		if v != s2[i] {
			return false
		}
	}
	return true
}

func EqualFunc[S1 ~[]E1, S2 ~[]E2, E1, E2 any](s1 S1, s2 S2, eq func(E1, E2) bool) bool {
	equal := len(s1) == len(s2)
	for i := 0; equal && i < len(s1); i++ {
		equal = eq(s1[i], s2[i])
	}
	return equal
}

func Compare[S ~[]E, E cmp.Ordered](s1, s2 S) int {
	for i := range min(len(s1), len(s2)) {
		if c := cmp.Compare(s1[i], s2[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(s1), len(s2))
}

func CompareFunc[S1 ~[]E1, S2 ~[]E2, E1, E2 any](s1 S1, s2 S2, compare func(E1, E2) int) int {
	for i := range min(len(s1), len(s2)) {
		if c := compare(s1[i], s2[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(s1), len(s2))
}

func Contains[S ~[]E, E comparable](s S, v E) bool         { return Index(s, v) >= 0 }
func ContainsFunc[S ~[]E, E any](s S, f func(E) bool) bool { return IndexFunc(s, f) >= 0 }

func Index[S ~[]E, E comparable](s S, v E) int {
	for i, x := range s {
		if x == v {
			return i
		}
	}
	return -1
}

func IndexFunc[S ~[]E, E any](s S, f func(E) bool) int {
	for i, x := range s {
		if f(x) {
			return i
		}
	}
	return -1
}

// Insert puts v before s[i], in place if there is room.
func Insert[S ~[]E, E any](s S, i int, v ...E) S {
	_ = s[i:]
	switch {
	case len(v) == 0:
		return s
	case i == len(s):
		return append(s, v...)
	}
	return splice(s, i, i, v)
}

// Replace puts v in the place of s[i:j], in place if there is room.
func Replace[S ~[]E, E any](s S, i, j int, v ...E) S {
	_ = s[i:j]
	if i == j {
		return Insert(s, i, v...)
	}
	return splice(s, i, j, v)
}

// splice is Replace within the bounds of s.
func splice[S ~[]E, E any](s S, i, j int, v []E) S {
	n := len(s) - (j - i) + len(v)
	var out S
	if n > cap(s) {
		out = append(s[:i], make(S, n-i)...) // so that it grows as it does by append
	} else {
		out = s[:n]
		v = append([]E(nil), v...) // it may be part of s
	}
	copy(out[i+len(v):], s[j:])
	copy(out[i:], v)
	clear(s[min(n, len(s)):])
	return out
}

func Delete[S ~[]E, E any](s S, i, j int) S {
	_ = s[i:j:len(s)]
	if i < j {
		kept := append(s[:i], s[j:]...)
		clear(s[len(kept):])
		s = kept
	}
	return s
}

func DeleteFunc[S ~[]E, E any](s S, del func(E) bool) S {
	kept := s[:0]
	for _, v := range s {
		if !del(v) {
			kept = append(kept, v)
		}
	}
	clear(s[len(kept):])
	return kept
}

func Clone[S ~[]E, E any](s S) S {
	if s != nil {
		s = append(S{}, s...)
	}
	return s
}

func Compact[S ~[]E, E comparable](s S) S {
	kept := s[:min(1, len(s))]
	for i := 1; i < len(s); i++ {
		if s[i] != s[i-1] {
			kept = append(kept, s[i])
		}
	}
	clear(s[len(kept):])
	return kept
}

func CompactFunc[S ~[]E, E any](s S, eq func(E, E) bool) S {
	kept := s[:min(1, len(s))]
	for i := 1; i < len(s); i++ {
		if !eq(s[i], s[i-1]) {
			kept = append(kept, s[i])
		}
	}
	clear(s[len(kept):])
	return kept
}

func Grow[S ~[]E, E any](s S, n int) S {
	if n < 0 {
		panic("cannot be negative")
	}
	if room := cap(s) - len(s); n > room {
		return append(s[:cap(s)], make(S, n-room)...)[:len(s)]
	}
	return s
}

func Clip[S ~[]E, E any](s S) S { return s[:len(s):len(s)] }

func Reverse[S ~[]E, E any](s S) {
	last := len(s) - 1
	for i := range len(s) / 2 {
		s[i], s[last-i] = s[last-i], s[i]
	}
}

func Concat[S ~[]E, E any](slices ...S) S {
	size := 0
	for _, s := range slices {
		size += len(s)
	}
	all := Grow(S(nil), size)
	for _, s := range slices {
		all = append(all, s...)
	}
	return all
}

func Repeat[S ~[]E, E any](x S, count int) S {
	if count < 0 {
		panic("cannot be negative")
	}
	size := len(x) * count
	if count > 0 && size/count != len(x) {
		panic("the result of (len(x) * count) overflows")
	}
	out := make(S, 0, size)
	for len(out) < size {
		out = append(out, x...)
	}
	return out
}

func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) == 0 {
		panic("slices.Max: empty list")
	}
	greatest := x[0]
	for _, v := range x[1:] {
		greatest = max(greatest, v)
	}
	return greatest
}

func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) == 0 {
		panic("slices.Min: empty list")
	}
	least := x[0]
	for _, v := range x[1:] {
		least = min(least, v)
	}
	return least
}

func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) == 0 {
		panic("slices.MaxFunc: empty list")
	}
	greatest := x[0]
	for _, v := range x[1:] {
		if cmp(v, greatest) > 0 {
			greatest = v
		}
	}
	return greatest
}

func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) == 0 {
		panic("slices.MinFunc: empty list")
	}
	least := x[0]
	for _, v := range x[1:] {
		if cmp(v, least) < 0 {
			least = v
		}
	}
	return least
}

func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := 1; i < len(x); i++ {
		if cmp.Less(x[i], x[i-1]) {
			return false
		}
	}
	return true
}

// IsSortedFunc compares from the end on, as in Go.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for n := len(x); n > 1; n-- {
		if cmp(x[n-1], x[n-2]) < 0 {
			return false
		}
	}
	return true
}

// Sort sorts in ascending order.
func Sort[S ~[]E, E cmp.Ordered](x S) {
	if len(x) > 1 && !sortBasic(x) {
		SortFunc(x, cmp.Compare[E])
	}
}

// sortBasic sorts a slice of integers or strings, whose equal elements cannot be told apart.
func sortBasic(x any) bool

// SortFunc sorts by cmp.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	if len(x) > 1 {
		quick([]E(x), cmp, 0, len(x), bits.Len(uint(len(x))))
	}
}

// SortStableFunc sorts by cmp and keeps the order of equal elements.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) { mergeSort(x, make(S, len(x)), cmp) }

func mergeSort[S ~[]E, E any](x, spare S, cmp func(a, b E) int) {
	if len(x) <= 12 {
		insertion([]E(x), cmp)
		return
	}
	m := len(x) / 2
	mergeSort(x[:m], spare[:m], cmp)
	mergeSort(x[m:], spare[m:], cmp)
	if cmp(x[m], x[m-1]) >= 0 {
		return
	}
	copy(spare[:m], x[:m])
	i, j, k := 0, m, 0
	for i < m {
		if j < len(x) && cmp(x[j], spare[i]) < 0 {
			x[k] = x[j]
			j++
		} else {
			x[k] = spare[i]
			i++
		}
		k++
	}
}

func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	return BinarySearchFunc(x, target, cmp.Compare[E])
}

func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	low, high := 0, len(x)
	for low < high {
		middle := (low + high) / 2
		if cmp(x[middle], target) >= 0 {
			high = middle
		} else {
			low = middle + 1
		}
	}
	return low, low < len(x) && cmp(x[low], target) == 0
}

func All[S ~[]E, E any](s S) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		for i, v := range s {
			if !yield(i, v) {
				return
			}
		}
	}
}

func Backward[S ~[]E, E any](s S) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		for i := len(s) - 1; i >= 0; i-- {
			if !yield(i, s[i]) {
				return
			}
		}
	}
}

func Values[S ~[]E, E any](s S) iter.Seq[E] {
	return func(yield func(E) bool) {
		for _, v := range s {
			if !yield(v) {
				return
			}
		}
	}
}

func AppendSeq[S ~[]E, E any](s S, seq iter.Seq[E]) S {
	for v := range seq {
		s = append(s, v)
	}
	return s
}

func Collect[E any](seq iter.Seq[E]) []E { return AppendSeq([]E(nil), seq) }

func Sorted[E cmp.Ordered](seq iter.Seq[E]) []E { return sorted(seq, Sort[[]E]) }

func SortedFunc[E any](seq iter.Seq[E], cmp func(E, E) int) []E {
	return sorted(seq, func(s []E) { SortFunc(s, cmp) })
}

func SortedStableFunc[E any](seq iter.Seq[E], cmp func(E, E) int) []E {
	return sorted(seq, func(s []E) { SortStableFunc(s, cmp) })
}

func sorted[E any](seq iter.Seq[E], sort func([]E)) []E {
	s := Collect(seq)
	sort(s)
	return s
}

func Chunk[S ~[]E, E any](s S, n int) iter.Seq[S] {
	if n < 1 {
		panic("cannot be less than 1")
	}
	return func(yield func(S) bool) {
		for rest := s; len(rest) > 0; {
			size := min(n, len(rest))
			if !yield(rest[:size:size]) {
				return
			}
			rest = rest[size:]
		}
	}
}
