//! Conditions on metrics.

use std::fmt;

/// A condition on one metric.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// Name of the metric, such as `requests_failed`.
    pub metric: String,
    /// What must hold.
    pub condition: Condition,
}

/// A comparison with a number, or a closed range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Condition {
    /// `== x`.
    Eq(f64),
    /// `!= x`.
    Ne(f64),
    /// `< x`.
    Lt(f64),
    /// `<= x`.
    Le(f64),
    /// `> x`.
    Gt(f64),
    /// `>= x`.
    Ge(f64),
    /// `a..b`, both ends included.
    Within(f64, f64),
}

impl Condition {
    /// Reads `== 10`, `!= 0`, `< 1`, `<= 1`, `> 0`, `>= 2.5` or `26..31`.
    ///
    /// # Errors
    /// Says what was expected.
    pub fn parse(text: &str) -> Result<Condition, String> {
        let text = text.trim();
        let number = |part: &str| {
            let value = part.trim().parse::<f64>().ok().filter(|v| v.is_finite());
            value.ok_or_else(|| format!("{:?} is not a number in condition {text:?}", part.trim()))
        };
        type Make = fn(f64) -> Condition;
        let operators: [(&str, Make); 6] = [
            ("==", Condition::Eq),
            ("!=", Condition::Ne),
            ("<=", Condition::Le),
            (">=", Condition::Ge),
            ("<", Condition::Lt),
            (">", Condition::Gt),
        ];
        for (symbol, make) in operators {
            if let Some(rest) = text.strip_prefix(symbol) {
                return number(rest).map(make);
            }
        }
        match text.split_once("..") {
            Some((low, high)) => Ok(Condition::Within(number(low)?, number(high)?)),
            None => {
                Err(format!("{text:?} is no condition; expected such as \"== 10\", \"> 0\" or \"26..31\""))
            }
        }
    }

    /// Whether `value` satisfies it.
    pub fn holds(&self, value: f64) -> bool {
        match *self {
            Condition::Eq(x) => value == x,
            Condition::Ne(x) => value != x,
            Condition::Lt(x) => value < x,
            Condition::Le(x) => value <= x,
            Condition::Gt(x) => value > x,
            Condition::Ge(x) => value >= x,
            Condition::Within(low, high) => (low..=high).contains(&value),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Eq(x) => write!(f, "== {x}"),
            Condition::Ne(x) => write!(f, "!= {x}"),
            Condition::Lt(x) => write!(f, "< {x}"),
            Condition::Le(x) => write!(f, "<= {x}"),
            Condition::Gt(x) => write!(f, "> {x}"),
            Condition::Ge(x) => write!(f, ">= {x}"),
            Condition::Within(low, high) => write!(f, "{low}..{high}"),
        }
    }
}
