//! What is one click away: goroutines, `db.Stats()`, output, trace.

use std::rc::Rc;

use tidepool_view::{GoroutineGroup, Lang, format_count};
use yew::prelude::*;

use super::output::Output;
use crate::action::Action;
use crate::i18n::{Words, line_name};
use crate::moment::Moment;

/// What the inspector shows.
#[derive(Properties)]
pub struct InspectorProps {
    /// Language.
    pub lang: Lang,
    /// The moment.
    pub moment: Rc<Moment>,
    /// Hears what the reader points at.
    pub on: Callback<Action>,
}

impl PartialEq for InspectorProps {
    fn eq(&self, other: &InspectorProps) -> bool {
        self.lang == other.lang && Rc::ptr_eq(&self.moment, &other.moment)
    }
}

/// The inspector, closed at first; its parts are made only while it is open.
#[function_component]
pub fn Inspector(props: &InspectorProps) -> Html {
    let words = Words::of(props.lang);
    let open = use_state_eq(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            open.set(!*open);
        })
    };
    let moment = &props.moment;
    html! {
        <details class="inspector" open={*open} data-testid="inspector">
            <summary onclick={toggle}>{ words.inspector }</summary>
            if *open {
                <div class="panels">
                    { stats(moment, words) }
                    { goroutines(props, &moment.snapshot.stage.goroutines) }
                    if moment.snapshot.program.is_none() {
                        <Output lang={props.lang} lines={moment.output.clone()} />
                    }
                    <div class="panel">
                        <h4>{ words.trace }</h4>
                        <p data-testid="trace">
                            { format!("{} {}", format_count(moment.events), words.events) }<br />
                            { format!("{} ", words.hash) }<code>{ &moment.hash }</code>
                        </p>
                    </div>
                </div>
            }
        </details>
    }
}

fn stats(moment: &Moment, words: &Words) -> Html {
    html! {
        <div class="panel">
            <h4>{ words.stats }</h4>
            <table data-testid="stats">
                { for moment.snapshot.stats.iter().map(|(name, value)| html! {
                    <tr key={*name}><th scope="row">{ *name }</th><td>{ value }</td></tr>
                }) }
            </table>
        </div>
    }
}

fn goroutines(props: &InspectorProps, groups: &[GoroutineGroup]) -> Html {
    let words = Words::of(props.lang);
    let total: u64 = groups.iter().map(|group| group.count).sum();
    html! {
        <div class="panel">
            <h4>{ format!("{} · {}", words.goroutines, format_count(total)) }</h4>
            <ul class="groups" data-testid="goroutines">
                { for groups.iter().map(|group| {
                    let line = (group.line > 0).then_some(group.line);
                    let place = match line {
                        Some(line) => format!("{}, {}", group.function, line_name(props.lang, line)),
                        None => words.no_function.to_string(),
                    };
                    html! {
                        <li onmouseenter={props.on.reform(move |_| Action::Line(line))}
                            onmouseleave={props.on.reform(|_| Action::Line(None))}>
                            <strong>{ format_count(group.count) }</strong>
                            <span>{ &group.doing }</span>
                            <span class="place">{ place }</span>
                        </li>
                    }
                }) }
            </ul>
        </div>
    }
}
