//! Data source names.

use expect_test::{Expect, expect};

use tidepool_des::Duration;

use crate::mysql::{Config, Dsn, Fault, FaultKind, Faults};

fn check(dsn: &str, want: Expect) {
    let text = match Dsn::parse(dsn, &Config::default()) {
        Err(error) => error.to_string(),
        Ok(Dsn { address, config: c }) => format!(
            "{address} dial={} latency={} rows={} rowDelay={} maxConnections={} failEvery={} waitTimeout={}",
            c.dial, c.latency, c.rows, c.row_delay, c.max_connections, c.fail_every, c.wait_timeout
        ),
    };
    want.assert_eq(&text);
}

#[test]
fn defaults_hold_for_what_is_not_said() {
    check(
        "app:secret@tcp(db:3306)/shop",
        expect![
            "db:3306 dial=1ms latency=1ms rows=3 rowDelay=0s maxConnections=151 failEvery=0 waitTimeout=0s"
        ],
    );
    check(
        "app@tcp(db)/shop",
        expect![
            "db:3306 dial=1ms latency=1ms rows=3 rowDelay=0s maxConnections=151 failEvery=0 waitTimeout=0s"
        ],
    );
    check(
        "/shop",
        expect![
            "127.0.0.1:3306 dial=1ms latency=1ms rows=3 rowDelay=0s maxConnections=151 failEvery=0 waitTimeout=0s"
        ],
    );
    check(
        "",
        expect![
            "127.0.0.1:3306 dial=1ms latency=1ms rows=3 rowDelay=0s maxConnections=151 failEvery=0 waitTimeout=0s"
        ],
    );
}

#[test]
fn all_parameters_are_read() {
    check(
        "app@tcp(db:3307)/shop?dial=2ms&latency=exp(5ms)&rows=10&rowDelay=uniform(1ms,9ms)&maxConnections=20&failEvery=7&waitTimeout=8h",
        expect![
            "db:3307 dial=2ms latency=exp(5ms) rows=10 rowDelay=uniform(1ms,9ms) maxConnections=20 failEvery=7 waitTimeout=8h0m0s"
        ],
    );
}

#[test]
fn a_duration_may_be_zero_without_unit_and_escaped() {
    check(
        "app@/shop?latency=0&rowDelay=exp%285ms%29",
        expect![
            "127.0.0.1:3306 dial=1ms latency=0s rows=3 rowDelay=exp(5ms) maxConnections=151 failEvery=0 waitTimeout=0s"
        ],
    );
}

#[test]
fn parameters_of_the_real_driver_are_let_pass() {
    check(
        "app@/shop?parseTime=true&charset=utf8mb4&loc=Local",
        expect![
            "127.0.0.1:3306 dial=1ms latency=1ms rows=3 rowDelay=0s maxConnections=151 failEvery=0 waitTimeout=0s"
        ],
    );
}

#[test]
fn a_wrong_value_names_key_and_what_is_expected() {
    check("app@/shop?rows=-1", expect!["invalid DSN: rows=-1: expected a whole number, 0 or greater"]);
    check(
        "app@/shop?latency=fast",
        expect!["invalid DSN: latency=fast: expected a duration such as 5ms, exp(5ms) or uniform(1ms,9ms)"],
    );
    check(
        "app@/shop?latency=",
        expect!["invalid DSN: latency=: expected a duration such as 5ms, exp(5ms) or uniform(1ms,9ms)"],
    );
    check(
        "app@/shop?maxConnections=0",
        expect!["invalid DSN: maxConnections=0: expected a whole number, 1 or greater"],
    );
    check(
        "app@/shop?waitTimeout=exp(1s)",
        expect!["invalid DSN: waitTimeout=exp(1s): expected a duration such as 5ms, or 0"],
    );
    check(
        "app@/shop?rejectReadOnly=maybe",
        expect!["invalid DSN: rejectReadOnly=maybe: expected true or false"],
    );
    check(
        "app@/shop?maxconnections=5",
        expect![
            "invalid DSN: maxconnections=5: expected the key as written in dial, latency, rows, rowDelay, maxConnections, failEvery, waitTimeout, cores, thrash, ping, lockWaitTimeout, timeout, readTimeout, rejectReadOnly, faults"
        ],
    );
}

#[test]
fn contention_is_read_and_has_limits() {
    let config = |text| Dsn::parse(text, &Config::default()).map(|dsn| (dsn.config.cores, dsn.config.thrash));
    assert_eq!(config("app@/shop"), Ok((0, 0.0)));
    assert_eq!(config("app@/shop?cores=8&thrash=0.05"), Ok((8, 0.05)));
    check("app@/shop?cores=-1", expect!["invalid DSN: cores=-1: expected a whole number from 0 to 1000000"]);
    check("app@/shop?thrash=-0.1", expect!["invalid DSN: thrash=-0.1: expected a number from 0 to 100"]);
    check("app@/shop?thrash=NaN", expect!["invalid DSN: thrash=NaN: expected a number from 0 to 100"]);
}

#[test]
fn a_ping_takes_the_time_of_a_query_unless_it_has_its_own() {
    let ping =
        |text| Dsn::parse(text, &Config::default()).map(|dsn| dsn.config.ping.map(|ping| ping.to_string()));
    assert_eq!(ping("app@/shop?latency=5ms"), Ok(None));
    assert_eq!(ping("app@/shop?latency=5ms&ping=1ms"), Ok(Some("1ms".into())));
}

/// A timeline as it is written.
fn written(faults: &Faults) -> String {
    let one = |fault: &Fault| {
        let (name, more) = match fault.kind {
            FaultKind::Restart => ("restart", None),
            FaultKind::Drop(count) => ("drop", count.map(|count| count.to_string())),
            FaultKind::Forget(count) => ("forget", count.map(|count| count.to_string())),
            FaultKind::Stall => ("stall", None),
            FaultKind::SlowDial(time) => ("slowdial", Some(time.to_string())),
            FaultKind::SlowQuery(time) => ("slowquery", Some(time.to_string())),
            FaultKind::SlowerQuery(factor) => ("slowquery", Some(factor.to_string())),
        };
        let length = (!fault.kind.is_momentary())
            .then(|| format!("+{}", Duration::from_nanos(fault.until - fault.at)));
        let more = more.map(|more| format!("*{more}"));
        let at = Duration::from_nanos(fault.at);
        format!("{name}@{at}{}{}", length.unwrap_or_default(), more.unwrap_or_default())
    };
    faults.0.iter().map(one).collect::<Vec<_>>().join(",")
}

#[test]
fn faults_are_a_timeline() {
    let read = |text: &str| {
        let dsn = Dsn::parse(&format!("app@/shop?faults={text}"), &Config::default());
        dsn.map_or_else(|error| error.to_string(), |dsn| written(&dsn.config.faults))
    };
    for text in [
        "",
        "restart@2s+500ms,drop@3s,stall@4s+1s,slowdial@5s+2s*200ms,slowquery@6s+1s*3s",
        "slowquery@6s+1s*10,drop@0s*5,forget@3s,forget@4s*2,slowquery@6s+1s*0.5",
    ] {
        assert_eq!(read(text), text);
    }
    assert_eq!(
        read("stall@1s+0s,drop@1s+0s,drop@1s*0,forget@1s+0s,forget@1s*0,restart@1s+2s"),
        "restart@1s+2s",
        "the others are off"
    );
    for text in [
        "restart",
        "restart@2s",
        "restart@soon+1s",
        "restart@1s+1s*2",
        "lag@1s+1s",
        "slowdial@1s+1s",
        "slowdial@1s+1s*3",
        "slowquery@1s+1s*-1",
        "slowquery@1s+1s*NaN",
        "drop@1s*some",
    ] {
        let expected = "expected faults such as";
        assert!(read(text).starts_with(&format!("invalid DSN: faults={text}: {expected}")), "{}", read(text));
    }
}
