//! The custom element `<tidepool-lab>`: a shadow root with a Yew component inside.

use std::cell::RefCell;

use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{HtmlElement, ShadowRootInit, ShadowRootMode};
use yew::{AppHandle, Renderer};

use crate::attributes::{Attributes, OBSERVED};
use crate::lab::{Lab, Props};
use crate::{link, styles, watch};

type Callback = Closure<dyn FnMut(HtmlElement)>;

#[wasm_bindgen(module = "/src/element.js")]
extern "C" {
    fn define(
        name: &str,
        observed: Vec<String>,
        connected: &Callback,
        changed: &Callback,
        disconnected: &Callback,
    );
}

thread_local! {
    /// The mounted labs of this page, found again by their element.
    static MOUNTED: RefCell<Vec<(HtmlElement, AppHandle<Lab>)>> = const { RefCell::new(Vec::new()) };
}

/// Defines the element; the second call does nothing.
pub fn register() {
    let [connected, changed, disconnected] = [connect, change, disconnect].map(Closure::new);
    define("tidepool-lab", OBSERVED.map(String::from).to_vec(), &connected, &changed, &disconnected);
    // The class keeps them for as long as the page lives.
    for closure in [connected, changed, disconnected] {
        closure.forget();
    }
}

fn props(element: &HtmlElement) -> Props {
    let mut attributes = Attributes::read(|name| element.get_attribute(name));
    if let Some(link) = link::for_element(element) {
        attributes.link = Some(link);
    }
    Props { attributes, own_page: watch::has_tokens(element) }
}

fn connect(element: HtmlElement) {
    if MOUNTED.with_borrow(|mounted| mounted.iter().any(|(known, _)| *known == element)) {
        return;
    }
    let Some(mount) = mount_point(&element) else {
        return;
    };
    let handle = Renderer::<Lab>::with_root_and_props(mount, props(&element)).render();
    MOUNTED.with_borrow_mut(|mounted| mounted.push((element, handle)));
}

/// A fresh `<div>` in the element's shadow root; the root outlives a removal, so it is taken up again.
fn mount_point(element: &HtmlElement) -> Option<web_sys::Element> {
    let root = match element.shadow_root() {
        Some(root) => root,
        None => element.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok()?,
    };
    styles::adopt(&root);
    root.set_inner_html("");
    let mount = web_sys::window()?.document()?.create_element("div").ok()?;
    mount.set_class_name("mount");
    root.append_child(&mount).ok()?;
    Some(mount)
}

fn change(element: HtmlElement) {
    MOUNTED.with_borrow_mut(|mounted| {
        if let Some((_, handle)) = mounted.iter_mut().find(|(known, _)| *known == element) {
            handle.update(props(&element));
        }
    });
}

fn disconnect(element: HtmlElement) {
    let gone = MOUNTED.with_borrow_mut(|mounted| {
        let at = mounted.iter().position(|(known, _)| *known == element)?;
        Some(mounted.swap_remove(at))
    });
    if let Some((_, handle)) = gone {
        handle.destroy();
    }
}
