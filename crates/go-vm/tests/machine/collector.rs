//! Go's collector: cycles do not depend on how the run is cut, keep their books, and slow down who allocates.

use std::rc::Rc;

use proptest::prelude::*;
use tidepool_go_vm::bytecode::Program;
use tidepool_go_vm::machine::{Config, Machine, Stop};
use tidepool_go_vm::standalone::Alone;

use crate::{program, run_with};

const BODY: &str = "
type node struct { next *node; data [9]int }
var keep [8][]*node
var pool = sync.Pool{New: func() any { return new([4096]byte) }}
func worker(id, n int, wg *sync.WaitGroup) {
    defer wg.Done()
    for i := range n {
        x := &node{}
        if i%4 == 0 { keep[id] = append(keep[id], x) }
        b := pool.Get().(*[4096]byte)
        b[0]++
        pool.Put(b)
        if i%500 == 0 { time.Sleep(20 * time.Microsecond) }
    }
}
func main() {
    ended := make(chan bool, 1)
    func() { f := &node{}; runtime.SetFinalizer(f, func(*node) { ended <- true }) }()
    var wg sync.WaitGroup
    for id := range keep { wg.Add(1); go worker(id, 3000, &wg) }
    wg.Wait()
    runtime.GC()
    <-ended
    var m runtime.MemStats
    runtime.ReadMemStats(&m)
    fmt.Println(m.NumGC, m.NumForcedGC, m.HeapAlloc, m.Mallocs, m.Frees, m.PauseTotalNs, time.Now().UnixNano())
}";

fn config(procs: u32) -> Config {
    Config { procs, gogc: Some(10), gctrace: true, ..Config::default() }
}

/// What it prints on both streams, and the time and steps it takes.
fn run(program: &Rc<Program>, config: Config, budgets: &[u64]) -> (String, u64, u64) {
    let mut host = Alone::new(7);
    let mut machine = Machine::new(Rc::clone(program), config, 0, &mut host).expect("loads");
    for budget in budgets.iter().cycle() {
        match machine.run(u64::MAX, &mut budget.clone(), &mut host) {
            Stop::Budget => {}
            Stop::Exited { code: 0 } => break,
            other => panic!("{other:?}"),
        }
    }
    let out = [host.stdout, host.stderr].concat();
    (String::from_utf8_lossy(&out).into_owned(), machine.clock(), machine.steps())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn the_cut_into_budgets_does_not_matter(procs in 1u32..7, budgets in prop::collection::vec(1u64..3000, 1..9)) {
        let program = program("fmt runtime sync time", BODY);
        let whole = run(&program, config(procs), &[u64::MAX]);
        prop_assert!(whole.0.matches("gc ").count() > 5, "{}", whole.0);
        prop_assert_eq!(run(&program, config(procs), &budgets), whole);
    }

    #[test]
    fn when_our_own_memory_is_freed_does_not_matter(procs in 1u32..7, real_growth in 1u64..1 << 20) {
        let program = program("fmt runtime sync time", BODY);
        let never = run(&program, Config { real_growth: 1 << 40, ..config(procs) }, &[u64::MAX]);
        prop_assert_eq!(run(&program, Config { real_growth, ..config(procs) }, &[u64::MAX]), never);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn the_cut_into_horizons_does_not_matter(steps in prop::collection::vec(100u64..40_000, 1..9)) {
        let program = program("fmt runtime sync time", BODY);
        let whole = run(&program, config(1), &[u64::MAX]);
        let mut host = Alone::new(7);
        let mut machine = Machine::new(Rc::clone(&program), config(1), 0, &mut host).expect("loads");
        let mut horizon = 0;
        for step in steps.iter().cycle() {
            horizon += step;
            match machine.run(horizon, &mut u64::MAX.clone(), &mut host) {
                Stop::Horizon => {}
                Stop::Exited { code: 0 } => break,
                other => prop_assert!(false, "{other:?}"),
            }
        }
        let out = [host.stdout, host.stderr].concat();
        prop_assert_eq!((String::from_utf8_lossy(&out).into_owned(), machine.clock(), machine.steps()), whole);
    }
}

/// A budget that ends where a P reaches the end of its stretch exactly.
#[test]
fn a_cut_at_the_very_end_of_a_stretch_does_not_matter() {
    let program = program("fmt runtime sync time", BODY);
    let whole = run(&program, config(4), &[u64::MAX]);
    assert_eq!(run(&program, config(4), &[424, 829, 2685, 1174, 1718]), whole);
}

#[test]
fn gomaxprocs_waits_for_the_end_of_a_cycle() {
    let body = "
var keep [200_000]*[8]*int
func main() {
    for i := range keep { keep[i] = new([8]*int) }
    var done atomic.Bool
    go func() { runtime.GC(); done.Store(true) }()
    time.Sleep(100 * time.Microsecond)
    fmt.Println(runtime.GOMAXPROCS(1))
    for !done.Load() {}
    fmt.Println(runtime.GOMAXPROCS(3))
}";
    let program = program("fmt runtime sync/atomic time", body);
    let config = Config { procs: 5, ..Config::default() };
    assert_eq!(run_with(program, config, 1), "5\n1\n");
}

#[test]
fn without_a_goal_allocations_cost_no_marking() {
    let body = "
var sink []byte
func main() {
    debug.SetGCPercent(-1)
    for range 20 {
        done := make(chan bool)
        go func() {
            for range 200 { go func() { sink = make([]byte, 99); sink = make([]byte, 99) }() }
            close(done)
        }()
        runtime.GC()
        <-done
    }
    debug.SetMemoryLimit(1)
    for range 100 { sink = make([]byte, 100_000) }
    debug.SetGCPercent(1 << 30)
    runtime.GOMAXPROCS(1 << 40)
    var m runtime.MemStats
    runtime.ReadMemStats(&m)
    fmt.Println(m.NumForcedGC, m.GCCPUFraction < 1)
}";
    let config = Config { procs: 2, ..Config::default() };
    assert_eq!(run_with(program("fmt runtime runtime/debug", body), config, 1), "20 true\n");
}

/// Virtual time of a program that makes garbage beside so much that lives: in all, and for the slowest thousandth.
fn time(live: usize, gogc: u32, pooled: bool) -> (u64, u64) {
    let make = if pooled { "pool.Get().(*[1024]byte)" } else { "new([1024]byte)" };
    let body = format!(
        "
var keep []*[16]*int
var sink *[1024]byte
var pool = sync.Pool{{New: func() any {{ return new([1024]byte) }}}}
func main() {{
    for range {live} {{ keep = append(keep, new([16]*int)) }}
    var times []int
    sum := 0
    for range 20000 {{
        begin := time.Now()
        sink = {make}
        pool.Put(sink)
        times = append(times, int(time.Since(begin)))
        sum += times[len(times)-1]
    }}
    slices.Sort(times)
    fmt.Println(sum, times[19980])
}}"
    )
    .replace("pool.Put(sink)", if pooled { "pool.Put(sink)" } else { "" });
    let config = Config { gogc: Some(gogc), ..Config::default() };
    let out = run_with(program("fmt slices sync time", &body), config, 1);
    let (sum, slow) = out.trim_end().split_once(' ').expect("two numbers");
    (sum.parse().expect("a number"), slow.parse().expect("a number"))
}

#[test]
fn garbage_costs_more_with_more_alive_or_a_smaller_gogc_and_less_from_a_pool() {
    let (plain, slow) = time(50_000, 100, false);
    let (more, slowest) = time(200_000, 100, false);
    assert!(slowest > slow, "{slowest} {slow}");
    let (often, slower) = time(50_000, 20, false);
    assert!(often > plain * 11 / 10 && slower > slow, "{often} {slower} {plain} {slow}");
    // New memory costs, too, so that it must be much that lives before seldom is cheaper.
    let (seldom, _) = time(200_000, 400, false);
    assert!(seldom < more, "{seldom} {more}");
    let (pooled, quick) = time(50_000, 100, true);
    assert!(pooled < plain / 2 && quick < slow / 10, "{pooled} {quick} {plain} {slow}");
}

#[test]
fn a_pool_keeps_an_object_over_one_collection_not_over_two() {
    let body = "
var made int
var pool = sync.Pool{New: func() any { made++; return new(int) }}
func main() {
    pool.Put(pool.Get())
    runtime.GC()
    pool.Put(pool.Get())
    runtime.GC()
    runtime.GC()
    pool.Get()
    println(made)
}";
    assert_eq!(run_with(program("runtime sync", body), Config::default(), 1), "--- stderr\n2\n");
}

#[test]
fn a_memory_limit_collects_with_gogc_off() {
    let body = "
var sink []byte
func main() {
    debug.SetGCPercent(-1)
    var m runtime.MemStats
    for range 1000 { sink = make([]byte, 100_000) }
    runtime.ReadMemStats(&m)
    fmt.Println(m.NumGC, m.HeapAlloc > 90<<20)
    fmt.Println(debug.SetMemoryLimit(40<<20) == 1<<63-1, debug.SetMemoryLimit(-1))
    for range 1000 { sink = make([]byte, 100_000) }
    runtime.ReadMemStats(&m)
    fmt.Println(m.NumGC > 2, m.NumGC < 6, m.HeapAlloc < 36<<20)
}";
    let out = run_with(program("fmt runtime runtime/debug", body), Config::default(), 1);
    assert_eq!(out, "0 true\ntrue 41943040\ntrue true true\n");
}

#[test]
fn cycles_are_traced_in_the_form_of_go() {
    let body = "
func main() {
    runtime.GC()
    time.Sleep(3 * time.Minute)
}";
    let config = Config { procs: 2, gctrace: true, ..Config::default() };
    expect_test::expect![[r#"
        --- stderr
        gc 1 @0.000s 92%: 0.040+0.023+0.040 ms clock, 0.080+0/0.032/0+0.080 ms cpu, 0->0->0 MB, 4 MB goal, 0 MB stacks, 0 MB globals, 2 P (forced)
    "#]]
    .assert_eq(&run_with(program("runtime time", body), config, 1));
}

/// More is alive than the limit allows, and everybody allocates: collection takes nearly all processor time at first,
/// then as much as its limiter leaves. Real Go 1.27.3 took 0.49 and 0.50 on two processors, with 100 MB alive, a limit of
/// 50 MB and buffers of 64 KiB, where this machine takes 0.45.
#[test]
fn a_memory_limit_below_what_lives_leaves_the_program_half_of_the_processors() {
    let body = "
var list []*[128]*int
var sinks [4][]byte
func main() {
    debug.SetGCPercent(-1)
    for range 50_000 { list = append(list, new([128]*int)) }
    debug.SetMemoryLimit(5 << 20)
    began := time.Now()
    var all sync.WaitGroup
    for id := range sinks {
        all.Go(func() {
            for time.Since(began) < 10*time.Second { sinks[id] = make([]byte, 1<<20) }
        })
    }
    all.Wait()
    var m runtime.MemStats
    runtime.ReadMemStats(&m)
    limited := []metrics.Sample{{Name: \"/gc/limiter/last-enabled:gc-cycle\"}}
    metrics.Read(limited)
    fmt.Println(m.GCCPUFraction > 0.3, m.GCCPUFraction < 0.6, m.NumGC, limited[0].Value.Uint64())
}";
    let config = Config { procs: 2, ..Config::default() };
    let out = run_with(program("fmt runtime runtime/debug runtime/metrics sync time", body), config, 1);
    expect_test::expect![[r#"
        true true 996 996
    "#]]
    .assert_eq(&out);
}
