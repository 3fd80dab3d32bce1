//! One request followed: which one, where its time went, and the same as sums.

use std::rc::Rc;

use tidepool_sim::Which;
use tidepool_view::{Lang, Outcome, Part, Span, Waterfall, format_duration_ns};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::action::Action;
use crate::i18n::Words;
use crate::tail::{Seen, Step};

/// Width of a bar's picture in its units.
const WIDTH: f64 = 1000.0;

/// A bar is drawn no narrower than this.
const BAR_MIN: f64 = 4.0;

/// What is shown.
#[derive(Properties, PartialEq)]
pub struct RequestProps {
    /// Language.
    pub lang: Lang,
    /// Which request is asked for.
    pub follow: Option<Which>,
    /// What is to be seen of it.
    pub seen: Seen,
    /// Hears which one is wanted.
    pub on: Callback<Action>,
}

/// Buttons and a field to choose a request, and its waterfall.
#[function_component]
pub fn Followed(props: &RequestProps) -> Html {
    let words = Words::of(props.lang);
    // Whether what stands in the field of the number is none.
    let wrong = use_state_eq(|| false);
    let content = match &props.seen {
        Seen::Unasked => html! { <p class="quiet-words">{ words.request_help }</p> },
        Seen::None => html! { <p class="quiet-words" role="status">{ words.no_request }</p> },
        Seen::NotOfClients => html! { <p class="quiet-words" role="status">{ words.not_of_clients }</p> },
        Seen::Busy => html! { <p class="quiet-words" role="status">{ words.playing_again }</p> },
        Seen::Known(waterfall) => picture(props.lang, waterfall),
    };
    html! {
        <section class="followed" role="group" aria-label={words.one_request} data-testid="followed">
            <p class="label">{ words.one_request }</p>
            { choice(props, words, &wrong) }
            { content }
        </section>
    }
}

fn choice(props: &RequestProps, words: &Words, wrong: &UseStateHandle<bool>) -> Html {
    let kinds = [
        (Which::Slowest, "slowest", words.slowest_request),
        (Which::Failed, "failed", words.first_failed),
        (Which::Unfinished, "unfinished", words.longest_waiting),
    ];
    let known = match &props.seen {
        Seen::Known(waterfall) => Some(waterfall.number),
        _ => None,
    };
    let beside = |number: Option<u64>,
                  step: Step,
                  testid: &'static str,
                  label: &'static str,
                  sign: &'static str| {
        let number = number.filter(|number| *number > 0);
        html! {
            <button type="button" data-testid={testid} aria-label={label} title={label} disabled={number.is_none()}
                onclick={props.on.reform(move |_| Action::Follow(Which::Number(number.unwrap_or(1)), step))}>
                { sign }
            </button>
        }
    };
    let entered = {
        let (on, wrong) = (props.on.clone(), wrong.clone());
        Callback::from(move |event: Event| {
            let Some(field) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let number = field.value().trim().parse().ok().filter(|number| *number > 0);
            wrong.set(number.is_none());
            if let Some(number) = number {
                on.emit(Action::Follow(Which::Number(number), Step::Here));
            }
        })
    };
    html! {
        <div class="buttons">
            { for kinds.into_iter().map(|(which, name, label)| html! {
                <button type="button" aria-pressed={(props.follow == Some(which)).to_string()} data-request={name}
                    onclick={props.on.reform(move |_| Action::Follow(which, Step::Here))}>{ label }</button>
            }) }
            <span class="number">
                { beside(known.map(|number| number - 1), Step::Back, "request-before", words.request_before, "‹") }
                <label>
                    <span>{ words.request_number }</span>
                    <input class="text" type="text" inputmode="numeric" data-testid="request-number" onchange={entered}
                        aria-invalid={wrong.then_some("true")} aria-describedby={wrong.then_some("request-error")}
                        value={known.map(|number| number.to_string()).unwrap_or_default()} />
                </label>
                { beside(known.map(|number| number + 1), Step::On, "request-next", words.request_next, "›") }
            </span>
            if **wrong {
                <p class="error" role="alert" id="request-error" data-testid="request-error">{ words.bad_number }</p>
            }
        </div>
    }
}

fn picture(lang: Lang, waterfall: &Rc<Waterfall>) -> Html {
    let words = Words::of(lang);
    html! {
        <>
            // Of one that is under way it changes all the time: nobody wants to hear that.
            <p role={(waterfall.outcome != Outcome::UnderWay).then_some("status")} data-testid="request-heading">
                { waterfall.heading(lang) }
            </p>
            <div class="spans" tabindex="0" role="group" aria-label={words.request_spans}>
                <table data-testid="waterfall" data-length={waterfall.length_ns().to_string()}>
                    <caption class="unseen">{ words.request_spans }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ words.span_what }</th>
                            <th scope="col">{ words.span_from }</th>
                            <th scope="col">{ words.span_took }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for waterfall.rows().map(|(span, beside)| row(lang, waterfall, span, beside)) }
                    </tbody>
                </table>
            </div>
            { sums(lang, waterfall) }
        </>
    }
}

fn row(lang: Lang, waterfall: &Waterfall, span: &Span, beside: bool) -> Html {
    let (words, took) = (Words::of(lang), span.to_ns - span.from_ns);
    let part = span.part.map_or("whole", Part::id);
    let class = classes!(format!("deep{}", span.depth.min(7)), beside.then_some("aside"));
    html! {
        <tr class={class} data-part={part} data-depth={span.depth.to_string()} data-took={took.to_string()}>
            <th scope="row">
                <span class="what">
                    if span.depth > 0 {
                        // What the eye sees by the indent.
                        <span class="unseen">{ format!("{} {}: ", words.span_level, span.depth + 1) }</span>
                    }
                    { &span.label }
                    if span.aside {
                        <small>{ words.span_aside }</small>
                    }
                </span>
                { bar(waterfall, span) }
            </th>
            <td>{ format_duration_ns(span.from_ns - waterfall.from_ns) }</td>
            <td>{ format_duration_ns(took) }</td>
        </tr>
    }
}

/// The place of a span in the whole time; what lies behind it has an arrow.
fn bar(waterfall: &Waterfall, span: &Span) -> Html {
    let whole = waterfall.length_ns().max(1) as f64;
    let x =
        |at: u64| WIDTH * (at.clamp(waterfall.from_ns, waterfall.to_ns) - waterfall.from_ns) as f64 / whole;
    let behind = span.from_ns >= waterfall.to_ns;
    let from = x(span.from_ns).min(WIDTH - BAR_MIN);
    let width = (x(span.to_ns) - from).max(BAR_MIN);
    html! {
        <svg class="bar" viewBox={format!("0 0 {WIDTH} 8")} preserveAspectRatio="none" aria-hidden="true">
            <rect class="track" x="0" y="3.5" width={WIDTH.to_string()} height="1" />
            if behind {
                <path class="behind" d={format!("M{} 0 L{WIDTH} 4 L{} 8", WIDTH - 12.0, WIDTH - 12.0)} />
            } else {
                <rect class="span" x={format!("{from:.1}")} y="0" width={format!("{width:.1}")} height="8" />
            }
        </svg>
    }
}

fn sums(lang: Lang, waterfall: &Waterfall) -> Html {
    let words = Words::of(lang);
    let parts = waterfall.parts.iter().filter(|(_, time)| *time > 0);
    html! {
        <table class="sums" data-testid="request-sums">
            <caption>{ words.time_went }</caption>
            <tbody>
                { for parts.map(|(part, time)| html! {
                    <tr data-part={part.id()} data-took={time.to_string()}>
                        <th scope="row">
                            <svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect class="span" width="10" height="10" /></svg>
                            { part.name(lang) }
                        </th>
                        <td>{ format_duration_ns(*time) }</td>
                        <td>{ format!("{:.1} %", waterfall.percent(*time)) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
