//! One lab: carries out the effects of actions, paces the run, and hands moments to the components.

mod build;
mod outward;
mod place;
mod request;
mod sweep;

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use tidepool_sim::Breakpoints;
use tidepool_view::Snapshot;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::action::{Action, Effect};
use crate::attributes::Attributes;
use crate::begin::begin;
use crate::beside::Beside;
use crate::components::frame::Frame;
use crate::engine::Engine;
use crate::i18n::Words;
use crate::moment::{Clock, Moment, Runs};
use crate::pacer::{Pacer, goal};
use crate::player::{Player, Runnable, Unit};
use crate::speed::Speed;
use crate::state::State;
use crate::tail::{Step, Tail};
use crate::watch::{self, Watch};
use crate::{hints, keys};

/// Pause between a change of a setting and its run, in milliseconds.
const SETTLE_MS: u32 = 150;

/// Pause between a key and the check of the text, in milliseconds.
const TYPING_MS: u32 = 400;

/// What the element says.
#[derive(Debug, Clone, PartialEq, Eq, Properties)]
pub struct Props {
    /// Its attributes.
    pub attributes: Attributes,
    /// Whether the page around it has our colours.
    pub own_page: bool,
}

/// What the component hears.
pub enum Msg {
    /// Something happened to the lab.
    Act(Action),
    /// A fault, by its id, is to come about now.
    Press(String),
    /// A slice of work is due.
    Slice,
    /// A slice of work for the request that is followed.
    Tail,
    /// A slice of work for the sweep.
    Sweep,
    /// A picture is due.
    Draw,
    /// The element has come into view or gone out of it.
    Visible(bool),
    /// Size or colours may have changed.
    Look,
}

/// The component.
pub struct Lab {
    state: State,
    player: Option<Player<Engine>>,
    /// The run that it is compared with.
    beside: Beside<Engine>,
    moment: Option<Rc<Moment>>,
    pacer: Pacer,
    clock: Clock,
    slice: Option<Timeout>,
    later: Option<Timeout>,
    tail: Tail,
    tail_slice: Option<Timeout>,
    tail_pacer: Pacer,
    sweep: sweep::Work,
    visible: bool,
    /// Whether a place asked for has not been reached yet.
    travelling: bool,
    look: u32,
    dark: bool,
    root: NodeRef,
    watch: Option<Watch>,
    /// How many instructions the run shown had performed when it last began to play on.
    played_from: u64,
    /// What was seen before a step within the listing.
    line_from: Option<Rc<Snapshot>>,
    /// Whether the run is newer than the link kept in case of a panic.
    unremembered: bool,
    /// Whether an attribute has changed that colours may depend on.
    recoloured: bool,
    /// Whether there is a picture whose counters the page has not heard.
    untold: bool,
}

impl Component for Lab {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let (state, at) = begin(&ctx.props().attributes);
        let mut lab = Lab {
            state,
            player: None,
            beside: Beside::default(),
            moment: None,
            pacer: Pacer::default(),
            clock: Clock::default(),
            slice: None,
            later: None,
            tail: Tail::default(),
            tail_slice: None,
            tail_pacer: Pacer::default(),
            sweep: sweep::Work::default(),
            visible: true,
            travelling: false,
            look: 0,
            dark: false,
            root: NodeRef::default(),
            watch: None,
            played_from: 0,
            line_from: None,
            unremembered: false,
            recoloured: false,
            untold: false,
        };
        lab.state.hint = hints::first(ctx.props().own_page);
        lab.rebuild();
        lab.rebuild_kept();
        match at {
            Some(at) => lab.go_and(ctx, |player| player.seek_exactly(at)),
            None => lab.state.playing = ctx.props().attributes.autoplay,
        }
        lab.schedule(ctx, 0);
        lab
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let (new, old) = (&ctx.props().attributes, &old.attributes);
        let only_look =
            Attributes { theme: old.theme, lang: old.lang, controls: old.controls, ..new.clone() };
        if only_look == *old {
            self.state.lang = new.lang;
            self.recoloured = true;
            self.picture(true);
            return true;
        }
        (self.state, _) = begin(new);
        self.sweep = sweep::Work::default();
        self.state.playing = new.autoplay;
        self.beside.set(None);
        self.rebuild();
        self.rebuild_kept();
        self.schedule(ctx, 0);
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Act(action) => self.act(ctx, action),
            Msg::Press(id) => {
                let now = self.now_ns();
                self.act(ctx, Action::MakeHappen(id, now))
            }
            Msg::Slice => self.work(ctx),
            Msg::Tail => self.work_for_request(ctx),
            Msg::Sweep => self.work_for_sweep(ctx),
            Msg::Draw => self.draw(ctx),
            Msg::Visible(visible) => {
                self.visible = visible;
                self.clock.frame = None;
                if visible {
                    self.schedule(ctx, 0);
                    self.plan_sweep(ctx);
                }
                false
            }
            Msg::Look => self.look_again(),
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if std::mem::take(&mut self.unremembered) {
            self.remember();
        }
        if std::mem::take(&mut self.recoloured) {
            // Colours can be asked for only now that the element has them.
            ctx.link().send_message(Msg::Look);
        }
        if std::mem::take(&mut self.untold) && ctx.props().attributes.counters {
            self.tell();
        }
        if !first {
            return;
        }
        if let Some(root) = self.root.cast::<web_sys::Element>() {
            let seen = ctx.link().callback(Msg::Visible);
            let look = ctx.link().callback(|()| Msg::Look);
            self.watch = Some(Watch::new(&root, move |visible| seen.emit(visible), move || look.emit(())));
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        // On our own pages colours are inherited; elsewhere the tokens must be asked for.
        let theme = props.attributes.theme.or((!props.own_page).then_some("auto"));
        html! {
            <div class="lab" ref={self.root.clone()} data-theme={theme} lang={self.state.lang.pick("en", "zh-CN")}
                onkeydown={keys::actions(ctx.link().callback(Msg::Act))} tabindex="-1" role="group" aria-label={Words::of(self.state.lang).lab}
                data-testid="lab">
                <Frame state={Rc::new(self.state.clone())} moment={self.moment.clone()}
                    controls={props.attributes.controls} veiled={props.attributes.veiled} busy={self.seeking()} look={(self.look, self.dark)}
                    measured={self.clock.speed} on={ctx.link().callback(Msg::Act)} press={ctx.link().callback(Msg::Press)} />
            </div>
        }
    }
}

impl Lab {
    fn act(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        self.keep_focus();
        let hinted = self.state.hint.is_some();
        for effect in self.state.apply(action) {
            self.carry_out(ctx, effect);
        }
        if hinted && self.state.hint.is_none() {
            hints::over();
        }
        true
    }

    fn carry_out(&mut self, ctx: &Context<Self>, effect: Effect) {
        match effect {
            Effect::Rebuild => {
                self.later = None;
                // Who has seen a run wants to see what the change does to it.
                let begun = self.now_ns() > 0;
                let made = self.rebuild();
                self.state.playing |= made && begun;
                self.schedule(ctx, 0);
            }
            Effect::Renew => {
                self.later = None;
                self.rebuild();
            }
            Effect::Replay => {
                self.later = None;
                let now = self.now_ns();
                if self.rebuild() {
                    // Whoever makes something happen wants to see what comes of it.
                    self.state.playing = true;
                    self.go_and(ctx, |player| player.seek(now));
                }
            }
            Effect::RebuildSoon => self.later(ctx, SETTLE_MS),
            Effect::ApplySoon => self.later(ctx, TYPING_MS),
            Effect::Pace => {
                self.clock.frame = None;
                self.played_from = self.steps();
                if !self.state.playing
                    && let Some(player) = &mut self.player
                {
                    self.beside.halt(player);
                } else if self.player.as_ref().is_some_and(|player| player.present().ended()) {
                    self.go(|player| player.seek(0));
                    self.travelling = true;
                }
                self.picture(true);
                self.schedule(ctx, 0);
            }
            Effect::Seek(ns) => self.go_and(ctx, |player| player.seek(ns)),
            Effect::Step(unit) => {
                // Between two events anything may have happened on any line.
                let seen = self.moment.as_ref().filter(|_| unit != Unit::Event && !unit.is_far());
                self.line_from = seen.map(|moment| moment.snapshot.clone());
                self.go_and(ctx, |player| player.step(unit));
            }
            Effect::StepBack(unit) => self.go_and(ctx, |player| player.step_back(unit)),
            Effect::Breakpoints => {
                let lines = self.state.stops();
                self.go(|player| player.set_breakpoints(Breakpoints::Lines(lines)));
            }
            Effect::Profile(kind) => self.take_profile(kind),
            Effect::Follow(step) => self.follow(ctx, step),
            Effect::Keep => {
                self.keep();
                self.schedule(ctx, 0);
            }
            Effect::Release => self.release(),
            Effect::Sweep => self.begin_sweep(ctx),
            Effect::EndSweep => self.end_sweep(),
            Effect::Share => self.share(ctx),
            Effect::Save(form) => self.save(form),
        }
    }

    /// Takes up the changed text or settings after a pause; a further change begins the pause anew.
    fn later(&mut self, ctx: &Context<Self>, ms: u32) {
        let link = ctx.link().clone();
        self.later = Some(Timeout::new(ms, move || link.send_message(Msg::Act(Action::Apply))));
    }

    fn go(&mut self, order: impl FnOnce(&mut Player<Engine>)) {
        if let Some(player) = &mut self.player {
            order(player);
        }
    }

    fn go_and(&mut self, ctx: &Context<Self>, order: impl FnOnce(&mut Player<Engine>)) {
        self.go(order);
        self.travelling = true;
        self.clock.frame = None;
        self.work(ctx);
    }

    fn schedule(&mut self, ctx: &Context<Self>, ms: u32) {
        if !(self.is_busy() || self.state.playing && self.visible) || self.slice.is_some() {
            return;
        }
        let link = ctx.link().clone();
        self.slice = Some(Timeout::new(ms, move || link.send_message(Msg::Slice)));
    }

    /// One slice of work; whether there is something new to see.
    fn work(&mut self, ctx: &Context<Self>) -> bool {
        self.slice = None;
        let Some(player) = &mut self.player else { return false };
        let start = watch::clock();
        let (before, was_over) = (player.present().now_ns(), player.present().ended());
        // Both runs are to be at one place before they go on to the next.
        if self.state.playing && !player.busy() && !self.beside.is_away(player) {
            self.played_from = player.present().steps();
            match self.state.speed() {
                Speed::Statements(per_s) if self.clock.statement_due(start, per_s) => player.play_statement(),
                Speed::Statements(_) => {}
                speed => player.play_to(goal(before, speed, start, self.clock.frame)),
            }
        }
        let along = self.state.playing && !self.travelling;
        let beside = &mut self.beside;
        let done = self.pacer.slice(watch::clock, |budget| beside.work(player, along, budget));
        let passed = player.present().now_ns().saturating_sub(before);
        let ended = player.present().ended();
        if ended
            && !was_over
            && let Some(root) = self.root.cast::<web_sys::Element>()
        {
            crate::finished::tell(&root, player.present().simulation());
        }
        if self.state.playing {
            if !done && !self.travelling {
                // What could not be done in time is not made up for.
                player.rest();
            }
            self.clock.note_speed(start, passed);
            self.clock.frame = Some(start);
            if ended {
                self.state.apply(Action::Ended);
            } else if done
                && !self.travelling
                && player.present().steps() != self.played_from
                && let Some(line) = player.stopped_at()
            {
                self.state.apply(Action::Stopped(line));
            }
        }
        self.travelling &= !done;
        let settled = done && !self.state.playing;
        let spent = watch::clock() - start;
        if self.state.playing && self.clock.picture_due(watch::clock()) {
            // In a task of its own, so that between the two the page can answer the reader.
            let link = ctx.link().clone();
            self.slice = Some(Timeout::new(0, move || link.send_message(Msg::Draw)));
            return false;
        }
        let shown = self.picture(settled || ended);
        if settled {
            self.point_at_line();
        }
        if settled || ended {
            self.follow(ctx, Step::Here);
        }
        let pause = match self.state.speed() {
            Speed::Statements(per_s) if done => self.clock.statement_in(watch::clock(), per_s),
            _ => 16.0 - spent,
        };
        self.schedule(ctx, if self.state.playing { pause.max(4.0) as u32 } else { 0 });
        shown
    }

    /// Shows the present moment while playing, then lets time pass again.
    fn draw(&mut self, ctx: &Context<Self>) -> bool {
        self.slice = None;
        let shown = self.picture(false);
        self.keep_up(ctx);
        self.schedule(ctx, 4);
        shown
    }

    /// Makes a picture of the present moment if one is due; `now` makes it due.
    fn picture(&mut self, now: bool) -> bool {
        let Some(player) = &self.player else { return false };
        let due = self.clock.due(watch::clock(), now);
        self.untold |= due.picture;
        if due.picture {
            let (lang, deep) = (self.state.lang, self.state.unit == Unit::Instruction);
            let runs = Runs { shown: player, kept: self.beside.kept(), apart: self.travelling };
            self.moment = Some(Rc::new(Moment::of(runs, lang, self.moment.as_deref(), due, deep)));
        }
        due.picture
    }

    /// After a step within the listing, points at the line it has come to.
    fn point_at_line(&mut self) {
        if let Some(line) = self.player.as_ref().and_then(Player::stopped_at) {
            self.state.line = Some(line);
        }
        let (Some(before), Some(moment)) = (self.line_from.take(), &self.moment) else { return };
        let mut pairs = before.code.iter().zip(&moment.snapshot.code);
        self.state.line = pairs.position(|(old, new)| new.count > old.count).map(|index| index as u32 + 1);
    }

    /// A button that goes when it is pressed leaves the focus to the lab, whose keys go on working.
    fn keep_focus(&self) {
        let Some(root) = self.root.cast::<web_sys::HtmlElement>() else { return };
        let shadow = root.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok();
        let focused = shadow.and_then(|shadow| shadow.active_element());
        if focused.is_some_and(|element| element.has_attribute("data-passing")) {
            let still = web_sys::FocusOptions::new();
            still.set_prevent_scroll(true);
            let _ = root.focus_with_options(&still);
        }
    }

    fn look_again(&mut self) -> bool {
        let Some(root) = self.root.cast::<web_sys::Element>() else { return false };
        self.dark = watch::is_dark(&root);
        self.look += 1;
        true
    }
}
