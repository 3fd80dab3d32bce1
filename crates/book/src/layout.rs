//! What stands around the text of a page.

use tidepool_scenario::MODEL_VERSION;

use crate::html::escape;
use crate::links::{address, top};
use crate::page::{BookFile, Head, Heads, INDEX};
use crate::scan::Heading;
use crate::words::{Words, words};
use tidepool_view::Lang;

/// Nothing but our own files runs or styles; the lab may compile Wasm and is alone in needing that.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                      object-src 'none'; base-uri 'none'; form-action 'none'";

/// What is known about the place where the site will be.
#[derive(Clone, Debug, Default)]
pub struct SiteInfo {
    /// Public address, such as `https://example.org/tidepool/`. With it come sitemap.xml and canonical addresses;
    /// everything else is relative.
    pub base_url: Option<String>,
}

impl SiteInfo {
    /// Full address of a path below the top, if the public address is known.
    pub(crate) fn absolute(&self, path: &str) -> Option<String> {
        let base = self.base_url.as_deref()?;
        Some(format!("{}/{path}", base.trim_end_matches('/')))
    }
}

/// What a page is put together from.
pub(crate) struct Shell<'a> {
    pub lang: Lang,
    pub head: &'a Head,
    pub headings: &'a [Heading],
    pub heads: &'a Heads,
    pub book: &'a BookFile,
    pub site: &'a SiteInfo,
    pub lab: bool,
}

/// Folder of a page from the top of the site.
pub(crate) fn folder(lang: Lang, slug: &str) -> String {
    if slug == INDEX { format!("{}/", lang.code()) } else { format!("{}/{slug}/", lang.code()) }
}

/// The whole document.
pub(crate) fn document(shell: &Shell<'_>, body: &str) -> String {
    let (lang, head) = (shell.lang, shell.head);
    let w = words(lang);
    let top = top(&head.slug);
    let title = if head.slug == INDEX {
        lang.pick("Tidepool · 潮池", "潮池 · Tidepool").to_owned()
    } else {
        format!("{} · {}", head.numbered_title(), w.site)
    };
    let extra = addresses(shell);
    let scripts = if shell.lab {
        format!("<script type=\"module\" src=\"{top}embed/v1.js\"></script>\n")
    } else {
        String::new()
    };
    format!(
        "{head}{header}<main class=\"page\" id=\"text\">\n{page_head}{body}{pager}</main>\n{footer}</body>\n</html>\n",
        head = html_head(w.html_lang, &title, &head.description, top, &format!("{extra}{scripts}")),
        header = site_header(shell, w, top),
        page_head = page_head(shell, w),
        pager = pager(shell, w),
        footer = footer(shell, w),
    )
}

/// From the doctype to `<body>`.
pub(crate) fn html_head(html_lang: &str, title: &str, description: &str, top: &str, extra: &str) -> String {
    let (title, description) = (escape(title), escape(description));
    format!(
        "<!doctype html>\n<html lang=\"{html_lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<meta name=\"description\" content=\"{description}\">\n\
         <meta property=\"og:title\" content=\"{title}\">\n<meta property=\"og:description\" content=\"{description}\">\n\
         <meta property=\"og:site_name\" content=\"Tidepool 潮池\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"icon\" href=\"{top}static/favicon.svg\" type=\"image/svg+xml\">\n\
         <link rel=\"stylesheet\" href=\"{top}static/tokens.css\">\n<link rel=\"stylesheet\" href=\"{top}static/book.css\">\n\
         <script src=\"{top}static/theme.js\"></script>\n<script type=\"module\" src=\"{top}static/book.js\"></script>\n\
         {extra}</head>\n<body>\n"
    )
}

/// The same page in other languages, and full addresses if they are known.
fn addresses(shell: &Shell<'_>) -> String {
    let slug = &shell.head.slug;
    let kind = if slug == INDEX { "website" } else { "article" };
    let mut out = format!(
        "<meta property=\"og:type\" content=\"{kind}\">\n<meta property=\"og:locale\" content=\"{}\">\n",
        words(shell.lang).og_locale
    );
    for lang in [Lang::En, Lang::Zh] {
        let there = folder(lang, slug);
        let address = shell.site.absolute(&there).unwrap_or_else(|| format!("{}{there}", top(slug)));
        let code = words(lang).html_lang;
        out += &format!("<link rel=\"alternate\" hreflang=\"{code}\" href=\"{}\">\n", escape(&address));
    }
    if let Some(own) = shell.site.absolute(&folder(shell.lang, slug)) {
        let own = escape(&own);
        out += &format!(
            "<link rel=\"canonical\" href=\"{own}\">\n<meta property=\"og:url\" content=\"{own}\">\n"
        );
    }
    out
}

fn site_header(shell: &Shell<'_>, w: &Words, top: &str) -> String {
    let slug = &shell.head.slug;
    let home = address(slug, INDEX);
    let other = shell.lang.pick(Lang::Zh, Lang::En);
    let there = words(other);
    let brand = shell
        .lang
        .pick("Tidepool <span lang=\"zh-CN\">潮池</span>", "潮池 <span lang=\"en\">Tidepool</span>");
    let current = if *slug == INDEX { " aria-current=\"page\"" } else { "" };
    format!(
        "<a class=\"skip-link\" href=\"#text\">{skip}</a>\n<header class=\"site-header\">\n\
         <a class=\"brand\" href=\"{home}\"><img src=\"{top}static/mark.svg\" alt=\"\" width=\"28\" height=\"28\"> {brand}</a>\n\
         <nav class=\"site-nav\" aria-label=\"{book}\"><a href=\"{home}\"{current}>{contents}</a></nav>\n\
         <a class=\"lang-switch\" href=\"{top}{other_page}\" hreflang=\"{code}\" lang=\"{code}\">{name}</a>\n\
         <button class=\"theme-switch\" type=\"button\" data-dark=\"{dark}\" data-light=\"{light}\" hidden>{dark}</button>\n\
         </header>\n",
        skip = w.skip,
        book = w.book,
        contents = w.contents,
        other_page = folder(other, slug),
        code = there.html_lang,
        name = there.other_language,
        dark = w.dark,
        light = w.light,
    )
}

fn page_head(shell: &Shell<'_>, w: &Words) -> String {
    let head = shell.head;
    let chapter = match shell.book.chapter(&head.section, shell.lang) {
        Some((number, title)) => format!("<p class=\"chapter\">{number} · {}</p>\n", escape(title)),
        None => String::new(),
    };
    let number = match head.section.as_str() {
        "" => String::new(),
        section => format!("<span class=\"number\">{}</span> ", escape(section)),
    };
    format!(
        "<header class=\"page-head\">\n{chapter}<h1>{number}{}</h1>\n<p class=\"lede\">{}</p>\n{}</header>\n",
        escape(&head.title),
        escape(&head.description),
        on_page(shell, w)
    )
}

/// The headings of the page, where there are enough to lose one's way.
fn on_page(shell: &Shell<'_>, w: &Words) -> String {
    let top_level = shell.headings.iter().filter(|h| h.level == pulldown_cmark::HeadingLevel::H2);
    let items: Vec<String> = top_level
        .filter_map(|h| {
            Some(format!("<li><a href=\"#{}\">{}</a></li>\n", escape(h.id.as_deref()?), escape(&h.text)))
        })
        .collect();
    if items.len() < 3 {
        return String::new();
    }
    format!("<nav class=\"on-page\" aria-label=\"{}\"><ol>\n{}</ol></nav>\n", w.on_page, items.concat())
}

fn pager(shell: &Shell<'_>, w: &Words) -> String {
    let Some(at) = shell.heads.get_index_of(&shell.head.slug) else { return String::new() };
    let link = |index: Option<usize>, rel: &str, word: &str| {
        let Some((slug, head)) = index.and_then(|n| shell.heads.get_index(n)) else { return String::new() };
        let name = if slug == INDEX { w.contents.to_owned() } else { head.numbered_title() };
        let to = address(&shell.head.slug, slug);
        format!("<a rel=\"{rel}\" href=\"{to}\"><span class=\"way\">{word}</span> {}</a>\n", escape(&name))
    };
    let (previous, next) = (link(at.checked_sub(1), "prev", w.previous), link(Some(at + 1), "next", w.next));
    if previous.is_empty() && next.is_empty() {
        return String::new();
    }
    format!("<nav class=\"pager\" aria-label=\"{}\">\n{previous}{next}</nav>\n", w.sections)
}

fn footer(shell: &Shell<'_>, w: &Words) -> String {
    let from = &shell.head.slug;
    let appendices = shell.heads.values().filter(|head| head.is_appendix());
    let links: String = appendices
        .map(|head| format!("<p><a href=\"{}\">{}</a></p>", address(from, &head.slug), escape(&head.title)))
        .collect();
    format!(
        "<footer class=\"site-footer\">{links}<p>{} {MODEL_VERSION}</p><p>{}</p></footer>\n",
        w.footer, w.license
    )
}
