//! How a lab begins: what its attributes or a link ask for, and what is said when they are wrong.

use std::rc::Rc;

use tidepool_scenario::link::{self, At};
use tidepool_scenario::{Library, Scenario, ScenarioError, Selection};
use tidepool_sim::Which;

use crate::attributes::Attributes;
use crate::i18n::Words;
use crate::state::State;

/// The state that `attributes` ask for, and the moment to begin at if a link names one.
/// Whatever is wrong becomes a notice, and the lab runs with defaults.
pub fn begin(attributes: &Attributes) -> (State, Option<At>) {
    let words = Words::of(attributes.lang);
    let library = tidepool_content::library();
    let mut notices = Vec::new();
    if let Some(text) = &attributes.link {
        match from_link(attributes, text, &library) {
            Ok(begun) => return begun,
            Err(error) => notices.push(format!("{}: {error}.", words.bad_link)),
        }
    }
    let scenario = match library.scenario(&attributes.scenario) {
        Ok(scenario) => scenario,
        Err(_) if attributes.scenario.is_empty() => {
            notices.push(words.scenario_missing.into());
            any_scenario(&library)
        }
        Err(error) => {
            notices.push(format!("{}: {error}.", words.bad_setting));
            any_scenario(&library)
        }
    };
    let mut state = State::new(attributes.lang, Rc::new(scenario), Rc::new(library));
    match chosen(attributes, &state) {
        Ok(selection) => state.choose(selection),
        Err(error) => notices.push(format!("{}: {error}.", words.bad_setting)),
    }
    match attributes.request.as_deref().map(followed).transpose() {
        Ok(which) => state.follow = which,
        Err(error) => notices.push(format!("{}: {error}.", words.bad_setting)),
    }
    if !notices.is_empty() {
        notices.push(words.with_defaults.into());
        state.notice = Some(notices.join(" "));
    }
    (state, None)
}

/// The state and moment that a link holds.
fn from_link(attributes: &Attributes, text: &str, library: &Library) -> Result<(State, Option<At>), String> {
    let link = link::decode(text).map_err(|error| match error {
        ScenarioError::Link(reason) => reason,
        other => other.to_string(),
    })?;
    let (run, words) = (link.run, Words::of(attributes.lang));
    let mut state = State::new(attributes.lang, Rc::new(run.scenario.clone()), Rc::default());
    state.choose(run.selection.clone());
    state.kept = link.compared.map(|run| Rc::new(*run));
    let mut library = library.clone();
    library.listings.extend(run.releases.into_values().map(|release| (release.listing, release.code)));
    if run.selection.code.is_none() {
        // The link's listing counts, should the book's have changed since.
        library.listings.insert(state.listing(), run.code);
    }
    state.library = Rc::new(library);
    if link.version != tidepool_scenario::MODEL_VERSION {
        state.notice = Some(format!("{} {}{}", words.another_version, link.version, words.hash_may_differ));
    }
    Ok((state, link.at))
}

/// Something to show where no scenario is named.
fn any_scenario(library: &Library) -> Scenario {
    let first = library.scenarios.keys().find_map(|name| library.scenario(name).ok());
    first.unwrap_or_else(|| Scenario::program("main.go"))
}

/// The request that the attribute names.
fn followed(text: &str) -> Result<Which, String> {
    let which = Which::parse(text.trim());
    which.ok_or_else(|| format!("request: {text:?} is not slowest, failed, unfinished or a number from 1 on"))
}

/// The choice that the attributes make, if it is possible.
fn chosen(attributes: &Attributes, state: &State) -> Result<Selection, String> {
    let seed = attributes.seed.as_deref().map(|text| {
        text.trim().parse::<u64>().map_err(|_| format!("seed: {text:?} is not a whole number from 0 on"))
    });
    let selection = Selection {
        variant: attributes.variant.clone(),
        set: attributes.params.iter().cloned().collect(),
        seed: seed.transpose()?,
        code: None,
    };
    match state.scenario.resolve(&selection, &state.library) {
        Ok(_) => Ok(selection),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(pairs: &[(&str, &str)]) -> (State, Option<At>) {
        begin(&Attributes::read(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| v.to_string())))
    }

    #[test]
    fn attributes_choose() {
        let (state, at) =
            begun(&[("scenario", "rows"), ("code", "drained"), ("params", "pool=20"), ("seed", "7")]);
        assert_eq!((state.notice.as_deref(), at), (None, None));
        assert_eq!((state.variant(), state.selection.seed), (Some("drained"), Some(7)));
        assert_eq!(state.selection.set.get("pool").map(String::as_str), Some("20"));
    }

    #[test]
    fn wrong_attributes_leave_a_lab_that_runs() {
        for pairs in [
            vec![],
            vec![("scenario", "no-such")],
            vec![("scenario", "rows"), ("params", "pool=-1")],
            vec![("scenario", "rows"), ("code", "no-such")],
            vec![("scenario", "rows"), ("seed", "x")],
            vec![("scenario", "rows"), ("request", "fastest")],
            vec![("scenario", "rows"), ("request", "0")],
            vec![("scenario", "rows"), ("link", "tp1.abc")],
        ] {
            let (state, _) = begun(&pairs);
            assert!(state.notice.is_some(), "nothing is said about {pairs:?}");
            assert!(state.run().is_ok(), "{pairs:?}: {:?}", state.run().err());
        }
    }

    #[test]
    fn a_link_brings_back_the_very_state() {
        let (mut state, _) = begun(&[("scenario", "rows")]);
        state.apply(crate::action::Action::Edit("package main\n\nfunc main() {}\n".into()));
        state.apply(crate::action::Action::Apply);
        state.apply(crate::action::Action::Set("pool".into(), "33".into()));
        let run = state.run().expect("a run");
        let moment = At { ns: 1_234, steps: 56, events: 7 };
        let text = format!("#{}", link::encode(&run, Some(moment), None));
        let (again, at) = begun(&[("scenario", "rows"), ("link", &text)]);
        assert_eq!((again.run(), at), (Ok(run), Some(moment)));
        assert!(again.edited());
    }

    #[test]
    fn a_link_brings_back_a_comparison() {
        let (mut state, _) = begun(&[("scenario", "rows")]);
        let kept = state.run().expect("a run");
        state.apply(crate::action::Action::Variant("drained".into()));
        let shown = state.run().expect("a run");
        let text = link::encode_beside(&shown, Some(&kept), None, None);
        let (again, _) = begun(&[("scenario", "rows"), ("link", &text)]);
        assert_eq!((again.run(), again.kept.as_deref()), (Ok(shown), Some(&kept)));
        assert_eq!(begun(&[("scenario", "rows")]).0.kept, None);
    }
}
