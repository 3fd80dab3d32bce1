// Package lab is the twin, for the real Go toolchain, of the package that
// listings import to be used in a lab: business work that costs a known amount,
// and tunables that a scenario may set.
package lab

import (
	"log"
	"os"
	"strconv"
	"strings"
	"time"
)

// CPU keeps the processor busy for d.
func CPU(d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); {
	}
}

var garbage []byte

// Alloc allocates n bytes that nobody needs.
func Alloc(n int) {
	garbage = make([]byte, n)
}

// Int returns the tunable called name, or def where it is not set. Here
// tunables are environment variables: "pool" is TIDEPOOL_POOL.
func Int(name string, def int) int {
	return lookup(name, def, strconv.Atoi)
}

// Duration is Int for durations such as 1500ms.
func Duration(name string, def time.Duration) time.Duration {
	return lookup(name, def, time.ParseDuration)
}

// String is Int for texts.
func String(name string, def string) string {
	return lookup(name, def, func(s string) (string, error) { return s, nil })
}

func lookup[T any](name string, def T, parse func(string) (T, error)) T {
	key := "TIDEPOOL_" + strings.ToUpper(name)
	text, ok := os.LookupEnv(key)
	if !ok {
		return def
	}
	v, err := parse(text)
	if err != nil {
		log.Fatalf("lab: %s: %v", key, err)
	}
	return v
}
