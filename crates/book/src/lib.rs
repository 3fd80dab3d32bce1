//! Markdown with directives to static pages in both languages.
//!
//! [`build`] takes texts and gives files; reading and writing is the caller's affair. On the way everything that the
//! pages refer to is checked: scenarios, variants, metrics, listings, links, the twin in the other language. Numbers
//! in the prose are computed by running the scenarios they name.
//!
//! 1. Each page is split into Markdown and directives (`blocks`) and scanned for headings and links (`scan`).
//! 2. References are checked (`links`, `twins`, `checks`), the runs collected (`plan`).
//! 3. [`Numbers`] makes the runs; expectations must hold, metrics must exist.
//! 4. Pages are put together (`body`, `layout`).
//!
//! **Invariant:** the crate touches no files; same texts, same library, same files out.
//! **Invariant:** a page can be read without script, and needs no inline style or script.

mod attrs;
mod blocks;
mod body;
mod checks;
mod contents;
mod directive;
mod flow;
mod html;
mod inline;

mod layout;
mod links;
mod listing;
mod markdown;
mod number;
mod page;
mod plan;
mod problem;
mod reference;
mod scan;
mod simulated;
mod site;
mod twins;
mod typography;
mod widgets;
mod words;

use std::cell::Cell;
use std::path::PathBuf;

use tidepool_scenario::Library;

pub use attrs::Attrs;
pub use layout::SiteInfo;
pub use number::format_number;
pub use plan::{Charts, Numbers, Outcome, Printed, Still, Wanted};
pub use problem::Problem;
pub use simulated::{Simulated, simulate};
pub use tidepool_view::Lang;

use markdown::Context;
use page::{BookFile, Heads, Source};
use plan::{Plan, Results};
use scan::Page;

/// Paths from the top of the site with their contents.
pub type Files = Vec<(PathBuf, Vec<u8>)>;

/// Builds the site.
///
/// # Errors
/// As [`build_with`].
pub fn build(pages: &[(String, String)], library: &Library, site: &SiteInfo) -> Result<Files, Vec<Problem>> {
    build_with(pages, library, site, &Simulated)
}

/// Builds the site with the runs made by `numbers`.
///
/// `pages` has paths and texts: `content/<lang>/<slug>.md`, and `content/book.toml` with the titles of chapters.
///
/// # Errors
/// Everything that is wrong with the texts. What can be seen without running anything comes first and alone.
pub fn build_with(
    pages: &[(String, String)],
    library: &Library,
    site: &SiteInfo,
    numbers: &dyn Numbers,
) -> Result<Files, Vec<Problem>> {
    let mut problems = Vec::new();
    let book = Book::read(pages, &mut problems);
    book.check(library, numbers, &mut problems);
    let plan = Plan::of(&book.pages, library, &mut problems);
    sorted(&mut problems)?;
    let results = plan.carry_out(numbers, &mut problems);
    checks::metrics(&book.pages, &results, &mut problems);
    sorted(&mut problems)?;
    Ok(book.files(library, site, &results))
}

/// An error if there are problems, each once, in order of place.
fn sorted(problems: &mut Vec<Problem>) -> Result<(), Vec<Problem>> {
    problems.sort();
    problems.dedup();
    if problems.is_empty() { Ok(()) } else { Err(std::mem::take(problems)) }
}

/// All pages, in order.
struct Book<'a> {
    file: BookFile,
    pages: Vec<Page<'a>>,
}

impl<'a> Book<'a> {
    fn read(texts: &'a [(String, String)], problems: &mut Vec<Problem>) -> Book<'a> {
        let mut book = Book { file: BookFile::default(), pages: Vec::new() };
        for (path, text) in texts {
            if path.ends_with("book.toml") {
                book.file = BookFile::read(path, text, problems);
                continue;
            }
            match Source::read(path, text) {
                Ok(source) => book.pages.push(Page::of(source, problems)),
                Err(problem) => problems.push(problem),
            }
        }
        book.pages.sort_by_key(|p| (p.source.lang.pick(0, 1), page::order(&p.source.head)));
        let first_other = book.pages.partition_point(|p| p.source.lang == Lang::En);
        let (english, others) = book.pages.split_at_mut(first_other);
        english.iter_mut().for_each(|page| page.name_headings(None));
        for page in others {
            let twin = english.iter().find(|e| e.source.head.slug == page.source.head.slug);
            page.name_headings(twin.map(|e| e.headings.as_slice()));
        }
        book
    }

    fn of(&self, lang: Lang) -> Vec<&Page<'a>> {
        self.pages.iter().filter(|p| p.source.lang == lang).collect()
    }

    fn heads(&self, lang: Lang) -> Heads {
        let heads = self.of(lang).into_iter().map(|p| &p.source.head);
        heads.map(|h| (h.slug.clone(), h.clone())).collect()
    }

    fn check(&self, library: &Library, numbers: &dyn Numbers, problems: &mut Vec<Problem>) {
        let twins = |page: &Page<'_>| {
            let slug = &page.source.head.slug;
            self.pages.iter().find(|p| p.source.lang != page.source.lang && &p.source.head.slug == slug)
        };
        for page in &self.pages {
            let mut add =
                |message| problems.push(Problem { file: page.source.file.into(), line: 0, message });
            let section = &page.source.head.section;
            if !section.is_empty() && self.file.chapter(section, page.source.lang).is_none() {
                add(format!("section {section} belongs to no chapter of book.toml"));
            }
            match twins(page) {
                None => add("the page is missing in the other language".into()),
                Some(english) if page.source.lang == Lang::Zh => twins::compare(english, page, problems),
                Some(_) => {}
            }
        }
        for lang in [Lang::En, Lang::Zh] {
            links::check(&self.of(lang), problems);
        }
        checks::announcements(&self.pages, problems);
        reference::check(&self.pages, library, problems);
        checks::references(&self.pages, library, numbers, problems);
    }

    fn files(&self, library: &Library, site: &SiteInfo, results: &Results) -> Files {
        let heads = [(Lang::Zh, self.heads(Lang::Zh)), (Lang::En, self.heads(Lang::En))];
        let mut files = site::files(&heads, site);
        let uses = [Lang::Zh, Lang::En].map(|lang| reference::uses(&self.of(lang)));
        for page in &self.pages {
            let lang = page.source.lang;
            let heads = &heads[lang.pick(1, 0)].1;
            let path = layout::folder(lang, &page.source.head.slug) + "index.html";
            files.push((
                path.into(),
                self.page(page, heads, library, &uses[lang.pick(1, 0)], site, results).into_bytes(),
            ));
        }
        for (run, outcome) in results {
            for still in &outcome.stills {
                let Some(charts) = &still.charts else { continue };
                for (dark, svg) in [(false, &charts.light), (true, &charts.dark)] {
                    files.push((widgets::chart_file(run, still.lang, dark).into(), svg.clone().into_bytes()));
                }
            }
        }
        files
    }

    fn page(
        &self,
        page: &Page<'_>,
        heads: &Heads,
        library: &Library,
        uses: &reference::Uses,
        site: &SiteInfo,
        results: &Results,
    ) -> String {
        let (lang, head) = (page.source.lang, &page.source.head);
        let cx = Context {
            lang,
            words: words::words(lang),
            slug: &head.slug,
            results,
            headings: &page.headings,
            headings_done: Cell::new(0),
        };
        let shell = layout::Shell {
            lang,
            head,
            headings: &page.headings,
            heads,
            book: &self.file,
            site,
            lab: checks::has_lab(page),
        };
        layout::document(&shell, &body::body(page, library, uses, &cx))
    }
}
