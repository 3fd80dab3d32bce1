//! Which runs the pages speak of, and what came out of them.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use tidepool_scenario::{Library, Run, Selection};
use tidepool_view::Lang;

use crate::directive::{Block, Claim, Kind, RunRef};
use crate::problem::Problem;
use crate::scan::Page;

/// A run that has to be made.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The run.
    pub run: Run,
    /// Whether a page shows it as a lab, which needs pictures.
    pub pictures: bool,
}

/// What the pages need to know of a run.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Metrics by name.
    pub metrics: BTreeMap<String, f64>,
    /// How often a statement began, by line of the listing.
    pub lines: BTreeMap<u32, u64>,
    /// Expectations that did not hold, in words.
    pub broken: Vec<String>,
    /// Why it ended before its time, if it did.
    pub cut_short: Option<String>,
    /// Pictures, if they were wanted.
    pub stills: Vec<Still>,
    /// What a program without load printed, if pictures were wanted: it is its picture.
    pub printed: Option<Printed>,
}

/// What a program printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// Pieces in order, each with whether it went to standard error.
    pub pieces: Vec<(bool, String)>,
    /// How many lines follow that are not kept.
    pub more: usize,
}

/// The end of a run as a picture with words, for readers without script.
#[derive(Clone, Debug)]
pub struct Still {
    /// Language of the words.
    pub lang: Lang,
    /// The run as a sentence.
    pub caption: String,
    /// Charts; a program without load has none.
    pub charts: Option<Charts>,
}

/// The charts of a run as SVG.
#[derive(Clone, Debug)]
pub struct Charts {
    /// On light ground.
    pub light: String,
    /// On dark ground.
    pub dark: String,
}

/// Makes runs. The book's own is [`crate::Simulated`]; tests use made-up numbers.
pub trait Numbers {
    /// An outcome for each run, in the same order; the error says why a listing does not compile.
    fn outcomes(&self, wanted: &[Wanted]) -> Vec<Result<Outcome, String>>;

    /// What the compiler says about a listing, a line per diagnostic; empty if it compiles.
    fn diagnose(&self, file: &str, text: &str) -> Vec<String>;
}

/// The runs of all pages, each once.
pub(crate) struct Plan<'a> {
    library: &'a Library,
    wanted: IndexMap<RunRef, Result<Wanted, String>>,
    /// Where each was first named, for messages.
    places: IndexMap<RunRef, (String, usize)>,
}

/// Outcomes by run.
pub(crate) type Results = IndexMap<RunRef, Outcome>;

impl<'a> Plan<'a> {
    /// Collects the runs of `pages`; the places of names that resolve to nothing become problems.
    pub fn of(pages: &[Page<'_>], library: &'a Library, problems: &mut Vec<Problem>) -> Plan<'a> {
        let mut plan = Plan { library, wanted: IndexMap::new(), places: IndexMap::new() };
        for page in pages {
            for block in &page.blocks {
                plan.block(page.source.file, block, problems);
            }
        }
        plan
    }

    fn block(&mut self, file: &str, block: &Block, problems: &mut Vec<Problem>) {
        let mut add = |run: &RunRef, pictures, line| {
            if let Err(message) = self.add(run, pictures, file, line) {
                problems.push(Problem { file: file.into(), line, message });
            }
        };
        for num in block.proses().into_iter().flat_map(|p| &p.nums) {
            add(&num.run, false, num.line);
        }
        match &block.kind {
            Kind::Lab(lab) => add(&lab.run, true, block.line),
            Kind::Claim(Claim { run: Some(run), .. }) => add(run, false, block.line),
            Kind::Challenge(challenge) => add(&challenge.run, false, block.line),
            _ => {}
        }
    }

    /// Adds a run and, once per scenario, the plain runs and those of presets whose expectations must hold.
    fn add(&mut self, run: &RunRef, pictures: bool, file: &str, line: usize) -> Result<(), String> {
        self.insert(run, pictures, file, line)?;
        let scenario = self.library.scenario(&run.scenario).map_err(|e| e.to_string())?;
        let plain = |variant| RunRef { scenario: run.scenario.clone(), variant, set: Vec::new(), seed: None };
        // A page that leaves out the scenario's own variant means the same run.
        let left_out = |id: &str| run.variant.is_none() && scenario.own_variant() == Some(id);
        for variant in &scenario.variants {
            let id = Some(variant.id.clone()).filter(|id| !left_out(id));
            self.insert(&plain(id), false, file, line)?;
        }
        if scenario.variants.is_empty() {
            self.insert(&plain(None), false, file, line)?;
        }
        for preset in scenario.presets.iter().filter(|preset| !preset.expect.is_empty()) {
            let set = scenario.preset_choice(preset).into_iter().collect();
            self.insert(&RunRef { set, ..plain(preset.variant.clone()) }, false, file, line)?;
        }
        Ok(())
    }

    fn insert(&mut self, run: &RunRef, pictures: bool, file: &str, line: usize) -> Result<(), String> {
        let library = self.library;
        self.places.entry(run.clone()).or_insert_with(|| (file.into(), line));
        match self.wanted.entry(run.clone()).or_insert_with(|| resolve(run, library)) {
            Ok(wanted) => {
                wanted.pictures |= pictures;
                Ok(())
            }
            Err(error) => Err(error.clone()),
        }
    }

    /// Makes all runs; failing ones and failing expectations become problems.
    pub fn carry_out(self, numbers: &dyn Numbers, problems: &mut Vec<Problem>) -> Results {
        let wanted = self.wanted.into_iter().filter_map(|(key, wanted)| Some((key, wanted.ok()?)));
        let (keys, wanted): (Vec<RunRef>, Vec<Wanted>) = wanted.unzip();
        let mut results = Results::new();
        for (key, outcome) in keys.into_iter().zip(numbers.outcomes(&wanted)) {
            let (file, line) = self.places.get(&key).cloned().unwrap_or_default();
            let mut fail = |what: &str| {
                let message = format!("the run {}: {what}", key.shown());
                problems.push(Problem { file: file.clone(), line, message });
            };
            match outcome {
                Err(error) => fail(&error),
                Ok(outcome) => {
                    outcome.broken.iter().for_each(|broken| fail(broken));
                    outcome.cut_short.iter().for_each(|why| fail(why));
                    results.insert(key, outcome);
                }
            }
        }
        results
    }
}

fn resolve(run: &RunRef, library: &Library) -> Result<Wanted, String> {
    let selection = Selection {
        variant: run.variant.clone(),
        set: run.set.iter().cloned().collect(),
        seed: run.seed,
        code: None,
    };
    let scenario = library.scenario(&run.scenario).map_err(|e| e.to_string())?;
    let run = scenario.resolve(&selection, library).map_err(|e| e.to_string())?;
    Ok(Wanted { run, pictures: false })
}

impl RunRef {
    /// As one would type it after `tidepool run`.
    pub fn shown(&self) -> String {
        let mut shown = self.scenario.clone();
        if let Some(variant) = &self.variant {
            shown += &format!(" --variant {variant}");
        }
        for (key, value) in &self.set {
            shown += &format!(" --set {key}={value}");
        }
        if let Some(seed) = self.seed {
            shown += &format!(" --seed {seed}");
        }
        shown
    }
}
