//! Markdown for the page.

use tidepool_book::{Lang, format_number};

/// The head of a column. What begins with `>` is the head of a column of figures, which stand to the right.
pub type Head = &'static str;

/// A table.
pub fn table(heads: &[Head], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let names: Vec<&str> = heads.iter().map(|head| head.trim_start_matches('>')).collect();
    let rules = heads.iter().map(|head| if head.starts_with('>') { "---:|" } else { "---|" });
    let mut text = format!("{}|{}\n", line(&names), rules.collect::<String>());
    for row in rows {
        assert_eq!(row.len(), heads.len(), "{row:?}");
        text.push_str(&line(&row.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    text
}

/// A number as the language writes it.
pub fn number(value: f64, digits: usize, lang: Lang) -> String {
    format_number(value, Some(digits), lang)
}

/// A whole number.
pub fn count(value: usize, lang: Lang) -> String {
    number(value as f64, 0, lang)
}

/// How many of a whole, in words if it is all.
pub fn all_or(part: usize, whole: usize, lang: Lang) -> String {
    let some = count(part, lang);
    match part == whole {
        true => lang.pick("all", "全都").to_owned(),
        false => lang.pick(some.clone(), format!("有 {some} 个")),
    }
}

/// A difference, always with its sign, and a unit.
pub fn signed(value: f64, digits: usize, unit: &str, lang: Lang) -> String {
    let shown = number(value, digits, lang);
    let sign = if shown.starts_with('−') || shown.bytes().all(|b| b"0.".contains(&b)) { "" } else { "+" };
    format!("{sign}{shown}{unit}")
}

/// What of several things is said once: the different ones, in order.
pub fn distinct<'a>(all: impl IntoIterator<Item = &'a str>, lang: Lang) -> String {
    once(all).join(lang.pick(", ", "、"))
}

/// The same of machines, which have commas in their names.
pub fn machines<'a>(all: impl IntoIterator<Item = &'a str>, lang: Lang) -> String {
    once(all).join(lang.pick("; ", "；"))
}

fn once<'a>(all: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = all.into_iter().collect();
    names.sort_unstable();
    names.dedup();
    names
}
