//! The lab as a value: what the reader has chosen and sees. Changed by actions only.
//!
//! [`State::apply`] is pure: what must be done to the run or the browser it returns as
//! [`Effect`]s, so that the whole behaviour of a lab can be tested without either.

mod settings;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use tidepool_scenario::{Fault, Library, LoadKind, Param, Run, Scenario, ScenarioError, Selection, fault_at};
use tidepool_sim::Which;
use tidepool_view::{Lang, Profile};

use crate::action::{Action, Effect};
use crate::diagnosis::Problem;
use crate::hints::Hint;
use crate::link::Shared;
use crate::player::Unit;
use crate::speed::{self, PROGRAM_SPEEDS, PROGRAM_USUAL, SPEEDS, Speed};
use crate::sweep::{Order, Sight};
use crate::tail::Seen;

/// Everything a lab is, but for the run in progress.
#[derive(Clone, Debug)]
pub struct State {
    /// Language of everything shown.
    pub lang: Lang,
    /// The scenario.
    pub scenario: Rc<Scenario>,
    /// Listings and scenarios.
    pub library: Rc<Library>,
    /// What is chosen and valid.
    pub selection: Selection,
    /// Texts of the fields, by parameter, where they are not the default.
    pub fields: BTreeMap<String, String>,
    /// What is wrong with them.
    pub field_errors: BTreeMap<String, String>,
    /// Texts that the reader has changed, by path of the listing.
    pub drafts: BTreeMap<String, Rc<str>>,
    /// What is wrong with the text.
    pub problems: Vec<Problem>,
    /// How many problems are not listed.
    pub more_problems: usize,
    /// What is wrong with the lab itself: its attributes or its link.
    pub notice: Option<String>,
    /// Whether something is chosen or written that the run in progress does not have yet.
    pub pending: bool,
    /// Whether virtual time passes.
    pub playing: bool,
    /// Whether the program is too long to be read statement by statement.
    pub long: bool,
    /// Index in [`State::speeds`].
    pub speed: usize,
    /// What a step is.
    pub unit: Unit,
    /// The line that is pointed at, in code or stage.
    pub line: Option<u32>,
    /// The time that is pointed at in the charts, in seconds.
    pub cursor: Option<f64>,
    /// Lines at which playing stops, by path of the listing.
    pub breakpoints: BTreeMap<String, Rc<BTreeSet<u32>>>,
    /// The run that the one shown is compared with.
    pub kept: Option<Rc<Run>>,
    /// The sweep asked for last.
    pub order: Option<Order>,
    /// How far it has come.
    pub sweep: Option<Rc<Sight>>,
    /// The link asked for last.
    pub shared: Option<Shared>,
    /// What the reader may try next, on the first visit.
    pub hint: Option<Hint>,
    /// Whether the map of keys is open.
    pub keys: bool,
    /// The profile taken last.
    pub profile: Option<Rc<Profile>>,
    /// The request that is followed, and what is to be seen of it.
    pub follow: Option<Which>,
    pub seen: Seen,
}

impl State {
    /// A lab of `scenario` with nothing chosen.
    pub fn new(lang: Lang, scenario: Rc<Scenario>, library: Rc<Library>) -> State {
        let duration = tidepool_view::parse_duration_ns(&scenario.duration).unwrap_or(0);
        let program = scenario.load.kind == LoadKind::None;
        State {
            lang,
            scenario,
            library,
            selection: Selection::default(),
            fields: BTreeMap::new(),
            field_errors: BTreeMap::new(),
            drafts: BTreeMap::new(),
            problems: Vec::new(),
            more_problems: 0,
            notice: None,
            pending: false,
            playing: false,
            long: false,
            speed: if program { PROGRAM_USUAL } else { speed::usual(duration) },
            unit: if program { Unit::Statement } else { Unit::Event },
            line: None,
            cursor: None,
            breakpoints: BTreeMap::new(),
            kept: None,
            order: None,
            sweep: None,
            shared: None,
            hint: None,
            keys: false,
            profile: None,
            follow: None,
            seen: Seen::default(),
        }
    }

    /// Takes over a choice made elsewhere: attributes or a link.
    pub fn choose(&mut self, selection: Selection) {
        for (key, text) in &selection.set {
            self.fields.insert(key.clone(), text.clone());
        }
        if let Some(code) = &selection.code {
            self.drafts.insert(self.listing_of(selection.variant.as_deref()), code.as_str().into());
        }
        self.selection = selection;
    }

    /// The run that is chosen.
    ///
    /// # Errors
    /// If something in the choice is wrong.
    pub fn run(&self) -> Result<Run, ScenarioError> {
        let mut run = self.scenario.resolve(&self.selection, &self.library)?;
        self.deploy_drafts(&mut run);
        Ok(run)
    }

    /// What the reader has made of other listings is what is deployed.
    pub fn deploy_drafts(&self, run: &mut Run) {
        self.drafts.iter().for_each(|(listing, text)| run.deploy(listing, text));
    }

    /// The variant shown.
    pub fn variant(&self) -> Option<&str> {
        self.selection.variant.as_deref().or_else(|| self.scenario.own_variant())
    }

    /// Path of the listing shown.
    pub fn listing(&self) -> String {
        self.listing_of(self.selection.variant.as_deref())
    }

    fn listing_of(&self, variant: Option<&str>) -> String {
        let variant = variant.and_then(|id| self.scenario.variant(id).ok());
        variant.map_or(&self.scenario.listing, |variant| &variant.listing).clone()
    }

    /// The text shown in the editor.
    pub fn text(&self) -> Rc<str> {
        let listing = self.listing();
        self.drafts.get(&listing).cloned().unwrap_or_else(|| self.original().into())
    }

    /// The listing as the book has it, empty if it has none.
    pub fn original(&self) -> &str {
        self.library.listing(&self.listing()).unwrap_or_default()
    }

    /// The breakpoints of the listing shown.
    pub fn stops(&self) -> Rc<BTreeSet<u32>> {
        self.breakpoints.get(&self.listing()).cloned().unwrap_or_default()
    }

    /// Whether the reader has changed the listing shown.
    pub fn edited(&self) -> bool {
        self.drafts.contains_key(&self.listing())
    }

    /// The speed chosen.
    pub fn speed(&self) -> Speed {
        self.speeds().get(self.speed).copied().unwrap_or(Speed::Fastest)
    }

    /// The speeds there are to choose from.
    pub fn speeds(&self) -> &'static [Speed] {
        if self.is_program() { &PROGRAM_SPEEDS } else { &SPEEDS }
    }

    /// Whether the scenario is a program without load, to be looked at statement by statement.
    pub fn is_program(&self) -> bool {
        self.scenario.load.kind == LoadKind::None
    }

    /// Text of a parameter's field.
    pub fn field(&self, param: &Param) -> String {
        self.fields.get(&param.key).cloned().unwrap_or_else(|| Param::text_of(&param.default))
    }

    /// Whether any setting differs from the scenario's own.
    pub fn changed(&self) -> bool {
        !self.fields.is_empty() || self.selection.seed.is_some_and(|seed| seed != self.scenario.seed)
    }

    /// Faults with a button, and what is written on it.
    pub fn buttons(&self) -> impl Iterator<Item = (&Fault, &str)> {
        let lang = self.lang.code();
        self.scenario.faults.iter().filter_map(move |fault| Some((fault, fault.button.as_ref()?.get(lang))))
    }

    /// When a fault comes about by the reader's will, in nanoseconds.
    pub fn happens_at(&self, fault: &Fault) -> Option<u64> {
        tidepool_view::parse_duration_ns(self.selection.set.get(&fault_at(&fault.id))?)
    }

    /// Does what `action` says; what remains to be done is returned.
    pub fn apply(&mut self, action: Action) -> Vec<Effect> {
        self.hint = self.hint.and_then(|hint| hint.after(&action));
        let mut effects = self.take(action);
        let concerns_run = |effect: &Effect| {
            use Effect::{Follow, Keep, Pace, Profile, Save, Seek, Share, Step, StepBack, Sweep};
            matches!(
                effect,
                Follow(_)
                    | Keep
                    | Pace
                    | Profile(_)
                    | Save(_)
                    | Seek(_)
                    | Step(_)
                    | StepBack(_)
                    | Share
                    | Sweep
            )
        };
        // Whoever goes somewhere right after a change means the changed run.
        if self.pending && effects.iter().any(concerns_run) {
            self.choose_draft();
            effects.insert(0, Effect::Renew);
        }
        let puts_off = |effect: &Effect| matches!(effect, Effect::RebuildSoon | Effect::ApplySoon);
        let makes = |effect: &Effect| matches!(effect, Effect::Rebuild | Effect::Renew | Effect::Replay);
        self.pending = (self.pending || effects.iter().any(puts_off)) && !effects.iter().any(makes);
        effects
    }

    fn take(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Variant(id) => self.take_variant(Some(id)),
            Action::Preset(id) => self.take_preset(&id),
            Action::Set(key, text) => self.set(key, text),
            Action::Reset(key) => self.reset(&key),
            Action::ResetAll => {
                self.fields.clear();
                self.field_errors.clear();
                self.selection.set.clear();
                self.selection.seed = None;
                vec![Effect::Rebuild]
            }
            Action::MakeHappen(id, now_ns) => {
                self.choose_draft();
                self.put(fault_at(&id), format!("{}ms", now_ns / 1_000_000 + 1));
                vec![Effect::Replay]
            }
            Action::TakeBack(id) => {
                self.choose_draft();
                self.forget(&fault_at(&id));
                vec![Effect::Replay]
            }
            Action::Seed(seed) => {
                self.selection.seed = (seed != self.scenario.seed).then_some(seed);
                vec![Effect::RebuildSoon]
            }
            Action::Edit(text) => self.edit(&text),
            Action::Apply => self.take_draft(),
            Action::ResetCode => {
                self.drafts.remove(&self.listing());
                self.take_draft()
            }
            Action::Refused(problems, more) => {
                (self.problems, self.more_problems) = (problems, more);
                Vec::new()
            }
            Action::Compiled { long } => {
                (self.profile, self.shared) = (None, None);
                (self.problems, self.more_problems) = (Vec::new(), 0);
                if long != self.long {
                    self.long = long;
                    self.speed = if long { self.speeds().len() - 1 } else { PROGRAM_USUAL };
                }
                Vec::new()
            }
            Action::Toggle => {
                self.playing = !self.playing;
                if self.playing {
                    self.line = None;
                }
                vec![Effect::Pace]
            }
            Action::Ended => {
                self.playing = false;
                Vec::new()
            }
            Action::Stopped(line) => {
                self.playing = false;
                self.line = Some(line);
                Vec::new()
            }
            Action::Breakpoint(line) => {
                let lines = Rc::make_mut(self.breakpoints.entry(self.listing()).or_default());
                if !lines.remove(&line) {
                    lines.insert(line);
                }
                vec![Effect::Breakpoints]
            }
            Action::Restart => vec![Effect::Seek(0)],
            Action::Speed(index) => {
                self.speed = index.min(self.speeds().len() - 1);
                Vec::new()
            }
            Action::Faster(faster) => {
                let last = self.speeds().len() - 1;
                self.speed = if faster { last.min(self.speed + 1) } else { self.speed.saturating_sub(1) };
                Vec::new()
            }
            Action::Halt => self.pause_and(Effect::Pace),
            Action::Seek(ns) => vec![Effect::Seek(ns)],
            Action::Unit(unit) => {
                self.unit = unit;
                Vec::new()
            }
            Action::Step => self.pause_and(Effect::Step(self.unit)),
            Action::StepTo(unit) => self.pause_and(Effect::Step(unit)),
            Action::StepBack => self.pause_and(Effect::StepBack(self.unit)),
            Action::Line(line) => {
                self.line = line;
                Vec::new()
            }
            Action::Cursor(seconds) => {
                self.cursor = seconds;
                Vec::new()
            }
            Action::TakeProfile(kind) => vec![Effect::Profile(kind)],
            Action::Profile(profile) => {
                self.profile = Some(profile);
                Vec::new()
            }
            Action::Follow(which, step) => {
                self.follow = Some(which);
                vec![Effect::Follow(step)]
            }
            Action::Followed(seen) => {
                if let (Seen::Known(known), Some(Which::Number(number))) = (&seen, &mut self.follow) {
                    *number = known.number;
                }
                self.seen = seen;
                Vec::new()
            }
            Action::Compare => vec![Effect::Keep],
            Action::Kept(run) => {
                (self.kept, self.shared) = (Some(run), None);
                Vec::new()
            }
            Action::EndCompare => {
                (self.kept, self.shared) = (None, None);
                vec![Effect::Release]
            }
            Action::NoHints => Vec::new(),
            Action::Keys(open) => {
                self.keys = open;
                Vec::new()
            }
            Action::Sweep(order) => {
                self.order = Some(order);
                vec![Effect::Sweep]
            }
            Action::Swept(sight) => {
                self.sweep = Some(sight);
                Vec::new()
            }
            Action::EndSweep => vec![Effect::EndSweep],
            Action::Share => vec![Effect::Share],
            Action::Shared(shared) => {
                self.shared = Some(shared);
                Vec::new()
            }
            Action::Copied(link, copied) => {
                // The answer may come late: then another link is shown, or none.
                if let Some(shared) = self.shared.as_mut().filter(|shared| shared.link == link) {
                    shared.copied = Some(copied);
                }
                Vec::new()
            }
            Action::Unshare => {
                self.shared = None;
                Vec::new()
            }
            Action::Save(form) => vec![Effect::Save(form)],
        }
    }

    fn pause_and(&mut self, effect: Effect) -> Vec<Effect> {
        self.playing = false;
        vec![effect]
    }

    /// Shows another listing, with what the reader has made of it.
    fn take_variant(&mut self, id: Option<String>) -> Vec<Effect> {
        self.selection.variant = id;
        self.take_draft()
    }

    fn take_draft(&mut self) -> Vec<Effect> {
        self.choose_draft();
        vec![Effect::Rebuild]
    }

    fn choose_draft(&mut self) {
        self.selection.code = self.drafts.get(&self.listing()).map(|text| text.to_string());
    }

    fn edit(&mut self, text: &str) -> Vec<Effect> {
        let listing = self.listing();
        if text == self.original() {
            self.drafts.remove(&listing);
        } else {
            self.drafts.insert(listing, text.into());
        }
        vec![Effect::ApplySoon]
    }
}
