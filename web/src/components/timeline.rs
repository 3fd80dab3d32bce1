//! Connections over time: a lane for each, a bar for each time that somebody held it.

use std::rc::Rc;

use tidepool_view::{FaultMark, LaneView, Lang, faults_in_words, format_duration_ns};
use yew::prelude::*;

use crate::action::Action;
use crate::i18n::{Words, line_name};

/// Width of the picture and height of a lane in its units.
const WIDTH: f64 = 600.0;
const LANE: f64 = 14.0;

/// A bar is drawn no narrower than this.
const BAR_MIN: f64 = 1.0;

/// What the timeline shows.
#[derive(Properties, PartialEq)]
pub struct TimelineProps {
    /// Language.
    pub lang: Lang,
    /// The lanes.
    pub lanes: Rc<Vec<LaneView>>,
    /// Virtual time in nanoseconds.
    pub now_ns: u64,
    /// What goes wrong.
    pub faults: Vec<FaultMark>,
    /// The line pointed at.
    pub line: Option<u32>,
    /// Hears what the reader points at.
    pub on: Callback<Action>,
}

/// The lanes, with the time they show written below.
#[function_component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let words = Words::of(props.lang);
    let from = window_start(&props.lanes, props.now_ns);
    let shown = props.lanes.iter().filter(|lane| lane.ended.is_none_or(|at| at > from));
    let shown: Vec<&LaneView> = shown.collect();
    let height = LANE * shown.len().max(1) as f64;
    let lanes = shown.iter().enumerate().map(|(row, lane)| draw(props, lane, row, from));
    html! {
        <div class="row timeline" data-testid="timeline">
            <p class="label">{ words.holds }</p>
            <div>
                <svg viewBox={format!("0 0 {WIDTH} {height}")} role="img" aria-label={sentence(props, words)}>
                    { for lanes }
                    { for props.faults.iter().map(|fault| fault_shape(props, fault, from, height)) }
                </svg>
                <p class="span" aria-hidden="true">
                    <span>{ format_duration_ns(from) }</span><span>{ format_duration_ns(props.now_ns) }</span>
                </p>
            </div>
        </div>
    }
}

/// The picture begins with the oldest hold that every lane still remembers, so that none looks empty that was not.
fn window_start(lanes: &[LaneView], now: u64) -> u64 {
    let first = |lane: &LaneView| lane.holds.first().map(|hold| hold.since);
    lanes.iter().filter(|lane| lane.ended.is_none()).filter_map(first).max().unwrap_or(0).min(now)
}

fn draw(props: &TimelineProps, lane: &LaneView, row: usize, from: u64) -> Html {
    let whole = props.now_ns.saturating_sub(from).max(1) as f64;
    let x = |at: u64| WIDTH * at.saturating_sub(from) as f64 / whole;
    let top = LANE * row as f64;
    let end = lane.ended.unwrap_or(props.now_ns);
    let bar = |class: Classes, since: u64, until: u64, pad: f64| {
        let (left, right) = (x(since.max(from)), x(until.min(props.now_ns)));
        html! {
            <rect class={class} x={format!("{left:.1}")} width={format!("{:.1}", (right - left).max(BAR_MIN))}
                y={format!("{:.1}", top + pad)} height={format!("{:.1}", LANE - 2.0 * pad)} />
        }
    };
    let holds = lane.holds.iter().filter(|hold| hold.until.unwrap_or(props.now_ns) >= from);
    let holds = holds.map(|hold| {
        let line = (hold.line > 0).then_some(hold.line);
        let linked = line.is_some() && props.line == line;
        let class = classes!(if hold.until.is_some() { "held" } else { "out" }, linked.then_some("linked"));
        let until = hold.until.unwrap_or(props.now_ns);
        let place = line.map_or(String::new(), |line| line_name(props.lang, line));
        html! {
            <g onmouseenter={props.on.reform(move |_| Action::Line(line))}
                onmouseleave={props.on.reform(|_| Action::Line(None))}>
                <title>{ format!("{place} · goroutine {} · {}", hold.who.goroutine, format_duration_ns(until - hold.since)) }</title>
                { bar(class, hold.since, until, 2.0) }
            </g>
        }
    });
    html! {
        <g key={format!("{}-{}", lane.pool, lane.conn)}>
            { bar(classes!("open"), lane.opened, end, 6.0) }
            { for holds }
        </g>
    }
}

/// A fault: a line down through all lanes at its beginning, and one at its end.
fn fault_shape(props: &TimelineProps, fault: &FaultMark, from: u64, height: f64) -> Html {
    let whole = props.now_ns.saturating_sub(from).max(1) as f64;
    let edges = [fault.from_ns, fault.until_ns].into_iter().filter(|at| (from..=props.now_ns).contains(at));
    html! {
        <g class="fault">
            <title>{ fault.words(props.lang) }</title>
            { for edges.map(|at| {
                let x = format!("{:.1}", WIDTH * (at - from) as f64 / whole);
                html! { <line x1={x.clone()} x2={x} y1="0" y2={height.to_string()} /> }
            }) }
        </g>
    }
}

/// The lanes in words.
fn sentence(props: &TimelineProps, words: &Words) -> String {
    let out = props.lanes.iter().filter(|lane| lane.holds.last().is_some_and(|hold| hold.until.is_none()));
    let mut text = format!("{}: {} · {} {}", words.holds, props.lanes.len(), words.in_use, out.count());
    let faults = faults_in_words(&props.faults, props.lang);
    if !faults.is_empty() {
        text.push_str(&format!(" · {faults}"));
    }
    text
}
