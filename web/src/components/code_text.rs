//! The listing's text in colours.

use std::rc::Rc;

use tidepool_view::highlight;
use yew::prelude::*;

/// What is coloured.
#[derive(Properties, PartialEq)]
pub struct CodeTextProps {
    /// The text.
    pub text: Rc<str>,
    /// Ranges of bytes that something is wrong with.
    pub wrong: Rc<Vec<(usize, usize)>>,
}

/// The coloured text; hidden from screen readers, which read the editor above it.
#[function_component]
pub fn CodeText(props: &CodeTextProps) -> Html {
    let parts = parts(&props.text, &props.wrong);
    html! {
        <pre class="text" aria-hidden="true"><code>
            { for parts.into_iter().map(|part| {
                let text = part.text.to_string();
                if part.class.is_none() && !part.wrong {
                    html! { { text } }
                } else {
                    html! { <span class={classes!(part.class, part.wrong.then_some("wrong"))}>{ text }</span> }
                }
            }) }
            // A last empty line keeps its height.
            { "\n" }
        </code></pre>
    }
}

/// A piece of text with one look.
#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    text: &'a str,
    class: Option<&'static str>,
    wrong: bool,
}

/// Cuts `text` where its look changes.
fn parts<'a>(text: &'a str, wrong: &[(usize, usize)]) -> Vec<Part<'a>> {
    let mut out = Vec::new();
    let mut end = 0;
    for (range, class) in highlight(text) {
        cut(text, end, range.start, None, wrong, &mut out);
        cut(text, range.start, range.end, Some(class.css()), wrong, &mut out);
        end = range.end;
    }
    cut(text, end, text.len(), None, wrong, &mut out);
    out
}

/// Adds `start..end`, cut again at the edges of the wrong ranges.
fn cut<'a>(
    text: &'a str,
    start: usize,
    end: usize,
    class: Option<&'static str>,
    wrong: &[(usize, usize)],
    out: &mut Vec<Part<'a>>,
) {
    let edges = wrong.iter().flat_map(|&(from, to)| [from, to.max(from + 1)]);
    let mut edges: Vec<usize> =
        edges.filter(|&at| start < at && at < end && text.is_char_boundary(at)).collect();
    edges.push(end);
    edges.sort_unstable();
    let mut from = start;
    for to in edges {
        if let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) {
            let inside = wrong.iter().any(|&(a, b)| a <= from && from < b.max(a + 1));
            out.push(Part { text: piece, class, wrong: inside });
        }
        from = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_the_text_is_there_in_order() {
        let text = "package main // 潮\n\nfunc main() {\n\tprintln(\"潮池\", 3)\n}\n";
        for wrong in [vec![], vec![(3, 20), (48, 48)], vec![(0, 400)]] {
            let joined: String = parts(text, &wrong).into_iter().map(|part| part.text).collect();
            assert_eq!(joined, text);
        }
    }

    #[test]
    fn wrong_places_are_marked_and_coloured() {
        let found = parts("var x = 3", &[(4, 5)]);
        let wrong: Vec<&Part> = found.iter().filter(|part| part.wrong).collect();
        assert_eq!(wrong, [&Part { text: "x", class: None, wrong: true }]);
        assert_eq!(found[0], Part { text: "var", class: Some("kw"), wrong: false });
    }
}
