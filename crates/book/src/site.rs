//! Files that belong to no page: choice of language, 404, sitemap.

use std::path::PathBuf;

use crate::html::escape;
use crate::layout::{SiteInfo, folder, html_head};
use crate::page::{Head, Heads, INDEX};
use crate::words::words;
use tidepool_view::Lang;

type File = (PathBuf, Vec<u8>);

/// The files beside the pages; `heads` has the pages of each language.
pub(crate) fn files(heads: &[(Lang, Heads)], site: &SiteInfo) -> Vec<File> {
    let mut files = vec![file("index.html", entrance(heads)), file("404.html", not_found(heads, site))];
    if site.base_url.is_some() {
        files.push(file("sitemap.xml", sitemap(heads, site)));
    }
    files
}

fn file(name: &str, text: String) -> File {
    (name.into(), text.into_bytes())
}

/// The opening page's head in `lang`.
fn opening(heads: &[(Lang, Heads)], lang: Lang) -> Option<&Head> {
    heads.iter().find(|(l, _)| *l == lang).and_then(|(_, heads)| heads.get(INDEX))
}

/// Both languages side by side; the reader chooses, nothing is guessed.
fn entrance(heads: &[(Lang, Heads)]) -> String {
    let mut choices = String::new();
    for lang in [Lang::Zh, Lang::En] {
        let Some(head) = opening(heads, lang) else { continue };
        let w = words(lang);
        choices += &format!(
            "<li lang=\"{code}\"><a href=\"{to}\" hreflang=\"{code}\"><strong>{title}</strong> {name}</a><p>{about}</p></li>\n",
            code = w.html_lang,
            to = folder(lang, INDEX),
            title = escape(&head.title),
            name = w.other_language,
            about = escape(&head.description),
        );
    }
    let about = opening(heads, Lang::En).map_or("", |h| h.description.as_str());
    format!(
        "{}<main class=\"page entrance\" id=\"text\">\n\
         <img src=\"static/mark.svg\" alt=\"\" width=\"72\" height=\"72\">\n\
         <h1>Tidepool <span lang=\"zh-CN\">潮池</span></h1>\n\
         <nav class=\"languages\" aria-label=\"Language · 语言\"><ul>\n{choices}</ul></nav>\n</main>\n</body>\n</html>\n",
        html_head("en", "Tidepool · 潮池", about, "", "")
    )
}

/// Hosts show this page at any depth, where relative addresses miss; only with the public address known can it link.
fn not_found(heads: &[(Lang, Heads)], site: &SiteInfo) -> String {
    let top = site.absolute("").unwrap_or_default();
    let mut texts = String::new();
    for (lang, _) in heads {
        let w = words(*lang);
        texts += &format!(
            "<section lang=\"{code}\"><h1>{title}</h1>\n<p>{text} <a href=\"{top}{to}\">{contents}</a></p></section>\n",
            code = w.html_lang,
            title = w.not_found,
            text = w.not_found_text,
            to = folder(*lang, INDEX),
            contents = w.contents,
        );
    }
    let head = html_head(
        "en",
        "404 · Tidepool · 潮池",
        "There is no such page.",
        &top,
        "<meta name=\"robots\" content=\"noindex\">\n",
    );
    format!("{head}<main class=\"page entrance\" id=\"text\">\n{texts}</main>\n</body>\n</html>\n")
}

fn sitemap(heads: &[(Lang, Heads)], site: &SiteInfo) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (lang, heads) in heads {
        for slug in heads.keys() {
            if let Some(address) = site.absolute(&folder(*lang, slug)) {
                out += &format!("<url><loc>{}</loc></url>\n", escape(&address));
            }
        }
    }
    out + "</urlset>\n"
}
