// Arguments of commands by go-redis: a lone slice, map or struct stands for its parts, and other types say themselves how they are written.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/redis/go-redis/v9"
)

type point struct{ X int }

type name string

type level int

func (l level) MarshalBinary() ([]byte, error) {
	if l < 0 {
		return nil, errors.New("a level below zero")
	}
	return []byte(fmt.Sprintf("level %d", int(l))), nil
}

type user struct {
	Name   string  `redis:"name"`
	Age    int     `redis:"age,omitempty"`
	Height float64 `redis:"height"`
	Secret string  `redis:"-"`
	Note   string
	own    int `redis:"own"`
}

func main() {
	ctx := context.Background()
	c := redis.NewClient(&redis.Options{Addr: os.Getenv("REDIS_ADDR")})
	fmt.Println(c.HSet(ctx, "map", map[string]any{"a": 1, "b": "two", "c": 2.5}).Result())
	fmt.Println(c.HGetAll(ctx, "map").Result())
	fmt.Println(c.HSet(ctx, "texts", map[string]string{"a": "x"}).Result())
	fmt.Println(c.HSet(ctx, "slice", []string{"a", "1", "b", "2"}).Result())
	fmt.Println(c.HSet(ctx, "any", []any{"a", 1, "b", true}).Result())
	fmt.Println(c.HGetAll(ctx, "any").Result())
	fmt.Println(c.HSet(ctx, "user", user{Name: "ann", Height: 1.7, Secret: "s", Note: "n", own: 1}).Result())
	fmt.Println(c.HSet(ctx, "user", &user{Name: "bob", Age: 30}).Result())
	fmt.Println(c.HGetAll(ctx, "user").Result())
	fmt.Println(c.HSet(ctx, "none", nil).Err())
	fmt.Println(c.HSet(ctx, "none", map[string]any{}).Err())
	fmt.Println(c.HSet(ctx, "none", (*user)(nil)).Err())
	fmt.Println(c.HSet(ctx, "none", "a", []string{"b"}).Err())
	fmt.Println(c.ZAdd(ctx, "z", redis.Z{Score: 1, Member: "a"}, redis.Z{Score: 2, Member: 7}).Result())
	fmt.Println(c.ZRem(ctx, "z", []string{"a", "7", "none"}).Result())
	fmt.Println(c.Eval(ctx, "return ARGV", []string{"k"}, []any{1, "x", 2.5}).Result())
	fmt.Println(c.Eval(ctx, "return #ARGV", nil, map[string]any{"a": 1}).Result())
	fmt.Println(c.Eval(ctx, "return ARGV", nil, level(3), uint8(200), int16(-5), []byte("raw")).Result())

	fmt.Println(c.Set(ctx, "k", point{1}, 0).Err())
	fmt.Println(c.Set(ctx, "k", &point{1}, 0).Err())
	fmt.Println(c.Set(ctx, "k", name("n"), 0).Err())
	fmt.Println(c.Set(ctx, "k", []int{1}, 0).Err())
	fmt.Println(c.Set(ctx, "k", map[string]int{"a": 1}, 0).Err())
	fmt.Println(c.Set(ctx, "k", level(-1), 0).Err())
	fmt.Println(c.Get(ctx, "k").Result())
	n, s := 5, "s"
	for _, value := range []any{nil, level(2), &n, &s, (*int)(nil), (*string)(nil), true, float32(0.5), time.Second, time.Unix(0, 0).UTC()} {
		fmt.Println(c.Set(ctx, "k", value, 0).Err(), c.Get(ctx, "k").Val())
	}
	fmt.Println(c.Set(ctx, "k", true, 0))
	fmt.Println(c.Do(ctx, "set", "k", point{2}))
	fmt.Println(c.Get(ctx, "k"))
	fmt.Println(c.PoolStats().TotalConns)
}
