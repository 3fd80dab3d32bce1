//! How wide text is, near enough: the reader's face is not known.

use super::grid::Px;

/// Width of `text` at `size`, rather a little too much.
pub(crate) fn width(text: &str, size: Px) -> Px {
    let thousandths: i32 = text.chars().map(advance).sum();
    (thousandths * size + 999) / 1000
}

/// Thousandths of the size.
fn advance(c: char) -> i32 {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';' | '\'' | '’' | '!' | '|' | '(' | ')'
        | '/' | ' ' => 340,
        'm' | 'w' | 'M' | 'W' | '—' => 880,
        'A'..='Z' => 690,
        c if c.is_ascii() => 580,
        c if c < '\u{2e80}' => 600,
        _ => 1000,
    }
}

/// Must not begin a line.
const CLOSING: &str = "，。、；：？！）」』”’…,.;:?!)";

/// Breaks `text` into lines of at most `most`, at `|` in any case; a single word may be wider.
pub(crate) fn wrap(text: &str, size: Px, most: Px) -> Vec<String> {
    text.split('|').flat_map(|part| even(part.trim(), size, most)).collect()
}

/// Lines about equally long. Where Han may break anywhere they are filled instead, which cuts fewer words.
fn even(text: &str, size: Px, most: Px) -> Vec<String> {
    let mut lines = greedy(text, size, most);
    for narrower in (most / 2..most).rev().take_while(|_| !text.contains(wide)) {
        let tried = greedy(text, size, narrower);
        if tried.len() > lines.len() || tried.iter().any(|line| width(line, size) > narrower) {
            break;
        }
        lines = tried;
    }
    lines
}

/// A label in one line, without the marks of its breaks.
pub(crate) fn unbroken(text: &str) -> String {
    let mut out = String::new();
    for part in text.split('|').map(str::trim) {
        let joined = out.chars().next_back().is_none_or(wide) || part.starts_with(wide);
        if !joined {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// Lines filled one after the other.
fn greedy(text: &str, size: Px, most: Px) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width(&line, size) + width(piece.trim_end(), size) > most {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(piece);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Parts between which a line may end: words with the space after them, single Han characters.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut last = None;
    for (at, c) in text.char_indices() {
        let after = last.replace(c);
        let cut = match after {
            None => false,
            Some(' ') => true,
            Some(before) => (wide(before) || wide(c)) && !CLOSING.contains(c) && !"（「『“".contains(before),
        };
        if cut && c != ' ' {
            cuts.push(at);
        }
    }
    cuts.push(text.len());
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}

fn wide(c: char) -> bool {
    c >= '\u{2e80}'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_words_and_between_han() {
        let shown = |text, most| wrap(text, 13, most).join("|");
        assert_eq!(shown("Run the query", 200), "Run the query");
        assert_eq!(
            shown("Is a connection idle, or may one be opened?", 110),
            "Is a connection|idle, or may|one be opened?"
        );
        assert_eq!(shown("有空闲连接，或者池还没满吗？", 90), "有空闲连接，|或者池还没满|吗？");
        assert_eq!(shown("有空闲连接，或者|池还没满吗？", 140), "有空闲连接，或者|池还没满吗？");
        assert_eq!((unbroken("池还没|满吗？"), unbroken("a b|c")), ("池还没满吗？".into(), "a b c".into()));
        assert_eq!(shown("等待 conn 释放", 72), "等待 conn|释放");
        assert_eq!(shown("unbreakable", 20), "unbreakable");
    }
}
