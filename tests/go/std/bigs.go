// Package math/big: integers and fractions.
package main

import (
	"fmt"
	"math/big"
)

func main() {
	f := big.NewInt(1)
	for i := int64(1); i <= 60; i++ {
		f.Mul(f, big.NewInt(i))
	}
	fmt.Println(f.String(), f.BitLen(), f.TrailingZeroBits())
	a, b := big.NewInt(0), big.NewInt(1)
	for range 500 {
		a.Add(a, b)
		a, b = b, a
	}
	fmt.Println(a.String(), a.Text(16), a.Text(36), a.Text(2))
	x, _ := new(big.Int).SetString("123456789012345678901234567890", 10)
	y, _ := new(big.Int).SetString("-987654321098765432109876543210", 10)
	z := new(big.Int)
	fmt.Println(z.Add(x, y).String(), z.Sub(x, y).String(), z.Mul(x, y).String(), z.Neg(x).String(), z.Abs(y).String())
	for _, p := range [][2]*big.Int{{x, big.NewInt(7)}, {y, big.NewInt(7)}, {x, big.NewInt(-7)}, {y, big.NewInt(-1234567890123)}, {f, x}, {y, x}} {
		q, r := new(big.Int).QuoRem(p[0], p[1], new(big.Int))
		d, m := new(big.Int).DivMod(p[0], p[1], new(big.Int))
		fmt.Println(q.String(), r.String(), d.String(), m.String(), p[0].Cmp(p[1]), p[0].CmpAbs(p[1]))
	}
	fmt.Println(z.Exp(big.NewInt(2), big.NewInt(200), nil).String(), z.Exp(big.NewInt(3), big.NewInt(1000), big.NewInt(1000000007)).String(), z.Exp(big.NewInt(-3), big.NewInt(3), big.NewInt(10)).String())
	fmt.Println(z.GCD(nil, nil, big.NewInt(48), big.NewInt(180)).String(), z.ModInverse(big.NewInt(3), big.NewInt(11)).String(), z.Sqrt(x).String(), z.Binomial(50, 25).String(), z.MulRange(5, 10).String())
	var u, v big.Int
	g := new(big.Int).GCD(&u, &v, big.NewInt(240), big.NewInt(46))
	fmt.Println(g.String(), u.String(), v.String())
	fmt.Println(z.Lsh(x, 70).String(), z.Rsh(y, 20).String(), z.Rsh(big.NewInt(-5), 1).String(), z.And(x, y).String(), z.Or(x, y).String(), z.Xor(x, y).String(), z.Not(x).String(), z.AndNot(x, y).String())
	fmt.Println(x.Bit(3), y.Bit(3), z.SetBit(big.NewInt(0), 100, 1).String(), x.Bytes(), z.SetBytes([]byte{1, 2, 3, 4, 5}).String())
	fmt.Println(x.IsInt64(), big.NewInt(-1<<63).IsInt64(), big.NewInt(5).Int64(), new(big.Int).SetUint64(1<<63).IsInt64(), x.Sign(), y.Sign(), new(big.Int).Sign())
	for _, s := range []string{"0x1F", "0b101", "0o17", "017", "-42", "abc", "", "1_000", "99999999999999999999"} {
		n, ok := new(big.Int).SetString(s, 0)
		if ok {
			fmt.Print(n.String(), " ")
		} else {
			fmt.Print("bad ")
		}
	}
	fmt.Println()
	for _, s := range []string{"2", "97", "561", "170141183460469231731687303715884105727", "170141183460469231731687303715884105729", "1"} {
		n, _ := new(big.Int).SetString(s, 10)
		fmt.Print(n.ProbablyPrime(10), " ")
	}
	ff, acc := x.Float64()
	fmt.Println(ff, acc)
	r := big.NewRat(3, -6)
	s := big.NewRat(5, 7)
	t := new(big.Rat)
	fmt.Println(r.String(), t.Add(r, s).String(), t.Sub(r, s).String(), t.Mul(r, s).String(), t.Quo(r, s).String(), t.Inv(s).String(), r.Cmp(s), t.Neg(s).String())
	fmt.Println(big.NewRat(22, 7).FloatString(5), big.NewRat(-1, 3).FloatString(3), big.NewRat(4, 2).RatString(), t.SetFloat64(0.1).String(), new(big.Rat).SetInt64(5).IsInt())
	p, ok := new(big.Rat).SetString("3.14e-2")
	fmt.Println(p.String(), ok)
	h, exact := big.NewRat(1, 3).Float64()
	fmt.Println(h, exact)
}
