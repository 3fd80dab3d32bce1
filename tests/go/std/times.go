package main

import (
	"errors"
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	time.Sleep(50 * time.Millisecond)
	el := time.Since(start)
	fmt.Println(el >= 50*time.Millisecond, el < time.Second)
	d := 90*time.Minute + 30*time.Second + 5*time.Millisecond
	fmt.Println(d, d.Hours() > 1.5, d.Minutes() > 90, d.Round(time.Minute), d.Truncate(time.Hour), d.Milliseconds())
	fmt.Println(time.Duration(0), time.Duration(999), 1500*time.Microsecond, 100*time.Millisecond)
	p, err := time.ParseDuration("1h15m30.5s")
	fmt.Println(p, err)
	t := time.Date(2024, time.February, 28, 23, 30, 0, 0, time.UTC)
	u := t.Add(48 * time.Hour)
	fmt.Println(u.Year(), u.Month(), u.Day(), u.Weekday(), u.YearDay())
	fmt.Println(t.Format("2006-01-02 15:04:05"), u.Sub(t), u.After(t), t.Before(u), t.Equal(t))
	fmt.Println(t.Format(time.RFC3339), t.Unix())
	fmt.Println(t.AddDate(0, 1, 2).Format("Jan 2, 2006 at 3:04pm (MST)"))
	timer := time.NewTimer(time.Hour)
	fmt.Println(timer.Stop(), timer.Stop())
	ch := make(chan string)
	time.AfterFunc(5*time.Millisecond, func() { ch <- "fired" })
	fmt.Println(<-ch)
	timer.Reset(time.Millisecond)
	<-timer.C
	tick := time.NewTicker(2 * time.Millisecond)
	for range 3 {
		<-tick.C
	}
	tick.Stop()
	select {
	case <-tick.C:
		fmt.Println("ticked after stop")
	case <-time.After(10 * time.Millisecond):
		fmt.Println("stopped")
	}
	var zero time.Time
	fmt.Println(zero.IsZero(), t.IsZero(), errors.Is(nil, nil))
}
