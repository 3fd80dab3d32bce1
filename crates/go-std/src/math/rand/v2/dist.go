package rand

import "internal/randdist"

// layers draws the place in a layer and the layer from the two halves of 64 bits.
type layers struct{ *Rand }

func (l layers) Layer() (place, layer uint32) {
	bits := l.src.Uint64()
	return uint32(bits), uint32(bits >> 32)
}

// NormFloat64 is normally distributed with mean 0 and standard deviation 1.
func (r *Rand) NormFloat64() float64 { return randdist.Norm(layers{r}) }

// ExpFloat64 is exponentially distributed with rate 1.
func (r *Rand) ExpFloat64() float64 { return randdist.Exp(layers{r}) }

// A Zipf draws k in [0, imax] with a probability proportional to (v + k) ** -s.
type Zipf struct {
	r    *Rand
	zipf randdist.Zipf
}

// NewZipf is nil unless s is above 1 and v at least 1.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if zipf, ok := randdist.NewZipf(s, v, imax); ok {
		return &Zipf{r, zipf}
	}
	return nil
}

func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	return z.zipf.Draw(z.r)
}
