// What a result points to can be changed through any copy of the pointer.
package main

import "fmt"

type order struct{ state string }

func main() {
	fmt.Println("pointer:", pointer().state)
	fmt.Println("map:", dict()["state"])
	fmt.Println("slice element:", element()[0])
	fmt.Println("slice append:", len(appended()))
}

func pointer() *order {
	o := &order{state: "open"}
	defer func() { o.state = "shipped" }()
	return o
}

func dict() map[string]string {
	m := map[string]string{"state": "open"}
	defer func() { m["state"] = "shipped" }()
	return m
}

func element() []string {
	s := []string{"open"}
	defer func() { s[0] = "shipped" }()
	return s
}

func appended() []string {
	s := []string{"open"}
	defer func() { s = append(s, "shipped") }()
	return s
}
