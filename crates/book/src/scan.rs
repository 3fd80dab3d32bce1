//! What Markdown contains: headings, links, and what we do not allow. Also a page with all that known.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use tidepool_view::Lang;

use crate::blocks::blocks;
use crate::directive::{Block, Kind, Prose};
use crate::page::Source;
use crate::problem::{Problem, Problems};

/// A heading below the page's title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    pub line: usize,
    pub level: HeadingLevel,
    pub text: String,
    /// Anchor: given, or made from the English text, so that both languages share it.
    pub id: Option<String>,
}

/// A page, split and scanned.
#[derive(Clone, Debug)]
pub(crate) struct Page<'a> {
    pub source: Source<'a>,
    pub blocks: Vec<Block>,
    pub headings: Vec<Heading>,
    /// Targets with their lines.
    pub links: Vec<(String, usize)>,
}

/// The Markdown we read. English quotes and dashes may be typed plainly; Chinese ones are written as they are.
pub(crate) fn options(lang: Lang) -> Options {
    let common = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    lang.pick(common | Options::ENABLE_SMART_PUNCTUATION, common)
}

impl Block {
    /// All Markdown in it.
    pub fn proses(&self) -> Vec<&Prose> {
        match &self.kind {
            Kind::Text(p) | Kind::Notice(p) => vec![p],
            Kind::Claim(c) => vec![&c.statement, &c.verdict, &c.evidence],
            Kind::Predict(p) => {
                let whole = [&p.question, &p.explanation].into_iter();
                whole.chain(&p.options).chain(&p.reasons).collect()
            }
            Kind::Measured(m) => vec![&m.text],
            Kind::Challenge(c) => vec![&c.text],
            Kind::Listing(_) | Kind::Lab(_) | Kind::Flow(_) | Kind::Scenarios(_) => Vec::new(),
        }
    }

    /// Anchor of the block itself.
    pub fn anchor(&self) -> Option<String> {
        match &self.kind {
            Kind::Claim(claim) => Some(format!("claim-{}", claim.id)),
            Kind::Lab(lab) => Some(lab.id.clone()),
            Kind::Flow(flow) => Some(flow.anchor()),
            _ => None,
        }
    }
}

impl<'a> Page<'a> {
    pub fn of(source: Source<'a>, problems: &mut Vec<Problem>) -> Page<'a> {
        let mut own = Problems::of(source.file);
        let blocks = blocks(source.body, source.line, &mut own);
        let mut page = Page { source, blocks: Vec::new(), headings: Vec::new(), links: Vec::new() };
        let mut anchors = BTreeSet::new();
        for block in &blocks {
            for prose in block.proses() {
                page.scan(prose, matches!(block.kind, Kind::Text(_)), &mut own);
            }
            if let Some(anchor) = block.anchor().filter(|a| !anchors.insert(a.clone())) {
                own.add(block.line, format!("#{anchor} is on this page twice; give one of them another id"));
            }
        }
        page.blocks = blocks;
        problems.extend(own.into_vec());
        page
    }

    fn scan(&mut self, prose: &Prose, headings_allowed: bool, problems: &mut Problems) {
        let parser = Parser::new_ext(&prose.text, options(self.source.lang)).into_offset_iter();
        let mut heading: Option<Heading> = None;
        for (event, range) in parser {
            let line = prose.line + prose.text[..range.start].matches('\n').count();
            // Between a Chinese stop and a word, Markdown takes the marks for text.
            if matches!(event, Event::Text(_)) && prose.text[range.start..].starts_with("**") {
                problems.add(line, "** that marks nothing; put a space on its outer side");
            }
            match event {
                Event::Start(Tag::Heading { level, id, .. }) => {
                    let id = id.map(|id| id.to_string());
                    heading = Some(Heading { line, level, text: String::new(), id });
                }
                Event::End(TagEnd::Heading(level)) => {
                    if level == HeadingLevel::H1 {
                        problems.add(line, "the page's title is in the front matter; headings begin with ##");
                    }
                    if !headings_allowed {
                        problems.add(line, "a heading inside a directive");
                    }
                    self.headings.extend(heading.take());
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.text.push_str(&text);
                    }
                }
                Event::Start(Tag::Link { dest_url, .. }) => self.links.push((dest_url.to_string(), line)),
                Event::Html(html) | Event::InlineHtml(html) if !html.trim().is_empty() => {
                    problems.add(
                        line,
                        format!("HTML in the text: {:?}; use Markdown and directives", html.trim()),
                    );
                }
                Event::Start(Tag::Image { .. }) => {
                    problems.add(line, "a picture; pictures come from labs");
                }
                _ => {}
            }
        }
    }

    /// Everything a link can lead to.
    pub fn anchors(&self) -> BTreeSet<String> {
        let headings = self.headings.iter().filter_map(|h| h.id.clone());
        headings.chain(self.blocks.iter().filter_map(Block::anchor)).collect()
    }

    /// Gives each heading its anchor, those of `english` where there is one.
    pub fn name_headings(&mut self, english: Option<&[Heading]>) {
        let mut taken: BTreeSet<String> = self.headings.iter().filter_map(|h| h.id.clone()).collect();
        for (n, heading) in self.headings.iter_mut().enumerate() {
            if heading.id.is_some() {
                continue;
            }
            let wished = match english {
                Some(english) => english.get(n).and_then(|h| h.id.clone()),
                None => Some(slug(&heading.text)).filter(|s| !s.is_empty()),
            };
            let wished = wished.unwrap_or_else(|| format!("part-{}", n + 1));
            let mut id = wished.clone();
            let mut copy = 2;
            while !taken.insert(id.clone()) {
                id = format!("{wished}-{copy}");
                copy += 1;
            }
            heading.id = Some(id);
        }
    }
}

/// `A loop, and no Close!` to `a-loop-and-no-close`.
fn slug(text: &str) -> String {
    let plain = text.chars().filter(|c| !matches!(c, '\'' | '’' | '`'));
    let dashed: String =
        plain.map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    dashed.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}
