//! The written form of durations, and the cursor and error that all parsers of this crate share.

use std::fmt;
use std::str::FromStr;

use crate::Duration;

/// The longest duration that can be written: the longest that Go's `time.Duration` holds, 292 years.
pub const DURATION_TEXT_MAX: Duration = Duration::from_nanos(i64::MAX as u64);

/// Units by name, in nanoseconds. Both micro signs of Unicode are accepted, as in Go.
const UNITS: [(&str, u64); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("\u{b5}s", 1_000),
    ("\u{3bc}s", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

/// Why a text is not a duration or distribution.
///
/// Displayed as `expected a unit (ns, us, ms, s, m or h) at column 2, found "x"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// What should stand there.
    pub expected: String,
    /// Byte offset in the text where it should stand.
    pub at: usize,
    /// Column of that place, in characters from 1.
    pub column: usize,
    /// What stands there instead; empty at the end of the text.
    pub found: String,
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} at column {}, found ", self.expected, self.column)?;
        match self.found.as_str() {
            "" => write!(f, "the end"),
            found => write!(f, "{found:?}"),
        }
    }
}

impl std::error::Error for ParseError {}

/// A place in a text, moved forward by what is read.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Whether a character that `accept`s stands here.
    pub(crate) fn stands(&self, accept: impl Fn(char) -> bool) -> bool {
        self.rest().starts_with(accept)
    }

    /// Reads the longest run of characters that `accept`s.
    pub(crate) fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let len = rest.find(|c| !accept(c)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    pub(crate) fn skip_spaces(&mut self) {
        self.take_while(|c| c == ' ');
    }

    /// Reads `token` if it stands here.
    pub(crate) fn eat(&mut self, token: &str) -> bool {
        let here = self.rest().starts_with(token);
        if here {
            self.at += token.len();
        }
        here
    }

    /// Reads `token`, with spaces around it.
    pub(crate) fn expect(&mut self, token: &str) -> Result<(), ParseError> {
        self.skip_spaces();
        if !self.eat(token) {
            return Err(self.error(format!("{token:?}")));
        }
        self.skip_spaces();
        Ok(())
    }

    pub(crate) fn expect_end(&self, after: &str) -> Result<(), ParseError> {
        if self.rest().is_empty() { Ok(()) } else { Err(self.error(format!("nothing after {after}"))) }
    }

    pub(crate) fn error(&self, expected: impl Into<String>) -> ParseError {
        self.error_at(self.at, expected)
    }

    /// An error about what stands at byte `at`; shows at most 20 characters of it.
    pub(crate) fn error_at(&self, at: usize, expected: impl Into<String>) -> ParseError {
        ParseError {
            expected: expected.into(),
            at,
            column: self.text[..at].chars().count() + 1,
            found: self.text[at..].chars().take(20).collect(),
        }
    }

    /// Reads a decimal number without sign or exponent: its digits before and after the point.
    pub(crate) fn decimal(&mut self, expected: &str) -> Result<Decimal<'a>, ParseError> {
        let start = self.at;
        let whole = self.take_while(|c| c.is_ascii_digit());
        let fraction = if self.eat(".") { self.take_while(|c| c.is_ascii_digit()) } else { "" };
        if whole.is_empty() && fraction.is_empty() {
            return Err(self.error_at(start, expected));
        }
        Ok(Decimal { whole, fraction })
    }
}

/// The digits of a decimal number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decimal<'a> {
    whole: &'a str,
    fraction: &'a str,
}

impl Decimal<'_> {
    /// The number times `scale`; `None` if that is no whole number or exceeds `max`.
    pub(crate) fn exact(self, scale: u64, max: u64) -> Option<u64> {
        let digits = self.fraction.trim_end_matches('0').len();
        (digits <= scale.ilog10() as usize).then(|| self.scaled(scale, max)).flatten()
    }

    /// The number times `scale`, rounded down to a whole number; `None` if it exceeds `max`.
    pub(crate) fn scaled(self, scale: u64, max: u64) -> Option<u64> {
        let mut whole: u64 = 0;
        for digit in self.whole.bytes() {
            whole = whole.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        }
        // Digits beyond the 18th are below anything that `scale` could bring above one.
        let mut fraction: u128 = 0;
        let mut divisor: u128 = 1;
        for digit in self.fraction.bytes().take(18) {
            fraction = fraction * 10 + u128::from(digit - b'0');
            divisor *= 10;
        }
        let total = u128::from(whole) * u128::from(scale) + fraction * u128::from(scale) / divisor;
        u64::try_from(total).ok().filter(|&total| total <= max)
    }
}

/// Reads a duration as Go writes it: numbers with units, or `0`.
pub(crate) fn duration(cursor: &mut Cursor) -> Result<Duration, ParseError> {
    let start = cursor.at();
    if cursor.eat("-") {
        return Err(cursor.error_at(start, "a duration that is not negative"));
    }
    let max = DURATION_TEXT_MAX.as_nanos();
    let mut total: u64 = 0;
    let mut first = true;
    while first || cursor.stands(|c| c.is_ascii_digit() || c == '.') {
        let number = cursor.decimal("a duration such as 5ms")?;
        let unit_at = cursor.at();
        let name = cursor.take_while(|c| c.is_alphabetic() || c == '\u{b5}');
        let Some(&(_, unit)) = UNITS.iter().find(|(unit, _)| *unit == name) else {
            if first && name.is_empty() && number.scaled(1, 0) == Some(0) && number.fraction.is_empty() {
                return Ok(Duration::ZERO);
            }
            return Err(cursor.error_at(unit_at, "a unit (ns, us, ms, s, m or h)"));
        };
        total = number
            .scaled(unit, max)
            .and_then(|part| total.checked_add(part))
            .filter(|&total| total <= max)
            .ok_or_else(|| cursor.error_at(start, format!("a duration up to {DURATION_TEXT_MAX}")))?;
        first = false;
    }
    Ok(Duration::from_nanos(total))
}

impl FromStr for Duration {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Duration, ParseError> {
        let mut cursor = Cursor::new(text);
        let result = duration(&mut cursor)?;
        cursor.expect_end("the duration")?;
        Ok(result)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.as_nanos();
        let text = match nanos {
            0 => "0s".to_owned(),
            1..1_000 => with_fraction(nanos, 1, "ns"),
            1_000..1_000_000 => with_fraction(nanos, 1_000, "\u{b5}s"),
            1_000_000..1_000_000_000 => with_fraction(nanos, 1_000_000, "ms"),
            _ => hours_minutes_seconds(nanos),
        };
        f.pad(&text)
    }
}

fn hours_minutes_seconds(nanos: u64) -> String {
    let minute = Duration::MINUTE.as_nanos();
    let hour = Duration::HOUR.as_nanos();
    let seconds = with_fraction(nanos % minute, 1_000_000_000, "s");
    match nanos {
        _ if nanos < minute => seconds,
        _ if nanos < hour => format!("{}m{seconds}", nanos / minute),
        _ => format!("{}h{}m{seconds}", nanos / hour, nanos % hour / minute),
    }
}

/// `nanos` in units of `unit` (a power of ten), without trailing zeros.
fn with_fraction(nanos: u64, unit: u64, name: &str) -> String {
    let whole = nanos / unit;
    let fraction = nanos % unit;
    if fraction == 0 {
        return format!("{whole}{name}");
    }
    let width = unit.ilog10() as usize;
    let digits = format!("{fraction:0width$}");
    format!("{whole}.{}{name}", digits.trim_end_matches('0'))
}
