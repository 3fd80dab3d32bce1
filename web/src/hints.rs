//! A guided first run: three hints, each gone once the reader has done what it says, and never seen again after the last.

use std::cell::Cell;

use crate::action::Action;

/// Where the browser keeps that this reader needs no hints.
const KEY: &str = "tidepool-hints";

/// What the reader may try next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Let time pass.
    Play,
    /// Go to another time.
    Travel,
    /// Change the code or a setting.
    Change,
}

impl Hint {
    /// The hint that is shown after `action`, none behind the last one or if the reader wants none.
    pub fn after(self, action: &Action) -> Option<Hint> {
        match (self, action) {
            (_, Action::NoHints) => None,
            (Hint::Play, Action::Toggle) => Some(Hint::Travel),
            (Hint::Travel, Action::Seek(_) | Action::Step | Action::StepBack | Action::StepTo(_)) => {
                Some(Hint::Change)
            }
            (
                Hint::Change,
                Action::Set(..) | Action::Edit(_) | Action::Variant(_) | Action::Preset(_) | Action::Seed(_),
            ) => None,
            (hint, _) => Some(hint),
        }
    }
}

thread_local! {
    /// Whether a lab of this page has the hints: one is enough.
    static TAKEN: Cell<bool> = const { Cell::new(false) };
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The first hint, for the first lab of a page of ours that a reader sees who has not had them. What other pages keep in
/// the browser is not ours.
pub fn first(own_page: bool) -> Option<Hint> {
    let storage = storage().filter(|_| own_page)?;
    let new = storage.get_item(KEY).ok()?.is_none();
    (new && !TAKEN.replace(true)).then_some(Hint::Play)
}

/// This reader needs no more.
pub fn over() {
    if let Some(storage) = storage() {
        // A browser that keeps nothing shows them again.
        let _ = storage.set_item(KEY, "over");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hint_goes_once_it_is_followed() {
        let follow =
            |hint: Hint, actions: &[Action]| actions.iter().try_fold(hint, |hint, action| hint.after(action));
        let set = Action::Set("pool".into(), "7".into());
        assert_eq!(follow(Hint::Play, &[Action::Seek(5), set.clone()]), Some(Hint::Play));
        assert_eq!(follow(Hint::Play, &[Action::Toggle, Action::Toggle]), Some(Hint::Travel));
        assert_eq!(follow(Hint::Play, &[Action::Toggle, Action::Seek(5)]), Some(Hint::Change));
        assert_eq!(follow(Hint::Play, &[Action::Toggle, Action::Step, set]), None);
        assert_eq!(follow(Hint::Play, &[Action::NoHints]), None);
    }
}
