//! One place in the pool: its state by colour and shape, its holder, and for how long.

use tidepool_view::{Lang, Slot, SlotState, format_duration_ns};
use yew::prelude::*;

use crate::action::Action;
use crate::i18n::{Words, from_line};

/// A full ring around a slot stands for so many nanoseconds of holding.
pub const RING_NS: u64 = 1_000_000_000;

/// What a slot shows.
#[derive(Properties, PartialEq)]
pub struct SlotProps {
    /// Language.
    pub lang: Lang,
    /// Its state; how long it has been held is taken from `ring` and `held` alone.
    pub slot: SlotLook,
    /// Whether its line is pointed at.
    pub linked: bool,
    /// Whether there is room for words.
    pub worded: bool,
    /// Hears that the reader points at it.
    pub on: Callback<Action>,
}

/// The part of a slot that can be seen: equal looks need no new drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotLook {
    /// What it is doing.
    pub kind: Kind,
    /// Number of the connection.
    pub conn: u64,
    /// Goroutine that holds it.
    pub goroutine: u64,
    /// Line that it was acquired at, 0 if unknown.
    pub line: u32,
    /// Hundredths of the ring.
    pub ring: u32,
    /// How long it has been held, in words.
    pub held: String,
}

/// What a slot can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No connection.
    Free,
    /// A connection is being made.
    Dialing,
    /// Held by a goroutine.
    InUse,
    /// Held by a goroutine that has ended.
    Leaked,
    /// Nobody holds it.
    Idle,
    /// The connection is being closed.
    Closing,
}

impl SlotLook {
    /// What can be seen of `slot`.
    pub fn of(slot: &Slot) -> SlotLook {
        let holder = slot.holder;
        let kind = match slot.state {
            SlotState::Free => Kind::Free,
            SlotState::Dialing => Kind::Dialing,
            SlotState::Idle => Kind::Idle,
            SlotState::Closing => Kind::Closing,
            SlotState::InUse if holder.is_some_and(|h| h.orphaned) => Kind::Leaked,
            SlotState::InUse => Kind::InUse,
        };
        let held_ns = holder.map_or(0, |h| h.for_ns);
        SlotLook {
            kind,
            conn: slot.conn,
            goroutine: holder.map_or(0, |h| h.goroutine),
            line: holder.map_or(0, |h| h.line),
            ring: (held_ns.min(RING_NS) * 100 / RING_NS) as u32,
            held: holder.map_or_else(String::new, |h| format_duration_ns(h.for_ns)),
        }
    }

    /// The slot in words.
    pub fn words(&self, lang: Lang) -> String {
        let words = Words::of(lang);
        let state = match self.kind {
            Kind::Free => return words.free.into(),
            Kind::Dialing => words.dialing,
            Kind::InUse => words.in_use,
            Kind::Leaked => words.leaked,
            Kind::Idle => words.idle,
            Kind::Closing => words.closing,
        };
        let mut text = format!("{} {}: {state}", lang.pick("connection", "连接"), self.conn);
        if self.goroutine > 0 {
            let place = if self.line > 0 { from_line(lang, self.line) } else { String::new() };
            let parts = [
                format!("{} {}", words.held_by, self.goroutine),
                format!("{} {}", words.held_for, self.held),
                place,
            ];
            for part in parts.into_iter().filter(|part| !part.is_empty()) {
                text.push_str(lang.pick(", ", "，"));
                text.push_str(&part);
            }
        }
        text
    }
}

/// One slot.
#[function_component]
pub fn SlotMark(props: &SlotProps) -> Html {
    let look = &props.slot;
    let class = match look.kind {
        Kind::Free => "free",
        Kind::Dialing => "dialing",
        Kind::InUse => "in-use",
        Kind::Leaked => "leaked",
        Kind::Idle => "idle",
        Kind::Closing => "closing",
    };
    let line = (look.line > 0).then_some(look.line);
    let words = look.words(props.lang);
    html! {
        <li class={classes!("slot", class, props.linked.then_some("linked"))} tabindex={props.worded.then_some("0")}
            title={words.clone()} data-state={class} data-line={line.map(|line| line.to_string())}
            onmouseenter={props.on.reform(move |_| Action::Line(line))}
            onmouseleave={props.on.reform(|_| Action::Line(None))}
            onfocus={props.on.reform(move |_| Action::Line(line))}
            onblur={props.on.reform(|_| Action::Line(None))}>
            <svg viewBox="0 0 40 40" role="img" aria-label={words}>
                <circle class="ground" cx="20" cy="20" r="13" />
                if look.ring > 0 {
                    <circle class="ring" cx="20" cy="20" r="17.5" pathLength="100"
                        stroke-dasharray={format!("{} 100", look.ring)} transform="rotate(-90 20 20)" />
                }
                if look.kind == Kind::Leaked {
                    <path class="cross" d="M14 14 L26 26 M26 14 L14 26" />
                }
                if look.goroutine > 0 && look.kind != Kind::Leaked {
                    <text class="who" x="20" y="20" text-anchor="middle" dominant-baseline="central">
                        { look.goroutine }
                    </text>
                }
            </svg>
            if props.worded {
                <span class="words" aria-hidden="true">
                    if look.goroutine > 0 {
                        <span class="held">{ &look.held }</span>
                        if look.line > 0 {
                            <span class="from">{ format!("L{}", look.line) }</span>
                        }
                    }
                </span>
            }
        </li>
    }
}
