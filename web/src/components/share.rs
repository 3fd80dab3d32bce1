//! A run given away: its link, the command that runs the same, the tag that embeds it, and files.

use tidepool_view::Lang;
use yew::prelude::*;

use crate::action::Action;
use crate::i18n::Words;
use crate::link::Shared;
use crate::save::Form;

/// What is shown of it.
#[derive(Properties, PartialEq)]
pub struct ShareProps {
    /// Language.
    pub lang: Lang,
    /// The link and what else is made of the run.
    pub shared: Shared,
    /// Whether there are charts to save.
    pub charts: bool,
    /// Hears what the reader wants.
    pub on: Callback<Action>,
}

/// Three texts with a button each that copies it, buttons that save, and one that puts all this away.
#[function_component]
pub fn Share(props: &ShareProps) -> Html {
    let (words, shared) = (Words::of(props.lang), &props.shared);
    let forms = Form::ALL.into_iter().filter(|form| props.charts || !form.is_of_charts());
    html! {
        <section class="shared" role="group" aria-label={words.share} data-testid="shared">
            <p class="said" role="status">{ said(words, shared.copied) }</p>
            <button class="quiet close" data-testid="unshare" data-passing="" onclick={props.on.reform(|_| Action::Unshare)}>{ words.close }</button>
            <Text lang={props.lang} name="link" label={words.link} text={shared.address.clone()} />
            <Text lang={props.lang} name="command" label={words.command} text={shared.command.clone()} />
            <Text lang={props.lang} name="embed" label={words.embed} text={shared.snippet.clone()} />
            <div class="presets" role="group" aria-label={words.save}>
                <span class="label" aria-hidden="true">{ words.save }</span>
                { for forms.map(|form| html! {
                    <button class="quiet" data-save={form.ending()} onclick={props.on.reform(move |_| Action::Save(form))}>
                        { name(words, form) }
                    </button>
                }) }
            </div>
        </section>
    }
}

fn name(words: &Words, form: Form) -> &'static str {
    match form {
        Form::Csv => words.save_csv,
        Form::Json => words.save_json,
        Form::Svg => words.save_svg,
        Form::Png => words.save_png,
        Form::Report => words.save_report,
    }
}

fn said(words: &Words, copied: Option<bool>) -> &'static str {
    match copied {
        Some(true) => words.copied,
        Some(false) => words.not_copied,
        None => "",
    }
}

#[derive(Properties, PartialEq)]
struct TextProps {
    lang: Lang,
    /// What it is, for tests.
    name: &'static str,
    /// What it is, for the reader.
    label: &'static str,
    /// The text itself.
    text: String,
}

/// A text to be taken away.
#[function_component]
fn Text(props: &TextProps) -> Html {
    let words = Words::of(props.lang);
    // The text that was copied, and whether that worked.
    let copied = use_state_eq(|| None::<(String, bool)>);
    let copy = {
        let (copied, text) = (copied.clone(), props.text.clone());
        Callback::from(move |_: MouseEvent| {
            let (copied, text) = (copied.clone(), text.clone());
            crate::link::copy(text.clone(), move |done| copied.set(Some((text, done))));
        })
    };
    let said = copied.as_ref().filter(|(text, _)| *text == props.text).map(|(_, done)| *done);
    html! {
        <div class="taken-away">
            <label for={format!("shared-{}", props.name)}>{ props.label }</label>
            <input id={format!("shared-{}", props.name)} class="wide" readonly=true data-testid={props.name}
                value={props.text.trim_end().replace('\n', " ")} />
            <button class="quiet" data-copy={props.name} aria-label={format!("{}: {}", words.copy, props.label)} onclick={copy}>
                { words.copy }
            </button>
            <span class="said" role="status">{ said.map(|done| if done { words.copied_this } else { words.not_copied_this }) }</span>
        </div>
    }
}
