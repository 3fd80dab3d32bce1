package main

func main() {
	case 1:
	default:
	x := 1
	}
	y := 2
}
