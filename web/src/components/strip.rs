//! The strip of time at the bottom: play, step, speed, and a bar to go to any time.

use std::rc::Rc;

use tidepool_view::{FaultMark, Lang, faults_in_words, format_count, format_duration_ns};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::when;
use crate::action::Action;
use crate::i18n::Words;
use crate::moment::Moment;
use crate::player::{Mark, MarkKind, Unit};
use crate::speed::{Speed, measured_text};

/// Positions of the bar.
const POSITIONS: u64 = 2000;

/// What the strip shows.
#[derive(Properties)]
pub struct StripProps {
    /// Language.
    pub lang: Lang,
    /// The moment.
    pub moment: Rc<Moment>,
    /// Whether time passes.
    pub playing: bool,
    /// Index of the speed.
    pub speed: usize,
    /// What a step is.
    pub unit: Unit,
    /// The speeds to choose from.
    pub speeds: &'static [Speed],
    /// Share of the way to a time asked for.
    pub busy: Option<f64>,
    /// Measured virtual seconds per second.
    pub measured: Option<f64>,
    /// Hears what the reader does.
    pub on: Callback<Action>,
}

impl PartialEq for StripProps {
    fn eq(&self, other: &StripProps) -> bool {
        let parts = |p: &StripProps| (p.lang, p.playing, p.speed, p.unit, p.busy);
        parts(self) == parts(other) && Rc::ptr_eq(&self.moment, &other.moment)
    }
}

/// The strip.
#[function_component]
pub fn Strip(props: &StripProps) -> Html {
    let words = Words::of(props.lang);
    let on = &props.on;
    let now = props.moment.snapshot.now_ns;
    let play = if props.playing { words.pause } else { words.play };
    let icon = if props.playing { "M5 3h4v14h-4z M11 3h4v14h-4z" } else { "M5 2.5 L17 10 L5 17.5 Z" };
    html! {
        <footer class="strip" data-testid="strip">
            <div class="buttons">
                <button class="play" data-testid="play" aria-label={play} title={play}
                    onclick={on.reform(|_| Action::Toggle)}>
                    <svg viewBox="0 0 20 20" aria-hidden="true"><path d={icon} /></svg>
                </button>
                { button("restart", words.restart, words.restart, "M4 3h2.5v14h-2.5z M16 3v14l-9 -7z", on.reform(|_| Action::Restart)) }
                { button("step-back", words.step_back, words.step_back_title, "M13.5 4v12l-8 -6z M14.5 4h2v12h-2z", on.reform(|_| Action::StepBack)) }
                { button("step", words.step, words.step_title, "M6.5 4v12l8 -6z M3.5 4h2v12h-2z", on.reform(|_| Action::Step)) }
                { unit(props) }
            </div>
            <p class="clock" data-testid="clock" data-ns={now.to_string()}>
                <strong>{ clock_text(now, props.moment.end_ns) }</strong>
                <span class="whole">{ format!(" / {}", format_duration_ns(props.moment.end_ns)) }</span>
            </p>
            { bar(props) }
            { speed(props) }
            { on_the_way(props) }
        </footer>
    }
}

/// How far the way to a place asked for is, with a button to go no further; or that there was no such place.
fn on_the_way(props: &StripProps) -> Html {
    let words = Words::of(props.lang);
    if let Some(share) = props.busy {
        return html! {
            <span class="busy">
                <span role="status">{ words.going_there }</span>
                // Of each per cent nobody wants to hear.
                <span aria-hidden="true">{ format!(" {:.0} % ", 100.0 * share.clamp(0.0, 1.0)) }</span>
                <button class="quiet" data-testid="halt" data-passing="" onclick={props.on.reform(|_| Action::Halt)}>{ words.halt }</button>
            </span>
        };
    }
    let missed = props.moment.missed.map(|unit| match unit {
        Unit::Failure => words.no_failure,
        Unit::Wait => words.no_wait,
        Unit::Collection => words.no_collection,
        Unit::Leak => words.no_leak,
        _ => words.no_breakpoint,
    });
    html! {
        if let Some(missed) = missed {
            <span class="busy" role="status" data-testid="missed">{ missed }</span>
        }
    }
}

/// The choice of what a step is.
fn unit(props: &StripProps) -> Html {
    let words = Words::of(props.lang);
    let change = when(&props.on, |event: Event| {
        let select = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
        Some(Action::Unit(*Unit::ALL.get(select.selected_index() as usize)?))
    });
    let name = |unit| match unit {
        Unit::Instruction => words.instruction,
        Unit::Statement => words.statement,
        Unit::Line => words.line_unit,
        Unit::Event => words.event,
        Unit::Failure => words.next_failure,
        Unit::Wait => words.next_wait,
        Unit::Collection => words.next_collection,
        Unit::Leak => words.next_leak,
        Unit::Breakpoint => words.next_breakpoint,
    };
    html! {
        <select class="unit" data-testid="unit" aria-label={words.unit} title={words.unit} onchange={change}>
            { for Unit::ALL.into_iter().map(|unit| html! {
                <option selected={unit == props.unit}>{ name(unit) }</option>
            }) }
        </select>
    }
}

fn button(
    id: &'static str,
    name: &'static str,
    title: &'static str,
    icon: &'static str,
    on: Callback<MouseEvent>,
) -> Html {
    html! {
        <button data-testid={id} aria-label={name} title={title} onclick={on}>
            <svg viewBox="0 0 20 20" aria-hidden="true"><path d={icon} /></svg>
        </button>
    }
}

/// Virtual time to the millisecond, or finer where the run is just beginning: `3.204 s`, `0.000 812 s`, and in a
/// short run `1 540 ns`.
fn clock_text(ns: u64, end_ns: u64) -> String {
    if end_ns < 1_000_000 {
        return format!("{} ns", format_count(ns));
    }
    let (seconds, rest) = (ns / 1_000_000_000, ns % 1_000_000_000);
    if ns < 1_000_000_000 {
        let micros = rest / 1_000;
        format!("{seconds}.{:03}\u{2009}{:03} s", micros / 1_000, micros % 1_000)
    } else {
        format!("{seconds}.{:03} s", rest / 1_000_000)
    }
}

/// Share of the run, in percent with two digits, as an SVG length.
fn percent(ns: u64, end_ns: u64) -> String {
    format!("{:.2}%", 100.0 * ns as f64 / end_ns.max(1) as f64)
}

fn bar(props: &StripProps) -> Html {
    let words = Words::of(props.lang);
    let moment = &props.moment;
    let (now, end) = (moment.snapshot.now_ns, moment.end_ns);
    let position = (u128::from(now) * u128::from(POSITIONS) / u128::from(end.max(1))) as u64;
    let moved = when(&props.on, move |event: InputEvent| {
        let field = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
        let position: u64 = field.value().parse().ok()?;
        Some(Action::Seek((u128::from(position) * u128::from(end) / u128::from(POSITIONS)) as u64))
    });
    html! {
        <div class="bar">
            <svg class="track" aria-hidden="true">
                <rect class="all" x="0" y="14" width="100%" height="4" rx="2" />
                <rect class="computed" x="0" y="14" width={percent(moment.computed_ns, end)} height="4" rx="2" />
                <rect class="played" x="0" y="14" width={percent(now, end)} height="4" rx="2" />
                { for shown_faults(moment).map(|fault| fault_shape(fault, end, props.lang)) }
                { for moment.marks.iter().map(|mark| mark_shape(mark, end, words)) }
            </svg>
            <input type="range" min="0" max={POSITIONS.to_string()} value={position.to_string()} data-testid="scrub"
                aria-label={words.time} aria-valuetext={spoken(props)} oninput={moved} />
        </div>
    }
}

/// The bar in words: the time and the marks.
fn spoken(props: &StripProps) -> String {
    let words = Words::of(props.lang);
    let moment = &props.moment;
    let mut text = format!(
        "{} {} {}",
        format_duration_ns(moment.snapshot.now_ns),
        words.of_time,
        format_duration_ns(moment.end_ns)
    );
    for mark in &moment.marks {
        text.push_str(&format!("; {} {}", mark_name(mark.kind, words), format_duration_ns(mark.at_ns)));
    }
    let faults: Vec<FaultMark> = shown_faults(moment).cloned().collect();
    if !faults.is_empty() {
        text.push_str(&format!("; {}", faults_in_words(&faults, props.lang)));
    }
    text
}

/// The faults that the bar has room for: a program may end long before what was to go wrong.
fn shown_faults(moment: &Moment) -> impl Iterator<Item = &FaultMark> {
    moment.snapshot.faults.iter().filter(|fault| fault.from_ns < moment.end_ns)
}

/// A fault: a bar below the bar of time, as long as it lasts, and a sign at its beginning.
fn fault_shape(fault: &FaultMark, end_ns: u64, lang: Lang) -> Html {
    let width = percent(fault.until_ns.min(end_ns) - fault.from_ns, end_ns);
    html! {
        <g class="fault">
            <title>{ fault.words(lang) }</title>
            <rect x={percent(fault.from_ns, end_ns)} y="20" width={width} height="3" />
            <text class="mark" x={percent(fault.from_ns, end_ns)} y="30" text-anchor="middle">{ "▲" }</text>
        </g>
    }
}

fn mark_name(kind: MarkKind, words: &Words) -> &'static str {
    match kind {
        MarkKind::Wait => words.first_wait,
        MarkKind::Failure => words.first_failure,
        MarkKind::Crash => words.crashed,
        MarkKind::End => words.the_end,
    }
}

fn mark_shape(mark: &Mark, end_ns: u64, words: &Words) -> Html {
    let (class, sign) = match mark.kind {
        MarkKind::Wait => ("wait", "▾"),
        MarkKind::Failure => ("failure", "✕"),
        MarkKind::Crash => ("crash", "✕"),
        MarkKind::End => ("end", "▏"),
    };
    let title = format!("{}: {}", mark_name(mark.kind, words), format_duration_ns(mark.at_ns));
    html! {
        <text class={classes!("mark", class)} x={percent(mark.at_ns, end_ns)} y="10" text-anchor="middle">
            <title>{ title }</title>{ sign }
        </text>
    }
}

fn speed(props: &StripProps) -> Html {
    let words = Words::of(props.lang);
    let change = when(&props.on, |event: Event| {
        let select = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
        Some(Action::Speed(select.value().parse().ok()?))
    });
    let wanted = props.speeds.get(props.speed).copied();
    let real = props.measured.filter(|_| props.playing).filter(|measured| match wanted {
        Some(Speed::Times(times)) => *measured < times * 0.9,
        Some(Speed::Statements(_)) => false,
        _ => true,
    });
    html! {
        <label class="speed">
            <span class="unseen">{ format!("{} ({})", words.speed, words.per_second) }</span>
            <select data-testid="speed" title={words.per_second} onchange={change}>
                { for props.speeds.iter().enumerate().map(|(index, speed)| html! {
                    <option value={index.to_string()} selected={index == props.speed}>
                        { speed.text(props.lang) }
                    </option>
                }) }
            </select>
            if let Some(measured) = real {
                <span class="real" data-testid="real-speed">{ format!("{} {}", words.real_speed, measured_text(measured)) }</span>
            }
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_show_what_matters() {
        let texts = [0, 812_345, 999_999_999, 3_204_900_000, 600_000_000_000]
            .map(|ns| clock_text(ns, 600_000_000_000));
        assert_eq!(
            texts,
            ["0.000\u{2009}000 s", "0.000\u{2009}812 s", "0.999\u{2009}999 s", "3.204 s", "600.000 s"]
        );
    }
}
