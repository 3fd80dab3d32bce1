package main

func main() {
	x := `raw string
	that never ends
}
