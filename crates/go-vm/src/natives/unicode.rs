//! Package unicode, by the tables of Unicode 17 in `unicode.txt`.
//!
//! ```go
//! func IsLetter(r rune) bool               // and the other tests
//! func ToUpper(r rune) rune                // ToLower, ToTitle, SimpleFold
//! func inTable(name string, r rune) bool   // category, script or property
//! ```
//!
//! A line of the file is a kind, a name and entries. `c` is a general category, `s` a script, `p` a
//! property; an entry is `gap,count` in hexadecimal: that many runes behind the end of the one before
//! begin so many runes (1 if left out). `m` is a mapping; an entry `gap,count,stride,delta` counts
//! the gap from the beginning of the entry before.

use std::sync::OnceLock;

use super::PureCall;
use super::pure::PureTable;
use crate::interp::trap::Step;
use crate::value::Value;

/// Natives of package unicode.
pub const TABLE: PureTable = &[
    ("unicode.IsLetter", |c| test(c, is_letter)),
    ("unicode.IsUpper", |c| test(c, |r| has(r, "Lu"))),
    ("unicode.IsLower", |c| test(c, |r| has(r, "Ll"))),
    ("unicode.IsTitle", |c| test(c, |r| has(r, "Lt"))),
    ("unicode.IsDigit", |c| test(c, |r| has(r, "Nd"))),
    ("unicode.IsNumber", |c| test(c, |r| begins(r, "N"))),
    ("unicode.IsMark", |c| test(c, |r| begins(r, "M"))),
    ("unicode.IsPunct", |c| test(c, |r| begins(r, "P"))),
    ("unicode.IsSymbol", |c| test(c, |r| begins(r, "S"))),
    ("unicode.IsGraphic", |c| test(c, |r| begins(r, "LMNPS") || has(r, "Zs"))),
    ("unicode.IsPrint", |c| test(c, is_printable)),
    ("unicode.ToUpper", |c| map(c, upper)),
    ("unicode.ToLower", |c| map(c, lower)),
    ("unicode.ToTitle", |c| map(c, title)),
    ("unicode.SimpleFold", |c| map(c, fold)),
    ("unicode.inTable", in_table),
    ("strings.upper", |c| map(c, upper)),
    ("strings.lower", |c| map(c, lower)),
    ("strings.title", |c| map(c, title)),
    ("strings.fold", |c| map(c, fold)),
    ("strconv.printable", |c| test(c, is_printable)),
    ("strconv.IsGraphic", |c| test(c, |r| begins(r, "LMNPS") || has(r, "Zs"))),
];

const DATA: &str = include_str!("unicode.txt");

/// Runes from `start`, `count` of them.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: u32,
    count: u32,
}

/// Runes that are mapped by adding `delta`: `count` of them from `start`, each `stride` after the one before.
#[derive(Clone, Copy, Debug)]
struct Shift {
    start: u32,
    count: u32,
    stride: u32,
    delta: i32,
}

#[derive(Debug, Default)]
struct Tables {
    /// Sorted by name within a kind; categories first.
    sets: Vec<(&'static str, Vec<Run>)>,
    /// General categories of all runes, sorted.
    categories: Vec<(Run, &'static str)>,
    upper: Vec<Shift>,
    lower: Vec<Shift>,
    title: Vec<Shift>,
    fold: Vec<Shift>,
}

fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(read)
}

fn read() -> Tables {
    let mut tables = Tables::default();
    for line in DATA.lines() {
        let mut words = line.split(' ');
        let (kind, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if kind == "m" {
            let shifts = read_shifts(words);
            match name {
                "upper" => tables.upper = shifts,
                "lower" => tables.lower = shifts,
                "title" => tables.title = shifts,
                _ => tables.fold = shifts,
            }
            continue;
        }
        let runs = read_runs(words);
        if kind == "c" {
            tables.categories.extend(runs.iter().map(|run| (*run, name)));
        }
        tables.sets.push((name, runs));
    }
    tables.categories.sort_unstable_by_key(|(run, _)| run.start);
    tables
}

fn hex(text: Option<&str>) -> Option<u32> {
    u32::from_str_radix(text?, 16).ok()
}

fn read_runs(words: std::str::Split<'static, char>) -> Vec<Run> {
    let mut at = 0;
    words
        .map(|word| {
            let mut parts = word.split(',');
            let start = at + hex(parts.next()).unwrap_or(0);
            let count = hex(parts.next()).unwrap_or(1);
            at = start + count;
            Run { start, count }
        })
        .collect()
}

fn read_shifts(words: std::str::Split<'static, char>) -> Vec<Shift> {
    let mut at = 0;
    words
        .map(|word| {
            let mut parts = word.split(',');
            let start = at + hex(parts.next()).unwrap_or(0);
            let (count, stride) = (hex(parts.next()).unwrap_or(1), hex(parts.next()).unwrap_or(1));
            let delta = parts.next().and_then(|d| d.parse().ok()).unwrap_or(0);
            at = start;
            Shift { start, count, stride, delta }
        })
        .collect()
}

/// General category of a rune, empty if it has none.
fn category(r: u32) -> &'static str {
    let all = &tables().categories;
    let at = all.partition_point(|(run, _)| run.start <= r);
    match at.checked_sub(1).map(|i| all[i]) {
        Some((run, name)) if r - run.start < run.count => name,
        _ => "",
    }
}

fn has(r: u32, name: &str) -> bool {
    category(r) == name
}

/// True if the first letter of the category is among `letters`.
fn begins(r: u32, letters: &str) -> bool {
    category(r).chars().next().is_some_and(|c| letters.contains(c))
}

fn is_letter(r: u32) -> bool {
    u8::try_from(r).is_ok_and(|b| b.is_ascii_alphabetic()) || (r >= 0x80 && begins(r, "L"))
}

/// As Go's `unicode.IsPrint`: letters, marks, numbers, punctuation, symbols and the blank.
pub fn is_printable(r: u32) -> bool {
    (0x20..0x7f).contains(&r) || (r >= 0x80 && begins(r, "LMNPS"))
}

/// What a mapping adds to a rune.
fn delta(shifts: &[Shift], r: u32) -> i32 {
    // Runs with stride 2 may lie in each other, so the one before is looked at as well.
    let at = shifts.partition_point(|s| s.start <= r);
    let near = shifts[at.saturating_sub(2)..at].iter().rev();
    let hit = |s: &&Shift| (r - s.start).is_multiple_of(s.stride) && (r - s.start) / s.stride < s.count;
    near.clone().find(hit).map_or(0, |s| s.delta)
}

fn shifted(shifts: &[Shift], r: u32) -> u32 {
    r.wrapping_add_signed(delta(shifts, r))
}

/// The simple upper-case mapping.
pub fn upper(r: u32) -> u32 {
    match r {
        0x61..=0x7a => r - 0x20,
        0..0x80 => r,
        _ => shifted(&tables().upper, r),
    }
}

/// The simple lower-case mapping.
pub fn lower(r: u32) -> u32 {
    match r {
        0x41..=0x5a => r + 0x20,
        0..0x80 => r,
        _ => shifted(&tables().lower, r),
    }
}

fn title(r: u32) -> u32 {
    upper(r).wrapping_add_signed(delta(&tables().title, r))
}

/// The next rune that equals this one but for case.
fn fold(r: u32) -> u32 {
    let other = match lower(r) {
        same if same == r => upper(r),
        other => other,
    };
    other.wrapping_add_signed(delta(&tables().fold, r))
}

fn test(call: &mut PureCall, test: fn(u32) -> bool) -> Step {
    let holds = u32::try_from(call.arg(0).int()).is_ok_and(test);
    call.ret(Value::Bool(holds))
}

fn map(call: &mut PureCall, map: fn(u32) -> u32) -> Step {
    let r = call.arg(0).int();
    let mapped = u32::try_from(r).map_or(r, |r| map(r).into());
    call.ret(Value::Int(mapped))
}

fn in_table(call: &mut PureCall) -> Step {
    let holds = match (std::str::from_utf8(call.str_arg(0)), u32::try_from(call.arg(1).int())) {
        (Ok("LC"), Ok(r)) => matches!(category(r), "Lu" | "Ll" | "Lt"),
        // Everything that has no category is a C.
        (Ok("C"), Ok(r)) => begins(r, "C"),
        (Ok("Cn"), Ok(r)) => category(r).is_empty() && r <= 0x10_ffff,
        (Ok(name), Ok(r)) if name.len() == 1 => begins(r, name),
        (Ok(name), Ok(r)) => {
            let set = tables().sets.iter().find(|(n, _)| *n == name);
            set.is_some_and(|(_, runs)| {
                let at = runs.partition_point(|run| run.start <= r);
                at > 0 && r - runs[at - 1].start < runs[at - 1].count
            })
        }
        _ => false,
    };
    call.ret(Value::Bool(holds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rune_has_at_most_one_category() {
        let all = &tables().categories;
        assert!(all.windows(2).all(|w| w[0].0.start + w[0].0.count <= w[1].0.start));
        assert!(all.len() > 3000);
    }

    #[test]
    fn folding_goes_round() {
        for r in 0..0x1_ffff {
            let mut at = fold(r);
            for _ in 0..4 {
                if at == r {
                    break;
                }
                at = fold(at);
            }
            assert_eq!(at, r, "{r:x}");
        }
    }

    #[test]
    fn case_of_some_letters() {
        let of = |c: char| [upper, lower, title].map(|f| char::from_u32(f(c.into())).unwrap_or('?'));
        assert_eq!(of('ß'), ['ß', 'ß', 'ß']);
        assert_eq!(of('ǆ'), ['Ǆ', 'ǆ', 'ǅ']);
        assert_eq!(of('İ'), ['İ', 'i', 'İ']);
        assert_eq!(of('я'), ['Я', 'я', 'Я']);
        assert_eq!(of('Ā'), ['Ā', 'ā', 'Ā']);
    }
}
