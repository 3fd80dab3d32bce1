//! The run over time, in three charts that share a cursor.

use std::rc::Rc;

use tidepool_view::Lang;
use tidepool_view::chart::Panel;
use yew::prelude::*;

use super::chart::Chart;
use crate::action::Action;
use crate::i18n::Words;

/// What the charts show.
#[derive(Properties)]
pub struct ChartsProps {
    /// Language.
    pub lang: Lang,
    /// The panels.
    pub panels: Rc<Vec<Panel>>,
    /// Virtual time.
    pub now_ns: u64,
    /// The time pointed at, in seconds.
    pub cursor: Option<f64>,
    /// Changes when they must be drawn anew; and whether the page is dark.
    pub look: (u32, bool),
    /// Hears what time the reader points at or goes to.
    pub on: Callback<Action>,
}

/// Charts cost more than the rest: they are drawn when their data are new, not at every moment.
impl PartialEq for ChartsProps {
    fn eq(&self, other: &ChartsProps) -> bool {
        let parts = |p: &ChartsProps| (p.lang, p.cursor, p.look);
        parts(self) == parts(other) && Rc::ptr_eq(&self.panels, &other.panels)
    }
}

/// The charts.
#[function_component]
pub fn Charts(props: &ChartsProps) -> Html {
    let cursor = props.cursor.unwrap_or(props.now_ns as f64 / 1e9);
    html! {
        <section class="charts" role="group" aria-label={Words::of(props.lang).charts} data-testid="charts">
            { for (0..props.panels.len()).map(|index| html! {
                <Chart key={index} lang={props.lang} panels={props.panels.clone()} index={index} cursor={cursor}
                    pointed={props.cursor.is_some()} look={props.look} on={&props.on} />
            }) }
        </section>
    }
}
