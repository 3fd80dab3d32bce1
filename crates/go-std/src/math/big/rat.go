package big

import (
	"math"
	"strings"
)

// A Rat is a fraction in lowest terms. The zero value is 0.
type Rat struct {
	a, b Int
}

func NewRat(a, b int64) *Rat { return new(Rat).SetFrac(NewInt(a), NewInt(b)) }

// denominator is b, 1 in a zero value.
func (x *Rat) denominator() *Int {
	if len(x.b.abs) == 0 {
		return NewInt(1)
	}
	return &x.b
}

func (z *Rat) SetFrac(a, b *Int) *Rat {
	if b.Sign() == 0 {
		panic("division by zero")
	}
	n, d := new(Int).Set(a), new(Int).Set(b)
	if d.neg {
		n.Neg(n)
		d.Neg(d)
	}
	if g := new(Int).GCD(nil, nil, n, d); g.Cmp(NewInt(1)) > 0 {
		n.Quo(n, g)
		d.Quo(d, g)
	}
	z.a.Set(n)
	z.b.Set(d)
	return z
}

func (z *Rat) SetFrac64(a, b int64) *Rat { return z.SetFrac(NewInt(a), NewInt(b)) }
func (z *Rat) SetInt(x *Int) *Rat        { return z.SetFrac(x, NewInt(1)) }
func (z *Rat) SetInt64(x int64) *Rat     { return z.SetFrac(NewInt(x), NewInt(1)) }
func (z *Rat) Set(x *Rat) *Rat           { return z.SetFrac(&x.a, x.denominator()) }
func (x *Rat) Num() *Int                 { return &x.a }
func (x *Rat) Denom() *Int               { return x.denominator() }
func (x *Rat) Sign() int                 { return x.a.Sign() }
func (x *Rat) IsInt() bool               { return x.denominator().Cmp(NewInt(1)) == 0 }

func (x *Rat) scaled(y *Rat) (a, b *Int) {
	return new(Int).Mul(&x.a, y.denominator()), new(Int).Mul(&y.a, x.denominator())
}

func (x *Rat) Cmp(y *Rat) int {
	a, b := x.scaled(y)
	return a.Cmp(b)
}

func (z *Rat) Add(x, y *Rat) *Rat {
	a, b := x.scaled(y)
	return z.SetFrac(a.Add(a, b), new(Int).Mul(x.denominator(), y.denominator()))
}

func (z *Rat) Sub(x, y *Rat) *Rat {
	a, b := x.scaled(y)
	return z.SetFrac(a.Sub(a, b), new(Int).Mul(x.denominator(), y.denominator()))
}

func (z *Rat) Mul(x, y *Rat) *Rat {
	return z.SetFrac(new(Int).Mul(&x.a, &y.a), new(Int).Mul(x.denominator(), y.denominator()))
}

func (z *Rat) Quo(x, y *Rat) *Rat {
	a, b := x.scaled(y)
	return z.SetFrac(a, b)
}

func (z *Rat) Neg(x *Rat) *Rat {
	z.Set(x)
	z.a.Neg(&z.a)
	return z
}

func (z *Rat) Abs(x *Rat) *Rat {
	z.Set(x)
	z.a.Abs(&z.a)
	return z
}

func (z *Rat) Inv(x *Rat) *Rat { return z.SetFrac(x.denominator(), &x.a) }

// SetFloat64 is f exactly, nil if f is not finite.
func (z *Rat) SetFloat64(f float64) *Rat {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return nil
	}
	m, e := math.Frexp(f)
	n, d := NewInt(int64(m*(1<<53))), NewInt(1)
	if e -= 53; e > 0 {
		n.Lsh(n, uint(e))
	} else {
		d.Lsh(d, uint(-e))
	}
	return z.SetFrac(n, d)
}

// Float64 is the nearest float64, and whether it is exact.
func (x *Rat) Float64() (f float64, exact bool) {
	n, d := new(Int).Abs(&x.a), x.denominator()
	if n.Sign() == 0 {
		return 0, true
	}
	// A quotient of 66 bits or so, with what is left stuck to its end, rounds right.
	shift := 66 - n.BitLen() + d.BitLen()
	num, den := n, d
	if shift > 0 {
		num = new(Int).Lsh(n, uint(shift))
	} else {
		den = new(Int).Lsh(d, uint(-shift))
	}
	q, r := new(Int).QuoRem(num, den, new(Int))
	if r.Sign() != 0 {
		q.SetBit(q, 0, 1)
	}
	f = math.Ldexp(q.abs.float(), -shift)
	if x.a.neg {
		f = -f
	}
	back := new(Rat).SetFloat64(f)
	return f, back != nil && back.Cmp(x) == 0
}

// SetString reads a/b or a decimal number.
func (z *Rat) SetString(s string) (*Rat, bool) {
	if n, d, ok := strings.Cut(s, "/"); ok {
		a, ok1 := new(Int).SetString(n, 0)
		b, ok2 := new(Int).SetString(d, 0)
		if !ok1 || !ok2 || b.Sign() == 0 {
			return nil, false
		}
		return z.SetFrac(a, b), true
	}
	exp := 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		e, ok := new(Int).SetString(s[i+1:], 10)
		if !ok || !e.IsInt64() || e.Int64() > 100000 || e.Int64() < -100000 {
			return nil, false
		}
		exp, s = int(e.Int64()), s[:i]
	}
	whole, fraction, _ := strings.Cut(s, ".")
	a, ok := new(Int).SetString(whole+fraction, 10)
	if !ok {
		return nil, false
	}
	exp -= len(fraction)
	ten := new(Int).Exp(NewInt(10), NewInt(int64(max(exp, -exp))), nil)
	if exp < 0 {
		return z.SetFrac(a, ten), true
	}
	return z.SetInt(a.Mul(a, ten)), true
}

func (x *Rat) String() string { return x.a.String() + "/" + x.denominator().String() }

func (x *Rat) RatString() string {
	if x.IsInt() {
		return x.a.String()
	}
	return x.String()
}

// FloatString prints with prec digits behind the point, halves rounded away from zero.
func (x *Rat) FloatString(prec int) string {
	d := x.denominator()
	scale := new(Int).Exp(NewInt(10), NewInt(int64(prec)), nil)
	n := new(Int).Mul(new(Int).Abs(&x.a), scale)
	q, r := new(Int).QuoRem(n, d, new(Int))
	if r.Lsh(r, 1).Cmp(d) >= 0 {
		q.Add(q, NewInt(1))
	}
	text := q.String()
	if len(text) <= prec {
		text = strings.Repeat("0", prec-len(text)+1) + text
	}
	if prec > 0 {
		text = text[:len(text)-prec] + "." + text[len(text)-prec:]
	}
	if x.a.neg {
		text = "-" + text
	}
	return text
}
