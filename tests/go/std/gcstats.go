// runtime/debug.ReadGCStats: a pause for each collection, the newest first, and quantiles from the shortest to the longest.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"time"
)

func main() {
	debug.SetGCPercent(-1)
	var s debug.GCStats
	s.PauseQuantiles = []time.Duration{7, 7, 7}
	debug.ReadGCStats(&s)
	fmt.Println(s.NumGC, len(s.Pause), len(s.PauseEnd), s.PauseTotal, s.PauseQuantiles)
	before := time.Now()
	for range 5 {
		runtime.GC()
	}
	debug.ReadGCStats(&s)
	var sum time.Duration
	for _, pause := range s.Pause {
		sum += pause
	}
	fmt.Println(s.NumGC, len(s.Pause), len(s.PauseEnd), sum == s.PauseTotal, sum > 0)
	fmt.Println(s.PauseEnd[0].Equal(s.LastGC), s.PauseEnd[0].After(s.PauseEnd[4]), s.PauseEnd[4].After(before), s.LastGC.After(time.Now()))
	fmt.Println(slices.Min(s.Pause) == s.PauseQuantiles[0], slices.Max(s.Pause) == s.PauseQuantiles[2])
	sorted := slices.Sorted(slices.Values(s.Pause))
	fmt.Println(s.PauseQuantiles[1] == sorted[2])
	for range 300 {
		runtime.GC()
	}
	debug.ReadGCStats(&s)
	fmt.Println(s.NumGC, len(s.Pause), len(s.PauseEnd))
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Println(time.Unix(0, int64(m.LastGC)).Equal(s.LastGC), m.NumGC, m.NumForcedGC)
}
