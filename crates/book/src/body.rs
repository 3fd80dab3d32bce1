//! The text of a page: prose, and labs beside it.
//!
//! A *spread* begins at a heading (`##`) under which a lab stands and goes on to the next such heading;
//! where the screen is wide, the lab stays in view beside it.

use crate::directive::{Block, Kind, Lab, RunRef};
use crate::flow::{self, Flow};
use crate::markdown::Context;
use crate::reference::{self, Uses};
use crate::scan::Page;
use crate::{listing, widgets};
use tidepool_scenario::{Library, Scenario};

/// All blocks of `page`.
pub(crate) fn body(page: &Page<'_>, library: &Library, uses: &Uses, cx: &Context<'_>) -> String {
    let mut body = Body { page, library, uses, cx, questions: 0, out: String::new() };
    let parts = parts(&page.blocks);
    let first_lab = parts.iter().position(|part| has_lab(part)).unwrap_or(parts.len());
    let (before, mut rest) = parts.split_at(first_lab);
    body.prose(before);
    while let [head, after @ ..] = rest {
        let end = after.iter().position(|part| has_lab(part)).unwrap_or(after.len());
        body.spread(head, &after[..end]);
        rest = &after[end..];
    }
    body.out
}

/// Blocks under one `##` each; the first part is what comes before any.
fn parts(blocks: &[Block]) -> Vec<&[Block]> {
    let starts = |block: &Block| matches!(&block.kind, Kind::Text(p) if p.text.starts_with("## "));
    let mut parts = Vec::new();
    let mut start = 0;
    for (n, block) in blocks.iter().enumerate() {
        if n > start && starts(block) {
            parts.push(&blocks[start..n]);
            start = n;
        }
    }
    parts.push(&blocks[start..]);
    parts
}

fn is_lab(block: &Block) -> bool {
    matches!(block.kind, Kind::Lab(_))
}

fn has_lab(part: &[Block]) -> bool {
    part.iter().any(is_lab)
}

struct Body<'a> {
    page: &'a Page<'a>,
    library: &'a Library,
    uses: &'a Uses,
    cx: &'a Context<'a>,
    questions: usize,
    out: String,
}

impl Body<'_> {
    fn prose(&mut self, parts: &[&[Block]]) {
        if parts.iter().all(|part| part.is_empty()) {
            return;
        }
        self.out += "<div class=\"prose\">\n";
        for block in parts.iter().copied().flatten() {
            self.block(block);
        }
        self.out += "</div>\n";
    }

    fn spread(&mut self, head: &[Block], after: &[&[Block]]) {
        let at = head.iter().position(is_lab).unwrap_or(head.len());
        self.out += "<section class=\"spread\">\n";
        self.prose(&[&head[..at]]);
        if let Some(lab) = head.get(at) {
            self.block(lab);
        }
        let mut rest = vec![head.get(at + 1..).unwrap_or_default()];
        rest.extend(after);
        self.prose(&rest);
        self.out += "</section>\n";
    }

    fn block(&mut self, block: &Block) {
        let html = match &block.kind {
            Kind::Text(prose) => self.cx.html(prose),
            Kind::Listing(listing) => {
                let text = self.library.listings.get(&listing.file).map_or("", String::as_str);
                listing::figure(listing, text, self.cx.words)
            }
            Kind::Lab(lab) => widgets::lab(lab, self.followed(lab), self.cx),
            Kind::Scenarios(which) => reference::scenarios(*which, self.library, self.uses, self.cx),
            Kind::Flow(flow) => self.flow(flow),
            Kind::Claim(claim) => {
                let tried = claim.run.as_ref().and_then(|run| self.tried(run));
                widgets::claim(claim, tried.as_ref(), self.cx)
            }
            Kind::Predict(predict) => {
                self.questions += 1;
                widgets::predict(predict, self.questions, self.lab_near(block.line), self.cx)
            }
            Kind::Notice(prose) => widgets::notice(prose, self.cx),
            Kind::Measured(measured) => widgets::measured(measured, self.cx),
            Kind::Challenge(challenge) => {
                let lab = lab_for(self.page, &challenge.run).unwrap_or_default();
                widgets::challenge(challenge, lab, self.cx)
            }
        };
        self.out += &html;
    }

    /// Where and as what a claim's run is to be tried.
    fn tried(&self, run: &RunRef) -> Option<widgets::Tried> {
        let scenario = self.library.scenario(&run.scenario).ok()?;
        let variant = run.variant.as_deref().and_then(|id| scenario.variant(id).ok());
        let title = variant.map_or(&scenario.title, |variant| &variant.title);
        let mut name = title.get(self.cx.lang.code()).to_owned();
        let label =
            |key: &str| scenario.params.iter().find(|param| param.key == key).map(|param| &param.label);
        let preset = scenario.preset_with(&run.set);
        // What has no control, as the time of a fault, is set by a preset.
        if let Some(preset) = preset.filter(|_| run.set.iter().any(|(key, _)| label(key).is_none())) {
            let name = preset.title.get(self.cx.lang.code()).to_owned();
            return Some(widgets::Tried { run: run.clone(), lab: lab_for(self.page, run)?.into(), name });
        }
        for (key, value) in &run.set {
            let label = label(key);
            name += &format!(
                ", {} = {value}",
                label.map_or(key.as_str(), |label| label.get(self.cx.lang.code()))
            );
        }
        Some(widgets::Tried { run: run.clone(), lab: lab_for(self.page, run)?.into(), name })
    }

    /// Anchor of the lab that a question on `line` is about: the next, else the last before it.
    fn lab_near(&self, line: usize) -> Option<&str> {
        let mut labs = self.page.blocks.iter().filter_map(|block| match &block.kind {
            Kind::Lab(lab) => Some((block.line, lab.id.as_str())),
            _ => None,
        });
        labs.clone().find(|(at, _)| *at > line).or_else(|| labs.next_back()).map(|(_, id)| id)
    }

    /// Whether a flow on the page follows `lab`.
    fn followed(&self, lab: &Lab) -> bool {
        self.page.blocks.iter().any(|b| matches!(&b.kind, Kind::Flow(flow) if flow.lab == lab.id))
    }

    fn flow(&self, flow: &Flow) -> String {
        let Some(lab) = lab_named(self.page, &flow.lab) else { return String::new() };
        let Some(outcome) = self.cx.results.get(&lab.run) else { return String::new() };
        let scenario = self.library.scenario(&lab.run.scenario).ok();
        let variant = |s: &Scenario| Some(s.variant(lab.run.variant.as_deref()?).ok()?.listing.clone());
        let listing = scenario.map(|s| variant(&s).unwrap_or(s.listing)).unwrap_or_default();
        let setting = flow::Setting { outcome, listing: &listing, lang: self.cx.lang, words: self.cx.words };
        flow::figure(flow, &setting)
    }
}

/// The lab on `page` with the anchor `id`.
pub(crate) fn lab_named<'a>(page: &'a Page<'_>, id: &str) -> Option<&'a Lab> {
    page.blocks.iter().find_map(|block| match &block.kind {
        Kind::Lab(lab) if lab.id == id => Some(lab),
        _ => None,
    })
}

/// Anchor of the lab on `page` that plays the scenario of `run`.
pub(crate) fn lab_for<'a>(page: &'a Page<'_>, run: &RunRef) -> Option<&'a str> {
    page.blocks.iter().find_map(|block| match &block.kind {
        Kind::Lab(lab) if lab.run.scenario == run.scenario => Some(lab.id.as_str()),
        _ => None,
    })
}
