//! The figures of two runs.

use tidepool_sim::{Report, Simulation};

use super::Contrast;
use crate::Lang;
use crate::figures::{SHOWN, value};

/// So many of [`SHOWN`] are always there where there are clients.
const CORE: usize = 4;

/// Most figures beside those.
const OTHERS_MAX: usize = 6;

/// How different a figure is that only one of the runs has: it is worth a row, and cannot be told in a sentence.
const UNKNOWN: f64 = 4.0;

/// The figures of two runs.
pub(super) struct Figures {
    pub(super) rows: Vec<Contrast>,
    /// How different each of them is: the logarithm of how many times larger, never negative.
    distances: Vec<f64>,
}

impl Figures {
    pub(super) fn of(a: &Simulation, b: &Simulation, lang: Lang) -> Figures {
        let clients = a.has_clients() && b.has_clients();
        let tables = [a, b].map(|simulation| Report::of(simulation).metrics);
        let over = a.end().is_some() && b.end().is_some();
        let mut figures = Figures { rows: Vec::new(), distances: Vec::new() };
        for (index, (key, en, zh, form)) in SHOWN.into_iter().enumerate() {
            let core = index < CORE && clients;
            // How long a program takes is known when it is over.
            if key == "elapsed_ns" && (clients || !over) {
                continue;
            }
            let [a, b] = [&tables[0], &tables[1]].map(|table| value(table, key));
            let distance = match (a, b) {
                (Some(a), Some(b)) => form.distance(a, b),
                (None, None) => 0.0,
                _ => UNKNOWN,
            };
            let [a, b] = [a, b].map(|value| value.map_or_else(|| "–".into(), |value| form.text(value)));
            let unlike = a != b && (distance > libm::log(1.01) || a == "–" || b == "–");
            if core || unlike {
                figures.distances.push(distance);
                figures.rows.push(Contrast {
                    key: key.into(),
                    name: lang.pick(en, zh).into(),
                    a,
                    b,
                    differs: unlike,
                });
            }
        }
        figures.keep(if clients { CORE } else { 0 } + OTHERS_MAX);
        figures
    }

    /// Keeps so many, what differs least goes first; the core stays, and the order.
    fn keep(&mut self, most: usize) {
        let is_core = |row: &Contrast| SHOWN[..CORE].iter().any(|(key, ..)| *key == row.key);
        let mut ranks: Vec<f64> = self
            .rows
            .iter()
            .zip(&self.distances)
            .map(|(row, distance)| if is_core(row) { f64::INFINITY } else { *distance })
            .collect();
        ranks.sort_by(|a, b| b.total_cmp(a));
        let Some(&least) = ranks.get(most.saturating_sub(1)) else { return };
        let kept = |(row, distance): &(Contrast, f64)| is_core(row) || *distance >= least;
        let rows = std::mem::take(&mut self.rows).into_iter().zip(std::mem::take(&mut self.distances));
        (self.rows, self.distances) = rows.filter(kept).unzip();
    }

    /// What differs most, failures before anything else.
    pub(super) fn most_different(&self, count: usize) -> impl Iterator<Item = &Contrast> {
        let known = |row: &Contrast| row.differs && row.a != "–" && row.b != "–";
        let mut rows: Vec<(&Contrast, f64)> =
            self.rows.iter().zip(self.distances.iter().copied()).filter(|(row, _)| known(row)).collect();
        let first = |row: &Contrast| row.key == "requests_failed";
        rows.sort_by(|(a, near), (b, far)| first(b).cmp(&first(a)).then(far.total_cmp(near)));
        rows.into_iter().take(count).map(|(row, _)| row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Form::Count;

    fn figures(pairs: &[(&str, f64, f64)]) -> Figures {
        let rows = pairs.iter().map(|(key, a, b)| Contrast {
            key: (*key).into(),
            name: (*key).into(),
            a: Count.text(*a),
            b: Count.text(*b),
            differs: a != b,
        });
        let distances = pairs.iter().map(|(_, a, b)| Count.distance(*a, *b));
        Figures { rows: rows.collect(), distances: distances.collect() }
    }

    #[test]
    fn failures_come_first_and_then_what_differs_most() {
        let found = figures(&[
            ("gc_cycles", 10.0, 20.0),
            ("requests_completed", 5.0, 5.0),
            ("heap_max_mb", 1.0, 900.0),
            ("requests_failed", 100.0, 102.0),
            ("retries", 10.0, 12.0),
        ]);
        let names: Vec<&str> = found.most_different(3).map(|row| row.key.as_str()).collect();
        assert_eq!(names, ["requests_failed", "heap_max_mb", "gc_cycles"]);
    }
}
