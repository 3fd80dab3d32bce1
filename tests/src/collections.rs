//! Collections of the programs in `tests/referee/gc` under real Go: how many there were, from `GODEBUG=gctrace=1`, and
//! for each what the heap was when it began and ended, what lived, and the goal.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::area::{Area, Beside, today};
use crate::reason::Both;
use crate::referee::Go;
use crate::{go_files, root};

/// Runs of each program; the one in the middle is kept whole.
const RUNS: usize = 5;
/// Where the programs lie.
const FOLDER: &str = "tests/referee/gc";

/// What the programs do.
const ABOUT: [(&str, Both); 9] = [
    (
        "bursts",
        Both {
            en: "8 MB are built up, used and dropped, again and again",
            zh: "攒起 8 MB，用完丢掉，一遍又一遍",
        },
    ),
    ("gogc20", Both { en: "GOGC=20, with 10 MB alive", zh: "GOGC=20，有 10 MB 一直活着" }),
    (
        "goroutines",
        Both {
            en: "Ten thousand goroutines wait while garbage is made",
            zh: "一万个 goroutine 等着，同时不断产生垃圾",
        },
    ),
    (
        "growing",
        Both {
            en: "Every fourth object stays, so that the heap grows",
            zh: "每四个对象留下一个，堆越来越大",
        },
    ),
    ("large", Both { en: "Objects of 1 MB, twenty of them alive", zh: "每个对象 1 MB，同时活着二十个" }),
    (
        "limit",
        Both {
            en: "GOMEMLIMIT of 40 MB and GOGC off, with 10 MB alive",
            zh: "GOMEMLIMIT 为 40 MB，关掉 GOGC，有 10 MB 一直活着",
        },
    ),
    ("nopool", Both { en: "A new buffer of 64 KB for each request", zh: "每个请求新分配 64 KB 的缓冲区" }),
    ("pool", Both { en: "The same, with a pool of buffers", zh: "同上，改用缓冲区的池子" }),
    (
        "steady",
        Both {
            en: "Everything dies young, little stays alive", zh: "几乎全都很快死掉，活下来的很少"
        },
    ),
];

/// What a program does; none if nobody has said it.
pub fn about(program: &str) -> Option<Both> {
    let stem = Path::new(program).file_stem()?.to_str()?;
    ABOUT.iter().find(|(name, _)| *name == stem).map(|(_, about)| *about)
}

/// A collection, in MiB as gctrace prints them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Heap when it began.
    pub start: u64,
    /// Heap when it ended.
    pub end: u64,
    /// What was alive.
    pub live: u64,
    /// What the heap should have been at its end.
    pub goal: u64,
}

/// What real Go did with a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// What `go version` said, on which day.
    pub go: String,
    /// Collections of each run, ascending.
    pub counts: Vec<usize>,
    /// Those of the run in the middle.
    pub collections: Vec<Collection>,
}

/// What Go's collector does.
pub struct Collections;

impl Area for Collections {
    fn programs(&self) -> io::Result<Vec<String>> {
        go_files(FOLDER)
    }

    fn recorded_path(&self, program: &str) -> PathBuf {
        root().join(program).with_extension("txt")
    }

    fn under_go(&self, go: &Go, program: &str, scratch: &Path) -> Result<String, String> {
        Ok(under_go(go, program, scratch)?.to_text())
    }

    fn beside(&self, _: &Path, _: &str, _: &Path) -> Result<Beside, String> {
        Ok(Beside::Note("compared by the tests"))
    }

    fn on_demand(&self) -> bool {
        true
    }
}

/// The lines of gctrace.
pub fn parse(trace: &str) -> Vec<Collection> {
    trace.lines().filter(|line| line.starts_with("gc ")).filter_map(collection).collect()
}

fn collection(line: &str) -> Option<Collection> {
    let sizes = line.split(", ").find(|part| part.contains("->"))?;
    let goal = line.split(", ").find_map(|part| part.strip_suffix(" MB goal"))?;
    let mut sizes = sizes.trim_end_matches(" MB").split("->").map(|size| size.trim().parse().ok());
    let mut next = || sizes.next().flatten();
    Some(Collection { start: next()?, end: next()?, live: next()?, goal: goal.parse().ok()? })
}

/// Runs a program under real Go, on two processors.
fn under_go(go: &Go, program: &str, scratch: &Path) -> Result<Record, String> {
    let binary = scratch.join("collections");
    let build = go.command().args(["build", "-o"]).arg(&binary).arg(root().join(program)).output();
    let build = build.map_err(|e| format!("{program}: {e}"))?;
    if !build.status.success() {
        return Err(String::from_utf8_lossy(&build.stderr).into_owned());
    }
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let mut command = Command::new(&binary);
        let output = command.env("GOMAXPROCS", "2").env("GODEBUG", "gctrace=1").output();
        let output = output.map_err(|e| format!("{program}: {e}"))?;
        runs.push(parse(&String::from_utf8_lossy(&output.stderr)));
    }
    runs.sort_by_key(Vec::len);
    let counts = runs.iter().map(Vec::len).collect();
    Ok(Record { go: format!("{}, {}", go.version, today()), counts, collections: runs.swap_remove(RUNS / 2) })
}

impl Record {
    /// The text form in which it is kept.
    pub fn to_text(&self) -> String {
        let counts: Vec<String> = self.counts.iter().map(usize::to_string).collect();
        let mut text = format!("go: {}\ncollections: {}\n", self.go, counts.join(" "));
        for Collection { start, end, live, goal } in &self.collections {
            text.push_str(&format!("{start}->{end}->{live} MB, {goal} MB goal\n"));
        }
        text
    }

    /// Reads it; none if something is missing.
    pub fn from_text(text: &str) -> Option<Record> {
        let (go, rest) = text.strip_prefix("go: ")?.split_once('\n')?;
        let (counts, rest) = rest.strip_prefix("collections: ")?.split_once('\n')?;
        let counts = counts.split(' ').map(|count| count.parse().ok()).collect::<Option<Vec<_>>>()?;
        let collections = rest.lines().map(collection).collect::<Option<Vec<_>>>()?;
        Some(Record { go: go.to_owned(), counts, collections })
    }
}
