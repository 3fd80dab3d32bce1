// Many instances, one limit: a token bucket in Redis.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"

	"github.com/redis/go-redis/v9"
	"tidepool/lab"
)

// KEYS[1] is the bucket, ARGV[1] its tokens a second, ARGV[2] its burst.
var bucket = redis.NewScript(`
local rate, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local t = redis.call('TIME')
local now = t[1] + t[2] / 1000000
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens, at = tonumber(kept[1]) or burst, tonumber(kept[2]) or now
tokens = math.min(burst, tokens + (now - at) * rate)
local allowed = 0
if tokens >= 1 then
  tokens = tokens - 1
  allowed = 1
end
redis.call('HSET', KEYS[1], 'tokens', tokens, 'at', now)
redis.call('EXPIRE', KEYS[1], math.ceil(burst / rate) + 1)
return allowed
`)

var client = redis.NewClient(&redis.Options{Addr: "redis:6379"})

func allow(ctx context.Context) (bool, error) {
	limit, burst := lab.Int("limit", 100), lab.Int("burst", 20)
	return bucket.Run(ctx, client, []string{"quotes"}, limit, burst).Bool()
}

func main() {
	http.HandleFunc("/quote", quote)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func quote(w http.ResponseWriter, r *http.Request) {
	ok, err := allow(r.Context())
	switch {
	case err != nil:
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	case !ok:
		w.Header().Set("Retry-After", "1")
		http.Error(w, "too many requests", http.StatusTooManyRequests)
	default:
		fmt.Fprintln(w, "a quote")
	}
}
