package slog

import (
	"context"
	"log"
	"runtime"
	"time"
)

const (
	TimeKey    = "time"
	LevelKey   = "level"
	MessageKey = "msg"
	SourceKey  = "source"
)

// A Record is what is logged by one call.
type Record struct {
	Time    time.Time
	Message string
	Level   Level
	PC      uintptr
	attrs   []Attr
}

func NewRecord(t time.Time, level Level, msg string, pc uintptr) Record {
	return Record{Time: t, Message: msg, Level: level, PC: pc}
}

func (r Record) Clone() Record {
	r.attrs = append([]Attr(nil), r.attrs...)
	return r
}

func (r Record) NumAttrs() int { return len(r.attrs) }

func (r Record) Attrs(f func(Attr) bool) {
	for _, a := range r.attrs {
		if !f(a) {
			return
		}
	}
}

func (r *Record) AddAttrs(as ...Attr) { r.attrs = append(r.attrs, as...) }
func (r *Record) Add(args ...any)     { r.attrs = append(r.attrs, attrs(args)...) }

// A Source is a place in the program.
type Source struct {
	Function string `json:"function"`
	File     string `json:"file"`
	Line     int    `json:"line"`
}

// Source is where the record was made.
func (r Record) Source() *Source {
	if r.PC == 0 {
		return nil
	}
	f, _ := runtime.CallersFrames([]uintptr{r.PC}).Next()
	return &Source{f.Function, f.File, f.Line}
}

// A Handler takes records.
type Handler interface {
	Enabled(context.Context, Level) bool
	Handle(context.Context, Record) error
	WithAttrs(attrs []Attr) Handler
	WithGroup(name string) Handler
}

// A Logger makes records and gives them to a handler.
type Logger struct {
	handler Handler
}

func New(h Handler) *Logger {
	if h == nil {
		panic("nil Handler")
	}
	return &Logger{h}
}

var defaultLogger = &Logger{&defaultHandler{}}

func Default() *Logger { return defaultLogger }

// SetDefault makes l the logger of the package's functions, and of package log.
func SetDefault(l *Logger) {
	defaultLogger = l
	if _, ok := l.handler.(*defaultHandler); !ok {
		log.SetOutput(&logWriter{l.handler, LevelInfo})
		log.SetFlags(0)
	}
}

type logWriter struct {
	h     Handler
	level Level
}

func (w *logWriter) Write(b []byte) (int, error) {
	n := len(b)
	if n > 0 && b[n-1] == '\n' {
		b = b[:n-1]
	}
	if !w.h.Enabled(context.Background(), w.level) {
		return 0, nil
	}
	return n, w.h.Handle(context.Background(), NewRecord(time.Now(), w.level, string(b), 0))
}

// NewLogLogger is a logger of package log that writes to h.
func NewLogLogger(h Handler, level Level) *log.Logger { return log.New(&logWriter{h, level}, "", 0) }

func (l *Logger) Handler() Handler { return l.handler }

func (l *Logger) Enabled(ctx context.Context, level Level) bool {
	if ctx == nil {
		ctx = context.Background()
	}
	return l.handler.Enabled(ctx, level)
}

func (l *Logger) With(args ...any) *Logger {
	if len(args) == 0 {
		return l
	}
	return &Logger{l.handler.WithAttrs(attrs(args))}
}

func (l *Logger) WithGroup(name string) *Logger {
	if name == "" {
		return l
	}
	return &Logger{l.handler.WithGroup(name)}
}

func (l *Logger) log(ctx context.Context, level Level, msg string, list func() []Attr) {
	if ctx == nil {
		ctx = context.Background()
	}
	if !l.handler.Enabled(ctx, level) {
		return
	}
	pc, _, _, _ := runtime.Caller(2)
	r := NewRecord(time.Now(), level, msg, pc)
	r.attrs = list()
	l.handler.Handle(ctx, r)
}

func pairs(args []any) func() []Attr { return func() []Attr { return attrs(args) } }

func (l *Logger) Log(ctx context.Context, level Level, msg string, args ...any) {
	l.log(ctx, level, msg, pairs(args))
}

func (l *Logger) LogAttrs(ctx context.Context, level Level, msg string, as ...Attr) {
	l.log(ctx, level, msg, func() []Attr { return as })
}

func (l *Logger) Debug(msg string, args ...any) { l.log(nil, LevelDebug, msg, pairs(args)) }
func (l *Logger) Info(msg string, args ...any)  { l.log(nil, LevelInfo, msg, pairs(args)) }
func (l *Logger) Warn(msg string, args ...any)  { l.log(nil, LevelWarn, msg, pairs(args)) }
func (l *Logger) Error(msg string, args ...any) { l.log(nil, LevelError, msg, pairs(args)) }

func (l *Logger) DebugContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelDebug, msg, pairs(args))
}

func (l *Logger) InfoContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelInfo, msg, pairs(args))
}

func (l *Logger) WarnContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelWarn, msg, pairs(args))
}

func (l *Logger) ErrorContext(ctx context.Context, msg string, args ...any) {
	l.log(ctx, LevelError, msg, pairs(args))
}

func With(args ...any) *Logger      { return Default().With(args...) }
func Debug(msg string, args ...any) { Default().log(nil, LevelDebug, msg, pairs(args)) }
func Info(msg string, args ...any)  { Default().log(nil, LevelInfo, msg, pairs(args)) }
func Warn(msg string, args ...any)  { Default().log(nil, LevelWarn, msg, pairs(args)) }
func Error(msg string, args ...any) { Default().log(nil, LevelError, msg, pairs(args)) }

func DebugContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelDebug, msg, pairs(args))
}

func InfoContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelInfo, msg, pairs(args))
}

func WarnContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelWarn, msg, pairs(args))
}

func ErrorContext(ctx context.Context, msg string, args ...any) {
	Default().log(ctx, LevelError, msg, pairs(args))
}

func Log(ctx context.Context, level Level, msg string, args ...any) {
	Default().log(ctx, level, msg, pairs(args))
}

func LogAttrs(ctx context.Context, level Level, msg string, as ...Attr) {
	Default().log(ctx, level, msg, func() []Attr { return as })
}

var logLoggerLevel LevelVar

// SetLogLoggerLevel sets the least level of the first default logger.
func SetLogLoggerLevel(level Level) (oldLevel Level) {
	old := logLoggerLevel.level
	logLoggerLevel.level = level
	return old
}
