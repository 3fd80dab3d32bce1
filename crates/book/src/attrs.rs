//! The attributes of a directive: `{scenario=rows set="pool=100 ramp=0s"}`.

use std::fmt::Display;
use std::str::FromStr;

/// Attributes in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attrs {
    pairs: Vec<(String, String)>,
}

impl Attrs {
    /// Reads `{…}` at the start of `text` and gives the rest after it. A directive without braces has no attributes.
    ///
    /// # Errors
    /// If it is not `key=value` or `key="value"`, or a key is given twice: what is wrong, for people.
    pub fn read(text: &str) -> Result<(Attrs, &str), String> {
        let mut attrs = Attrs::default();
        let Some(mut rest) = text.strip_prefix('{') else { return Ok((attrs, text)) };
        loop {
            rest = rest.trim_start_matches([' ', '\t']);
            if let Some(after) = rest.strip_prefix('}') {
                return Ok((attrs, after));
            }
            let (key, value, after) = pair(rest)?;
            if attrs.pairs.iter().any(|(k, _)| k == key) {
                return Err(format!("attribute `{key}` is given twice"));
            }
            attrs.pairs.push((key.into(), value.into()));
            rest = after;
        }
    }

    /// Keys and values that nobody has taken.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// Takes the value of `key` out, if it is given.
    pub(crate) fn take(&mut self, key: &str) -> Option<String> {
        let at = self.pairs.iter().position(|(k, _)| k == key)?;
        Some(self.pairs.remove(at).1)
    }

    /// Whether `key` is given.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.pairs.iter().any(|(k, _)| k == key)
    }

    /// Takes the value of `key`, which must be given.
    pub(crate) fn require(&mut self, key: &str) -> Result<String, String> {
        self.take(key).filter(|v| !v.is_empty()).ok_or_else(|| format!("attribute `{key}=…` is missing"))
    }

    /// Takes a value that is to be read as a `T`.
    pub(crate) fn parse<T: FromStr>(&mut self, key: &str) -> Result<Option<T>, String>
    where
        T::Err: Display,
    {
        self.take(key).map(|text| text.parse().map_err(|e| format!("{key}={text}: {e}"))).transpose()
    }

    /// Takes `key="a=1 b=2"`.
    pub(crate) fn settings(&mut self, key: &str) -> Result<Vec<(String, String)>, String> {
        let text = self.take(key).unwrap_or_default();
        let pair = |word: &str| match word.split_once('=') {
            Some((name, value)) if !name.is_empty() && !value.is_empty() => Ok((name.into(), value.into())),
            _ => Err(format!("{key}={text:?}: {word:?} is no setting; expected such as \"pool=20\"")),
        };
        text.split_whitespace().map(pair).collect()
    }

    /// Complains about what nobody took.
    pub(crate) fn finish(self, known: &str) -> Result<(), String> {
        match self.pairs.first() {
            None => Ok(()),
            Some((key, _)) => Err(format!("there is no attribute `{key}` here; known are {known}")),
        }
    }
}

/// Reads one `key=value`; gives key, value and the rest.
fn pair(text: &str) -> Result<(&str, &str, &str), String> {
    let end = text.find(|c: char| c == '=' || c == '}' || c.is_whitespace()).unwrap_or(text.len());
    let (key, rest) = text.split_at(end);
    let Some(rest) = rest.strip_prefix('=').filter(|_| !key.is_empty()) else {
        return Err(if rest.is_empty() {
            "the closing `}` is missing".into()
        } else {
            format!("`{key}` has no value; expected key=value")
        });
    };
    if let Some(quoted) = rest.strip_prefix('"') {
        let end = quoted.find('"').ok_or_else(|| format!("the closing quote of `{key}` is missing"))?;
        return Ok((key, &quoted[..end], &quoted[end + 1..]));
    }
    let end = rest.find(|c: char| c == '}' || c.is_whitespace()).ok_or("the closing `}` is missing")?;
    Ok((key, &rest[..end], &rest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match Attrs::read(text) {
            Ok((attrs, rest)) => format!("{:?} | {rest}", attrs.pairs),
            Err(error) => error,
        }
    }

    #[test]
    fn values_are_bare_or_quoted() {
        assert_eq!(shown("{a=1  b=\"x=2 y=3\"} tail"), r#"[("a", "1"), ("b", "x=2 y=3")] |  tail"#);
        assert_eq!(shown(" none"), "[] |  none");
        assert_eq!(shown("{}"), "[] | ");
    }

    #[test]
    fn faults_are_named() {
        assert_eq!(shown("{a=1"), "the closing `}` is missing");
        assert_eq!(shown("{a"), "the closing `}` is missing");
        assert_eq!(shown("{a}"), "`a` has no value; expected key=value");
        assert_eq!(shown("{a=\"1}"), "the closing quote of `a` is missing");
        assert_eq!(shown("{a=1 a=2}"), "attribute `a` is given twice");
    }
}
