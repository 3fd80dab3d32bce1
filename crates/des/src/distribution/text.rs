//! The written form of distributions, as in data source names and scenarios.

use std::fmt;
use std::str::FromStr;

use super::{Distribution, Empirical, Point, WEIGHT_ONE};
use crate::text::{Cursor, ParseError, duration};

/// The forms that [`Distribution`] is read from, for messages.
const FORMS: &str = "a duration such as 5ms, or uniform, exp, lognormal, pareto or empirical with its parameters in parentheses";

/// Greater ones make every draw either zero or the maximum.
const SIGMA_MAX: f64 = 10.0;
const SHAPE_MAX: f64 = 1000.0;
const SHAPE_MIN: f64 = 0.01;

impl FromStr for Distribution {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Distribution, ParseError> {
        let mut cursor = Cursor::new(text);
        cursor.skip_spaces();
        let result = distribution(&mut cursor)?;
        cursor.skip_spaces();
        cursor.expect_end("the distribution")?;
        Ok(result)
    }
}

fn distribution(cursor: &mut Cursor) -> Result<Distribution, ParseError> {
    let start = cursor.at();
    let name = cursor.take_while(|c| c.is_ascii_alphabetic());
    if name.is_empty() && cursor.stands(|c| c.is_ascii_digit() || c == '.' || c == '-') {
        return Ok(Distribution::Constant(duration(cursor)?));
    }
    let parameters = match name {
        "uniform" => uniform,
        "exp" => exponential,
        "lognormal" => log_normal,
        "pareto" => pareto,
        "empirical" => empirical,
        _ => return Err(cursor.error_at(start, FORMS)),
    };
    cursor.expect("(")?;
    let result = parameters(cursor)?;
    cursor.skip_spaces();
    if !cursor.eat(")") {
        return Err(cursor.error("\")\""));
    }
    Ok(result)
}

fn uniform(cursor: &mut Cursor) -> Result<Distribution, ParseError> {
    let low = duration(cursor)?;
    cursor.expect(",")?;
    let at = cursor.at();
    let high = duration(cursor)?;
    if high < low {
        return Err(cursor.error_at(at, format!("a duration not shorter than {low}")));
    }
    Ok(Distribution::Uniform { low, high })
}

fn exponential(cursor: &mut Cursor) -> Result<Distribution, ParseError> {
    Ok(Distribution::Exponential { mean: duration(cursor)? })
}

fn log_normal(cursor: &mut Cursor) -> Result<Distribution, ParseError> {
    let median = duration(cursor)?;
    cursor.expect(",")?;
    let sigma = number(cursor, 0.0, SIGMA_MAX)?;
    Ok(Distribution::LogNormal { median, sigma })
}

fn pareto(cursor: &mut Cursor) -> Result<Distribution, ParseError> {
    let least = duration(cursor)?;
    cursor.expect(",")?;
    let shape = number(cursor, SHAPE_MIN, SHAPE_MAX)?;
    Ok(Distribution::Pareto { least, shape })
}

fn empirical(cursor: &mut Cursor) -> Result<Distribution, ParseError> {
    let start = cursor.at();
    let mut points = Vec::new();
    loop {
        let value = duration(cursor)?;
        cursor.expect(":")?;
        let weight = weight(cursor)?;
        points.push(Point { value, weight });
        cursor.skip_spaces();
        if !cursor.eat(",") {
            break;
        }
        cursor.skip_spaces();
    }
    match Empirical::new(points) {
        Ok(empirical) => Ok(Distribution::Empirical(empirical)),
        Err(error) => {
            let text = error.to_string();
            Err(cursor.error_at(start, text.trim_start_matches("expected ")))
        }
    }
}

fn number(cursor: &mut Cursor, min: f64, max: f64) -> Result<f64, ParseError> {
    let start = cursor.at();
    let expected = format!("a number from {min} to {max}");
    let text = cursor.take_while(|c| c.is_ascii_digit() || c == '.');
    match text.parse::<f64>() {
        Ok(number) if (min..=max).contains(&number) => Ok(number),
        _ => Err(cursor.error_at(start, expected)),
    }
}

fn weight(cursor: &mut Cursor) -> Result<u64, ParseError> {
    let start = cursor.at();
    let expected = "a weight such as 0.5, up to a billion, with at most 9 decimals";
    let number = cursor.decimal(expected)?;
    number.exact(WEIGHT_ONE, WEIGHT_ONE * WEIGHT_ONE).ok_or_else(|| cursor.error_at(start, expected))
}

impl fmt::Display for Distribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Distribution::Constant(value) => value.fmt(f),
            Distribution::Uniform { low, high } => write!(f, "uniform({low},{high})"),
            Distribution::Exponential { mean } => write!(f, "exp({mean})"),
            Distribution::LogNormal { median, sigma } => write!(f, "lognormal({median},{sigma})"),
            Distribution::Pareto { least, shape } => write!(f, "pareto({least},{shape})"),
            Distribution::Empirical(empirical) => {
                f.write_str("empirical(")?;
                for (index, point) in empirical.points().iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{}:{}", point.value, Weight(point.weight))?;
                }
                f.write_str(")")
            }
        }
    }
}

/// A weight as a decimal number, without trailing zeros.
struct Weight(u64);

impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.0 / WEIGHT_ONE;
        match self.0 % WEIGHT_ONE {
            0 => write!(f, "{whole}"),
            rest => write!(f, "{whole}.{}", format!("{rest:09}").trim_end_matches('0')),
        }
    }
}
