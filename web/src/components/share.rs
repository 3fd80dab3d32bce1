//! The link of a state, and the command that runs the same.

use tidepool_view::Lang;
use yew::prelude::*;

use crate::i18n::Words;
use crate::state::Shared;

/// What is shown of a link.
#[derive(Properties, PartialEq)]
pub struct ShareProps {
    /// Language.
    pub lang: Lang,
    /// The link.
    pub shared: Shared,
}

/// The link, for those whose clipboard did not take it, and the command.
#[function_component]
pub fn Share(props: &ShareProps) -> Html {
    let words = Words::of(props.lang);
    let said = match props.shared.copied {
        Some(true) => words.copied,
        Some(false) => words.not_copied,
        None => "",
    };
    let command = format!("tidepool run '{}'", props.shared.link);
    html! {
        <div class="shared" data-testid="shared">
            <p class="said" role="status">{ said }</p>
            <label>
                <span class="label">{ words.link }</span>
                <input class="wide" readonly=true data-testid="link" value={props.shared.address.clone()} />
            </label>
            <label>
                <span class="label">{ words.command }</span>
                <input class="wide" readonly=true data-testid="command" value={command} />
            </label>
        </div>
    }
}
