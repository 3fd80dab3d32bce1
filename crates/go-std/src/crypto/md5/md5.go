// Package md5 has MD5 of RFC 1321.
package md5

import "hash"

const (
	Size      = 16
	BlockSize = 64
)

// k has the first bits of |sin(i+1)|, shifts the rotations of the four rounds.
var (
	k = [64]uint32{
		0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
		0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
		0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
		0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
		0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
		0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
		0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
		0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
	}
	shifts = [4][4]int{{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}
)

type digest struct {
	h     [4]uint32
	block []byte
	len   uint64
}

func New() hash.Hash {
	d := &digest{}
	d.Reset()
	return d
}

func (d *digest) Reset()         { *d = digest{h: [4]uint32{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}} }
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
	var m [16]uint32
	for i := range m {
		m[i] = uint32(p[4*i]) | uint32(p[4*i+1])<<8 | uint32(p[4*i+2])<<16 | uint32(p[4*i+3])<<24
	}
	a, b, c, dd := d.h[0], d.h[1], d.h[2], d.h[3]
	for i := range 64 {
		var f uint32
		g := i
		switch i / 16 {
		case 0:
			f = b&c | ^b&dd
		case 1:
			f, g = dd&b|^dd&c, 5*i+1
		case 2:
			f, g = b^c^dd, 3*i+5
		default:
			f, g = c^(b|^dd), 7*i
		}
		f += a + k[i] + m[g%16]
		s := shifts[i/16][i%4]
		a, dd, c, b = dd, c, b, b+(f<<s|f>>(32-s))
	}
	for i, v := range [4]uint32{a, b, c, dd} {
		d.h[i] += v
	}
}

func (d *digest) Sum(in []byte) []byte {
	c := *d
	c.block = append([]byte(nil), d.block...)
	length := c.len * 8
	pad := append([]byte{0x80}, make([]byte, (BlockSize+55-int(c.len%BlockSize))%BlockSize)...)
	for shift := 0; shift < 64; shift += 8 {
		pad = append(pad, byte(length>>shift))
	}
	c.Write(pad)
	for _, h := range c.h {
		in = append(in, byte(h), byte(h>>8), byte(h>>16), byte(h>>24))
	}
	return in
}

func Sum(data []byte) [Size]byte {
	d := New()
	d.Write(data)
	return [Size]byte(d.Sum(nil))
}
