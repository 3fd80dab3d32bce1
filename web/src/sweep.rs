//! A sweep in the page: what is asked for, and how far it has come. Pure.

use std::rc::Rc;

use tidepool_scenario::{Axis, Param, ParamKind, Planned, ScenarioError, Selection};
use tidepool_sim::Swept;
use tidepool_view::{parse_duration_ns, wait_in_theory};

use crate::components::field::duration_text;
use crate::state::State;

/// Most runs of one sweep in the page; the command line takes more.
pub const RUNS_MAX: usize = 400;

/// Into about so many steps the usual range is cut.
const STEPS: f64 = 8.0;

/// What the reader asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The parameter.
    pub key: String,
    /// First value, as a field takes it.
    pub from: String,
    /// No value above this.
    pub to: String,
    /// From one value to the next.
    pub step: String,
    /// Seeds for each value, as typed.
    pub seeds: String,
}

/// A sweep as it is shown.
#[derive(Clone, Debug, Default)]
pub struct Sight {
    /// The parameter.
    pub key: String,
    /// What was chosen besides.
    pub chosen: Selection,
    /// Runs that have ended.
    pub rows: Rc<Vec<Swept>>,
    /// How many there are in all.
    pub total: usize,
    /// Share of the work that is done; none if nothing is under way.
    pub progress: Option<f64>,
    /// What theory says of the mean wait, by value.
    pub theory: Vec<(String, f64)>,
    /// The same sweep on the command line, if it can be told there.
    pub command: Option<String>,
    /// What is wrong with what was asked for.
    pub error: Option<String>,
}

impl Order {
    /// A range around `present`, the parameter's value; none if its values lie on no axis.
    pub fn usual(param: &Param, present: &str) -> Option<Order> {
        let [min, max] = [&param.min, &param.max].map(|limit| limit.as_ref().map(Param::text_of));
        let [from, to, step] = match param.kind {
            ParamKind::Int | ParamKind::Float => {
                let number = |text: &str| text.trim().parse::<f64>().ok();
                let whole = param.kind == ParamKind::Int;
                let bounds = (min.as_deref().and_then(number), max.as_deref().and_then(number));
                let range = range(number(present)?, bounds, if whole { 1.0 } else { 0.0 });
                range.map(|value| value.to_string())
            }
            ParamKind::Duration | ParamKind::Distribution => {
                let nanos = |text: &str| parse_duration_ns(text).map(|ns| ns as f64);
                let bounds = (min.as_deref().and_then(nanos), max.as_deref().and_then(nanos));
                range(nanos(present)?, bounds, 1.0).map(|ns| duration_text(ns as u64))
            }
            ParamKind::Word => return None,
        };
        Some(Order { key: param.key.clone(), from, to, step, seeds: "3".into() })
    }

    /// The values asked for, and how many seeds each gets.
    fn read(&self) -> Option<(Axis, u64)> {
        let Order { key, from, to, step, .. } = self;
        let [from, to, step] = [from, to, step].map(|text| text.trim());
        let axis = Axis::parse(&format!("{key}={from}..{to}:{step}"))?;
        let seeds = self.seeds.trim().parse().ok().filter(|seeds| *seeds > 0)?;
        Some((axis, seeds))
    }

    /// All its runs.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn plan(&self, state: &State, wrong: &str, too_many: &str) -> Result<Vec<Planned>, String> {
        let (axis, seeds) = self.read().ok_or_else(|| wrong.to_owned())?;
        if axis.values.len().saturating_mul(usize::try_from(seeds).unwrap_or(usize::MAX)) > RUNS_MAX {
            return Err(format!("{too_many} {RUNS_MAX}"));
        }
        let says = |error: ScenarioError| error.to_string();
        let mut plan =
            state.scenario.sweep(&state.selection, &state.library, &[axis], seeds).map_err(says)?;
        plan.iter_mut().for_each(|planned| state.deploy_drafts(&mut planned.run));
        Ok(plan)
    }

    /// The sweep on the command line, if it can be told there.
    fn command(&self, state: &State) -> Option<String> {
        let Order { key, from, to, step, seeds } = self;
        let vary = format!("{key}={}..{}:{}", from.trim(), to.trim(), step.trim());
        let library = tidepool_content::library();
        tidepool_view::sweep_command(&state.run().ok()?, &library, &vary, seeds.trim().parse().ok()?)
    }

    /// What is shown of it before any run has ended.
    pub fn sight(&self, state: &State, plan: &[Planned]) -> Sight {
        let mut theory: Vec<(String, f64)> = Vec::new();
        for planned in plan {
            if let (Some(value), Some(wait)) = (planned.set.get(&self.key), wait_in_theory(&planned.run))
                && theory.last().is_none_or(|(last, _)| last != value)
            {
                theory.push((value.clone(), wait));
            }
        }
        Sight {
            key: self.key.clone(),
            chosen: state.selection.clone(),
            total: plan.len(),
            progress: Some(0.0),
            theory,
            command: self.command(state),
            ..Sight::default()
        }
    }
}

impl Sight {
    /// Whether something else is chosen by now than what the runs have.
    pub fn is_of_another(&self, selection: &Selection) -> bool {
        let without = |selection: &Selection| {
            let mut selection = selection.clone();
            selection.set.shift_remove(&self.key);
            selection
        };
        without(&self.chosen) != without(selection)
    }
}

/// From, to and step: up to four times the present value, within the bounds, in steps that people would choose.
fn range(present: f64, (min, max): (Option<f64>, Option<f64>), least_step: f64) -> [f64; 3] {
    let wide = match (present > 0.0, max) {
        (true, _) => present * 4.0,
        (false, Some(max)) => max,
        (false, None) => 1.0,
    };
    let to = max.map_or(wide, |max| wide.min(max));
    let min = min.unwrap_or(0.0).min(to);
    let step = nice((to - min) / STEPS).max(least_step);
    // 5, 10, 15 … rather than 1, 6, 11 …
    let from = if min < step && 3.0 * step <= to { step } else { min };
    [from, to, step].map(|value| (value * 1e9).round() / 1e9)
}

/// The next of 1, 2, 5, 10 … times a power of ten that is no smaller.
fn nice(value: f64) -> f64 {
    let power = 10f64.powf(value.max(1e-9).log10().floor());
    [1.0, 2.0, 5.0]
        .map(|factor| factor * power)
        .into_iter()
        .find(|step| *step >= value * 0.999)
        .unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use tidepool_view::Lang;

    use super::*;
    use crate::action::Action;

    fn lab(name: &str) -> State {
        let library = tidepool_content::library();
        let scenario = library.scenario(name).expect("the book has it");
        State::new(Lang::En, Rc::new(scenario), Rc::new(library))
    }

    fn order(from: &str, to: &str, step: &str, seeds: &str) -> Order {
        let [from, to, step, seeds] = [from, to, step, seeds].map(String::from);
        Order { key: "pool".into(), from, to, step, seeds }
    }

    #[test]
    fn ranges_are_those_that_people_would_choose() {
        assert_eq!(range(10.0, (Some(1.0), Some(151.0)), 1.0), [5.0, 40.0, 5.0]);
        assert_eq!(range(1.0, (Some(1.0), Some(40.0)), 1.0), [1.0, 4.0, 1.0]);
        assert_eq!(range(400.0, (Some(1.0), Some(3000.0)), 0.0), [200.0, 1600.0, 200.0]);
        assert_eq!(range(0.0, (Some(0.0), Some(1.0)), 0.0), [0.2, 1.0, 0.2]);
        assert_eq!(range(0.0, (Some(0.0), Some(1.0)), 1.0), [0.0, 1.0, 1.0]);
        assert_eq!(range(5e6, (Some(0.0), None), 1.0), [5e6, 2e7, 5e6]);
    }

    #[test]
    fn the_usual_sweep_of_each_parameter_of_the_book_can_be_planned() {
        let library = tidepool_content::library();
        let mut tried = 0;
        for name in library.scenarios.keys() {
            let state = lab(name);
            for param in &state.scenario.params {
                let Some(order) = Order::usual(param, &state.field(param)) else { continue };
                let plan = order.plan(&state, "wrong", "too many");
                let plan = plan.unwrap_or_else(|error| panic!("{name} {}: {order:?}: {error}", param.key));
                assert!((6..=60).contains(&plan.len()), "{name}: {order:?} has {} runs", plan.len());
                tried += 1;
            }
        }
        assert!(tried > 100, "{tried}");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let state = lab("rows");
        let said = |order: Order| order.plan(&state, "wrong", "at most").expect_err("it is wrong");
        assert_eq!(said(order("5", "1", "1", "3")), "wrong");
        assert_eq!(said(order("1", "5", "1", "0")), "wrong");
        assert_eq!(said(order("1", "100", "1", "5")), "at most 400");
        assert_eq!(said(order("0", "5", "1", "1")), "pool: 0 is below the least value, 1");
    }

    #[test]
    fn the_command_line_has_the_same_words() {
        let mut state = lab("rows");
        state.apply(Action::Variant("drained".into()));
        state.apply(Action::Set("clients".into(), "20".into()));
        state.apply(Action::Set("pool".into(), "20".into()));
        let order = order("5", "40", "5", "3");
        let plan = order.plan(&state, "", "").expect("it can be planned");
        let sight = order.sight(&state, &plan);
        let command = "tidepool sweep rows --variant drained --set clients=20 --vary pool=5..40:5 --seeds 3";
        assert_eq!((sight.total, sight.command.as_deref()), (24, Some(command)));
        assert!(!sight.is_of_another(&state.selection));
        state.apply(Action::Set("pool".into(), "7".into()));
        assert!(!sight.is_of_another(&state.selection), "each of its runs has a pool of its own");
        state.apply(Action::Seed(7));
        assert_eq!(order.sight(&state, &plan).command, None, "there the seeds begin at the scenario's own");
        state.apply(Action::Set("clients".into(), "30".into()));
        assert!(sight.is_of_another(&state.selection));
    }
}
