//! Tells the page around a lab how far its counters have come, so that diagrams can count along.

use js_sys::Array;
use tidepool_sim::{Report, Simulation};
use tidepool_view::line_counts;
use wasm_bindgen::JsValue;
use web_sys::EventTarget;

use crate::finished::{dispatch, object, variant};

/// Name of the event. Its detail is `{ scenario, variant, listing, edited, ns, counters, lines }`: the path of the
/// listing and whether the reader has changed it, virtual time, numbers by name of metric, and for each line of the
/// listing on which a statement can begin `[line, how often one began]`.
pub const EVENT: &str = "tidepool-counters";

/// Sends the event from `origin`, out of the shadow root and up to the document.
pub fn tell(origin: &EventTarget, simulation: &Simulation) {
    dispatch(origin, EVENT, &detail(simulation));
}

fn detail(simulation: &Simulation) -> JsValue {
    let run = simulation.run();
    let chosen = run.selection.variant.as_deref();
    let listing = chosen.and_then(|id| run.scenario.variant(id).ok());
    let report = Report::of(simulation);
    let counters = report.metrics.iter().map(|(name, value)| (name.as_ref(), JsValue::from(*value)));
    let lines = line_counts(simulation).into_iter();
    let pair = |(line, count): (u32, u64)| Array::of2(&line.into(), &(count as f64).into());
    let parts = [
        ("scenario", JsValue::from(&run.scenario.name)),
        ("variant", JsValue::from(variant(simulation))),
        ("listing", JsValue::from(&listing.map_or(&run.scenario.listing, |variant| &variant.listing)[..])),
        ("edited", JsValue::from(run.selection.code.is_some())),
        ("ns", JsValue::from(simulation.shown_time().as_nanos() as f64)),
        ("counters", object(counters)),
        ("lines", lines.map(pair).collect::<Array>().into()),
    ];
    object(parts.into_iter())
}
