//! Flags, width and precision of a verb, and padding.

/// What stands between `%` and the verb.
#[derive(Clone, Copy, Debug, Default)]
pub struct Flags {
    /// Minimum width in runes.
    pub width: Option<usize>,
    /// Precision.
    pub prec: Option<usize>,
    /// `-`.
    pub minus: bool,
    /// `+`.
    pub plus: bool,
    /// `#`.
    pub sharp: bool,
    /// A blank.
    pub space: bool,
    /// `0`.
    pub zero: bool,
    /// `%+v`.
    pub plus_v: bool,
    /// `%#v`.
    pub sharp_v: bool,
}

/// Number of runes, invalid bytes counting as one each.
pub fn rune_count(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    let mut count = 0;
    while !rest.is_empty() {
        let (_, len) = crate::interp::strings::decode_rune(rest);
        rest = &rest[len..];
        count += 1;
    }
    count
}

impl Flags {
    /// Appends `text`, padded to the width.
    pub fn pad(&self, out: &mut Vec<u8>, text: &[u8]) {
        let Some(width) = self.width.filter(|&w| w > 0) else {
            out.extend_from_slice(text);
            return;
        };
        let missing = width.saturating_sub(rune_count(text));
        if self.minus {
            out.extend_from_slice(text);
            out.extend(std::iter::repeat_n(b' ', missing));
        } else {
            let fill = if self.zero { b'0' } else { b' ' };
            out.extend(std::iter::repeat_n(fill, missing));
            out.extend_from_slice(text);
        }
    }

    /// The beginning of `text`, as many runes as the precision says.
    pub fn truncate<'t>(&self, text: &'t [u8]) -> &'t [u8] {
        let Some(prec) = self.prec else {
            return text;
        };
        let mut rest = text;
        for _ in 0..prec {
            if rest.is_empty() {
                return text;
            }
            rest = &rest[crate::interp::strings::decode_rune(rest).1..];
        }
        &text[..text.len() - rest.len()]
    }
}
