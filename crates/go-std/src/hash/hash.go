// Package hash has the interfaces of hash functions.
package hash

import "io"

// A Hash sums what is written to it.
type Hash interface {
	io.Writer
	Sum(b []byte) []byte
	Reset()
	Size() int
	BlockSize() int
}

type Hash32 interface {
	Hash
	Sum32() uint32
}

type Hash64 interface {
	Hash
	Sum64() uint64
}

// A Cloner can be copied with its state.
type Cloner interface {
	Hash
	Clone() (Cloner, error)
}

// An XOF has output of any length.
type XOF interface {
	io.Writer
	io.Reader
	Reset()
	BlockSize() int
}
