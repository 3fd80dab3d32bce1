//! A run in one line of text.
//!
//! A link holds the whole scenario document, the listing and the reader's choice, so that it
//! needs no server and no library: `tp1.` followed by the deflated JSON in URL-safe Base64.
//! It may stand anywhere in a URL, usually behind `#`.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::{Library, MODEL_VERSION, Run, Scenario, ScenarioError, Selection};

/// What every link of this form begins with.
pub const PREFIX: &str = "tp1.";

/// No link is longer than this, in characters.
pub const LENGTH_MAX: usize = 200_000;

/// No link unpacks to more than this, in bytes.
const UNPACKED_MAX: usize = 2_000_000;

/// What a link says.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The run, complete.
    pub run: Run,
    /// The run that it is compared with, if the link holds a comparison.
    pub compared: Option<Box<Run>>,
    /// Model version of the program that made it.
    pub version: String,
    /// Trace hash it had there at the end of the run, if it was known.
    pub trace_hash: Option<String>,
    /// The moment that was shown.
    pub at: Option<At>,
}

/// A moment of a run: the first at which all three have been reached. Time alone does not tell instructions apart that
/// take less than a nanosecond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct At {
    /// Virtual time in nanoseconds.
    pub ns: u64,
    /// Instructions that the Go processes have performed.
    #[serde(default)]
    pub steps: u64,
    /// Records in the trace.
    #[serde(default)]
    pub events: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Packed {
    v: String,
    name: String,
    toml: String,
    code: String,
    /// Other listings that are deployed during the run, by path.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    deployed: IndexMap<String, String>,
    #[serde(default)]
    edited: bool,
    #[serde(default)]
    pick: Selection,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<At>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    compared: Option<Chosen>,
}

/// What differs between runs of one scenario.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    code: String,
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    deployed: IndexMap<String, String>,
    #[serde(default)]
    edited: bool,
    #[serde(default)]
    pick: Selection,
}

impl Chosen {
    fn of(run: &Run) -> Chosen {
        let mut pick = run.selection.clone();
        let edited = pick.code.take().is_some();
        let deployed = run.releases.values().map(|r| (r.listing.clone(), r.code.clone())).collect();
        Chosen { code: run.code.clone(), deployed, edited, pick }
    }

    fn run(self, scenario: &Scenario) -> Result<Run, ScenarioError> {
        let mut selection = self.pick;
        let listing = match &selection.variant {
            Some(id) => scenario.variant(id)?.listing.clone(),
            None => scenario.listing.clone(),
        };
        let mut library = Library { listings: self.deployed, ..Library::default() };
        if self.edited {
            selection.code = Some(self.code);
        } else {
            library.listings.insert(listing, self.code);
        }
        scenario.resolve(&selection, &library)
    }
}

/// The link of `run`, with the moment shown and the trace hash if known.
pub fn encode(run: &Run, at: Option<At>, trace_hash: Option<&str>) -> String {
    encode_beside(run, None, at, trace_hash)
}

/// The same for a run that stands beside another one of its scenario.
pub fn encode_beside(run: &Run, compared: Option<&Run>, at: Option<At>, trace_hash: Option<&str>) -> String {
    let Chosen { code, deployed, edited, pick } = Chosen::of(run);
    let packed = Packed {
        v: MODEL_VERSION.into(),
        name: run.scenario.name.clone(),
        toml: run.scenario.to_toml(),
        code,
        deployed,
        edited,
        pick,
        hash: trace_hash.map(Into::into),
        at,
        compared: compared.map(Chosen::of),
    };
    let json = serde_json::to_vec(&packed).unwrap_or_default();
    let deflated = miniz_oxide::deflate::compress_to_vec(&json, 9);
    format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(deflated))
}

/// Whether `text` contains a link of this form.
pub fn is_link(text: &str) -> bool {
    text.contains(PREFIX)
}

/// Reads a link, alone or inside a URL.
///
/// # Errors
/// [`ScenarioError::Link`] if it is cut off, altered or too large; other errors if what it
/// holds is no valid scenario.
pub fn decode(text: &str) -> Result<Link, ScenarioError> {
    let bad = |message: &str| ScenarioError::Link(message.into());
    let start = text.find(PREFIX).ok_or_else(|| bad("expected text beginning with \"tp1.\""))?;
    let body = &text[start + PREFIX.len()..];
    let end = body.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    let body = &body[..end.unwrap_or(body.len())];
    if body.len() > LENGTH_MAX {
        return Err(bad("longer than any link this program makes"));
    }
    const CUT: &str = "cut off or altered; copy the whole link again";
    let deflated = URL_SAFE_NO_PAD.decode(body).map_err(|_| bad(CUT))?;
    let json = miniz_oxide::inflate::decompress_to_vec_with_limit(&deflated, UNPACKED_MAX);
    let packed: Packed = serde_json::from_slice(&json.map_err(|_| bad(CUT))?).map_err(|_| bad(CUT))?;
    unpack(packed)
}

fn unpack(packed: Packed) -> Result<Link, ScenarioError> {
    let Packed { v, name, toml, code, deployed, edited, pick, hash, at, compared } = packed;
    let scenario = Scenario::parse(&name, &toml)?;
    let compared = compared.map(|chosen| chosen.run(&scenario).map(Box::new)).transpose()?;
    let run = Chosen { code, deployed, edited, pick }.run(&scenario)?;
    Ok(Link { run, compared, version: v, trace_hash: hash, at })
}
