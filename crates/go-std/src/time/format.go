package time

import "errors"

// Layouts of Format and Parse.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
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
var elements = [...]string{"January", "Jan", "Monday", "Mon", "MST", "2006", "-07:00", "-0700", "-07",
	"Z07:00", "Z0700", "002", "01", "02", "03", "04", "05", "06", "15", "_2", "PM", "pm", "1", "2", "3", "4", "5"}

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
		return "UTC"
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
	case "Z07:00", "Z0700":
		return "Z"
	case "-07:00":
		return "+00:00"
	case "-0700":
		return "+0000"
	}
	return "+00"
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

// Parse reads a time printed in layout.
func Parse(layout, value string) (Time, error) {
	year, month, day, hour, min, sec, nsec := 1, 1, 1, 0, 0, 0, 0
	pm := -1
	fail := func() (Time, error) {
		return Time{}, errors.New("parsing time " + quote(value) + " as " + quote(layout) + ": cannot parse")
	}
	rest, text := layout, value
	for {
		before, element, fraction, after := next(rest)
		if len(text) < len(before) || text[:len(before)] != before {
			return fail()
		}
		text = text[len(before):]
		if element == "" {
			break
		}
		rest = after
		ok := true
		switch {
		case fraction != 0:
			nsec, text, ok = readFraction(text, fraction)
		case element == "January" || element == "Jan":
			month, text, ok = readName(text, monthNames[:], element == "Jan")
			month++
		case element == "Monday" || element == "Mon":
			_, text, ok = readName(text, dayNames[:], element == "Mon")
		case element == "2006":
			year, text, ok = readNumber(text, 4, 4)
		case element == "06":
			year, text, ok = readNumber(text, 2, 2)
			if year >= 69 {
				year += 1900
			} else {
				year += 2000
			}
		case element == "01" || element == "02" || element == "03" || element == "04" || element == "05" || element == "15":
			var n int
			n, text, ok = readNumber(text, 2, 2)
			setElement(element, n, &month, &day, &hour, &min, &sec)
			if element == "05" && ok && len(text) > 1 && text[0] == '.' && text[1] >= '0' && text[1] <= '9' {
				if _, _, f, _ := next(rest); f == 0 {
					nsec, text, ok = readFraction(text, -9)
				}
			}
		case element == "1" || element == "2" || element == "_2" || element == "3" || element == "4" || element == "5":
			for element == "_2" && text != "" && text[0] == ' ' {
				text = text[1:]
			}
			var n int
			n, text, ok = readNumber(text, 1, 2)
			setElement("0"+element[len(element)-1:], n, &month, &day, &hour, &min, &sec)
		case element == "PM" || element == "pm":
			if len(text) < 2 {
				return fail()
			}
			switch text[:2] {
			case "PM", "pm":
				pm = 1
			case "AM", "am":
				pm = 0
			default:
				return fail()
			}
			text = text[2:]
		case element == "MST":
			ok = len(text) >= 3
			if ok {
				text = text[3:]
			}
		default:
			if element[0] == 'Z' && text != "" && text[0] == 'Z' {
				text = text[1:]
				break
			}
			n := len(element)
			if element[0] == 'Z' {
				n = len(element)
			}
			ok = len(text) >= n
			if ok {
				text = text[n:]
			}
		}
		if !ok {
			return fail()
		}
	}
	if text != "" {
		return Time{}, errors.New("parsing time " + quote(value) + ": extra text: " + quote(text))
	}
	if pm == 1 && hour < 12 {
		hour += 12
	} else if pm == 0 && hour == 12 {
		hour = 0
	}
	t := Date(year, Month(month), day, hour, min, sec, nsec, UTC)
	if y, m, d := t.Date(); y != year || int(m) != month || d != day || hour > 23 || min > 59 || sec > 59 {
		return Time{}, errors.New("parsing time " + quote(value) + ": day out of range")
	}
	return t, nil
}

func setElement(e string, n int, month, day, hour, min, sec *int) {
	switch e {
	case "01":
		*month = n
	case "02":
		*day = n
	case "03", "15":
		*hour = n
	case "04":
		*min = n
	case "05":
		*sec = n
	}
}

func readNumber(text string, least, most int) (n int, rest string, ok bool) {
	i := 0
	for i < len(text) && i < most && text[i] >= '0' && text[i] <= '9' {
		n = n*10 + int(text[i]-'0')
		i++
	}
	return n, text[i:], i >= least
}

func readFraction(text string, count int) (nsec int, rest string, ok bool) {
	if text == "" || (text[0] != '.' && text[0] != ',') {
		return 0, text, count < 0
	}
	scale := 100000000
	i := 1
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		nsec += int(text[i]-'0') * scale
		scale /= 10
		i++
	}
	return nsec, text[i:], i > 1 && (count < 0 || i-1 == count)
}

func readName(text string, names []string, short bool) (index int, rest string, ok bool) {
	for i, name := range names {
		if short {
			name = name[:3]
		}
		if len(text) >= len(name) && text[:len(name)] == name {
			return i, text[len(name):], true
		}
	}
	return 0, text, false
}
