package main

type T struct{ f []int }

func main() {
	x := 1
	switch x {
	case "a", 2.5, nil, 'c':
	}
	switch f := 5; f {
	case f == 5:
	}
	var s []int
	switch s {
	case nil:
	case s:
	}
	switch (T{}) {
	case T{}:
	}
	switch y := x.(type) {
	}
	switch z := any(x).(type) {
	case int:
	}
	switch any(x).(type) {
	case 5:
	case Unknown:
	}
	switch func() {} {
	}
}
