//! What directives say, once their attributes are read.

use std::ops::RangeInclusive;

use tidepool_scenario::Condition;
use tidepool_sim::Which;

use crate::attrs::Attrs;
use crate::flow::Flow;

/// Markdown with the computed numbers taken out; their places are marked by [`mark`].
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Prose {
    /// Line of the first line of `text`.
    pub line: usize,
    pub text: String,
    pub nums: Vec<Num>,
}

/// Stands in the Markdown for number `index`, in characters that mean nothing to Markdown.
pub(crate) fn mark(index: usize) -> String {
    format!("{MARK_OPEN}{index}{MARK_CLOSE}")
}

pub(crate) const MARK_OPEN: char = '\u{e000}';
pub(crate) const MARK_CLOSE: char = '\u{e001}';

/// A run that the text speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RunRef {
    pub scenario: String,
    pub variant: Option<String>,
    pub set: Vec<(String, String)>,
    pub seed: Option<u64>,
}

/// `:num{…}`: a metric of a run.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Num {
    pub line: usize,
    pub run: RunRef,
    pub metric: String,
    /// The metric is divided by it, so that a total can be shown per call or per client.
    pub per: Option<u32>,
    pub digits: Option<usize>,
    pub unit: Option<String>,
}

/// `::listing{…}`: lines of a listing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Listing {
    pub file: String,
    /// All lines if none are named.
    pub lines: Option<RangeInclusive<usize>>,
    /// A line to point out.
    pub mark: Option<usize>,
}

/// `::lab{…}`: a run to play with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lab {
    pub run: RunRef,
    /// Anchor on the page; `lab-<scenario>` if not given.
    pub id: String,
    /// The listing is hidden until the reader asks for it.
    pub veiled: bool,
    /// The request that is followed, as written.
    pub request: Option<String>,
}

/// `:::claim{id=…}`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Claim {
    pub id: String,
    /// The run by which the reader tries it, in a lab of the page.
    pub run: Option<RunRef>,
    pub statement: Prose,
    pub verdict: Prose,
    pub evidence: Prose,
}

/// `:::predict{answer=c}`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Predict {
    /// Index of the right option.
    pub answer: usize,
    pub question: Prose,
    pub options: Vec<Prose>,
    /// What is to be said to who chose that option; each may be empty.
    pub reasons: Vec<Prose>,
    /// Why; may be empty.
    pub explanation: Prose,
}

/// `:::challenge{…}`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Challenge {
    /// The lab to do it in; its settings must be as given.
    pub run: RunRef,
    /// All must hold.
    pub goals: Vec<Goal>,
    /// Whether it counts only with the listing as it is.
    pub unedited: bool,
    pub text: Prose,
}

/// A condition on a metric.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Goal {
    pub metric: String,
    pub condition: Condition,
}

/// `:::measured{id=…}`: what the tests found when they compared with the real thing. They write it, too.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measured {
    /// Name, by which the tests find it.
    pub id: String,
    /// If given, the text is folded away under these words.
    pub summary: Option<String>,
    pub text: Prose,
}

/// `::scenarios{chapter=4}`: the reference of the scenarios whose first lab stands in that chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scenarios {
    /// None: those without a lab in any section.
    pub chapter: Option<u32>,
}

/// One part of a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Block {
    pub line: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Text(Prose),
    Listing(Listing),
    Lab(Lab),
    Claim(Claim),
    Predict(Predict),
    Notice(Prose),
    Measured(Measured),
    Challenge(Challenge),
    Flow(Flow),
    Scenarios(Scenarios),
}

type Read<T> = Result<T, String>;

impl RunRef {
    fn take(attrs: &mut Attrs) -> Read<RunRef> {
        Ok(RunRef {
            scenario: attrs.require("scenario")?,
            variant: attrs.take("variant"),
            set: attrs.settings("set")?,
            seed: attrs.parse("seed")?,
        })
    }
}

pub(crate) fn num(mut attrs: Attrs, line: usize) -> Read<Num> {
    let num = Num {
        line,
        run: RunRef::take(&mut attrs)?,
        metric: attrs.require("metric")?,
        per: attrs.parse("per")?,
        digits: attrs.parse("digits")?,
        unit: attrs.take("unit"),
    };
    if let Some(digits) = num.digits.filter(|&d| d > 6) {
        return Err(format!("digits={digits}: expected 0 to 6"));
    }
    if num.per == Some(0) {
        return Err("per=0: expected a number from 1".into());
    }
    attrs.finish("scenario, variant, set, seed, metric, per, digits, unit")?;
    Ok(num)
}

pub(crate) fn listing(mut attrs: Attrs) -> Read<Listing> {
    let file = attrs.require("file")?;
    let lines = attrs.take("lines").map(|text| line_range(&text)).transpose()?;
    let listing = Listing { file, lines, mark: attrs.parse("mark")? };
    attrs.finish("file, lines, mark")?;
    Ok(listing)
}

/// Reads `34-54` or `12`.
fn line_range(text: &str) -> Read<RangeInclusive<usize>> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (first.parse(), last.parse()) {
        (Ok(first), Ok(last)) if 1 <= first && first <= last => Ok(first..=last),
        _ => Err(format!("lines={text}: expected such as 34-54")),
    }
}

pub(crate) fn scenarios(mut attrs: Attrs) -> Read<Scenarios> {
    let scenarios = Scenarios { chapter: attrs.parse("chapter")? };
    attrs.finish("chapter")?;
    Ok(scenarios)
}

pub(crate) fn lab(mut attrs: Attrs) -> Read<Lab> {
    let run = RunRef::take(&mut attrs)?;
    let id = attrs.take("id").unwrap_or_else(|| format!("lab-{}", run.scenario));
    let veiled = match attrs.take("code").as_deref() {
        None => false,
        Some("veiled") => true,
        Some(other) => {
            return Err(format!("code={other}: expected `veiled`, or nothing for a listing that is shown"));
        }
    };
    let request = attrs.take("request");
    if let Some(text) = request.as_deref().filter(|text| Which::parse(text).is_none()) {
        return Err(format!("request={text}: expected slowest, failed, unfinished or a number from 1"));
    }
    attrs.finish("scenario, variant, set, seed, id, code, request")?;
    Ok(Lab { run, id, veiled, request })
}

/// Name of a claim and the run to try it by.
pub(crate) fn claim(mut attrs: Attrs) -> Read<(String, Option<RunRef>)> {
    let id = attrs.require("id")?;
    let run = if attrs.has("scenario") { Some(RunRef::take(&mut attrs)?) } else { None };
    attrs.finish("id, scenario, variant, set, seed")?;
    Ok((id, run))
}

/// Index of the right option: `a` is 0.
pub(crate) fn predict_answer(mut attrs: Attrs) -> Read<usize> {
    let answer = attrs.require("answer")?;
    attrs.finish("answer")?;
    match answer.as_bytes() {
        [letter @ b'a'..=b'z'] => Ok(usize::from(letter - b'a')),
        _ => Err(format!("answer={answer}: expected a letter, a for the first option")),
    }
}

pub(crate) fn measured(mut attrs: Attrs, text: Prose) -> Read<Measured> {
    let measured = Measured { id: attrs.require("id")?, summary: attrs.take("summary"), text };
    attrs.finish("id, summary")?;
    Ok(measured)
}

pub(crate) fn challenge(mut attrs: Attrs, text: Prose) -> Read<Challenge> {
    let run = RunRef::take(&mut attrs)?;
    let metric = attrs.require("metric")?;
    let condition = Condition::parse(&attrs.require("condition")?)?;
    let mut goals = vec![Goal { metric, condition }];
    for text in attrs.take("also").iter().flat_map(|also| also.split(';')) {
        goals.push(goal(text)?);
    }
    let unedited = match attrs.take("code").as_deref() {
        None => false,
        Some("unedited") => true,
        Some(code) => return Err(format!("code={code}: expected code=unedited, or nothing")),
    };
    attrs.finish("scenario, variant, set, seed, metric, condition, also, code")?;
    Ok(Challenge { run, goals, unedited, text })
}

/// Reads `exit_code == 0`.
fn goal(text: &str) -> Read<Goal> {
    let (metric, condition) = text
        .trim()
        .split_once(' ')
        .ok_or_else(|| format!("also={text:?}: expected metric and condition such as \"exit_code == 0\""))?;
    Ok(Goal { metric: metric.into(), condition: Condition::parse(condition)? })
}

impl std::fmt::Display for Goal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.metric, self.condition)
    }
}

impl Challenge {
    /// All goals in a line.
    pub fn goals(&self) -> String {
        let goals: Vec<String> = self.goals.iter().map(Goal::to_string).collect();
        goals.join("; ")
    }
}
