//! The run as a sentence and as five numbers.

use std::rc::Rc;

use tidepool_view::{Lang, Snapshot};
use yew::prelude::*;

/// What is said.
#[derive(Properties, PartialEq)]
pub struct SightProps {
    /// Language.
    pub lang: Lang,
    /// The moment.
    pub snapshot: Rc<Snapshot>,
    /// The sentence for screen readers; changes seldom.
    pub spoken: Rc<str>,
}

/// Sentence and numbers.
#[function_component]
pub fn Sight(props: &SightProps) -> Html {
    let snapshot = &props.snapshot;
    html! {
        <div class="sight">
            <p class="caption" aria-hidden="true" data-testid="caption">{ &snapshot.caption }</p>
            <p class="unseen" role="status" aria-live="polite">{ &*props.spoken }</p>
            if let Some(ended) = &snapshot.ended {
                <p class="ended" data-testid="ended">{ ended }</p>
            }
            <dl class="numbers">
                { for snapshot.numbers.iter().map(|number| html! {
                    <div key={number.key} class={classes!("number", number.alarm.then_some("alarm"))}
                        data-number={number.key}>
                        <dd>{ &number.value }<span class="unit">{ number.unit }</span></dd>
                        <dt>{ number.label }</dt>
                    </div>
                }) }
            </dl>
        </div>
    }
}
