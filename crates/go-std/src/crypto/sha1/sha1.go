// Package sha1 has SHA-1 of FIPS 180-4.
package sha1

import (
	"hash"
	"math/bits"
)

const (
	Size      = 20
	BlockSize = 64
)

type digest struct {
	h     [5]uint32
	block []byte
	len   uint64
}

func New() hash.Hash {
	d := &digest{}
	d.Reset()
	return d
}

func (d *digest) Reset() {
	*d = digest{h: [5]uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}}
}

func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return BlockSize }

func (d *digest) Write(p []byte) (n int, err error) {
	d.len += uint64(len(p))
	d.block = append(d.block, p...)
	for len(d.block) >= BlockSize {
		d.round(d.block[:BlockSize])
		d.block = d.block[BlockSize:]
	}
	return len(p), nil
}

func (d *digest) round(p []byte) {
	var w [80]uint32
	for i := range 16 {
		w[i] = uint32(p[4*i])<<24 | uint32(p[4*i+1])<<16 | uint32(p[4*i+2])<<8 | uint32(p[4*i+3])
	}
	for i := 16; i < 80; i++ {
		w[i] = bits.RotateLeft32(w[i-3]^w[i-8]^w[i-14]^w[i-16], 1)
	}
	a, b, c, dd, e := d.h[0], d.h[1], d.h[2], d.h[3], d.h[4]
	for i := range 80 {
		var f, k uint32
		switch {
		case i < 20:
			f, k = b&c|^b&dd, 0x5a827999
		case i < 40:
			f, k = b^c^dd, 0x6ed9eba1
		case i < 60:
			f, k = b&c|b&dd|c&dd, 0x8f1bbcdc
		default:
			f, k = b^c^dd, 0xca62c1d6
		}
		a, b, c, dd, e = (a<<5|a>>27)+f+e+w[i]+k, a, b<<30|b>>2, c, dd
	}
	for i, v := range [5]uint32{a, b, c, dd, e} {
		d.h[i] += v
	}
}

func (d *digest) Sum(in []byte) []byte {
	c := *d
	c.block = append([]byte(nil), d.block...)
	length := c.len * 8
	pad := append([]byte{0x80}, make([]byte, (BlockSize+55-int(c.len%BlockSize))%BlockSize)...)
	for shift := 56; shift >= 0; shift -= 8 {
		pad = append(pad, byte(length>>shift))
	}
	c.Write(pad)
	for _, h := range c.h {
		in = append(in, byte(h>>24), byte(h>>16), byte(h>>8), byte(h))
	}
	return in
}

func Sum(data []byte) [Size]byte {
	d := New()
	d.Write(data)
	return [Size]byte(d.Sum(nil))
}
