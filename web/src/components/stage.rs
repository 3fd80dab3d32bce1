//! The picture of the system: clients; waiters and the pool as slots, or goroutines and the heap.

use std::rc::Rc;

use tidepool_view::{ClientsView, Lang, PoolView, ReportRow, Snapshot, format_count, format_duration_ns};
use yew::prelude::*;

use super::load_report::LoadReport;
use super::process::{Crowd, Memory};
use super::sizing::Calculator;
use super::slot::{RING_NS, SlotLook, SlotMark};
use super::timeline::Timeline;
use super::waiters::{Waiters, longest};
use crate::action::Action;
use crate::i18n::Words;

/// Up to so many slots there is room for words beside them.
const WORDED_MAX: usize = 12;

/// Beyond so many pools each of them is drawn small, and without what all have in common.
const WHOLE_MAX: usize = 2;

/// Beyond so many slots they are drawn small.
const LARGE_MAX: usize = 48;

/// What the picture shows.
#[derive(Properties, PartialEq)]
pub struct StageProps {
    /// Language.
    pub lang: Lang,
    /// The moment.
    pub snapshot: Rc<Snapshot>,
    /// The report of a load tool, if the scenario has one.
    pub report: Option<Rc<Vec<ReportRow>>>,
    /// The line pointed at.
    pub line: Option<u32>,
    /// Hears what the reader points at.
    pub on: Callback<Action>,
}

/// The stage.
#[function_component]
pub fn StagePicture(props: &StageProps) -> Html {
    let words = Words::of(props.lang);
    let stage = &props.snapshot.stage;
    html! {
        <div class="stage" data-testid="stage">
            <Clients lang={props.lang} clients={stage.clients} />
            if !stage.database {
                <Crowd lang={props.lang} groups={stage.goroutines.clone()} line={props.line} on={&props.on} />
                <Memory lang={props.lang} memory={stage.memory} />
            } else if stage.pools.is_empty() {
                <Waiters lang={props.lang} waiting=0 longest="" />
                <p class="row pool quiet-words">{ words.no_pool }</p>
            }
            if let Some(sizing) = &props.snapshot.sizing {
                <Calculator lang={props.lang} sizing={sizing.clone()} />
            }
            { for stage.pools.iter().map(|pool| html! {
                <>
                    if stage.pools.len() <= WHOLE_MAX || pool.waiting > 0 {
                        <Waiters lang={props.lang} waiting={pool.waiting} longest={longest(pool)} />
                    }
                    { slots(props, pool) }
                </>
            }) }
            if stage.pools.len() > WHOLE_MAX {
                { legend(props.lang) }
            }
            if let Some(lanes) = &props.snapshot.lanes {
                <Timeline lang={props.lang} lanes={lanes.clone()} now_ns={props.snapshot.now_ns}
                    faults={props.snapshot.faults.clone()} line={props.line} on={&props.on} />
            }
            if let Some(report) = &props.report {
                <LoadReport lang={props.lang} rows={report.clone()} />
            }
        </div>
    }
}

fn slots(props: &StageProps, pool: &PoolView) -> Html {
    let words = Words::of(props.lang);
    let count = pool.slots.len();
    let whole = props.snapshot.stage.pools.len() <= WHOLE_MAX;
    let worded = whole && count <= WORDED_MAX;
    let size = match count {
        _ if !whole => "many",
        0..=WORDED_MAX => "few",
        13..=LARGE_MAX => "some",
        _ => "many",
    };
    let limit = if pool.max_open > 0 { pool.max_open.to_string() } else { words.no_limit.into() };
    let marks = pool.slots.iter().enumerate().map(|(index, slot)| {
        let look = SlotLook::of(slot);
        let linked = look.line > 0 && props.line == Some(look.line);
        html! {
            <SlotMark key={index} lang={props.lang} slot={look} linked={linked} worded={worded}
                on={&props.on} />
        }
    });
    html! {
        <div class={classes!("row", "pool", (!whole).then_some("one-of-many"))} data-testid="pool">
            <p class="label">
                if props.snapshot.stage.pools.len() > 1 {
                    <span class="which">{ &pool.name }</span>
                }
                { format!("{} · {limit}", words.pool) }
            </p>
            <ul class={classes!("slots", size)}>{ for marks }</ul>
            if pool.more_slots > 0 {
                <p class="more">{ format!("+{} {}", format_count(pool.more_slots), words.more_slots) }</p>
            }
            if whole {
                { legend(props.lang) }
            }
        </div>
    }
}

/// What shapes and colours mean.
fn legend(lang: Lang) -> Html {
    let words = Words::of(lang);
    let entries = [
        ("in-use", words.in_use),
        ("idle", words.idle),
        ("leaked", words.leaked_short),
        ("free", words.free),
    ];
    html! {
        <p class="legend" aria-hidden="true">
            { for entries.into_iter().map(|(class, name)| html! {
                <span class="entry">
                    <svg class={classes!("slot", class)} viewBox="0 0 40 40">
                        <circle class="ground" cx="20" cy="20" r="15" />
                        if class == "leaked" {
                            <path class="cross" d="M13 13 L27 27 M27 13 L13 27" />
                        }
                    </svg>
                    { name }
                </span>
            }) }
            <span class="entry">{ format!("{} {}", words.ring, format_duration_ns(RING_NS)) }</span>
        </p>
    }
}

#[derive(Properties, PartialEq)]
struct ClientsProps {
    lang: Lang,
    clients: ClientsView,
}

/// How the clients fare.
#[function_component]
fn Clients(props: &ClientsProps) -> Html {
    let words = Words::of(props.lang);
    let clients = props.clients;
    let mut entries = vec![
        ("flight", clients.in_flight, words.in_flight),
        ("done", clients.completed, words.answered),
        ("failed", clients.failed, words.failed),
    ];
    if clients.abandoned > 0 {
        entries.push(("abandoned", clients.abandoned, words.abandoned));
    }
    html! {
        <div class="row clients" data-testid="clients">
            <p class="label">{ words.clients }</p>
            <p class="counts">
                { for entries.into_iter().map(|(class, count, name)| html! {
                    <span class={classes!("count", class, (count == 0).then_some("zero"))}>
                        <strong>{ format_count(count) }</strong>{ format!(" {name}") }
                    </span>
                }) }
            </p>
        </div>
    }
}
