// Many instances, one limit: Redis keeps the time of each request that was
// let through in the last second.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"

	"github.com/redis/go-redis/v9"
	"tidepool/lab"
)

// KEYS[1] is the log, ARGV[1] the limit. Times are in microseconds.
var slidingLog = redis.NewScript(`
local t = redis.call('TIME')
local now = t[1] * 1000000 + t[2]
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - 1000000)
local n = redis.call('ZCARD', KEYS[1])
if n >= tonumber(ARGV[1]) then
  return 0
end
-- Equal members would be one; the count keeps those of a microsecond apart.
local member = t[1] .. ':' .. t[2] .. ':' .. n
redis.call('ZADD', KEYS[1], now, member)
redis.call('EXPIRE', KEYS[1], 2)
return 1
`)

var client = redis.NewClient(&redis.Options{Addr: "redis:6379"})

func allow(ctx context.Context) (bool, error) {
	keys := []string{"quotes"}
	return slidingLog.Run(ctx, client, keys, lab.Int("limit", 100)).Bool()
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
