// Package encoding/json: values that contain themselves are refused, deep ones are not.
package main

import (
	"encoding/json"
	"fmt"
)

type node struct {
	Next *node          `json:",omitempty"`
	List []any          `json:",omitempty"`
	Map  map[string]any `json:",omitempty"`
}

func main() {
	loop := &node{}
	loop.Next = loop
	list := []any{1}
	list[0] = list
	table := map[string]any{}
	table["x"] = table
	inner := &node{}
	inner.Map = map[string]any{"n": []any{inner}}
	for _, v := range []any{loop, list, table, inner, *loop, [1]any{list}, &list, []any{1, []any{table}}} {
		b, err := json.Marshal(v)
		fmt.Println(len(b), err)
	}
	var deep any = 1
	var chain *node
	for range 3000 {
		deep = []any{map[string]any{"k": deep}}
		chain = &node{Next: chain}
	}
	b, err := json.Marshal(deep)
	fmt.Println(len(b), err)
	b, err = json.Marshal(chain)
	fmt.Println(len(b), err)
	same := []any{deep, deep, chain, chain}
	b, err = json.Marshal(same)
	fmt.Println(len(b), err)
}
