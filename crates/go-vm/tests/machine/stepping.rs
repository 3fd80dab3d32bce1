//! Budgets, horizons and snapshots change nothing about what happens.

use std::rc::Rc;

use proptest::prelude::*;
use tidepool_go_vm::bytecode::Program;
use tidepool_go_vm::machine::{Breakpoints, Config, Machine, Stop};
use tidepool_go_vm::standalone::Alone;

use crate::program;

const BODY: &str = "
type shared struct { mu sync.Mutex; log []string; m map[string]int }
func (s *shared) add(text string) {
    s.mu.Lock()
    defer s.mu.Unlock()
    s.log = append(s.log, text)
    s.m[text[:2]]++
}
func worker(id int, jobs <-chan int, out chan<- string, s *shared) {
    for j := range jobs {
        if j%5 == 0 { time.Sleep(time.Duration(j) * time.Microsecond) }
        func() {
            defer func() { if r := recover(); r != nil { s.add(fmt.Sprint(\"w\", id, \" \", r)) } }()
            if j%7 == 0 { panic(j) }
            n := 0
            for i := range j * 50 { n += i }
            s.add(fmt.Sprint(\"w\", id, \" \", n))
        }()
        select {
        case out <- fmt.Sprint(id, \":\", j):
        case <-time.After(30 * time.Microsecond):
            out <- \"late\"
        }
    }
}
func main() {
    s := &shared{m: map[string]int{}}
    jobs, out := make(chan int), make(chan string, 2)
    var wg sync.WaitGroup
    for id := range 4 { wg.Go(func() { worker(id, jobs, out, s) }) }
    go func() { for j := range 40 { jobs <- j }; close(jobs); wg.Wait(); close(out) }()
    for line := range out { fmt.Println(line) }
    fmt.Println(s.log)
    for k, v := range s.m { fmt.Print(k, v, \" \") }
    fmt.Println(time.Now().Format(time.RFC3339Nano))
}";

fn compiled() -> Rc<Program> {
    program("fmt sync time", BODY)
}

fn machine(program: &Rc<Program>, procs: u32, host: &mut Alone) -> Machine {
    let config = Config { procs, ..Config::default() };
    Machine::new(Rc::clone(program), config, 0, host).expect("loads")
}

/// Runs to the end at once.
fn straight(program: &Rc<Program>, procs: u32) -> (String, u64, u64) {
    let mut host = Alone::new(7);
    let mut machine = machine(program, procs, &mut host);
    let stop = machine.run(u64::MAX, &mut u64::MAX.clone(), &mut host);
    assert_eq!(stop, Stop::Exited { code: 0 });
    (String::from_utf8_lossy(&host.stdout).into_owned(), machine.clock(), machine.steps())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn the_cut_into_budgets_does_not_matter(procs in 1u32..4, budgets in prop::collection::vec(1u64..5000, 1..20)) {
        let program = compiled();
        let mut host = Alone::new(7);
        let mut machine = machine(&program, procs, &mut host);
        for budget in budgets.iter().cycle() {
            let mut left = *budget;
            match machine.run(u64::MAX, &mut left, &mut host) {
                Stop::Budget => {}
                Stop::Exited { code: 0 } => break,
                other => prop_assert!(false, "{other:?}"),
            }
        }
        let out = String::from_utf8_lossy(&host.stdout).into_owned();
        prop_assert_eq!((out, machine.clock(), machine.steps()), straight(&program, procs));
    }

    #[test]
    fn breakpoints_do_not_matter(procs in 1u32..4, lines in prop::collection::btree_set(1u32..60, 1..8)) {
        let program = compiled();
        let mut host = Alone::new(7);
        let mut machine = machine(&program, procs, &mut host);
        machine.set_breakpoints(&Breakpoints::Lines(Rc::new(lines.clone())));
        let begun = |machine: &Machine| {
            let begun = machine.line_counts().filter(|(info, _)| lines.contains(&info.line));
            begun.map(|(_, count)| count).sum::<u64>()
        };
        let mut stops = 0;
        loop {
            match machine.run(u64::MAX, &mut u64::MAX.clone(), &mut host) {
                Stop::Budget => {
                    prop_assert!(machine.at_breakpoint().is_some_and(|line| lines.contains(&line)));
                    stops += 1;
                    prop_assert_eq!(begun(&machine), stops, "each beginning stops once");
                }
                Stop::Exited { code: 0 } => break,
                other => prop_assert!(false, "{other:?}"),
            }
        }
        prop_assert_eq!(begun(&machine), stops);
        let out = String::from_utf8_lossy(&host.stdout).into_owned();
        prop_assert_eq!((out, machine.clock(), machine.steps()), straight(&program, procs));
    }

    #[test]
    fn a_snapshot_goes_on_as_the_original(procs in 1u32..3, at in 1u64..40_000) {
        let program = compiled();
        let mut host = Alone::new(7);
        let mut original = machine(&program, procs, &mut host);
        let mut left = at;
        original.run(u64::MAX, &mut left, &mut host);
        let (mut copy, mut host2) = (original.clone(), host.clone());
        original.run(u64::MAX, &mut u64::MAX.clone(), &mut host);
        copy.run(u64::MAX, &mut u64::MAX.clone(), &mut host2);
        prop_assert_eq!(host.stdout, host2.stdout);
        prop_assert_eq!(original.clock(), copy.clock());
    }
}

#[test]
fn the_horizon_holds_output_back() {
    let body = "func main() { for range 5 { fmt.Println(time.Now().UnixMilli() - 1767225600000); time.Sleep(10 * time.Millisecond) } }";
    let program = program("fmt time", body);
    let mut host = Alone::new(1);
    let mut machine = machine(&program, 1, &mut host);
    let mut seen = Vec::new();
    for horizon in [0, 5_000_000, 10_500_000, 29_000_000, 29_000_000, 100_000_000] {
        let stop = machine.run(horizon, &mut u64::MAX.clone(), &mut host);
        let lines = host.stdout.iter().filter(|&&b| b == b'\n').count();
        seen.push((horizon / 1000, lines, machine.next_time().map(|t| t / 1_000_000), stop));
    }
    expect_test::expect![[r#"
        [
            (
                0,
                0,
                Some(
                    0,
                ),
                Horizon,
            ),
            (
                5000,
                1,
                Some(
                    10,
                ),
                Horizon,
            ),
            (
                10500,
                2,
                Some(
                    20,
                ),
                Horizon,
            ),
            (
                29000,
                3,
                Some(
                    30,
                ),
                Horizon,
            ),
            (
                29000,
                3,
                Some(
                    30,
                ),
                Horizon,
            ),
            (
                100000,
                5,
                None,
                Exited {
                    code: 0,
                },
            ),
        ]
    "#]]
    .assert_debug_eq(&seen);
}

#[test]
fn a_budget_of_one_is_progress() {
    let body = "
type pair struct{ a int; b string }
func (p pair) String() string { return p.b }
func (p *pair) inc(n int) int { p.a += n; return p.a }
func use(args ...any) { fmt.Print(len(args)) }
func main() {
    var wg sync.WaitGroup
    for v := 0; v < 11; v++ {
        wg.Add(1)
        go func() { defer wg.Done(); p := &pair{1, \"p\"}; use(p.inc(2), p.String()) }()
    }
    _ = fmt.Sprint(any(7))
    wg.Wait()
}";
    let program = program("fmt sync", body);
    let mut host = Alone::new(7);
    let mut machine = machine(&program, 2, &mut host);
    let mut idle = 0;
    let mut before = (0, 0);
    loop {
        match machine.run(20_000_000_000, &mut 1, &mut host) {
            Stop::Budget => {}
            stop => {
                assert_eq!(stop, Stop::Exited { code: 0 });
                break;
            }
        }
        let now = (machine.steps(), machine.clock());
        idle = if now == before { idle + 1 } else { 0 };
        before = now;
        assert!(
            idle < 10_000,
            "no progress at {now:?}: {:?} {:?}",
            machine.run_queues(),
            machine.goroutines()
        );
    }
}
