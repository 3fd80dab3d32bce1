package sort

// Sorting without keeping the order of equal elements takes the steps of Go's pattern-defeating quicksort,
// so that equal elements end where they end in Go and the same comparisons are made.

// What the choice of a pivot says about the order found.
const (
	unknownOrder = iota
	ascending
	descending
)

// quick sorts the range [a,b); limit is how many bad partitions are suffered.
func quick(data Interface, a, b, limit int) {
	balanced, partitioned := true, true
	for b-a > 12 {
		if limit == 0 {
			heaped(data, a, b)
			return
		}
		if !balanced {
			scatter(data, a, b)
			limit--
		}
		pivot, order := choose(data, a, b)
		if order == descending {
			flip(data, a, b)
			pivot, order = b-1-(pivot-a), ascending
		}
		if order == ascending && balanced && partitioned && nearly(data, a, b) {
			return
		}
		// The element before the range is not greater than any of it: an equal pivot is the least.
		if a > 0 && !data.Less(a-1, pivot) {
			a = partitionEqual(data, a, b, pivot)
			continue
		}
		enough := (b - a) / 8
		var mid int
		mid, partitioned = partition(data, a, b, pivot)
		if left, right := mid-a, b-mid; left < right {
			balanced = left >= enough
			quick(data, a, mid, limit)
			a = mid + 1
		} else {
			balanced = right >= enough
			quick(data, mid+1, b, limit)
			b = mid
		}
	}
	insertion(data, a, b)
}

func insertion(data Interface, a, b int) {
	for end := a + 1; end < b; end++ {
		lower(data, end, a)
	}
}

// lower moves element i down, as far as bottom, while it is less than its neighbour.
func lower(data Interface, i, bottom int) {
	for ; i > bottom && data.Less(i, i-1); i-- {
		data.Swap(i, i-1)
	}
}

func heaped(data Interface, a, b int) {
	n := b - a
	for i := range (n + 1) / 2 {
		sink(data, a, (n-1)/2-i, n)
	}
	for left := n; left > 0; left-- {
		data.Swap(a, a+left-1)
		sink(data, a, 0, left-1)
	}
}

func sink(data Interface, first, root, n int) {
	for child := 2*root + 1; child < n; child = 2*root + 1 {
		if right := child + 1; right < n && data.Less(first+child, first+right) {
			child = right
		}
		if !data.Less(first+root, first+child) {
			return
		}
		data.Swap(first+root, first+child)
		root = child
	}
}

// partition puts the pivot in its place: what is less before it, the rest behind.
func partition(data Interface, a, b, pivot int) (mid int, already bool) {
	data.Swap(a, pivot)
	already = true
	for i, j := a+1, b-1; ; i, j = i+1, j-1 {
		for i <= j && data.Less(i, a) {
			i++
		}
		for i <= j && !data.Less(j, a) {
			j--
		}
		if i > j {
			data.Swap(j, a)
			return j, already
		}
		data.Swap(i, j)
		already = false
	}
}

// partitionEqual puts what equals the pivot first.
func partitionEqual(data Interface, a, b, pivot int) int {
	data.Swap(a, pivot)
	for i, j := a+1, b-1; ; i, j = i+1, j-1 {
		for i <= j && !data.Less(a, i) {
			i++
		}
		for i <= j && data.Less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		data.Swap(i, j)
	}
}

// nearly tries to finish a range that is almost in order with a few insertions.
func nearly(data Interface, a, b int) bool {
	i := a + 1
	for range 5 {
		for i < b && !data.Less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < 50 {
			return false
		}
		data.Swap(i, i-1)
		if i-a >= 2 {
			lower(data, i-1, 0)
		}
		if b-i >= 2 {
			for j := i + 1; j < b && data.Less(j, j-1); j++ {
				data.Swap(j, j-1)
			}
		}
	}
	return false
}

// scatter exchanges three elements around the middle with others, to break patterns.
func scatter(data Interface, a, b int) {
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
		data.Swap(middle+i, a+other)
	}
}

// choose takes the median of three, each the median of its neighbourhood in a long range.
func choose(data Interface, a, b int) (pivot, order int) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= 50 {
			i = median(data, i-1, i, i+1, &swaps)
			j = median(data, j-1, j, j+1, &swaps)
			k = median(data, k-1, k, k+1, &swaps)
		}
		j = median(data, i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, ascending
	case 12:
		return j, descending
	}
	return j, unknownOrder
}

func median(data Interface, a, b, c int, swaps *int) int {
	if data.Less(b, a) {
		*swaps++
		a, b = b, a
	}
	if data.Less(c, b) {
		*swaps++
		b, c = c, b
	}
	if data.Less(b, a) {
		*swaps++
		a, b = b, a
	}
	return b
}

// flip turns a range round.
func flip(data Interface, a, b int) {
	for last := b - 1; a < last; last-- {
		data.Swap(a, last)
		a++
	}
}
