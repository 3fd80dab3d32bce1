//! The book's listings and scenarios, embedded, so that page and command line need no files.

use include_dir::{Dir, include_dir};
use tidepool_scenario::Library;

static LISTINGS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../content/go");
static SCENARIOS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../content/scenarios");

/// Every listing of `content/go` and every scenario of `content/scenarios`, sorted by name.
pub fn library() -> Library {
    let mut library = Library::default();
    collect(&LISTINGS, "go", &mut |path, text| drop(library.listings.insert(path.into(), text.into())));
    collect(&SCENARIOS, "toml", &mut |path, text| {
        let name = path.trim_end_matches(".toml");
        library.scenarios.insert(name.into(), text.into());
    });
    library.listings.sort_keys();
    library.scenarios.sort_keys();
    library
}

fn collect(dir: &Dir<'static>, extension: &str, take: &mut dyn FnMut(&'static str, &'static str)) {
    for file in dir.files() {
        let path = file.path();
        if path.extension().is_some_and(|e| e == extension)
            && let (Some(path), Some(text)) = (path.to_str(), file.contents_utf8())
        {
            take(path, text);
        }
    }
    for inner in dir.dirs() {
        collect(inner, extension, take);
    }
}
