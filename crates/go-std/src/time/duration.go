// Package time measures and waits for virtual time.
package time

import "errors"

// A Duration is a span of time in nanoseconds.
type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

// Nanoseconds is d as an integer count.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// Microseconds is d as an integer count of microseconds.
func (d Duration) Microseconds() int64 { return int64(d) / 1000 }

// Milliseconds is d as an integer count of milliseconds.
func (d Duration) Milliseconds() int64 { return int64(d) / 1000000 }

// Seconds is d in seconds.
func (d Duration) Seconds() float64 {
	return float64(d/Second) + float64(d%Second)/1e9
}

// Minutes is d in minutes.
func (d Duration) Minutes() float64 {
	return float64(d/Minute) + float64(d%Minute)/(60*1e9)
}

// Hours is d in hours.
func (d Duration) Hours() float64 {
	return float64(d/Hour) + float64(d%Hour)/(60*60*1e9)
}

// Abs is the absolute value of d.
func (d Duration) Abs() Duration {
	if d >= 0 {
		return d
	}
	return -max(d, -1<<63+1) // the least has no counterpart
}

// Truncate drops what d has above a whole number of m.
func (d Duration) Truncate(m Duration) Duration {
	if m > 0 {
		d -= d % m
	}
	return d
}

// Round is the whole number of m nearest to d; of two the one farther from zero.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	rest := d % m
	switch {
	case d >= 0 && rest < m-rest || d < 0 && -rest < m+rest:
		return d - rest
	case d >= 0:
		return d + min(m-rest, 1<<63-1-d)
	}
	return d - min(m+rest, d-(-1<<63))
}

// String prints d as 72h3m0.5s, 1.5ms, 0s.
func (d Duration) String() string {
	if d == 0 {
		return "0s"
	}
	u := uint64(d)
	if d < 0 {
		u = -u
	}
	text := ""
	switch {
	case u < uint64(Microsecond):
		text = digits(u) + "ns"
	case u < uint64(Millisecond):
		text = decimal(u, 3) + "µs"
	case u < uint64(Second):
		text = decimal(u, 6) + "ms"
	default:
		seconds := u / uint64(Second)
		fraction := u % uint64(Second)
		text = decimal(seconds%60*uint64(Second)+fraction, 9) + "s"
		if minutes := seconds / 60; minutes > 0 {
			text = digits(minutes%60) + "m" + text
			if hours := minutes / 60; hours > 0 {
				text = digits(hours) + "h" + text
			}
		}
	}
	if d < 0 {
		return "-" + text
	}
	return text
}

// digits prints u in decimal.
func digits(u uint64) string {
	if u == 0 {
		return "0"
	}
	var buf [20]byte
	i := len(buf)
	for u > 0 {
		i--
		buf[i] = byte('0' + u%10)
		u /= 10
	}
	return string(buf[i:])
}

// padded prints n in decimal with at least width digits.
func padded(n, width int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	text := digits(uint64(n))
	for len(text) < width {
		text = "0" + text
	}
	return sign + text
}

// decimal prints u with the point before its last places digits, trailing zeros dropped.
func decimal(u uint64, places int) string {
	unit := uint64(1)
	for range places {
		unit *= 10
	}
	fraction := u % unit
	if fraction == 0 {
		return digits(u / unit)
	}
	// The unit gives the zeros in front their places.
	text := digits(unit + fraction)[1:]
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	return digits(u/unit) + "." + text
}

// ParseDuration reads a duration such as "300ms", "-1.5h" or "2h45m".
func ParseDuration(s string) (Duration, error) {
	whole := s
	negative := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	if s == "0" {
		return 0, nil
	}
	if s == "" {
		return 0, errors.New("time: invalid duration " + quote(whole))
	}
	var total uint64
	for s != "" {
		value, scale, fraction := uint64(0), float64(1), uint64(0)
		start := len(s)
		for s != "" && s[0] >= '0' && s[0] <= '9' {
			if value > 1<<63/10 {
				return 0, errors.New("time: invalid duration " + quote(whole))
			}
			value = value*10 + uint64(s[0]-'0')
			s = s[1:]
		}
		before := start != len(s)
		after := false
		if s != "" && s[0] == '.' {
			s = s[1:]
			start = len(s)
			for s != "" && s[0] >= '0' && s[0] <= '9' {
				if fraction < 1<<63/10 {
					fraction = fraction*10 + uint64(s[0]-'0')
					scale *= 10
				}
				s = s[1:]
			}
			after = start != len(s)
		}
		if !before && !after {
			return 0, errors.New("time: invalid duration " + quote(whole))
		}
		n := 0
		for n < len(s) && s[n] != '.' && (s[n] < '0' || s[n] > '9') {
			n++
		}
		if n == 0 {
			return 0, errors.New("time: missing unit in duration " + quote(whole))
		}
		unit, ok := unitOf(s[:n])
		if !ok {
			return 0, errors.New("time: unknown unit " + quote(s[:n]) + " in duration " + quote(whole))
		}
		s = s[n:]
		if value > 1<<63/unit {
			return 0, errors.New("time: invalid duration " + quote(whole))
		}
		value *= unit
		if fraction > 0 {
			value += uint64(float64(fraction) * (float64(unit) / scale))
		}
		total += value
		if total > 1<<63 {
			return 0, errors.New("time: invalid duration " + quote(whole))
		}
	}
	if negative {
		return -Duration(total), nil
	}
	if total > 1<<63-1 {
		return 0, errors.New("time: invalid duration " + quote(whole))
	}
	return Duration(total), nil
}

func unitOf(name string) (uint64, bool) {
	switch name {
	case "ns":
		return uint64(Nanosecond), true
	case "us", "µs", "μs":
		return uint64(Microsecond), true
	case "ms":
		return uint64(Millisecond), true
	case "s":
		return uint64(Second), true
	case "m":
		return uint64(Minute), true
	case "h":
		return uint64(Hour), true
	}
	return 0, false
}

func quote(s string) string { return "\"" + s + "\"" }
