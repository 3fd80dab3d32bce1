//! Queueing theory as the referee of the pools: Go listings under load, run as a reader's run is, against closed forms.
//!
//! Each point of parameters is run [`REPLICATIONS`] times, each time from other seeds and with a warm-up that is not
//! looked at. A figure is the mean over the replications; its interval is Student's. Seeds are counted through all
//! points, so that no two share a draw, and none was chosen.
//!
//! `tests/referee/theory/recorded.tsv` has what the runs said and must be what they say; `tests/referee/README.md` has its
//! columns, and what is done about what theory leaves out. `UPDATE_EXPECT=1` before the test writes it anew.

mod points;
mod run;
mod statistics;

use std::sync::LazyLock;

use expect_test::expect_file;
use points::{Arrivals, POINTS, Point};
use rayon::prelude::*;
use run::Seen;
use statistics::Estimate;
use tidepool_tests::root;

/// Independent runs of each point.
const REPLICATIONS: u64 = 20;

/// How many figures may lie outside their 99 % intervals: of 120 independent ones more would in 1 of 130 cases.
const OUTSIDE_MAX: usize = 4;

/// What was seen in the runs of each point.
static RUNS: LazyLock<Vec<Vec<Seen>>> = LazyLock::new(|| {
    let runs = |(index, point): (usize, &Point)| {
        let first = index as u64 * REPLICATIONS + 1;
        run::replications(point, first..first + REPLICATIONS, point.requests / REPLICATIONS as u32)
    };
    POINTS.par_iter().enumerate().map(runs).collect()
});

/// A figure beside what theory says of it.
struct Comparison {
    /// The point's number, from 1.
    number: usize,
    point: &'static Point,
    name: String,
    theory: f64,
    other_order: Option<f64>,
    seen: Estimate,
}

/// All comparisons, in the order of the points.
fn comparisons() -> Vec<Comparison> {
    let mut all = Vec::new();
    for (index, (point, runs)) in POINTS.iter().zip(&*RUNS).enumerate() {
        for figure in point.figures() {
            let seen: Vec<f64> = runs.iter().map(figure.seen).collect();
            all.push(Comparison {
                number: index + 1,
                point,
                name: figure.name,
                theory: figure.theory,
                other_order: figure.other_order,
                seen: Estimate::of(&seen),
            });
        }
    }
    all
}

impl Comparison {
    /// Whether `theory` is in the interval that holds the truth with this probability.
    fn holds(&self, theory: f64, confidence: f64) -> bool {
        (self.seen.mean - theory).abs() <= self.seen.half_width(confidence)
    }

    fn describe(&self) -> String {
        let (mean, half_width) = (self.seen.mean, self.seen.half_width(0.99));
        let pool = self.point.pool.name();
        let (model, name, theory) = (self.point.model(), &self.name, self.theory);
        format!("{}. {pool}, {model}, {name}: {mean:.4} ± {half_width:.4}, theory {theory:.4}\n", self.number)
    }

    /// As a row of the record.
    fn row(&self) -> String {
        let (load, think) = match self.point.arrivals {
            Arrivals::Open(load) | Arrivals::Limited(load, _) => (load.to_string(), ""),
            Arrivals::Closed(_, think) => (String::new(), think),
        };
        let Point { pool, hold, requests, .. } = self.point;
        let inside = if self.holds(self.theory, 0.99) { "yes" } else { "no" };
        // Six digits of theory.
        let decimals = (5 - libm::floor(libm::log10(self.theory)) as i32).max(0) as usize;
        let numbers = [self.theory, self.seen.mean, self.seen.half_width(0.99)];
        let numbers = numbers.map(|number| format!("{number:.decimals$}"));
        let cells = [
            &self.number.to_string(),
            pool.name(),
            &self.point.model(),
            &load,
            think,
            hold,
            &requests.to_string(),
            &self.name,
            &numbers[0],
            &numbers[1],
            &numbers[2],
            inside,
        ];
        cells.join("\t") + "\n"
    }
}

#[test]
fn the_record_is_what_the_runs_say() {
    let mut text = String::from(
        "point\tpool\tmodel\tload\tthink\thold\trequests\tfigure\ttheory\tsimulated\thalf_width\tinside\n",
    );
    comparisons().iter().for_each(|comparison| text.push_str(&comparison.row()));
    expect_file![root().join("tests/referee/theory/recorded.tsv")].assert_eq(&text);
}

#[test]
fn theory_lies_inside_the_intervals() {
    let all = comparisons();
    let outside = |confidence: f64| -> Vec<String> {
        let found = all.iter().filter(|comparison| !comparison.holds(comparison.theory, confidence));
        found.map(Comparison::describe).collect()
    };
    let few = outside(0.99);
    assert!(few.len() <= OUTSIDE_MAX, "outside their 99 % intervals:\n{}", few.concat());
    // So wide that all of them together hold the truth with 99 %, whether they depend on each other or not (Bonferroni).
    let far = outside(1.0 - 0.01 / all.len() as f64);
    assert!(far.is_empty(), "far outside:\n{}", far.concat());
}

/// An interval may not be so wide that everything lies inside: see [`precision`].
#[test]
fn the_intervals_are_narrow() {
    let vague: Vec<String> = comparisons()
        .iter()
        .filter(|comparison| {
            comparison.seen.half_width(0.99) > precision(&comparison.name) * comparison.theory
        })
        .map(Comparison::describe)
        .collect();
    assert!(vague.is_empty(), "{}", vague.concat());
}

/// Half the width of an interval, relative to theory. Long waits are rare, and their squares vary most.
fn precision(figure: &str) -> f64 {
    match figure {
        "wait_mean_square_ms2" => 0.25,
        "waits_percent" | "turned_away_percent" => 0.06,
        "in_use_mean" | "throughput_per_s" => 0.02,
        _ => 0.1,
    }
}

/// The two pools differ in who is served of those who wait, and the mean square of the wait tells which.
#[test]
fn the_order_of_service_shows() {
    let all = comparisons();
    let told: Vec<&Comparison> = all.iter().filter(|comparison| comparison.other_order.is_some()).collect();
    assert!(told.len() >= 8);
    for comparison in told {
        let other = comparison.other_order.expect("it was asked for");
        assert!(!comparison.holds(other, 0.99), "{}", comparison.describe());
    }
}

/// J. D. C. Little, 1961: no chance is involved, only those who wait at the beginning and at the end of a run are counted
/// on one side alone.
#[test]
fn littles_law_holds_in_each_run() {
    for (point, runs) in POINTS.iter().zip(&*RUNS) {
        for seen in runs.iter().filter(|seen| seen.waiting() > 0.0) {
            let (waiting, by_wait) = (seen.waiting(), seen.throughput() * seen.wait_ms() / 1e3);
            let apart = (waiting / by_wait - 1.0).abs();
            assert!(apart < 0.02, "{} {}: {waiting} {by_wait}", point.pool.name(), point.model());
        }
    }
}

/// What the program adds to the time of a statement, and how much a constant one varies.
#[test]
fn holding_a_connection_takes_the_time_of_the_statement() {
    for (point, runs) in POINTS.iter().zip(&*RUNS).filter(|(point, _)| point.hold == "100ms") {
        for seen in runs {
            let more = seen.hold_ms() - 100.0;
            assert!((0.0..0.02).contains(&more), "{}: {more} ms", point.pool.name());
        }
    }
}

/// The figures here come from the trace; readers are shown metrics.
#[test]
fn metrics_say_what_the_trace_says() {
    for seen in RUNS.iter().flatten() {
        let more = seen.told_more;
        assert_eq!((more.acquired, more.waited), (0, 0));
        assert!((more.in_use / seen.in_use()).abs() < 1e-4, "{more:?}");
    }
}
