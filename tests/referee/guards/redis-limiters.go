// G2: fixed window, sliding log and token bucket as scripts, decision by decision; the time is an argument.
package main

import (
	"context"
	"fmt"
	"math/rand"
	"os"
	"strings"

	"github.com/redis/go-redis/v9"
)

var fixedWindow = redis.NewScript(`
local key = KEYS[1] .. ':' .. math.floor(ARGV[1] / ARGV[2])
local n = redis.call('INCR', key)
if n == 1 then
  redis.call('PEXPIRE', key, ARGV[2] * 2)
end
if n <= tonumber(ARGV[3]) then return 1 end
return 0`)

var slidingLog = redis.NewScript(`
local now, window, limit = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - window)
if redis.call('ZCARD', KEYS[1]) >= limit then
  return 0
end
redis.call('ZADD', KEYS[1], now, ARGV[4])
redis.call('PEXPIRE', KEYS[1], window)
return 1`)

var tokenBucket = redis.NewScript(`
local now, rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(kept[1]) or burst, tonumber(kept[2]) or now
tokens = math.min(burst, tokens + math.max(0, now - at) * rate / 1000)
local allowed = 0
if tokens >= 1 then
  tokens = tokens - 1
  allowed = 1
end
redis.call('HMSET', KEYS[1], 'tokens', tokens, 'at', now)
redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate * 1000) + 600000)
return {allowed, math.floor(tokens * 1000)}`)

func main() {
	ctx := context.Background()
	c := redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")})
	random := rand.New(rand.NewSource(7))
	now := 1_000_000
	var fixed, sliding, bucket strings.Builder
	for i := range 400 {
		now += random.Intn(120)
		if i%50 == 0 {
			now += 700
		}
		fmt.Fprint(&fixed, must(fixedWindow.Run(ctx, c, []string{"f"}, now, 1000, 10).Int()))
		fmt.Fprint(&sliding, must(slidingLog.Run(ctx, c, []string{"s"}, now, 1000, 10, i).Int()))
		fmt.Fprint(&bucket, must(tokenBucket.Run(ctx, c, []string{"t"}, now, 10, 5).Int64Slice()))
	}
	fmt.Println(fixed.String())
	fmt.Println(sliding.String())
	fmt.Println(bucket.String())
	keys, err := c.DBSize(ctx).Result()
	fmt.Println(keys > 20, err)
	fmt.Println(c.HGet(ctx, "t", "tokens").Result())
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
