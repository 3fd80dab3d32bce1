//! A program without load in numbers and as a sentence.

use tidepool_sim::Simulation;

use crate::snapshot::ended;
use crate::{BigNumber, GoroutineCard, Lang, ProgramView, format_count, format_duration_ns};

/// The numbers that matter for a program.
pub fn program_numbers(simulation: &Simulation, lang: Lang) -> Vec<BigNumber> {
    let machines = || simulation.processes().iter().map(|p| &p.machine);
    let counts = machines().map(|m| m.defer_counts());
    let (mut waiting, mut panics, mut recovers) = (0, 0, 0);
    for count in counts {
        waiting += count.pushed.saturating_sub(count.run);
        panics += count.panics;
        recovers += count.recovers;
    }
    let goroutines: u64 = machines().map(|m| m.goroutine_count() as u64).sum();
    let en = |count, one, many, zh| lang.pick(plural(count, one, many), zh);
    let lines = simulation.output_lines();
    let number =
        |key, label, value: u64, alarm| BigNumber { key, label, value: format_count(value), unit: "", alarm };
    vec![
        number("goroutines", en(goroutines, "goroutine", "goroutines", "goroutine"), goroutines, false),
        number(
            "deferred",
            en(waiting, "deferred call waiting", "deferred calls waiting", "延迟调用待执行"),
            waiting,
            false,
        ),
        number("panics", en(panics, "panic", "panics", "panic"), panics, panics > recovers),
        number("lines", en(lines, "line printed", "lines printed", "行输出"), lines, false),
    ]
}

/// What a program is doing, in a sentence or two.
pub fn program_caption(simulation: &Simulation, program: &ProgramView, lang: Lang) -> String {
    let at = format_duration_ns(simulation.shown_time().as_nanos());
    if let Some(end) = simulation.end() {
        let end = ended(end, lang);
        return lang.pick(format!("At {at} {end}."), format!("{at}：{end}。"));
    }
    let Some(first) = program.goroutines.first() else {
        return lang.pick(format!("At {at} no goroutine is left."), format!("{at}：没有 goroutine 了。"));
    };
    let mut text = place(first, &at, lang);
    let others = program.goroutines.len() as u64 + program.more - 1;
    if others > 0 {
        let n = format_count(others);
        let are = plural(others, "more goroutine exists", "more goroutines exist");
        text += &lang.pick(format!(" {n} {are}."), format!("另有 {n} 个 goroutine。"));
    }
    text
}

fn plural<'a>(count: u64, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

fn place(goroutine: &GoroutineCard, at: &str, lang: Lang) -> String {
    let id = goroutine.id;
    let Some(frame) = goroutine.frames.first() else {
        return lang.pick(
            format!("At {at} goroutine {id} is outside the listing."),
            format!("{at}：goroutine {id} 在代码之外。"),
        );
    };
    let (func, line) = (&frame.func, frame.line);
    let mut text = lang.pick(
        format!("At {at} goroutine {id} is at line {line} in {func}"),
        format!("{at}：goroutine {id} 在 {func} 的第 {line} 行"),
    );
    let waiting: usize = goroutine.frames.iter().map(|frame| frame.defers.len()).sum();
    if goroutine.waiting {
        text += &lang
            .pick(format!(", waiting ({})", goroutine.doing), format!("，在等待（{}）", goroutine.doing));
    }
    if waiting > 0 {
        text += &lang.pick(
            format!(
                "; {waiting} {} still to run",
                plural(waiting as u64, "deferred call is", "deferred calls are")
            ),
            format!("；还有 {waiting} 个延迟调用没有执行"),
        );
    }
    if let Some(panic) = goroutine.panics.first() {
        text += &match (panic.goexit, panic.recovered) {
            (true, _) => lang.pick("; Goexit is in progress".into(), "；正在 Goexit".to_string()),
            (false, true) => lang.pick(
                format!("; the panic {} has been recovered", panic.value),
                format!("；panic {} 已被 recover", panic.value),
            ),
            (false, false) => lang.pick(
                format!("; the panic {} is on its way", panic.value),
                format!("；panic {} 正在展开", panic.value),
            ),
        };
    }
    text + lang.pick(".", "。")
}
