//! A run that can be played, stepped, and wound back: pure, without clock or browser.

mod search;
mod unit;

use tidepool_scenario::link::At;
use tidepool_sim::Breakpoints;

pub use self::unit::Unit;
use crate::history::History;

/// What a player plays. A clone is an exact snapshot.
pub trait Runnable: Clone {
    /// Virtual time.
    fn now_ns(&self) -> u64;
    /// Virtual time at which the run ends at the latest.
    fn end_ns(&self) -> u64;
    /// How many events have happened.
    fn events(&self) -> u64;
    /// How many statements of the listing have been begun.
    fn statements(&self) -> u64;
    /// How often a statement has begun on another line than the one before it.
    fn line_changes(&self) -> u64;
    /// How many requests have failed; a panic that ends a program counts, too.
    fn failures(&self) -> u64;
    /// How many waits have begun.
    fn waits(&self) -> u64;
    /// How many cycles of garbage collectors have ended.
    fn collections(&self) -> u64;
    /// How many connections and goroutines have leaked and still are. This may take a while to find out.
    fn leaks(&self) -> u64;
    /// How many instructions have been performed.
    fn steps(&self) -> u64;
    /// Whether nothing more will happen.
    fn ended(&self) -> bool;
    /// Estimated size in bytes.
    fn weight(&self) -> u64;
    /// Which of the things worth a [`Mark`] have happened.
    fn seen(&self) -> Vec<MarkKind>;
    /// Runs until virtual time `until_ns`, for at most about `budget` instructions. Splitting
    /// a budget changes nothing about what happens. Whether all has happened that happens until then.
    /// A breakpoint ends it early.
    fn advance(&mut self, until_ns: u64, budget: u64) -> bool;
    /// Sets these breakpoints, and no others.
    fn set_breakpoints(&mut self, breakpoints: &Breakpoints);
    /// The line whose breakpoint ended the last [`advance`](Self::advance).
    fn at_breakpoint(&self) -> Option<u32>;
}

/// What a mark on the strip of time stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Somebody waits for a connection.
    Wait,
    /// A request failed.
    Failure,
    /// The program died.
    Crash,
    /// The run is over.
    End,
}

/// Something worth a mark on the strip of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its first time.
    pub at_ns: u64,
    /// What it is.
    pub kind: MarkKind,
}

/// What the player is on its way to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    /// Nowhere.
    Rest,
    /// A time.
    Time(u64),
    /// A time, or a breakpoint before it.
    Play(u64),
    /// The next one after so many.
    Next(Unit, u64),
    /// Exactly this moment.
    Moment(At),
    /// The last state with a lower count of this than that; the last number is the stride of the search.
    Before(Unit, u64, u64),
    /// The first state with that count of this.
    Exactly(Unit, u64, u64),
    /// The next one after so many, far away perhaps; it is looked at the instruction with the last number.
    Toward(Unit, u64, u64),
    /// The next breakpoint.
    Breakpoint,
}

/// States before the last steps that are kept for stepping back.
const UNDO_MAX: usize = 8;

/// A run with its past.
#[derive(Clone, Debug)]
pub struct Player<R> {
    present: R,
    history: History<R>,
    /// The furthest state reached, when the present is before it.
    frontier: Option<R>,
    undo: Vec<R>,
    /// A state in which what is searched had not come yet.
    behind: Option<R>,
    /// What did not come before the run ended.
    missed: Option<Unit>,
    computed_ns: u64,
    marks: Vec<Mark>,
    goal: Goal,
    breakpoints: Breakpoints,
}

impl<R: Runnable> Player<R> {
    /// A player at the beginning of a run.
    pub fn new(start: R) -> Self {
        Player {
            history: History::new(start.clone()),
            present: start,
            frontier: None,
            undo: Vec::new(),
            behind: None,
            missed: None,
            computed_ns: 0,
            marks: Vec::new(),
            goal: Goal::Rest,
            breakpoints: Breakpoints::default(),
        }
    }

    /// The same run at the same place, with no other past than its beginning, as copies of that cost memory.
    pub fn branch(&self) -> Self {
        let mut branch = Player::new(self.before(|state| state.steps() == 0).clone());
        branch.replace(self.present.clone());
        branch.present.set_breakpoints(&branch.breakpoints);
        branch.note();
        branch
    }

    /// The state shown.
    pub fn present(&self) -> &R {
        &self.present
    }

    /// How far the run has been computed.
    pub fn computed_ns(&self) -> u64 {
        self.computed_ns
    }

    /// The marks found so far, in order of time.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Whether there is work left for [`Player::work`].
    pub fn busy(&self) -> bool {
        self.goal != Goal::Rest
    }

    /// Share of the way to the goal that lies behind, between 0 and 1, if it can be told.
    pub fn progress(&self) -> Option<f64> {
        match self.goal {
            Goal::Time(to) | Goal::Play(to) if to > 0 => {
                let to = to.min(self.present.end_ns());
                Some(self.present.now_ns() as f64 / to as f64)
            }
            Goal::Moment(at) if at.ns > 0 => Some(self.present.now_ns() as f64 / at.ns as f64),
            Goal::Toward(..) | Goal::Breakpoint => {
                Some(self.present.now_ns() as f64 / self.present.end_ns().max(1) as f64)
            }
            _ => None,
        }
    }

    /// Runs on to a later time (an earlier one is ignored) or a breakpoint; used while playing.
    pub fn play_to(&mut self, ns: u64) {
        self.leave();
        self.goal = Goal::Play(self.toward(ns));
    }

    /// The line of the breakpoint that the present has come to.
    pub fn stopped_at(&self) -> Option<u32> {
        // A step stops elsewhere too.
        let ours =
            |line: &u32| matches!(&self.breakpoints, Breakpoints::Lines(lines) if lines.contains(line));
        self.present.at_breakpoint().filter(ours)
    }

    /// Goes to any time, backwards too.
    pub fn seek(&mut self, ns: u64) {
        self.leave();
        let here = self.present.now_ns();
        let nearest = self.nearest(|state| state.now_ns() <= ns);
        if ns < here || nearest.now_ns() > here {
            let nearest = nearest.clone();
            self.replace(nearest);
        }
        self.goal = Goal::Time(self.toward(ns));
    }

    /// The way to a time. Whoever goes to the end wants all of it: at that time a run may have instructions before
    /// it, and when it ends may be known no more exactly than this.
    fn toward(&self, ns: u64) -> u64 {
        if ns < self.present.end_ns() { ns } else { u64::MAX }
    }

    /// Sets these breakpoints, and no others.
    pub fn set_breakpoints(&mut self, breakpoints: Breakpoints) {
        self.present.set_breakpoints(&breakpoints);
        self.breakpoints = breakpoints;
    }

    /// Goes on by one `unit`.
    pub fn step(&mut self, unit: Unit) {
        if self.present.ended() {
            self.missed = unit.is_far().then_some(unit);
            return;
        }
        self.missed = None;
        if self.undo.len() == UNDO_MAX {
            self.undo.remove(0);
        }
        self.undo.push(self.present.clone());
        let count = unit.count(&self.present);
        match unit {
            Unit::Breakpoint => self.goal = Goal::Breakpoint,
            far if far.is_far() => self.begin_search(unit, count),
            _ => self.goal = Goal::Next(unit, count),
        }
    }

    /// What the last step was to go to, if it did not come before the run ended.
    pub fn missed(&self) -> Option<Unit> {
        self.missed
    }

    /// Where the present is, so that [`Player::seek_exactly`] finds it again.
    pub fn moment(&self) -> At {
        moment_of(&self.present)
    }

    /// Goes to a moment of this run, to the very instruction. A moment that it does not have is its end.
    pub fn seek_exactly(&mut self, at: At) {
        let passed = |state: &R| state.steps() > at.steps || state.events() > at.events;
        self.leave();
        if passed(&self.present) {
            let nearest = self.nearest(|state| !passed(state)).clone();
            self.replace(nearest);
        }
        self.goal = Goal::Moment(at);
    }

    /// Goes on by one statement; used while playing.
    pub fn play_statement(&mut self) {
        self.leave();
        self.goal = Goal::Next(Unit::Statement, self.present.statements());
    }

    /// Goes back to the state before the last step or, without one, before the last `unit`.
    pub fn step_back(&mut self, unit: Unit) {
        self.missed = None;
        if let Some(before) = self.undo.pop() {
            self.replace(before);
            self.goal = Goal::Rest;
            return;
        }
        if unit == Unit::Breakpoint {
            // Nobody has counted them, so nobody knows where the last one was.
            return self.rest();
        }
        let count = unit.count(&self.present);
        if count == 0 {
            // There has been none.
            return self.seek(0);
        }
        // Counting leaks takes long, so later states are not asked.
        let nearest =
            self.nearest(|state| state.now_ns() <= self.present.now_ns() && unit.count(state) < count);
        let nearest = nearest.clone();
        self.replace(nearest);
        self.goal = Goal::Before(unit, count, search::STRIDE);
    }

    /// Forgets the steps that led to the present.
    fn leave(&mut self) {
        self.undo.clear();
        (self.behind, self.missed) = (None, None);
    }

    /// Stays where it is.
    pub fn rest(&mut self) {
        (self.goal, self.behind) = (Goal::Rest, None);
    }

    /// The last state known that `fits`, if only that was still to come; the beginning fits always.
    pub fn before(&self, fits: impl Fn(&R) -> bool) -> &R {
        self.nearest(fits)
    }

    fn nearest(&self, fits: impl Fn(&R) -> bool) -> &R {
        match &self.frontier {
            Some(frontier) if fits(frontier) => frontier,
            _ => self.history.last(fits),
        }
    }

    /// Makes `state` the present; the furthest state is kept.
    fn replace(&mut self, state: R) {
        let old = std::mem::replace(&mut self.present, state);
        self.present.set_breakpoints(&self.breakpoints);
        if old.now_ns() >= self.computed_ns && self.frontier.is_none() {
            self.frontier = Some(old);
        }
    }

    /// Does about `budget` instructions of work towards the goal.
    pub fn work(&mut self, budget: u64) {
        match self.goal {
            Goal::Rest => {}
            Goal::Time(to) => self.reach_time(to, false, budget),
            Goal::Play(to) => self.reach_time(to, true, budget),
            Goal::Next(unit, after) => self.crawl(unit, after, budget),
            Goal::Moment(at) => self.reach_moment(at, budget),
            Goal::Before(unit, count, stride) => self.halve((unit, count, false), stride, budget),
            Goal::Exactly(unit, count, stride) => self.halve((unit, count, true), stride, budget),
            Goal::Toward(unit, count, look) => self.reach(unit, count, look, budget),
            Goal::Breakpoint => {
                self.reach_time(u64::MAX, true, budget);
                self.missed = Some(Unit::Breakpoint).filter(|_| self.present.ended());
            }
        }
    }

    fn reach_time(&mut self, to: u64, stops: bool, budget: u64) {
        // The time itself may come long before all that happens at that time has happened.
        let all = self.present.advance(to, budget);
        self.note();
        if all || stops && self.stopped_at().is_some() {
            self.goal = Goal::Rest;
        }
    }

    /// No budget takes more instructions than it has, so the last stretch is never overshot.
    fn reach_moment(&mut self, at: At, budget: u64) {
        let mut left = budget;
        while left > 0 && !self.present.ended() {
            let missing = at.steps.saturating_sub(self.present.steps());
            if missing == 0 && self.present.events() >= at.events {
                break;
            }
            let stretch = missing.clamp(1, left);
            self.present.advance(u64::MAX, stretch);
            left -= stretch;
        }
        if left > 0 && !self.present.ended() && self.present.now_ns() < at.ns {
            // Time in which nothing happens remains; or all of it, if the link tells time alone.
            self.present.advance(at.ns, left);
        }
        if self.present.ended() || left > 0 && self.present.now_ns() >= at.ns {
            self.goal = Goal::Rest;
        }
        self.note();
    }

    /// Goes on until there are more than `after` of the unit.
    fn crawl(&mut self, unit: Unit, after: u64, budget: u64) {
        // The machine itself stops where statements begin; of the rest it knows nothing.
        let stops = matches!(unit, Unit::Statement | Unit::Line);
        if stops {
            self.present.set_breakpoints(&Breakpoints::Everywhere);
        }
        let mut left = budget;
        while left > 0 {
            let before = self.present.steps();
            self.present.advance(u64::MAX, if stops { left } else { 1 });
            left = left.saturating_sub((self.present.steps() - before).max(1));
            if self.present.ended() || unit.count(&self.present) > after {
                self.goal = Goal::Rest;
                break;
            }
        }
        if stops {
            self.present.set_breakpoints(&self.breakpoints);
        }
        self.note();
    }

    /// Brings history, frontier and marks up to date after a move forward.
    fn note(&mut self) {
        let now = self.present.now_ns();
        if self.frontier.as_ref().is_some_and(|frontier| now >= frontier.now_ns()) {
            self.frontier = None;
        }
        if self.frontier.is_some() {
            return;
        }
        self.computed_ns = self.computed_ns.max(now);
        self.history.offer(&self.present);
        for kind in self.present.seen() {
            if !self.marks.iter().any(|mark| mark.kind == kind) {
                self.marks.push(Mark { at_ns: now, kind });
            }
        }
    }
}

fn moment_of(state: &impl Runnable) -> At {
    At { ns: state.now_ns(), steps: state.steps(), events: state.events() }
}

#[cfg(test)]
#[path = "player_tests.rs"]
pub(crate) mod tests;
