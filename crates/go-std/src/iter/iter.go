// Package iter names the types of iterator functions.
package iter

// Seq yields values one after the other.
type Seq[V any] func(yield func(V) bool)

// Seq2 yields pairs.
type Seq2[K, V any] func(yield func(K, V) bool)
