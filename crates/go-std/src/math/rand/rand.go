// Package rand draws random numbers.
package rand

// A Source gives random bits.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// A Source64 gives 64 of them at once.
type Source64 interface {
	Source
	Uint64() uint64
}

const (
	stateLen = 607
	tapGap   = 273
)

// seeded is Go's generator: every number is the sum of the ones 607 and 273 places before. It fills its ring
// of numbers backwards.
type seeded struct {
	at  int
	vec []uint64
}

func (s *seeded) Seed(seed int64) {
	if s.vec == nil {
		s.vec = make([]uint64, stateLen)
	}
	s.at = 0
	fill(s.vec, seed)
}

func (s *seeded) Uint64() uint64 {
	s.at = (s.at + stateLen - 1) % stateLen
	oldest := &s.vec[(s.at+stateLen-tapGap)%stateLen]
	*oldest += s.vec[s.at]
	return *oldest
}

func (s *seeded) Int63() int64 { return int64(s.Uint64() &^ (1 << 63)) }

// runs draws from the run's own stream.
type runs struct{}

func (runs) Seed(int64)     {}
func (runs) Uint64() uint64 { return random() }
func (runs) Int63() int64   { return int64(random() &^ (1 << 63)) }

// NewSource gives the numbers that Go's generator gives for this seed.
func NewSource(seed int64) Source {
	s := &seeded{}
	s.Seed(seed)
	return s
}

// A Rand draws from a source.
type Rand struct {
	src   Source
	whole Source64 // src, if it gives 64 bits at once
	// bytes has what Read has not used yet, unread how many they are.
	bytes  int64
	unread int
}

// New draws from src.
func New(src Source) *Rand {
	whole, _ := src.(Source64)
	return &Rand{src: src, whole: whole}
}

var global = New(runs{})

func (r *Rand) Seed(seed int64) {
	r.unread = 0
	r.src.Seed(seed)
}

func (r *Rand) Int63() int64   { return r.src.Int63() }
func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }
func (r *Rand) Int31() int32   { return int32(r.Int63() >> 32) }
func (r *Rand) Int() int       { return int(uint(r.Int63())) }

func (r *Rand) Uint64() uint64 {
	if r.whole == nil {
		high := uint64(r.Int63()) >> 31
		return high | uint64(r.Int63())<<32
	}
	return r.whole.Uint64()
}

func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	// What lies above the last multiple of n is drawn again.
	most := int64(1<<63 - 1 - (1<<63)%uint64(n))
	for {
		if v := r.Int63(); v <= most {
			return v % n
		}
	}
}

func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	most := int32(1<<31 - 1 - (1<<31)%uint32(n))
	for {
		if v := r.Int31(); v <= most {
			return v % n
		}
	}
}

// fast31n is Int31n by a multiplication, as Shuffle draws.
func (r *Rand) fast31n(n int32) int32 {
	size := uint32(n)
	for {
		// What would make it unfair is drawn again.
		prod := uint64(r.Uint32()) * uint64(size)
		if low := uint32(prod); low >= size || low >= -size%size {
			return int32(prod >> 32)
		}
	}
}

func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n > 1<<31-1 {
		return int(r.Int63n(int64(n)))
	}
	return int(r.Int31n(int32(n)))
}

func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

func (r *Rand) Perm(n int) []int {
	perm := make([]int, n)
	for i := range perm {
		// i comes to a random place, what was there to the end.
		j := r.Intn(i + 1)
		perm[i], perm[j] = perm[j], i
	}
	return perm
}

func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for left := n; left > 1; left-- {
		if left < 1<<31 {
			swap(left-1, int(r.fast31n(int32(left))))
		} else {
			swap(left-1, int(r.Int63n(int64(left))))
		}
	}
}

// Read fills p. It takes seven bytes from every number.
func (r *Rand) Read(p []byte) (n int, err error) {
	for i := range p {
		if r.unread == 0 {
			r.bytes, r.unread = r.Int63(), 7
		}
		p[i] = byte(r.bytes)
		r.bytes >>= 8
		r.unread--
	}
	return len(p), nil
}

// Seed does nothing, as since Go 1.24: the functions below cannot be made to repeat themselves by the program.
func Seed(seed int64) {}

func Int63() int64                       { return global.Int63() }
func Uint32() uint32                     { return global.Uint32() }
func Uint64() uint64                     { return global.Uint64() }
func Int31() int32                       { return global.Int31() }
func Int() int                           { return global.Int() }
func Int63n(n int64) int64               { return global.Int63n(n) }
func Int31n(n int32) int32               { return global.Int31n(n) }
func Intn(n int) int                     { return global.Intn(n) }
func Float64() float64                   { return global.Float64() }
func Float32() float32                   { return global.Float32() }
func Perm(n int) []int                   { return global.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }
func Read(p []byte) (n int, err error)   { return global.Read(p) }
func NormFloat64() float64               { return global.NormFloat64() }
func ExpFloat64() float64                { return global.ExpFloat64() }

func random() uint64

// fill computes the state for a seed.
func fill(vec []uint64, seed int64)
