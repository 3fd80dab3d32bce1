//! Random and mutated Go programs against front end, compiler and machine: no panic of ours, no hang, no memory beyond
//! the limit, and the same run however it is cut into budgets.
//!
//! `cargo run -p tidepool-go-vm --example fuzz -- --minutes 10 [--seed N] [FILE.go …]`. Programs to mutate are those of
//! `tests/go` and the book's listings, or the files named; with `--only` these run as they are.
//! Programs that bring a fault to light are kept in `target/fuzz`; `current.go` there is the one that ran last, should
//! a fault have ended the fuzzer itself.

mod generate;
#[path = "../tests/programs/host.rs"]
mod host;
mod mutate;
mod random;
mod trial;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use random::Random;

/// A program that takes longer than this, in real time, hangs.
const HANG: Duration = Duration::from_secs(60);

/// Memory of the whole process, in bytes, beyond which something holds too much.
const MEMORY: u64 = 3 << 30;

/// What the worker is doing, for the one who watches it.
#[derive(Default)]
struct Progress {
    program: String,
    since: Option<Instant>,
    done: u64,
    compiled: u64,
    faults: Vec<String>,
}

struct Options {
    minutes: u64,
    seed: u64,
    only: bool,
    files: Vec<PathBuf>,
}

fn options() -> Options {
    let mut options = Options { minutes: 10, seed: 1, only: false, files: Vec::new() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number =
            || arguments.next().and_then(|n| n.parse().ok()).expect("a number behind the option");
        match argument.as_str() {
            "--minutes" => options.minutes = number(),
            "--seed" => options.seed = number(),
            "--only" => options.only = true,
            file => options.files.push(file.into()),
        }
    }
    options
}

fn main() {
    let options = options();
    let texts = programs(&options.files);
    assert!(!texts.is_empty(), "no Go programs to begin with");
    // Panics are caught and told with their program.
    std::panic::set_hook(Box::new(|info| eprintln!("{info}")));
    let progress = Arc::new(Mutex::new(Progress::default()));
    let shared = Arc::clone(&progress);
    let end = Instant::now() + Duration::from_secs(options.minutes * 60);
    // Our own recursion is bounded; the stack is that of the browser's main thread or less.
    let worker = std::thread::Builder::new().stack_size(8 << 20).spawn(move || {
        if options.only {
            texts.iter().for_each(|text| try_one(&shared, text.clone()));
            return;
        }
        let mut random = Random::new(options.seed);
        while Instant::now() < end {
            let text = match random.below(4) {
                0 => generate::program(&mut random),
                _ => mutate::program(&mut random, &texts),
            };
            try_one(&shared, text);
        }
    });
    let worker = worker.expect("a thread");
    while !worker.is_finished() {
        std::thread::sleep(Duration::from_millis(200));
        watch(&progress);
    }
    let progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
    println!(
        "{} programs, {} of them ran, {} faults",
        progress.done,
        progress.compiled,
        progress.faults.len()
    );
    progress.faults.iter().for_each(|fault| println!("{fault}"));
    std::process::exit(i32::from(!progress.faults.is_empty()));
}

/// Ends everything if the present program hangs or memory runs out.
fn watch(progress: &Mutex<Progress>) {
    let progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
    let hangs = progress.since.is_some_and(|since| since.elapsed() > HANG);
    let memory = resident();
    if hangs || memory > MEMORY {
        let what = if hangs { "hangs".into() } else { format!("takes {memory} bytes") };
        println!("{} programs, then {what}: {}", progress.done, keep(&progress.program));
        std::process::exit(1);
    }
}

/// Memory of this process, where the system tells it.
fn resident() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").ok();
    pages.and_then(|text| text.split(' ').nth(1)?.parse::<u64>().ok()).unwrap_or(0) * 4096
}

fn try_one(progress: &Mutex<Progress>, text: String) {
    {
        let mut progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
        progress.program.clone_from(&text);
        progress.since = Some(Instant::now());
    }
    write("current", &text);
    let outcome = std::panic::catch_unwind(|| trial::run(&text));
    let mut progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
    progress.since = None;
    progress.done += 1;
    let fault = match outcome {
        Ok(Ok(compiled)) => {
            progress.compiled += u64::from(compiled);
            return;
        }
        Ok(Err(fault)) => fault,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
            format!("panic: {}", text.unwrap_or_default())
        }
    };
    let told = format!("{}: {fault}", keep(&text));
    println!("{told}");
    progress.faults.push(told);
}

/// Keeps a program under a name that follows from its text; gives its path.
fn keep(text: &str) -> String {
    let hash =
        text.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    write(&format!("{hash:016x}"), text)
}

/// Writes a program to `target/fuzz`; gives its path.
fn write(name: &str, text: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/fuzz");
    let path = folder.join(name).with_extension("go");
    let written = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, text));
    written.map_or_else(|error| error.to_string(), |()| path.display().to_string())
}

/// The files named, or all programs of the repository.
fn programs(files: &[PathBuf]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut paths = files.to_vec();
    if paths.is_empty() {
        for folder in ["tests/go", "content", "crates/content", "crates/go-vm/benches"] {
            collect(&root.join(folder), &mut paths);
        }
        paths.sort();
    }
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "go") {
            out.push(path);
        }
    }
}
