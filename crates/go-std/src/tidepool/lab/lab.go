// Package lab stands for the outside of a listing: parameters of the scenario, and business work.
package lab

import (
	"strconv"
	"time"
)

// Int is the scenario's parameter name as an integer, or def if the scenario has none.
func Int(name string, def int) int {
	if text, ok := lookup(name); ok {
		if n, err := strconv.Atoi(text); err == nil {
			return n
		}
	}
	return def
}

// Duration is the scenario's parameter name as a duration, or def if the scenario has none.
func Duration(name string, def time.Duration) time.Duration {
	if text, ok := lookup(name); ok {
		if d, err := time.ParseDuration(text); err == nil {
			return d
		}
	}
	return def
}

// String is the scenario's parameter name, or def if the scenario has none.
func String(name string, def string) string {
	if text, ok := lookup(name); ok {
		return text
	}
	return def
}

// CPU burns processor time.
func CPU(d time.Duration) {
	if d > 0 {
		burn(int64(d))
	}
}

// Alloc allocates n bytes of garbage.
func Alloc(n int) {
	if n > 0 {
		alloc(n)
	}
}

func lookup(name string) (value string, ok bool)
func burn(nanos int64)
func alloc(n int)
