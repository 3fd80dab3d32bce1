package rand

import "math"

// Normal and exponential numbers by the ziggurat method of Marsaglia and Tsang: the area below the
// density is covered by layers of equal area, and most draws fall into the part of a layer that
// lies below the curve. The tables have, for each layer, the bound of that part, the scale and the density.
const (
	normR = 3.442619855899
	normV = 9.91256303526217e-3
	expR  = 7.69711747013104972
	expV  = 3.949659822581572e-3
)

type ziggurat struct {
	k    []uint32
	w, f []float32
}

var normal, exponential *ziggurat

// tables computes a ziggurat of n layers from the density and its inverse.
func tables(n int, r, v, scale float64, density, inverse func(float64) float64) *ziggurat {
	z := &ziggurat{make([]uint32, n), make([]float32, n), make([]float32, n)}
	x, last := r, r
	q := v / density(x)
	z.k[0] = uint32(x / q * scale)
	z.w[0], z.w[n-1] = float32(q/scale), float32(x/scale)
	z.f[0], z.f[n-1] = 1, float32(density(x))
	for i := n - 2; i > 0; i-- {
		x = inverse(v/x + density(x))
		z.k[i+1] = uint32(x / last * scale)
		last = x
		z.f[i], z.w[i] = float32(density(x)), float32(x/scale)
	}
	return z
}

func normalTables() *ziggurat {
	if normal == nil {
		normal = tables(128, normR, normV, 1<<31,
			func(x float64) float64 { return math.Exp(-0.5 * x * x) },
			func(y float64) float64 { return math.Sqrt(-2 * math.Log(y)) })
	}
	return normal
}

func expTables() *ziggurat {
	if exponential == nil {
		exponential = tables(256, expR, expV, 1<<32,
			func(x float64) float64 { return math.Exp(-x) },
			func(y float64) float64 { return -math.Log(y) })
	}
	return exponential
}

// NormFloat64 is normally distributed with mean 0 and standard deviation 1.
func (r *Rand) NormFloat64() float64 {
	z := normalTables()
	for {
		u := r.Uint64()
		j := int32(u)
		i := u >> 32 & 0x7F
		x := float64(j) * float64(z.w[i])
		if magnitude(j) < z.k[i] {
			return x
		}
		if i == 0 {
			return r.normTail(j)
		}
		if z.f[i]+float32(r.Float64())*(z.f[i-1]-z.f[i]) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

func magnitude(j int32) uint32 {
	if j < 0 {
		return uint32(-j)
	}
	return uint32(j)
}

func (r *Rand) normTail(sign int32) float64 {
	for {
		x := -math.Log(r.Float64()) * (1.0 / normR)
		y := -math.Log(r.Float64())
		if y+y >= x*x {
			if sign > 0 {
				return normR + x
			}
			return -normR - x
		}
	}
}

// ExpFloat64 is exponentially distributed with rate 1.
func (r *Rand) ExpFloat64() float64 {
	z := expTables()
	for {
		u := r.Uint64()
		j := uint32(u)
		i := u >> 32 & 0xFF
		x := float64(j) * float64(z.w[i])
		if j < z.k[i] {
			return x
		}
		if i == 0 {
			return expR - math.Log(r.Float64())
		}
		if z.f[i]+float32(r.Float64())*(z.f[i-1]-z.f[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}

// A Zipf draws k in [0, imax] with a probability proportional to (v + k) ** -s.
type Zipf struct {
	r                       *Rand
	imax, v, q, s           float64
	oneMinusQ, oneMinusQInv float64
	hxm, hx0MinusHxm        float64
}

func (z *Zipf) h(x float64) float64    { return math.Exp(z.oneMinusQ*math.Log(z.v+x)) * z.oneMinusQInv }
func (z *Zipf) hInv(x float64) float64 { return math.Exp(z.oneMinusQInv*math.Log(z.oneMinusQ*x)) - z.v }

// NewZipf needs s > 1 and v >= 1.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1.0 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, imax: float64(imax), v: v, q: s}
	z.oneMinusQ = 1.0 - z.q
	z.oneMinusQInv = 1.0 / z.oneMinusQ
	z.hxm = z.h(z.imax + 0.5)
	z.hx0MinusHxm = z.h(0.5) - math.Exp(math.Log(z.v)*(-z.q)) - z.hxm
	z.s = 1 - z.hInv(z.h(1.5)-math.Exp(-z.q*math.Log(z.v+1.0)))
	return z
}

// Uint64 draws by rejection from the inverse of the integral.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		ur := z.hxm + z.r.Float64()*z.hx0MinusHxm
		x := z.hInv(ur)
		k := math.Floor(x + 0.5)
		if k-x <= z.s || ur >= z.h(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
