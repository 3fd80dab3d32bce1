//! What is wrong with the reader's text, as a list that leads to the places.

use std::rc::Rc;

use tidepool_view::Lang;
use yew::prelude::*;

use crate::diagnosis::Problem;
use crate::i18n::Words;

/// What is listed.
#[derive(Properties, PartialEq)]
pub struct ProblemsProps {
    /// Language.
    pub lang: Lang,
    /// The problems, in order of place.
    pub problems: Rc<Vec<Problem>>,
    /// How many more there are.
    pub more: usize,
    /// Hears which one the reader wants to go to.
    pub jump: Callback<Problem>,
}

/// The list; empty without problems, so that it is announced when one comes.
#[function_component]
pub fn Problems(props: &ProblemsProps) -> Html {
    let words = Words::of(props.lang);
    html! {
        <div class="problems" role="status" aria-live="polite" data-testid="problems">
            if !props.problems.is_empty() {
                <p class="stale">{ words.stale }</p>
                <ol aria-label={words.problems}>
                    { for props.problems.iter().map(|problem| {
                        let target = problem.clone();
                        let place = format!("{}:{}", problem.line, problem.column);
                        html! {
                            <li class="problem">
                                if let Some(file) = &problem.file {
                                    <span class="elsewhere">{ format!("{file}:{place}") }</span>
                                } else {
                                    <button class="jump" onclick={props.jump.reform(move |_| target.clone())}>
                                        { place }
                                    </button>
                                }
                                <span class="message">{ &problem.message }</span>
                                if let Some(hint) = &problem.hint {
                                    <span class="hint">{ hint }</span>
                                }
                            </li>
                        }
                    }) }
                </ol>
                if props.more > 0 {
                    <p class="more">{ format!("+{} {}", props.more, words.more_problems) }</p>
                }
            }
        </div>
    }
}
