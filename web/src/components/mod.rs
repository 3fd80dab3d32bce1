//! What a lab shows. Components only draw: they get values and give back actions.

pub mod bytecode;
pub mod chart;
pub mod charts;
pub mod code;
pub mod code_text;
pub mod compare;
pub mod faults;
pub mod field;
pub mod frame;
pub mod gutter;
pub mod head;
pub mod hint;
pub mod inspector;
pub mod keys;
pub mod load_report;
pub mod output;
pub mod problems;
pub mod process;
pub mod profile;
pub mod program;
pub mod request;
pub mod settings;
pub mod share;
pub mod sight;
pub mod sizing;
pub mod slot;
pub mod stage;
pub mod strip;
pub mod sweep;
pub mod timeline;
pub mod waiters;

use yew::Callback;

use crate::action::Action;

/// A callback that passes on what `read` makes of an event, if it makes something of it.
fn when<E: 'static>(on: &Callback<Action>, read: impl Fn(E) -> Option<Action> + 'static) -> Callback<E> {
    let on = on.clone();
    Callback::from(move |event| {
        if let Some(action) = read(event) {
            on.emit(action);
        }
    })
}
