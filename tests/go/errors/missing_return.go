package main

func a() int {
}

func b(x int) int {
	if x > 0 {
		return 1
	}
}

func c(x int) int {
	for {
		if x > 0 {
			break
		}
	}
}

func d(x int) (r int) {
	switch x {
	case 1:
		return 1
	}
}

func ok(x int) int {
	switch {
	case x > 1:
		panic("x")
	default:
		for {
		}
	}
}

func e() int {
	for true {
	}
}

func f() func() int {
	return func() int {
	}
}

func g(c chan int) int {
	select {
	case <-c:
		return 1
	case c <- 1:
	}
}

func h() int {
L:
	for {
		break L
	}
}

func main() {}
