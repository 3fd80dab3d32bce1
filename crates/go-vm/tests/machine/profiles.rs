//! Profiles asked for from outside: they change nothing, survive a clone, and say who allocated.

use std::rc::Rc;

use tidepool_go_vm::bytecode::Program;
use tidepool_go_vm::machine::{Config, HeapGroup, Machine, Stop};
use tidepool_go_vm::standalone::Alone;

use crate::program;

const BODY: &str = "
type node struct { next *node; data [6]int }
var keep *node
var stuck = make(chan int)
//go:noinline
func list(n int) { for range n { keep = &node{next: keep} } }
//go:noinline
func garbage(n int) { for range n { sink = make([]byte, 4096) } }
var sink []byte
func main() {
    go func() { <-stuck }()
    for range 200 {
        list(500)
        garbage(200)
        time.Sleep(time.Millisecond)
    }
    stuck = nil
    time.Sleep(time.Second)
    fmt.Println(runtime.NumGoroutine(), time.Now().UnixNano())
}";

fn start(program: &Rc<Program>, seed: u64) -> (Machine, Alone) {
    let mut host = Alone::new(seed);
    let machine = Machine::new(Rc::clone(program), Config::default(), 0, &mut host).expect("loads");
    (machine, host)
}

fn finish(mut machine: Machine, mut host: Alone) -> (String, u64, u64) {
    assert_eq!(machine.run(u64::MAX, &mut u64::MAX.clone(), &mut host), Stop::Exited { code: 0 });
    (String::from_utf8_lossy(&host.stdout).into_owned(), machine.clock(), machine.steps())
}

fn group(machine: &Machine, func: &str) -> HeapGroup {
    let groups = machine.heap_profile().groups;
    let found = groups.into_iter().find(|group| group.calls.first().is_some_and(|call| call.func == func));
    found.unwrap_or_else(|| panic!("no samples of {func}"))
}

#[test]
fn to_look_changes_nothing() {
    let program = program("fmt runtime time", BODY);
    let (machine, host) = start(&program, 3);
    let whole = finish(machine, host);
    let (mut machine, mut host) = start(&program, 3);
    for at in (5_000_000..220_000_000).step_by(9_000_000) {
        machine.run(at, &mut u64::MAX.clone(), &mut host);
        assert!(machine.heap_profile().text.starts_with("heap profile: "));
        assert!(machine.goroutine_profile().starts_with("goroutine profile: total 2\n"));
        assert!(machine.stacks().contains("goroutine 1 ["));
        machine.leak_profile();
    }
    assert_eq!(finish(machine, host), whole);
}

#[test]
fn a_clone_samples_the_same() {
    let program = program("fmt runtime time", BODY);
    let (mut machine, mut host) = start(&program, 3);
    machine.run(50_000_000, &mut u64::MAX.clone(), &mut host);
    let (mut copy, mut copied) = (machine.clone(), host.clone());
    let before = machine.heap_profile();
    machine.run(150_000_000, &mut u64::MAX.clone(), &mut host);
    copy.run(100_000_000, &mut 77_777, &mut copied);
    copy.run(150_000_000, &mut u64::MAX.clone(), &mut copied);
    let after = machine.heap_profile();
    assert_ne!(after, before);
    assert_eq!(after.text, copy.heap_profile().text);
    assert_eq!(after, copy.heap_profile());
    let (mut other, mut seed) = start(&program, 4);
    other.run(150_000_000, &mut u64::MAX.clone(), &mut seed);
    assert_ne!(after.text, other.heap_profile().text);
}

#[test]
fn samples_tell_what_lives() {
    let program = program("fmt runtime time", BODY);
    let (mut machine, mut host) = start(&program, 3);
    machine.run(500_000_000, &mut u64::MAX.clone(), &mut host);
    let cycles = machine.heap_stats().cycles;
    assert!(cycles > 4, "{cycles}");
    let (list, garbage) = (group(&machine, "main.list"), group(&machine, "main.garbage"));
    assert_eq!((list.objects, list.bytes), (list.in_use_objects, list.in_use_bytes));
    // 100,000 objects of 64 bytes and 40,000 of 4,096, less what the last two cycles have not seen.
    assert!((3 << 20..10 << 20).contains(&list.bytes), "{list:?}");
    assert!((120 << 20..180 << 20).contains(&garbage.bytes), "{garbage:?}");
    assert!(garbage.in_use_bytes < 12 << 20, "{garbage:?}");
    let calls: Vec<_> = garbage.calls.iter().map(|c| (c.func.as_str(), c.line, c.user)).collect();
    assert_eq!(calls, [("main.garbage", 12, true), ("main.main", 18, true)]);
}

#[test]
fn leaks_are_found_without_the_program() {
    let program = program("fmt runtime time", BODY);
    let (mut machine, mut host) = start(&program, 3);
    machine.run(100_000_000, &mut u64::MAX.clone(), &mut host);
    assert_eq!(machine.leak_profile(), "goroutineleak profile: total 0\n");
    machine.run(900_000_000, &mut u64::MAX.clone(), &mut host);
    let text = machine.leak_profile();
    assert!(text.starts_with("goroutineleak profile: total 1\n1 @ 0x"), "{text}");
    assert!(text.contains("\tmain.main.func1+0x"), "{text}");
    assert!(machine.goroutines().iter().all(|g| !g.state.contains("leaked")));
}

/// A change through a pointer is seen no later than at the next call of the runtime.
#[test]
fn the_rate_may_be_a_flag() {
    let body = "
var sink []byte
func main() {
    rate := &runtime.MemProfileRate
    for _, odd := range []int{math.MinInt64, math.MaxInt64, -1, 1} {
        *rate = odd
        runtime.Gosched()
        sink = make([]byte, 10)
        pprof.Lookup(\"heap\").WriteTo(io.Discard, 1)
    }
    runtime.Gosched()
    for range 3 { sink = make([]byte, 1000) }
    runtime.GC()
    pprof.Lookup(\"heap\").WriteTo(os.Stdout, 1)
    fmt.Println(pprof.Lookup(\"heap\").Count(), pprof.WriteHeapProfile(os.Stdout))
}";
    let out = crate::run("fmt io math os runtime runtime/pprof", body);
    assert!(out.contains("\n1: 1024 [3: 3072] @ 0x"), "{out}");
    assert!(out.contains("(debug 0) is not supported"), "{out}");
}

/// As many stacks as there are ways down a tree: what a profile takes counts as memory.
#[test]
fn a_profile_may_fill_the_memory() {
    let body = "
func init() { runtime.MemProfileRate = 1 }
var sink *[4]int
func f(depth int) {
    sink = new([4]int)
    if depth > 0 { f(depth - 1); f(depth - 1) }
}
func main() { f(20) }";
    let mut config = Config::default();
    config.limits.heap_bytes = 32 << 20;
    let out = crate::run_with(program("runtime", body), config, 1);
    assert!(out.contains("--- limit memory: stopped as the heap is full"), "{out}");
}
