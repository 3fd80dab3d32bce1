//! Profiles as package `runtime/pprof` writes them, of goroutines and of the heap, and what the page shows of them.
//! To look at one from outside changes nothing in the run.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Machine;
use super::mem_stats::MemStats;
use crate::goroutine::{GIndex, Goroutine, Status};
use crate::heap::profile::{Bucket, Count, Site, scaled};
use crate::host::Time;
use crate::interp::print::function_address;
use crate::interp::samples::{self, RUNTIME_MAIN};
use crate::natives::strconv::print_float;

/// Address behind the call of `main.main`, offset of that call in its function, and its place.
const MAIN_CALLER: (u64, u64, &str, u32) = (0x44_aa27, 0x426, "/usr/local/go/src/runtime/proc.go", 302);
/// Address behind the first call of every goroutine (`runtime.goexit`).
const GOEXIT: u64 = 0x48_3561;
/// Bytes that an instruction takes in an address.
const INSTRUCTION: u64 = 4;

/// What calls have allocated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeapProfile {
    /// `runtime.MemProfileRate` in bytes: 1 if every allocation is in it, 0 if none is.
    pub rate: i64,
    /// By calls; those with the most bytes in use first.
    pub groups: Vec<HeapGroup>,
    /// As `pprof.Lookup("heap")` writes it with `debug=1`.
    pub text: String,
}

/// What one stack of calls has allocated, estimated from the sample as `go tool pprof` does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeapGroup {
    /// Bytes that the collector has not freed.
    pub in_use_bytes: u64,
    /// Objects that the collector has not freed.
    pub in_use_objects: u64,
    /// Bytes allocated.
    pub bytes: u64,
    /// Objects allocated.
    pub objects: u64,
    /// Allocations in the sample.
    pub samples: u64,
    /// The calls, innermost first.
    pub calls: Vec<CallView>,
}

/// Goroutines with the same calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoroutineStack {
    /// How many.
    pub count: u64,
    /// Whether they wait for something.
    pub parked: bool,
    /// The calls, innermost first.
    pub calls: Vec<CallView>,
}

/// A call in a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallView {
    /// Function name as in Go's stacks.
    pub func: String,
    /// File name.
    pub file: String,
    /// Line from 1.
    pub line: u32,
    /// True for a file of the user.
    pub user: bool,
}

impl Machine {
    /// The heap profile; as in Go what it shows is as of a cycle of the collector.
    pub fn heap_profile(&self) -> HeapProfile {
        let rate = self.heap.profile().rate();
        let mut groups: BTreeMap<&[Site], HeapGroup> = BTreeMap::new();
        for (bucket, count) in self.heap.profile().buckets() {
            let group = groups.entry(&bucket.stack).or_default();
            let (objects, bytes) = scaled(count.allocs, bucket.size, rate);
            let (in_use_objects, in_use_bytes) = scaled(count.allocs - count.frees, bucket.size, rate);
            group.objects += objects;
            group.bytes += bytes;
            group.in_use_objects += in_use_objects;
            group.in_use_bytes += in_use_bytes;
            group.samples += count.allocs;
        }
        let mut groups: Vec<HeapGroup> = groups
            .into_iter()
            .filter(|(_, group)| group.samples > 0)
            .map(|(stack, group)| HeapGroup { calls: self.calls(stack), ..group })
            .collect();
        groups.sort_by_key(|group| std::cmp::Reverse((group.in_use_bytes, group.bytes)));
        HeapProfile { rate, groups, text: self.heap_profile_text(self.clock()) }
    }

    /// The goroutine profile as `debug=1` writes it: equal stacks together, the most frequent first.
    pub fn goroutine_profile(&self) -> String {
        self.goroutine_text("goroutine", |_| true)
    }

    /// The stacks of all goroutines, in the order of their calls.
    pub fn goroutine_stacks(&self) -> Vec<GoroutineStack> {
        let mut counts: BTreeMap<(Vec<Site>, bool), u64> = BTreeMap::new();
        for (_, g) in self.goroutines.iter() {
            let stack = samples::sites(&self.program, &g.frames).collect();
            let parked = matches!(g.status, Status::Waiting(_));
            *counts.entry((stack, parked)).or_default() += 1;
        }
        let group = |((stack, parked), count): ((Vec<Site>, bool), u64)| GoroutineStack {
            count,
            parked,
            calls: self.calls(&stack),
        };
        counts.into_iter().map(group).collect()
    }

    /// The profile of goroutines that nobody can wake any more, as `debug=1` writes it. Finding them takes a trace of
    /// everything, in a copy of the process.
    pub fn leak_profile(&self) -> String {
        let mut copy = self.clone();
        copy.find_leaks();
        copy.leak_text()
    }

    /// How many goroutines nobody can wake any more; found like [their profile](Self::leak_profile).
    pub fn leaked_goroutines(&self) -> usize {
        let mut copy = self.clone();
        copy.find_leaks();
        copy.leaks()
    }

    /// The same for those that the program has asked for last.
    pub(crate) fn leak_text(&self) -> String {
        self.goroutine_text("goroutineleak", |g| g.leaked)
    }

    /// Goroutines that are known to have leaked.
    pub(crate) fn leaks(&self) -> usize {
        self.goroutines.iter().filter(|(_, g)| g.leaked).count()
    }

    fn goroutine_text(&self, name: &str, wanted: impl Fn(&Goroutine) -> bool) -> String {
        let mut counts: BTreeMap<Vec<Site>, (usize, String)> = BTreeMap::new();
        let mut total = 0;
        for (_, g) in self.goroutines.iter().filter(|(_, g)| wanted(g)) {
            let stack: Vec<Site> = samples::sites(&self.program, &g.frames).collect();
            let key = self.addresses(&stack);
            counts.entry(stack).or_insert((0, key)).0 += 1;
            total += 1;
        }
        let mut groups: Vec<_> = counts.into_iter().collect();
        groups.sort_by(|(_, (a, at)), (_, (b, bt))| b.cmp(a).then_with(|| at.cmp(bt)));
        let mut text = format!("{name} profile: total {total}\n");
        for (stack, (count, key)) in groups {
            let _ = writeln!(text, "{count} @{key}");
            self.write_calls(&stack, &mut text);
        }
        text
    }

    /// The heap profile as `debug=1` writes it: the fewest bytes in use first, numbers as sampled.
    pub(crate) fn heap_profile_text(&self, now: Time) -> String {
        let mut rows: Vec<(&Bucket, Count)> = self.heap.profile().buckets().collect();
        rows.sort_by_key(|(bucket, count)| (count.allocs - count.frees) * u64::from(bucket.size));
        let (mut used, mut all) = ([0, 0], [0, 0]);
        let numbers = |bucket: &Bucket, count: &Count| {
            let sized = |objects: u64| [objects, objects * u64::from(bucket.size)];
            (sized(count.allocs - count.frees), sized(count.allocs))
        };
        for (bucket, count) in &rows {
            let (now, ever) = numbers(bucket, count);
            (0..2).for_each(|i| (used[i], all[i]) = (used[i] + now[i], all[i] + ever[i]));
        }
        // Equal numbers would make pprof read two columns.
        all[1] += u64::from(all[1] == used[1]);
        let row =
            |now: [u64; 2], ever: [u64; 2]| format!("{}: {} [{}: {}] @", now[0], now[1], ever[0], ever[1]);
        let mut text =
            format!("heap profile: {} heap/{}\n", row(used, all), self.heap.profile().rate().wrapping_mul(2));
        for (bucket, count) in &rows {
            let (now, ever) = numbers(bucket, count);
            let _ = writeln!(text, "{}{}", row(now, ever), self.addresses(&bucket.stack));
            self.write_calls(&bucket.stack, &mut text);
        }
        write_mem_stats(&self.mem_stats(now), &mut text);
        text
    }

    /// The addresses behind the calls of a stack, each with a blank before it.
    fn addresses(&self, stack: &[Site]) -> String {
        let of = |site: &Site| match *site {
            RUNTIME_MAIN => MAIN_CALLER.0,
            Site { func, pc } => function_address(func) + offset(pc) + 1,
        };
        stack.iter().map(of).chain([GOEXIT]).fold(String::new(), |mut text, address| {
            let _ = write!(text, " {address:#x}");
            text
        })
    }

    /// A line for each call, in columns, and an empty one.
    fn write_calls(&self, stack: &[Site], text: &mut String) {
        let lines = stack.iter().map(|site| match *site {
            RUNTIME_MAIN => {
                let (address, offset, file, line) = MAIN_CALLER;
                [format!("{:#x}", address - 1), format!("runtime.main+{offset:#x}"), format!("{file}:{line}")]
            }
            Site { func, pc } => {
                let (file, line) = self.file_line(func, pc);
                let (name, offset) = (&self.program.funcs[func as usize].name, offset(pc));
                let address = function_address(func) + offset;
                [format!("{address:#x}"), format!("{name}+{offset:#x}"), format!("{file}:{line}")]
            }
        });
        let mut lines: Vec<[String; 3]> = lines.collect();
        // What the runtime does for a call is left out, what called the program is not.
        let own = lines.iter().take_while(|line| line[1].starts_with("runtime.")).count();
        lines.drain(..own % lines.len().max(1));
        let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0);
        let widths = [width(0), width(1)];
        for line in &lines {
            let [address, name] = [0, 1].map(|column| padded(&line[column], widths[column]));
            let _ = writeln!(text, "#\t{address}{name}{}", line[2]);
        }
        text.push('\n');
    }

    fn calls(&self, stack: &[Site]) -> Vec<CallView> {
        let view = |site: &Site| {
            let code = &self.program.funcs[site.func as usize];
            let (file, line) = self.file_line(site.func, site.pc);
            CallView { func: code.name.clone(), file: file.into(), line, user: code.user }
        };
        stack.iter().filter(|site| **site != RUNTIME_MAIN).map(view).collect()
    }

    /// The program takes a heap profile.
    pub(crate) fn publish_heap_profile(&mut self) {
        self.heap.profile_mut().publish();
    }

    /// Tells the heap profile who made the samples that wait: goroutine `g`.
    pub(in crate::machine) fn book_samples(&mut self, g: GIndex) {
        if self.heap.profile().is_pending() {
            samples::book(&mut self.heap, &self.program, &self.goroutines[g].frames);
        }
    }

    /// The program may have changed its rate through a pointer.
    pub(in crate::machine) fn see_profile_rate(&mut self) {
        if let Some(offset) = self.facts.profile_rate {
            let rate = self.heap.load(self.globals, offset).int();
            self.heap.profile_mut().set_rate(rate);
        }
    }
}

fn write_mem_stats(m: &MemStats, text: &mut String) {
    let _ = writeln!(text, "\n# runtime.MemStats");
    let mut line = |name: &str, value: String| {
        let _ = writeln!(text, "# {name} = {value}");
    };
    let heap_sys = m.sys - m.stack;
    for (name, value) in [
        ("Alloc", m.alloc),
        ("TotalAlloc", m.total_alloc),
        ("Sys", m.sys),
        ("Lookups", 0),
        ("Mallocs", m.mallocs),
        ("Frees", m.frees),
        ("HeapAlloc", m.alloc),
        ("HeapSys", heap_sys),
        ("HeapIdle", 0),
        ("HeapInuse", m.alloc),
        ("HeapReleased", 0),
        ("HeapObjects", m.mallocs - m.frees),
    ] {
        line(name, value.to_string());
    }
    line("Stack", format!("{} / {}", m.stack, m.stack));
    line("NextGC", m.next_gc.to_string());
    line("LastGC", m.last_gc.to_string());
    line("NumGC", m.cycles.to_string());
    line("NumForcedGC", m.forced.to_string());
    line("GCCPUFraction", print_float(m.gc_fraction(), 64));
    line("DebugGC", "false".to_owned());
}

fn offset(pc: u32) -> u64 {
    u64::from(pc + 1) * INSTRUCTION
}

/// A cell with tabs up to the next column, which begins behind the widest cell at a multiple of eight.
fn padded(cell: &str, widest: usize) -> String {
    let column = (widest + 1).next_multiple_of(8);
    let tabs = (column - cell.chars().count()).div_ceil(8);
    format!("{cell}{}", "\t".repeat(tabs))
}

#[cfg(test)]
mod tests {
    use super::padded;

    #[test]
    fn columns_are_tabs_wide() {
        assert_eq!(padded("main.small+0x7d", 18), "main.small+0x7d\t\t");
        assert_eq!(padded("runtime.main+0x426", 18), "runtime.main+0x426\t");
        assert_eq!(padded("1234567", 7), "1234567\t");
        assert_eq!(padded("12345678", 8), "12345678\t");
        assert_eq!(padded("1", 8), "1\t\t");
    }
}
