package randdist

import "math"

// A Zipf draws k in [0, most] with a probability proportional to (v + k) ** -q: by rejection from the
// inverse of the integral of that function.
type Zipf struct {
	most, v, q float64
	// one is 1-q, inverse 1/(1-q).
	one, inverse float64
	// The integral is drawn from the range that begins at from.
	from, length float64
	// near is how far above its place k is taken without a further look.
	near float64
}

// NewZipf needs q > 1 and v >= 1.
func NewZipf(q, v float64, most uint64) (z Zipf, ok bool) {
	if q <= 1 || v < 1 {
		return z, false
	}
	z = Zipf{most: float64(most), v: v, q: q, one: 1 - q}
	z.inverse = 1 / z.one
	z.from = z.integral(z.most + 0.5)
	z.length = z.integral(0.5) - math.Exp(math.Log(v)*(-q)) - z.from
	z.near = 1 - z.place(z.integral(1.5)-math.Exp(-q*math.Log(v+1)))
	return z, true
}

func (z *Zipf) integral(x float64) float64 { return math.Exp(z.one*math.Log(z.v+x)) * z.inverse }

// place is the inverse of integral.
func (z *Zipf) place(y float64) float64 { return math.Exp(z.inverse*math.Log(z.one*y)) - z.v }

// Draw draws; uniform gives a number in [0, 1).
func (z *Zipf) Draw(uniform interface{ Float64() float64 }) uint64 {
	for {
		y := z.from + uniform.Float64()*z.length
		x := z.place(y)
		k := math.Floor(x + 0.5)
		if k-x <= z.near || y >= z.integral(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
