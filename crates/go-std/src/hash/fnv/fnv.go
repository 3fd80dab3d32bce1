// Package fnv has the hash functions of Fowler, Noll and Vo.
package fnv

import (
	"hash"
	"math/bits"
)

const (
	offset32 = 2166136261
	offset64 = 14695981039346656037
	prime32  = 16777619
	prime64  = 1099511628211
	// The 128-bit prime is 2⁸⁸ + 0x13b.
	offset128High, offset128Low = 0x6c62272e07bb0142, 0x62b821756295c58d
	prime128Low, prime128Shift  = 0x13b, 24
)

type (
	sum32   uint32
	sum32a  uint32
	sum64   uint64
	sum64a  uint64
	sum128  [2]uint64
	sum128a [2]uint64
)

func New32() hash.Hash32 {
	s := sum32(offset32)
	return &s
}

func New32a() hash.Hash32 {
	s := sum32a(offset32)
	return &s
}

func New64() hash.Hash64 {
	s := sum64(offset64)
	return &s
}

func New64a() hash.Hash64 {
	s := sum64a(offset64)
	return &s
}

func New128() hash.Hash  { return &sum128{offset128High, offset128Low} }
func New128a() hash.Hash { return &sum128a{offset128High, offset128Low} }

// appendWord appends the low bytes of w, the highest first.
func appendWord(b []byte, w uint64, bytes int) []byte {
	for i := bytes - 1; i >= 0; i-- {
		b = append(b, byte(w>>(8*i)))
	}
	return b
}

func (s *sum32) Write(data []byte) (int, error) {
	h := *s
	for _, c := range data {
		h *= prime32
		h ^= sum32(c)
	}
	*s = h
	return len(data), nil
}

func (s *sum32) Reset()              { *s = offset32 }
func (s *sum32) Size() int           { return 4 }
func (s *sum32) BlockSize() int      { return 1 }
func (s *sum32) Sum32() uint32       { return uint32(*s) }
func (s *sum32) Sum(b []byte) []byte { return appendWord(b, uint64(*s), 4) }

func (s *sum32a) Write(data []byte) (int, error) {
	h := *s
	for _, c := range data {
		h ^= sum32a(c)
		h *= prime32
	}
	*s = h
	return len(data), nil
}

func (s *sum32a) Reset()              { *s = offset32 }
func (s *sum32a) Size() int           { return 4 }
func (s *sum32a) BlockSize() int      { return 1 }
func (s *sum32a) Sum32() uint32       { return uint32(*s) }
func (s *sum32a) Sum(b []byte) []byte { return appendWord(b, uint64(*s), 4) }

func (s *sum64) Write(data []byte) (int, error) {
	h := *s
	for _, c := range data {
		h *= prime64
		h ^= sum64(c)
	}
	*s = h
	return len(data), nil
}

func (s *sum64) Reset()              { *s = offset64 }
func (s *sum64) Size() int           { return 8 }
func (s *sum64) BlockSize() int      { return 1 }
func (s *sum64) Sum64() uint64       { return uint64(*s) }
func (s *sum64) Sum(b []byte) []byte { return appendWord(b, uint64(*s), 8) }

func (s *sum64a) Write(data []byte) (int, error) {
	h := *s
	for _, c := range data {
		h ^= sum64a(c)
		h *= prime64
	}
	*s = h
	return len(data), nil
}

func (s *sum64a) Reset()              { *s = offset64 }
func (s *sum64a) Size() int           { return 8 }
func (s *sum64a) BlockSize() int      { return 1 }
func (s *sum64a) Sum64() uint64       { return uint64(*s) }
func (s *sum64a) Sum(b []byte) []byte { return appendWord(b, uint64(*s), 8) }

func times(s *[2]uint64) {
	hi, lo := bits.Mul64(prime128Low, s[1])
	hi += s[1]<<prime128Shift + prime128Low*s[0]
	s[0], s[1] = hi, lo
}

func (s *sum128) Write(data []byte) (int, error) {
	for _, c := range data {
		times((*[2]uint64)(s))
		s[1] ^= uint64(c)
	}
	return len(data), nil
}

func (s *sum128) Reset()              { *s = sum128{offset128High, offset128Low} }
func (s *sum128) Size() int           { return 16 }
func (s *sum128) BlockSize() int      { return 1 }
func (s *sum128) Sum(b []byte) []byte { return appendWord(appendWord(b, s[0], 8), s[1], 8) }

func (s *sum128a) Write(data []byte) (int, error) {
	for _, c := range data {
		s[1] ^= uint64(c)
		times((*[2]uint64)(s))
	}
	return len(data), nil
}

func (s *sum128a) Reset()              { *s = sum128a{offset128High, offset128Low} }
func (s *sum128a) Size() int           { return 16 }
func (s *sum128a) BlockSize() int      { return 1 }
func (s *sum128a) Sum(b []byte) []byte { return appendWord(appendWord(b, s[0], 8), s[1], 8) }
