package main

import "fmt"

func say(s string) string { return s }

// Operator chains of some hundred terms: no nesting, so no limit on nesting counts them.
func main() {
	x, s, yes := 3, "ab", true
	sum := x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x +
		x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x + x
	diff := x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x -
		x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x - x*x
	text := say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) +
		say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s) + say(s)
	const folded = 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 +
		1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1
	all := yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes &&
		yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes && yes
	none := x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 ||
		x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4 || x > 4
	small := uint8(x)
	wrapped := small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small +
		small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small + small
	fmt.Println(sum, diff, len(text), folded, all, none, wrapped)
}
