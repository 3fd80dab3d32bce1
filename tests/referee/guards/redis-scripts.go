// Scripts: what goes in, what comes out, and by which name they run.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/redis/go-redis/v9"
)

func main() {
	ctx := context.Background()
	c := redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")})
	for _, script := range []string{
		"return 1",
		"return 3.99",
		"return -3.99",
		"return 'text'",
		"return true",
		"return false",
		"return nil",
		"return {1, 2.7, 'x', nil, 4}",
		"return {1, {2, 'b'}, {}}",
		"return {ok = 'FINE'}",
		"return redis.status_reply('GOOD')",
		"return {KEYS[1], KEYS[2], ARGV[1], ARGV[2], #KEYS, #ARGV}",
		"return tonumber(ARGV[1]) + tonumber(ARGV[2])",
		"return ARGV[1] .. ARGV[2]",
		"return redis.call('set', KEYS[1], ARGV[1])",
		"return redis.call('get', KEYS[1])",
		"return redis.call('incrby', KEYS[2], 7)",
		"local v = redis.call('get', 'none') return v == false",
		"return redis.call('hset', 'h', 'a', 1.5, 'b', 2)",
		"return redis.call('hmget', 'h', 'a', 'none', 'b')",
		"local t = redis.call('hmget', 'h', 'a', 'none') return {type(t[1]), type(t[2]), #t}",
		"redis.call('zadd', 'z', 2, 'b', 1, 'a') return redis.call('zrange', 'z', 0, -1)",
		"return {redis.call('zcard', 'z'), redis.call('zremrangebyscore', 'z', 0, 1), redis.call('zcard', 'z')}",
		"return type(redis.call('time')[1])",
		"return redis.pcall('hget', KEYS[1], 'a')['err'] ~= nil",
		"local n = 0 for i = 1, 10 do if i % 3 == 0 then n = n + i end end return n",
		"local n = 0 for _, v in ipairs({4, 5, 6}) do n = n + v end return n",
		"local function twice(f, x) return f(f(x)) end return twice(function(x) return x * x end, 3)",
		"local i = 0 while true do i = i + 1 if i >= 5 then break end end return i",
		"return {math.floor(2.7), math.ceil(2.2), math.max(1, 3, 2), math.min(4, 2), math.abs(-1)}",
		"return string.format('%d:%s:%05.2f', 7, 'x', 3.14159)",
		"return string.rep('ab', 3) .. string.upper('c') .. #'four' .. string.sub('hello', 2, 3)",
		"return 7 % 3 + -7 % 3 + 2 ^ 10",
		"return '10' + 5",
		"return not nil and (nil or 'b') or 'c'",
		"return 'a' < 'b' and 1 <= 1.0 and 'x' ~= 'y'",
		"return redis.sha1hex('tide')",
		"return tostring(1/4) .. tostring(100) .. tostring(nil) .. tostring(true)",
		"local a, b = (function() return 1, 2 end)() return {a, b}",
		"local t = {x = 1, ['y'] = 2, 3} t.z = t.x + t.y return {t.z, t[1], #t}",
		"return unpack({1, 2})",
		"return {tonumber('0x1F'), tonumber('  8 ')}",
	} {
		value, err := c.Eval(ctx, script, []string{"{a}1", "{a}2"}, 5, "7").Result()
		fmt.Printf("%s\n  %T %v %v\n", script, value, value, err)
	}
	for _, script := range []string{
		"return redis.call('incr', KEYS[1])",
		"return redis.call('nothing')",
		"return {err = 'MY own error'}",
		"return redis.error_reply('MY own error')",
		"return nothing",
		"global = 1",
		"return 1 +",
		"return {} + 1",
		"error('own')",
	} {
		err := c.Eval(ctx, script, []string{"{a}1"}).Err()
		first, _, _ := strings.Cut(fmt.Sprint(err), " ")
		fmt.Printf("%s\n  error: %v, begins with %s\n", script, err != nil, first)
	}

	script := redis.NewScript("return redis.call('incr', KEYS[1])")
	fmt.Println(script.Hash())
	fmt.Println(script.Exists(ctx, c).Result())
	fmt.Println(script.EvalSha(ctx, c, []string{"n"}).Result())
	fmt.Println(script.Run(ctx, c, []string{"n"}).Int())
	fmt.Println(script.Run(ctx, c, []string{"n"}).Int64())
	fmt.Println(script.Exists(ctx, c).Result())
	fmt.Println(c.ScriptFlush(ctx).Result())
	fmt.Println(script.Exists(ctx, c).Result())
	fmt.Println(script.Load(ctx, c).Result())
	fmt.Println(script.EvalSha(ctx, c, []string{"n"}).Bool())
	fmt.Println(c.Eval(ctx, "return {1, 2}", nil).Int64Slice())
	fmt.Println(c.Eval(ctx, "return {'a', 'b'}", nil).StringSlice())
	fmt.Println(c.Eval(ctx, "return 'a'", nil).Int())
	fmt.Println(c.Eval(ctx, "return 1", nil).Text())
}
