//! The behaviour of a lab, without run and browser.

use std::rc::Rc;

use tidepool_view::Lang;

use crate::action::{Action, Effect};
use crate::player::Unit;
use crate::state::State;

fn rows() -> State {
    lab("rows")
}

fn lab(name: &str) -> State {
    let library = tidepool_content::library();
    let scenario = library.scenario(name).expect("the book has this scenario");
    State::new(Lang::En, Rc::new(scenario), Rc::new(library))
}

fn do_all(state: &mut State, actions: impl IntoIterator<Item = Action>) -> Vec<Effect> {
    actions.into_iter().flat_map(|action| state.apply(action)).collect()
}

fn set(key: &str, text: &str) -> Action {
    Action::Set(key.into(), text.into())
}

#[test]
fn a_valid_setting_makes_a_new_run_soon() {
    let mut state = rows();
    assert_eq!(state.apply(set("pool", "20")), [Effect::RebuildSoon]);
    assert_eq!(state.selection.set.get("pool").map(String::as_str), Some("20"));
    assert_eq!(state.apply(set("pool", "20")), []);
}

#[test]
fn a_wrong_setting_keeps_its_text_and_the_old_value() {
    let mut state = rows();
    let effects = do_all(&mut state, [set("pool", "20"), set("pool", "-3")]);
    assert_eq!(effects, [Effect::RebuildSoon]);
    assert_eq!(state.selection.set.get("pool").map(String::as_str), Some("20"));
    assert_eq!(state.fields.get("pool").map(String::as_str), Some("-3"));
    assert!(state.field_errors["pool"].contains("least value, 1"), "{:?}", state.field_errors);
    do_all(&mut state, [set("latency", "soon")]);
    assert!(state.field_errors.contains_key("latency"));
    assert_eq!(do_all(&mut state, [Action::ResetAll]), [Effect::Rebuild]);
    assert!(state.field_errors.is_empty() && !state.changed());
}

#[test]
fn the_default_is_no_change() {
    let mut state = rows();
    do_all(&mut state, [set("pool", "20"), set("pool", "10")]);
    assert!(state.selection.set.is_empty() && !state.changed());
}

#[test]
fn a_text_survives_other_variants() {
    let mut state = rows();
    let effects = state.apply(Action::Edit("package main\n".into()));
    assert_eq!(effects, [Effect::ApplySoon]);
    assert_eq!(state.apply(Action::Apply), [Effect::Rebuild]);
    assert_eq!(state.selection.code.as_deref(), Some("package main\n"));
    state.apply(Action::Variant("drained".into()));
    assert_eq!((state.selection.code.as_deref(), state.edited()), (None, false));
    state.apply(Action::Variant("early-break".into()));
    assert_eq!(state.selection.code.as_deref(), Some("package main\n"));
    state.apply(Action::ResetCode);
    assert_eq!((state.selection.code.as_deref(), state.edited()), (None, false));
    assert!(state.text().contains("newestOrders"));
}

#[test]
fn typing_the_original_back_is_no_edit() {
    let mut state = rows();
    let original = state.original().to_string();
    do_all(&mut state, [Action::Edit("x".into()), Action::Edit(original)]);
    assert!(!state.edited());
}

#[test]
fn a_preset_chooses_variant_and_settings() {
    let mut state = rows();
    do_all(&mut state, [set("pool", "50"), Action::Preset("deadlock".into())]);
    assert_eq!(state.variant(), Some("defer-early-break"));
    assert!(state.selection.set.is_empty());
}

#[test]
fn a_fault_comes_about_at_the_next_millisecond_and_can_be_taken_back() {
    let mut state = lab("see-it");
    let ids: Vec<String> = state.buttons().map(|(fault, _)| fault.id.clone()).collect();
    assert_eq!(ids, ["slow", "crowd", "gogc"]);
    let happens =
        |state: &State| state.buttons().map(|(fault, _)| state.happens_at(fault)).collect::<Vec<_>>();
    assert_eq!(happens(&state), [None; 3]);
    assert_eq!(state.apply(Action::MakeHappen("slow".into(), 12_345_678_901)), [Effect::Replay]);
    assert_eq!(happens(&state), [Some(12_346_000_000), None, None]);
    let at = |state: &State| state.run().map(|run| run.settings.faults["slow"].at.as_nanos());
    assert_eq!(at(&state), Ok(12_346_000_000));
    assert_eq!(state.apply(Action::TakeBack("slow".into())), [Effect::Replay]);
    assert!(!state.changed() && state.selection.set.is_empty());
}

#[test]
fn a_text_changed_before_a_fault_is_in_its_run() {
    let mut state = lab("see-it");
    let effects =
        do_all(&mut state, [Action::Edit("package main\n".into()), Action::MakeHappen("crowd".into(), 0)]);
    assert_eq!(effects, [Effect::ApplySoon, Effect::Replay]);
    assert_eq!((state.selection.code.as_deref(), state.pending), (Some("package main\n"), false));
}

#[test]
fn a_step_pauses() {
    let mut state = rows();
    assert_eq!(do_all(&mut state, [Action::Toggle, Action::Step]), [Effect::Pace, Effect::Step(Unit::Event)]);
    assert!(!state.playing);
}

#[test]
fn going_somewhere_right_after_a_change_goes_there_in_the_changed_run() {
    let mut state = rows();
    let effects = do_all(&mut state, [set("pool", "20"), Action::Seek(5), Action::Seek(6)]);
    assert_eq!(effects, [Effect::RebuildSoon, Effect::Renew, Effect::Seek(5), Effect::Seek(6)]);
    let effects = do_all(&mut state, [Action::Edit("package main\n".into()), Action::Step]);
    assert_eq!(effects, [Effect::ApplySoon, Effect::Renew, Effect::Step(Unit::Event)]);
    assert_eq!(state.selection.code.as_deref(), Some("package main\n"));
}

#[test]
fn pausing_right_after_a_change_pauses() {
    let mut state = rows();
    let effects = do_all(&mut state, [Action::Toggle, Action::Seed(7), Action::Toggle]);
    assert_eq!(effects, [Effect::Pace, Effect::RebuildSoon, Effect::Renew, Effect::Pace]);
    assert!(!state.playing && !state.pending);
}

#[test]
fn a_change_taken_up_in_time_is_made_once() {
    let mut state = rows();
    let effects = do_all(&mut state, [Action::Edit("package main\n".into()), Action::Apply, Action::Step]);
    assert_eq!(effects, [Effect::ApplySoon, Effect::Rebuild, Effect::Step(Unit::Event)]);
}

#[test]
fn breakpoints_belong_to_a_listing() {
    let mut state = rows();
    assert_eq!(state.apply(Action::Breakpoint(30)), [Effect::Breakpoints]);
    state.apply(Action::Breakpoint(40));
    state.apply(Action::Breakpoint(30));
    assert!(state.stops().iter().eq([&40]));
    state.apply(Action::Variant("drained".into()));
    assert!(state.stops().is_empty());
    do_all(&mut state, [Action::Variant("early-break".into()), Action::Toggle, Action::Stopped(40)]);
    assert!(state.stops().contains(&40));
    assert_eq!((state.playing, state.line), (false, Some(40)));
}

#[test]
fn what_is_deployed_later_is_what_the_reader_has_made_of_it() {
    let mut state = lab("see-leak");
    let deployed = |state: &State| {
        let run = state.run().unwrap_or_else(|e| panic!("{e}"));
        run.releases["a"].code.contains("// mine")
    };
    assert!(!deployed(&state));
    let shown = state.variant().map(str::to_owned);
    do_all(&mut state, [Action::Variant("a".into())]);
    let text = format!("{}// mine\n", state.text());
    do_all(&mut state, [Action::Edit(text), Action::Apply, Action::Variant(shown.expect("there is one"))]);
    assert!(deployed(&state));
}

#[test]
fn a_comparison_keeps_the_run_that_is_chosen() {
    let mut state = rows();
    do_all(&mut state, [set("pool", "20")]);
    // What is chosen but does not run yet is made a run first: that is the one to be kept.
    assert_eq!(state.apply(Action::Compare), [Effect::Renew, Effect::Keep]);
    let kept = Rc::new(state.run().expect("a run"));
    assert_eq!(state.apply(Action::Kept(kept.clone())), []);
    assert_eq!(do_all(&mut state, [set("pool", "30")]), [Effect::RebuildSoon]);
    assert_eq!(state.kept.as_ref(), Some(&kept), "what is changed from then on changes the run shown");
    assert_eq!(state.apply(Action::EndCompare), [Effect::Release]);
    assert_eq!((state.kept.is_none(), state.selection.set["pool"].as_str()), (true, "30"));
}
