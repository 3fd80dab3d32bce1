//! What the components show of a run, and when a new one is due.

use std::rc::Rc;

use tidepool_sim::Simulation;
use tidepool_view::chart::{self, Panel};
use tidepool_view::compare::Comparison;
use tidepool_view::{Bytecode, Lang, ReportRow, Snapshot, bytecode, load_report};

use crate::engine::{Engine, OutputLine};
use crate::player::{Mark, Player, Runnable, Unit};

/// The runs of which a moment is shown.
#[derive(Clone, Copy)]
pub struct Runs<'a> {
    /// The one that is shown.
    pub shown: &'a Player<Engine>,
    /// The one that it is compared with.
    pub kept: Option<&'a Player<Engine>>,
    /// Whether the two are not at the same time, as one of them is still on its way.
    pub apart: bool,
}

/// The run kept, beside the one shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// What differs.
    pub comparison: Comparison,
    /// Stage, numbers, code of the run kept.
    pub snapshot: Rc<Snapshot>,
    /// Its report of a load tool.
    pub report: Option<Rc<Vec<ReportRow>>>,
    /// What it wrote.
    pub output: Rc<Vec<OutputLine>>,
}

/// Least real time between two pictures while playing, in milliseconds.
const PICTURE_MS: f64 = 40.0;

/// The same for charts, which cost more.
const CHART_MS: f64 = 130.0;

/// The same for the sentence that screen readers read out.
const SPOKEN_MS: f64 = 2000.0;

/// What the components show of the run: one moment of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// Stage, numbers, code.
    pub snapshot: Rc<Snapshot>,
    /// The charts' data; not always as new as the rest.
    pub panels: Rc<Vec<Panel>>,
    /// The report of a load tool, if the scenario has one; as new as the charts.
    pub report: Option<Rc<Vec<ReportRow>>>,
    /// The run that it is compared with, if there is one; as new as the charts.
    pub beside: Option<Rc<Beside>>,
    /// The sentence to be read out; changes seldom.
    pub spoken: Rc<str>,
    /// What the program wrote.
    pub output: Rc<Vec<OutputLine>>,
    /// The next instruction and those around it, if they are asked for.
    pub bytecode: Option<Bytecode>,
    /// How many events there were.
    pub events: u64,
    /// Hash of the trace.
    pub hash: String,
    /// End of the run in nanoseconds.
    pub end_ns: u64,
    /// How far it has been computed.
    pub computed_ns: u64,
    /// Marks on the strip of time.
    pub marks: Vec<Mark>,
    /// Whether the run is over.
    pub ended: bool,
    /// What the reader wanted to go to, if it did not come before the run was over.
    pub missed: Option<Unit>,
}

impl Moment {
    /// The present of `runs`. What is not due is taken from the moment before; `deep` down to the instructions.
    pub fn of(runs: Runs, lang: Lang, before: Option<&Moment>, due: Due, deep: bool) -> Moment {
        let player = runs.shown;
        let engine = player.present();
        let simulation = engine.simulation();
        let snapshot = Rc::new(Snapshot::of(simulation, lang));
        let charted = before
            .filter(|_| !due.chart)
            .map(|moment| (moment.panels.clone(), moment.report.clone(), moment.beside.clone()));
        let (panels, report, beside) = charted.unwrap_or_else(|| {
            let beside = beside(runs, lang, before);
            (Rc::new(panels(runs, beside.as_deref(), lang)), report(simulation, lang), beside)
        });
        let spoken = before.filter(|_| !due.spoken).map(|moment| moment.spoken.clone());
        let to_be_spoken = || match &beside {
            Some(beside) => format!("{} {}", snapshot.caption, beside.comparison.outcome).into(),
            None => snapshot.caption.as_str().into(),
        };
        Moment {
            panels,
            report,
            spoken: spoken.unwrap_or_else(to_be_spoken),
            beside,
            output: engine.output().clone(),
            bytecode: if deep { bytecode(simulation) } else { None },
            events: engine.events(),
            hash: simulation.trace().hash(),
            end_ns: engine.end_ns(),
            computed_ns: player.computed_ns(),
            marks: player.marks().to_vec(),
            ended: engine.ended(),
            missed: player.missed(),
            snapshot,
        }
    }
}

/// The charts, with those of the run kept behind them.
fn panels(runs: Runs, beside: Option<&Beside>, lang: Lang) -> Vec<Panel> {
    let panels = |player: &Player<Engine>| chart::panels(player.present().simulation(), lang);
    match (runs.kept, beside) {
        (Some(kept), Some(beside)) => {
            chart::beside(panels(runs.shown), panels(kept), &beside.comparison.legend(lang))
        }
        _ => panels(runs.shown),
    }
}

fn report(simulation: &Simulation, lang: Lang) -> Option<Rc<Vec<ReportRow>>> {
    simulation.run().scenario.report.then(|| Rc::new(load_report(simulation, lang)))
}

/// The run kept, beside the one shown. What was to be seen last stays as long as they are apart; of a new run, nothing.
fn beside(runs: Runs, lang: Lang, before: Option<&Moment>) -> Option<Rc<Beside>> {
    let kept = runs.kept?.present();
    if runs.apart {
        return before.and_then(|moment| moment.beside.clone());
    }
    Some(Rc::new(Beside {
        comparison: Comparison::of(kept.simulation(), runs.shown.present().simulation(), lang),
        snapshot: Rc::new(Snapshot::of(kept.simulation(), lang)),
        report: report(kept.simulation(), lang),
        output: kept.output().clone(),
    }))
}

/// What is to be made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Anything at all.
    pub picture: bool,
    /// The charts.
    pub chart: bool,
    /// The sentence for screen readers.
    pub spoken: bool,
}

/// Real times, in milliseconds.
#[derive(Default)]
pub struct Clock {
    /// When the last slice began while playing.
    pub frame: Option<f64>,
    /// Virtual seconds per real second, smoothed.
    pub speed: Option<f64>,
    /// When the last statement began, if they are played one by one.
    statement: f64,
    picture: f64,
    chart: f64,
    spoken: f64,
}

impl Clock {
    /// What is due at real time `time`; `now` makes everything due. It counts as made.
    pub fn due(&mut self, time: f64, now: bool) -> Due {
        let picture = now || self.picture_due(time);
        let chart = now || picture && time - self.chart >= CHART_MS;
        let spoken = now || picture && time - self.spoken >= SPOKEN_MS;
        for (due, last) in
            [(picture, &mut self.picture), (chart, &mut self.chart), (spoken, &mut self.spoken)]
        {
            if due {
                *last = time;
            }
        }
        Due { picture, chart, spoken }
    }

    /// Whether the next of `per_s` statements a second is due at real time `time`. It counts as begun.
    pub fn statement_due(&mut self, time: f64, per_s: f64) -> bool {
        let due = self.statement_in(time, per_s) <= 0.0;
        if due {
            self.statement = time;
        }
        due
    }

    /// Milliseconds from real time `time` until the next of `per_s` statements a second is due.
    pub fn statement_in(&self, time: f64, per_s: f64) -> f64 {
        self.statement + 1000.0 / per_s - time
    }

    /// Whether a picture is due at real time `time`.
    pub fn picture_due(&self, time: f64) -> bool {
        time - self.picture >= PICTURE_MS
    }

    /// Takes into account that since the last frame `passed` virtual nanoseconds went by.
    pub fn note_speed(&mut self, start: f64, passed: u64) {
        let Some(last) = self.frame.filter(|last| start > *last) else { return };
        let times = passed as f64 / 1e6 / (start - last);
        self.speed = Some(self.speed.map_or(times, |old| old * 0.9 + times * 0.1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_are_due_less_often_than_pictures() {
        let mut clock = Clock::default();
        clock.due(1000.0, true);
        let dues: Vec<Due> =
            (1..=50).map(|frame| clock.due(1000.0 + 16.0 * f64::from(frame), false)).collect();
        let count = |which: fn(&Due) -> bool| dues.iter().filter(|due| which(due)).count();
        assert_eq!((count(|d| d.picture), count(|d| d.chart), count(|d| d.spoken)), (16, 5, 0));
    }

    #[test]
    fn statements_are_due_one_after_the_other() {
        let mut clock = Clock::default();
        let dues = (0..=20).filter(|frame| clock.statement_due(1000.0 + 100.0 * f64::from(*frame), 2.0));
        assert_eq!(dues.collect::<Vec<_>>(), [0, 5, 10, 15, 20]);
        assert_eq!(clock.statement_in(3100.0, 2.0), 400.0);
    }

    #[test]
    fn the_measured_speed_settles() {
        let mut clock = Clock::default();
        for frame in 0..100 {
            let start = 1000.0 + 16.0 * f64::from(frame);
            clock.note_speed(start, 8_000_000);
            clock.frame = Some(start);
        }
        assert!(clock.speed.is_some_and(|speed| (speed - 0.5).abs() < 1e-9), "{:?}", clock.speed);
    }
}
