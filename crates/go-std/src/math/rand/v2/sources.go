package rand

import (
	"errors"
	"math/bits"
)

// A PCG is a permuted congruential generator with 128 bits of state.
type PCG struct {
	hi, lo uint64
}

func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

func (p *PCG) Seed(seed1, seed2 uint64) { p.hi, p.lo = seed1, seed2 }

// Uint64 takes one step of the congruential generator and mixes its state (DXSM).
func (p *PCG) Uint64() uint64 {
	const (
		mulHi, mulLo = 2549297995355413924, 4865540595714422341
		incHi, incLo = 6364136223846793005, 1442695040888963407
		cheap        = 0xda942042e4dd58b5
	)
	hi, lo := bits.Mul64(p.lo, mulLo)
	hi += p.hi*mulLo + p.lo*mulHi
	lo, c := bits.Add64(lo, incLo, 0)
	hi, _ = bits.Add64(hi, incHi, c)
	p.hi, p.lo = hi, lo
	hi ^= hi >> 32
	hi *= cheap
	hi ^= hi >> 48
	return hi * (lo | 1)
}

func appendWord(b []byte, w uint64) []byte {
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(w>>shift))
	}
	return b
}

func word(b []byte) (w uint64) {
	for _, c := range b[:8] {
		w = w<<8 | uint64(c)
	}
	return w
}

func (p *PCG) AppendBinary(b []byte) ([]byte, error) {
	return appendWord(appendWord(append(b, "pcg:"...), p.hi), p.lo), nil
}

func (p *PCG) MarshalBinary() ([]byte, error) { return p.AppendBinary(nil) }

func (p *PCG) UnmarshalBinary(data []byte) error {
	if len(data) != 20 || string(data[:4]) != "pcg:" {
		return errors.New("invalid PCG encoding")
	}
	p.hi, p.lo = word(data[4:]), word(data[12:])
	return nil
}

// A ChaCha8 is a cryptographically strong generator: ChaCha with 8 rounds, four blocks at a time,
// which takes a new key from its own output every sixteen blocks.
type ChaCha8 struct {
	key     [8]uint32
	buf     [32]uint64
	i, n    int
	counter uint32
	// read has the bytes of a number that Read has not given away.
	read    [8]byte
	readLen int
}

func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := &ChaCha8{}
	c.Seed(seed)
	return c
}

func (c *ChaCha8) Seed(seed [32]byte) {
	for i := range c.key {
		c.key[i] = uint32(seed[4*i]) | uint32(seed[4*i+1])<<8 | uint32(seed[4*i+2])<<16 | uint32(seed[4*i+3])<<24
	}
	c.counter, c.readLen = 0, 0
	c.blocks()
}

func (c *ChaCha8) Uint64() uint64 {
	if c.i >= c.n {
		if c.counter += 4; c.counter == 16 {
			// The last 32 bytes of the last blocks are the next key.
			for i := range 4 {
				c.key[2*i], c.key[2*i+1] = uint32(c.buf[28+i]), uint32(c.buf[28+i]>>32)
			}
			c.counter = 0
		}
		c.blocks()
	}
	c.i++
	return c.buf[c.i-1]
}

// blocks computes four blocks, whose words stand side by side in the output.
func (c *ChaCha8) blocks() {
	for j := range 4 {
		x := [16]uint32{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, 12: c.counter + uint32(j)}
		copy(x[4:], c.key[:])
		for range 4 {
			quarter(&x, 0, 4, 8, 12)
			quarter(&x, 1, 5, 9, 13)
			quarter(&x, 2, 6, 10, 14)
			quarter(&x, 3, 7, 11, 15)
			quarter(&x, 0, 5, 10, 15)
			quarter(&x, 1, 6, 11, 12)
			quarter(&x, 2, 7, 8, 13)
			quarter(&x, 3, 4, 9, 14)
		}
		for i := range c.key {
			x[4+i] += c.key[i]
		}
		for i, w := range x {
			at, shift := 2*i+j/2, 32*(j%2)
			c.buf[at] = c.buf[at]&^(0xffffffff<<shift) | uint64(w)<<shift
		}
	}
	c.i, c.n = 0, 32
	if c.counter == 12 {
		c.n = 28
	}
}

func quarter(x *[16]uint32, a, b, c, d int) {
	x[a] += x[b]
	x[d] = bits.RotateLeft32(x[d]^x[a], 16)
	x[c] += x[d]
	x[b] = bits.RotateLeft32(x[b]^x[c], 12)
	x[a] += x[b]
	x[d] = bits.RotateLeft32(x[d]^x[a], 8)
	x[c] += x[d]
	x[b] = bits.RotateLeft32(x[b]^x[c], 7)
}

func (c *ChaCha8) Read(p []byte) (n int, err error) {
	n = len(p)
	for i := range p {
		if c.readLen == 0 {
			w := c.Uint64()
			for k := range c.read {
				c.read[k] = byte(w >> (8 * k))
			}
			c.readLen = 8
		}
		p[i] = c.read[8-c.readLen]
		c.readLen--
	}
	return n, nil
}
