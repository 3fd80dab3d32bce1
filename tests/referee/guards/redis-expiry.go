// G2: windows in Redis's own time: keys expire, and with them what was counted.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/redis/go-redis/v9"
)

var fixedWindow = redis.NewScript(`
local n = redis.call('INCR', KEYS[1])
if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return n`)

var slidingLog = redis.NewScript(`
local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - ARGV[1])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1`)

func main() {
	ctx := context.Background()
	c := redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")})
	start := time.Now()
	at := func(ms int) { time.Sleep(time.Until(start.Add(time.Duration(ms) * time.Millisecond))) }
	for i, ms := range []int{0, 100, 200, 300, 350, 600, 700, 1150, 1800} {
		at(ms)
		fmt.Print("at ", ms)
		fmt.Print(" fixed ")
		fmt.Print(fixedWindow.Run(ctx, c, []string{"f"}, 500).Result())
		fmt.Print(" sliding ")
		fmt.Println(slidingLog.Run(ctx, c, []string{"s"}, 500, 3, i).Result())
	}
	at(2400)
	fmt.Println(c.Exists(ctx, "f", "s").Result())
}
