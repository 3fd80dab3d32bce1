// Package lab stands for the outside of a listing: parameters of the scenario, and business work.
package lab

import (
	"strconv"
	"time"
)

// A parameter of the scenario, in each form that its text has.
type parameter struct {
	name       string
	text       string
	isSet      bool
	number     int
	isNumber   bool
	duration   time.Duration
	isDuration bool
}

// Parameters that have been asked for, which do not change while a program runs. The list is replaced by a longer one,
// never changed, so that it can be read without a lock; one that is lost as two are added at once is looked up again.
var known []parameter

func find(name string) *parameter {
	list := known
	for i := range list {
		if list[i].name == name {
			return &list[i]
		}
	}
	p := parameter{name: name}
	p.text, p.isSet = lookup(name)
	if p.isSet {
		number, err := strconv.Atoi(p.text)
		p.number, p.isNumber = number, err == nil
		duration, err := time.ParseDuration(p.text)
		p.duration, p.isDuration = duration, err == nil
	}
	list = append(list[:len(list):len(list)], p)
	known = list
	return &list[len(list)-1]
}

// Int is the scenario's parameter name as an integer, or def if the scenario has none.
func Int(name string, def int) int {
	if p := find(name); p.isNumber {
		return p.number
	}
	return def
}

// Duration is the scenario's parameter name as a duration, or def if the scenario has none.
func Duration(name string, def time.Duration) time.Duration {
	if p := find(name); p.isDuration {
		return p.duration
	}
	return def
}

// String is the scenario's parameter name, or def if the scenario has none.
func String(name string, def string) string {
	if p := find(name); p.isSet {
		return p.text
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
