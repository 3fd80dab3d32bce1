//! The reference of scenarios: what each is, where it is played, what can be set, what is expected of it.
//!
//! All of it comes from the scenarios themselves and from the labs of the sections, so it cannot be out of date.

use indexmap::IndexMap;
use tidepool_scenario::{Expectation, Fault, Library, NEVER, Param, Preset, Scenario};
use tidepool_sim::meaning;
use tidepool_view::{fault_kind, unit};

use crate::directive::{Kind, Scenarios};
use crate::html::escape;
use crate::links::address;
use crate::markdown::{Context, breakable};
use crate::problem::Problem;
use crate::scan::Page;

/// A lab of a section.
pub(crate) struct Use {
    slug: String,
    /// Number of the section's chapter.
    chapter: Option<u32>,
    title: String,
    /// Anchor of the lab.
    lab: String,
}

/// The labs of each scenario, in the order of the book.
pub(crate) type Uses = IndexMap<String, Vec<Use>>;

/// The labs on `pages`, all of one language and in order; a page counts once for each scenario.
pub(crate) fn uses(pages: &[&Page<'_>]) -> Uses {
    let mut uses = Uses::new();
    for page in pages {
        let head = &page.source.head;
        for block in &page.blocks {
            let Kind::Lab(lab) = &block.kind else { continue };
            let known = uses.entry(lab.run.scenario.clone()).or_default();
            if known.iter().any(|known| known.slug == head.slug) {
                continue;
            }
            known.push(Use {
                slug: head.slug.clone(),
                chapter: head.section.split('.').next().and_then(|number| number.parse().ok()),
                title: head.numbered_title(),
                lab: lab.id.clone(),
            });
        }
    }
    uses
}

/// The chapter under which a scenario is told of: that of its first section.
fn chapter_of(scenario: &str, uses: &Uses) -> Option<u32> {
    uses.get(scenario)?.iter().find_map(|lab| lab.chapter)
}

/// The scenarios of a part, in the order in which the book plays them, those that it never plays by name.
fn part(which: Scenarios, library: &Library, uses: &Uses) -> Vec<Scenario> {
    let mut names: Vec<&String> =
        library.scenarios.keys().filter(|name| chapter_of(name, uses) == which.chapter).collect();
    names.sort_by_key(|name| (uses.get_index_of(*name).unwrap_or(usize::MAX), *name));
    names.into_iter().filter_map(|name| library.scenario(name).ok()).collect()
}

/// Where there is a reference, it has each scenario; and a part has some.
pub(crate) fn check(pages: &[Page<'_>], library: &Library, problems: &mut Vec<Problem>) {
    for page in pages {
        let mut add = |line, message| problems.push(Problem { file: page.source.file.into(), line, message });
        let of_lang: Vec<&Page<'_>> = pages.iter().filter(|p| p.source.lang == page.source.lang).collect();
        let uses = uses(&of_lang);
        let mut told = Vec::new();
        for block in &page.blocks {
            let Kind::Scenarios(which) = &block.kind else { continue };
            if part(*which, library, &uses).is_empty() {
                add(block.line, "::scenarios: there is no scenario for this part".into());
            }
            told.push(which.chapter);
        }
        if told.is_empty() {
            continue;
        }
        for name in library.scenarios.keys() {
            let chapter = chapter_of(name, &uses);
            if !told.contains(&chapter) {
                let part = chapter.map_or_else(String::new, |number| format!("{{chapter={number}}}"));
                add(0, format!("scenario {name} is left out; expected ::scenarios{part}"));
            }
        }
    }
}

/// A part of the reference: a list of its scenarios, then each of them.
pub(crate) fn scenarios(which: Scenarios, library: &Library, uses: &Uses, cx: &Context<'_>) -> String {
    let scenarios = part(which, library, uses);
    let mut out = String::from("<ul class=\"scenario-list\">\n");
    for scenario in &scenarios {
        let title = escape(scenario.title.get(cx.lang.code()));
        out += &format!("<li><a href=\"#scenario-{}\">{title}</a></li>\n", scenario.name);
    }
    out += "</ul>\n";
    for scenario in &scenarios {
        let labs = uses.get(&scenario.name).map_or(&[][..], Vec::as_slice);
        out += &Entry { scenario, cx }.html(labs);
    }
    out
}

/// One scenario, told of in one language.
struct Entry<'a> {
    scenario: &'a Scenario,
    cx: &'a Context<'a>,
}

impl Entry<'_> {
    fn html(&self, labs: &[Use]) -> String {
        let (scenario, w) = (self.scenario, &self.cx.words.reference);
        let details = self.settings() + &self.presets() + &self.faults() + &self.expected();
        let details = match details.as_str() {
            "" => String::new(),
            inner => {
                format!("<details class=\"measured\"><summary>{}</summary>\n{inner}</details>\n", w.more)
            }
        };
        format!(
            "<h3 id=\"scenario-{name}\">{title} <a class=\"anchor\" href=\"#scenario-{name}\" \
             aria-label=\"{anchor}\">#</a></h3>\n<p><code>tidepool run {name}</code></p>\n{labs}{variants}{details}",
            name = scenario.name,
            title = self.text(&scenario.title),
            anchor = self.cx.words.anchor,
            labs = self.labs(labs),
            variants = self.variants(),
        )
    }

    fn text(&self, text: &tidepool_scenario::Text) -> String {
        escape(text.get(self.cx.lang.code()))
    }

    /// Words with the name by which links and the command line know the thing.
    fn named(&self, words: &str, name: &str) -> String {
        let name = escape(name);
        self.cx.lang.pick(format!("{words} (<code>{name}</code>)"), format!("{words}（<code>{name}</code>）"))
    }

    fn labs(&self, labs: &[Use]) -> String {
        let link = |lab: &Use| {
            let to = address(self.cx.slug, &lab.slug);
            format!("<a href=\"{to}#{}\">{}</a>", escape(&lab.lab), escape(&lab.title))
        };
        self.line(self.cx.words.reference.labs, labs.iter().map(link).collect())
    }

    fn variants(&self) -> String {
        let of = |variant: &tidepool_scenario::Variant| self.named(&self.text(&variant.title), &variant.id);
        self.line(self.cx.words.reference.variants, self.scenario.variants.iter().map(of).collect())
    }

    /// A paragraph of several things, none if there are none.
    fn line(&self, label: &str, things: Vec<String>) -> String {
        match things.as_slice() {
            [] => String::new(),
            things => format!("<p>{label}{}</p>\n", things.join(self.cx.lang.pick("; ", "；"))),
        }
    }

    fn settings(&self) -> String {
        let w = &self.cx.words.reference;
        let row = |param: &Param| {
            let default = self.value(param, &Param::text_of(&param.default));
            [
                format!("{} <code>{}</code>", self.text(&param.label), breakable(&param.key)),
                escape(&default),
                self.range(param),
            ]
        };
        let rows: Vec<_> = self.scenario.params.iter().map(row).collect();
        table(w.settings, [w.setting, w.default, w.range], &rows)
    }

    /// A value with its unit, or in the words of its choice.
    fn value(&self, param: &Param, text: &str) -> String {
        let lang = self.cx.lang;
        if let Some(choice) = param.choices.iter().find(|choice| choice.value == text) {
            return choice.label.get(lang.code()).to_owned();
        }
        match unit(lang, &param.unit) {
            "" => text.to_owned(),
            unit => format!("{text} {unit}"),
        }
    }

    fn range(&self, param: &Param) -> String {
        if !param.choices.is_empty() {
            let choices =
                param.choices.iter().map(|choice| self.named(&self.text(&choice.label), &choice.value));
            return choices.collect::<Vec<_>>().join("<br>");
        }
        let lang = self.cx.lang;
        match (param.min.as_ref().map(Param::text_of), param.max.as_ref().map(Param::text_of)) {
            (Some(min), Some(max)) => {
                escape(&lang.pick(format!("{min} to {max}"), format!("{min} 到 {max}")))
            }
            (Some(min), None) => escape(&lang.pick(format!("from {min}"), format!("{min} 起"))),
            (None, Some(max)) => escape(&lang.pick(format!("up to {max}"), format!("至多 {max}"))),
            (None, None) => String::new(),
        }
    }

    fn presets(&self) -> String {
        let items: Vec<String> = self.scenario.presets.iter().map(|preset| self.preset(preset)).collect();
        list(self.cx.words.reference.presets, &items)
    }

    fn preset(&self, preset: &Preset) -> String {
        let lang = self.cx.lang;
        let mut choice: Vec<String> = Vec::new();
        if let Some(id) = &preset.variant {
            choice.push(format!("<code>--variant {}</code>", escape(id)));
        }
        choice.extend(preset.set.iter().map(|(key, value)| {
            format!("<code>{}={}</code>", breakable(key), escape(&Param::text_of(value)))
        }));
        let expected = self.conditions(&preset.expectations().unwrap_or_default());
        let conditions: Vec<String> = expected.into_iter().map(|(condition, _)| condition).collect();
        let mut item = self.text(&preset.title);
        if !choice.is_empty() {
            item += &format!("{}{}", lang.pick(": ", "："), choice.join(" "));
        }
        if !conditions.is_empty() {
            item += &format!(
                "{}{}",
                lang.pick("; expected: ", "；期望："),
                conditions.join(lang.pick(", ", "，"))
            );
        }
        item
    }

    fn faults(&self) -> String {
        let items: Vec<String> = self.scenario.faults.iter().map(|fault| self.fault(fault)).collect();
        list(self.cx.words.reference.faults, &items)
    }

    fn fault(&self, fault: &Fault) -> String {
        let (lang, w) = (self.cx.lang, &self.cx.words.reference);
        let comma = lang.pick(", ", "，");
        let mut parts = vec![fault_kind(fault.kind, lang).to_owned()];
        parts.push(match fault.at.as_str() {
            NEVER => w.by_button.into(),
            at => lang.pick(format!("at {at}"), format!("{at} 时")),
        });
        if let Some(length) = &fault.length {
            parts.push(lang.pick(format!("for {length}"), format!("持续 {length}")));
        }
        if let Some(button) = &fault.button {
            parts.push(format!("{}{}", w.button, button.get(lang.code())));
        }
        self.named(&escape(&parts.join(comma)), &fault.id)
    }

    /// What is expected of the plain run and of those of the variants.
    fn expected(&self) -> String {
        let w = &self.cx.words.reference;
        let mut out = String::new();
        let own = self.scenario.own_variant();
        let others = self.scenario.variants.iter().filter(|variant| Some(variant.id.as_str()) != own);
        let plain = self.scenario.expectations(None).unwrap_or_default();
        out += &table(w.expected, [w.metric, w.meaning], &self.rows(&plain));
        for variant in others {
            let expected = self.scenario.expectations(Some(&variant.id)).unwrap_or_default();
            let label = format!("{}{}", w.expected_of, self.text(&variant.title));
            out += &table(&label, [w.metric, w.meaning], &self.rows(&expected));
        }
        out
    }

    fn rows(&self, expected: &[Expectation]) -> Vec<[String; 2]> {
        self.conditions(expected).into_iter().map(|(condition, meaning)| [condition, meaning]).collect()
    }

    /// Conditions with what their metrics mean.
    fn conditions(&self, expected: &[Expectation]) -> Vec<(String, String)> {
        let shown = |expectation: &Expectation| {
            let known = meaning(&expectation.metric);
            let means = known.map_or("", |known| self.cx.lang.pick(known.en, known.zh));
            let condition = escape(&expectation.condition.to_string());
            (format!("<code>{} {condition}</code>", breakable(&expectation.metric)), means_html(means))
        };
        expected.iter().map(shown).collect()
    }
}

/// A sentence of the table of metrics, in which names of code stand between backquotes.
fn means_html(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    let html = pieces.map(|(n, piece)| match n % 2 {
        0 => escape(piece),
        _ => format!("<code>{}</code>", breakable(piece)),
    });
    html.collect()
}

/// A table under its label, none if it has no rows; the cells are HTML.
fn table<const N: usize>(label: &str, head: [&str; N], rows: &[[String; N]]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let head: String = head.iter().map(|cell| format!("<th>{cell}</th>")).collect();
    let mut out = format!(
        "<p class=\"label\">{label}</p>\n<div class=\"table\" tabindex=\"0\"><table><thead><tr>{head}</tr></thead>\n<tbody>"
    );
    for row in rows {
        let cells: String = row.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        out += &format!("<tr>{cells}</tr>\n");
    }
    out + "</tbody></table></div>\n"
}

/// A list under its label, none if it is empty; the items are HTML.
fn list(label: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: String = items.iter().map(|item| format!("<li>{item}</li>\n")).collect();
    format!("<p class=\"label\">{label}</p>\n<ul>\n{items}</ul>\n")
}
