//! The run as a sentence and as five numbers.

use std::rc::Rc;

use tidepool_view::{Lang, Snapshot};
use yew::prelude::*;

use crate::engine::OutputLine;
use crate::i18n::Words;

/// Most lines shown of what the program wrote last.
const WORDS_MAX: usize = 12;

/// What is said.
#[derive(Properties, PartialEq)]
pub struct SightProps {
    /// Language.
    pub lang: Lang,
    /// The moment.
    pub snapshot: Rc<Snapshot>,
    /// What the program wrote; a service's last words are shown when it has ended by itself. All that a program alone
    /// writes stands beside it anyway.
    pub output: Rc<Vec<OutputLine>>,
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
                if snapshot.program.is_none() {
                    { last_words(&props.output) }
                }
            }
            <dl class={classes!("numbers", (snapshot.numbers.len() == 4).then_some("four"))}>
                { for snapshot.numbers.iter().map(|number| html! {
                    <div key={number.key} class={classes!("number", number.alarm.then_some("alarm"))}
                        data-number={number.key}>
                        <dd>{ &number.value }<span class="unit">{ number.unit }</span></dd>
                        <dt>{ number.label }</dt>
                    </div>
                }) }
            </dl>
            <p class="limits" data-testid="limits">
                <span class="label">{ Words::of(props.lang).limits }</span>
                { for snapshot.limits.iter().map(|limit| html! {
                    <span key={limit.words.clone()} data-limit={limit.key}>{ &limit.words }</span>
                }) }
            </p>
        </div>
    }
}

/// The end of what the program wrote: after a crash, why it crashed.
fn last_words(output: &[OutputLine]) -> Html {
    let from = output.len().saturating_sub(WORDS_MAX);
    if output.is_empty() {
        return Html::default();
    }
    html! {
        <pre class="last-words" data-testid="last-words">
            { for output[from..].iter().map(|line| format!("{}\n", line.text)) }
        </pre>
    }
}
