//! What stands beside each line: its number, how often it ran, and who is on it.

use std::collections::BTreeSet;
use std::rc::Rc;

use tidepool_view::{CodeLine, Lang, Snapshot};
use yew::prelude::*;

use crate::action::Action;
use crate::diagnosis::Problem;
use crate::i18n::Words;

/// What the gutter shows.
#[derive(Properties, PartialEq)]
pub struct GutterProps {
    /// Language.
    pub lang: Lang,
    /// How many lines there are.
    pub lines: usize,
    /// The moment; none before a run.
    pub snapshot: Option<Rc<Snapshot>>,
    /// What is wrong.
    pub problems: Rc<Vec<Problem>>,
    /// The line pointed at.
    pub line: Option<u32>,
    /// Lines at which playing stops.
    pub breakpoints: Rc<BTreeSet<u32>>,
    /// Hears where it shall stop.
    pub on: Callback<Action>,
}

/// The gutter and the bands behind the lines.
#[function_component]
pub fn Gutter(props: &GutterProps) -> Html {
    let none: &[CodeLine] = &[];
    let lines = props.snapshot.as_ref().map_or(none, |snapshot| &snapshot.code);
    let most = lines.iter().map(|line| line.count).max().unwrap_or(0);
    html! {
        <div class="gutter" aria-hidden="true">
            { for (0..props.lines).map(|index| {
                let line = lines.get(index).copied().unwrap_or_default();
                let number = index as u32 + 1;
                let wrong = props.problems.iter().any(|problem| problem.file.is_none() && problem.line == number);
                html! {
                    <GutterLine key={index} lang={props.lang} number={number} heat={heat(line.count, most)}
                        count={count_text(line.count)} goroutines={line.goroutines} held={line.held}
                        wrong={wrong} linked={props.line == Some(number)} statement={line.statement}
                        stops={props.breakpoints.contains(&number)} on={&props.on} />
                }
            }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    lang: Lang,
    number: u32,
    heat: u32,
    count: String,
    goroutines: u64,
    held: u64,
    wrong: bool,
    linked: bool,
    statement: bool,
    stops: bool,
    on: Callback<Action>,
}

#[function_component]
fn GutterLine(props: &LineProps) -> Html {
    let words = Words::of(props.lang);
    let class = classes!(
        "beside",
        format!("heat-{}", props.heat),
        (props.goroutines > 0 || props.held > 0).then_some("live"),
        props.wrong.then_some("wrong"),
        props.linked.then_some("linked"),
        props.statement.then_some("statement"),
        props.stops.then_some("stops"),
    );
    let number = props.number;
    let stop = props.statement.then(|| props.on.reform(move |_| Action::Breakpoint(number)));
    let title = format!("{} {}", words.executed, props.count);
    html! {
        <div class={class} data-line={props.number.to_string()}>
            <span class="line-number" onclick={stop} title={props.statement.then_some(words.breakpoint)}>{ number }</span>
            <span class="line-count" title={(!props.count.is_empty()).then_some(title)}>{ &props.count }</span>
            <span class="line-marks">
                if props.held > 0 {
                    <span class="held" title={format!("{} {}", props.held, words.held_here)}>
                        <svg viewBox="0 0 10 10"><circle cx="5" cy="5" r="4.5" /></svg>{ props.held }
                    </span>
                }
                if props.goroutines > 0 {
                    <span class="goroutines" title={format!("{} {}", props.goroutines, words.goroutines_here)}>
                        <svg viewBox="0 0 10 10"><path d="M1 0.5 L9.5 5 L1 9.5 Z" /></svg>{ props.goroutines }
                    </span>
                }
            </span>
        </div>
    }
}

/// How warm a line is, from 0 (never ran) to 6 (ran most), by orders of magnitude.
fn heat(count: u64, most: u64) -> u32 {
    if count == 0 {
        return 0;
    }
    let (count, most) = (u64::BITS - count.leading_zeros(), u64::BITS - most.leading_zeros());
    1 + 5 * (count - 1) / most.saturating_sub(1).max(1)
}

/// A count in at most four characters: `999`, `1.2k`, `35k`, `1.2M`.
fn count_text(count: u64) -> String {
    match count {
        0 => String::new(),
        1..1_000 => count.to_string(),
        1_000..9_950 => format!("{:.1}k", count as f64 / 1e3),
        9_950..999_500 => format!("{:.0}k", count as f64 / 1e3),
        999_500..9_950_000 => format!("{:.1}M", count as f64 / 1e6),
        _ => format!("{:.0}M", count as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_short() {
        let texts = [0, 7, 999, 1_234, 9_949, 9_950, 999_499, 999_500, 35_000_000].map(count_text);
        assert_eq!(texts, ["", "7", "999", "1.2k", "9.9k", "10k", "999k", "1.0M", "35M"]);
    }

    #[test]
    fn heat_rises_with_the_count() {
        let heats = [0, 1, 10, 1_000, 1_000_000].map(|count| heat(count, 1_000_000));
        assert_eq!(heats, [0, 1, 1, 3, 6]);
        assert_eq!(heat(1, 1), 1);
        assert_eq!(heat(u64::MAX, u64::MAX), 6);
    }
}
