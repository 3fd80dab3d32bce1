//! What keys do in a lab: space plays and pauses, arrows step.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::action::Action;

/// Elements in which keys have a meaning already.
const OWN: [&str; 6] = ["TEXTAREA", "INPUT", "SELECT", "BUTTON", "SUMMARY", "A"];

/// Gives the actions of keys to `on`.
pub fn actions(on: Callback<Action>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        if let Some(action) = action(&event) {
            event.prevent_default();
            on.emit(action);
        }
    })
}

fn action(event: &KeyboardEvent) -> Option<Action> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    if OWN.contains(&target.tag_name().as_str()) || event.ctrl_key() || event.alt_key() || event.meta_key() {
        return None;
    }
    Some(match event.key().as_str() {
        " " => Action::Toggle,
        "ArrowRight" => Action::Step,
        "ArrowLeft" => Action::StepBack,
        _ => return None,
    })
}
