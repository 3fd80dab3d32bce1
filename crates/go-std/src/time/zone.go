package time

import "errors"

// When a zone has daylight saving time.
const (
	never    = iota
	american // from the second Sunday of March to the first of November, 2 o'clock
	european // from the last Sunday of March to the last of October, 1 o'clock UTC
)

// A Location is a time zone.
type Location struct {
	name   string
	zone   string
	offset int
	// summer is the name in daylight saving time, by rule.
	summer string
	rule   int
}

// String is the location's name.
func (l *Location) String() string {
	if l == nil {
		return "UTC"
	}
	return l.name
}

var (
	utc   = Location{name: "UTC", zone: "UTC"}
	local = Location{name: "Local", zone: "UTC"}
)

// UTC is universal time.
var UTC *Location = &utc

// Local is the zone of the simulated machine: universal time.
var Local *Location = &local

// FixedZone is a zone that is always offset seconds east of UTC.
func FixedZone(name string, offset int) *Location {
	return &Location{name: name, zone: name, offset: offset}
}

// known are the zones that LoadLocation finds, with the rules of today.
var known = [...]Location{
	{"America/New_York", "EST", -5 * 3600, "EDT", american},
	{"America/Chicago", "CST", -6 * 3600, "CDT", american},
	{"America/Denver", "MST", -7 * 3600, "MDT", american},
	{"America/Los_Angeles", "PST", -8 * 3600, "PDT", american},
	{"America/Sao_Paulo", "-03", -3 * 3600, "", never},
	{"Europe/London", "GMT", 0, "BST", european},
	{"Europe/Dublin", "GMT", 0, "IST", european},
	{"Europe/Lisbon", "WET", 0, "WEST", european},
	{"Europe/Berlin", "CET", 3600, "CEST", european},
	{"Europe/Paris", "CET", 3600, "CEST", european},
	{"Europe/Madrid", "CET", 3600, "CEST", european},
	{"Europe/Rome", "CET", 3600, "CEST", european},
	{"Europe/Amsterdam", "CET", 3600, "CEST", european},
	{"Europe/Brussels", "CET", 3600, "CEST", european},
	{"Europe/Vienna", "CET", 3600, "CEST", european},
	{"Europe/Zurich", "CET", 3600, "CEST", european},
	{"Europe/Prague", "CET", 3600, "CEST", european},
	{"Europe/Warsaw", "CET", 3600, "CEST", european},
	{"Europe/Stockholm", "CET", 3600, "CEST", european},
	{"Europe/Kyiv", "EET", 2 * 3600, "EEST", european},
	{"Europe/Athens", "EET", 2 * 3600, "EEST", european},
	{"Europe/Helsinki", "EET", 2 * 3600, "EEST", european},
	{"Europe/Istanbul", "+03", 3 * 3600, "", never},
	{"Europe/Moscow", "MSK", 3 * 3600, "", never},
	{"Asia/Dubai", "+04", 4 * 3600, "", never},
	{"Asia/Kolkata", "IST", 19800, "", never},
	{"Asia/Shanghai", "CST", 8 * 3600, "", never},
	{"Asia/Hong_Kong", "HKT", 8 * 3600, "", never},
	{"Asia/Singapore", "+08", 8 * 3600, "", never},
	{"Asia/Seoul", "KST", 9 * 3600, "", never},
	{"Asia/Tokyo", "JST", 9 * 3600, "", never},
	{"Australia/Brisbane", "AEST", 10 * 3600, "", never},
	{"Etc/UTC", "UTC", 0, "", never},
	{"GMT", "GMT", 0, "", never},
}

// LoadLocation finds a zone by its name in the IANA database, if it is one of the well-known ones.
func LoadLocation(name string) (*Location, error) {
	switch name {
	case "", "UTC":
		return UTC, nil
	case "Local":
		return Local, nil
	}
	for i := range known {
		if known[i].name == name {
			return &known[i], nil
		}
	}
	return nil, errors.New("unknown time zone " + name)
}

// at is the name and offset that hold so many seconds after 1970.
func (l *Location) at(unix int64) (name string, offset int) {
	if l == nil {
		return "UTC", 0
	}
	if l.rule == never {
		return l.zone, l.offset
	}
	year, _, _, _ := civil(floorDiv(unix+unixSeconds+int64(l.offset), 86400))
	var from, to int64
	if l.rule == american {
		from = sunday(year, 3, 8) + 2*3600 - int64(l.offset)
		to = sunday(year, 11, 1) + 3600 - int64(l.offset)
	} else {
		from = sunday(year, 3, 25) + 3600
		to = sunday(year, 10, 25) + 3600
	}
	if unix >= from && unix < to {
		return l.summer, l.offset + 3600
	}
	return l.zone, l.offset
}

// sunday is the first Sunday at or after the given day, in seconds since 1970.
func sunday(year, month, day int) int64 {
	days := daysBefore(year, month) + int64(day-1)
	// January 1, year 1 was a Monday.
	days += (6 - days%7) % 7
	return days*86400 - unixSeconds
}
