package hikari

import (
	"os"
	"strconv"
	"strings"
	"time"
)

// log writes a line as slf4j's simple logger does, with the short name of the class.
func log(level, class, message string) {
	os.Stderr.WriteString(level + " " + class + " - " + message + "\n")
}

// display is how the pool writes a span of time: 1m30s15ms.
func display(d time.Duration) string {
	units := []struct {
		length time.Duration
		name   string
	}{
		{24 * time.Hour, "d"},
		{time.Hour, "h"},
		{time.Minute, "m"},
		{time.Second, "s"},
		{time.Millisecond, "ms"},
		{time.Microsecond, "µs"},
		{time.Nanosecond, "ns"},
	}
	var out strings.Builder
	for _, unit := range units {
		if n := d / unit.length; n > 0 {
			out.WriteString(strconv.FormatInt(int64(n), 10) + unit.name)
			d -= n * unit.length
		}
	}
	return out.String()
}
