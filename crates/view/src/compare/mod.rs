//! Two runs of one scenario, A and B, at the same virtual time: what is chosen otherwise in B, and what comes of it.
//!
//! Both runs draw from the same named streams, so with the same seed what is not changed is drawn alike.
//! Everything here is words and figures; [`crate::chart::beside`] lays the curves over each other.

mod chosen;
mod figures;

use tidepool_sim::Simulation;

pub use chosen::chosen;
pub(crate) use chosen::{fault_name, happens, title, value};
use figures::Figures;

use crate::snapshot::ended;
use crate::{Lang, format_duration_ns};

/// Most figures named in the sentence.
const NAMED_MAX: usize = 4;

/// Something that A and B have, in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// Stable name: the key of a parameter, the name of a metric.
    pub key: String,
    /// Name for readers.
    pub name: String,
    /// With its unit, in A.
    pub a: String,
    /// With its unit, in B.
    pub b: String,
    /// Whether they differ by more than a hundredth, where they are numbers.
    pub differs: bool,
}

impl Contrast {
    /// `pool size 40 instead of 10`: B first, as B is what the reader has just made.
    fn words(&self, lang: Lang) -> String {
        let Contrast { name, a, b, .. } = self;
        // A quotation mark brings its own space.
        let side = |side: &str, text: &str| match text.starts_with('“') {
            true => format!("{side}{text}"),
            false => format!("{side} {text}"),
        };
        lang.pick(format!("{name} {b} instead of {a}"), format!("{name}：{}，{}", side("B", b), side("A", a)))
    }
}

/// Two runs beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What is chosen otherwise; all of it differs.
    pub chosen: Vec<Contrast>,
    /// Figures that matter, and those that differ.
    pub figures: Vec<Contrast>,
    /// What is chosen otherwise, as a sentence.
    pub choice: String,
    /// What has come of it by now, as a sentence.
    pub outcome: String,
}

impl Comparison {
    /// Compares the presents of `a` and `b`, runs of the same scenario that stand at the same time.
    pub fn of(a: &Simulation, b: &Simulation, lang: Lang) -> Comparison {
        let chosen = chosen(a.run(), b.run(), lang);
        let figures = Figures::of(a, b, lang);
        let outcome = match chosen.is_empty() {
            true => to_do(lang).into(),
            false => outcome(a, b, &figures, lang),
        };
        Comparison { choice: choice(&chosen, lang), outcome, figures: figures.rows, chosen }
    }

    /// Whether both draw from the same seed, so that what is not chosen otherwise is drawn alike.
    pub fn same_draws(&self) -> bool {
        self.chosen.iter().all(|contrast| contrast.key != "seed")
    }

    /// What stands below the charts: `thick: B, 40 connections · thin: A, 10 connections`. What differs is named where it
    /// is one thing; more than that stands above.
    pub fn legend(&self, lang: Lang) -> String {
        let [a, b] = match self.chosen.as_slice() {
            [only] => [&only.a, &only.b].map(|text| format!("{}{text}", lang.pick(", ", "，"))),
            _ => [String::new(), String::new()],
        };
        lang.pick(format!("thick: B{b} · thin: A{a}"), format!("粗线：B{b} · 细线：A{a}"))
    }
}

fn joined(contrasts: impl Iterator<Item = String>, lang: Lang) -> String {
    contrasts.collect::<Vec<_>>().join(lang.pick("; ", "；"))
}

fn choice(chosen: &[Contrast], lang: Lang) -> String {
    if chosen.is_empty() {
        return lang
            .pick("A is this run, kept. So far B is the same.", "A 是保留下来的这次运行。B 现在还和它一样。")
            .into();
    }
    let parts = joined(chosen.iter().map(|contrast| contrast.words(lang)), lang);
    lang.pick(format!("In B: {parts}."), format!("{parts}。"))
}

/// What makes the runs differ.
fn to_do(lang: Lang) -> &'static str {
    lang.pick(
        "Change a setting, the listing or the seed, or let something happen: that changes B alone.",
        "改一个设置、换一份代码或种子，或者让一件事发生：只有 B 会变。",
    )
}

fn outcome(a: &Simulation, b: &Simulation, figures: &Figures, lang: Lang) -> String {
    let at = format_duration_ns(b.shown_time().as_nanos());
    if a.trace().hash() == b.trace().hash() {
        return lang.pick(
            format!("Up to {at} both are the same run, event for event."),
            format!("到 {at} 为止，两次运行一模一样，每个事件都相同。"),
        );
    }
    let parts = joined(figures.most_different(NAMED_MAX).map(|contrast| contrast.words(lang)), lang);
    let figures = match parts.is_empty() {
        true => lang.pick(
            format!("By {at} no figure differs by more than a hundredth."),
            format!("到 {at} 为止，没有哪个数字相差超过百分之一。"),
        ),
        false => lang.pick(format!("By {at}, in B: {parts}."), format!("到 {at} 为止，{parts}。")),
    };
    format!("{}{figures}", ends(a, b, lang))
}

/// How the runs have ended, where not alike, as a sentence.
fn ends(a: &Simulation, b: &Simulation, lang: Lang) -> String {
    if a.end() == b.end() {
        return String::new();
    }
    let end = |simulation: &Simulation| match simulation.end() {
        None => lang.pick("still runs", "还在运行").to_owned(),
        Some(end) => {
            let at = format_duration_ns(simulation.shown_time().as_nanos());
            let how = ended(end, lang);
            lang.pick(format!("ended at {at} ({how})"), format!("在 {at} 结束（{how}）"))
        }
    };
    let [a, b] = [a, b].map(end);
    lang.pick(format!("A {a}; B {b}. "), format!("A {a}；B {b}。"))
}
