//! The page "Reality check" of the book says what was compared: its parts `:::measured` are made from the results.

use expect_test::expect_file;
use tidepool_book::Lang;
use tidepool_tests::root;

use crate::{collections, glance, hikari, mariadb, packages, remains, sql, theory};

/// What stands in one `:::measured`.
pub struct Part {
    id: String,
    text: String,
}

impl Part {
    /// Its name on the page, and its Markdown.
    pub fn new(id: &str, text: String) -> Part {
        Part { id: id.to_owned(), text }
    }

    /// The page with this part in its place.
    fn put_into(&self, page: &str) -> String {
        let mark = format!("\n:::measured{{id={}", self.id);
        let at = page.match_indices(&mark).map(|(at, _)| at + mark.len());
        let [at] = at.filter(|at| page[*at..].starts_with([' ', '}'])).collect::<Vec<_>>()[..] else {
            panic!("the page has not one part {}", self.id)
        };
        let begin = at + page[at..].find('\n').expect("more lines") + 1;
        let end = begin + page[begin..].find(":::\n").expect("an end");
        format!("{}{}{}", &page[..begin], self.text, &page[end..])
    }
}

#[test]
fn the_page_says_what_was_compared() {
    for lang in [Lang::En, Lang::Zh] {
        let mut parts =
            vec![glance::part(lang), glance::go_part(lang), remains::part(lang), collections::part(lang)];
        parts.extend(
            [
                packages::parts(lang),
                sql::parts(lang),
                hikari::parts(lang),
                mariadb::parts(lang),
                theory::parts(lang),
            ]
            .into_iter()
            .flatten(),
        );
        let path = root().join(format!("content/{}/reality.md", lang.code()));
        let page = std::fs::read_to_string(&path).expect("the page");
        assert_eq!(page.matches("\n:::measured{").count(), parts.len(), "parts of {}", path.display());
        let page = parts.iter().fold(page, |page, part| part.put_into(&page));
        expect_file![path].assert_eq(&page);
    }
}
