//! Calls to the outside: results, waiting, signals, killing.

use tidepool_go_vm::host::*;
use tidepool_go_vm::machine::{Config, Machine, Stop};

use crate::program;

/// A host with the natives of package tidepool/lab and of the server side of HTTP, answered from a script.
#[derive(Default)]
struct Scripted {
    out: String,
    calls: Vec<String>,
    names: Vec<String>,
}

impl Host for Scripted {
    fn resolve(&mut self, name: &str) -> Option<HostFn> {
        self.names.push(name.into());
        name.starts_with("tidepool/lab").then_some(HostFn(self.names.len() as u32 - 1))
    }

    fn call(&mut self, site: CallSite, func: HostFn, border: &mut Border) -> HostResult {
        let name = &self.names[func.0 as usize];
        self.calls.push(format!(
            "{} ns g{} line {}: {name} {:?}",
            site.now / 1000 * 1000,
            site.goroutine.0,
            site.line,
            String::from_utf8_lossy(&border.bytes(0)),
        ));
        match &*border.bytes(0) {
            b"wait" => return HostResult::Block("IO wait"),
            b"bad" => return HostResult::Unsupported("no such thing".into()),
            _ => {}
        }
        let ends = match &*border.bytes(0) {
            b"end" => Some(GoId(2)),
            b"end main" => Some(GoId(1)),
            _ => None,
        };
        found(border, b"42");
        ends.map_or(HostResult::Return, HostResult::End)
    }

    fn write(&mut self, _now: Time, _stream: Stream, bytes: &[u8]) {
        self.out.push_str(&String::from_utf8_lossy(bytes));
    }

    fn random(&mut self, _purpose: RandomPurpose) -> u64 {
        0
    }

    fn horizon(&self) -> Time {
        Time::MAX
    }
}

/// The results of a look-up that has found `text`.
fn found(border: &mut Border, text: &[u8]) {
    border.put_str(text);
    border.put_bool(true);
}

fn start(body: &str) -> (Machine, Scripted) {
    let mut host = Scripted::default();
    let program = program("fmt tidepool/lab", body);
    let machine = Machine::new(program, Config::default(), 0, &mut host).expect("loads");
    (machine, host)
}

fn go_on(machine: &mut Machine, host: &mut Scripted) -> Stop {
    machine.run(u64::MAX, &mut u64::MAX.clone(), host)
}

#[test]
fn a_call_returns_what_the_host_says() {
    let (mut machine, mut host) = start("func main() { fmt.Println(lab.Int(\"pool\", 1)) }");
    assert_eq!(go_on(&mut machine, &mut host), Stop::Exited { code: 0 });
    assert_eq!(host.out, "42\n");
    assert_eq!(host.calls, ["0 ns g1 line 4: tidepool/lab.lookup \"pool\""]);
}

#[test]
fn a_goroutine_that_waits_for_the_host_is_no_deadlock() {
    let (mut machine, mut host) = start("func main() { fmt.Println(lab.Int(\"wait\", 1)) }");
    assert_eq!(go_on(&mut machine, &mut host), Stop::Idle);
    assert_eq!(machine.next_time(), None);
    let view = machine.goroutine(GoId(1)).expect("main");
    assert_eq!((view.state, view.waiting, view.user_line), ("IO wait", true, 4));
    assert!(machine.complete(GoId(1), 5_000_000, |border| found(border, b"7")));
    assert!(!machine.complete(GoId(1), 5_000_000, |border| found(border, b"7")));
    assert_eq!(go_on(&mut machine, &mut host), Stop::Exited { code: 0 });
    assert_eq!(host.out, "7\n");
    assert_eq!(machine.clock() / 1_000_000, 5);
}

#[test]
fn the_host_ends_a_goroutine_that_waits_for_it_and_no_other() {
    let body = |waits: &str| {
        let waits = format!("go func() {{ defer fmt.Println(\"no\"); {waits} }}()");
        format!(
            "func main() {{ {waits}; runtime.Gosched(); fmt.Println(lab.Int(\"end\", 1), runtime.NumGoroutine()) }}"
        )
    };
    for (waits, left) in [("lab.Int(\"wait\", 1)", 1), ("select {}", 2)] {
        let mut host = Scripted::default();
        let program = program("fmt runtime tidepool/lab", &body(waits));
        let mut machine = Machine::new(program, Config::default(), 0, &mut host).expect("loads");
        assert_eq!(go_on(&mut machine, &mut host), Stop::Exited { code: 0 });
        assert_eq!(host.out, format!("42 {left}\n"));
        assert!(!machine.complete(GoId(2), 5_000_000, |border| found(border, b"7")));
    }
}

#[test]
fn the_host_does_not_end_main() {
    let (mut machine, mut host) = start(
        "func main() { go func() { fmt.Println(lab.Int(\"end main\", 1)) }(); fmt.Println(lab.Int(\"wait\", 1)) }",
    );
    assert_eq!(go_on(&mut machine, &mut host), Stop::Idle);
    assert!(machine.complete(GoId(1), 5_000_000, |border| found(border, b"7")));
    assert_eq!(go_on(&mut machine, &mut host), Stop::Exited { code: 0 });
    assert_eq!(host.out, "42\n7\n");
}

#[test]
fn what_the_host_cannot_do_stops_the_program() {
    let (mut machine, mut host) = start("func main() { fmt.Println(lab.Int(\"bad\", 1)) }");
    let Stop::Limit(limit) = go_on(&mut machine, &mut host) else {
        panic!("a limit was expected");
    };
    assert_eq!((limit.name, limit.message.as_str()), ("host", "no such thing"));
}

#[test]
fn a_process_dies_of_signals_and_kills() {
    let (mut machine, mut host) = start("func main() { fmt.Println(lab.Int(\"wait\", 1)) }");
    go_on(&mut machine, &mut host);
    let mut killed = machine.clone();
    killed.kill();
    assert_eq!(go_on(&mut killed, &mut host), Stop::Exited { code: 137 });
    machine.signal("SIGTERM", 10);
    assert_eq!(go_on(&mut machine, &mut host), Stop::Exited { code: 143 });
}

#[test]
fn a_missing_native_is_named() {
    let mut host = Scripted::default();
    let program = program("net/http", "func main() { http.ListenAndServe(\":80\", nil) }");
    let error = Machine::new(program, Config::default(), 0, &mut host).expect_err("has no network");
    assert!(error.to_string().contains("net/http.netListen"), "{error}");
}
