//! Tells the page around a lab how a run ended, so that it can tick off what the reader was to do.

use js_sys::{Object, Reflect};
use tidepool_scenario::{Param, fault_at};
use tidepool_sim::{Report, Simulation};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, EventTarget};

/// Name of the event. Its detail is `{ scenario, variant, edited, settings, seed, metrics, traceHash }`: whether the
/// reader has changed the listing; settings as texts by parameter, metrics as numbers by name; the seed is a text, as it
/// may be larger than JavaScript's whole numbers.
pub const EVENT: &str = "tidepool-finished";

/// Sends the event from `origin`, out of the shadow root and up to the document.
pub fn tell(origin: &EventTarget, simulation: &Simulation) {
    dispatch(origin, EVENT, &detail(simulation));
}

/// Sends an event that leaves the shadow root.
pub(crate) fn dispatch(origin: &EventTarget, name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(detail);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // A listener that throws is the page's affair.
        let _ = origin.dispatch_event(&event);
    }
}

/// The variant that runs; empty if the scenario has none.
pub(crate) fn variant(simulation: &Simulation) -> &str {
    let run = simulation.run();
    run.selection.variant.as_deref().or(run.scenario.own_variant()).unwrap_or_default()
}

fn detail(simulation: &Simulation) -> JsValue {
    let run = simulation.run();
    let chosen = |param: &Param| {
        let text = run.selection.set.get(&param.key);
        text.cloned().unwrap_or_else(|| Param::text_of(&param.default))
    };
    let settings = run.scenario.params.iter().map(|p| (p.key.as_str(), JsValue::from(chosen(p))));
    // When faults come about that have a button.
    let faults = run.scenario.faults.iter().filter(|fault| fault.button.is_some());
    let times: Vec<(String, JsValue)> = faults
        .map(|fault| {
            let key = fault_at(&fault.id);
            let at = run.selection.set.get(&key).unwrap_or(&fault.at);
            (key, JsValue::from(at))
        })
        .collect();
    let settings = settings.chain(times.iter().map(|(key, at)| (key.as_str(), at.clone())));
    let report = Report::of(simulation);
    let metrics = report.metrics.iter().map(|(name, value)| (name.as_ref(), JsValue::from(*value)));
    let parts = [
        ("scenario", JsValue::from(&run.scenario.name)),
        ("variant", JsValue::from(variant(simulation))),
        ("edited", JsValue::from(run.selection.code.is_some())),
        ("settings", object(settings)),
        ("seed", JsValue::from(run.seed.to_string())),
        ("metrics", object(metrics)),
        ("traceHash", JsValue::from(report.trace_hash.as_str())),
    ];
    object(parts.into_iter())
}

/// A plain object.
pub(crate) fn object<'a>(parts: impl Iterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (key, value) in parts {
        // Cannot fail: the object is ours and plain.
        let _ = Reflect::set(&object, &key.into(), &value);
    }
    object.into()
}
