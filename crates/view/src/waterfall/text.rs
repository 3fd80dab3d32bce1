//! A waterfall as a text.

use super::{Span, Waterfall};
use crate::{Lang, format_duration_ns};

/// Characters that stand for the whole time.
const WIDTH: u64 = 32;

impl Waterfall {
    /// A sentence that says which request it is and how it fared.
    pub fn heading(&self, lang: Lang) -> String {
        let Waterfall { number, asked, .. } = self;
        let number = match self.last_number {
            last if last == *number => number.to_string(),
            last => lang.pick(format!("{number}, last try {last}"), format!("{number}，最后一次 {last}")),
        };
        let (took, at) = (format_duration_ns(self.length_ns()), format_duration_ns(self.from_ns));
        let how = self.outcome.words(lang);
        lang.pick(
            format!("Request {number}, {asked}: sent at {at}, {took}, {how}"),
            format!("请求 {number}，{asked}：{at} 时发出，{took}，{how}"),
        )
    }

    /// From when it was sent first until the last try was over, or the present, in ns.
    pub fn length_ns(&self) -> u64 {
        self.to_ns - self.from_ns
    }

    /// The share of a part in percent.
    pub fn percent(&self, time: u64) -> f64 {
        match self.length_ns() {
            0 => 0.0,
            length => 100.0 * time as f64 / length as f64,
        }
    }

    /// What the time went into, the most first.
    pub fn sums(&self, lang: Lang) -> Vec<(&'static str, String, String)> {
        let sums = self.parts.iter().filter(|(_, time)| *time > 0);
        let sums = sums.map(|(part, time)| {
            let percent = format!("{:.1} %", self.percent(*time));
            (part.name(lang), format_duration_ns(*time), percent)
        });
        sums.collect()
    }

    /// The rows, and whether each stands beside the way, by itself or as a part of one that does.
    pub fn rows(&self) -> impl Iterator<Item = (&Span, bool)> {
        let mut beside: Option<usize> = None;
        self.spans.iter().map(move |span| {
            beside = beside.filter(|depth| span.depth > *depth).or(span.aside.then_some(span.depth));
            (span, beside.is_some())
        })
    }

    /// All of it, to be read in a terminal: when each span began after the request was sent, how long it was, a bar, and
    /// what it was. Spans beside the way have bars of another kind.
    pub fn text(&self, lang: Lang) -> String {
        let mut text = self.heading(lang) + "\n\n";
        for (span, beside) in self.rows() {
            let from = format_duration_ns(span.from_ns.saturating_sub(self.from_ns));
            let took = format_duration_ns(span.to_ns - span.from_ns);
            let indent = "  ".repeat(span.depth);
            text += &format!("{from:>8} {took:>8} |{}| {indent}{}\n", self.bar(span, beside), span.label);
        }
        text += &format!("\n{}\n", lang.pick("Together:", "合计："));
        for (name, time, percent) in self.sums(lang) {
            text += &format!("{time:>8} {percent:>7}  {name}\n");
        }
        text
    }

    fn bar(&self, span: &Span, beside: bool) -> String {
        let (length, begin) = (u128::from(self.length_ns().max(1)), self.from_ns);
        let column = |at: u64| {
            let since = u128::from(at.clamp(begin, self.to_ns) - begin);
            (since * u128::from(WIDTH) / length) as usize
        };
        if span.from_ns >= self.to_ns && self.length_ns() > 0 {
            // It lies behind all of it.
            return format!("{:>1$}", ">", WIDTH as usize);
        }
        let from = column(span.from_ns).min(WIDTH as usize - 1);
        let to = column(span.to_ns).max(from + 1);
        let mark = match (beside, span.part) {
            (true, _) => "~",
            (false, None) => "-",
            (false, Some(_)) => "#",
        };
        format!("{}{}{}", " ".repeat(from), mark.repeat(to - from), " ".repeat(WIDTH as usize - to))
    }
}
