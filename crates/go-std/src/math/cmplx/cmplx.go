// Package cmplx has functions of complex numbers.
package cmplx

import "math"

func Abs(x complex128) float64          { return math.Hypot(real(x), imag(x)) }
func Phase(x complex128) float64        { return math.Atan2(imag(x), real(x)) }
func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }
func Conj(x complex128) complex128      { return complex(real(x), -imag(x)) }
func Inf() complex128                   { return complex(math.Inf(1), math.Inf(1)) }
func NaN() complex128                   { return complex(math.NaN(), math.NaN()) }
func IsInf(x complex128) bool           { return math.IsInf(real(x), 0) || math.IsInf(imag(x), 0) }
func IsNaN(x complex128) bool {
	return !IsInf(x) && (math.IsNaN(real(x)) || math.IsNaN(imag(x)))
}

// Rect is the number with length r and angle θ.
func Rect(r, θ float64) complex128 {
	s, c := math.Sincos(θ)
	return complex(r*c, r*s)
}

// Sqrt is the square root with a real part that is not negative.
func Sqrt(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && re < 0:
		return complex(0, math.Copysign(math.Sqrt(-re), im))
	case im == 0:
		return complex(math.Sqrt(math.Abs(re)), im)
	case math.IsInf(im, 0):
		return complex(math.Inf(1), im)
	case re == 0:
		r := math.Sqrt(0.5 * math.Abs(im))
		return complex(r, math.Copysign(r, im))
	}
	// Scaled by powers of two, so that nothing overflows or vanishes.
	down, up := 0x1p54, 0x1p-27
	if math.Abs(re) > 4 || math.Abs(im) > 4 {
		down, up = 0.25, 2
	}
	a, b := re*down, im*down
	// The larger part comes from the length, the smaller from the larger.
	large := math.Sqrt(0.5*math.Hypot(a, b) + 0.5*math.Abs(a))
	small := up * math.Abs((0.5*b)/large)
	large *= up
	if a <= 0 {
		large, small = small, large
	}
	if b < 0 {
		small = -small
	}
	return complex(large, small)
}

func Exp(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(re, 1) && im == 0, math.IsNaN(re) && im == 0:
		return x
	case math.IsInf(re, 1) && isEndless(im):
		return complex(re, math.NaN())
	case math.IsInf(re, -1) && isEndless(im):
		return complex(0, math.Copysign(0, im))
	}
	return Rect(math.Exp(re), im)
}

func Log(x complex128) complex128 { return complex(math.Log(Abs(x)), Phase(x)) }

func Log10(x complex128) complex128 {
	z := Log(x)
	return complex(math.Log10E*real(z), math.Log10E*imag(z))
}

func Pow(x, y complex128) complex128 {
	if x == 0 {
		return powOfZero(y)
	}
	length := Abs(x)
	if length == 0 {
		return 0
	}
	p, q, angle := real(y), imag(y), Phase(x)
	r, θ := math.Pow(length, p), p*angle
	if q != 0 {
		r *= math.Exp(-q * angle)
		θ += q * math.Log(length)
	}
	return Rect(r, θ)
}

func powOfZero(y complex128) complex128 {
	switch p := real(y); {
	case IsNaN(y):
		return NaN()
	case p == 0:
		return 1
	case p > 0:
		return 0
	case p < 0 && imag(y) == 0:
		return complex(math.Inf(1), 0)
	case p < 0:
		return Inf()
	}
	panic("not reached") // as in Go, for an exponent of NaN and ±Inf
}

// isEndless reports whether f has no value that an angle could have.
func isEndless(f float64) bool { return math.IsInf(f, 0) || math.IsNaN(f) }
