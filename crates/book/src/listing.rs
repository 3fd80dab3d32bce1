//! Listings in colours.

use std::ops::{Range, RangeInclusive};

use tidepool_go_syntax::{Class, highlight};

use crate::directive::Listing;
use crate::html::escape;
use crate::words::Words;

/// The lines of `text` that `listing` names, as a figure.
pub(crate) fn figure(listing: &Listing, text: &str, words: &Words) -> String {
    let count = text.lines().count();
    let lines = listing.lines.clone().unwrap_or(1..=count);
    let caption = match &listing.lines {
        Some(lines) => (words.listing_lines)(&listing.file, lines),
        None => listing.file.clone(),
    };
    format!(
        "<figure class=\"listing\"><figcaption>{}</figcaption>\n<pre tabindex=\"0\"><code class=\"go\">{}</code></pre></figure>\n",
        escape(&caption),
        code(text, lines, listing.mark)
    )
}

/// Go source as spans, one `.line` per line.
pub(crate) fn code(text: &str, lines: RangeInclusive<usize>, mark: Option<usize>) -> String {
    let tokens = highlight(text);
    let mut out = String::new();
    let mut start = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let number = n + 1;
        let range = start..start + line.trim_end_matches(['\n', '\r']).len();
        start += line.len();
        if !lines.contains(&number) {
            continue;
        }
        let marked = if mark == Some(number) { " marked" } else { "" };
        out.push_str(&format!("<span class=\"line{marked}\" data-line=\"{number}\">"));
        spans(text, range, &tokens, &mut out);
        // Kept for readers of plain text and for copying; the span is a block of its own on screen.
        out.push_str("\n</span>");
    }
    out
}

/// The part `line` of `text`. A token may reach over the line's ends.
fn spans(text: &str, line: Range<usize>, tokens: &[(Range<usize>, Class)], out: &mut String) {
    let mut at = line.start;
    let first = tokens.partition_point(|(range, _)| range.end <= line.start);
    for (range, class) in tokens[first..].iter().take_while(|(range, _)| range.start < line.end) {
        let (from, to) = (range.start.max(line.start), range.end.min(line.end));
        let Some(name) = name(*class) else { continue };
        out.push_str(&escape(&text[at..from]));
        out.push_str(&format!("<span class=\"{name}\">{}</span>", escape(&text[from..to])));
        at = to;
    }
    out.push_str(&escape(&text[at..line.end]));
}

/// Class in the style sheet; most of a listing has none.
fn name(class: Class) -> Option<&'static str> {
    match class {
        Class::Keyword => Some("kw"),
        Class::TypeName => Some("typ"),
        Class::Function => Some("fn"),
        Class::String => Some("str"),
        Class::Number => Some("num"),
        Class::Comment => Some("com"),
        Class::Builtin | Class::Identifier | Class::Operator => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn tokens_over_several_lines_are_cut() {
        let text = "package main\n\nvar s = `a\n<b`\n\tf(1) // c\n";
        expect![[r#"
            <span class="line" data-line="2">
            </span><span class="line" data-line="3"><span class="kw">var</span> s = <span class="str">`a</span>
            </span><span class="line marked" data-line="4"><span class="str">&lt;b`</span>
            </span><span class="line" data-line="5">	<span class="fn">f</span>(<span class="num">1</span>) <span class="com">// c</span>
            </span>"#]]
        .assert_eq(&code(text, 2..=5, Some(4)));
    }
}
