//! What collection does to a service, by the model alone: nothing in these scenarios says that latency should rise.

use tidepool::{Outcome, scenario};

/// A run of the report service of 1.2, shorter than on the page.
fn report(variant: &str, set: &[(&str, &str)]) -> Outcome {
    let mut builder =
        scenario("gc-pressure").expect("it is in the book").variant(variant).set("duration", "3s");
    for (key, value) in set {
        builder = builder.set(key, value);
    }
    builder.run().expect("it runs")
}

fn p99(outcome: &Outcome) -> f64 {
    outcome.metric("latency_p99_ms")
}

#[test]
fn tail_latency_rises_when_gogc_falls() {
    let [rare, usual, frequent] = ["400", "100", "20"].map(|gogc| report("fresh", &[("gogc", gogc)]));
    // Over seeds the last is five to six times the one before.
    assert!(p99(&rare) < p99(&usual) && 4.0 * p99(&usual) < p99(&frequent));
    let cycles = [&rare, &usual, &frequent].map(|outcome| outcome.metric("gc_cycles"));
    assert!(cycles.is_sorted(), "{cycles:?}");
    let heaps = [&frequent, &usual, &rare].map(|outcome| outcome.metric("heap_max_mb"));
    assert!(heaps.is_sorted(), "{heaps:?}");
}

#[test]
fn tail_latency_rises_with_what_lives() {
    let [little, much] = ["2000", "200000"].map(|sessions| report("fresh", &[("sessions", sessions)]));
    assert!(1.2 * p99(&little) < p99(&much), "{} {}", p99(&little), p99(&much));
}

#[test]
fn a_pool_brings_it_down_again() {
    let [fresh, pool] = ["fresh", "pool"].map(|variant| report(variant, &[]));
    assert!(1.2 * p99(&pool) < p99(&fresh), "{} {}", p99(&pool), p99(&fresh));
    assert!(50.0 * pool.metric("alloc_mb_per_s") < fresh.metric("alloc_mb_per_s"));
}

#[test]
fn processor_time_is_spent_once() {
    for (variant, gogc) in [("fresh", "100"), ("fresh", "20"), ("pool", "100")] {
        let outcome = report(variant, &[("gogc", gogc)]);
        let [program, collector] = ["cpu_program_percent", "gc_cpu_percent"].map(|name| outcome.metric(name));
        // 700 requests a second of 2 ms each on two processors.
        assert!((68.0..80.0).contains(&program), "{variant} {gogc}: {program} %");
        let procs = 2.0;
        let parts = outcome.metric("gc_assist_ms")
            + outcome.metric("gc_background_ms")
            + procs * outcome.metric("gc_stopped_ms");
        let whole = procs * outcome.metric("elapsed_ns") / 1e6;
        assert!((100.0 * parts / whole - collector).abs() < 0.1, "{parts} of {whole} is {collector} %");
    }
}

#[test]
fn three_patients_can_be_told_apart() {
    let run =
        |id: &str| scenario("which-disease").expect("it is in the book").variant(id).run().expect("it runs");
    let [spikes, cache, frequent] = ["a", "b", "c"].map(run);
    let all = [&spikes, &cache, &frequent];
    let most = |name: &str| all.map(|outcome| outcome.metric(name));
    let [a, b, c] = most("gc_cycles_per_s");
    assert!(c > 10.0 * a && c > 10.0 * b, "collected too often: {a} {b} {c}");
    let [a, b, c] = most("latency_max_ms");
    assert!(a > 1.5 * b, "spikes: {a} {b} {c}");
    let live = |outcome: &Outcome| -> Vec<f64> {
        let series = outcome.report().series.iter().find(|points| points.name == "heap_live_bytes");
        series.expect("there is such a series").values.iter().filter_map(|value| *value).collect()
    };
    let [a, b, c] = all.map(live);
    assert!(b.is_sorted(), "what lives only grows");
    assert!(!a.is_sorted() && !c.is_sorted(), "elsewhere it does not");
}

#[test]
fn without_gogc_there_is_no_goal_and_no_collection() {
    let off = report("sized", &[("server.gogc", "-1"), ("rate", "50")]);
    assert_eq!(["gc_cycles", "heap_goal_end_mb"].map(|name| off.metric(name)), [0.0, 0.0]);
    let on = report("sized", &[("rate", "50")]);
    assert!(on.metric("heap_goal_end_mb") > 4.0 && on.metric("gc_cycles") > 0.0);
}
