package slices

// Sorting without keeping the order of equal elements takes the steps of Go's pattern-defeating quicksort,
// so that equal elements end where they end in Go and the same comparisons are made.

// What the choice of a pivot says about the order found.
const (
	unknownOrder = iota
	ascending
	descending
)

// quick sorts the range [a,b); limit is how many bad partitions are suffered.
func quick[E any](x []E, cmp func(a, b E) int, a, b, limit int) {
	balanced, partitioned := true, true
	for b-a > 12 && limit > 0 {
		if !balanced {
			scatter(x, cmp, a, b)
			limit--
		}
		pivot, ascends := upright(x, cmp, a, b)
		if ascends && balanced && partitioned && nearly(x, cmp, a, b) {
			return
		}
		// The element before the range is not greater than any of it: an equal pivot is the least.
		if a > 0 && cmp(x[a-1], x[pivot]) >= 0 {
			a = partitionEqual(x, cmp, a, b, pivot)
			continue
		}
		enough := (b - a) / 8
		var mid int
		mid, partitioned = partition(x, cmp, a, b, pivot)
		if left, right := mid-a, b-mid; left < right {
			balanced = left >= enough
			quick(x, cmp, a, mid, limit)
			a = mid + 1
		} else {
			balanced = right >= enough
			quick(x, cmp, mid+1, b, limit)
			b = mid
		}
	}
	if b-a > 12 {
		heaped(x, cmp, a, b)
	} else {
		insertion(x[a:b], cmp)
	}
}

// upright chooses a pivot and turns a range round that seems to descend. It tells whether the range seems to
// ascend then.
func upright[E any](x []E, cmp func(a, b E) int, a, b int) (pivot int, ascends bool) {
	pivot, order := choose(x, cmp, a, b)
	if order == descending {
		Reverse(x[a:b])
		pivot = b - 1 - (pivot - a)
	}
	return pivot, order != unknownOrder
}

func insertion[E any](x []E, cmp func(a, b E) int) {
	for i := 1; i < len(x); i++ {
		lower(x, cmp, i)
	}
}

// lower moves x[i] down while it is less than its neighbour.
func lower[E any](x []E, cmp func(a, b E) int, i int) {
	// No element is lost should cmp panic.
	for ; i > 0 && cmp(x[i], x[i-1]) < 0; i-- {
		x[i], x[i-1] = x[i-1], x[i]
	}
}

// raise moves x[i] up while it is greater than its neighbour.
func raise[E any](x []E, cmp func(a, b E) int, i int) {
	for ; i+1 < len(x) && cmp(x[i+1], x[i]) < 0; i++ {
		x[i], x[i+1] = x[i+1], x[i]
	}
}

func heaped[E any](x []E, cmp func(a, b E) int, a, b int) {
	x = x[a:b]
	for i := range (len(x) + 1) / 2 {
		sink(x, cmp, (len(x)-1)/2-i)
	}
	for last := len(x) - 1; last >= 0; last-- {
		x[0], x[last] = x[last], x[0]
		sink(x[:last], cmp, 0)
	}
}

// sink moves the element at root down in a heap with the greatest element first.
func sink[E any](x []E, cmp func(a, b E) int, root int) {
	for child := 2*root + 1; child < len(x); child = 2*root + 1 {
		if right := child + 1; right < len(x) && cmp(x[child], x[right]) < 0 {
			child = right
		}
		if cmp(x[root], x[child]) >= 0 {
			return
		}
		x[root], x[child] = x[child], x[root]
		root = child
	}
}

// partition puts the pivot in its place: what is less before it, the rest behind.
func partition[E any](x []E, cmp func(a, b E) int, a, b, pivot int) (mid int, already bool) {
	x[a], x[pivot] = x[pivot], x[a]
	already = true
	for i, j := a+1, b-1; ; i, j = i+1, j-1 {
		for i <= j && cmp(x[i], x[a]) < 0 {
			i++
		}
		for i <= j && cmp(x[j], x[a]) >= 0 {
			j--
		}
		if i <= j {
			x[i], x[j] = x[j], x[i]
			already = false
			continue
		}
		x[j], x[a] = x[a], x[j]
		return j, already
	}
}

// partitionEqual puts what equals the pivot first.
func partitionEqual[E any](x []E, cmp func(a, b E) int, a, b, pivot int) int {
	x[a], x[pivot] = x[pivot], x[a]
	for i, j := a+1, b-1; ; i, j = i+1, j-1 {
		for i <= j && cmp(x[a], x[i]) >= 0 {
			i++
		}
		for i <= j && cmp(x[a], x[j]) < 0 {
			j--
		}
		if i > j {
			return i
		}
		x[i], x[j] = x[j], x[i]
	}
}

// nearly tries to finish a range that is almost in order with a few insertions.
func nearly[E any](x []E, cmp func(a, b E) int, a, b int) bool {
	i := a + 1
	for range 5 {
		for i < b && cmp(x[i], x[i-1]) >= 0 {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		x[i], x[i-1] = x[i-1], x[i]
		if i-a >= 2 {
			lower(x, cmp, i-1)
		}
		if b-i >= 2 {
			raise(x[:b], cmp, i)
		}
	}
	return false
}

// scatter exchanges three elements around the middle with others, to break patterns.
func scatter[E any](x []E, cmp func(a, b E) int, a, b int) {
	n := b - a
	if n < 8 {
		return
	}
	mask := uint(1)
	for mask <= uint(n) {
		mask *= 2
	}
	mask--
	random := uint64(n)
	middle := a + n/4*2 - 1
	for i := range 3 {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		other := int(uint(random) & mask)
		if other >= n {
			other -= n
		}
		x[middle+i], x[a+other] = x[a+other], x[middle+i]
	}
}

// choose takes the median of three, each the median of its neighbourhood in a long range.
func choose[E any](x []E, cmp func(a, b E) int, a, b int) (pivot, order int) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= 50 {
			i = median(x, cmp, i-1, i, i+1, &swaps)
			j = median(x, cmp, j-1, j, j+1, &swaps)
			k = median(x, cmp, k-1, k, k+1, &swaps)
		}
		j = median(x, cmp, i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, ascending
	case 12:
		return j, descending
	}
	return j, unknownOrder
}

func median[E any](x []E, cmp func(a, b E) int, a, b, c int, swaps *int) int {
	if cmp(x[b], x[a]) < 0 {
		*swaps++
		a, b = b, a
	}
	if cmp(x[c], x[b]) < 0 {
		*swaps++
		b, c = c, b
	}
	if cmp(x[b], x[a]) < 0 {
		*swaps++
		a, b = b, a
	}
	return b
}
