//! Links in the address bar: which lab of the page a link is for, and how to leave one there.

use std::cell::OnceCell;

use tidepool_scenario::link;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

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

/// Puts `link` behind the page's address, without a new entry in the reader's history.
/// Returns the whole address.
pub fn put_in_address(link: &str) -> Option<String> {
    let window = web_sys::window()?;
    let address = window.location().href().ok()?;
    let address = format!("{}#{link}", address.split('#').next().unwrap_or_default());
    let history = window.history().ok()?;
    history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address)).ok()?;
    Some(address)
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
