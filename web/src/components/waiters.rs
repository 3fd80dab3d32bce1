//! Those who wait for a connection: a row of marks, and how many more.

use tidepool_view::{Lang, PoolView, format_count, format_duration_ns};
use yew::prelude::*;

use crate::i18n::Words;

/// Most waiters drawn one by one; beyond, only their number grows.
const DRAWN_MAX: u64 = 60;

/// What the row shows.
#[derive(Properties, PartialEq)]
pub struct WaitersProps {
    /// Language.
    pub lang: Lang,
    /// How many wait.
    pub waiting: u64,
    /// How long the one who has waited longest has waited, in words.
    pub longest: String,
}

/// The number of waiters and the longest wait of a pool.
pub fn longest(pool: &PoolView) -> String {
    pool.waiters.first().map_or_else(String::new, |waiter| format_duration_ns(waiter.for_ns))
}

/// The row of waiters.
#[function_component]
pub fn Waiters(props: &WaitersProps) -> Html {
    let words = Words::of(props.lang);
    let waiting = props.waiting;
    let drawn = waiting.min(DRAWN_MAX);
    let more = waiting - drawn;
    html! {
        <div class="row waiters" data-testid="waiters">
            <p class="label">{ words.waiters }</p>
            <div class="marks">
                <svg class="queue" viewBox="0 0 600 12" aria-hidden="true">
                    { for (0..drawn).map(|index| {
                        let x = index * 10 + 1;
                        html! { <path key={index} class="waiter" d={format!("M{x} 1.5h6l-2 4.5 2 4.5h-6l2 -4.5z")} /> }
                    }) }
                </svg>
                <p class="count">
                    if waiting == 0 {
                        { words.nobody_waits }
                    } else {
                        <strong>{ format_count(waiting) }</strong>
                        if more > 0 {
                            <span class="more">{ format!(" (+{})", format_count(more)) }</span>
                        }
                        <span class="longest">{ format!("{} {}", words.longest, props.longest) }</span>
                    }
                </p>
            </div>
        </div>
    }
}
