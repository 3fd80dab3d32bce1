//! `tidepool run --request`: where the time of one request went.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tidepool_des::Time;
use tidepool_sim::{Budget, End, Follower, Progress, Progressed, RequestId, Simulation, Which};
use tidepool_view::{Lang, Outcome, Span, Waterfall, waterfall};

/// Instructions at a time.
const BUDGET: Budget = Budget(10_000_000);

/// The waterfall of a request of the run that begins like this. Which number the slowest has, or the first that failed, a
/// run to its end tells; then the run is played again, and only that request is looked at.
pub fn follow(start: &Simulation, which: Which) -> Result<Waterfall> {
    let mut number = match which {
        Which::Number(number) => RequestId(number),
        _ => find(start.clone(), which)?,
    };
    loop {
        let mut follower = Follower::new(start.clone(), number);
        loop {
            match follower.advance(Time::NEVER, BUDGET) {
                Progressed::Budget | Progressed::Reached => {}
                Progressed::Complete => {
                    let found = waterfall(follower.simulation(), Lang::En);
                    return found.with_context(|| format!("--request: {} was not sent", number.0));
                }
                Progressed::TryOf(first) => {
                    number = first;
                    break;
                }
                Progressed::NoRequest => match follower.simulation().requests_made() {
                    made if made < number.0 => {
                        bail!("--request: expected a number up to {made}, there are no more requests")
                    }
                    _ => bail!(
                        "--request: number {} is a health check or a probe, not a client's request",
                        number.0
                    ),
                },
            }
        }
    }
}

fn find(mut simulation: Simulation, which: Which) -> Result<RequestId> {
    while !matches!(simulation.advance(Time::NEVER, BUDGET), Progress::Ended(_)) {
        simulation.take_output();
    }
    if let Some(End::Limit(name, message)) = simulation.end() {
        eprintln!("stopped by the limit {name}: {message}");
    }
    which.find(&simulation).context(match which {
        Which::Slowest => "--request: no request has ended",
        Which::Failed => "--request: no request has failed",
        Which::Unfinished => "--request: no request is under way at the end",
        Which::Number(_) => "--request: there are not so many requests",
    })
}

/// The waterfall for programs: times in nanoseconds of virtual time.
pub fn json(waterfall: &Waterfall) -> Value {
    let spans = waterfall.spans.iter().map(|span: &Span| {
        json!({
            "depth": span.depth,
            "part": span.part.map(tidepool_view::Part::id),
            "label": span.label,
            "from_ns": span.from_ns,
            "to_ns": span.to_ns,
            "aside": span.aside,
        })
    });
    let parts = waterfall.parts.iter().map(|(part, time)| (part.id().to_owned(), json!(time)));
    json!({
        "request": waterfall.number,
        "last_try": waterfall.last_number,
        "asked": waterfall.asked,
        "from_ns": waterfall.from_ns,
        "to_ns": waterfall.to_ns,
        "under_way": waterfall.outcome == Outcome::UnderWay,
        "outcome": waterfall.outcome.words(Lang::En),
        "spans": spans.collect::<Vec<_>>(),
        "parts_ns": parts.collect::<serde_json::Map<_, _>>(),
    })
}
