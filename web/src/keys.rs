//! What keys do in a lab.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::action::Action;
use crate::player::Unit;

/// Gives the actions of keys to `on`.
pub fn actions(on: Callback<Action>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let Some(target) = target.filter(|_| !event.ctrl_key() && !event.alt_key() && !event.meta_key())
        else {
            return;
        };
        let kind = target.get_attribute("type");
        if let Some(action) =
            action(&event.key()).filter(|_| !is_own(&target.tag_name(), kind.as_deref(), &event.key()))
        {
            event.prevent_default();
            on.emit(action);
        }
    })
}

/// Whether a key has a meaning already in an element with this tag and attribute `type`.
fn is_own(tag: &str, kind: Option<&str>, key: &str) -> bool {
    let letter = key.chars().count() == 1 && key != " ";
    match (tag, kind) {
        ("INPUT", Some("range" | "checkbox")) => !letter && key != "Escape",
        ("TEXTAREA" | "INPUT" | "SELECT", _) => true,
        ("BUTTON" | "SUMMARY" | "A", _) => matches!(key, " " | "Enter"),
        _ => false,
    }
}

/// What a key does where it has no other meaning.
fn action(key: &str) -> Option<Action> {
    Some(match key {
        " " => Action::Toggle,
        "ArrowRight" => Action::Step,
        "ArrowLeft" => Action::StepBack,
        "Home" => Action::Restart,
        "Escape" => Action::Halt,
        "+" => Action::Faster(true),
        "-" => Action::Faster(false),
        "f" => Action::StepTo(Unit::Failure),
        "w" => Action::StepTo(Unit::Wait),
        "g" => Action::StepTo(Unit::Collection),
        "l" => Action::StepTo(Unit::Leak),
        "b" => Action::StepTo(Unit::Breakpoint),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_keys() {
        for key in ["w", " ", "ArrowLeft", "Escape", "?"] {
            assert!(is_own("TEXTAREA", None, key) && is_own("INPUT", Some("text"), key), "{key}");
            assert!(!is_own("DIV", None, key), "{key}");
        }
        assert!(is_own("BUTTON", None, " ") && !is_own("BUTTON", None, "w"));
        assert!(is_own("INPUT", Some("range"), "ArrowLeft") && !is_own("INPUT", Some("range"), "w"));
    }
}
