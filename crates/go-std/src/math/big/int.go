package big

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand"
	"strings"
)

// A Word is a digit of a number.
type Word uint

// MaxBase is the largest base of texts.
const MaxBase = 62

// An Int is an integer. The zero value is 0.
type Int struct {
	neg bool
	abs nat
}

func NewInt(x int64) *Int { return new(Int).SetInt64(x) }

func (z *Int) set(neg bool, abs nat) *Int {
	z.neg, z.abs = neg && len(abs) > 0, abs
	return z
}

func (z *Int) Set(x *Int) *Int {
	if z != x {
		z.set(x.neg, append(nat(nil), x.abs...))
	}
	return z
}

func (z *Int) SetInt64(x int64) *Int {
	if x < 0 {
		return z.set(true, natOf(-uint64(x)))
	}
	return z.set(false, natOf(uint64(x)))
}

func (z *Int) SetUint64(x uint64) *Int { return z.set(false, natOf(x)) }

func (x *Int) low() (v uint64) {
	for i := min(len(x.abs), 2) - 1; i >= 0; i-- {
		v = v<<32 | uint64(x.abs[i])
	}
	return v
}

func (x *Int) Uint64() uint64 {
	if x.neg {
		return -x.low()
	}
	return x.low()
}

func (x *Int) Int64() int64   { return int64(x.Uint64()) }
func (x *Int) IsUint64() bool { return !x.neg && len(x.abs) <= 2 }

func (x *Int) IsInt64() bool {
	return len(x.abs) <= 2 && (x.low() < 1<<63 || x.neg && x.low() == 1<<63)
}

func (x *Int) Sign() int {
	switch {
	case len(x.abs) == 0:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

func (x *Int) Cmp(y *Int) int {
	switch {
	case x == y:
		return 0
	case x.neg != y.neg:
		if x.neg {
			return -1
		}
		return 1
	case x.neg:
		return y.abs.cmp(x.abs)
	}
	return x.abs.cmp(y.abs)
}

func (x *Int) CmpAbs(y *Int) int { return x.abs.cmp(y.abs) }
func (z *Int) Neg(x *Int) *Int   { z.Set(x); return z.set(!z.neg, z.abs) }
func (z *Int) Abs(x *Int) *Int   { z.Set(x); return z.set(false, z.abs) }

// sum adds numbers with signs.
func (z *Int) sum(a bool, x nat, b bool, y nat) *Int {
	if a == b {
		return z.set(a, x.add(y))
	}
	if x.cmp(y) >= 0 {
		return z.set(a, x.sub(y))
	}
	return z.set(b, y.sub(x))
}

func (z *Int) Add(x, y *Int) *Int { return z.sum(x.neg, x.abs, y.neg, y.abs) }
func (z *Int) Sub(x, y *Int) *Int { return z.sum(x.neg, x.abs, !y.neg, y.abs) }
func (z *Int) Mul(x, y *Int) *Int { return z.set(x.neg != y.neg, x.abs.mul(y.abs)) }

// MulRange is the product of a to b.
func (z *Int) MulRange(a, b int64) *Int {
	if a <= 0 && 0 <= b {
		return z.SetInt64(0)
	}
	z.SetInt64(1)
	for i := a; i <= b; i++ {
		z.Mul(z, NewInt(i))
	}
	return z
}

// Binomial is n over k.
func (z *Int) Binomial(n, k int64) *Int {
	if k > n {
		return z.SetInt64(0)
	}
	k = min(k, n-k)
	var a, b Int
	a.MulRange(n-k+1, n)
	b.MulRange(1, k)
	return z.Quo(&a, &b)
}

// QuoRem divides towards zero.
func (z *Int) QuoRem(x, y, r *Int) (*Int, *Int) {
	xneg, yneg := x.neg, y.neg
	q, rest := x.abs.div(y.abs)
	z.set(xneg != yneg, q)
	r.set(xneg, append(nat(nil), rest...))
	return z, r
}

func (z *Int) Quo(x, y *Int) *Int {
	z.QuoRem(x, y, new(Int))
	return z
}

func (z *Int) Rem(x, y *Int) *Int {
	new(Int).QuoRem(x, y, z)
	return z
}

// DivMod divides so that the remainder is not negative.
func (z *Int) DivMod(x, y, m *Int) (*Int, *Int) {
	divisor := new(Int).Set(y)
	z.QuoRem(x, y, m)
	if m.neg {
		z.Sub(z, NewInt(int64(divisor.Sign())))
		m.Add(m, divisor.Abs(divisor))
	}
	return z, m
}

func (z *Int) Div(x, y *Int) *Int {
	z.DivMod(x, y, new(Int))
	return z
}

func (z *Int) Mod(x, y *Int) *Int {
	new(Int).DivMod(x, y, z)
	return z
}

// Exp is x**y mod |m|; a nil or zero m is none.
func (z *Int) Exp(x, y, m *Int) *Int {
	var mod nat
	if m != nil {
		mod = m.abs
	}
	base := new(Int).Set(x)
	if y.neg {
		if len(mod) == 0 {
			return z.SetInt64(1)
		}
		if base.ModInverse(x, m) == nil {
			return nil
		}
	}
	negative := base.neg && y.abs.bit(0) == 1
	z.set(negative, base.abs.pow(y.abs, mod))
	if z.neg && len(mod) > 0 {
		z.set(false, mod.sub(z.abs))
	}
	return z
}

// GCD is the greatest number that divides a and b; x and y are such that it is a·x + b·y.
func (z *Int) GCD(x, y, a, b *Int) *Int {
	r0, r1 := new(Int).Abs(a), new(Int).Abs(b)
	s0, s1, t0, t1 := NewInt(1), NewInt(0), NewInt(0), NewInt(1)
	for r1.Sign() != 0 {
		q, r := new(Int).QuoRem(r0, r1, new(Int))
		r0, r1 = r1, r
		s0, s1 = s1, new(Int).Sub(s0, new(Int).Mul(q, s1))
		t0, t1 = t1, new(Int).Sub(t0, new(Int).Mul(q, t1))
	}
	if x != nil {
		if a.neg {
			s0.Neg(s0)
		}
		x.Set(s0)
	}
	if y != nil {
		if b.neg {
			t0.Neg(t0)
		}
		y.Set(t0)
	}
	return z.Set(r0)
}

// ModInverse is the number that gives 1 with g modulo n, nil if there is none.
func (z *Int) ModInverse(g, n *Int) *Int {
	m := new(Int).Abs(n)
	a := new(Int).Mod(g, m)
	var x, d Int
	d.GCD(&x, nil, a, m)
	if d.Cmp(NewInt(1)) != 0 {
		return nil
	}
	return z.Mod(&x, m)
}

func (z *Int) Sqrt(x *Int) *Int {
	if x.neg {
		panic("square root of negative number")
	}
	return z.set(false, append(nat(nil), x.abs.sqrt()...))
}

func (z *Int) Lsh(x *Int, n uint) *Int { return z.set(x.neg, x.abs.shl(n)) }

// Rsh rounds down.
func (z *Int) Rsh(x *Int, n uint) *Int {
	if x.neg {
		// -((|x|-1) >> n) - 1
		return z.set(true, x.abs.sub(nat{1}).shr(n).add(nat{1}))
	}
	return z.set(false, x.abs.shr(n))
}

func (x *Int) BitLen() int            { return x.abs.bitLen() }
func (x *Int) TrailingZeroBits() uint { return x.abs.zeros() }

func (x *Int) Bit(i int) uint {
	if i < 0 {
		panic("negative bit index")
	}
	if x.neg {
		return x.abs.sub(nat{1}).bit(uint(i)) ^ 1
	}
	return x.abs.bit(uint(i))
}

func (z *Int) SetBit(x *Int, i int, b uint) *Int {
	bit := new(Int).Lsh(NewInt(1), uint(i))
	if x.Bit(i) == b {
		return z.Set(x)
	}
	if b == 1 {
		return z.Add(x, bit)
	}
	return z.Sub(x, bit)
}

// bitwise combines two's complements word by word.
func (z *Int) bitwise(x, y *Int, op func(a, b uint32) uint32) *Int {
	n := max(len(x.abs), len(y.abs)) + 1
	a, b := x.complement(n), y.complement(n)
	out := make(nat, n)
	for i := range out {
		out[i] = op(a[i], b[i])
	}
	if out[n-1]>>31 == 0 {
		return z.set(false, out.norm())
	}
	for i := range out {
		out[i] = ^out[i]
	}
	return z.set(true, out.norm().add(nat{1}))
}

func (x *Int) complement(n int) nat {
	out := make(nat, n)
	if !x.neg {
		copy(out, x.abs)
		return out
	}
	copy(out, x.abs.sub(nat{1}))
	for i := range out {
		out[i] = ^out[i]
	}
	return out
}

func (z *Int) And(x, y *Int) *Int {
	return z.bitwise(x, y, func(a, b uint32) uint32 { return a & b })
}

func (z *Int) Or(x, y *Int) *Int {
	return z.bitwise(x, y, func(a, b uint32) uint32 { return a | b })
}

func (z *Int) Xor(x, y *Int) *Int {
	return z.bitwise(x, y, func(a, b uint32) uint32 { return a ^ b })
}

func (z *Int) AndNot(x, y *Int) *Int {
	return z.bitwise(x, y, func(a, b uint32) uint32 { return a &^ b })
}

func (z *Int) Not(x *Int) *Int { return z.Sub(new(Int).Neg(x), NewInt(1)) }

func (x *Int) Bytes() []byte { return x.FillBytes(make([]byte, (x.BitLen()+7)/8)) }

func (x *Int) FillBytes(buf []byte) []byte {
	clear(buf)
	if (x.BitLen()+7)/8 > len(buf) {
		panic("math/big: buffer too small to fit value")
	}
	for i := range buf {
		if k := i / 4; k < len(x.abs) {
			buf[len(buf)-1-i] = byte(x.abs[k] >> (8 * (i % 4)))
		}
	}
	return buf
}

func (z *Int) SetBytes(buf []byte) *Int {
	abs := make(nat, (len(buf)+3)/4)
	for i := range buf {
		abs[i/4] |= uint32(buf[len(buf)-1-i]) << (8 * (i % 4))
	}
	return z.set(false, abs.norm())
}

// SetString reads a number; base 0 looks at its prefix.
func (z *Int) SetString(s string, base int) (*Int, bool) {
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		s = s[1:]
	}
	if base == 0 {
		base = 10
		if len(s) > 1 && s[0] == '0' {
			switch s[1] | 0x20 {
			case 'x':
				base, s = 16, s[2:]
			case 'b':
				base, s = 2, s[2:]
			case 'o':
				base, s = 8, s[2:]
			default:
				base, s = 8, s[1:]
			}
		}
		s = strings.ReplaceAll(s, "_", "")
	}
	abs, ok := parse(s, base)
	if !ok {
		return nil, false
	}
	return z.set(neg, abs), true
}

func (x *Int) Text(base int) string {
	if x == nil {
		return "<nil>"
	}
	if x.neg {
		return "-" + x.abs.text(base)
	}
	return x.abs.text(base)
}

func (x *Int) String() string                     { return x.Text(10) }
func (x *Int) Append(buf []byte, base int) []byte { return append(buf, x.Text(base)...) }

// Format prints with the verbs of integers.
func (x *Int) Format(s fmt.State, ch rune) {
	base := map[rune]int{'b': 2, 'o': 8, 'O': 8, 'd': 10, 's': 10, 'v': 10, 'x': 16, 'X': 16}[ch]
	if base == 0 {
		fmt.Fprintf(s, "%%!%c(big.Int=%s)", ch, x.String())
		return
	}
	if x == nil {
		fmt.Fprint(s, "<nil>")
		return
	}
	sign, prefix, text := "", "", x.abs.text(base)
	if x.neg {
		sign = "-"
	} else if s.Flag('+') {
		sign = "+"
	} else if s.Flag(' ') {
		sign = " "
	}
	if s.Flag('#') {
		prefix = map[rune]string{'b': "0b", 'o': "0", 'x': "0x", 'X': "0X"}[ch]
	}
	if ch == 'O' {
		prefix = "0o"
	}
	if ch == 'X' {
		text = strings.ToUpper(text)
	}
	if p, ok := s.Precision(); ok {
		if len(text) < p {
			text = strings.Repeat("0", p-len(text)) + text
		} else if text == "0" && p == 0 {
			return
		}
	}
	if w, ok := s.Width(); ok {
		if missing := w - len(sign) - len(prefix) - len(text); missing > 0 {
			_, precise := s.Precision()
			switch {
			case s.Flag('-'):
				text += strings.Repeat(" ", missing)
			case s.Flag('0') && !precise:
				text = strings.Repeat("0", missing) + text
			default:
				sign = strings.Repeat(" ", missing) + sign
			}
		}
	}
	io.WriteString(s, sign+prefix+text)
}

// Scan reads a number, for the scanning functions of fmt.
func (z *Int) Scan(s fmt.ScanState, ch rune) error {
	tok, err := s.Token(true, func(r rune) bool {
		return r < 0x80 && (digitOf(byte(r), 16) < 16 || strings.ContainsRune("+-_xXoO", r))
	})
	if err != nil {
		return err
	}
	base := map[rune]int{'b': 2, 'o': 8, 'd': 10, 'x': 16, 'X': 16}[ch]
	if _, ok := z.SetString(string(tok), base); !ok {
		return errors.New("Int.Scan: invalid verb")
	}
	return nil
}

func (x *Int) MarshalText() (text []byte, err error) { return []byte(x.String()), nil }

func (z *Int) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text), 0); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Int", text)
	}
	return nil
}

func (x *Int) MarshalJSON() ([]byte, error) {
	if x == nil {
		return []byte("null"), nil
	}
	return []byte(x.String()), nil
}

func (z *Int) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil
	}
	return z.UnmarshalText(text)
}

// Accuracy tells on which side of the exact value a rounded one is.
type Accuracy int8

const (
	Below Accuracy = -1
	Exact Accuracy = 0
	Above Accuracy = +1
)

func (a Accuracy) String() string { return [...]string{"Below", "Exact", "Above"}[a+1] }

// Float64 is the nearest float64.
func (x *Int) Float64() (float64, Accuracy) {
	f := x.abs.float()
	if x.neg {
		f = -f
	}
	if math.IsInf(f, 0) {
		if x.neg {
			return f, Below
		}
		return f, Above
	}
	return f, Accuracy(floatInt(f).Cmp(x))
}

// floatInt is a whole float64 as an Int.
func floatInt(f float64) *Int {
	m, e := math.Frexp(f)
	z := NewInt(int64(m * (1 << 53)))
	if e > 53 {
		return z.Lsh(z, uint(e-53))
	}
	return z.Quo(z, new(Int).Lsh(NewInt(1), uint(53-e)))
}

// float rounds to the nearest float64, ties to even.
func (x nat) float() float64 {
	n := x.bitLen()
	if n <= 64 {
		v := uint64(0)
		for i := len(x) - 1; i >= 0; i-- {
			v = v<<32 | uint64(x[i])
		}
		return float64(v)
	}
	top := x.shr(uint(n - 64))
	v := uint64(top[1])<<32 | uint64(top[0])
	if x.zeros() < uint(n-64) {
		v |= 1
	}
	return math.Ldexp(float64(v), n-64)
}

// ProbablyPrime tests with n rounds of Miller and Rabin's test; it is exact below 2⁶⁴.
func (x *Int) ProbablyPrime(n int) bool {
	if n < 0 {
		panic("negative n for ProbablyPrime")
	}
	if x.neg || len(x.abs) == 0 {
		return false
	}
	bases := [...]uint64{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37}
	one := nat{1}
	for _, p := range bases {
		if c := x.abs.cmp(natOf(p)); c == 0 {
			return true
		} else if _, r := x.abs.divWord(uint32(p)); r == 0 {
			return false
		}
	}
	if x.abs.cmp(one) == 0 {
		return false
	}
	less := x.abs.sub(one)
	k := less.zeros()
	odd := less.shr(k)
next:
	for _, b := range bases {
		y := natOf(b).pow(odd, x.abs)
		if y.cmp(one) == 0 || y.cmp(less) == 0 {
			continue
		}
		for range k - 1 {
			_, y = y.mul(y).div(x.abs)
			if y.cmp(less) == 0 {
				continue next
			}
		}
		return false
	}
	return true
}

// Rand is a number in [0, n).
func (z *Int) Rand(rnd *rand.Rand, n *Int) *Int {
	if n.neg || len(n.abs) == 0 {
		return z.SetInt64(0)
	}
	// Go draws whole words of 64 bits and masks the last one.
	extra := uint(32*len(n.abs) - n.BitLen())
	for {
		abs := make(nat, (len(n.abs)+1)/2*2)
		for i := range abs {
			abs[i] = rnd.Uint32()
		}
		abs = abs[:len(n.abs)]
		abs[len(abs)-1] &= ^uint32(0) >> extra
		if abs = abs.norm(); abs.cmp(n.abs) < 0 {
			return z.set(false, abs)
		}
	}
}
