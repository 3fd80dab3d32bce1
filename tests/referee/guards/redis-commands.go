// Commands of Redis by go-redis: answers, types of answers, and errors.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/redis/go-redis/v9"
)

func main() {
	ctx := context.Background()
	c := redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")})
	fmt.Println(c.Ping(ctx).Result())
	fmt.Println(c.Set(ctx, "name", "ann", 0).Result())
	fmt.Println(c.Get(ctx, "name").Result())
	_, err := c.Get(ctx, "none").Result()
	fmt.Println(err, err == redis.Nil)
	fmt.Println(c.Incr(ctx, "n").Result())
	fmt.Println(c.IncrBy(ctx, "n", 41).Result())
	fmt.Println(c.DecrBy(ctx, "n", 2).Result())
	fmt.Println(c.Get(ctx, "n").Int())
	fmt.Println(c.Incr(ctx, "name").Result())
	fmt.Println(c.SetNX(ctx, "name", "bob", 0).Result())
	fmt.Println(c.SetNX(ctx, "lock", 1, time.Minute).Result())
	fmt.Println(c.SetNX(ctx, "lock", 1, time.Minute).Result())
	fmt.Println(c.Set(ctx, "short", 1.5, 300*time.Millisecond).Result())
	fmt.Println(c.TTL(ctx, "lock").Val() > 59*time.Second, c.TTL(ctx, "name").Val(), c.TTL(ctx, "none").Val())
	fmt.Println(c.Expire(ctx, "name", time.Hour).Result())
	fmt.Println(c.Expire(ctx, "none", time.Hour).Result())
	fmt.Println(c.Exists(ctx, "name", "name", "none", "short").Result())
	time.Sleep(400 * time.Millisecond)
	fmt.Println(c.Exists(ctx, "short").Result())
	fmt.Println(c.Del(ctx, "name", "none").Result())

	fmt.Println(c.HSet(ctx, "h", "a", 1, "b", "two").Result())
	fmt.Println(c.HSet(ctx, "h", "a", 3, "c", 2.5).Result())
	fmt.Println(c.HMGet(ctx, "h", "a", "none", "c").Result())
	fmt.Println(c.HGetAll(ctx, "h").Result())
	fmt.Println(c.HIncrBy(ctx, "h", "a", -5).Result())
	fmt.Println(c.HDel(ctx, "h", "a", "none").Result())
	fmt.Println(c.Get(ctx, "h").Result())

	fmt.Println(c.ZAdd(ctx, "z", redis.Z{Score: 3, Member: "c"}, redis.Z{Score: 1, Member: "a"}, redis.Z{Score: 2.5, Member: "b"}).Result())
	fmt.Println(c.ZAdd(ctx, "z", redis.Z{Score: 4, Member: "a"}).Result())
	fmt.Println(c.ZCard(ctx, "z").Result())
	fmt.Println(c.ZRange(ctx, "z", 0, -1).Result())
	fmt.Println(c.ZRange(ctx, "z", -2, 5).Result())
	fmt.Println(c.ZCount(ctx, "z", "(2.5", "+inf").Result())
	fmt.Println(c.ZRemRangeByScore(ctx, "z", "-inf", "(4").Result())
	fmt.Println(c.ZRange(ctx, "z", 0, -1).Result())
	fmt.Println(c.ZScore(ctx, "z", "a").Result())
	fmt.Println(c.ZScore(ctx, "z", "none").Result())
	fmt.Println(c.ZRem(ctx, "z", "a", "none").Result())
	fmt.Println(c.Exists(ctx, "z").Result())

	fmt.Println(c.Do(ctx, "get", "n").Int())
	fmt.Println(c.Do(ctx, "get", "n").Text())
	fmt.Println(c.Do(ctx, "get", "none").Text())
	fmt.Println(c.Do(ctx, "hmget", "h", "b", "none").Slice())
	fmt.Println(c.Do(ctx, "get").Err())
	now := c.Time(ctx).Val()
	fmt.Println(time.Since(now).Abs() < time.Second)
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	fmt.Println(c.Get(ctx, "n").Err())
	fmt.Println(c.Close())
	fmt.Println(c.Get(context.Background(), "n").Err())
}
