//! From the path of a request to a file of the site.

use std::path::{Path, PathBuf};

use crate::Site;

/// What a request path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// This file.
    File(PathBuf),
    /// Another path: a folder asked for without its slash, where relative links would miss.
    Redirect(String),
    /// Nothing.
    NotFound,
}

/// Finds what `url` (path and query, as in the request line) leads to.
pub fn resolve(site: &Site, url: &str) -> Target {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let Some(rest) = path.strip_prefix(site.prefix.as_str()) else {
        return if format!("{path}/") == site.prefix {
            Target::Redirect(site.prefix.clone())
        } else {
            Target::NotFound
        };
    };
    let Some(rest) = percent_decode(rest) else {
        return Target::NotFound;
    };
    // Only plain names: nothing that could leave the folder.
    let plain = |part: &str| part != ".." && part != "." && !part.contains(['\\', '\0', ':']);
    if !rest.split('/').all(plain) || rest.starts_with('/') {
        return Target::NotFound;
    }
    let file = site.root.join(&rest);
    if file.is_dir() {
        if !rest.is_empty() && !rest.ends_with('/') {
            return Target::Redirect(format!("{path}/"));
        }
        let index = file.join("index.html");
        return if index.is_file() { Target::File(index) } else { Target::NotFound };
    }
    if file.is_file() && !rest.ends_with('/') { Target::File(file) } else { Target::NotFound }
}

/// Decodes `%41`; `None` when an escape is cut off or the result is not UTF-8.
fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The `Content-Type` of a file, by its extension. Browsers compile Wasm while it streams only as `application/wasm`.
pub fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" | "toml" | "go" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        // The package's own folder has all the shapes that are needed.
        Site::new(env!("CARGO_MANIFEST_DIR"))
    }

    fn file(name: &str) -> Target {
        Target::File(Path::new(env!("CARGO_MANIFEST_DIR")).join(name))
    }

    #[test]
    fn finds_files_and_ignores_the_query() {
        assert_eq!(resolve(&site(), "/src/lib.rs?x=/../1"), file("src/lib.rs"));
        assert_eq!(resolve(&site(), "/src/l%69b.rs"), file("src/lib.rs"));
    }

    #[test]
    fn a_folder_without_slash_redirects_and_without_index_is_missing() {
        assert_eq!(resolve(&site(), "/src"), Target::Redirect("/src/".into()));
        assert_eq!(resolve(&site(), "/src/"), Target::NotFound);
        assert_eq!(resolve(&site(), "/src/lib.rs/"), Target::NotFound);
    }

    #[test]
    fn nothing_outside_the_folder() {
        for url in [
            "/../des/Cargo.toml",
            "/%2e%2e/des/Cargo.toml",
            "/src/..%2f..%2fREADME.md",
            "//etc/passwd",
            "/%4",
            "/%ff",
        ] {
            assert_eq!(resolve(&site(), url), Target::NotFound, "{url}");
        }
    }

    #[test]
    fn lives_under_a_prefix() {
        let site = Site { prefix: "/docs/tidepool/".into(), ..site() };
        assert_eq!(resolve(&site, "/docs/tidepool/src/lib.rs"), file("src/lib.rs"));
        assert_eq!(resolve(&site, "/docs/tidepool"), Target::Redirect("/docs/tidepool/".into()));
        assert_eq!(resolve(&site, "/src/lib.rs"), Target::NotFound);
    }

    #[test]
    fn wasm_has_its_type() {
        assert_eq!(content_type(Path::new("a_bg.wasm")), "application/wasm");
        assert_eq!(content_type(Path::new("LICENSE")), "application/octet-stream");
    }
}
