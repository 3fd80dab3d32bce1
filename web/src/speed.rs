//! How fast virtual time passes for the reader.

use tidepool_view::Lang;

use crate::i18n::Words;

/// Virtual seconds per real second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Speed {
    /// So many.
    Times(f64),
    /// None in particular: so many statements of the listing per real second.
    Statements(f64),
    /// As many as the machine can do.
    Fastest,
}

/// The speeds a reader can choose, slowest first.
pub const SPEEDS: [Speed; 11] = [
    Speed::Times(0.001),
    Speed::Times(0.01),
    Speed::Times(0.05),
    Speed::Times(0.2),
    Speed::Times(0.5),
    Speed::Times(1.0),
    Speed::Times(5.0),
    Speed::Times(20.0),
    Speed::Times(100.0),
    Speed::Times(1000.0),
    Speed::Fastest,
];

/// The speeds for a program without load: it is over in no time unless it is read statement by statement.
pub const PROGRAM_SPEEDS: [Speed; 8] = [
    Speed::Statements(0.5),
    Speed::Statements(1.0),
    Speed::Statements(2.0),
    Speed::Statements(5.0),
    Speed::Statements(20.0),
    Speed::Times(0.001),
    Speed::Times(1.0),
    Speed::Fastest,
];

/// Index in [`PROGRAM_SPEEDS`] of the speed at which a program begins.
pub const PROGRAM_USUAL: usize = 1;

/// Index in [`SPEEDS`] of the speed at which a run of this length begins: half a minute is watched as it is, an hour is not.
pub fn usual(duration_ns: u64) -> usize {
    match duration_ns / 1_000_000_000 {
        0..=45 => 5,
        46..=200 => 6,
        _ => 7,
    }
}

impl Speed {
    /// `0.01 ×`; the fastest has no number.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Speed::Times(times) => format!("{times} ×"),
            Speed::Statements(per_s) if per_s < 1.0 => {
                lang.pick(format!("a line in {} s", 1.0 / per_s), format!("每 {} 秒一行", 1.0 / per_s))
            }
            Speed::Statements(per_s) => {
                let lines = if per_s == 1.0 { "line" } else { "lines" };
                lang.pick(format!("{per_s} {lines} per second"), format!("每秒 {per_s} 行"))
            }
            Speed::Fastest => Words::of(lang).fastest.into(),
        }
    }

    /// Virtual nanoseconds in `ms` real milliseconds.
    pub fn nanos_in(self, ms: f64) -> u64 {
        match self {
            Speed::Times(times) => (ms * 1e6 * times) as u64,
            Speed::Statements(_) => 0,
            Speed::Fastest => u64::MAX,
        }
    }
}

/// Measured speed with two significant digits, for showing: `0.83 ×`.
pub fn measured_text(times: f64) -> String {
    match times {
        t if t >= 10.0 => format!("{t:.0} ×"),
        t if t >= 1.0 => format!("{t:.1} ×"),
        t if t >= 0.1 => format!("{t:.2} ×"),
        t => format!("{t:.4} ×"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_rise_and_have_names() {
        let times: Vec<f64> = SPEEDS
            .iter()
            .map(|speed| match speed {
                Speed::Times(times) => *times,
                _ => f64::INFINITY,
            })
            .collect();
        assert!(times.is_sorted());
        assert_eq!(Speed::Times(0.001).text(Lang::En), "0.001 ×");
        assert_eq!(Speed::Statements(0.5).text(Lang::Zh), "每 2 秒一行");
        assert_eq!(Speed::Statements(2.0).text(Lang::En), "2 lines per second");
        assert_eq!(Speed::Fastest.text(Lang::Zh), "尽可能快");
        assert_eq!(Speed::Times(1.0).nanos_in(16.0), 16_000_000);
    }
}
