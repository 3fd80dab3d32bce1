// Package log/slog: handlers, groups, levels.
package main

import (
	"context"
	"errors"
	"log"
	"log/slog"
	"os"
	"time"
)

type secret string

func (secret) LogValue() slog.Value { return slog.StringValue("REDACTED") }

func main() {
	noTime := func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && len(groups) == 0 {
			return slog.Attr{}
		}
		return a
	}
	var level slog.LevelVar
	opts := &slog.HandlerOptions{Level: &level, ReplaceAttr: noTime}
	for _, h := range []slog.Handler{slog.NewTextHandler(os.Stdout, opts), slog.NewJSONHandler(os.Stdout, opts)} {
		l := slog.New(h)
		l.Info("hello", "count", 3, "name", "with space", "ok", true, "f", 1.5, "d", 2*time.Second, "nil", nil)
		l.Debug("not shown")
		level.Set(slog.LevelDebug)
		l.Debug("shown", slog.String("k", "v=1"))
		level.Set(slog.LevelInfo)
		l.Warn("odd", "lonely")
		l.Error("bad", 42, "err", errors.New("it failed"))
		g := l.With("id", 7).WithGroup("req").With("method", "GET")
		g.Info("grouped", "path", "/x", slog.Group("user", "name", "ann", "pw", secret("hunter2")))
		g.WithGroup("empty").Info("none")
		l.LogAttrs(context.Background(), slog.LevelWarn+1, "attrs", slog.Int("a", 1), slog.Any("list", []int{1, 2}), slog.Any("m", map[string]int{"z": 1}))
		l.Info("quote \"me\"", "empty", "", "u", uint8(200), "t", time.Date(2024, 1, 2, 3, 4, 5, 678000000, time.UTC), "bytes", []byte("hi"), "st", struct{ A, B int }{1, 2})
	}
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	slog.Info("default", "a", 1)
	slog.Debug("hidden")
	slog.With("x", "y").WithGroup("g").Warn("again", "b", 2)
	slog.SetDefault(slog.New(slog.NewTextHandler(os.Stdout, opts)))
	slog.Info("now text", "n", 1)
	log.Print("through log")
}
