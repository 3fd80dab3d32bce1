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
	if a > 0 {
		return complex(large, math.Copysign(small, b))
	}
	return complex(small, math.Copysign(large, b))
}

func Exp(x complex128) complex128 {
	re, im := real(x), imag(x)
	if im == 0 {
		return complex(math.Exp(re), im)
	}
	if math.IsInf(re, -1) && (math.IsInf(im, 0) || math.IsNaN(im)) {
		return complex(0, math.Copysign(0, im))
	}
	r := math.Exp(re)
	return Rect(r, im)
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
	case imag(y) == 0:
		return complex(math.Inf(1), 0)
	}
	return Inf()
}

// sinhcosh is both, exactly for small x too.
func sinhcosh(x float64) (sh, ch float64) {
	if math.Abs(x) <= 0.5 {
		return math.Sinh(x), math.Cosh(x)
	}
	e := math.Exp(x)
	up, down := 0.5*e, 0.5/e
	return up - down, up + down
}

func Sin(x complex128) complex128 {
	s, c := math.Sincos(real(x))
	sh, ch := sinhcosh(imag(x))
	return complex(s*ch, c*sh)
}

func Cos(x complex128) complex128 {
	s, c := math.Sincos(real(x))
	sh, ch := sinhcosh(imag(x))
	return complex(c*ch, -s*sh)
}

func Sinh(x complex128) complex128 {
	s, c := math.Sincos(imag(x))
	sh, ch := sinhcosh(real(x))
	return complex(c*sh, s*ch)
}

func Cosh(x complex128) complex128 {
	s, c := math.Sincos(imag(x))
	sh, ch := sinhcosh(real(x))
	return complex(c*ch, s*sh)
}

func Tan(x complex128) complex128 {
	d := math.Cos(2*real(x)) + math.Cosh(2*imag(x))
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*real(x))/d, math.Sinh(2*imag(x))/d)
}

func Tanh(x complex128) complex128 {
	d := math.Cosh(2*real(x)) + math.Cos(2*imag(x))
	if d == 0 {
		return Inf()
	}
	return complex(math.Sinh(2*real(x))/d, math.Sin(2*imag(x))/d)
}

func Cot(x complex128) complex128 {
	d := math.Cosh(2*imag(x)) - math.Cos(2*real(x))
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*real(x))/d, -math.Sinh(2*imag(x))/d)
}

func Asin(x complex128) complex128 {
	if imag(x) == 0 && math.Abs(real(x)) <= 1 {
		return complex(math.Asin(real(x)), imag(x))
	}
	ct := complex(-imag(x), real(x))
	w := Log(ct + Sqrt(1-x*x))
	return complex(imag(w), -real(w))
}

func Acos(x complex128) complex128 {
	asin := Asin(x)
	return complex(math.Pi/2-real(asin), -imag(asin))
}

func Asinh(x complex128) complex128 { return Log(x + Sqrt(1+x*x)) }

func Acosh(x complex128) complex128 {
	if x == 0 {
		return complex(0, math.Copysign(math.Pi/2, imag(x)))
	}
	acos := Acos(x)
	re, im := real(acos), imag(acos)
	if im <= 0 {
		return complex(-im, re)
	}
	return complex(im, -re)
}

func Atan(x complex128) complex128 {
	if imag(x) == 0 {
		return complex(math.Atan(real(x)), imag(x))
	}
	if real(x) == 0 && math.Abs(imag(x)) <= 1 {
		return complex(real(x), math.Atanh(imag(x)))
	}
	x2 := real(x) * real(x)
	a := 1 - x2 - imag(x)*imag(x)
	if a == 0 {
		return NaN()
	}
	w := 0.5 * math.Atan2(2*real(x), a)
	t := imag(x) - 1
	b := x2 + t*t
	if b == 0 {
		return NaN()
	}
	t = imag(x) + 1
	return complex(w, 0.25*math.Log((x2+t*t)/b))
}

func Atanh(x complex128) complex128 {
	z := Atan(complex(-imag(x), real(x)))
	return complex(imag(z), -real(z))
}
