//! Watches what a lab must know of its surroundings: whether it is in view, how wide it is,
//! and whether the page is dark.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, MediaQueryList, MutationObserver,
    MutationObserverInit, ResizeObserver,
};

/// Observers that end when this is dropped.
pub struct Watch {
    intersection: Option<IntersectionObserver>,
    resize: Option<ResizeObserver>,
    scheme: Option<MediaQueryList>,
    theme: Option<MutationObserver>,
    seen: Closure<dyn FnMut(Array)>,
    changed: Closure<dyn FnMut()>,
}

impl Watch {
    /// Watches `element`: `visible` hears whether any of it is in view, `look` that its size
    /// or the page's colours may have changed.
    pub fn new(element: &Element, visible: impl Fn(bool) + 'static, look: impl Fn() + 'static) -> Watch {
        let seen = Closure::new(move |entries: Array| {
            let last = entries.pop().dyn_into::<IntersectionObserverEntry>();
            if let Ok(entry) = last {
                visible(entry.is_intersecting());
            }
        });
        let changed = Closure::new(look);
        let mut watch = Watch { intersection: None, resize: None, scheme: None, theme: None, seen, changed };
        watch.begin(element);
        watch
    }

    fn begin(&mut self, element: &Element) {
        self.intersection = IntersectionObserver::new(self.seen.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &self.intersection {
            observer.observe(element);
        }
        self.resize = ResizeObserver::new(self.changed.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &self.resize {
            observer.observe(element);
        }
        let scheme = web_sys::window().and_then(|w| w.match_media("(prefers-color-scheme: dark)").ok()?);
        if let Some(scheme) = &scheme {
            // Cannot fail: the event exists.
            let _ = scheme.add_event_listener_with_callback("change", self.changed.as_ref().unchecked_ref());
        }
        self.scheme = scheme;
        self.watch_theme();
    }
}

impl Watch {
    /// A switch on the page sets an attribute of its outermost element.
    fn watch_theme(&mut self) {
        let page = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element());
        let observer = MutationObserver::new(self.changed.as_ref().unchecked_ref()).ok();
        if let (Some(page), Some(observer)) = (page, &observer) {
            let wishes = MutationObserverInit::new();
            wishes.set_attributes(true);
            wishes.set_attribute_filter(&Array::of1(&"data-theme".into()));
            // Cannot fail: attributes are observed.
            let _ = observer.observe_with_options(&page, &wishes);
        }
        self.theme = observer;
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(observer) = &self.intersection {
            observer.disconnect();
        }
        if let Some(observer) = &self.resize {
            observer.disconnect();
        }
        if let Some(observer) = &self.theme {
            observer.disconnect();
        }
        if let Some(scheme) = &self.scheme {
            let listener = self.changed.as_ref().unchecked_ref();
            let _ = scheme.remove_event_listener_with_callback("change", listener);
        }
    }
}

/// Whether `element` is shown in dark colours, whoever decided so.
pub fn is_dark(element: &Element) -> bool {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok()?);
    let scheme = style.and_then(|style| style.get_property_value("color-scheme").ok());
    scheme.is_some_and(|scheme| scheme.trim() == "dark")
}

/// Whether the page itself has our tokens; a foreign page has not.
pub fn has_tokens(element: &Element) -> bool {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok()?);
    let paper = style.and_then(|style| style.get_property_value("--paper-raised").ok());
    paper.is_some_and(|paper| !paper.trim().is_empty())
}

/// Milliseconds since the page was opened.
pub fn clock() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |p| p.now())
}
