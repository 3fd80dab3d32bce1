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
	for {
		n := b - a
		if n <= 12 {
			insertion(x, cmp, a, b)
			return
		}
		if limit == 0 {
			heaped(x, cmp, a, b)
			return
		}
		if !balanced {
			scatter(x, cmp, a, b)
			limit--
		}
		pivot, order := choose(x, cmp, a, b)
		if order == descending {
			flip(x, cmp, a, b)
			pivot = b - 1 - (pivot - a)
			order = ascending
		}
		if balanced && partitioned && order == ascending && nearly(x, cmp, a, b) {
			return
		}
		// The element before the range is not greater than any of it: an equal pivot is the least.
		if a > 0 && cmp(x[a-1], x[pivot]) >= 0 {
			a = partitionEqual(x, cmp, a, b, pivot)
			continue
		}
		mid, already := partition(x, cmp, a, b, pivot)
		partitioned = already
		if left, right := mid-a, b-mid; left < right {
			balanced = left >= n/8
			quick(x, cmp, a, mid, limit)
			a = mid + 1
		} else {
			balanced = right >= n/8
			quick(x, cmp, mid+1, b, limit)
			b = mid
		}
	}
}

func insertion[E any](x []E, cmp func(a, b E) int, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && cmp(x[j], x[j-1]) < 0; j-- {
			x[j], x[j-1] = x[j-1], x[j]
		}
	}
}

func heaped[E any](x []E, cmp func(a, b E) int, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		sink(x, cmp, a, i, n)
	}
	for i := n - 1; i >= 0; i-- {
		x[a], x[a+i] = x[a+i], x[a]
		sink(x, cmp, a, 0, i)
	}
}

func sink[E any](x []E, cmp func(a, b E) int, first, root, n int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && cmp(x[first+child], x[first+child+1]) < 0 {
			child++
		}
		if cmp(x[first+root], x[first+child]) >= 0 {
			return
		}
		x[first+root], x[first+child] = x[first+child], x[first+root]
		root = child
	}
}

// partition puts the pivot in its place: what is less before it, the rest behind.
func partition[E any](x []E, cmp func(a, b E) int, a, b, pivot int) (mid int, already bool) {
	x[a], x[pivot] = x[pivot], x[a]
	i, j := a+1, b-1
	already = true
	for {
		for i <= j && cmp(x[i], x[a]) < 0 {
			i++
		}
		for i <= j && cmp(x[j], x[a]) >= 0 {
			j--
		}
		if i > j {
			break
		}
		already = false
		x[i], x[j] = x[j], x[i]
		i++
		j--
	}
	x[j], x[a] = x[a], x[j]
	return j, already
}

// partitionEqual puts what equals the pivot first.
func partitionEqual[E any](x []E, cmp func(a, b E) int, a, b, pivot int) int {
	x[a], x[pivot] = x[pivot], x[a]
	i, j := a+1, b-1
	for {
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
		i++
		j--
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
			for j := i - 1; j >= 1 && cmp(x[j], x[j-1]) < 0; j-- {
				x[j], x[j-1] = x[j-1], x[j]
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && cmp(x[j], x[j-1]) < 0; j++ {
				x[j], x[j-1] = x[j-1], x[j]
			}
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

func flip[E any](x []E, cmp func(a, b E) int, a, b int) {
	for i, j := a, b-1; i < j; i, j = i+1, j-1 {
		x[i], x[j] = x[j], x[i]
	}
}
