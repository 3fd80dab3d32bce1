//! The order in which goroutines run on one P: traces seen under real Go.

use expect_test::{Expect, expect};

use crate::run;

fn check(body: &str, want: Expect) {
    want.assert_eq(&run(
        "fmt sync time runtime",
        &format!("var _ = runtime.GC\nvar _ sync.Mutex\nvar _ time.Time\n{body}"),
    ));
}

#[test]
fn the_latest_goroutine_runs_first_and_the_others_in_order() {
    check(
        "func main() {
            var wg sync.WaitGroup
            for i := range 6 {
                wg.Go(func() { fmt.Print(i, \" \") })
            }
            wg.Wait()
        }",
        expect!["5 0 1 2 3 4 "],
    );
}

#[test]
fn closing_wakes_the_first_waiter_and_then_the_last() {
    check(
        "func main() {
            c := make(chan int)
            var wg sync.WaitGroup
            for i := range 6 {
                wg.Go(func() { <-c; fmt.Print(i, \" \") })
            }
            time.Sleep(time.Millisecond)
            close(c)
            wg.Wait()
        }",
        expect!["5 4 3 2 1 0 "],
    );
}

const PRODUCER: &str = "func produce(size, count int) {
    c := make(chan int, size)
    done := make(chan bool)
    go func() {
        for v := range c { fmt.Print(\"r\", v, \" \") }
        close(done)
    }()
    for i := range count {
        if size == 0 { fmt.Print(\"s\", i, \" \") }
        c <- i
        fmt.Print(\"a\", i, \" \")
    }
    close(c)
    <-done
}
";

#[test]
fn a_value_is_handed_over_directly_and_the_sender_goes_on() {
    check(
        &format!("{PRODUCER} func main() {{ produce(0, 4) }}"),
        expect!["s0 r0 a0 s1 a1 s2 r1 r2 a2 s3 a3 r3 "],
    );
}

#[test]
fn a_buffer_is_filled_before_the_receiver_runs() {
    check(&format!("{PRODUCER} func main() {{ produce(2, 5) }}"), expect!["a0 a1 r0 r1 r2 a2 a3 a4 r3 r4 "]);
}

#[test]
fn broadcast_wakes_the_last_waiter_and_then_in_order() {
    check(
        "func main() {
            var mu sync.Mutex
            cond := sync.NewCond(&mu)
            var wg sync.WaitGroup
            for i := range 4 {
                wg.Go(func() { mu.Lock(); cond.Wait(); fmt.Print(i, \" \"); mu.Unlock() })
            }
            time.Sleep(time.Millisecond)
            mu.Lock()
            cond.Broadcast()
            mu.Unlock()
            wg.Wait()
        }",
        expect!["2 3 0 1 "],
    );
}

#[test]
fn functions_of_equal_timers_start_the_last_one_first() {
    check(
        "func main() {
            for i := range 3 {
                time.AfterFunc(time.Millisecond, func() { fmt.Print(i, \" \") })
            }
            time.Sleep(2 * time.Millisecond)
        }",
        expect!["2 0 1 "],
    );
}

#[test]
fn gosched_goes_behind_everyone() {
    check(
        "func main() {
            for i := range 3 {
                go func() { fmt.Print(i, \" \"); runtime.Gosched(); fmt.Print(i, \"' \") }()
            }
            for range 4 { runtime.Gosched() }
        }",
        expect!["2 0 1 2' 0' 1' "],
    );
}

#[test]
fn a_loop_without_calls_is_preempted_after_ten_milliseconds() {
    check(
        "func main() {
            start := time.Now()
            stop := false
            go func() { stop = true; fmt.Println(time.Since(start).Round(time.Millisecond)) }()
            for !stop { }
        }",
        expect![[r#"
            10ms
        "#]],
    );
}

#[test]
fn a_starving_waiter_gets_the_lock_handed_over() {
    check(
        "func main() {
            var mu sync.Mutex
            mu.Lock()
            var got time.Duration
            start := time.Now()
            go func() { mu.Lock(); got = time.Since(start); mu.Unlock() }()
            time.Sleep(2 * time.Millisecond)
            for range 3 { mu.Unlock(); mu.Lock() }
            mu.Unlock()
            time.Sleep(time.Millisecond)
            fmt.Println(got.Round(time.Millisecond))
        }",
        expect![[r#"
            2ms
        "#]],
    );
}

#[test]
fn channel_timers_leave_no_stale_tick() {
    check(
        "func main() {
            t := time.NewTimer(time.Millisecond)
            time.Sleep(2 * time.Millisecond)
            fmt.Println(len(t.C), cap(t.C), t.Stop())
            select {
            case <-t.C: fmt.Println(\"stale\")
            default: fmt.Println(\"none\")
            }
            fmt.Println(t.Reset(time.Millisecond))
            <-t.C
            fmt.Println(t.Stop(), t.Reset(time.Hour), t.Stop())
            k := time.NewTicker(10 * time.Millisecond)
            time.Sleep(35 * time.Millisecond)
            a := <-k.C
            b := <-k.C
            fmt.Println(b.Sub(a))
        }",
        expect![[r#"
            0 0 true
            none
            false
            false false true
            30ms
        "#]],
    );
}
