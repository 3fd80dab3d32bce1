//! The scenario's parameters and the seed.

use std::rc::Rc;

use tidepool_view::Lang;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::field::Field;
use super::when;
use crate::action::Action;
use crate::i18n::Words;
use crate::state::State;

/// What the settings show.
#[derive(Properties)]
pub struct SettingsProps {
    /// What is chosen.
    pub state: Rc<State>,
    /// Hears what the reader changes.
    pub on: Callback<Action>,
}

impl PartialEq for SettingsProps {
    fn eq(&self, other: &SettingsProps) -> bool {
        let (a, b) = (&self.state, &other.state);
        let parts = |s: &State| (s.lang, s.selection.seed);
        parts(a) == parts(b)
            && a.fields == b.fields
            && a.field_errors == b.field_errors
            && Rc::ptr_eq(&a.scenario, &b.scenario)
    }
}

/// All settings.
#[function_component]
pub fn Settings(props: &SettingsProps) -> Html {
    let state = &props.state;
    let words = Words::of(state.lang);
    let seed = state.selection.seed.unwrap_or(state.scenario.seed);
    html! {
        <section class="settings" role="group" aria-label={words.params} data-testid="settings">
            { for state.scenario.params.iter().map(|param| html! {
                <Field key={param.key.clone()} lang={state.lang} param={param.clone()} text={state.field(param)}
                    error={state.field_errors.get(&param.key).cloned()} on={&props.on} />
            }) }
            <Seed lang={state.lang} seed={seed} on={&props.on} />
            if state.changed() {
                <button class="quiet" data-testid="reset-all" onclick={props.on.reform(|_| Action::ResetAll)}>
                    { words.reset_all }
                </button>
            }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct SeedProps {
    lang: Lang,
    seed: u64,
    on: Callback<Action>,
}

#[function_component]
fn Seed(props: &SeedProps) -> Html {
    let words = Words::of(props.lang);
    let seed = props.seed;
    let change = when(&props.on, |event: Event| {
        let field = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
        Some(Action::Seed(field.value().trim().parse().ok()?))
    });
    html! {
        <div class="field seed" data-param="seed">
            <label for="field-seed">{ words.seed }</label>
            <input id="field-seed" class="text" type="text" inputmode="numeric" data-testid="seed"
                value={seed.to_string()} onchange={change} />
            <button class="quiet" onclick={props.on.reform(move |_| Action::Seed(next_seed(seed)))}
                title={words.dice} aria-label={words.dice} data-testid="dice">
                <svg class="dice" viewBox="0 0 20 20" aria-hidden="true">
                    <rect x="2" y="2" width="16" height="16" rx="3" />
                    <path d="M6 6h.01M14 14h.01M10 10h.01M14 6h.01M6 14h.01" />
                </svg>
            </button>
        </div>
    }
}

/// Another seed, small enough to be typed; the same one follows the same one.
fn next_seed(seed: u64) -> u64 {
    seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407) >> 33 & 0xffff
}
