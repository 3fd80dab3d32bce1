package main

type T struct{}

func main() {
	x := 1
	switch x {
	case 1, 2:
	case 2:
	case 3, 3:
	}
	switch "a" {
	case "a":
	case "a":
	}
	switch any(x).(type) {
	case int:
	case string, int:
	case nil:
	case nil:
	}
	switch {
	case true:
	case true:
	default:
	}
	_ = map[string]int{"a": 1, "b": 2, "a": 3}
	_ = []int{0: 1, 0: 2}
	_ = [...]string{2: "a", 1: "b", "c"}
	switch x {
	case "s":
	case 1.5:
	}
}
