//! How long goroutines wait for a P.

use tidepool_go_vm::durations::Durations;
use tidepool_go_vm::machine::{Config, Machine};
use tidepool_go_vm::standalone::Alone;

use crate::program;

fn latencies(procs: u32, body: &str) -> Durations {
    let mut host = Alone::new(1);
    let text = format!(
        "var _ = runtime.GC\nvar _ time.Time\nfunc work(d time.Duration) {{ for t := time.Now(); time.Since(t) < d; {{}} }}\n{body}"
    );
    let config = Config { procs, ..Config::default() };
    let mut machine = Machine::new(program("runtime time", &text), config, 0, &mut host).expect("loads");
    machine.run(u64::MAX, &mut u64::MAX.clone(), &mut host);
    machine.sched_latencies().clone()
}

#[test]
fn who_finds_an_idle_p_runs_at_once() {
    let waits = latencies(1, "func main() { for range 100 { time.Sleep(time.Millisecond) } }");
    assert!((101..110).contains(&waits.count()), "{waits:?}");
    assert!(waits.max() < 1000, "{waits:?}");
}

#[test]
fn who_waits_behind_others_waits_for_their_work() {
    let body = "func main() {
        for range 8 { go work(2 * time.Millisecond) }
        time.Sleep(time.Second)
    }";
    let one = latencies(1, body);
    assert!((14_000_000..14_100_000).contains(&one.max()), "{one:?}");
    let median = one.quantile(0.5).expect("some");
    assert!((3_900_000..4_300_000).contains(&median), "{median}");
    let two = latencies(2, body);
    assert!((5_900_000..8_100_000).contains(&two.max()), "{two:?}");
}

#[test]
fn a_preempted_goroutine_waits_again() {
    let body = "func main() {
        go work(35 * time.Millisecond)
        work(35 * time.Millisecond)
        time.Sleep(time.Second)
    }";
    let waits = latencies(1, body);
    assert!(waits.count() >= 7, "{waits:?}");
    assert!((9_900_000..10_200_000).contains(&waits.max()), "{waits:?}");
}

/// Who steps back waits, too, but not since it began to run.
#[test]
fn gosched_begins_a_new_wait() {
    let waits = latencies(1, "func main() { work(5 * time.Millisecond); runtime.Gosched() }");
    assert!(waits.max() < 1000, "{waits:?}");
}

/// Three of four processors work for 10 ms of 20.
#[test]
fn processors_are_busy_or_idle() {
    let body = "
func work(d time.Duration) { for t := time.Now(); time.Since(t) < d; {} }
func main() {
    for range 3 { go work(10 * time.Millisecond) }
    time.Sleep(20 * time.Millisecond)
    samples := []metrics.Sample{
        {Name: \"/cpu/classes/total:cpu-seconds\"},
        {Name: \"/cpu/classes/idle:cpu-seconds\"},
        {Name: \"/cpu/classes/user:cpu-seconds\"},
    }
    metrics.Read(samples)
    for _, s := range samples { fmt.Printf(\"%.3f \", s.Value.Float64()) }
}";
    let config = Config { procs: 4, ..Config::default() };
    let program = program("fmt runtime/metrics time", body);
    assert_eq!(crate::run_with(program, config, 1), "0.080 0.050 0.030 ");
}
