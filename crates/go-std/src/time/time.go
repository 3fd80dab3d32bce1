package time

// A Month is a month of the year.
type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"}

// String is the English name of the month.
func (m Month) String() string {
	if January <= m && m <= December {
		return monthNames[m-1]
	}
	return "%!Month(" + padded(int(m), 1) + ")"
}

// A Weekday is a day of the week.
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var dayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

// String is the English name of the day.
func (d Weekday) String() string {
	if Sunday <= d && d <= Saturday {
		return dayNames[d]
	}
	return "%!Weekday(" + padded(int(d), 1) + ")"
}

// A Time is an instant with nanosecond precision. The machine makes values of this shape for timers.
type Time struct {
	sec  int64 // since January 1, year 1
	nsec int64
	mono int64     // virtual time + 1, or 0
	loc  *Location // nil is UTC
}

// unixSeconds is 1970-01-01 counted from January 1, year 1.
const unixSeconds = 62135596800

// epoch is the wall clock at the beginning of a run: 2026-01-01 00:00:00 UTC.
const epoch = 1767225600

// Now is the present virtual time. A run begins on January 1, 2026, 00:00 UTC.
func Now() Time { return present(Local) }

// present is the present virtual time at a place.
func present(loc *Location) Time

// Unix is the time so many seconds and nanoseconds after 1970.
func Unix(sec int64, nsec int64) Time {
	sec += nsec / 1e9
	nsec %= 1e9
	if nsec < 0 {
		nsec += 1e9
		sec--
	}
	return Time{sec + unixSeconds, nsec, 0, Local}
}

// UnixMilli is the time so many milliseconds after 1970.
func UnixMilli(msec int64) Time { return Unix(msec/1000, (msec%1000)*1e6) }

// UnixMicro is the time so many microseconds after 1970.
func UnixMicro(usec int64) Time { return Unix(usec/1e6, (usec%1e6)*1e3) }

// Date is the time of the given date and clock; values outside their range carry over.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	m := int(month) - 1
	year += m / 12
	m %= 12
	if m < 0 {
		m += 12
		year--
	}
	days := daysBefore(year, m+1) + int64(day-1)
	total := days*86400 + int64(hour)*3600 + int64(min)*60 + int64(sec)
	ns := int64(nsec)
	total += ns / 1e9
	ns %= 1e9
	if ns < 0 {
		ns += 1e9
		total--
	}
	t := Time{total, ns, 0, nil}
	if loc != &utc {
		// The offset that holds at the time meant, found from the one that would hold in UTC.
		_, offset := loc.at(total - unixSeconds)
		if offset != 0 {
			_, again := loc.at(total - int64(offset) - unixSeconds)
			if again != offset {
				offset = again
			}
			t.sec -= int64(offset)
		} else if _, again := loc.at(total - unixSeconds - 3600); again != 0 {
			if _, back := loc.at(total - int64(again) - unixSeconds); back == again {
				t.sec -= int64(again)
			}
		}
	}
	t.setLoc(loc)
	return t
}

var monthStart = [...]int{0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// daysBefore counts the days from January 1, year 1 to the first of the month.
func daysBefore(year, month int) int64 {
	y := int64(year - 1)
	days := y*365 + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400)
	days += int64(monthStart[month-1])
	if month > 2 && isLeap(year) {
		days++
	}
	return days
}

// civil is year, month, day and day of the year (from 0) of a day counted from January 1, year 1.
func civil(days int64) (year int, month Month, day int, yday int) {
	y := int(floorDiv(days*400, 146097)) + 1
	for daysBefore(y, 1) > days {
		y--
	}
	for daysBefore(y+1, 1) <= days {
		y++
	}
	yday = int(days - daysBefore(y, 1))
	m := 12
	for m > 1 && daysBefore(y, m) > days {
		m--
	}
	return y, Month(m), int(days-daysBefore(y, m)) + 1, yday
}

// After reports whether t is after u.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

// Before reports whether t is before u.
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

// Compare is -1, 0 or 1 as t is before, equal to or after u.
func (t Time) Compare(u Time) int {
	a, b := t.sec, u.sec
	if t.mono != 0 && u.mono != 0 {
		a, b = t.mono, u.mono
	} else if a == b {
		a, b = t.nsec, u.nsec
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Equal reports whether t and u are the same instant.
func (t Time) Equal(u Time) bool { return t.Compare(u) == 0 }

// IsZero reports whether t is the zero time.
func (t Time) IsZero() bool { return t.sec == 0 && t.nsec == 0 }

// Add is t plus d.
func (t Time) Add(d Duration) Time

// Sub is the duration from u to t.
func (t Time) Sub(u Time) Duration {
	if t.mono != 0 && u.mono != 0 {
		return Duration(t.mono - u.mono)
	}
	seconds := t.sec - u.sec
	if seconds > 9223372035 {
		return 1<<63 - 1
	}
	if seconds < -9223372035 {
		return -1 << 63
	}
	return Duration(seconds*1e9 + t.nsec - u.nsec)
}

// AddDate is t with so many years, months and days added.
func (t Time) AddDate(years, months, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec), t.Location())
}

// Since is the time passed since t.
func Since(t Time) Duration {
	if t.mono != 0 {
		return Duration(now() + 1 - t.mono)
	}
	return Now().Sub(t)
}

// Until is the time left until t.
func Until(t Time) Duration {
	if t.mono != 0 {
		return Duration(t.mono - 1 - now())
	}
	return t.Sub(Now())
}

// Unix is t in seconds since 1970.
func (t Time) Unix() int64 { return t.sec - unixSeconds }

// UnixMilli is t in milliseconds since 1970.
func (t Time) UnixMilli() int64 { return t.Unix()*1e3 + t.nsec/1e6 }

// UnixMicro is t in microseconds since 1970.
func (t Time) UnixMicro() int64 { return t.Unix()*1e6 + t.nsec/1e3 }

// UnixNano is t in nanoseconds since 1970.
func (t Time) UnixNano() int64

func (t *Time) setLoc(loc *Location) {
	if loc == &utc {
		loc = nil
	}
	t.mono = 0
	t.loc = loc
}

// UTC is t in universal time.
func (t Time) UTC() Time { t.setLoc(&utc); return t }

// Local is t in local time, which is universal time here.
func (t Time) Local() Time { t.setLoc(Local); return t }

// In is t in the given zone.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.setLoc(loc)
	return t
}

// Location is t's zone.
func (t Time) Location() *Location {
	if t.loc != nil {
		return t.loc
	}
	return UTC
}

// Zone is what clocks in the zone of t are called at that time, and the seconds they are ahead of UTC.
func (t Time) Zone() (name string, offset int) { return t.Location().at(t.Unix()) }

// IsDST reports whether t is in daylight saving time.
func (t Time) IsDST() bool {
	_, offset := t.Zone()
	return offset != t.Location().offset
}

// ZoneBounds is when the zone that holds at t began and ends. Only zones without changes are known, which have no bounds.
func (t Time) ZoneBounds() (start, end Time) { return }

// local is t's seconds on the clock of its zone.
func (t Time) local() int64 {
	if t.loc == nil {
		return t.sec
	}
	_, offset := t.Zone()
	return t.sec + int64(offset)
}

// Round drops the monotonic reading and rounds to a multiple of d.
func (t Time) Round(d Duration) Time {
	t.mono = 0
	if d <= 0 {
		return t
	}
	r := t.mod(d)
	if r+r < d {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// Truncate drops the monotonic reading and rounds down to a multiple of d.
func (t Time) Truncate(d Duration) Time {
	t.mono = 0
	if d <= 0 {
		return t
	}
	return t.Add(-t.mod(d))
}

func (t Time) mod(d Duration) Duration {
	if d%Second == 0 {
		return Duration(t.sec%int64(d/Second))*Second + Duration(t.nsec)
	}
	second := Second % d
	return (Duration(t.sec)%d*second + Duration(t.nsec)) % d
}

// Date is year, month and day.
func (t Time) Date() (year int, month Month, day int) {
	year, month, day, _ = civil(floorDiv(t.local(), 86400))
	return
}

// Clock is hour, minute and second.
func (t Time) Clock() (hour, min, sec int) {
	l := t.local()
	s := int(l - floorDiv(l, 86400)*86400)
	return s / 3600, s / 60 % 60, s % 60
}

// Year is the year.
func (t Time) Year() int { y, _, _ := t.Date(); return y }

// Month is the month.
func (t Time) Month() Month { _, m, _ := t.Date(); return m }

// Day is the day of the month.
func (t Time) Day() int { _, _, d := t.Date(); return d }

// YearDay is the day of the year, from 1.
func (t Time) YearDay() int { _, _, _, d := civil(floorDiv(t.local(), 86400)); return d + 1 }

// Weekday is the day of the week. January 1, year 1 was a Monday.
func (t Time) Weekday() Weekday {
	d := (floorDiv(t.local(), 86400) + 1) % 7
	if d < 0 {
		d += 7
	}
	return Weekday(d)
}

// Hour is the hour of the day.
func (t Time) Hour() int { h, _, _ := t.Clock(); return h }

// Minute is the minute of the hour.
func (t Time) Minute() int { _, m, _ := t.Clock(); return m }

// Second is the second of the minute.
func (t Time) Second() int { _, _, s := t.Clock(); return s }

// Nanosecond is the nanosecond of the second.
func (t Time) Nanosecond() int { return int(t.nsec) }

// ISOWeek is the ISO 8601 year and week: the week belongs to the year of its Thursday.
func (t Time) ISOWeek() (year, week int) {
	day := floorDiv(t.local(), 86400)
	thursday := day + 3 - int64(t.Weekday()+6)%7
	year, _, _, yday := civil(thursday)
	return year, yday/7 + 1
}
