package math

// Frexp splits f into a fraction in [½, 1) and a power of two.
func Frexp(f float64) (frac float64, exp int) {
	if f == 0 || IsInf(f, 0) || IsNaN(f) {
		return f, 0
	}
	if Abs(f) < 0x1p-1022 {
		f *= 1 << 52
		exp = -52
	}
	x := Float64bits(f)
	exp += int(x>>52&0x7ff) - 1022
	return Float64frombits(x&^(0x7ff<<52) | 1022<<52), exp
}

// Ldexp is frac × 2**exp.
func Ldexp(frac float64, exp int) float64 { return ldexp(frac, max(-5000, min(exp, 5000))) }

func ldexp(frac float64, exp int) float64

// Logb is the binary exponent of x.
func Logb(x float64) float64 {
	if x == 0 {
		return Inf(-1)
	}
	if IsNaN(x) || IsInf(x, 0) {
		return Abs(x)
	}
	_, exp := Frexp(x)
	return float64(exp - 1)
}

// Ilogb is Logb as an integer.
func Ilogb(x float64) int {
	switch {
	case x == 0:
		return MinInt32
	case IsNaN(x), IsInf(x, 0):
		return MaxInt32
	}
	_, exp := Frexp(x)
	return exp - 1
}

// Nextafter is the next number after x towards y.
func Nextafter(x, y float64) float64 {
	if IsNaN(x) || IsNaN(y) {
		return NaN()
	}
	bits := Float64bits(x)
	switch {
	case x == y:
	case x == 0:
		return Copysign(SmallestNonzeroFloat64, y)
	case (x < y) == (x > 0):
		bits++ // away from zero
	default:
		bits--
	}
	return Float64frombits(bits)
}

// Nextafter32 is Nextafter among float32.
func Nextafter32(x, y float32) float32 {
	if x != x || y != y {
		return float32(NaN())
	}
	bits := Float32bits(x)
	switch {
	case x == y:
	case x == 0:
		return float32(Copysign(SmallestNonzeroFloat32, float64(y)))
	case (x < y) == (x > 0):
		bits++
	default:
		bits--
	}
	return Float32frombits(bits)
}

func Sincos(x float64) (sin, cos float64) { return Sin(x), Cos(x) }

func Erfcinv(x float64) float64 { return Erfinv(1 - x) }

// Erfinv is the inverse of Erf.
func Erfinv(x float64) float64
func Acosh(x float64) float64
func Asinh(x float64) float64
func Atanh(x float64) float64
func Erf(x float64) float64
func Erfc(x float64) float64
func Gamma(x float64) float64
func J0(x float64) float64
func J1(x float64) float64
func Y0(x float64) float64
func Y1(x float64) float64
func Jn(n int, x float64) float64
func Yn(n int, x float64) float64
func Remainder(x, y float64) float64
func FMA(x, y, z float64) float64
func Lgamma(x float64) (lgamma float64, sign int)
