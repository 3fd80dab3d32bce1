//! What the program wrote.

use std::rc::Rc;

use tidepool_view::Lang;
use yew::prelude::*;

use crate::engine::OutputLine;
use crate::i18n::Words;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct OutputProps {
    /// Language.
    pub lang: Lang,
    /// The last lines written.
    pub lines: Rc<Vec<OutputLine>>,
}

/// The last lines that the program wrote.
#[function_component]
pub fn Output(props: &OutputProps) -> Html {
    let words = Words::of(props.lang);
    html! {
        <div class="panel output">
            <h4>{ words.output }</h4>
            if props.lines.is_empty() {
                <p class="quiet-words">{ words.no_output }</p>
            } else {
                <pre data-testid="output" tabindex="0">
                    { for props.lines.iter().map(|line| {
                        let class = if line.error { "stderr" } else { "stdout" };
                        let pod = line.pod.map_or(String::new(), |pod| format!("pod {pod} │ "));
                        html! { <span class={class}>{ format!("{pod}{}\n", line.text) }</span> }
                    }) }
                </pre>
            }
        </div>
    }
}
