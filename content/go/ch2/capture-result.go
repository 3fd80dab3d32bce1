// The result is fixed by return; a local changed afterwards is only a local.
package main

import "fmt"

func main() {
	fmt.Println("total:", total([]int{2, 3}))
}

func total(prices []int) int {
	sum := 0
	defer func() {
		sum += 1 // postage: comes too late
	}()
	for _, price := range prices {
		sum += price
	}
	return sum
}
