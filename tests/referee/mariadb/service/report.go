package main

import (
	"database/sql"
	"fmt"
	"io"
	"slices"
	"strings"
	"syscall"
	"time"
)

// report writes one line per figure, as TOML; times in milliseconds.
func report(w io.Writer, stats sql.DBStats, arrived time.Duration, seen times) {
	fmt.Fprintf(w, "wait_count = %d\nwait_duration_ms = %s\n", stats.WaitCount, milliseconds(stats.WaitDuration))
	fmt.Fprintf(w, "open = %d\nin_use = %d\nidle = %d\n", stats.OpenConnections, stats.InUse, stats.Idle)
	fmt.Fprintf(w, "max_idle_closed = %d\n", stats.MaxIdleClosed)
	if arrived > 0 {
		fmt.Fprintf(w, "arrived_ms = %s\n", milliseconds(arrived))
	}
	fmt.Fprintf(w, "queries_broken = %d\n", seen.broken)
	fmt.Fprintf(w, "service_cpu_ms = %s\n", milliseconds(processor()))
	summary(w, "dial", seen.dials)
	summary(w, "other", seen.others)
	summary(w, "gap", seen.gaps)
	summary(w, "service", seen.services)
	if len(seen.services) > 0 {
		fmt.Fprintf(w, "service = %q\n", empirical(seen.services))
	}
}

// summary writes how many times there are, and their mean and quantiles.
// It sorts them.
func summary(w io.Writer, name string, all []time.Duration) {
	fmt.Fprintf(w, "%s_count = %d\n", name, len(all))
	if len(all) == 0 {
		return
	}
	slices.Sort(all)
	at := func(part float64) time.Duration { return all[min(len(all)-1, int(part*float64(len(all))))] }
	fmt.Fprintf(w, "%s_mean_ms = %s\n", name, milliseconds(mean(all)))
	fmt.Fprintf(w, "%s_p50_ms = %s\n", name, milliseconds(at(0.5)))
	fmt.Fprintf(w, "%s_p99_ms = %s\n", name, milliseconds(at(0.99)))
	fmt.Fprintf(w, "%s_max_ms = %s\n", name, milliseconds(all[len(all)-1]))
}

// parts is how many equally likely values stand for a measured distribution.
const parts = 50

// empirical is the distribution of sorted times in the form that a scenario
// reads: the mean of each fiftieth, so that the mean of all is exact.
func empirical(sorted []time.Duration) string {
	n := min(parts, len(sorted))
	var points []string
	for part := range n {
		from, to := len(sorted)*part/n, len(sorted)*(part+1)/n
		value := mean(sorted[from:to]).Round(100 * time.Nanosecond)
		points = append(points, fmt.Sprintf("%s:%d", strings.Replace(value.String(), "µ", "u", 1), to-from))
	}
	return "empirical(" + strings.Join(points, ",") + ")"
}

func mean(all []time.Duration) time.Duration {
	var sum time.Duration
	for _, d := range all {
		sum += d
	}
	return sum / time.Duration(len(all))
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.4f", float64(d)/float64(time.Millisecond))
}

// processor is the time on processors so far.
func processor() time.Duration {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
