package main

// The address differs from run to run, so only the exit code counts.
import "os"

type P struct{ x, y int }

func main() {
	defer os.Exit(2)
	panic(P{1, 2})
}
