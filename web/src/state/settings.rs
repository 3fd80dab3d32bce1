//! Settings as the reader makes them: a field's text, a preset, a reset.

use tidepool_scenario::Param;

use super::State;
use crate::action::Effect;

impl State {
    /// All that a preset sets, and its listing.
    pub(super) fn take_preset(&mut self, id: &str) -> Vec<Effect> {
        let Some(preset) = self.scenario.presets.iter().find(|preset| preset.id == id).cloned() else {
            return Vec::new();
        };
        for (key, value) in &preset.set {
            self.put(key.clone(), Param::text_of(value));
        }
        let own = self.scenario.own_variant().map(str::to_string);
        self.take_variant(preset.variant.or(own))
    }

    /// A field's new text: taken if it is valid, else the message says what is wrong.
    pub(super) fn set(&mut self, key: String, text: String) -> Vec<Effect> {
        let before = self.selection.set.clone();
        self.put(key, text);
        if self.selection.set == before { Vec::new() } else { vec![Effect::RebuildSoon] }
    }

    /// Takes a text for a setting, which need not be a parameter.
    pub(super) fn put(&mut self, key: String, text: String) {
        let default = self.scenario.params.iter().find(|p| p.key == key).map(|p| Param::text_of(&p.default));
        let mut wanted = self.selection.clone();
        wanted.code = Some(String::new());
        if default.as_deref() == Some(text.trim()) {
            self.fields.remove(&key);
            wanted.set.shift_remove(&key);
        } else {
            self.fields.insert(key.clone(), text.clone());
            wanted.set.insert(key.clone(), text.trim().into());
        }
        match self.scenario.resolve(&wanted, &self.library) {
            Ok(_) => {
                self.field_errors.remove(&key);
                self.selection.set = wanted.set;
            }
            Err(error) => {
                let text = error.to_string();
                let plain = text.strip_prefix(&format!("{key}: ")).unwrap_or(&text);
                self.field_errors.insert(key, plain.to_string());
            }
        }
    }

    /// Gives a setting its default back, and runs anew.
    pub(super) fn reset(&mut self, key: &str) -> Vec<Effect> {
        self.forget(key);
        vec![Effect::Rebuild]
    }

    /// Gives a setting its default back.
    pub(super) fn forget(&mut self, key: &str) {
        self.fields.remove(key);
        self.field_errors.remove(key);
        self.selection.set.shift_remove(key);
    }
}
