package time

// A ParseError explains what could not be read.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

func (e *ParseError) Error() string {
	if e.Message != "" {
		return "parsing time " + quote(e.Value) + e.Message
	}
	return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) + ": cannot parse " + quote(e.ValueElem) + " as " + quote(e.LayoutElem)
}

// parsing is what has been read so far.
type parsing struct {
	year, month, day, yday int
	hour, min, sec, nsec   int
	pm                     int
	zone                   string
	offset                 int
	zoned, hasOffset       bool
	// wrong names the part that is out of its range.
	wrong string
}

// Parse reads a time printed in layout; without a zone it is UTC.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation is Parse for times without a zone that mean loc.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

func parse(layout, value string, assumed, local *Location) (Time, error) {
	p := parsing{month: -1, day: -1, yday: -1, pm: -1}
	rest, text := layout, value
	for {
		before, element, fraction, after := next(rest)
		var ok bool
		if text, ok = skip(text, before); !ok {
			return Time{}, &ParseError{layout, value, before, text, ""}
		}
		if element == "" {
			if text != "" {
				return Time{}, &ParseError{layout, value, "", text, ": extra text: " + quote(text)}
			}
			break
		}
		held := text
		text, ok = p.element(element, fraction, text, after)
		if p.wrong != "" {
			return Time{}, &ParseError{layout, value, element, text, ": " + p.wrong + " out of range"}
		}
		if !ok {
			return Time{}, &ParseError{layout, value, element, held, ""}
		}
		rest = after
	}
	if message := p.settle(); message != "" {
		return Time{}, &ParseError{layout, value, "", value, ": " + message}
	}
	return p.time(assumed, local), nil
}

// skip drops the literal text of a layout; a run of blanks matches any run of them.
func skip(text, prefix string) (string, bool) {
	for prefix != "" {
		if prefix[0] == ' ' {
			if text != "" && text[0] != ' ' {
				return text, false
			}
			for prefix != "" && prefix[0] == ' ' {
				prefix = prefix[1:]
			}
			for text != "" && text[0] == ' ' {
				text = text[1:]
			}
			continue
		}
		if text == "" || text[0] != prefix[0] {
			return text, false
		}
		prefix, text = prefix[1:], text[1:]
	}
	return text, true
}

// element reads one element of a layout.
func (p *parsing) element(e string, fraction int, text, after string) (rest string, ok bool) {
	var n int
	number := func(least, most int) bool {
		n, text, ok = readNumber(text, least, most)
		return ok
	}
	within := func(low, high int, name string) {
		if n < low || n > high {
			p.wrong = name
		}
	}
	switch {
	case fraction > 0:
		p.nsec, text, ok = readFraction(text, fraction)
		return text, ok
	case fraction < 0:
		if len(text) < 2 || text[0] != '.' && text[0] != ',' || text[1] < '0' || text[1] > '9' {
			return text, true
		}
		p.nsec, text, ok = readFraction(text, fraction)
		return text, ok
	}
	switch e {
	case "January", "Jan":
		n, text, ok = readName(text, monthNames[:], e == "Jan")
		p.month = n + 1
	case "Monday", "Mon":
		_, text, ok = readName(text, dayNames[:], e == "Mon")
	case "2006":
		number(4, 4)
		p.year = n
	case "06":
		if number(2, 2) {
			p.year = 2000 + n
			if n >= 69 {
				p.year = 1900 + n
			}
		}
	case "01", "1":
		if number(len(e), 2) {
			p.month = n
			within(1, 12, "month")
		}
	case "02", "_2", "2":
		if e == "_2" && text != "" && text[0] == ' ' {
			text = text[1:]
		}
		least := 1
		if e == "02" {
			least = 2
		}
		number(least, 2)
		p.day = n
	case "002", "__2":
		for range 2 {
			if e == "__2" && text != "" && text[0] == ' ' {
				text = text[1:]
			}
		}
		if e == "002" {
			number(3, 3)
		} else {
			number(1, 3)
		}
		p.yday = n
	case "15":
		if number(1, 2) {
			p.hour = n
			within(0, 23, "hour")
		}
	case "03", "3":
		if number(len(e), 2) {
			p.hour = n
			within(0, 12, "hour")
		}
	case "04", "4":
		if number(len(e), 2) {
			p.min = n
			within(0, 59, "minute")
		}
	case "05", "5":
		if number(len(e), 2) {
			p.sec = n
			within(0, 59, "second")
			if ok && len(text) >= 2 && (text[0] == '.' || text[0] == ',') && text[1] >= '0' && text[1] <= '9' {
				// A fraction is read even if the layout has none.
				if before, _, f, _ := next(after); f == 0 || before != "" {
					p.nsec, text, ok = readFraction(text, -9)
				}
			}
		}
	case "PM", "pm":
		if ok = len(text) >= 2; ok {
			switch word := text[:2]; {
			case word == e:
				p.pm = 1
			case word == "AM" && e == "PM" || word == "am" && e == "pm":
				p.pm = 0
			default:
				return text, false
			}
			text = text[2:]
		}
	case "MST":
		if len(text) >= 3 && text[:3] == "UTC" {
			p.zoned, p.zone = true, "UTC"
			p.hasOffset = true
			return text[3:], true
		}
		i := zoneName(text)
		if ok = i > 0; ok {
			p.zoned, p.zone, text = true, text[:i], text[i:]
		}
	default:
		return p.offsetElement(e, text)
	}
	return text, ok
}

// zoneName is the length of the zone abbreviation at the beginning of text, 0 if there is none.
func zoneName(text string) int {
	if len(text) >= 3 && (text[0] == '+' || text[0] == '-') {
		i := 1
		for i < len(text) && i < 3 && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		if i == 3 {
			return 3
		}
		return 0
	}
	i := 0
	for i < len(text) && i < 6 && text[i] >= 'A' && text[i] <= 'Z' {
		i++
	}
	switch {
	case i == 3 && text[:3] == "GMT" && len(text) > 4 && (text[3] == '+' || text[3] == '-'):
		n, rest, ok := readNumber(text[4:], 1, 2)
		if !ok || n > 23 {
			return 3
		}
		return len(text) - len(rest)
	case i == 3:
		return 3
	case i == 4 && (text[3] == 'T' || text[:4] == "WITA"):
		return 4
	case i == 5 && text[4] == 'T':
		return 5
	}
	return 0
}

func (p *parsing) offsetElement(e, text string) (rest string, ok bool) {
	if e[0] == 'Z' && text != "" && text[0] == 'Z' {
		p.zoned, p.hasOffset, p.zone = true, true, "UTC"
		return text[1:], true
	}
	if text == "" || text[0] != '+' && text[0] != '-' {
		return text, false
	}
	negative := text[0] == '-'
	rest = text[1:]
	colon := len(e) > 3 && e[3] == ':'
	parts := [3]int{}
	for i := range 3 {
		if i == 1 && len(e) < 5 || i == 2 && len(e) < 7 {
			break
		}
		if i > 0 && colon {
			if rest == "" || rest[0] != ':' {
				return text, false
			}
			rest = rest[1:]
		}
		if parts[i], rest, ok = readNumber(rest, 2, 2); !ok {
			return text, false
		}
	}
	switch {
	case parts[0] > 24:
		p.wrong = "time zone offset hour"
	case parts[1] > 60:
		p.wrong = "time zone offset minute"
	case parts[2] > 60:
		p.wrong = "time zone offset second"
	}
	p.offset = parts[0]*3600 + parts[1]*60 + parts[2]
	if negative {
		p.offset = -p.offset
	}
	p.hasOffset = true
	return rest, true
}

// settle puts the parts together; it returns what is wrong with them.
func (p *parsing) settle() string {
	if p.pm == 1 && p.hour < 12 {
		p.hour += 12
	} else if p.pm == 0 && p.hour == 12 {
		p.hour = 0
	}
	if p.yday >= 0 {
		last := 365
		if isLeap(p.year) {
			last = 366
		}
		if p.yday < 1 || p.yday > last {
			return "day-of-year out of range"
		}
		_, m, d, _ := civil(daysBefore(p.year, 1) + int64(p.yday-1))
		if p.month >= 0 && p.month != int(m) {
			return "day-of-year does not match month"
		}
		if p.day >= 0 && p.day != d {
			return "day-of-year does not match day"
		}
		p.month, p.day = int(m), d
	}
	if p.month < 0 {
		p.month = 1
	}
	if p.day < 0 {
		p.day = 1
	}
	days := daysBefore(p.year+p.month/12, p.month%12+1) - daysBefore(p.year, p.month)
	if p.day < 1 || int64(p.day) > days {
		return "day out of range"
	}
	return ""
}

func (p *parsing) time(assumed, local *Location) Time {
	date := func(loc *Location) Time {
		return Date(p.year, Month(p.month), p.day, p.hour, p.min, p.sec, p.nsec, loc)
	}
	switch {
	case p.hasOffset:
		t := date(UTC)
		t.sec -= int64(p.offset)
		if p.zone == "UTC" {
			t.setLoc(UTC)
			return t
		}
		// The local zone is taken if it has this offset then.
		if name, offset := local.at(t.Unix()); offset == p.offset && (p.zone == "" || name == p.zone) {
			t.setLoc(local)
			return t
		}
		t.setLoc(FixedZone(p.zone, p.offset))
		return t
	case p.zoned:
		t := date(UTC)
		for _, name := range [...]string{local.zone, local.summer} {
			if name != p.zone {
				continue
			}
			offset := local.offset
			if name != local.zone {
				offset += 3600
			}
			t.sec -= int64(offset)
			t.setLoc(local)
			return t
		}
		offset := 0
		if len(p.zone) > 3 && p.zone[:3] == "GMT" {
			hours, _, _ := readNumber(p.zone[4:], 1, 2)
			offset = hours * 3600
			if p.zone[3] == '-' {
				offset = -offset
			}
		}
		t.setLoc(FixedZone(p.zone, offset))
		return t
	}
	return date(assumed)
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
	if text == "" || text[0] != '.' && text[0] != ',' {
		return 0, text, false
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

// readName finds one of names, or of their first three letters, whatever its case.
func readName(text string, names []string, short bool) (index int, rest string, ok bool) {
	for i, name := range names {
		if short {
			name = name[:3]
		}
		if len(text) < len(name) {
			continue
		}
		same := true
		for k := range name {
			if text[k]|0x20 != name[k]|0x20 {
				same = false
			}
		}
		if same {
			return i, text[len(name):], true
		}
	}
	return 0, text, false
}
