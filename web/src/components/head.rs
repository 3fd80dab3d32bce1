//! Title, choice of listing, presets, and the button that makes a link.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::when;
use crate::action::Action;
use crate::i18n::Words;
use crate::state::State;

/// What the head shows.
#[derive(Properties)]
pub struct HeadProps {
    /// What is chosen.
    pub state: Rc<State>,
    /// Whether presets and sharing are shown.
    pub full: bool,
    /// Hears what the reader chooses.
    pub on: Callback<Action>,
}

impl PartialEq for HeadProps {
    fn eq(&self, other: &HeadProps) -> bool {
        let parts = |p: &HeadProps| {
            (
                p.state.lang,
                p.state.selection.variant.clone(),
                p.state.edited(),
                p.full,
                p.state.kept.is_some(),
            )
        };
        parts(self) == parts(other) && Rc::ptr_eq(&self.state.scenario, &other.state.scenario)
    }
}

/// The head of a lab.
#[function_component]
pub fn Head(props: &HeadProps) -> Html {
    let state = &props.state;
    let (lang, words) = (state.lang, Words::of(state.lang));
    let code = lang.code();
    html! {
        <header class="head">
            <h3 class="title">{ state.scenario.title.get(code) }</h3>
            <div class="outward">
                <button class="quiet" data-testid="help" aria-label={words.keys} title={words.keys}
                    onclick={props.on.reform(|_| Action::Keys(true))}>{ "?" }</button>
                if props.full {
                    { compare(state, &props.on) }
                    <button class="quiet" data-testid="share" onclick={props.on.reform(|_| Action::Share)}>
                        { words.share }
                    </button>
                }
            </div>
            <div class="choices">
                { variants(state, &props.on) }
                if props.full && !state.scenario.presets.is_empty() {
                    <div class="presets" role="group" aria-label={words.presets}>
                        <span class="label" aria-hidden="true">{ words.presets }</span>
                        { for state.scenario.presets.iter().map(|preset| {
                            let id = preset.id.clone();
                            let chosen = props.on.reform(move |_| Action::Preset(id.clone()));
                            html! {
                                <button class="quiet" data-preset={preset.id.clone()} onclick={chosen}>
                                    { preset.title.get(code) }
                                </button>
                            }
                        }) }
                    </div>
                }
            </div>
        </header>
    }
}

/// The button that keeps the present run as A, or ends the comparison with it.
fn compare(state: &State, on: &Callback<Action>) -> Html {
    let words = Words::of(state.lang);
    let (name, title, action) = match state.kept {
        None => (words.compare, words.compare_title, Action::Compare),
        Some(_) => (words.end_compare, words.end_compare_title, Action::EndCompare),
    };
    html! {
        <button class="quiet" data-testid="compare-button" title={title} onclick={on.reform(move |_| action.clone())}>
            { name }
        </button>
    }
}

fn variants(state: &State, on: &Callback<Action>) -> Html {
    let (words, code) = (Words::of(state.lang), state.lang.code());
    let variants = &state.scenario.variants;
    if variants.len() < 2 {
        return Html::default();
    }
    let chosen = state.variant().unwrap_or_default().to_string();
    if variants.len() <= 3 {
        let tabs = variants.iter().map(|variant| {
            let id = variant.id.clone();
            let pressed = if variant.id == chosen { "true" } else { "false" };
            html! {
                <button class="tab" aria-pressed={pressed} data-variant={variant.id.clone()}
                    onclick={on.reform(move |_| Action::Variant(id.clone()))}>
                    { variant.title.get(code) }
                </button>
            }
        });
        return html! {
            <div class="tabs" role="group" aria-label={words.variant} data-testid="variant">{ for tabs }</div>
        };
    }
    let change = when(on, |event: Event| {
        let select = event.target()?.dyn_into::<HtmlSelectElement>().ok()?;
        Some(Action::Variant(select.value()))
    });
    html! {
        <label class="variant">
            <span class="unseen">{ words.variant }</span>
            <select data-testid="variant" onchange={change}>
                { for variants.iter().map(|variant| html! {
                    <option value={variant.id.clone()} selected={variant.id == chosen}>
                        { variant.title.get(code) }
                    </option>
                }) }
            </select>
        </label>
    }
}
