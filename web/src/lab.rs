//! The lab: what `<tidepool-lab>` shows.

use yew::{Html, Properties, function_component, html};

/// What the element's attributes say.
#[derive(Debug, Clone, PartialEq, Eq, Properties)]
pub struct Props {
    /// Language of everything shown: `zh` or `en`.
    pub lang: String,
}

/// One lab.
#[function_component]
pub fn Lab(props: &Props) -> Html {
    let words = if props.lang == "en" { "The lab is ready." } else { "实验台已就绪。" };
    html! { <p role="status">{ words }</p> }
}
