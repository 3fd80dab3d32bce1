// Package html escapes text.
package html

import (
	"strconv"
	"strings"
)

var escaper = strings.NewReplacer("&", "&amp;", "'", "&#39;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")

// EscapeString escapes <, >, &, ' and ".
func EscapeString(s string) string { return escaper.Replace(s) }

// entities are those that are met often.
var entities = map[string]string{
	"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'", "nbsp": "\u00a0", "copy": "©", "reg": "®", "trade": "™",
	"hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bull": "•", "middot": "·",
	"laquo": "«", "raquo": "»", "euro": "€", "pound": "£", "yen": "¥", "cent": "¢", "sect": "§", "deg": "°", "plusmn": "±",
	"times": "×", "divide": "÷", "frac12": "½", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü",
	"szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à", "aacute": "á", "iacute": "í", "oacute": "ó", "uacute": "ú",
	"ntilde": "ñ", "ccedil": "ç", "larr": "←", "rarr": "→", "uarr": "↑", "darr": "↓", "alpha": "α", "beta": "β", "pi": "π",
}

// UnescapeString replaces entities by what they stand for.
func UnescapeString(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		text, size := entity(s)
		b.WriteString(text)
		s = s[size:]
	}
}

// entity is what stands at the beginning of s, and its length.
func entity(s string) (text string, size int) {
	end := 1
	for end < len(s) && (s[end] == '#' || s[end] >= '0' && s[end] <= '9' || s[end]|0x20 >= 'a' && s[end]|0x20 <= 'z') {
		end++
	}
	name := s[1:end]
	if end < len(s) && s[end] == ';' {
		end++
	}
	if len(name) > 1 && name[0] == '#' {
		base, digits := 10, name[1:]
		if digits[0]|0x20 == 'x' {
			base, digits = 16, digits[1:]
		}
		if n, err := strconv.ParseInt(digits, base, 32); err == nil {
			if n == 0 || n > 0x10ffff || n >= 0xd800 && n < 0xe000 {
				n = 0xfffd
			}
			return string(rune(n)), end
		}
		return "&", 1
	}
	if t, ok := entities[name]; ok && s[end-1] == ';' {
		return t, end
	}
	for _, short := range [...]string{"amp", "lt", "gt", "quot", "copy", "reg", "nbsp"} {
		if strings.HasPrefix(name, short) {
			return entities[short], 1 + len(short)
		}
	}
	return "&", 1
}
