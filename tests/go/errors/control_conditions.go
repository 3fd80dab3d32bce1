package main

func f() (int, bool) { return 1, true }

func main() {
	x := 1
	if x {
	}
	if x = 1; x {
	}
	for x {
	}
	if f() {
	}
	if nil {
	}
	switch x {
	case true:
	case nil:
	case x > 1:
	}
	if "a" == 'a' {
	}
	if !x {
	}
	for i := 0; i; i++ {
	}
	switch f() {
	}
}
