//! Markdown to HTML.

use std::cell::Cell;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Parser, Tag, TagEnd, html};

use crate::directive::{MARK_CLOSE, MARK_OPEN, Prose};
use crate::html::escape;
use crate::page::INDEX;
use crate::plan::Results;
use crate::scan::{Heading, options};
use crate::typography::Spacing;
use crate::words::Words;
use crate::{contents, links, listing, number};
use tidepool_view::Lang;

/// What the text of one page is rendered with.
pub(crate) struct Context<'a> {
    pub lang: Lang,
    pub words: &'a Words,
    pub slug: &'a str,
    pub results: &'a Results,
    pub headings: &'a [Heading],
    /// How many headings have been rendered.
    pub headings_done: Cell<usize>,
}

impl Context<'_> {
    /// Paragraphs, lists, tables.
    pub fn html(&self, prose: &Prose) -> String {
        let mut renderer = Renderer {
            context: self,
            prose,
            spacing: Spacing::new(self.lang),
            columns: Vec::new(),
            column: 0,
            head: false,
            out: Vec::new(),
        };
        let mut code = None;
        for event in Parser::new_ext(&prose.text, options(self.lang)) {
            match (event, &mut code) {
                (Event::Start(Tag::CodeBlock(kind)), _) => code = Some((kind, String::new())),
                (Event::End(TagEnd::CodeBlock), _) => {
                    if let Some((kind, text)) = code.take() {
                        renderer.block(code_block(&kind, &text));
                    }
                }
                (Event::Text(text), Some((_, block))) => block.push_str(&text),
                (event, _) => renderer.event(event),
            }
        }
        let events = if self.slug == INDEX { contents::lists(renderer.out) } else { renderer.out };
        let mut out = String::new();
        html::push_html(&mut out, events.into_iter());
        // The empty corner of a table is the head of nothing.
        out.replace("<th></th>", "<td></td>")
    }

    /// The same for text that stands in a line: a single paragraph loses its element.
    pub fn inline(&self, prose: &Prose) -> String {
        let html = self.html(prose);
        let inner = html.trim().strip_prefix("<p>").and_then(|h| h.strip_suffix("</p>"));
        inner.filter(|h| !h.contains("<p>")).unwrap_or(html.trim()).to_owned()
    }

    fn next_heading(&self) -> &str {
        let index = self.headings_done.replace(self.headings_done.get() + 1);
        self.headings.get(index).and_then(|h| h.id.as_deref()).unwrap_or_default()
    }
}

fn code_block(kind: &CodeBlockKind<'_>, text: &str) -> String {
    match kind {
        CodeBlockKind::Fenced(name) if &**name == "go" => {
            let lines = 1..=text.lines().count().max(1);
            let code = listing::code(text, lines, None);
            format!(
                "<figure class=\"listing\"><pre tabindex=\"0\"><code class=\"go\">{code}</code></pre></figure>\n"
            )
        }
        _ => format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(text)),
    }
}

/// Code for a narrow column: a name may be broken between its words, and nowhere else.
pub(crate) fn breakable(code: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in code.chars() {
        let hump = before.is_ascii_lowercase() && c.is_ascii_uppercase();
        if hump || (matches!(before, '_' | '.' | '/') && c.is_alphanumeric()) {
            out.push_str("<wbr>");
        }
        out.push_str(&escape(c.encode_utf8(&mut [0; 4])));
        before = c;
    }
    out
}

struct Renderer<'a, 'p> {
    context: &'a Context<'a>,
    prose: &'a Prose,
    spacing: Spacing,
    /// How the columns of the table at hand are aligned; none outside of tables.
    columns: Vec<Alignment>,
    /// Which of them comes next, and whether it is in the head.
    column: usize,
    head: bool,
    out: Vec<Event<'p>>,
}

impl<'p> Renderer<'_, 'p> {
    fn block(&mut self, html: String) {
        self.out.push(Event::Html(html.into()));
    }

    fn event(&mut self, event: Event<'p>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.spacing.restart();
                let id = escape(self.context.next_heading());
                self.block(format!("<{level} id=\"{id}\">"));
            }
            Event::End(TagEnd::Heading(level)) => {
                let done = self.context.headings_done.get();
                let id = done.checked_sub(1).and_then(|n| self.context.headings.get(n)?.id.as_deref());
                let (id, label) = (escape(id.unwrap_or_default()), self.context.words.anchor);
                self.block(format!(
                    " <a class=\"anchor\" href=\"#{id}\" aria-label=\"{label}\">#</a></{level}>\n"
                ));
            }
            Event::Start(Tag::Table(alignments)) => {
                self.block("<div class=\"table\" tabindex=\"0\">".into());
                // Ours to align: inline styles are not allowed on the pages.
                self.columns = alignments;
                self.out.push(Event::Start(Tag::Table(Vec::new())));
            }
            Event::End(TagEnd::Table) => {
                self.columns.clear();
                self.out.push(Event::End(TagEnd::Table));
                self.block("</div>\n".into());
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let dest_url = links::rewrite(&dest_url, self.context.slug).into();
                self.out.push(Event::Start(Tag::Link { link_type, dest_url, title, id }));
            }
            Event::Start(Tag::Paragraph | Tag::Item) => {
                self.spacing.restart();
                self.out.push(event);
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.column = 0;
                self.head = matches!(event, Event::Start(Tag::TableHead));
                self.out.push(event);
            }
            Event::Start(Tag::TableCell) => {
                self.spacing.restart();
                let element = self.cell();
                let right = self.columns.get(self.column) == Some(&Alignment::Right);
                self.block(format!("<{element}{}>", if right { " class=\"amount\"" } else { "" }));
                self.column += 1;
            }
            Event::End(TagEnd::TableCell) => {
                let element = self.cell();
                self.block(format!("</{element}>"));
            }
            Event::Text(text) => self.text(&text),
            Event::Code(code) => {
                let space = self.spacing.code();
                self.push_text(space);
                self.out.push(match self.columns.is_empty() {
                    true => Event::Code(code),
                    false => Event::InlineHtml(format!("<code>{}</code>", breakable(&code)).into()),
                });
            }
            Event::SoftBreak => self.spacing.line_break(),
            event => self.out.push(event),
        }
    }

    fn cell(&self) -> &'static str {
        if self.head { "th" } else { "td" }
    }

    fn push_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push(Event::Text(CowStr::from(text.to_owned())));
        }
    }

    /// Text with marks of computed numbers in it.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(MARK_OPEN) {
            let spaced = self.spacing.text(before);
            self.push_text(&spaced);
            let (index, after) = after.split_once(MARK_CLOSE).unwrap_or((after, ""));
            let num = index.parse::<usize>().ok().and_then(|n| self.prose.nums.get(n));
            let element = num.and_then(|num| number::element(num, self.context.results, self.context.lang));
            let space = self.spacing.number();
            self.push_text(space);
            self.out.push(Event::InlineHtml(element.unwrap_or_default().into()));
            rest = after;
        }
        let spaced = self.spacing.text(rest);
        self.push_text(&spaced);
    }
}
