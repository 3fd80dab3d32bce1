// Many instances, one limit: a counter in Redis for each second.
package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/redis/go-redis/v9"
	"tidepool/lab"
)

// KEYS[1] is the counter of this second, ARGV[1] the limit.
var window = redis.NewScript(`
local n = redis.call('INCR', KEYS[1])
if n == 1 then
  redis.call('EXPIRE', KEYS[1], 2)
end
if n > tonumber(ARGV[1]) then
  return 0
end
return 1
`)

var client = redis.NewClient(&redis.Options{Addr: "redis:6379"})

func allow(ctx context.Context) (bool, error) {
	key := fmt.Sprintf("quotes:%d", time.Now().Unix())
	keys := []string{key}
	return window.Run(ctx, client, keys, lab.Int("limit", 100)).Bool()
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
