// Package rand draws bytes from the run's seed.
package rand

import (
	"io"
	"math/rand/v2"
)

type reader struct{}

func (reader) Read(b []byte) (n int, err error) {
	for i := range b {
		b[i] = byte(rand.Uint32())
	}
	return len(b), nil
}

// Reader never ends.
var Reader io.Reader = reader{}

// Read fills b.
func Read(b []byte) (n int, err error) { return Reader.Read(b) }

// Text is 26 letters and digits of base 32.
func Text() string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	b := make([]byte, 26)
	for i := range b {
		b[i] = alphabet[rand.IntN(32)]
	}
	return string(b)
}
