//! Space between Han and Latin, where the author left it out.
//!
//! Newer browsers can do it (`text-autospace`), older ones need it in the text.
//! Chinese lines are also joined without the space that HTML would put for the line break.

use tidepool_view::Lang;

/// Follows the inline text of one block.
#[derive(Debug)]
pub(crate) struct Spacing {
    on: bool,
    last: Option<char>,
    line_break: bool,
}

impl Spacing {
    pub fn new(lang: Lang) -> Spacing {
        Spacing { on: lang == Lang::Zh, last: None, line_break: false }
    }

    /// A new block begins.
    pub fn restart(&mut self) {
        self.last = None;
        self.line_break = false;
    }

    /// The source has a line break here. Whether it becomes a space is known when the next character is.
    pub fn line_break(&mut self) {
        self.line_break = true;
    }

    /// What has to stand before `next`: nothing or a space.
    pub fn before(&mut self, next: char) -> &'static str {
        let last = self.last.replace(next);
        let broken = std::mem::take(&mut self.line_break);
        match last {
            None => "",
            Some(last) if broken => {
                if self.on && wide(last) && wide(next) {
                    ""
                } else {
                    "\n"
                }
            }
            Some(last) if self.on && ((han(last) && latin(next)) || (latin(last) && han(next))) => " ",
            Some(_) => "",
        }
    }

    /// `text` with spaces where they are missing, and unbreakable ones between a number and its unit.
    pub fn text(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + 8);
        for (at, c) in text.char_indices() {
            let after_digit = self.last.is_some_and(|last| last.is_ascii_digit()) && !self.line_break;
            out.push_str(self.before(c));
            out.push(if c == ' ' && after_digit && begins_with_unit(&text[at + 1..]) { '\u{a0}' } else { c });
        }
        out
    }

    /// Code, which reads like a Latin word. Gives what has to stand before it.
    pub fn code(&mut self) -> &'static str {
        self.before('x')
    }

    /// A computed number. Gives what has to stand before it.
    pub fn number(&mut self) -> &'static str {
        self.before('0')
    }
}

/// Units that must not begin a line.
fn begins_with_unit(text: &str) -> bool {
    ["%", "ms", "s", "µs", "MB", "毫秒", "秒", "个"].into_iter().any(|unit| {
        let rest = text.strip_prefix(unit);
        rest.is_some_and(|rest| !unit.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

fn han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Han and its punctuation, set without spaces.
fn wide(c: char) -> bool {
    han(c)
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}' | '“' | '”' | '‘' | '’' | '…' | '—')
}

fn latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || (c.is_alphabetic() && !han(c) && !wide(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_gets_spaces_english_stays() {
        let mut zh = Spacing::new(Lang::Zh);
        assert_eq!(zh.text("用Go写的pool，500个 users。Go"), "用 Go 写的 pool，500 个 users。Go");
        assert_eq!(zh.code(), "");
        assert_eq!(zh.text("连接"), " 连接");
        assert_eq!(zh.code(), " ");
        zh.line_break();
        assert_eq!(zh.text("a"), "\na");
        zh.restart();
        assert_eq!(zh.text("连接，"), "连接，");
        zh.line_break();
        assert_eq!(zh.text("池"), "池");
        assert_eq!(Spacing::new(Lang::En).text("a用b"), "a用b");
        assert_eq!(
            Spacing::new(Lang::En).text("5 ms, 5 msgs, 3 s. 9 %"),
            "5\u{a0}ms, 5 msgs, 3\u{a0}s. 9\u{a0}%"
        );
        let mut en = Spacing::new(Lang::En);
        assert_eq!((en.number(), en.text(" % of")), ("", "\u{a0}% of".into()));
    }
}
