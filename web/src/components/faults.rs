//! Buttons for what can go wrong: each brings its fault about at the present time.

use std::rc::Rc;

use tidepool_scenario::Fault;
use tidepool_view::format_duration_ns;
use yew::prelude::*;

use crate::action::Action;
use crate::i18n::Words;
use crate::state::State;

/// What the buttons show.
#[derive(Properties)]
pub struct FaultsProps {
    /// What is chosen.
    pub state: Rc<State>,
    /// Whether the run is over.
    pub ended: bool,
    /// Hears which fault is taken back.
    pub on: Callback<Action>,
    /// Hears which fault is to come about now.
    pub press: Callback<String>,
}

impl PartialEq for FaultsProps {
    fn eq(&self, other: &FaultsProps) -> bool {
        let parts = |p: &FaultsProps| (p.state.lang, p.ended);
        let same = |a: &State, b: &State| a.selection.set == b.selection.set;
        parts(self) == parts(other)
            && same(&self.state, &other.state)
            && Rc::ptr_eq(&self.state.scenario, &other.state.scenario)
    }
}

/// The buttons, if the scenario has any.
#[function_component]
pub fn Faults(props: &FaultsProps) -> Html {
    let state = &props.state;
    let words = Words::of(state.lang);
    let mut buttons = state.buttons().peekable();
    if buttons.peek().is_none() {
        return Html::default();
    }
    html! {
        <div class="faults presets" role="group" aria-label={words.make_happen} data-testid="faults">
            <span class="label" aria-hidden="true">{ words.make_happen }</span>
            { for buttons.map(|(fault, text)| button(props, fault, text)) }
        </div>
    }
}

/// A button that brings a fault about, or takes it back where the reader has brought it about.
fn button(props: &FaultsProps, fault: &Fault, text: &str) -> Html {
    let (state, words) = (&props.state, Words::of(props.state.lang));
    let since = state.happens_at(fault);
    let id = fault.id.clone();
    let press = match since {
        Some(_) => props.on.reform(move |_| Action::TakeBack(id.clone())),
        None => props.press.reform(move |_| id.clone()),
    };
    // Nothing happens behind the end of a run.
    let late = since.is_none() && props.ended;
    html! {
        <button class="quiet" data-fault={fault.id.clone()} aria-pressed={since.is_some().to_string()} disabled={late}
            title={since.map(|_| words.take_back)} onclick={press}>
            { text }
            if let Some(ns) = since {
                <span class="since">{ format!(" · {}", format_duration_ns(ns)) }</span>
            }
        </button>
    }
}
