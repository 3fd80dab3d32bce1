package redis

import (
	"context"
	"crypto/sha1"
	"encoding/hex"
)

// A Scripter runs scripts.
type Scripter interface {
	Eval(ctx context.Context, script string, keys []string, args ...any) *Cmd
	EvalSha(ctx context.Context, sha1 string, keys []string, args ...any) *Cmd
	ScriptExists(ctx context.Context, hashes ...string) *BoolSliceCmd
	ScriptLoad(ctx context.Context, script string) *StringCmd
}

func (c commands) eval(ctx context.Context, name, script string, keys []string, args []any) *Cmd {
	all := []any{name, script, len(keys)}
	for _, key := range keys {
		all = append(all, key)
	}
	return c.Do(ctx, appendArgs(all, args)...)
}

// Eval runs a script with these keys and arguments.
func (c commands) Eval(ctx context.Context, script string, keys []string, args ...any) *Cmd {
	return c.eval(ctx, "eval", script, keys, args)
}

// EvalSha runs a script that Redis knows by its digest.
func (c commands) EvalSha(ctx context.Context, sha1 string, keys []string, args ...any) *Cmd {
	return c.eval(ctx, "evalsha", sha1, keys, args)
}

func (c commands) ScriptExists(ctx context.Context, hashes ...string) *BoolSliceCmd {
	cmd := &BoolSliceCmd{baseCmd: base(ctx, appendTexts([]any{"script", "exists"}, hashes)...)}
	c.process(ctx, cmd)
	return cmd
}

func (c commands) ScriptLoad(ctx context.Context, script string) *StringCmd {
	return c.text(ctx, "script", "load", script)
}

func (c commands) ScriptFlush(ctx context.Context) *StatusCmd {
	return c.status(ctx, "script", "flush")
}

// A Script is a script that is sent once and named by its digest from then on.
type Script struct {
	src, hash string
}

// NewScript returns a script; nothing is sent.
func NewScript(src string) *Script {
	sum := sha1.Sum([]byte(src))
	return &Script{src, hex.EncodeToString(sum[:])}
}

// Hash returns the script's digest.
func (s *Script) Hash() string { return s.hash }

// Load sends it.
func (s *Script) Load(ctx context.Context, c Scripter) *StringCmd { return c.ScriptLoad(ctx, s.src) }

// Exists asks whether Redis knows it.
func (s *Script) Exists(ctx context.Context, c Scripter) *BoolSliceCmd {
	return c.ScriptExists(ctx, s.hash)
}

// Eval sends and runs it.
func (s *Script) Eval(ctx context.Context, c Scripter, keys []string, args ...any) *Cmd {
	return c.Eval(ctx, s.src, keys, args...)
}

// EvalSha runs it by its digest.
func (s *Script) EvalSha(ctx context.Context, c Scripter, keys []string, args ...any) *Cmd {
	return c.EvalSha(ctx, s.hash, keys, args...)
}

// Run runs it by its digest, and sends it if Redis does not know it.
func (s *Script) Run(ctx context.Context, c Scripter, keys []string, args ...any) *Cmd {
	r := s.EvalSha(ctx, c, keys, args...)
	if HasErrorPrefix(r.Err(), "NOSCRIPT") {
		return s.Eval(ctx, c, keys, args...)
	}
	return r
}
