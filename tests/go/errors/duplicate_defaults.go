package main

func main() {
	switch 1 {
	default:
	default:
	}
	select {
	default:
	default:
	}
	switch any(1).(type) {
	default:
	default:
	}
}
