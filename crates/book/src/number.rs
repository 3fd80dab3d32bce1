//! A computed number as readers see it.

use tidepool_view::Lang;

use crate::directive::Num;
use crate::html::escape;
use crate::plan::Results;

/// The number in the manner of the language: English groups thousands, Chinese prose does not.
/// Without `digits` a whole number has none behind the point, any other one.
pub fn format_number(value: f64, digits: Option<usize>, lang: Lang) -> String {
    let digits = digits.unwrap_or(usize::from(value.fract() != 0.0));
    let plain = format!("{value:.digits$}");
    let magnitude = plain.trim_start_matches('-');
    let (whole, fraction) = magnitude.split_once('.').map_or((magnitude, None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    // What rounds to zero has no sign.
    if plain.starts_with('-') && magnitude.contains(|c: char| c.is_ascii_digit() && c != '0') {
        out.push('−');
    }
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) && lang == Lang::En {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The element for `num`; `None` if its run or metric is missing, which has been reported.
pub(crate) fn element(num: &Num, results: &Results, lang: Lang) -> Option<String> {
    let total = *results.get(&num.run)?.metrics.get(&num.metric)?;
    let per = f64::from(num.per.unwrap_or(1));
    let value = total / per;
    let mut shown = format_number(value, num.digits, lang);
    if let Some(unit) = &num.unit {
        shown = format!("{shown}\u{a0}{unit}");
    }
    let mut source = format!("tidepool run {}: {}", num.run.shown(), num.metric);
    if num.per.is_some() {
        source += &format!(" / {per}");
    }
    Some(format!(
        r#"<data class="num" value="{value}" title="{}">{}</data>"#,
        escape(&source),
        escape(&shown)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        let en = |value, digits| format_number(value, digits, Lang::En);
        assert_eq!(en(1449.0, None), "1,449");
        assert_eq!(en(1234567.25, Some(1)), "1,234,567.2");
        assert_eq!(en(92.04, None), "92.0");
        assert_eq!(en(999.6, Some(0)), "1,000");
        assert_eq!(en(-0.2, Some(0)), "0");
        assert_eq!(en(-1.5, Some(1)), "−1.5");
        assert_eq!(format_number(36_000.4, Some(0), Lang::Zh), "36000");
    }
}
