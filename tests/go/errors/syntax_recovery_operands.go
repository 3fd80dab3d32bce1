package main

func main() {
	for i := 0; i < case; i++ {
		x := a[1 +]
	}
	if x != {
		return
	}
	y := b[1
	z := []int{1, 2
	}
	while y {
	}
}
