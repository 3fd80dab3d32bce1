//! What the element's attributes say.

use tidepool_view::Lang;

/// The attributes that a lab reads; a change makes a new run.
pub const OBSERVED: [&str; 11] = [
    "scenario", "lang", "theme", "controls", "params", "seed", "code", "autoplay", "veiled", "request",
    "link",
];

/// How much of the controls is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Controls {
    /// All of them.
    #[default]
    Full,
    /// Variants, play and time.
    Minimal,
    /// None: a picture.
    None,
}

/// The attributes of a lab, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// Name of the scenario.
    pub scenario: String,
    /// Language.
    pub lang: Lang,
    /// `light` or `dark` if it is fixed.
    pub theme: Option<&'static str>,
    /// Controls shown.
    pub controls: Controls,
    /// Parameter values by key.
    pub params: Vec<(String, String)>,
    /// Seed, as written.
    pub seed: Option<String>,
    /// Variant.
    pub variant: Option<String>,
    /// Whether it begins to play by itself.
    pub autoplay: bool,
    /// Whether the listing is hidden until the reader asks for it.
    pub veiled: bool,
    /// The request that is followed, as written.
    pub request: Option<String>,
    /// Link of the state to begin with.
    pub link: Option<String>,
    /// Whether the page wants to hear the counters of each picture.
    pub counters: bool,
}

impl Attributes {
    /// Reads attributes through `get`, which gives the value of a name.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Attributes {
        let filled = |name: &str| get(name).filter(|value| !value.trim().is_empty());
        Attributes {
            scenario: filled("scenario").unwrap_or_default(),
            lang: Lang::of(&filled("lang").unwrap_or_else(|| "zh".into())),
            theme: match filled("theme").as_deref() {
                Some("light") => Some("light"),
                Some("dark") => Some("dark"),
                _ => None,
            },
            controls: match filled("controls").as_deref() {
                Some("minimal") => Controls::Minimal,
                Some("none") => Controls::None,
                _ => Controls::Full,
            },
            params: filled("params").map(|text| pairs(&text)).unwrap_or_default(),
            seed: filled("seed"),
            variant: filled("code"),
            autoplay: get("autoplay").is_some_and(|value| value != "false"),
            veiled: get("veiled").is_some_and(|value| value != "false"),
            request: filled("request"),
            link: filled("link"),
            counters: get("counters").is_some(),
        }
    }
}

/// `pool=20&clients=500`. A part without `=` has an empty value, which no parameter takes.
fn pairs(text: &str) -> Vec<(String, String)> {
    let parts = text.split('&').map(str::trim).filter(|part| !part.is_empty());
    let split = parts.map(|part| part.split_once('=').unwrap_or((part, "")));
    split.map(|(key, value)| (key.trim().into(), value.trim().into())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read() {
        let given =
            [("scenario", "rows"), ("params", "pool=20& clients=500&x"), ("theme", "auto"), ("autoplay", "")];
        let get = |name: &str| given.iter().find(|(n, _)| *n == name).map(|(_, v)| v.to_string());
        let read = Attributes::read(get);
        let pair = |key: &str, value: &str| (key.to_string(), value.to_string());
        assert_eq!(read.params, [pair("pool", "20"), pair("clients", "500"), pair("x", "")]);
        assert_eq!((read.scenario.as_str(), read.theme, read.autoplay), ("rows", None, true));
        assert_eq!(read.lang, Lang::Zh);
    }
}
