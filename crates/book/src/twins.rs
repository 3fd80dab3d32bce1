//! Both languages say the same: same sections, headings, directives, numbers.

use std::collections::BTreeMap;

use crate::directive::{Block, Claim, Kind};
use crate::problem::Problem;
use crate::scan::Page;

/// Compares `other` with its English twin.
pub(crate) fn compare(english: &Page<'_>, other: &Page<'_>, problems: &mut Vec<Problem>) {
    let file = other.source.file;
    let mut add = |line, message| problems.push(Problem { file: file.into(), line, message });
    let (here, there) = (&other.source.head.section, &english.source.head.section);
    if here != there {
        add(1, format!("section = {here:?}, but {there:?} in {}", english.source.file));
    }
    let (own, model) = (outline(other), outline(english));
    let place = |line: usize| format!("{}:{line}", english.source.file);
    let differ = own.iter().zip(&model).find(|(a, b)| a.1 != b.1);
    if let Some(((line, here), (there_line, there))) = differ {
        add(*line, format!("{here} here, but {there} at {}", place(*there_line)));
    } else if let Some((line, extra)) = own.get(model.len()) {
        add(*line, format!("{extra} has no counterpart in {}", english.source.file));
    } else if let Some((line, missing)) = model.get(own.len()) {
        add(0, format!("{missing} is missing, which is at {}", place(*line)));
    }
    let (own, model) = (numbers(other), numbers(english));
    for (number, (count, line)) in &own {
        let there = model.get(number).map_or(0, |(count, _)| *count);
        if *count > there {
            add(
                *line,
                format!("number {number} is here {count} times, in {} {there} times", english.source.file),
            );
        }
    }
    for (number, (count, line)) in &model {
        let here = own.get(number).map_or(0, |(count, _)| *count);
        if here < *count {
            add(0, format!("number {number} is missing, which is at {}", place(*line)));
        }
    }
}

/// Headings and directives in order, in words, with lines.
fn outline(page: &Page<'_>) -> Vec<(usize, String)> {
    let mut parts: Vec<(usize, String)> =
        page.headings.iter().map(|h| (h.line, format!("a heading {}", h.level))).collect();
    parts.extend(page.blocks.iter().filter_map(|b| Some((b.line, shown(b)?))));
    for block in &page.blocks {
        if let Kind::Flow(flow) = &block.kind {
            parts.extend(flow.outline());
        }
    }
    parts.sort_by_key(|(line, _)| *line);
    parts
}

fn shown(block: &Block) -> Option<String> {
    Some(match &block.kind {
        Kind::Text(_) => return None,
        Kind::Listing(l) => match &l.lines {
            Some(lines) => format!("listing {} lines {}-{}", l.file, lines.start(), lines.end()),
            None => format!("listing {}", l.file),
        },
        Kind::Lab(lab) => format!("lab {}", lab.run.shown()),
        Kind::Claim(Claim { id, run: None, .. }) => format!("claim {id}"),
        Kind::Claim(Claim { id, run: Some(run), .. }) => format!("claim {id}, tried by {}", run.shown()),
        Kind::Predict(p) => {
            let reasons: Vec<bool> = p.reasons.iter().map(|r| !r.text.is_empty()).collect();
            let shown = reasons.iter().map(|has| if *has { 'x' } else { '-' }).collect::<String>();
            format!(
                "a question with {} options, the {}. right, reasons {shown}",
                p.options.len(),
                p.answer + 1
            )
        }
        Kind::Scenarios(s) => match s.chapter {
            Some(chapter) => format!("the scenarios of chapter {chapter}"),
            None => "the scenarios without a section".into(),
        },
        Kind::Notice(_) => "a notice".into(),
        Kind::Measured(m) => format!("measured {}", m.id),
        Kind::Flow(flow) => format!("flow {} of {}", flow.id, flow.lab),
        Kind::Challenge(c) => {
            let unedited = if c.unedited { ", unedited" } else { "" };
            format!("challenge {}: {}{unedited}", c.run.shown(), c.goals())
        }
    })
}

/// Computed numbers with how often they are there, and where first. Sentences may put them in another order.
fn numbers(page: &Page<'_>) -> BTreeMap<String, (usize, usize)> {
    let mut found = BTreeMap::new();
    for num in page.blocks.iter().flat_map(Block::proses).flat_map(|p| &p.nums) {
        let name = format!("{} of {}", num.metric, num.run.shown());
        found.entry(name).or_insert((0, num.line)).0 += 1;
    }
    found
}
