//! What counts a node or an edge: metrics of a run and lines of its listing, added and taken off.

use std::fmt;

use crate::plan::Outcome;

/// A sum such as `requests_arrived - wait_count + line 12`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Counter {
    terms: Vec<Term>,
}

#[derive(Clone, Debug, PartialEq)]
struct Term {
    minus: bool,
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Metric(String),
    /// How often a statement on this line began.
    Line(u32),
}

/// Endings of metrics that are no counts.
const MEASURES: [&str; 5] = ["_ms", "_mb", "_percent", "_mean", "_per_s"];

impl Counter {
    /// Reads a sum.
    pub fn parse(text: &str) -> Result<Counter, String> {
        let mut words = text.split_whitespace();
        let mut terms = Vec::new();
        let mut minus = false;
        loop {
            let word = words.next().ok_or_else(|| format!("\"{text}\" ends before it counts anything"))?;
            let what = match word {
                "line" => {
                    let number = words.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0);
                    What::Line(number.ok_or_else(|| format!("\"{text}\": expected `line` and its number"))?)
                }
                name if name.bytes().all(is_of_name) => {
                    if let Some(end) = MEASURES.iter().find(|end| name.ends_with(**end)) {
                        return Err(format!("{name} is no count: it ends with {end}"));
                    }
                    What::Metric(name.into())
                }
                _ => return Err(format!("\"{text}\": {word:?} is neither a metric nor `line 12`")),
            };
            terms.push(Term { minus, what });
            minus = match words.next() {
                None => return Ok(Counter { terms }),
                Some("+") => false,
                Some("-") => true,
                Some(word) => return Err(format!("\"{text}\": expected + or - before {word:?}")),
            };
        }
    }

    /// What all of `counters` count together.
    pub fn sum(counters: &[&Counter]) -> Counter {
        Counter { terms: counters.iter().flat_map(|counter| counter.terms.clone()).collect() }
    }

    /// The count at the end of a run. What is on its way between two counters may make a difference of them negative
    /// for a moment: nothing is what is shown then.
    pub fn value(&self, outcome: &Outcome) -> Result<u64, String> {
        let mut sum = 0.0;
        for term in &self.terms {
            let value = match &term.what {
                What::Metric(name) => metric(name, outcome)?,
                What::Line(line) => began(*line, outcome)?,
            };
            sum += if term.minus { -value } else { value };
        }
        Ok(sum.max(0.0).round() as u64)
    }
}

/// The value of metric `name`.
pub(crate) fn metric(name: &str, outcome: &Outcome) -> Result<f64, String> {
    outcome.metrics.get(name).copied().ok_or_else(|| {
        let known: Vec<&str> = outcome.metrics.keys().map(String::as_str).collect();
        format!("there is no metric {name:?}; expected one of {}", known.join(", "))
    })
}

fn began(line: u32, outcome: &Outcome) -> Result<f64, String> {
    let found = outcome.lines.get(&line).map(|count| *count as f64);
    found.ok_or_else(|| {
        let before = outcome.lines.range(..line).next_back().map(|(line, _)| *line);
        let after = outcome.lines.range(line..).next().map(|(line, _)| *line);
        let near: Vec<String> = before.into_iter().chain(after).map(|line| line.to_string()).collect();
        format!(
            "line {line}: no statement of the listing begins there; the nearest are {}",
            near.join(" and ")
        )
    })
}

impl fmt::Display for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, term) in self.terms.iter().enumerate() {
            match (n, term.minus) {
                (0, _) => {}
                (_, true) => f.write_str(" - ")?,
                (_, false) => f.write_str(" + ")?,
            }
            match &term.what {
                What::Metric(name) => f.write_str(name)?,
                What::Line(line) => write!(f, "line {line}")?,
            }
        }
        Ok(())
    }
}

/// Names of metrics, with what they are of before a point: `hikari.wait_count`.
fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_.-".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn shown(text: &str) -> String {
        let outcome = Outcome {
            metrics: BTreeMap::from([("arrived".into(), 10.0), ("waits".into(), 12.0)]),
            lines: BTreeMap::from([(4, 3), (9, 1)]),
            ..Outcome::default()
        };
        match Counter::parse(text) {
            Ok(counter) => match counter.value(&outcome) {
                Ok(value) => format!("{counter} = {value}"),
                Err(error) => error,
            },
            Err(error) => error,
        }
    }

    #[test]
    fn counters_add_and_take_off() {
        assert_eq!(shown(" arrived  +  line 4 - line 9"), "arrived + line 4 - line 9 = 12");
        assert_eq!(shown("arrived - waits"), "arrived - waits = 0");
    }

    #[test]
    fn faults_are_named() {
        assert_eq!(shown("arrived -"), "\"arrived -\" ends before it counts anything");
        assert_eq!(shown("line x"), "\"line x\": expected `line` and its number");
        assert_eq!(shown("arrived waits"), "\"arrived waits\": expected + or - before \"waits\"");
        assert_eq!(shown("2 * x"), "\"2 * x\": expected + or - before \"*\"");
        assert_eq!(shown("wait_p99_ms"), "wait_p99_ms is no count: it ends with _ms");
        assert_eq!(shown("gone"), "there is no metric \"gone\"; expected one of arrived, waits");
        assert_eq!(
            shown("line 5"),
            "line 5: no statement of the listing begins there; the nearest are 4 and 9"
        );
    }
}
