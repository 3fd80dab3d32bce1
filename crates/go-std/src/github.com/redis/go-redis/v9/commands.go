package redis

import (
	"context"
	"time"
)

// commands are the methods of a client, by what they send.
type commands struct {
	process func(ctx context.Context, cmd Cmder) error
}

// KeepTTL keeps the time that a key has left, in Set.
const KeepTTL = -1

func base(ctx context.Context, args ...any) baseCmd { return baseCmd{ctx: ctx, args: args} }

func (c commands) whole(ctx context.Context, args ...any) *IntCmd {
	cmd := &IntCmd{baseCmd: base(ctx, args...)}
	c.process(ctx, cmd)
	return cmd
}

func (c commands) truth(ctx context.Context, args ...any) *BoolCmd {
	cmd := &BoolCmd{baseCmd: base(ctx, args...)}
	c.process(ctx, cmd)
	return cmd
}

func (c commands) text(ctx context.Context, args ...any) *StringCmd {
	cmd := &StringCmd{baseCmd: base(ctx, args...)}
	c.process(ctx, cmd)
	return cmd
}

func (c commands) status(ctx context.Context, args ...any) *StatusCmd {
	cmd := &StatusCmd{StringCmd{baseCmd: base(ctx, args...)}}
	c.process(ctx, cmd)
	return cmd
}

func (c commands) left(ctx context.Context, unit time.Duration, args ...any) *DurationCmd {
	cmd := &DurationCmd{baseCmd: base(ctx, args...), unit: unit}
	c.process(ctx, cmd)
	return cmd
}

func (c commands) list(ctx context.Context, args ...any) *SliceCmd {
	cmd := &SliceCmd{baseCmd: base(ctx, args...)}
	c.process(ctx, cmd)
	return cmd
}

func (c commands) texts(ctx context.Context, args ...any) *StringSliceCmd {
	cmd := &StringSliceCmd{baseCmd: base(ctx, args...)}
	c.process(ctx, cmd)
	return cmd
}

// appendTexts adds keys, fields or other texts to the arguments of a command.
func appendTexts(dst []any, texts []string) []any {
	for _, text := range texts {
		dst = append(dst, text)
	}
	return dst
}

// Do sends any command.
func (c commands) Do(ctx context.Context, args ...any) *Cmd {
	cmd := NewCmd(ctx, args...)
	c.process(ctx, cmd)
	return cmd
}

func (c commands) Ping(ctx context.Context) *StatusCmd { return c.status(ctx, "ping") }

func (c commands) Echo(ctx context.Context, message any) *StringCmd {
	return c.text(ctx, "echo", message)
}

func (c commands) DBSize(ctx context.Context) *IntCmd { return c.whole(ctx, "dbsize") }

func (c commands) FlushAll(ctx context.Context) *StatusCmd { return c.status(ctx, "flushall") }

func (c commands) FlushDB(ctx context.Context) *StatusCmd { return c.status(ctx, "flushdb") }

func (c commands) Time(ctx context.Context) *TimeCmd {
	cmd := &TimeCmd{baseCmd: base(ctx, "time")}
	c.process(ctx, cmd)
	return cmd
}

func (c commands) Del(ctx context.Context, keys ...string) *IntCmd {
	return c.whole(ctx, appendTexts([]any{"del"}, keys)...)
}

func (c commands) Exists(ctx context.Context, keys ...string) *IntCmd {
	return c.whole(ctx, appendTexts([]any{"exists"}, keys)...)
}

func (c commands) Type(ctx context.Context, key string) *StatusCmd { return c.status(ctx, "type", key) }

func seconds(d time.Duration) int64 {
	if d > 0 && d < time.Second {
		return 1
	}
	return int64(d / time.Second)
}

func milliseconds(d time.Duration) int64 {
	if d > 0 && d < time.Millisecond {
		return 1
	}
	return int64(d / time.Millisecond)
}

func (c commands) Expire(ctx context.Context, key string, expiration time.Duration) *BoolCmd {
	return c.truth(ctx, "expire", key, seconds(expiration))
}

func (c commands) PExpire(ctx context.Context, key string, expiration time.Duration) *BoolCmd {
	return c.truth(ctx, "pexpire", key, milliseconds(expiration))
}

func (c commands) Persist(ctx context.Context, key string) *BoolCmd {
	return c.truth(ctx, "persist", key)
}

func (c commands) TTL(ctx context.Context, key string) *DurationCmd {
	return c.left(ctx, time.Second, "ttl", key)
}

func (c commands) PTTL(ctx context.Context, key string) *DurationCmd {
	return c.left(ctx, time.Millisecond, "pttl", key)
}

func (c commands) Get(ctx context.Context, key string) *StringCmd { return c.text(ctx, "get", key) }

func (c commands) MGet(ctx context.Context, keys ...string) *SliceCmd {
	return c.list(ctx, appendTexts([]any{"mget"}, keys)...)
}

func expiry(args []any, expiration time.Duration) []any {
	switch {
	case expiration == KeepTTL:
		return append(args, "keepttl")
	case expiration <= 0:
		return args
	case expiration < time.Second || expiration%time.Second != 0:
		return append(args, "px", milliseconds(expiration))
	}
	return append(args, "ex", seconds(expiration))
}

// Set sets a value for so long, 0 for ever.
func (c commands) Set(ctx context.Context, key string, value any, expiration time.Duration) *StatusCmd {
	return c.status(ctx, expiry([]any{"set", key, value}, expiration)...)
}

// SetNX sets a value if there is none.
func (c commands) SetNX(ctx context.Context, key string, value any, expiration time.Duration) *BoolCmd {
	if expiration == 0 {
		return c.truth(ctx, "setnx", key, value)
	}
	return c.truth(ctx, append(expiry([]any{"set", key, value}, expiration), "nx")...)
}

func (c commands) Incr(ctx context.Context, key string) *IntCmd { return c.whole(ctx, "incr", key) }

func (c commands) IncrBy(ctx context.Context, key string, value int64) *IntCmd {
	return c.whole(ctx, "incrby", key, value)
}

func (c commands) Decr(ctx context.Context, key string) *IntCmd { return c.whole(ctx, "decr", key) }

func (c commands) DecrBy(ctx context.Context, key string, value int64) *IntCmd {
	return c.whole(ctx, "decrby", key, value)
}

func (c commands) HSet(ctx context.Context, key string, values ...any) *IntCmd {
	return c.whole(ctx, appendArgs([]any{"hset", key}, values)...)
}

func (c commands) HGet(ctx context.Context, key, field string) *StringCmd {
	return c.text(ctx, "hget", key, field)
}

func (c commands) HMGet(ctx context.Context, key string, fields ...string) *SliceCmd {
	return c.list(ctx, appendTexts([]any{"hmget", key}, fields)...)
}

func (c commands) HGetAll(ctx context.Context, key string) *MapStringStringCmd {
	cmd := &MapStringStringCmd{baseCmd: base(ctx, "hgetall", key)}
	c.process(ctx, cmd)
	return cmd
}

func (c commands) HDel(ctx context.Context, key string, fields ...string) *IntCmd {
	return c.whole(ctx, appendTexts([]any{"hdel", key}, fields)...)
}

func (c commands) HIncrBy(ctx context.Context, key, field string, incr int64) *IntCmd {
	return c.whole(ctx, "hincrby", key, field, incr)
}

// A Z is a member of a sorted set.
type Z struct {
	Score  float64
	Member any
}

func (c commands) ZAdd(ctx context.Context, key string, members ...Z) *IntCmd {
	args := []any{"zadd", key}
	for _, member := range members {
		args = append(args, member.Score, member.Member)
	}
	return c.whole(ctx, args...)
}

func (c commands) ZCard(ctx context.Context, key string) *IntCmd { return c.whole(ctx, "zcard", key) }

func (c commands) ZCount(ctx context.Context, key, min, max string) *IntCmd {
	return c.whole(ctx, "zcount", key, min, max)
}

func (c commands) ZScore(ctx context.Context, key, member string) *FloatCmd {
	cmd := &FloatCmd{baseCmd: base(ctx, "zscore", key, member)}
	c.process(ctx, cmd)
	return cmd
}

func (c commands) ZRem(ctx context.Context, key string, members ...any) *IntCmd {
	return c.whole(ctx, appendArgs([]any{"zrem", key}, members)...)
}

func (c commands) ZRange(ctx context.Context, key string, start, stop int64) *StringSliceCmd {
	return c.texts(ctx, "zrange", key, start, stop)
}

func (c commands) ZRemRangeByScore(ctx context.Context, key, min, max string) *IntCmd {
	return c.whole(ctx, "zremrangebyscore", key, min, max)
}
