//! Profiles taken from the running process, in pprof's text form.

use std::rc::Rc;

use tidepool_view::{Lang, Profile, ProfileKind, format_duration_ns};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::action::Action;
use crate::i18n::Words;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct ProfilesProps {
    /// Language.
    pub lang: Lang,
    /// The profile that was taken last.
    pub profile: Option<Rc<Profile>>,
    /// Hears which one is wanted.
    pub on: Callback<Action>,
}

/// Buttons that take a profile, and the text of the last one.
#[function_component]
pub fn Profiles(props: &ProfilesProps) -> Html {
    let words = Words::of(props.lang);
    let taken = props.profile.as_ref();
    // What is looked for in the text; it stays when another one is taken.
    let wanted = use_state_eq(String::new);
    let typed = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                wanted.set(field.value());
            }
        })
    };
    html! {
        <section class="profiles" role="group" aria-label={words.profiles} data-testid="profiles">
            <p class="label">{ words.profiles }</p>
            <p class="buttons">
                { for ProfileKind::ALL.into_iter().map(|kind| {
                    let pressed = taken.is_some_and(|profile| profile.kind == kind);
                    html! {
                        <button type="button" aria-pressed={pressed.to_string()} data-profile={kind.name()}
                            onclick={props.on.reform(move |_| Action::TakeProfile(kind))}>{ kind.name() }</button>
                    }
                }) }
            </p>
            if let Some(profile) = taken {
                <p class="taken" role="status">
                    { format!("{} {}", words.taken_at, format_duration_ns(profile.at_ns)) }
                </p>
                { lines(words, &profile.text, &wanted, typed) }
            } else {
                <p class="quiet-words">{ words.no_profile }</p>
            }
        </section>
    }
}

/// A field to search the text, and its lines that have what is looked for.
fn lines(words: &Words, text: &str, wanted: &str, typed: Callback<InputEvent>) -> Html {
    let (found, all) = search(text, wanted);
    html! {
        <>
            <label class="search">
                <span>{ words.search_lines }</span>
                <input class="text" type="search" data-testid="search-lines" value={wanted.to_string()} oninput={typed} />
            </label>
            <p class="found" role="status" data-testid="lines-found">
                if !wanted.is_empty() {
                    { format!("{} / {}", found.len(), all) }
                }
            </p>
            <pre data-testid="profile" tabindex="0">{ found.join("\n") }</pre>
        </>
    }
}

/// The lines with `wanted` in them, whether in capitals or not, and how many there are in all.
fn search<'a>(text: &'a str, wanted: &str) -> (Vec<&'a str>, usize) {
    let wanted = wanted.trim().to_lowercase();
    let has = |line: &&str| wanted.is_empty() || line.to_lowercase().contains(&wanted);
    (text.lines().filter(has).collect(), text.lines().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_found_in_capitals_or_not() {
        let text = "1 pool.Acquired\n2 request\n3 pool.released\n";
        assert_eq!(search(text, " Pool "), (vec!["1 pool.Acquired", "3 pool.released"], 3));
        assert_eq!(search(text, "").0.len(), 3);
        assert_eq!(search(text, "nothing"), (Vec::new(), 3));
    }
}
