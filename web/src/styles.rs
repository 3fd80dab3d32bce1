//! The lab's styles: constructed sheets, shared by all labs of a page.
//!
//! A constructed sheet needs no request and no inline style, so it works on other origins
//! and under a policy that forbids both.

use std::cell::OnceCell;

use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

/// The tokens first, what uses them after.
const TEXTS: [&str; 2] = [include_str!("../static/tokens.css"), include_str!("../static/lab.css")];

thread_local! {
    static SHEETS: OnceCell<js_sys::Array> = const { OnceCell::new() };
}

/// Gives `root` our styles.
pub fn adopt(root: &ShadowRoot) {
    SHEETS.with(|sheets| {
        let sheets = sheets.get_or_init(construct);
        // Without constructed sheets the lab is plain, but it works.
        let _ = js_sys::Reflect::set(root, &JsValue::from_str("adoptedStyleSheets"), sheets);
    });
}

fn construct() -> js_sys::Array {
    let sheets = TEXTS.iter().filter_map(|text| {
        let sheet = CssStyleSheet::new().ok()?;
        sheet.replace_sync(text).ok()?;
        Some(sheet)
    });
    sheets.collect()
}
