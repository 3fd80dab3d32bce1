//! What keys do in a lab.

use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::action::Action;
use crate::i18n::Words;
use crate::player::Unit;

/// A key, or several that do the same.
pub struct Key {
    /// Its name in an event.
    name: &'static str,
    /// What is written on it.
    pub cap: &'static str,
    /// What it does,
    act: fn() -> Action,
    /// in words.
    pub words: fn(&Words) -> &'static str,
}

/// All keys, in the order in which a reader learns them.
pub const KEYS: [Key; 13] = [
    key(" ", "Space", || Action::Toggle, |words| words.key_play),
    key("ArrowRight", "→", || Action::Step, |words| words.step_title),
    key("ArrowLeft", "←", || Action::StepBack, |words| words.step_back_title),
    key("Home", "Home", || Action::Restart, |words| words.restart),
    key("Escape", "Esc", || Action::Halt, |words| words.key_halt),
    key("+", "+", || Action::Faster(true), |words| words.key_faster),
    key("-", "-", || Action::Faster(false), |words| words.key_slower),
    key("f", "f", || Action::StepTo(Unit::Failure), |words| words.key_failure),
    key("w", "w", || Action::StepTo(Unit::Wait), |words| words.key_wait),
    key("g", "g", || Action::StepTo(Unit::Collection), |words| words.key_collection),
    key("l", "l", || Action::StepTo(Unit::Leak), |words| words.key_leak),
    key("b", "b", || Action::StepTo(Unit::Breakpoint), |words| words.key_breakpoint),
    key("?", "?", || Action::Keys(true), |words| words.keys),
];

const fn key(
    name: &'static str,
    cap: &'static str,
    act: fn() -> Action,
    words: fn(&Words) -> &'static str,
) -> Key {
    Key { name, cap, act, words }
}

/// Gives the actions of keys to `on`.
pub fn actions(on: Callback<Action>) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let Some(target) = target else { return };
        // With Shift, keys that have a name select or scroll.
        if event.shift_key() && event.key().chars().count() > 1 {
            return;
        }
        let kind = target.get_attribute("type");
        let boxed = target.closest("dialog").is_ok_and(|found| found.is_some());
        let known = KEYS.iter().find(|known| known.name == event.key());
        let free = |known: &&Key| !boxed && !is_own(&target.tag_name(), kind.as_deref(), known.name);
        if let Some(known) = known.filter(free) {
            event.prevent_default();
            on.emit((known.act)());
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
        // A text is scrolled with them.
        ("PRE", _) => matches!(key, " " | "Home") || key.starts_with("Arrow"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_keep_their_keys() {
        for key in KEYS.iter().map(|key| key.name) {
            assert!(is_own("TEXTAREA", None, key) && is_own("INPUT", Some("text"), key), "{key}");
            assert!(!is_own("DIV", None, key), "{key}");
        }
        assert!(is_own("BUTTON", None, " ") && !is_own("BUTTON", None, "w"));
        assert!(is_own("INPUT", Some("range"), "ArrowLeft") && !is_own("INPUT", Some("range"), "w"));
        assert!(is_own("PRE", None, "ArrowLeft") && is_own("PRE", None, "Home") && !is_own("PRE", None, "w"));
    }

    #[test]
    fn no_key_does_two_things() {
        let mut names: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), KEYS.len());
    }
}
