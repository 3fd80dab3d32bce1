//! A program looked at closely: each goroutine's stack of frames with variables and deferred calls.

use std::rc::Rc;

use tidepool_view::{
    DeferCard, FrameCard, GoroutineCard, Lang, LocalCard, PanicCard, Snapshot, class_name, format_count,
};
use yew::prelude::*;

use crate::action::Action;
use crate::i18n::{Words, line_name};

/// What the picture shows.
#[derive(Properties, PartialEq)]
pub struct ProgramProps {
    /// Language.
    pub lang: Lang,
    /// The moment.
    pub snapshot: Rc<Snapshot>,
    /// Hears what the reader points at.
    pub on: Callback<Action>,
}

/// The goroutines, the running one first.
#[function_component]
pub fn ProgramPicture(props: &ProgramProps) -> Html {
    let words = Words::of(props.lang);
    let Some(program) = &props.snapshot.program else { return Html::default() };
    html! {
        <div class="stage program" data-testid="stage">
            { for program.goroutines.iter().map(|goroutine| card(props, goroutine)) }
            if program.goroutines.is_empty() {
                <p class="quiet-words">{ words.no_goroutine }</p>
            }
            if program.more > 0 {
                <p class="more">{ format!("+{} {}", format_count(program.more), words.more_goroutines) }</p>
            }
        </div>
    }
}

fn card(props: &ProgramProps, goroutine: &GoroutineCard) -> Html {
    let words = Words::of(props.lang);
    html! {
        <section key={goroutine.id} class="goroutine" data-goroutine={goroutine.id.to_string()}
            data-waiting={goroutine.waiting.to_string()}>
            <p class="goroutine-head">
                <strong>{ format!("goroutine {}", goroutine.id) }</strong>
                <span class="doing">{ goroutine.doing }</span>
                if let Some(inside) = &goroutine.inside {
                    <span class="inside">{ format!("{} ", words.inside) }<code>{ inside }</code></span>
                }
                if goroutine.created_line > 0 {
                    <span class="inside">{ format!("{} {}", words.made_by_go, line_name(props.lang, goroutine.created_line)) }</span>
                }
            </p>
            { for goroutine.panics.iter().map(|panic| panic_card(words, panic)) }
            <ol class="frames" aria-label={words.frames}>
                { for goroutine.frames.iter().map(|frame| frame_card(props, frame)) }
            </ol>
            if goroutine.more_frames > 0 {
                <p class="more">{ format!("+{} {}", format_count(goroutine.more_frames), words.more_frames) }</p>
            }
        </section>
    }
}

fn panic_card(words: &Words, panic: &PanicCard) -> Html {
    let state = if panic.recovered { words.recovered } else { words.unwinding };
    html! {
        <p class={classes!("panic", panic.recovered.then_some("recovered"))} data-testid="panic">
            <strong>{ if panic.goexit { "Goexit" } else { "panic" } }</strong>
            if !panic.goexit {
                <code>{ &panic.value }</code>
            }
            <span>{ state }</span>
        </p>
    }
}

fn frame_card(props: &ProgramProps, frame: &FrameCard) -> Html {
    let words = Words::of(props.lang);
    let line = Some(frame.line);
    let tag = match (frame.deferred, frame.unwinding) {
        (true, true) => Some(words.deferred_unwinding),
        (true, false) => Some(words.deferred_call),
        _ => None,
    };
    html! {
        <li class={classes!("frame-card", frame.deferred.then_some("deferred"))} data-func={frame.func.clone()}
            onmouseenter={props.on.reform(move |_| Action::Line(line))}
            onmouseleave={props.on.reform(|_| Action::Line(None))}>
            <p class="frame-head">
                <code>{ &frame.func }</code>
                <span class="place">{ line_name(props.lang, frame.line) }</span>
                if let Some(tag) = tag {
                    <span class="tag">{ tag }</span>
                }
                if frame.returning {
                    <span class="tag returning">{ words.returning }</span>
                }
            </p>
            if !frame.locals.is_empty() {
                <table class="locals">
                    { for frame.locals.iter().map(|local| local_row(words, local)) }
                </table>
            }
            if !frame.defers.is_empty() {
                <div class="defers" data-testid="defers">
                    <p class="label">{ words.defer_stack }</p>
                    <ol>{ for frame.defers.iter().map(|deferred| deferred_row(props, deferred)) }</ol>
                </div>
            }
        </li>
    }
}

fn local_row(words: &Words, local: &LocalCard) -> Html {
    // A result without a name has a slot all the same.
    let slot = local.name.starts_with("~r");
    let ids = |list: &[u64]| list.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    html! {
        <tr key={local.name.clone()} class={classes!(slot.then_some("result-slot"))} data-local={local.name.clone()}>
            <th scope="row">{ if slot { words.result_slot } else { &local.name } }</th>
            <td class="value"><code>{ &local.value }</code>
                if let Some((receivers, senders)) = &local.waiters {
                    if !receivers.is_empty() {
                        <span class="waiting">{ format!(" {} {}", words.receivers, ids(receivers)) }</span>
                    }
                    if !senders.is_empty() {
                        <span class="waiting">{ format!(" {} {}", words.senders, ids(senders)) }</span>
                    }
                }
            </td>
            <td class="type"><code>{ &local.ty }</code></td>
        </tr>
    }
}

fn deferred_row(props: &ProgramProps, deferred: &DeferCard) -> Html {
    let words = Words::of(props.lang);
    let line = Some(deferred.line);
    html! {
        <li onmouseenter={props.on.reform(move |_| Action::Line(line))}
            onmouseleave={props.on.reform(|_| Action::Line(None))}>
            <code class="call">{ &deferred.source }</code>
            if deferred.nil {
                <span class="saved alarm">{ words.nil_func }</span>
            }
            if !deferred.args.is_empty() {
                <span class="saved">{ format!("{} ", words.saved) }<code>{ deferred.args.join(", ") }</code></span>
            }
            <span class="class">{ format!("{} · {}", line_name(props.lang, deferred.line), class_name(deferred.class, props.lang)) }</span>
        </li>
    }
}
