//! A page's head, and the book as a whole: languages, chapters, order.

use indexmap::IndexMap;
use serde::Deserialize;
use tidepool_scenario::Text;
use tidepool_view::Lang;

use crate::problem::{Problem, Problems};

/// What the front matter between `+++` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    /// Heading of the page.
    pub title: String,
    /// Name in the address; the file's name without `.md`.
    pub slug: String,
    /// Number such as `4.1`; empty for the opening page and for appendices.
    #[serde(default)]
    pub section: String,
    /// What the reader can do afterwards, in one sentence.
    pub description: String,
}

impl Head {
    /// A page behind the sections: it has no number, and the foot of every page links to it.
    pub fn is_appendix(&self) -> bool {
        self.section.is_empty() && self.slug != INDEX
    }

    /// The title with the section's number, if it has one.
    pub fn numbered_title(&self) -> String {
        format!("{} {}", self.section, self.title).trim_start().into()
    }
}

/// A page's text, split into head and body.
#[derive(Clone, Debug)]
pub(crate) struct Source<'a> {
    pub file: &'a str,
    pub lang: Lang,
    pub head: Head,
    /// What comes after the front matter.
    pub body: &'a str,
    /// Line of the body's first line.
    pub line: usize,
}

/// Name of the opening page.
pub(crate) const INDEX: &str = "index";

impl<'a> Source<'a> {
    /// Reads `content/<lang>/<slug>.md`.
    pub fn read(file: &'a str, text: &'a str) -> Result<Source<'a>, Problem> {
        let fail = |line, message: String| Problem { file: file.into(), line, message };
        let (lang, slug) = place(file)
            .ok_or_else(|| fail(0, "a page lies in a folder `en` or `zh` and ends with .md".into()))?;
        let rest = text
            .strip_prefix("+++\n")
            .ok_or_else(|| fail(1, "a page begins with front matter between lines `+++`".into()))?;
        let end =
            rest.find("\n+++\n").ok_or_else(|| fail(1, "the front matter has no closing `+++`".into()))?;
        let (front, body) = (&rest[..end + 1], &rest[end + 5..]);
        let head: Head = toml::from_str(front).map_err(|error| {
            let line = error.span().map_or(0, |s| front[..s.start.min(front.len())].matches('\n').count());
            fail(line + 2, error.message().into())
        })?;
        if head.slug != slug {
            return Err(fail(1, format!("slug = {:?}; expected {slug:?}, the file's name", head.slug)));
        }
        for (key, value) in [("title", &head.title), ("description", &head.description)] {
            if value.trim().is_empty() {
                return Err(fail(1, format!("{key} is empty")));
            }
        }
        let line = front.matches('\n').count() + 3;
        Ok(Source { file, lang, head, body, line })
    }
}

/// Language and name of a page from its path.
fn place(file: &str) -> Option<(Lang, &str)> {
    let (folder, name) = file.rsplit_once('/')?;
    let lang = match folder.rsplit('/').next()? {
        "en" => Lang::En,
        "zh" => Lang::Zh,
        _ => return None,
    };
    Some((lang, name.strip_suffix(".md")?))
}

/// `book.toml`: what does not belong to one page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BookFile {
    #[serde(default, rename = "chapter")]
    chapters: Vec<Chapter>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chapter {
    number: u32,
    title: Text,
}

impl BookFile {
    pub fn read(file: &str, text: &str, problems: &mut Vec<Problem>) -> BookFile {
        let mut own = Problems::of(file);
        let read = own.ok(0, toml::from_str(text).map_err(|e: toml::de::Error| e.to_string()));
        problems.extend(own.into_vec());
        read.unwrap_or_default()
    }

    /// Number and title of the chapter that `section` (`4.1`) belongs to.
    pub fn chapter(&self, section: &str, lang: Lang) -> Option<(u32, &str)> {
        let number = section.split('.').next()?.parse().ok()?;
        let chapter = self.chapters.iter().find(|c| c.number == number)?;
        Some((number, chapter.title.get(lang.code())))
    }
}

/// Order of pages: the opening page, sections by number, appendices by name.
pub(crate) fn order(head: &Head) -> (bool, Vec<u32>, String) {
    let numbers = head.section.split('.').map(|n| n.parse().unwrap_or(u32::MAX)).collect();
    (head.slug != INDEX, numbers, head.slug.clone())
}

/// Pages of one language by slug, in order.
pub(crate) type Heads = IndexMap<String, Head>;

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(file: &str, text: &str) -> String {
        Source::read(file, text)
            .map_or_else(|p| p.to_string(), |s| format!("{:?} body at {}", s.head, s.line))
    }

    #[test]
    fn front_matter_is_checked() {
        let good = "+++\ntitle = \"T\"\nslug = \"a\"\ndescription = \"D\"\n+++\n\ntext\n";
        assert!(fault("content/en/a.md", good).ends_with("body at 6"));
        assert_eq!(
            fault("content/en/b.md", good),
            r#"content/en/b.md:1: slug = "a"; expected "b", the file's name"#
        );
        assert_eq!(fault("a.md", good), "a.md: a page lies in a folder `en` or `zh` and ends with .md");
        assert_eq!(
            fault("zh/a.md", "+++\ntitle = \"T\"\nsulg = \"a\"\n+++\n"),
            "zh/a.md:3: unknown field `sulg`, expected one of `title`, `slug`, `section`, `description`"
        );
        assert_eq!(fault("zh/a.md", "+++\ntitle"), "zh/a.md:1: the front matter has no closing `+++`");
    }
}
