//! Profiles taken from the running process, in pprof's text form.

use std::rc::Rc;

use tidepool_view::{Lang, Profile, ProfileKind, format_duration_ns};
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
    html! {
        <section class="profiles" aria-label={words.profiles} data-testid="profiles">
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
                <pre data-testid="profile" tabindex="0">{ &profile.text }</pre>
            } else {
                <p class="quiet-words">{ words.no_profile }</p>
            }
        </section>
    }
}
