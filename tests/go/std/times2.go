// Package time: zones, layouts, parsing, calendar arithmetic.
package main

import (
	"encoding"
	"errors"
	"fmt"
	"time"
)

func main() {
	ist := time.FixedZone("IST", 5*3600+1800)
	west := time.FixedZone("", -7*3600)
	t := time.Date(2024, time.February, 29, 23, 4, 5, 123456789, time.UTC)
	for _, l := range []string{time.Layout, time.ANSIC, time.UnixDate, time.RubyDate, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano, time.Kitchen, time.Stamp, time.StampMilli, time.StampMicro, time.StampNano, time.DateTime, time.DateOnly, time.TimeOnly, "Monday January 2 2006 3:4:5 pm .000 ,999 __2 002 _2006 Z07 -07:00:00 Month"} {
		fmt.Println(t.Format(l), "|", t.In(ist).Format(l), "|", t.In(west).Format(l))
	}
	fmt.Println(t, t.In(ist), t.In(west))
	fmt.Printf("%v %s %d %#v\n", t.Weekday(), t.Month(), t.YearDay(), t)
	fmt.Println(t.ISOWeek())
	fmt.Println(time.Date(2021, 1, 3, 0, 0, 0, 0, time.UTC).ISOWeek())
	fmt.Println(time.Date(2020, 12, 31, 0, 0, 0, 0, time.UTC).ISOWeek())
	fmt.Println(t.AddDate(0, 1, 0), t.AddDate(1, 0, 0), t.AddDate(0, 0, -60), t.Add(-36*time.Hour))
	fmt.Println(t.Truncate(time.Hour), t.Round(time.Hour), t.Truncate(24*time.Hour), t.Round(time.Millisecond))
	fmt.Println(t.Equal(t.In(ist)), t == t.In(ist), t.Before(t.Add(1)), t.Compare(t), t.In(ist).Location(), t.Location())
	fmt.Println(t.Unix(), t.UnixMilli(), t.UnixMicro(), t.UnixNano(), time.Unix(1e9, 5).UTC(), time.UnixMilli(1234567890123).UTC())
	fmt.Println(time.Date(2023, 14, -5, 25, 61, 61, 1e9, ist))
	var zero time.Time
	fmt.Println(zero, zero.IsZero(), zero.Unix(), t.Sub(zero), zero.Weekday())
	n, o := t.In(west).Zone()
	fmt.Printf("%q %d\n", n, o)
	for _, c := range [][2]string{
		{time.RFC3339, "2024-02-29T12:30:00Z"}, {time.RFC3339, "2024-02-29T12:30:00.5+02:00"}, {time.RFC3339, "2023-02-29T12:30:00Z"},
		{time.RFC3339, "2024-13-29T12:30:00Z"}, {time.RFC3339, "2024-02-29"}, {time.DateOnly, "2024-2-9"}, {time.DateOnly, "2024-02-09x"},
		{time.DateTime, "2024-02-09 25:00:00"}, {time.Kitchen, "3:04PM"}, {time.Kitchen, "13:04PM"}, {time.ANSIC, "Thu Feb  9 01:02:03 2024"},
		{time.RFC1123, "Mon, 02 Jan 2006 15:04:05 MST"}, {time.RFC1123Z, "Mon, 02 Jan 2006 15:04:05 -0700"}, {time.RFC850, "Monday, 02-Jan-06 15:04:05 GMT+3"},
		{"2006-002", "2024-366"}, {"2006-002", "2023-366"}, {"Jan _2 2006", "feb  3 1999"}, {"15:04:05", "12:60:00"}, {"15:04:05.000", "12:00:00.12"}, {"15:04:05", "12:00:00.25"},
		{"January 2, 2006", "Smarch 3, 2000"}, {"2006-01-02 MST", "2020-05-06 CEST"}, {"2006-01-02 -07", "2020-05-06 +09"}, {time.StampMilli, "Jan  2 03:04:05.678"}, {"", "x"}, {"06", "70"},
	} {
		p, err := time.Parse(c[0], c[1])
		fmt.Println(p, err)
	}
	p, err := time.ParseInLocation(time.DateTime, "2024-05-06 07:08:09", ist)
	fmt.Println(p, err, p.UTC())
	var pe *time.ParseError
	_, err = time.Parse(time.DateOnly, "abc")
	fmt.Println(errors.As(err, &pe), pe.LayoutElem, pe.ValueElem)
	b, err := t.MarshalJSON()
	fmt.Println(string(b), err)
	var u time.Time
	fmt.Println(u.UnmarshalJSON(b), u.Equal(t))
	var tm encoding.TextMarshaler = t
	x, _ := tm.MarshalText()
	fmt.Println(string(x), string(t.AppendFormat([]byte("at "), time.Kitchen)))
	ny, err := time.LoadLocation("America/New_York")
	fmt.Println(ny, err)
	for _, s := range []string{"2024-03-10T06:59:59Z", "2024-03-10T07:00:00Z", "2024-11-03T05:59:59Z", "2024-11-03T06:00:00Z", "2024-07-04T00:00:00Z"} {
		q, _ := time.Parse(time.RFC3339, s)
		fmt.Println(q.In(ny), q.In(ny).IsDST())
	}
	fmt.Println(time.Date(2024, 7, 1, 12, 0, 0, 0, ny).UTC(), time.Date(2024, 1, 1, 12, 0, 0, 0, ny).UTC(), time.Date(2024, 3, 10, 1, 59, 0, 0, ny).UTC(), time.Date(2024, 3, 10, 3, 0, 0, 0, ny).UTC())
	paris, _ := time.LoadLocation("Europe/Paris")
	fmt.Println(time.Date(2024, 3, 31, 12, 0, 0, 0, paris), time.Date(2024, 10, 27, 12, 0, 0, 0, paris), time.Date(2024, 7, 14, 0, 30, 0, 0, paris).UTC())
	_, err = time.LoadLocation("Mars/Base")
	fmt.Println(err)
	for _, s := range []string{"1h15m30.918s", "-1.5h", "1us", "100", "", "1x", ".5s", "9223372036854775807ns", "9223372036854775808ns", "1h-2m", "+5s"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	d := 3*time.Hour + 25*time.Minute + 45*time.Second + 500*time.Millisecond
	fmt.Println(d.Round(time.Minute), d.Truncate(time.Hour), d.Hours(), d.Minutes(), d.Seconds(), d.Milliseconds(), time.Duration(1<<63-1), time.Duration(-1<<63), time.Duration(1), d.Abs())
	fmt.Printf("%d %v %s %T %5.1f\n", d, d, d, d, d.Hours())
	fmt.Println(time.Month(13), time.Weekday(8), time.UTC, time.January)
}
