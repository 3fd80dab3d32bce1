//! Processor time of four Go programs, beside the peers that are on PATH: `go` (compiled), `yaegi` (another Go
//! interpreter) and `python3`; for a snapshot of ten thousand goroutines; and for ten virtual minutes of a service that
//! collects seventy times a second, which peers would take ten minutes for.
//!
//! `cargo bench -p tidepool-go-vm [-- ROUNDS]` prints the best of the rounds, since other work on the machine only ever
//! slows; rounds of all contenders alternate. Times of peers include their start, ours that of checking and compiling.
//! Where `/proc` does not tell processor time, it is real time.

#[path = "../tests/programs/host.rs"]
mod host;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;
use std::time::Instant;

use host::TestHost;
use tidepool_go_vm::compile::compile;
use tidepool_go_vm::machine::{Config, Machine, Stop};

/// Name of a program in `benches/programs` and what it prints.
const PROGRAMS: [(&str, &str); 4] =
    [("fib", "2178309\n"), ("loop", "30000000\n"), ("pingpong", "300000\n"), ("sieve", "148933 10007\n")];

/// Copies that are timed together.
const COPIES: u32 = 50;

/// Goroutines of the snapshot.
const MANY: &str = "package main

func main() {
	done := make(chan bool)
	for i := range 10_000 {
		go func() {
			for n := 0; ; n += i {
				<-done
			}
		}()
	}
	<-done
}
";

fn main() {
    let rounds = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(5);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/programs");
    let scratch = std::env::temp_dir().join(format!("tidepool-speed-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).expect("a folder for compiled programs");
    println!("seconds, best of {rounds} rounds; in brackets: how often our time fits into theirs");
    for (name, expected) in PROGRAMS {
        let path = folder.join(name).with_extension("go");
        let text = std::fs::read_to_string(&path).expect("the program");
        let peers = peers(&path, &scratch);
        let mut ours = f64::INFINITY;
        let mut theirs = vec![f64::INFINITY; peers.len()];
        for _ in 0..rounds {
            ours = ours.min(seconds(|| assert_eq!(run(&text, 1), expected, "{name}")));
            for (peer, best) in peers.iter().zip(&mut theirs) {
                *best = best.min(seconds(|| assert_eq!(peer.run(), expected, "{name}")));
            }
        }
        print!("{name:10} tidepool {ours:6.3}");
        for (peer, time) in peers.iter().zip(&theirs) {
            print!("   {} {time:6.3} ({:.2})", peer.name, time / ours);
        }
        println!();
    }
    snapshot(rounds);
    service(&folder.join("service.go"), rounds);
    // Compiled programs only; failing to remove them harms nobody.
    let _ = std::fs::remove_dir_all(scratch);
}

fn snapshot(rounds: usize) {
    let mut host = TestHost::default();
    let mut machine = load(MANY, 1, &mut host);
    let mut budget = u64::MAX;
    let stop = machine.run(u64::MAX, &mut budget, &mut host);
    assert!(matches!(stop, Stop::Exited { code: 2 }), "all goroutines wait: {stop:?}");
    // The system books processor time in steps of milliseconds, too coarse for one copy.
    let copies = || (0..COPIES).for_each(|_| drop(std::hint::black_box(machine.clone())));
    let best = (0..rounds).map(|_| seconds(copies)).fold(f64::INFINITY, f64::min) / f64::from(COPIES);
    println!("snapshot of {} goroutines and its end: {:.2} ms", machine.goroutines().len(), best * 1e3);
}

fn service(path: &Path, rounds: usize) {
    let text = std::fs::read_to_string(path).expect("the program");
    let once = || assert_eq!(run(&text, 2), "true 117 true\n", "service");
    let best = (0..rounds).map(|_| seconds(once)).fold(f64::INFINITY, f64::min);
    println!("ten minutes of a service: {best:.2} s");
}

fn seconds(work: impl FnOnce()) -> f64 {
    let (start, cpu) = (Instant::now(), processor_seconds());
    work();
    match (cpu, processor_seconds()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed().as_secs_f64(),
    }
}

/// Processor time of this process (to the nanosecond) and of its ended children (to hundredths of a second).
fn processor_seconds() -> Option<f64> {
    let own = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let own: f64 = own.split_whitespace().next()?.parse().ok()?;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The fields behind the program's name, which is in brackets: the 14th and 15th are the children's.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(13);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some(own / 1e9 + (ticks()? + ticks()?) / 100.0)
}

fn load(text: &str, procs: u32, host: &mut TestHost) -> Machine {
    let checked = tidepool_go_check::check(&[("main.go".into(), text.into())]);
    let program = compile(&checked.program.expect("a correct program")).expect("bytecode");
    let mut config = Config { procs, ..Config::default() };
    config.limits.steps = u64::MAX / 2;
    Machine::new(Rc::new(program), config, 0, host).expect("a machine")
}

/// What the program prints on our machine with so many Ps.
fn run(text: &str, procs: u32) -> String {
    let mut host = TestHost::default();
    let mut machine = load(text, procs, &mut host);
    let mut budget = u64::MAX;
    let stop = machine.run(u64::MAX, &mut budget, &mut host);
    assert_eq!(stop, Stop::Exited { code: 0 });
    String::from_utf8(host.stdout).expect("text")
}

/// Another way to run the program.
struct Peer {
    name: &'static str,
    command: Vec<PathBuf>,
}

impl Peer {
    fn run(&self) -> String {
        let output = Command::new(&self.command[0]).args(&self.command[1..]).output().expect("the peer runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

/// Those that are there.
fn peers(program: &Path, scratch: &Path) -> Vec<Peer> {
    let mut peers = Vec::new();
    let works = |command: &mut Command| command.output().is_ok_and(|output| output.status.success());
    let binary = scratch.join(program.file_stem().unwrap_or_default());
    if works(Command::new("go").arg("build").arg("-o").arg(&binary).arg(program)) {
        peers.push(Peer { name: "go", command: vec![binary] });
    }
    if works(Command::new("yaegi").arg("version")) {
        peers.push(Peer { name: "yaegi", command: vec!["yaegi".into(), program.into()] });
    }
    let python = program.with_extension("py");
    if python.exists() && works(Command::new("python3").arg("--version")) {
        peers.push(Peer { name: "python3", command: vec!["python3".into(), python] });
    }
    peers
}
