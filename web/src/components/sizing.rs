//! The calculator: a service's numbers, what theory makes of them, and what the run has shown.

use tidepool_view::{Lang, Sizing};
use yew::prelude::*;

use crate::i18n::Words;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct CalculatorProps {
    /// Language.
    pub lang: Lang,
    /// Its figures.
    pub sizing: Sizing,
}

/// A table of figures, each with a word on what it means.
#[function_component]
pub fn Calculator(props: &CalculatorProps) -> Html {
    let words = Words::of(props.lang);
    let s = &props.sizing;
    let never = words.never_enough;
    let wait = |found: Option<(f64, f64)>| match found {
        Some((mean, p99)) => format!("{mean:.1} / {p99:.1} ms"),
        None => never.to_owned(),
    };
    let fits = |total: u32| if total > s.limit { "over" } else { "" };
    let rows = [
        (words.per_pod, format!("{:.1}/s", s.rate), ""),
        (words.busy_on_average, format!("{:.1}", s.busy), ""),
        (words.rule_of_thumb, s.guess.to_string(), ""),
        (words.enough_for_waits, s.enough.map_or(never.to_owned(), |size| size.to_string()), ""),
        (words.wait_in_theory, wait(s.theory), if s.theory.is_none() { "over" } else { "" }),
        (words.wait_in_run, wait(Some(s.seen)), ""),
        (words.all_pods, format!("{} × {} = {} / {}", s.pods, s.pool, s.total, s.limit), fits(s.total)),
        (words.while_rolling, format!("{} / {}", s.rolling(), s.limit), fits(s.rolling())),
    ];
    html! {
        <div class="row sizing" data-testid="sizing">
            <p class="label">{ words.calculator }</p>
            <table>
                { for rows.into_iter().map(|(name, value, class)| html! {
                    <tr class={class}><th scope="row">{ name }</th><td>{ value }</td></tr>
                }) }
            </table>
        </div>
    }
}
