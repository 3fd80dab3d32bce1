//! The page: the custom element `<tidepool-lab>` and its Yew components.
//!
//! A lab is a value (`state`), changed by actions only, and a run in progress (`player`).
//! `lab` is the one place where both meet the browser: it carries out the effects that an
//! action asks for, paces the run by timers and hands the newest moment to the components,
//! which only draw.
//!
//! **Decision: the simulation runs in slices on the page's own thread**, not in a worker. A
//! worker of another origin is refused by browsers, a blob worker is refused by a strict
//! content security policy, and both are where embedded labs live. A slice is a budget of
//! instructions, adapted so that it takes about eight milliseconds; between slices the page
//! draws and listens.
//!
//! **Invariant:** nothing outside the element is touched, except the address bar when the
//! reader asks for a link.

mod action;
mod attributes;
mod begin;
mod beside;
mod canvas_backend;
mod components;
mod counters;
mod diagnosis;
mod element;
mod engine;
mod finished;
mod hints;
mod history;
mod i18n;
mod keys;
mod lab;
mod link;
mod moment;
mod pacer;
mod panic;
mod player;
mod save;
mod speed;
mod state;
#[cfg(test)]
mod state_tests;
mod styles;
mod sweep;
mod tail;
mod watch;

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs when the module is loaded: registers the element.
#[wasm_bindgen(start)]
pub fn start() {
    panic::install();
    element::register();
}
