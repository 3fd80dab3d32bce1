//! Checks of single pages that need the library, the other pages or the outcomes.

use std::collections::{BTreeMap, BTreeSet};

use tidepool_scenario::Library;

use crate::body::{lab_for, lab_named};
use crate::directive::{Block, Challenge, Claim, Kind, Listing, RunRef};
use crate::flow;
use crate::plan::{Numbers, Results};
use crate::problem::{Problem, Problems};
use crate::scan::Page;

/// Listings exist, have the lines, compile; challenges have a lab.
pub(crate) fn references(
    pages: &[Page<'_>],
    library: &Library,
    numbers: &dyn Numbers,
    problems: &mut Vec<Problem>,
) {
    let mut compiled = BTreeMap::new();
    for page in pages {
        let mut own = Problems::of(page.source.file);
        for block in &page.blocks {
            match &block.kind {
                Kind::Listing(listing) => {
                    if let Some(text) = own.ok(block.line, listing_text(listing, library)) {
                        let faults = compiled
                            .entry(listing.file.clone())
                            .or_insert_with(|| numbers.diagnose(&listing.file, text));
                        faults.iter().for_each(|f| own.add(block.line, f.as_str()));
                    }
                }
                Kind::Flow(flow) => {
                    if lab_named(page, &flow.lab).is_none() {
                        own.add(block.line, format!("this page has no lab with id={}", flow.lab));
                    }
                    let faults = flow.drawing().err().unwrap_or_default();
                    faults.into_iter().for_each(|(line, fault)| own.add(line, fault));
                }
                Kind::Challenge(Challenge { run, .. }) | Kind::Claim(Claim { run: Some(run), .. })
                    if lab_for(page, run).is_none() =>
                {
                    own.add(block.line, format!("this page has no lab with scenario {}", run.scenario));
                }
                _ => {}
            }
        }
        problems.extend(own.into_vec());
    }
}

fn listing_text<'a>(listing: &Listing, library: &'a Library) -> Result<&'a str, String> {
    let text = library.listing(&listing.file).map_err(|e| e.to_string())?;
    let count = text.lines().count();
    let last = listing.lines.as_ref().map_or(1, |lines| *lines.end()).max(listing.mark.unwrap_or(1));
    if last > count {
        return Err(format!("{} has {count} lines, line {last} is asked for", listing.file));
    }
    Ok(text)
}

/// Words that promise what is not there.
const PROMISES: [&str; 8] = [
    "coming soon",
    "to be written",
    "not yet written",
    "not written yet",
    "待写",
    "待续",
    "敬请期待",
    "尚未写",
];

/// No page speaks of a section that does not exist.
pub(crate) fn announcements(pages: &[Page<'_>], problems: &mut Vec<Problem>) {
    let sections: BTreeSet<&str> = pages.iter().map(|p| p.source.head.section.as_str()).collect();
    for page in pages {
        let mut own = Problems::of(page.source.file);
        for (n, line) in page.source.body.lines().enumerate() {
            let at = page.source.line + n;
            let lower = line.to_lowercase();
            for promise in PROMISES.iter().filter(|p| lower.contains(**p)) {
                own.add(at, format!("{promise:?}: the book does not announce what it has not"));
            }
            for section in sections_named(&lower).filter(|s| !sections.contains(s)) {
                own.add(at, format!("section {section} is named, but there is none"));
            }
        }
        problems.extend(own.into_vec());
    }
}

/// Numbers such as 4.3 that a line names as sections.
fn sections_named(line: &str) -> impl Iterator<Item = &str> {
    let is_number = |c: char| c.is_ascii_digit() || c == '.';
    let english = ["section ", "sections ", "§", "§ "].into_iter().flat_map(move |word| {
        line.match_indices(word).map(move |(at, word)| {
            let rest = &line[at + word.len()..];
            &rest[..rest.find(|c| !is_number(c)).unwrap_or(rest.len())]
        })
    });
    let chinese = line.match_indices('节').map(move |(at, _)| {
        let before = line[..at].trim_end();
        before.rsplit(|c| !is_number(c)).next().unwrap_or_default()
    });
    let whole = |n: &&str| n.split('.').count() == 2 && n.split('.').all(|p| !p.is_empty());
    english.chain(chinese).map(|n| n.trim_end_matches('.')).filter(whole)
}

/// Every metric named exists, and no challenge is met before the reader has begun.
pub(crate) fn metrics(pages: &[Page<'_>], results: &Results, problems: &mut Vec<Problem>) {
    for page in pages {
        let mut own = Problems::of(page.source.file);
        for block in &page.blocks {
            for num in block.proses().into_iter().flat_map(|p| &p.nums) {
                own.ok(num.line, metric(&num.run, &num.metric, results));
            }
            if let Kind::Flow(flow) = &block.kind
                && let Some(outcome) = lab_named(page, &flow.lab).and_then(|lab| results.get(&lab.run))
            {
                flow.faults(outcome).into_iter().for_each(|(line, fault)| own.add(line, fault));
            }
            if let Kind::Challenge(challenge) = &block.kind {
                let fault = met_from_the_start(challenge, results);
                own.ok(block.line, fault.and_then(|fault| fault.map_or(Ok(()), Err)));
            }
        }
        problems.extend(own.into_vec());
    }
}

/// What is to be said of a challenge that its own run meets already.
fn met_from_the_start(challenge: &Challenge, results: &Results) -> Result<Option<String>, String> {
    let mut values = Vec::new();
    for goal in &challenge.goals {
        let Some(value) = metric(&challenge.run, &goal.metric, results)? else { return Ok(None) };
        if !goal.condition.holds(value) {
            return Ok(None);
        }
        values.push(value.to_string());
    }
    let (goals, run) = (challenge.goals(), challenge.run.shown());
    Ok(Some(format!("{goals} is met from the start: {} in the run {run}", values.join(", "))))
}

/// The metric's value; none if the run itself failed, which has been reported.
fn metric(run: &RunRef, name: &str, results: &Results) -> Result<Option<f64>, String> {
    let Some(outcome) = results.get(run) else { return Ok(None) };
    flow::metric(name, outcome).map(Some)
}

/// All blocks with a number or a lab: whether the page needs the script.
pub(crate) fn has_lab(page: &Page<'_>) -> bool {
    page.blocks.iter().any(|b: &Block| matches!(b.kind, Kind::Lab(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_found_where_they_are_named() {
        let found = |line| sections_named(line).collect::<Vec<_>>().join(" ");
        assert_eq!(found("see section 4.3. it took 1.5 s"), "4.3");
        assert_eq!(found("见 5.2 节，等 1.5 秒；第 4.1节"), "5.2 4.1");
        assert_eq!(found("a section of 4.5 s"), "");
    }
}
