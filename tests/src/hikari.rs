//! The rules of HikariCP, one by one: the Java programs of `tests/referee/hikari` under the real pool, and their Go twins
//! over ours.
//!
//! Lines are compared one by one, those of the log among them. A line that ends like `: 12 88 (±15 %)` counts something
//! that depends on chance: the shares may differ by so many points of a hundred.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::reason::{Both, Reason};
use crate::{go_files, root};

/// Where the experiments are.
pub const FOLDER: &str = "tests/referee/hikari";

/// What is recorded, and under which versions.
const HIKARI: &str = "HikariCP 6.0.0";

/// What stands above the output.
const OUTPUT: &str = "--- stdout\n";

/// Why those who give a connection back take it again themselves more often here than in reality.
const WAKING: Reason = Reason {
    name: Both { en: "How fast a thread wakes", zh: "线程醒得有多快" },
    why: Both {
        en: "A connection that comes back is handed to the first who waits, but until that thread is awake, anybody may take it. Who has just given it back often asks again at once, and then the two race. How often the woken one wins depends on the machine and on what else it does: repeated recordings of the same program differ by tens of points. Here a goroutine that runs is always faster than one that has to be woken, so the race nearly always ends the same way.",
        zh: "连接还回来，交给排在最前面的等待者；可是在那个线程醒来之前，谁都可以把它拿走。刚归还的线程往往马上又来要，两边就赛跑。被叫醒的一方多久赢一次，要看机器，也要看机器还在忙什么：同一个程序录几次，能差几十个百分点。在这里，正在运行的 goroutine 总比要被叫醒的快，所以结果几乎总是一样。",
    },
};

/// Experiments whose counts are within their tolerance, and still always on one side.
pub const LEANING: [(&str, &Reason); 3] =
    [("barging-tight", &WAKING), ("saturated-tight", &WAKING), ("saturated-with-pause", &WAKING)];

/// Why an experiment leans to one side, if that is known.
pub fn known(name: &str) -> Option<&'static Reason> {
    LEANING.iter().find(|(known, _)| *known == name).map(|(_, reason)| *reason)
}

/// The Go twins, relative to the top folder.
///
/// # Errors
/// If the folder cannot be read.
pub fn programs() -> io::Result<Vec<String>> {
    go_files(FOLDER)
}

/// The experiment of a twin: its name without folder and ending.
pub fn name(program: &str) -> &str {
    program.rsplit('/').next().unwrap_or(program).trim_end_matches(".go")
}

/// The Java class of an experiment.
pub fn class(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').map(capital).collect()
}

/// Where it is recorded what real HikariCP printed.
pub fn recorded_path(program: &str) -> PathBuf {
    root().join(FOLDER).join("recorded").join(name(program)).with_extension("txt")
}

/// Under what real HikariCP was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its name and version.
    pub hikari: String,
    /// What Java says of itself.
    pub java: String,
    /// The day.
    pub date: String,
    /// Its processors.
    pub machine: String,
}

/// What real HikariCP printed, and under what.
///
/// # Errors
/// If it is not recorded.
pub fn recorded(program: &str) -> Result<(Head, String), String> {
    let path = recorded_path(program);
    let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let (head, output) = text.split_once(OUTPUT).ok_or(format!("{}: no {OUTPUT:?}", path.display()))?;
    let field = |name: &str| {
        let value = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        value.map(str::to_owned).ok_or(format!("{}: no {name}", path.display()))
    };
    let head = Head {
        hikari: field("hikari")?,
        java: field("java")?,
        date: field("date")?,
        machine: field("machine")?,
    };
    Ok((head, output.to_owned()))
}

/// What a twin printed, from the pieces in their order, each with its file descriptor: of standard error the log lines,
/// in which connections and threads have no names, and of a leak's stack the function that borrowed.
pub fn neutral<'a>(pieces: impl IntoIterator<Item = (u8, &'a str)>) -> String {
    let mut lines = String::new();
    let mut kept = [String::new(), String::new()];
    let mut in_stack = false;
    for (fd, text) in pieces {
        let pending = &mut kept[usize::from(fd != 1)];
        pending.push_str(text);
        let whole = pending.rfind('\n').map_or(0, |end| end + 1);
        let rest = pending.split_off(whole);
        for line in std::mem::replace(pending, rest).lines() {
            if fd == 1 {
                lines += &format!("{line}\n");
            } else if ["INFO ", "WARN ", "ERROR "].iter().any(|level| line.starts_with(level)) {
                in_stack = line.ends_with("stack trace follows");
                lines += &format!("{}\n", nameless(line));
            } else if in_stack && let Some(function) = line.strip_prefix("main.") {
                in_stack = false;
                lines += &format!("  at {}\n", function.split('(').next().unwrap_or(function));
            }
        }
    }
    lines
}

/// A log line without what differs from run to run.
fn nameless(line: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in line.split(' ') {
        let after = |before: &str| words.last().is_some_and(|last| last == before);
        let comma = if word.ends_with(',') { "," } else { "" };
        words.push(if after("thread") {
            format!("<thread>{comma}")
        } else if word.contains("ConnectionImpl@") {
            format!("<connection>{comma}")
        } else if let Some(delta) = word.strip_prefix("delta=") {
            let millis = delta.split("ms").next().and_then(|number| number.parse::<u64>().ok());
            millis.map_or(word.to_owned(), |ms| format!("delta={}ms).", (ms + 25) / 50 * 50))
        } else {
            word.to_owned()
        });
    }
    words.join(" ")
}

/// The first line in which two outputs differ, for people; `None` where they agree.
pub fn difference(real: &str, ours: &str) -> Option<String> {
    let (mut real_lines, mut our_lines) = (real.lines(), ours.lines());
    for number in 1.. {
        match (real_lines.next(), our_lines.next()) {
            (None, None) => break,
            (Some(a), Some(b)) if a == b || agree(a, b) => {}
            (a, b) => {
                let [a, b] = [a, b].map(|line| line.unwrap_or("(nothing)"));
                return Some(format!("line {number}\n  HikariCP: {a}\n  ours:     {b}"));
            }
        }
    }
    None
}

/// Two lines of counts whose shares differ by no more than the first one allows.
fn agree(real: &str, ours: &str) -> bool {
    let (Some(real), Some(ours)) = (Counts::read(real), Counts::read(ours)) else { return false };
    let same =
        (&real.label, real.tolerance, real.shares.len()) == (&ours.label, ours.tolerance, ours.shares.len());
    same && real.shares.iter().zip(&ours.shares).all(|(a, b)| (a - b).abs() <= real.tolerance)
}

/// A line such as `took back, got another's: 12 88 (±15 %)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts {
    /// What was counted, in the program's words.
    pub label: String,
    /// Of the whole, in points of a hundred.
    pub shares: Vec<f64>,
    /// By how many points they may be apart.
    pub tolerance: f64,
}

impl Counts {
    /// All such lines of an output, in their order.
    pub fn of(output: &str) -> Vec<Counts> {
        output.lines().filter_map(Counts::read).collect()
    }

    fn read(line: &str) -> Option<Counts> {
        let (label, rest) = line.rsplit_once(": ")?;
        let (numbers, tolerance) = rest.strip_suffix(" %)")?.split_once(" (±")?;
        let numbers: Option<Vec<f64>> = numbers.split(' ').map(|number| number.parse().ok()).collect();
        let numbers = numbers?;
        let all: f64 = numbers.iter().sum();
        let shares = numbers.iter().map(|number| 100.0 * number / all.max(1.0)).collect();
        Some(Counts { label: label.to_owned(), shares, tolerance: tolerance.parse().ok()? })
    }
}

/// Whether two records say the same of the same versions, within what depends on chance. The known one may stay then.
pub fn same(known: &str, fresh: &str) -> bool {
    let parts = |text: &str| {
        let (head, output) = text.split_once(OUTPUT)?;
        let undated = head.lines().filter(|line| !line.starts_with("date: "));
        Some((undated.collect::<Vec<_>>().join("\n"), output.to_owned()))
    };
    match (parts(known), parts(fresh)) {
        (Some((known_head, known)), Some((fresh_head, fresh))) => {
            known_head == fresh_head && difference(&known, &fresh).is_none()
        }
        _ => false,
    }
}

/// A Java with Maven, and the experiments compiled.
pub struct Java {
    /// What `java -version` says of itself.
    pub version: String,
    classpath: String,
}

impl Java {
    /// Compiles the experiments; Maven brings HikariCP. The error says what is missing.
    pub fn build(scratch: &Path) -> Result<Java, String> {
        let java = output(Command::new("java").arg("-version"))?;
        let version =
            String::from_utf8_lossy(&java.stderr).lines().nth(1).unwrap_or_default().trim().to_owned();
        let [out, list] = [scratch.join("hikari"), scratch.join("classpath")];
        let maven = output(
            Command::new("mvn")
                .args(["-q", "-B", "-f"])
                .arg(root().join(FOLDER).join("pom.xml"))
                .arg(format!("-Dtidepool.out={}", out.display()))
                .arg(format!("-Dmdep.outputFile={}", list.display()))
                .args(["compile", "dependency:build-classpath"]),
        )?;
        if !maven.status.success() {
            return Err(format!("mvn: {}", String::from_utf8_lossy(&maven.stdout)));
        }
        let libraries = fs::read_to_string(&list).map_err(|e| format!("{}: {e}", list.display()))?;
        Ok(Java { version, classpath: format!("{}:{}", out.join("classes").display(), libraries.trim()) })
    }

    /// Runs an experiment until two runs agree and gives their text form; five that do not are an error.
    pub fn record(&self, program: &str, today: &str) -> Result<String, String> {
        let mut runs: Vec<String> = Vec::new();
        for _ in 0..5 {
            let run = self.run(&class(name(program)))?;
            if runs.iter().any(|other| difference(other, &run).is_none()) {
                let cores = std::thread::available_parallelism().map_or(1, usize::from);
                let head =
                    format!("program: {program}\nhikari: {HIKARI}\njava: {}\ndate: {today}\n", self.version);
                return Ok(format!("{head}machine: {cores} cores\n{OUTPUT}{run}"));
            }
            runs.push(run);
        }
        Err(format!("{program}: no two of five runs agree; is the machine busy?"))
    }

    fn run(&self, class: &str) -> Result<String, String> {
        let run =
            output(Command::new("java").args(["-cp", &self.classpath, &format!("experiments.{class}")]))?;
        if !run.status.success() {
            return Err(format!("{class}: {}", String::from_utf8_lossy(&run.stdout)));
        }
        Ok(String::from_utf8_lossy(&run.stdout).into_owned())
    }
}

fn output(command: &mut Command) -> Result<Output, String> {
    command
        .stdin(Stdio::null())
        .output()
        .map_err(|e| format!("{}: {e}", command.get_program().to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_lines_lose_their_names_and_stacks() {
        let pieces = [
            (1, "1900"),
            (
                2,
                "WARN ProxyLeakTask - Connection leak detection triggered for com.mysql.cj.jdbc.ConnectionImpl@7 on thread goroutine-1, ",
            ),
            (1, " ms\n"),
            (2, "stack trace follows\ngoroutine 1 [running]:\nmain.hold(0x1)\n\tmain.go:3\nmain.main()\n"),
        ];
        let expected = "1900 ms\nWARN ProxyLeakTask - Connection leak detection triggered for <connection> on thread \
                        <thread>, stack trace follows\n  at hold\n";
        assert_eq!(neutral(pieces), expected);
        assert_eq!(nameless("WARN a - (housekeeper delta=251ms3µs)."), "WARN a - (housekeeper delta=250ms).");
    }

    #[test]
    fn counts_agree_within_their_tolerance() {
        let real = "took back, others: 90 10 (±15 %)\n";
        assert_eq!(difference(real, "took back, others: 770 230 (±15 %)\n"), None);
        assert!(difference(real, "took back, others: 74 26 (±15 %)\n").is_some());
        assert!(difference(real, "took back, others: 90 10 (±20 %)\n").is_some());
        assert!(difference("a: 1\n", "a: 2\n").is_some());
    }

    #[test]
    fn every_experiment_is_complete_and_in_the_index() {
        let read = |path: &str| fs::read_to_string(root().join(FOLDER).join(path)).expect("it is there");
        let index = read("INDEX.md");
        let programs = programs().expect("the folder is there");
        assert!(programs.len() >= 70, "{} experiments", programs.len());
        for program in &programs {
            let name = name(program);
            assert!(index.contains(&format!("`{name}`")), "INDEX.md has no {name}");
            let java = read(&format!("src/main/java/experiments/{}.java", class(name)));
            assert!(java.contains("public static void main"), "{name}");
            assert!(
                !recorded(program).expect("recorded by `cargo xtask referee hikari`").1.is_empty(),
                "{name}"
            );
        }
        let rules = index.lines().filter_map(|line| line.strip_prefix("## B")).count();
        assert_eq!(rules, 17);
        for section in index.split("\n## B").skip(1) {
            let shown = programs.iter().any(|program| section.contains(&format!("`{}`", name(program))));
            assert!(shown, "no experiment for B{}", section.lines().next().unwrap_or_default());
        }
        let classes =
            fs::read_dir(root().join(FOLDER).join("src/main/java/experiments")).expect("it is there");
        assert_eq!(classes.count(), programs.len(), "each class has a twin");
    }
}
