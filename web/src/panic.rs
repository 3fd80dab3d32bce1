//! A panic of ours leaves a message with the reader's state instead of a dead page.

use std::cell::RefCell;

use web_sys::Element;

use crate::i18n::Words;
use tidepool_view::Lang;

/// Where to say it, and the link that keeps the reader's state.
struct Place {
    mount: Element,
    lang: Lang,
    link: String,
}

thread_local! {
    static PLACES: RefCell<Vec<Place>> = const { RefCell::new(Vec::new()) };
}

/// Notes the newest link of the lab mounted at `mount`.
pub fn remember(mount: &Element, lang: Lang, link: String) {
    PLACES.with_borrow_mut(|places| {
        places.retain(|place| place.mount != *mount && place.mount.is_connected());
        places.push(Place { mount: mount.clone(), lang, link });
    });
}

/// Shows the message in every lab of the page: after a panic none of them can be trusted.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        let text = info.to_string();
        report(&text);
        PLACES.with(|places| {
            // A panic while the list is being changed leaves nothing to say it with.
            let Ok(places) = places.try_borrow() else { return };
            for place in places.iter() {
                show(place, &text);
            }
        });
    }));
}

/// Says it in the console too, for whoever mends it.
fn report(text: &str) {
    web_sys::console::error_1(&text.into());
}

fn show(place: &Place, text: &str) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    place.mount.set_inner_html("");
    let paragraphs = [Words::of(place.lang).broken, place.link.as_str(), text];
    for (index, words) in paragraphs.into_iter().enumerate() {
        if let Ok(paragraph) = document.create_element("p") {
            paragraph.set_text_content(Some(words));
            paragraph.set_class_name(if index == 0 { "broken" } else { "broken-detail" });
            let _ = place.mount.append_child(&paragraph);
        }
    }
}
