package cmplx

import "math"

// The hyperbolic functions and their inverses are those of the circle, a quarter turned: sinh z = -i sin iz.

// left is i·x, right is -i·x.
func left(x complex128) complex128  { return complex(-imag(x), real(x)) }
func right(x complex128) complex128 { return complex(imag(x), -real(x)) }

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
	re, im := real(x), imag(x)
	switch {
	case im == 0 && isEndless(re), math.IsInf(im, 0) && isEndless(re):
		return complex(math.NaN(), im)
	case re == 0 && isEndless(im):
		return x
	}
	s, c := math.Sincos(re)
	sh, ch := sinhcosh(im)
	return complex(s*ch, c*sh)
}

func Cos(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && isEndless(re):
		return complex(math.NaN(), -im*math.Copysign(0, re))
	case math.IsInf(im, 0) && re == 0:
		return complex(math.Inf(1), -re*math.Copysign(0, im))
	case math.IsInf(im, 0) && isEndless(re):
		return complex(math.Inf(1), math.NaN())
	case re == 0 && math.IsNaN(im):
		return complex(math.NaN(), 0)
	}
	s, c := math.Sincos(re)
	sh, ch := sinhcosh(im)
	return complex(c*ch, -s*sh)
}

func Sinh(x complex128) complex128 { return right(Sin(left(x))) }

func Cosh(x complex128) complex128 {
	if math.IsNaN(real(x)) && imag(x) == 0 {
		return x
	}
	return Cos(left(x))
}
func Tan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(im, 0) && isEndless(re):
		return complex(math.Copysign(0, re), math.Copysign(1, im))
	case math.IsInf(im, 0):
		return complex(math.Copysign(0, math.Sin(2*re)), math.Copysign(1, im))
	case re == 0 && math.IsNaN(im):
		return x
	}
	d := math.Cos(2*re) + math.Cosh(2*im)
	if math.Abs(d) < 0.25 {
		d = coshMinusCos(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/d, math.Sinh(2*im)/d)
}

// Tanh is not as exact near its poles as Tan.
func Tanh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(re, 0) && isEndless(im):
		return complex(math.Copysign(1, re), math.Copysign(0, im))
	case math.IsInf(re, 0):
		return complex(math.Copysign(1, re), math.Copysign(0, math.Sin(2*im)))
	case im == 0 && math.IsNaN(re):
		return x
	}
	d := math.Cosh(2*re) + math.Cos(2*im)
	if d == 0 {
		return Inf()
	}
	return complex(math.Sinh(2*re)/d, math.Sin(2*im)/d)
}

func Cot(x complex128) complex128 {
	re, im := real(x), imag(x)
	d := math.Cosh(2*im) - math.Cos(2*re)
	if math.Abs(d) < 0.25 {
		d = coshMinusCos(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/d, -math.Sinh(2*im)/d)
}

// coshMinusCos is cosh 2y - cos 2x for x + iy by the series of both, where they are almost the same. 2x counts from
// the nearest multiple of π.
func coshMinusCos(z complex128) float64 {
	x, y := lessPi(math.Abs(2*real(z))), math.Abs(2*imag(z))
	x, y = x*x, y*y
	xn, yn, factorial, sum := 1.0, 1.0, 1.0, 0.0
	for n := 1.0; ; n += 4 {
		factorial = factorial * n * (n + 1)
		xn, yn = xn*x, yn*y
		sum += (yn + xn) / factorial
		factorial = factorial * (n + 2) * (n + 3)
		xn, yn = xn*x, yn*y
		term := (yn - xn) / factorial
		sum += term
		if !(math.Abs(term/sum) > 0x1p-53) {
			return sum
		}
	}
}

// lessPi is the distance of x from the nearest multiple of π, which is taken in parts so that no digit is lost.
func lessPi(x float64) float64 {
	const most, more, rest = 4 * 7.85398125648498535156e-1, 4 * 3.77489470793079817668e-8, 4 * 2.69515142907905952645e-15
	n := math.Floor(x/math.Pi + 0.5)
	if n < 1<<29 { // n*most is exact
		return x - n*most - n*more - n*rest
	}
	return math.FMA(-n, 0x1.1a62633145c07p-53, math.FMA(-n, math.Pi, x))
}

func Asin(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && math.Abs(re) <= 1:
		return complex(math.Asin(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Asinh(im))
	case math.IsNaN(im) && re == 0, math.IsInf(im, 0) && math.IsNaN(re):
		return x
	case math.IsNaN(im) && math.IsInf(re, 0):
		return complex(im, re)
	case math.IsNaN(im):
		return NaN()
	case math.IsInf(im, 0) && math.IsInf(re, 0):
		return complex(math.Copysign(math.Pi/4, re), im)
	case math.IsInf(im, 0):
		return complex(math.Copysign(0, re), im)
	case math.IsInf(re, 0):
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(re, im))
	}
	xx := x * x
	return right(Log(left(x) + Sqrt(complex(1-real(xx), -imag(xx)))))
}

func Acos(x complex128) complex128 {
	asin := Asin(x)
	return complex(math.Pi/2-real(asin), -imag(asin))
}

func Asinh(x complex128) complex128 {
	if math.IsNaN(real(x)) && math.IsInf(imag(x), 0) {
		return complex(imag(x), real(x))
	}
	return left(Asin(right(x)))
}

func Acosh(x complex128) complex128 {
	if x == 0 {
		return complex(0, math.Copysign(math.Pi/2, imag(x)))
	}
	acos := Acos(x)
	if imag(acos) <= 0 {
		return left(acos)
	}
	return right(acos)
}

func Atan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0:
		return complex(math.Atan(re), im)
	case re == 0 && math.Abs(im) <= 1:
		return complex(re, math.Atanh(im))
	case math.IsInf(im, 0) && math.IsNaN(re):
		return complex(re, math.Copysign(0, im))
	case math.IsInf(im, 0), math.IsInf(re, 0):
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(0, im))
	}
	a := 1 - re*re - im*im
	below, above := re*re+(im-1)*(im-1), re*re+(im+1)*(im+1)
	if a == 0 || below == 0 || math.IsNaN(a) {
		return NaN()
	}
	return complex(lessPi(0.5*math.Atan2(2*re, a)), 0.25*math.Log(above/below))
}

func Atanh(x complex128) complex128 { return right(Atan(left(x))) }
