package os

import (
	"errors"
	"syscall"
)

// environment has the variables in order, as NAME=value.
var environment = []string{"HOME=/home/gopher", "PATH=/usr/local/bin:/usr/bin:/bin", "USER=gopher"}

func variable(key string) int {
	for i, e := range environment {
		if len(e) > len(key) && e[len(key)] == '=' && e[:len(key)] == key {
			return i
		}
	}
	return -1
}

func envOr(key, otherwise string) string {
	if v := Getenv(key); v != "" {
		return v
	}
	return otherwise
}

// Getenv is the value of a variable, empty if there is none.
func Getenv(key string) string {
	v, _ := LookupEnv(key)
	return v
}

func LookupEnv(key string) (string, bool) {
	i := variable(key)
	if key == "" || i < 0 {
		return "", false
	}
	return environment[i][len(key)+1:], true
}

func Setenv(key, value string) error {
	if key == "" {
		return NewSyscallError("setenv", syscall.EINVAL)
	}
	for i := range len(key) {
		if key[i] == '=' || key[i] == 0 {
			return NewSyscallError("setenv", syscall.EINVAL)
		}
	}
	if i := variable(key); i >= 0 {
		environment[i] = key + "=" + value
	} else {
		environment = append(environment, key+"="+value)
	}
	return nil
}

func Unsetenv(key string) error {
	if i := variable(key); i >= 0 {
		environment = append(environment[:i], environment[i+1:]...)
	}
	return nil
}

func Environ() []string { return append([]string(nil), environment...) }
func Clearenv()         { environment = nil }

// ExpandEnv replaces $name and ${name} by variables.
func ExpandEnv(s string) string { return Expand(s, Getenv) }

// Expand replaces $name and ${name} by what mapping says.
func Expand(s string, mapping func(string) string) string {
	out := ""
	for i := 0; i < len(s); i++ {
		if s[i] != '$' || i+1 >= len(s) {
			out += s[i : i+1]
			continue
		}
		name, width := shellName(s[i+1:])
		switch {
		case name != "":
			out += mapping(name)
		case width == 0:
			out += "$"
		}
		i += width
	}
	return out
}

func isNameByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func isSpecial(c byte) bool {
	switch c {
	case '*', '#', '$', '@', '!', '?', '-':
		return true
	}
	return '0' <= c && c <= '9'
}

// shellName is the name at the beginning of s, and how much of s it takes.
func shellName(s string) (name string, width int) {
	if isSpecial(s[0]) {
		return s[:1], 1
	}
	i := 0
	if s[0] == '{' {
		for i < len(s) && s[i] != '}' {
			i++
		}
		if i == len(s) {
			return "", 1
		}
		return s[1:i], i + 1
	}
	for i < len(s) && isNameByte(s[i]) {
		i++
	}
	return s[:i], i
}

var errPattern = errors.New("pattern contains path separator")
