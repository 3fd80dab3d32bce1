//! A process without a database: where its goroutines are, and how full its heap is.

use tidepool_view::{GoroutineGroup, Lang, MemoryView, format_count, format_megabytes};
use yew::prelude::*;

use crate::action::Action;
use crate::i18n::{Words, line_name};

/// Most groups of goroutines shown.
const GROUPS_MAX: usize = 5;

/// Length of a bar in units of its picture.
const LENGTH: f64 = 600.0;

/// What the crowd shows.
#[derive(Properties, PartialEq)]
pub struct CrowdProps {
    /// Language.
    pub lang: Lang,
    /// Groups, largest first.
    pub groups: Vec<GoroutineGroup>,
    /// The line pointed at.
    pub line: Option<u32>,
    /// Hears what the reader points at.
    pub on: Callback<Action>,
}

/// Goroutines by what they do and where.
#[function_component]
pub fn Crowd(props: &CrowdProps) -> Html {
    let words = Words::of(props.lang);
    let total: u64 = props.groups.iter().map(|group| group.count).sum();
    let shown = props.groups.len().min(GROUPS_MAX);
    let rest: u64 = props.groups[shown..].iter().map(|group| group.count).sum();
    html! {
        <div class="row crowd" data-testid="crowd">
            <p class="label">{ words.goroutines }</p>
            <ul>
                { for props.groups[..shown].iter().enumerate().map(|(index, group)| {
                    html! { <Group key={index} lang={props.lang} group={group.clone()} total={total}
                        linked={group.line > 0 && props.line == Some(group.line)} on={&props.on} /> }
                }) }
                if rest > 0 {
                    <li class="rest">{ format!("+{} {}", format_count(rest), words.elsewhere) }</li>
                }
            </ul>
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct GroupProps {
    lang: Lang,
    group: GoroutineGroup,
    total: u64,
    linked: bool,
    on: Callback<Action>,
}

/// One group as a bar, a number and a place.
#[function_component]
fn Group(props: &GroupProps) -> Html {
    let group = &props.group;
    let line = (group.line > 0).then_some(group.line);
    let place = match line {
        Some(line) => format!("{}, {}", group.function, line_name(props.lang, line)),
        None => Words::of(props.lang).no_function.to_string(),
    };
    let length = LENGTH * group.count as f64 / props.total.max(1) as f64;
    let class = if group.doing.starts_with("run") { "at-work" } else { "asleep" };
    html! {
        <li class={classes!(class, props.linked.then_some("linked"))} data-line={line.map(|line| line.to_string())}
            onmouseenter={props.on.reform(move |_| Action::Line(line))}
            onmouseleave={props.on.reform(|_| Action::Line(None))}>
            <svg class="bar" viewBox="0 0 600 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="ground" width="600" height="8" />
                <rect class="part" width={format!("{length:.1}")} height="8" />
            </svg>
            <strong>{ format_count(group.count) }</strong>
            <span class="doing">{ &group.doing }</span>
            <span class="place">{ place }</span>
        </li>
    }
}

/// What the heap's picture shows.
#[derive(Properties, PartialEq)]
pub struct MemoryProps {
    /// Language.
    pub lang: Lang,
    /// The heap.
    pub memory: MemoryView,
}

/// The heap as a bar: what lives, what has been allocated since, goal and limit.
#[function_component]
pub fn Memory(props: &MemoryProps) -> Html {
    let (words, memory) = (Words::of(props.lang), &props.memory);
    let most = [memory.heap, memory.goal.unwrap_or(0), memory.limit.unwrap_or(0)].into_iter().max();
    let whole = most.unwrap_or(0).max(1) as f64 * 1.05;
    let at = |bytes: u64| format!("{:.1}", LENGTH * bytes as f64 / whole);
    let live = memory.live.min(memory.heap);
    let marks = [("goal", memory.goal), ("limit", memory.limit)];
    html! {
        <div class="row memory" data-testid="memory">
            <p class="label">{ words.heap }</p>
            <div>
                <svg class="bar" viewBox="0 0 600 14" preserveAspectRatio="none" role="img"
                    aria-label={sentence(memory, words)}>
                    <rect class="ground" y="3" width="600" height="8" />
                    <rect class="fresh" y="3" width={at(memory.heap)} height="8" />
                    <rect class="live" y="3" width={at(live)} height="8" />
                    { for marks.into_iter().filter_map(|(class, bytes)| {
                        let x = at(bytes?);
                        Some(html! { <path class={class} d={format!("M{x} 0v14")} /> })
                    }) }
                </svg>
                <p class="counts">
                    { entry("live", megabytes(live), words.live) }
                    { entry("fresh", megabytes(memory.heap), words.allocated) }
                    if let Some(goal) = memory.goal {
                        { entry("goal", megabytes(goal), words.goal) }
                    }
                    if let Some(limit) = memory.limit {
                        { entry("limit", megabytes(limit), "GOMEMLIMIT") }
                    }
                    { entry("stacks", megabytes(memory.stacks), words.stacks) }
                    { entry("cycles", format_count(memory.cycles), words.cycles) }
                    { entry("percent", format!("{:.1} %", memory.percent), words.of_processors) }
                </p>
            </div>
        </div>
    }
}

fn entry(class: &'static str, value: String, name: &str) -> Html {
    html! {
        <span class={classes!("count", class)}><strong>{ value }</strong>{ format!(" {name}") }</span>
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", format_megabytes(bytes))
}

/// The bar in words.
fn sentence(memory: &MemoryView, words: &Words) -> String {
    let mut parts = vec![
        format!("{}: {}", words.live, megabytes(memory.live)),
        format!("{}: {}", words.allocated, megabytes(memory.heap)),
    ];
    parts.extend(memory.goal.map(|goal| format!("{}: {}", words.goal, megabytes(goal))));
    parts.extend(memory.limit.map(|limit| format!("GOMEMLIMIT: {}", megabytes(limit))));
    parts.join(", ")
}
