//! Sweeps of the book's scenarios as curves.

use tidepool_scenario::{Axis, Selection};
use tidepool_sim::{Sweep, Swept};
use tidepool_view::sweep::{Curve, can_be_swept, metrics};
use tidepool_view::{Lang, wait_in_theory};

/// The rows of a sweep, and what theory says of the mean wait.
fn swept(name: &str, vary: &str, set: &[(&str, &str)], seeds: u64) -> (Vec<Swept>, Vec<(String, f64)>) {
    let library = tidepool_content::library();
    let scenario = library.scenario(name).expect("the book has it");
    let axis = Axis::parse(vary).expect("it reads");
    let set = set.iter().map(|(key, text)| ((*key).into(), (*text).into())).collect();
    let selection = Selection { set, ..Selection::default() };
    let plan = scenario.sweep(&selection, &library, std::slice::from_ref(&axis), seeds).expect("it resolves");
    let theory = plan
        .iter()
        .filter_map(|planned| Some((planned.set[&axis.key].clone(), wait_in_theory(&planned.run)?)));
    let theory = theory.collect();
    let mut sweep = Sweep::new(plan);
    while !sweep.work(1_000_000).unwrap_or_else(|e| panic!("{e}")) {}
    (sweep.rows().to_vec(), theory)
}

fn curve(name: &str, rows: &[Swept], key: &str, metric: &str, theory: &[(String, f64)], lang: Lang) -> Curve {
    let scenario = tidepool_content::library().scenario(name).expect("the book has it");
    let param = scenario.params.iter().find(|param| param.key == key).expect("it has the parameter");
    assert!(can_be_swept(param));
    Curve::of(rows, param, metric, theory, lang).expect("the metric is shown")
}

#[test]
fn theory_lies_where_the_runs_lie_once_the_pool_carries_the_load() {
    let (rows, theory) = swept("my-service", "pool=6..14:2", &[("pods", "1")], 3);
    let curve = curve("my-service", &rows, "pool", "acquire_mean_ms", &theory, Lang::En);
    assert_eq!(curve.points.len(), 5);
    let near = curve.points.iter().filter(|point| {
        point
            .found
            .zip(point.theory)
            .is_some_and(|([low, _, high], theory)| low * 0.5 <= theory && theory <= high * 2.0)
    });
    assert!(near.count() >= 2, "{curve:#?}");
    let panel = curve.panel("Pool size", Lang::En);
    assert_eq!(panel.lines.iter().map(|line| line.label).collect::<Vec<_>>(), ["median", "theory"]);
    assert_eq!((panel.start, panel.seconds, panel.ticks), (6.0, 14.0, vec![6.0, 8.0, 10.0, 12.0, 14.0]));
}

#[test]
fn each_value_has_a_band_over_its_seeds() {
    let (rows, theory) = swept("rows", "clients=20..60:20", &[], 3);
    assert_eq!(theory, []);
    let curve = curve("rows", &rows, "clients", "requests_failed", &theory, Lang::Zh);
    assert_eq!(curve.points.iter().map(|point| point.value.as_str()).collect::<Vec<_>>(), ["20", "40", "60"]);
    for (point, rows) in curve.points.iter().zip(rows.chunks(3)) {
        let mut found: Vec<f64> = rows.iter().map(|row| row.metrics["requests_failed"]).collect();
        found.sort_by(f64::total_cmp);
        assert_eq!(point.found, Some([found[0], found[1], found[2]]));
        assert_eq!(point.texts[3], "–");
    }
    assert!(metrics(&rows, Lang::En).contains(&("requests_failed", "requests failed")));
    assert!(!metrics(&rows, Lang::En).iter().any(|(key, _)| *key == "redis_commands"));
    let panel = curve.panel("客户端数", Lang::Zh);
    assert_eq!(panel.title, "失败的请求");
    assert!(panel.legend.starts_with("横轴：客户端数（个客户端） · "), "{}", panel.legend);
    assert_eq!((panel.band.len(), panel.lines.len()), (3, 1));
}

#[test]
fn what_has_not_been_measured_leaves_a_gap() {
    // The leak answers three requests; a pool of two answers none.
    let (rows, _) = swept("rows", "pool=2,10", &[], 1);
    let curve = curve("rows", &rows, "pool", "latency_p99_ms", &[], Lang::En);
    assert_eq!(curve.points[0].found, None, "{curve:?}");
    assert!(curve.points[1].found.is_some());
    assert_eq!(curve.name, "P99 latency, ms");
}
