//! The page: the custom element tidepool-lab and its Yew components.

mod element;
mod lab;

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs when the module is loaded: registers the element.
#[wasm_bindgen(start)]
pub fn start() {
    element::register();
}
