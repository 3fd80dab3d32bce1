package slog

import (
	"context"
	"encoding"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// HandlerOptions adjust a handler.
type HandlerOptions struct {
	AddSource   bool
	Level       Leveler
	ReplaceAttr func(groups []string, a Attr) Attr
}

// common is what both handlers share. What With has added is kept printed.
type common struct {
	json   bool
	opts   HandlerOptions
	w      io.Writer
	mu     *sync.Mutex
	text   string
	groups []string
	// open are the groups whose braces are written already (JSON).
	open int
}

func newCommon(w io.Writer, opts *HandlerOptions, json bool) *common {
	c := &common{json: json, w: w, mu: &sync.Mutex{}}
	if opts != nil {
		c.opts = *opts
	}
	return c
}

func (c *common) enabled(l Level) bool {
	least := LevelInfo
	if c.opts.Level != nil {
		least = c.opts.Level.Level()
	}
	return l >= least
}

// line is a record being printed.
type line struct {
	c      *common
	out    []byte
	groups []string
	open   int
}

func (l *line) sep() {
	if n := len(l.out); n > 0 && (!l.c.json || l.out[n-1] != '{') {
		if l.c.json {
			l.out = append(l.out, ',')
		} else {
			l.out = append(l.out, ' ')
		}
	}
}

func (l *line) key(key string) {
	l.sep()
	if l.c.json {
		l.out = append(l.out, jsonText(key)...)
		l.out = append(l.out, ':')
		return
	}
	l.string(strings.Join(append(l.groups[:len(l.groups):len(l.groups)], key), "."))
	l.out = append(l.out, '=')
}

func jsonText(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return ""
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (l *line) string(s string) {
	if needsQuoting(s) {
		l.out = strconv.AppendQuote(l.out, s)
	} else {
		l.out = append(l.out, s...)
	}
}

func needsQuoting(s string) bool {
	for _, r := range s {
		if !plain(r) {
			return true
		}
	}
	return s == ""
}

// plain reports whether r may stand in a text without quotes.
func plain(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r != '=' && r != '"'
	}
	return r != utf8.RuneError && unicode.IsPrint(r) && !unicode.IsSpace(r)
}

// openGroups writes the braces of groups before their first attribute.
func (l *line) openGroups() {
	if l.c.json {
		for _, g := range l.groups[l.open:] {
			l.key(g)
			l.out = append(l.out, '{')
		}
	}
	l.open = len(l.groups)
}

func (l *line) attr(a Attr) {
	a.Value = a.Value.Resolve()
	if f := l.c.opts.ReplaceAttr; f != nil && a.Value.Kind() != KindGroup {
		a = f(l.groups, a)
		a.Value = a.Value.Resolve()
	}
	if a.Key == "" && a.Value.any == nil {
		return
	}
	if s, ok := a.Value.any.(*Source); ok && !l.c.json {
		a.Value = StringValue(fmt.Sprintf("%s:%d", s.File, s.Line))
	}
	if a.Value.Kind() != KindGroup {
		l.openGroups()
		l.key(a.Key)
		l.value(a.Value)
		return
	}
	list := a.Value.Group()
	if len(list) == 0 {
		return
	}
	if a.Key == "" {
		for _, x := range list {
			l.attr(x)
		}
		return
	}
	l.groups = append(l.groups[:len(l.groups):len(l.groups)], a.Key)
	for _, x := range list {
		l.attr(x)
	}
	l.groups = l.groups[:len(l.groups)-1]
	if l.open > len(l.groups) {
		if l.c.json {
			l.out = append(l.out, '}')
		}
		l.open = len(l.groups)
	}
}

func (l *line) value(v Value) {
	defer func() {
		if r := recover(); r != nil {
			l.string(fmt.Sprintf("!PANIC: %v", r))
		}
	}()
	if l.c.json {
		l.jsonValue(v)
		return
	}
	switch v.Kind() {
	case KindTime:
		l.string(v.Time().Format("2006-01-02T15:04:05.000Z07:00"))
	case KindAny:
		if m, ok := v.any.(encoding.TextMarshaler); ok {
			b, err := m.MarshalText()
			if err != nil {
				l.string("!ERROR:" + err.Error())
				return
			}
			l.string(string(b))
			return
		}
		if b, ok := v.any.([]byte); ok {
			l.out = strconv.AppendQuote(l.out, string(b))
			return
		}
		l.string(fmt.Sprintf("%+v", v.any))
	default:
		l.string(v.String())
	}
}

func (l *line) jsonValue(v Value) {
	switch x := v.any.(type) {
	case time.Duration:
		l.out = strconv.AppendInt(l.out, int64(x), 10)
	case time.Time:
		l.out = append(l.out, jsonText(x)...)
	case error:
		if _, ok := v.any.(json.Marshaler); !ok {
			l.out = append(l.out, jsonText(x.Error())...)
			return
		}
		l.out = append(l.out, jsonText(x)...)
	default:
		text := jsonText(v.any)
		if text == "" {
			_, err := json.Marshal(v.any)
			text = jsonText("!ERROR:" + err.Error())
		}
		l.out = append(l.out, text...)
	}
}

func (c *common) handle(r Record) error {
	l := &line{c: c}
	if c.json {
		l.out = append(l.out, '{')
	}
	if !r.Time.IsZero() {
		l.built(Time(TimeKey, r.Time))
	}
	l.built(Any(LevelKey, r.Level))
	if c.opts.AddSource {
		if s := r.Source(); s != nil {
			l.built(Any(SourceKey, s))
		}
	}
	l.built(String(MessageKey, r.Message))
	if c.text != "" {
		l.sep()
		l.out = append(l.out, c.text...)
	}
	l.groups, l.open = c.groups, c.open
	for _, a := range r.attrs {
		l.attr(a)
	}
	if c.json {
		for range l.open {
			l.out = append(l.out, '}')
		}
		l.out = append(l.out, '}')
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	_, err := c.w.Write(append(l.out, '\n'))
	return err
}

// built writes one of the record's own attributes.
func (l *line) built(a Attr) {
	if f := l.c.opts.ReplaceAttr; f != nil {
		a = f(nil, a)
		a.Value = a.Value.Resolve()
		if a.Key == "" && a.Value.any == nil {
			return
		}
	}
	if level, ok := a.Value.any.(Level); ok {
		a.Value = StringValue(level.String())
	}
	if s, ok := a.Value.any.(*Source); ok && !l.c.json {
		a.Value = StringValue(fmt.Sprintf("%s:%d", s.File, s.Line))
	}
	l.key(a.Key)
	l.value(a.Value)
}

func (c *common) withAttrs(as []Attr) *common {
	out := *c
	l := &line{c: c, out: []byte(c.text), groups: c.groups, open: c.open}
	for _, a := range as {
		l.attr(a)
	}
	out.text, out.open = string(l.out), l.open
	return &out
}

func (c *common) withGroup(name string) *common {
	out := *c
	out.groups = append(c.groups[:len(c.groups):len(c.groups)], name)
	if !c.json {
		out.open = len(out.groups)
	}
	return &out
}

// A TextHandler writes key=value lines.
type TextHandler struct {
	*common
}

func NewTextHandler(w io.Writer, opts *HandlerOptions) *TextHandler {
	return &TextHandler{newCommon(w, opts, false)}
}

func (h *TextHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }
func (h *TextHandler) Handle(_ context.Context, r Record) error    { return h.handle(r) }
func (h *TextHandler) WithAttrs(attrs []Attr) Handler              { return &TextHandler{h.withAttrs(attrs)} }
func (h *TextHandler) WithGroup(name string) Handler               { return &TextHandler{h.withGroup(name)} }

// A JSONHandler writes JSON objects.
type JSONHandler struct {
	*common
}

func NewJSONHandler(w io.Writer, opts *HandlerOptions) *JSONHandler {
	return &JSONHandler{newCommon(w, opts, true)}
}

func (h *JSONHandler) Enabled(_ context.Context, level Level) bool { return h.enabled(level) }
func (h *JSONHandler) Handle(_ context.Context, r Record) error    { return h.handle(r) }
func (h *JSONHandler) WithAttrs(attrs []Attr) Handler              { return &JSONHandler{h.withAttrs(attrs)} }
func (h *JSONHandler) WithGroup(name string) Handler               { return &JSONHandler{h.withGroup(name)} }

// defaultHandler prints through package log.
type defaultHandler struct {
	c *common
}

func (h *defaultHandler) own() *common {
	if h.c == nil {
		return newCommon(nil, nil, false)
	}
	return h.c
}

func (h *defaultHandler) Enabled(_ context.Context, l Level) bool { return l >= logLoggerLevel.level }
func (h *defaultHandler) WithAttrs(as []Attr) Handler             { return &defaultHandler{h.own().withAttrs(as)} }
func (h *defaultHandler) WithGroup(name string) Handler {
	return &defaultHandler{h.own().withGroup(name)}
}

func (h *defaultHandler) Handle(_ context.Context, r Record) error {
	c := h.own()
	l := &line{c: c, out: []byte(c.text), groups: c.groups, open: c.open}
	for _, a := range r.attrs {
		l.attr(a)
	}
	text := r.Level.String() + " " + r.Message
	if len(l.out) > 0 {
		text += " " + string(l.out)
	}
	return log.Output(4, text)
}

type discard struct{}

func (discard) Enabled(context.Context, Level) bool  { return false }
func (discard) Handle(context.Context, Record) error { return nil }
func (d discard) WithAttrs(attrs []Attr) Handler     { return d }
func (d discard) WithGroup(name string) Handler      { return d }

// DiscardHandler takes nothing.
var DiscardHandler Handler = discard{}
