//! A sweep in slices gives what its runs give alone.

use tidepool_scenario::{Axis, Selection};
use tidepool_sim::Sweep;

#[test]
fn slices_change_nothing() {
    let library = tidepool_content::library();
    let scenario = library.scenario("rows").expect("the book has it");
    let axis = Axis::parse("pool=5,25").expect("it reads");
    let plan = || {
        scenario.sweep(&Selection::default(), &library, std::slice::from_ref(&axis), 2).expect("it resolves")
    };
    let mut sweep = Sweep::new(plan());
    let mut shares = vec![sweep.progress()];
    while !sweep.work(20_000).unwrap_or_else(|e| panic!("{e}")) {
        shares.push(sweep.progress());
    }
    assert!(shares.len() > 20 && shares.is_sorted() && shares[0] == 0.0, "{shares:?}");
    assert_eq!((sweep.progress(), sweep.rows().len(), sweep.total()), (1.0, 4, 4));
    for (row, planned) in sweep.rows().iter().zip(plan()) {
        let report = tidepool_sim::run(&planned.run).unwrap_or_else(|e| panic!("{e}")).report;
        assert_eq!((&row.set, row.seed), (&planned.set, planned.run.seed));
        assert_eq!(
            (&row.trace_hash, &row.metrics, &row.end),
            (&report.trace_hash, &report.metrics, &report.end)
        );
    }
}
