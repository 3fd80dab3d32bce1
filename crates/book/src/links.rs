//! Links between pages: relative, so that any folder on any host serves the book.

use std::collections::{BTreeMap, BTreeSet};

use crate::page::INDEX;
use crate::problem::Problem;
use crate::scan::Page;

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
enum Target<'a> {
    Outside,
    /// Page of the same language (none is the page itself) and anchor on it.
    Page(Option<&'a str>, Option<&'a str>),
    Unknown,
}

fn target(link: &str) -> Target<'_> {
    if ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme)) {
        return Target::Outside;
    }
    let (path, anchor) = link.split_once('#').map_or((link, None), |(p, a)| (p, Some(a)));
    if path.is_empty() {
        return Target::Page(None, anchor);
    }
    match path.strip_suffix(".html").or_else(|| path.strip_suffix(".md")) {
        Some(slug) if !slug.is_empty() && !slug.contains('/') => Target::Page(Some(slug), anchor),
        _ => Target::Unknown,
    }
}

/// The address of page `to` of the same language, seen from page `from`.
pub(crate) fn address(from: &str, to: &str) -> String {
    match (from == INDEX, to == INDEX) {
        (true, true) => "./".into(),
        (true, false) => format!("{to}/"),
        (false, true) => "../".into(),
        (false, false) => format!("../{to}/"),
    }
}

/// Way from page `from` to the top of the site.
pub(crate) fn top(from: &str) -> &'static str {
    if from == INDEX { "../" } else { "../../" }
}

/// `4-2.html#x`, as written in the Markdown, to `../4-2/#x`.
pub(crate) fn rewrite(link: &str, from: &str) -> String {
    match target(link) {
        Target::Page(Some(slug), anchor) => {
            let anchor = anchor.map_or_else(String::new, |a| format!("#{a}"));
            address(from, slug) + &anchor
        }
        Target::Page(None, _) | Target::Outside | Target::Unknown => link.into(),
    }
}

/// Every link of `pages`, all of one language, must lead somewhere.
pub(crate) fn check(pages: &[&Page<'_>], problems: &mut Vec<Problem>) {
    let anchors: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|p| (p.source.head.slug.as_str(), p.anchors())).collect();
    for page in pages {
        for (link, line) in &page.links {
            if let Err(message) = check_link(link, &page.source.head.slug, &anchors) {
                problems.push(Problem { file: page.source.file.into(), line: *line, message });
            }
        }
    }
}

fn check_link(link: &str, from: &str, anchors: &BTreeMap<&str, BTreeSet<String>>) -> Result<(), String> {
    let list = |names: Vec<&str>| match names.as_slice() {
        [] => "there are none".to_owned(),
        names => format!("expected one of {}", names.join(", ")),
    };
    match target(link) {
        Target::Outside => Ok(()),
        Target::Unknown => {
            Err(format!("link {link:?}: expected https://…, #anchor, or a page as in 4-1.html#anchor"))
        }
        Target::Page(slug, anchor) => {
            let slug = slug.unwrap_or(from);
            let known = anchors.get(slug).ok_or_else(|| {
                format!("link {link:?}: there is no page {slug}; {}", list(anchors.keys().copied().collect()))
            })?;
            match anchor {
                Some(anchor) if !known.contains(anchor) => Err(format!(
                    "link {link:?}: page {slug} has no #{anchor}; {}",
                    list(known.iter().map(String::as_str).collect())
                )),
                _ => Ok(()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative() {
        assert_eq!(rewrite("4-2.html#x", "4-1"), "../4-2/#x");
        assert_eq!(rewrite("4-2.md", "index"), "4-2/");
        assert_eq!(rewrite("index.html", "4-1"), "../");
        assert_eq!(rewrite("#x", "4-1"), "#x");
        assert_eq!(rewrite("https://go.dev/x.html", "4-1"), "https://go.dev/x.html");
    }

    #[test]
    fn dead_links_are_explained() {
        let anchors = BTreeMap::from([("4-1", BTreeSet::from(["a".into()])), ("index", BTreeSet::new())]);
        let check = |link| check_link(link, "4-1", &anchors).err().unwrap_or_default();
        assert_eq!(check("4-1.html#a"), "");
        assert_eq!(check("#b"), "link \"#b\": page 4-1 has no #b; expected one of a");
        assert_eq!(check("4-3.html"), "link \"4-3.html\": there is no page 4-3; expected one of 4-1, index");
        assert_eq!(
            check("../x"),
            "link \"../x\": expected https://…, #anchor, or a page as in 4-1.html#anchor"
        );
    }
}
