// Package big has integers, fractions and floats of any size.
package big

import "math/bits"

// A nat is a natural number: digits to the base 2³², the lowest first, without zeros at the top.
type nat []uint32

func (x nat) norm() nat {
	n := len(x)
	for n > 0 && x[n-1] == 0 {
		n--
	}
	return x[:n]
}

func natOf(x uint64) nat { return nat{uint32(x), uint32(x >> 32)}.norm() }

func (x nat) cmp(y nat) int {
	if len(x) != len(y) {
		if len(x) < len(y) {
			return -1
		}
		return 1
	}
	for i := len(x) - 1; i >= 0; i-- {
		if x[i] != y[i] {
			if x[i] < y[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func (x nat) add(y nat) nat {
	if len(x) < len(y) {
		x, y = y, x
	}
	z := make(nat, len(x)+1)
	carry := uint64(0)
	for i := range x {
		carry += uint64(x[i])
		if i < len(y) {
			carry += uint64(y[i])
		}
		z[i] = uint32(carry)
		carry >>= 32
	}
	z[len(x)] = uint32(carry)
	return z.norm()
}

// sub is x - y; y must not be greater.
func (x nat) sub(y nat) nat {
	z := make(nat, len(x))
	borrow := int64(0)
	for i := range x {
		borrow += int64(x[i])
		if i < len(y) {
			borrow -= int64(y[i])
		}
		z[i] = uint32(borrow)
		borrow >>= 32
	}
	return z.norm()
}

func (x nat) mul(y nat) nat {
	if len(x) == 0 || len(y) == 0 {
		return nil
	}
	z := make(nat, len(x)+len(y))
	for i, a := range x {
		if a == 0 {
			continue
		}
		carry := uint64(0)
		for j, b := range y {
			carry += uint64(a)*uint64(b) + uint64(z[i+j])
			z[i+j] = uint32(carry)
			carry >>= 32
		}
		z[i+len(y)] = uint32(carry)
	}
	return z.norm()
}

func (x nat) shl(s uint) nat {
	if len(x) == 0 {
		return nil
	}
	words, n := int(s/32), s%32
	z := make(nat, len(x)+words+1)
	for i, a := range x {
		v := uint64(a) << n
		z[i+words] |= uint32(v)
		z[i+words+1] = uint32(v >> 32)
	}
	return z.norm()
}

func (x nat) shr(s uint) nat {
	words, n := int(s/32), s%32
	if words >= len(x) {
		return nil
	}
	z := make(nat, len(x)-words)
	for i := range z {
		v := uint64(x[i+words])
		if i+words+1 < len(x) {
			v |= uint64(x[i+words+1]) << 32
		}
		z[i] = uint32(v >> n)
	}
	return z.norm()
}

func (x nat) bitLen() int {
	if len(x) == 0 {
		return 0
	}
	return 32*(len(x)-1) + bits.Len32(x[len(x)-1])
}

func (x nat) bit(i uint) uint {
	if int(i/32) >= len(x) {
		return 0
	}
	return uint(x[i/32]>>(i%32)) & 1
}

func (x nat) zeros() uint {
	for i, a := range x {
		if a != 0 {
			return uint(32*i + bits.TrailingZeros32(a))
		}
	}
	return 0
}

// divWord divides by a single digit.
func (x nat) divWord(y uint32) (q nat, r uint32) {
	q = make(nat, len(x))
	rest := uint64(0)
	for i := len(x) - 1; i >= 0; i-- {
		rest = rest<<32 | uint64(x[i])
		q[i] = uint32(rest / uint64(y))
		rest %= uint64(y)
	}
	return q.norm(), uint32(rest)
}

// div divides as on paper: each digit of the quotient is estimated from the leading digits and put right.
func (x nat) div(y nat) (q, r nat) {
	if len(y) == 0 {
		panic("division by zero")
	}
	if x.cmp(y) < 0 {
		return nil, x
	}
	if len(y) == 1 {
		q, w := x.divWord(y[0])
		return q, natOf(uint64(w))
	}
	shift := uint(bits.LeadingZeros32(y[len(y)-1]))
	v := y.shl(shift)
	u := make(nat, len(x)+1)
	copy(u, x.shl(shift))
	n := len(v)
	q = make(nat, len(u)-n)
	top := uint64(v[n-1])
	for j := len(u) - n - 1; j >= 0; j-- {
		head := uint64(u[j+n])<<32 | uint64(u[j+n-1])
		guess, rest := head/top, head%top
		for guess > 1<<32-1 || guess*uint64(v[n-2]) > rest<<32|uint64(u[j+n-2]) {
			guess--
			if rest += top; rest > 1<<32-1 {
				break
			}
		}
		borrow, carry := int64(0), uint64(0)
		for i := range n {
			carry += guess * uint64(v[i])
			borrow += int64(u[i+j]) - int64(uint32(carry))
			u[i+j] = uint32(borrow)
			borrow >>= 32
			carry >>= 32
		}
		borrow += int64(u[j+n]) - int64(carry)
		u[j+n] = uint32(borrow)
		if borrow < 0 {
			guess--
			sum := uint64(0)
			for i := range n {
				sum += uint64(u[i+j]) + uint64(v[i])
				u[i+j] = uint32(sum)
				sum >>= 32
			}
			u[j+n] += uint32(sum)
		}
		q[j] = uint32(guess)
	}
	return q.norm(), u.norm().shr(shift)
}

const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

// text prints x in a base.
func (x nat) text(base int) string {
	if len(x) == 0 {
		return "0"
	}
	// As many digits at a time as fit into a word.
	chunk, width := uint32(base), 1
	for uint64(chunk)*uint64(base) < 1<<32 {
		chunk *= uint32(base)
		width++
	}
	var out []byte
	for len(x) > 0 {
		var r uint32
		x, r = x.divWord(chunk)
		for i := 0; i < width && (len(x) > 0 || r > 0); i++ {
			out = append(out, digits[r%uint32(base)])
			r /= uint32(base)
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return string(out)
}

func digitOf(c byte, base int) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z' && base <= 36:
		return int(c-'A') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 36
	}
	return 99
}

// parse reads digits; ok is false if there are none or wrong ones.
func parse(s string, base int) (x nat, ok bool) {
	for i := range len(s) {
		d := digitOf(s[i], base)
		if d >= base {
			return nil, false
		}
		carry := uint64(d)
		for k := range x {
			carry += uint64(x[k]) * uint64(base)
			x[k] = uint32(carry)
			carry >>= 32
		}
		if carry > 0 {
			x = append(x, uint32(carry))
		}
	}
	return x.norm(), s != ""
}

// pow is x**y mod m; a nil m is none.
func (x nat) pow(y, m nat) nat {
	z := nat{1}
	if len(m) > 0 {
		_, x = x.div(m)
		_, z = z.div(m)
	}
	for i := y.bitLen() - 1; i >= 0; i-- {
		z = z.mul(z)
		if len(m) > 0 {
			_, z = z.div(m)
		}
		if y.bit(uint(i)) == 1 {
			z = z.mul(x)
			if len(m) > 0 {
				_, z = z.div(m)
			}
		}
	}
	return z
}

// sqrt is the whole part of the square root, by Newton's method from above.
func (x nat) sqrt() nat {
	if x.cmp(nat{1}) <= 0 {
		return x
	}
	z := nat{1}.shl(uint(x.bitLen()+1) / 2)
	for {
		q, _ := x.div(z)
		next := q.add(z).shr(1)
		if next.cmp(z) >= 0 {
			return z
		}
		z = next
	}
}
