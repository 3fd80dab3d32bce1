package main

func main() {
	break
	continue
	if true {
		break
	}
	switch {
	case true:
		continue
		fallthrough
	}
	func() {
		for {
			func() { break }()
		}
	}()
	for {
		switch {
		case true:
			fallthrough
		default:
			fallthrough
		}
	}
	fallthrough
	switch any(1).(type) {
	case int:
		fallthrough
	case string:
	}
}
