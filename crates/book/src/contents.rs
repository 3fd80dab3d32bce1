//! On the opening page a list whose items begin with links is the table of contents.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::html::escape;

/// Turns such lists into `nav.toc`.
pub(crate) fn lists(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut out = Vec::with_capacity(events.len());
    let mut rest = events.into_iter().peekable();
    // The text of the last heading: what the list below it is called.
    let mut name = String::new();
    let mut in_heading = false;
    while let Some(event) = rest.next() {
        match &event {
            Event::Html(tag) if tag.starts_with("<h") => {
                name.clear();
                in_heading = true;
            }
            Event::Html(_) => in_heading = false,
            Event::Text(text) if in_heading => name.push_str(text),
            _ => {}
        }
        if !matches!(event, Event::Start(Tag::List(None))) {
            out.push(event);
            continue;
        }
        let mut list = vec![event];
        for inner in rest.by_ref() {
            let end = matches!(inner, Event::End(TagEnd::List(_)));
            list.push(inner);
            if end {
                break;
            }
        }
        match toc(&list, &name) {
            Some(toc) => out.extend(toc),
            None => out.append(&mut list),
        }
    }
    out
}

/// The list as table of contents called `name`, if each of its items begins with a link to a page of the book.
fn toc<'a>(list: &[Event<'a>], name: &str) -> Option<Vec<Event<'a>>> {
    let html = |text: &str| Event::Html(text.to_owned().into());
    // Several of them can be told apart only by name.
    let label =
        if name.is_empty() { String::new() } else { format!(" aria-label=\"{}\"", escape(name.trim())) };
    let mut out = vec![html(&format!("<nav class=\"toc\"{label}><ol>\n"))];
    let items = list.get(1..list.len() - 1)?;
    for item in items.split_inclusive(|e| matches!(e, Event::End(TagEnd::Item))) {
        let [
            Event::Start(Tag::Item),
            link @ Event::Start(Tag::Link { dest_url, .. }),
            rest @ ..,
            Event::End(TagEnd::Item),
        ] = item
        else {
            return None;
        };
        if dest_url.contains("://") {
            return None;
        }
        let end = rest.iter().position(|e| matches!(e, Event::End(TagEnd::Link)))?;
        out.extend([html("<li>"), link.clone()]);
        let mut label = rest[..end].iter().cloned();
        if let Some(Event::Text(text)) = label.next() {
            let (number, title) = numbered(&text);
            if !number.is_empty() {
                out.push(Event::InlineHtml(format!("<span class=\"number\">{number}</span> ").into()));
            }
            out.push(Event::Text(title.to_owned().into()));
        }
        out.extend(label);
        out.push(Event::End(TagEnd::Link));
        out.extend(about(&rest[end + 1..]));
        out.push(html("</li>\n"));
    }
    out.push(html("</ol></nav>\n"));
    Some(out)
}

/// `4.1 Title` to its two parts.
fn numbered(text: &str) -> (&str, &str) {
    match text.split_once(' ') {
        Some((number, title)) if number.starts_with(|c: char| c.is_ascii_digit()) => (number, title),
        _ => ("", text),
    }
}

/// What follows the link, as a paragraph of its own: the colon goes, the first letter becomes a capital.
fn about<'a>(events: &[Event<'a>]) -> Vec<Event<'a>> {
    let mut events = events.to_vec();
    if let Some(Event::Text(text)) = events.first_mut() {
        let trimmed = text.trim_start_matches([':', '：', ' ']);
        let mut chars = trimmed.chars();
        let capital: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
        *text = (capital + chars.as_str()).into();
    }
    if events.is_empty() {
        return events;
    }
    events.insert(0, Event::Html("<p>".into()));
    events.push(Event::Html("</p>".into()));
    events
}
