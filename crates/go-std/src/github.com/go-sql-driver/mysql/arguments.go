package mysql

import (
	"database/sql/driver"
	"strconv"
	"strings"
	"time"
)

// placeholders says where the question marks outside of quotes are.
func placeholders(query string) []int {
	var places []int
	var quote byte
	for i := 0; i < len(query); i++ {
		c := query[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"' || c == '`':
			quote = c
		case c == '?':
			places = append(places, i)
		}
	}
	return places
}

// interpolate puts arguments in place of the placeholders; there are as many.
func interpolate(query string, args []driver.NamedValue) string {
	var text strings.Builder
	from := 0
	for i, place := range placeholders(query) {
		text.WriteString(query[from:place])
		text.WriteString(literal(args[i].Value))
		from = place + 1
	}
	text.WriteString(query[from:])
	return text.String()
}

// literal is a value as SQL writes it.
func literal(value driver.Value) string {
	switch v := value.(type) {
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	case bool:
		if v {
			return "1"
		}
		return "0"
	case string:
		return quote(v)
	case []byte:
		return quote(string(v))
	case time.Time:
		return quote(v.Format("2006-01-02 15:04:05.999999"))
	}
	return "NULL"
}

func quote(text string) string {
	return "'" + strings.NewReplacer("\\", "\\\\", "'", "\\'").Replace(text) + "'"
}

func numbered(values []driver.Value) []driver.NamedValue {
	args := make([]driver.NamedValue, len(values))
	for i, value := range values {
		args[i] = driver.NamedValue{Ordinal: i + 1, Value: value}
	}
	return args
}
