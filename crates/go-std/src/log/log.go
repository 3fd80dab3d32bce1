// Package log prints lines with the time.
package log

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	Ldate = 1 << iota
	Ltime
	Lmicroseconds
	Llongfile
	Lshortfile
	LUTC
	Lmsgprefix
	LstdFlags = Ldate | Ltime
)

// A Logger writes lines to a writer.
type Logger struct {
	mu     sync.Mutex
	prefix string
	flag   int
	out    io.Writer
}

// New returns a logger.
func New(out io.Writer, prefix string, flag int) *Logger {
	return &Logger{out: out, prefix: prefix, flag: flag}
}

var std = New(os.Stderr, "", LstdFlags)

// Default is the logger of the package's functions.
func Default() *Logger { return std }

// caller tells where the calling goroutine is, skip calls up.
func caller(skip int) (file string, line int, function string, ok bool)

// place is what stands before a line about the place skip calls up.
func (l *Logger) place(skip int) string {
	if l.flag&(Lshortfile|Llongfile) == 0 {
		return ""
	}
	file, line, _, ok := caller(skip + 1)
	if !ok {
		return "???:0: "
	}
	if l.flag&Lshortfile != 0 {
		file = file[strings.LastIndexByte(file, '/')+1:]
	}
	return file + ":" + strconv.Itoa(line) + ": "
}

func (l *Logger) header(place string) string {
	text := ""
	if l.flag&Lmsgprefix == 0 {
		text = l.prefix
	}
	now := time.Now()
	if l.flag&Ldate != 0 {
		text += now.Format("2006/01/02 ")
	}
	if l.flag&Lmicroseconds != 0 {
		text += now.Format("15:04:05.000000 ")
	} else if l.flag&Ltime != 0 {
		text += now.Format("15:04:05 ")
	}
	text += place
	if l.flag&Lmsgprefix != 0 {
		text += l.prefix
	}
	return text
}

// Output writes a line, for the function calldepth calls up.
func (l *Logger) Output(calldepth int, s string) error {
	place := l.place(calldepth)
	l.mu.Lock()
	defer l.mu.Unlock()
	line := l.header(place) + s
	if len(s) == 0 || s[len(s)-1] != '\n' {
		line += "\n"
	}
	_, err := io.WriteString(l.out, line)
	return err
}

func (l *Logger) SetOutput(w io.Writer)   { l.out = w }
func (l *Logger) SetPrefix(prefix string) { l.prefix = prefix }
func (l *Logger) SetFlags(flag int)       { l.flag = flag }
func (l *Logger) Prefix() string          { return l.prefix }
func (l *Logger) Flags() int              { return l.flag }
func (l *Logger) Writer() io.Writer       { return l.out }

func (l *Logger) Printf(format string, v ...any) { l.Output(2, fmt.Sprintf(format, v...)) }
func (l *Logger) Print(v ...any)                 { l.Output(2, fmt.Sprint(v...)) }
func (l *Logger) Println(v ...any)               { l.Output(2, fmt.Sprintln(v...)) }

func (l *Logger) Fatalf(format string, v ...any) { l.exit(fmt.Sprintf(format, v...)) }
func (l *Logger) Fatal(v ...any)                 { l.exit(fmt.Sprint(v...)) }
func (l *Logger) Fatalln(v ...any)               { l.exit(fmt.Sprintln(v...)) }
func (l *Logger) Panicf(format string, v ...any) { l.panic(fmt.Sprintf(format, v...)) }
func (l *Logger) Panic(v ...any)                 { l.panic(fmt.Sprint(v...)) }
func (l *Logger) Panicln(v ...any)               { l.panic(fmt.Sprintln(v...)) }

func (l *Logger) exit(s string) {
	l.Output(3, s)
	os.Exit(1)
}

func (l *Logger) panic(s string) {
	l.Output(3, s)
	panic(s)
}

func SetOutput(w io.Writer)                { std.SetOutput(w) }
func SetPrefix(prefix string)              { std.SetPrefix(prefix) }
func SetFlags(flag int)                    { std.SetFlags(flag) }
func Prefix() string                       { return std.Prefix() }
func Flags() int                           { return std.Flags() }
func Writer() io.Writer                    { return std.Writer() }
func Output(calldepth int, s string) error { return std.Output(calldepth+1, s) }
func Printf(format string, v ...any)       { std.Output(2, fmt.Sprintf(format, v...)) }
func Print(v ...any)                       { std.Output(2, fmt.Sprint(v...)) }
func Println(v ...any)                     { std.Output(2, fmt.Sprintln(v...)) }
func Fatalf(format string, v ...any)       { std.exit(fmt.Sprintf(format, v...)) }
func Fatal(v ...any)                       { std.exit(fmt.Sprint(v...)) }
func Fatalln(v ...any)                     { std.exit(fmt.Sprintln(v...)) }
func Panicf(format string, v ...any)       { std.panic(fmt.Sprintf(format, v...)) }
func Panic(v ...any)                       { std.panic(fmt.Sprint(v...)) }
func Panicln(v ...any)                     { std.panic(fmt.Sprintln(v...)) }
