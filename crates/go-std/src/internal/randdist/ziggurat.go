// Package randdist draws numbers that are not uniform, for math/rand and math/rand/v2.
//
// Normal and exponential numbers come by the ziggurat method of Marsaglia and Tsang: the area below the
// density is covered by layers of equal area, and most draws fall into the part of a layer that
// lies below the curve. The tables have, for each layer, the bound of that part, the scale and the density.
package randdist

import "math"

const (
	normR = 3.442619855899
	normV = 9.91256303526217e-3
	expR  = 7.69711747013104972
	expV  = 3.949659822581572e-3
)

// A Source is what is drawn from.
type Source interface {
	Float64() float64
	// Layer gives 32 random bits for the place in a layer, and others for the layer, of which the low 8 count.
	Layer() (place, layer uint32)
}

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

// below reports whether a random height within layer i is below the density.
func (z *ziggurat) below(i uint32, height, density float64) bool {
	return z.f[i]+float32(height)*(z.f[i-1]-z.f[i]) < float32(density)
}

// Norm is normally distributed with mean 0 and standard deviation 1.
func Norm[S Source](s S) float64 {
	z := normalTables()
	for {
		bits, i := s.Layer()
		place := int32(bits)
		i &= 0x7F
		x := float64(place) * float64(z.w[i])
		if magnitude(place) < z.k[i] {
			return x
		}
		if i == 0 {
			return normTail(s, place)
		}
		if z.below(i, s.Float64(), math.Exp(-.5*x*x)) {
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

func normTail[S Source](s S, sign int32) float64 {
	for {
		x := -math.Log(s.Float64()) * (1.0 / normR)
		y := -math.Log(s.Float64())
		if y+y >= x*x {
			if sign > 0 {
				return normR + x
			}
			return -normR - x
		}
	}
}

// Exp is exponentially distributed with rate 1.
func Exp[S Source](s S) float64 {
	z := expTables()
	for {
		place, i := s.Layer()
		i &= 0xFF
		x := float64(place) * float64(z.w[i])
		if place < z.k[i] {
			return x
		}
		if i == 0 {
			return expR - math.Log(s.Float64())
		}
		if z.below(i, s.Float64(), math.Exp(-x)) {
			return x
		}
	}
}
