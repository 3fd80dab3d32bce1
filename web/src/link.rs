//! Links in the address bar: which lab of the page a link is for, and how to leave one there.

use std::cell::OnceCell;

use tidepool_scenario::link;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A link that the reader asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The link itself, `tp1.…`.
    pub link: String,
    /// The whole address.
    pub address: String,
    /// The command that runs the same.
    pub command: String,
    /// What shows the same in another page.
    pub snippet: String,
    /// Whether it is in the clipboard; none while that is not known.
    pub copied: Option<bool>,
}

thread_local! {
    /// The element that the address's link is for, and the link; found when the first lab asks.
    static TARGET: OnceCell<Option<(HtmlElement, String)>> = const { OnceCell::new() };
}

/// The link in the page's address, if it is meant for `element`: the first lab with the
/// link's scenario gets it, else the first lab. A link that cannot be read goes to the first
/// lab too, which says so.
pub fn for_element(element: &HtmlElement) -> Option<String> {
    TARGET.with(|target| {
        let target = target.get_or_init(find);
        target.as_ref().filter(|(wanted, _)| wanted == element).map(|(_, link)| link.clone())
    })
}

fn find() -> Option<(HtmlElement, String)> {
    let window = web_sys::window()?;
    let hash = window.location().hash().ok().filter(|hash| link::is_link(hash))?;
    let labs = window.document()?.query_selector_all("tidepool-lab").ok()?;
    let labs: Vec<HtmlElement> =
        (0..labs.length()).filter_map(|index| labs.get(index)?.dyn_into().ok()).collect();
    let scenario = link::decode(&hash).ok().map(|link| link.run.scenario.name);
    let named = labs.iter().find(|lab| lab.get_attribute("scenario") == scenario && scenario.is_some());
    let chosen = named.or(labs.first())?;
    Some((chosen.clone(), hash))
}

/// The page's address with `link` behind it.
pub fn address(link: &str) -> Option<String> {
    let address = web_sys::window()?.location().href().ok()?;
    Some(format!("{}#{link}", address.split('#').next().unwrap_or_default()))
}

/// Puts an address of this page into the address bar, without a new entry in the reader's history.
pub fn put_in_bar(address: &str) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // A page without an address of its own cannot have another.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
}

/// The address of the script that brought the lab; a page that was made otherwise gets one to be filled in.
pub fn script() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    let script = document.and_then(|document| document.query_selector("script[src*='embed/v1.js']").ok()?);
    let src = script.and_then(|script| js_sys::Reflect::get(&script, &"src".into()).ok()?.as_string());
    src.unwrap_or_else(|| "https://…/embed/v1.js".into())
}

/// Copies `text`; tells `done` whether that worked.
pub fn copy(text: String, done: impl FnOnce(bool) + 'static) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // Undefined outside secure contexts.
    let Some(clipboard) = clipboard.filter(|clipboard| !clipboard.is_undefined()) else {
        return done(false);
    };
    wasm_bindgen_futures::spawn_local(async move {
        let copied = wasm_bindgen_futures::JsFuture::from(clipboard.write_text(&text)).await;
        done(copied.is_ok());
    });
}
