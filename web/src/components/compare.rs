//! Two runs beside each other: what is chosen otherwise, what comes of it, and the figures of both.

use std::rc::Rc;

use tidepool_view::Lang;
use tidepool_view::compare::Contrast;
use yew::prelude::*;

use super::output::Output;
use super::stage::StagePicture;
use crate::action::Action;
use crate::i18n::Words;
use crate::moment::Beside;

/// What is shown.
#[derive(Properties)]
pub struct CompareProps {
    /// Language.
    pub lang: Lang,
    /// The run kept, and what differs.
    pub beside: Rc<Beside>,
    /// Hears what the reader points at.
    pub on: Callback<Action>,
}

impl PartialEq for CompareProps {
    fn eq(&self, other: &CompareProps) -> bool {
        self.lang == other.lang && Rc::ptr_eq(&self.beside, &other.beside)
    }
}

/// The comparison.
#[function_component]
pub fn Compare(props: &CompareProps) -> Html {
    let words = Words::of(props.lang);
    let comparison = &props.beside.comparison;
    html! {
        <section class="compare" role="group" aria-label={words.comparison} data-testid="compare">
            <p data-testid="compare-choice">
                { &comparison.choice }
                if comparison.same_draws() && !comparison.chosen.is_empty() {
                    <span class="quiet-words">{ words.same_draws }</span>
                }
            </p>
            <p class="outcome" data-testid="compare-outcome">{ &comparison.outcome }</p>
            if !comparison.figures.is_empty() {
                { figures(&comparison.figures, words) }
            }
            <Kept lang={props.lang} beside={props.beside.clone()} on={&props.on} />
        </section>
    }
}

fn figures(rows: &[Contrast], words: &Words) -> Html {
    html! {
        <div class="figures">
            <table data-testid="compare-figures">
                <thead>
                    <tr><td></td><th scope="col">{ words.run_a }</th><th scope="col">{ words.run_b }</th></tr>
                </thead>
                <tbody>
                    { for rows.iter().map(|row| html! {
                        <tr key={row.key.clone()} class={row.differs.then_some("differs")} data-figure={row.key.clone()}>
                            <th scope="row">{ &row.name }</th><td>{ &row.a }</td><td>{ &row.b }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

#[derive(Properties)]
struct KeptProps {
    lang: Lang,
    beside: Rc<Beside>,
    on: Callback<Action>,
}

impl PartialEq for KeptProps {
    fn eq(&self, other: &KeptProps) -> bool {
        self.lang == other.lang && Rc::ptr_eq(&self.beside, &other.beside)
    }
}

/// The picture of the run kept, closed at first; it is made only while it is open.
#[function_component]
fn Kept(props: &KeptProps) -> Html {
    let open = use_state_eq(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            open.set(!*open);
        })
    };
    let beside = &props.beside;
    html! {
        <details class="kept" open={*open} data-testid="kept">
            <summary onclick={toggle}>{ Words::of(props.lang).picture_of_a }</summary>
            if *open {
                <p class="caption" data-testid="kept-caption">{ &beside.snapshot.caption }</p>
                if let Some(ended) = &beside.snapshot.ended {
                    <p class="ended">{ ended }</p>
                }
                if beside.snapshot.program.is_some() {
                    <Output lang={props.lang} lines={beside.output.clone()} />
                } else {
                    <StagePicture lang={props.lang} snapshot={beside.snapshot.clone()} report={beside.report.clone()}
                        line={None::<u32>} on={&props.on} />
                }
            }
        </details>
    }
}
