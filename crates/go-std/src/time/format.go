package time

// Layouts of Format and Parse.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// elements are what a layout can contain, longer ones before their beginnings.
var elements = [...]string{"January", "Jan", "Monday", "Mon", "MST", "2006", "-07:00:00", "-070000", "-07:00", "-0700", "-07",
	"Z07:00:00", "Z070000", "Z07:00", "Z0700", "Z07", "__2", "002", "01", "02", "03", "04", "05", "06", "15", "_2", "PM", "pm", "1", "2", "3", "4", "5"}

// next finds the first element of layout; fraction counts digits behind a point, negative if trailing zeros are dropped.
func next(layout string) (before, element string, fraction int, after string) {
	for i := 0; i < len(layout); i++ {
		rest := layout[i:]
		if c := rest[0]; (c == '.' || c == ',') && len(rest) > 1 && (rest[1] == '0' || rest[1] == '9') {
			n := 1
			for n < len(rest) && rest[n] == rest[1] {
				n++
			}
			if n == len(rest) || rest[n] < '0' || rest[n] > '9' {
				count := n - 1
				if rest[1] == '9' {
					count = -count
				}
				return layout[:i], rest[:n], count, rest[n:]
			}
		}
		for _, e := range elements {
			if len(rest) >= len(e) && rest[:len(e)] == e {
				if e == "Jan" && len(rest) > 3 && rest[3] >= 'a' && rest[3] <= 'z' {
					continue
				}
				if e == "Mon" && len(rest) > 3 && rest[3] >= 'a' && rest[3] <= 'z' {
					continue
				}
				if e == "_2" && len(rest) >= 5 && rest[1:5] == "2006" {
					return layout[:i+1], "2006", 0, rest[5:]
				}
				return layout[:i], e, 0, rest[len(e):]
			}
		}
	}
	return layout, "", 0, ""
}

// Format prints t as the reference time Mon Jan 2 15:04:05 MST 2006 is printed in layout.
func (t Time) Format(layout string) string {
	out := ""
	for {
		before, element, fraction, after := next(layout)
		out += before
		if element == "" {
			return out
		}
		out += t.element(element, fraction)
		layout = after
	}
}

func (t Time) element(e string, fraction int) string {
	if fraction != 0 {
		return t.fraction(e[:1], fraction)
	}
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	hour12 := (hour+11)%12 + 1
	switch e {
	case "January":
		return month.String()
	case "Jan":
		return month.String()[:3]
	case "Monday":
		return t.Weekday().String()
	case "Mon":
		return t.Weekday().String()[:3]
	case "MST":
		if name, _ := t.Zone(); name != "" {
			return name
		}
		return zoneText("-0700", second(t.Zone()))
	case "2006":
		return padded(year, 4)
	case "06":
		return padded(year%100, 2)
	case "01":
		return padded(int(month), 2)
	case "1":
		return padded(int(month), 1)
	case "02":
		return padded(day, 2)
	case "2":
		return padded(day, 1)
	case "_2":
		if day < 10 {
			return " " + padded(day, 1)
		}
		return padded(day, 2)
	case "002":
		return padded(t.YearDay(), 3)
	case "__2":
		text := padded(t.YearDay(), 1)
		return "   "[:3-len(text)] + text
	case "15":
		return padded(hour, 2)
	case "03":
		return padded(hour12, 2)
	case "3":
		return padded(hour12, 1)
	case "04":
		return padded(min, 2)
	case "4":
		return padded(min, 1)
	case "05":
		return padded(sec, 2)
	case "5":
		return padded(sec, 1)
	case "PM":
		if hour >= 12 {
			return "PM"
		}
		return "AM"
	case "pm":
		if hour >= 12 {
			return "pm"
		}
		return "am"
	}
	return zoneText(e, second(t.Zone()))
}

func second(_ string, offset int) int { return offset }

// zoneText prints an offset as the layout's element does.
func zoneText(e string, offset int) string {
	if e[0] == 'Z' {
		if offset == 0 {
			return "Z"
		}
		e = "-" + e[1:]
	}
	text := "+"
	if offset < 0 {
		text, offset = "-", -offset
	}
	colon := ""
	if len(e) > 3 && e[3] == ':' {
		colon = ":"
	}
	text += padded(offset/3600, 2)
	if len(e) >= 5 {
		text += colon + padded(offset/60%60, 2)
	}
	if len(e) >= 7 {
		text += colon + padded(offset%60, 2)
	}
	return text
}

func (t Time) fraction(point string, count int) string {
	all := padded(int(t.nsec), 9)
	if count > 0 {
		return point + all[:min(count, 9)]
	}
	all = all[:min(-count, 9)]
	for all != "" && all[len(all)-1] == '0' {
		all = all[:len(all)-1]
	}
	if all == "" {
		return ""
	}
	return point + all
}

// String prints t with its zone.
func (t Time) String() string {
	text := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.mono != 0 {
		n := uint64(t.mono - 1)
		text += " m=+" + digits(n/1e9) + "." + padded(int(n%1e9), 9)
	}
	return text
}

// GoString prints t as Go source.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	text := "time.Date(" + padded(year, 1) + ", "
	if January <= month && month <= December {
		text += "time." + month.String()
	} else {
		text += padded(int(month), 1)
	}
	for _, n := range [...]int{day, hour, min, sec, int(t.nsec)} {
		text += ", " + padded(n, 1)
	}
	switch t.loc {
	case nil:
		return text + ", time.UTC)"
	case Local:
		return text + ", time.Local)"
	}
	return text + ", time.Location(" + quote(t.loc.name) + "))"
}

// AppendFormat is Format behind b.
func (t Time) AppendFormat(b []byte, layout string) []byte { return append(b, t.Format(layout)...) }
