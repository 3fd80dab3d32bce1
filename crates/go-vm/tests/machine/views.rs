//! What a reader sees of a paused process.

use expect_test::expect;
use tidepool_go_vm::host::GoId;
use tidepool_go_vm::machine::{Config, Machine};
use tidepool_go_vm::standalone::Alone;

use crate::program;

#[test]
fn goroutines_frames_locals_and_counts() {
    let body = "type point struct { X, Y int; name string }
func inner(p *point, list []int) {
    total := 0
    for i, n := range list {
        total += n * i
    }
    time.Sleep(time.Second)
    println(total, p.name)
}
func main() {
    p := point{1, 2, \"pt\"}
    m := map[string]int{\"b\": 2, \"a\": 1}
    go inner(&p, []int{3, 4, 5})
    time.Sleep(time.Hour)
    println(len(m))
}";
    let mut host = Alone::new(1);
    let mut machine = Machine::new(program("time", body), Config::default(), 0, &mut host).expect("loads");
    machine.run(1_000_000, &mut u64::MAX.clone(), &mut host);
    let mut out = String::new();
    for g in machine.goroutines() {
        out.push_str(&format!("g{} {} line {} by {:?}\n", g.id.0, g.state, g.user_line, g.created_by));
        for frame in &g.frames {
            out.push_str(&format!("  {} {}:{} user {}\n", frame.func, frame.file, frame.line, frame.user));
            if frame.user {
                for local in machine.locals(g.id, frame.index) {
                    out.push_str(&format!("    {} {} = {}\n", local.name, local.ty, local.value));
                }
            }
        }
    }
    for (line, count) in machine.line_counts() {
        out.push_str(&format!("line {}: {count}\n", line.line));
    }
    expect![[r#"
        g1 sleep line 16 by None
          time.Sleep time/timer.go:6 user false
          main.main main.go:16 user true
            p main.point = {X:1 Y:2 name:pt}
            m map[string]int = map[a:1 b:2]
        g2 sleep line 9 by Some(("main.main", 15))
          time.Sleep time/timer.go:6 user false
          main.inner main.go:9 user true
            p *main.point = &{X:1 Y:2 name:pt}
            list []int = [3 4 5]
            total int = 14
        line 5: 1
        line 6: 4
        line 7: 3
        line 9: 1
        line 10: 0
        line 11: 0
        line 13: 1
        line 14: 1
        line 15: 1
        line 16: 1
        line 17: 0
        line 18: 0
    "#]]
    .assert_eq(&out);
    assert_eq!(machine.goroutine_count(), 2);
    assert!(machine.goroutine(GoId(3)).is_none());
}

/// Runs `body` until virtual time `at_ns` and describes every goroutine: frames, locals, defers, panics.
fn described(imports: &str, body: &str, at_ns: u64) -> String {
    let mut host = Alone::new(1);
    let mut machine = Machine::new(program(imports, body), Config::default(), 0, &mut host).expect("loads");
    machine.run(at_ns, &mut u64::MAX.clone(), &mut host);
    let mut out = String::new();
    for g in machine.goroutines() {
        out.push_str(&format!("g{} {}\n", g.id.0, g.state));
        for frame in g.frames.iter().filter(|frame| frame.user) {
            let kind = machine.frame_kind(g.id, frame.index).expect("a frame");
            let returning = if machine.is_returning(g.id, frame.index) { " returning" } else { "" };
            out.push_str(&format!("  {}:{} {kind:?}{returning}\n", frame.func, frame.line));
            for local in machine.locals(g.id, frame.index) {
                out.push_str(&format!("    {} = {}", local.name, local.value.replace(char::is_numeric, "0")));
                let chan = local.chan.map(|c| {
                    format!(" {}/{} {:?} r{:?} s{:?}", c.len, c.cap, c.elements, c.receivers, c.senders)
                });
                out.push_str(&format!("{}\n", chan.unwrap_or_default()));
            }
        }
        for d in machine.defers(g.id) {
            out.push_str(&format!(
                "  defer in frame {} line {}: {:?} {:?} {:?}\n",
                d.frame, d.line, d.func, d.args, d.class
            ));
        }
        for p in machine.panics(g.id) {
            out.push_str(&format!("  panic {} recovered {} goexit {}\n", p.value, p.recovered, p.goexit));
        }
    }
    out.push_str(&format!("{:?}\n", machine.defer_counts()));
    out
}

#[test]
fn deferred_calls_wait_with_their_arguments() {
    let body = "func note(s string, n int) { time.Sleep(time.Second) }
func f() int {
    x := 7
    defer note(\"first\", x)
    for i := range 2 {
        defer note(\"loop\", i)
    }
    var none func()
    x++
    if x > 100 { defer none() }
    return x
}
func main() { f() }";
    expect![[r#"
        g1 sleep
          main.note:3 Deferred
            s = loop
            n = 0
          main.f:13 Call returning
            ~r0 = 0
            x = 0
            none = <nil>
          main.main:15 Call
          defer in frame 1 line 8: Some("main.note") ["loop", "0"] Heap
          defer in frame 1 line 6: Some("main.note") ["first", "7"] Stack
        DeferCounts { pushed: 3, run: 1, panics: 0, recovers: 0 }
    "#]]
    .assert_eq(&described("time", body, 1000));
}

#[test]
fn panics_and_channels_are_seen() {
    let body = "func main() {
    c := make(chan int, 2)
    full := make(chan string, 1)
    full <- \"x\"
    go func() { full <- \"y\" }()
    go func() { c <- 1; <-make(chan int) }()
    defer func() {
        r := recover()
        time.Sleep(time.Second)
        _ = r
    }()
    time.Sleep(time.Millisecond)
    panic(\"boom\")
}";
    expect![[r#"
        g1 sleep
          main.main.func3:11 Unwinding(0)
            r = boom
          main.main:15 Call
            c = 0xc000000c00 1/2 ["1"] r[] s[]
            full = 0xc000000e00 1/1 ["x"] r[] s[GoId(2)]
          panic boom recovered true goexit false
        g2 chan send
          main.main.func1:7 Call
            full = 0xc000000e00 1/1 ["x"] r[] s[GoId(2)]
        g3 chan receive
          main.main.func2:8 Call
            c = 0xc000000c00 1/2 ["1"] r[] s[]
        DeferCounts { pushed: 1, run: 1, panics: 1, recovers: 1 }
    "#]]
    .assert_eq(&described("time", body, 2_000_000));
}

#[test]
fn of_long_values_the_beginning_is_shown() {
    let body = "func main() {
    empty := make([]string, 2_000_000)
    short := make([]string, 2)
    inside := struct{ N int; All []int }{7, make([]int, 2_000_000)}
    time.Sleep(time.Hour)
    println(len(empty), len(short), inside.N)
}";
    let mut host = Alone::new(1);
    let mut machine = Machine::new(program("time", body), Config::default(), 0, &mut host).expect("loads");
    machine.run(3_599_000_000_000, &mut u64::MAX.clone(), &mut host);
    let goroutine = machine.goroutine(GoId(1)).expect("main sleeps");
    let frame = goroutine.frames.iter().find(|frame| frame.user).expect("a frame of the program");
    let values: Vec<String> = machine.locals(GoId(1), frame.index).into_iter().map(|l| l.value).collect();
    let inside = format!("{{N:7 All:[{}…", "0 ".repeat(95));
    assert_eq!(values, [format!("[{}…", " ".repeat(199)), "[ ]".into(), inside]);
}

/// Names and values of the locals of `main.main`.
fn locals_of_main(machine: &Machine) -> Vec<String> {
    let main = machine.goroutine(GoId(1)).expect("the main goroutine");
    let frame = main.frames.iter().find(|frame| frame.func == "main.main").expect("its frame");
    machine
        .locals(main.id, frame.index)
        .iter()
        .map(|local| format!("{} = {}", local.name, local.value))
        .collect()
}

#[test]
fn a_variable_that_is_not_read_any_more_never_shows_another_object() {
    let body = "
type thing struct { name string }
var others []*thing
func main() {
    dead := &thing{\"dead\"}
    words := []string{\"dead\", \"too\"}
    number := len(words)
    boxed := 3
    func() { boxed++ }()
    println(dead.name, number, boxed)
    live := &thing{\"live\"}
    time.Sleep(time.Second)
    runtime.GC()
    for range 100 { others = append(others, &thing{\"other\"}) }
    time.Sleep(time.Second)
    println(live.name)
}";
    let mut host = Alone::new(1);
    let program = program("runtime time", body);
    let mut machine = Machine::new(program, Config::default(), 0, &mut host).expect("loads");
    machine.run(500_000_000, &mut u64::MAX.clone(), &mut host);
    let before =
        ["dead = &{name:dead}", "words = [dead too]", "number = 2", "boxed = 4", "live = &{name:live}"];
    assert_eq!(locals_of_main(&machine), before);
    machine.run(1_500_000_000, &mut u64::MAX.clone(), &mut host);
    let gone = "<optimized out>";
    let after = [
        &format!("dead = {gone}"),
        &format!("words = {gone}"),
        "number = 2",
        &format!("boxed = {gone}"),
        "live = &{name:live}",
    ];
    assert_eq!(locals_of_main(&machine), after);
}
