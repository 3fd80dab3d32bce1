//! The lab's layout: which parts there are and in which order.

use std::rc::Rc;

use tidepool_view::Lang;
use yew::prelude::*;

use super::bytecode::BytecodePanel;
use super::charts::Charts;
use super::code::Code;
use super::compare::Compare;
use super::faults::Faults;
use super::head::Head;
use super::hint::HintLine;
use super::inspector::Inspector;
use super::keys::KeyMap;
use super::output::Output;
use super::profile::Profiles;
use super::program::ProgramPicture;
use super::request::Followed;
use super::settings::Settings;
use super::share::Share;
use super::sight::Sight;
use super::stage::StagePicture;
use super::strip::Strip;
use super::sweep::SweepPanel;
use crate::action::Action;
use crate::attributes::Controls;
use crate::i18n::Words;
use crate::moment::Moment;
use crate::state::State;

/// Everything a lab shows.
#[derive(Properties)]
pub struct FrameProps {
    /// What is chosen.
    pub state: Rc<State>,
    /// The moment of the run; none if there is no run.
    pub moment: Option<Rc<Moment>>,
    /// Which controls are shown.
    pub controls: Controls,
    /// Whether the listing is hidden until the reader asks for it.
    pub veiled: bool,
    /// Share of the way to a time asked for, while it is being computed.
    pub busy: Option<f64>,
    /// Changes when charts must be drawn anew; and whether the page is dark.
    pub look: (u32, bool),
    /// Measured virtual seconds per second.
    pub measured: Option<f64>,
    /// Hears what the reader does.
    pub on: Callback<Action>,
    /// Hears which fault is to come about now.
    pub press: Callback<String>,
}

/// Something in it has changed whenever it is drawn; its parts compare what they get.
impl PartialEq for FrameProps {
    fn eq(&self, _: &FrameProps) -> bool {
        false
    }
}

/// The whole lab.
#[function_component]
pub fn Frame(props: &FrameProps) -> Html {
    let FrameProps { state, moment, controls, on, .. } = props;
    let lang = state.lang;
    let stage = moment.as_ref().map(|moment| {
        html! {
            <>
                <Sight lang={lang} snapshot={moment.snapshot.clone()} spoken={moment.spoken.clone()}
                    output={moment.output.clone()} />
                if moment.snapshot.program.is_some() {
                    <ProgramPicture lang={lang} snapshot={moment.snapshot.clone()} on={on} />
                    <Output lang={lang} lines={moment.output.clone()} />
                } else {
                    <StagePicture lang={lang} snapshot={moment.snapshot.clone()} report={moment.report.clone()} line={state.line} on={on} />
                }
            </>
        }
    });
    let after = moment.as_ref().map(|moment| {
        html! {
            <>
                if moment.snapshot.program.is_none() {
                    <Charts lang={lang} panels={moment.panels.clone()} now_ns={moment.snapshot.now_ns}
                        cursor={state.cursor} look={props.look} on={on} />
                }
                if let Some(bytecode) = &moment.bytecode {
                    <BytecodePanel lang={lang} bytecode={bytecode.clone()} />
                }
                if moment.snapshot.program.is_none() && *controls == Controls::Full {
                    <Followed lang={lang} follow={state.follow} seen={state.seen.clone()} on={on} />
                    <Profiles lang={lang} profile={state.profile.clone()} on={on} />
                }
                if *controls == Controls::Full {
                    <SweepPanel state={state.clone()} look={props.look} on={on} />
                    <Inspector lang={lang} moment={moment.clone()} on={on} />
                }
            </>
        }
    });
    let code = html! {
        <Code lang={lang} text={state.text()} snapshot={moment.as_ref().map(|m| m.snapshot.clone())}
                        problems={Rc::new(state.problems.clone())} more={state.more_problems}
                        edited={state.edited()} line={state.line} breakpoints={state.stops()} editable={*controls == Controls::Full} on={on} />
    };
    html! {
        <div class={classes!("frame", state.is_program().then_some("program"))}>
            if *controls != Controls::None {
                <Head state={state.clone()} full={*controls == Controls::Full} on={on} />
            }
            if let (Some(hint), Controls::Full) = (state.hint, *controls) {
                <HintLine lang={lang} hint={hint} program={state.is_program()} on={on} />
            }
            if let Some(notice) = &state.notice {
                <p class="notice" role="alert" data-testid="notice">{ notice }</p>
            }
            if let Some(shared) = &state.shared {
                <Share lang={lang} shared={shared.clone()} charts={!state.is_program()} on={on} />
            }
            if let (Some(moment), true) = (moment, *controls != Controls::None) {
                <Faults state={state.clone()} ended={moment.ended} on={on} press={&props.press} />
            }
            if let Some(beside) = moment.as_ref().and_then(|moment| moment.beside.clone()) {
                <Compare lang={lang} beside={beside} on={on} />
            }
            <div class="sides">
                <div class="side picture">
                    { stage }
                </div>
                <div class="side source">
                    { veil(props.veiled, lang, state.variant(), code) }
                </div>
                if *controls == Controls::Full {
                    <div class="side controls"><Settings state={state.clone()} on={on} /></div>
                }
            </div>
            { after }
            if *controls != Controls::None {
                <KeyMap lang={lang} open={state.keys} on={on} />
            }
            if let (Some(moment), true) = (moment, *controls != Controls::None) {
                <Strip lang={lang} moment={moment.clone()} playing={state.playing} speed={state.speed}
                    unit={state.unit} speeds={state.speeds()} busy={props.busy} measured={props.measured} on={on} />
            }
        </div>
    }
}

/// The listing behind a fold, if it would give the answer away.
fn veil(veiled: bool, lang: Lang, variant: Option<&str>, code: Html) -> Html {
    if !veiled {
        return code;
    }
    html! {
        // Each variant has a fold of its own, which is closed at first.
        <details key={variant.unwrap_or_default().to_string()} class="veil" data-testid="veil">
            <summary>{ Words::of(lang).show_code }</summary>
            { code }
        </details>
    }
}
