//! What a reader may try next, on the first visit.

use tidepool_view::Lang;
use yew::prelude::*;

use crate::action::Action;
use crate::hints::Hint;
use crate::i18n::Words;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct HintProps {
    /// Language.
    pub lang: Lang,
    /// Which hint.
    pub hint: Hint,
    /// The lab is of a program without clients.
    pub program: bool,
    /// Hears that the reader wants none.
    pub on: Callback<Action>,
}

/// One hint, and a button that ends them.
#[function_component]
pub fn HintLine(props: &HintProps) -> Html {
    let words = Words::of(props.lang);
    let text = match props.hint {
        Hint::Play if props.program => words.hint_play_program,
        Hint::Play => words.hint_play,
        Hint::Travel => words.hint_travel,
        Hint::Change => words.hint_change,
    };
    html! {
        <p class="first-hint" data-testid="hint">
            <span role="status">{ text }</span>
            <button class="quiet" data-testid="no-hints" data-passing="" onclick={props.on.reform(|_| Action::NoHints)}>{ words.no_hints }</button>
        </p>
    }
}
