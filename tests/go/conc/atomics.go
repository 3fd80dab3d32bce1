// Package sync/atomic: functions and types.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type config struct{ name string }

func main() {
	var n int64
	var u uint32
	fmt.Println(atomic.AddInt64(&n, 5), atomic.AddUint32(&u, ^uint32(0)), atomic.LoadInt64(&n))
	fmt.Println(atomic.CompareAndSwapInt64(&n, 5, 7), atomic.CompareAndSwapInt64(&n, 5, 9), n)
	fmt.Println(atomic.SwapInt64(&n, 1), n)
	atomic.StoreInt64(&n, 40)
	var i atomic.Int32
	var i64 atomic.Int64
	var u64 atomic.Uint64
	var b atomic.Bool
	fmt.Println(i.Add(3), i.Swap(9), i.Load(), i.CompareAndSwap(9, 10), i.Load())
	fmt.Println(i64.Or(6), i64.And(3), i64.Load())
	fmt.Println(u64.Add(^uint64(0)), b.Swap(true), b.Load(), b.CompareAndSwap(true, false))
	var p atomic.Pointer[config]
	fmt.Println(p.Load() == nil)
	first := &config{"first"}
	p.Store(first)
	fmt.Println(p.CompareAndSwap(first, &config{"second"}), p.Load().name)
	var v atomic.Value
	fmt.Println(v.Load())
	v.Store([]int{1, 2})
	fmt.Println(v.Load(), v.Swap([]int{3}))
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store("another type")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store(nil)
	}()
	var wg sync.WaitGroup
	var total atomic.Int64
	for range 50 {
		wg.Go(func() {
			for range 100 {
				total.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println(total.Load())
}
