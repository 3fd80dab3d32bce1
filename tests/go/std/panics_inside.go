// A panic in what was handed over leaves things whole: no element of a slice is lost.
package main

import (
	"context"
	"fmt"
	"slices"
)

// later has not ended, whatever it wraps.
type later struct{ context.Context }

func (later) Err() error { return nil }

func main() {
	list := []int{5, 4, 3, 2, 1}
	func() {
		defer func() { fmt.Println(recover()) }()
		calls := 0
		slices.SortFunc(list, func(a, b int) int {
			if calls++; calls == 3 {
				panic("enough")
			}
			return a - b
		})
	}()
	slices.Sort(list)
	fmt.Println(list)

	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(fmt.Errorf("why"))
	fmt.Println(context.Cause(ctx), context.Cause(later{ctx}))
}
