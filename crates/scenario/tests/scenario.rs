//! Documents, selections and links: what is read back is what was written, and faults name their place.

use expect_test::{Expect, expect};
use tidepool_scenario::{Library, Scenario, Selection, link};

const PLAIN: &str = r#"
title = { en = "Rows left open", zh = "没有关闭的结果集" }
listing = "ch4/a.go"
duration = "30s"
[[variant]]
id = "b"
listing = "ch4/b.go"
title = { en = "B", zh = "乙" }
[load]
kind = "closed"
clients = 50
timeout = "1s"
[[param]]
key = "pool"
target = "lab.pool"
kind = "int"
default = 10
min = 1
max = 100
label = { en = "Pool", zh = "连接池" }
[[param]]
key = "hold"
target = "database.latency"
kind = "distribution"
default = "5ms"
label = { en = "Hold", zh = "占用" }
[[preset]]
id = "fails"
title = { en = "Fails", zh = "失败" }
set = { pool = 3 }
[preset.expect]
pool_in_use_max = "== 3"
[[preset]]
id = "b"
title = { en = "B", zh = "乙" }
set = { pool = 10, hold = "9ms" }
variant = "b"
expect = { "moment.dry.first_ms" = "1000..2000", requests_failed = "> 0" }
[[moment]]
id = "dry"
measure = "pool_in_use"
when = ">= 10"
label = { en = "Dry", zh = "用光" }
[expect]
pool_in_use_max = "== 10"
[expect.b]
requests_failed = "== 0"
"#;

fn library() -> Library {
    let mut library = Library::default();
    for name in ["ch4/a.go", "ch4/b.go"] {
        library.listings.insert(name.into(), format!("package main // {name}\n"));
    }
    library
}

fn check_error(text: &str, expected: Expect) {
    let error = Scenario::parse("t", text).expect_err("the document is wrong");
    expected.assert_eq(&error.to_string());
}

fn check_selection_error(selection: &Selection, expected: Expect) {
    let scenario = Scenario::parse("t", PLAIN).expect("valid");
    let error = scenario.resolve(selection, &library()).expect_err("the selection is wrong");
    expected.assert_eq(&error.to_string());
}

fn set(key: &str, value: &str) -> Selection {
    Selection { set: [(key.to_string(), value.to_string())].into_iter().collect(), ..Selection::default() }
}

#[test]
fn defaults_and_choices_reach_the_settings() {
    let scenario = Scenario::parse("t", PLAIN).expect("valid");
    let plain = scenario.resolve(&Selection::default(), &library()).expect("resolves");
    assert_eq!(plain.settings.lab["pool"], "10");
    assert_eq!(plain.settings.database["latency"], "5ms");
    assert_eq!(plain.expectations.len(), 1);
    let selection = Selection { variant: Some("b".into()), ..set("pool", "7") };
    let chosen = scenario.resolve(&selection, &library()).expect("resolves");
    assert_eq!((chosen.settings.lab["pool"].as_str(), chosen.file.as_str()), ("7", "b.go"));
    assert!(chosen.expectations.is_empty(), "expectations hold for the plain run and presets only");
    let by_target = scenario.resolve(&set("load.clients", "500"), &library()).expect("resolves");
    assert_eq!(by_target.settings.groups[0].clients, 500);
}

#[test]
fn a_preset_has_expectations_of_its_own() {
    let scenario = Scenario::parse("t", PLAIN).expect("valid");
    let metrics = |selection: Selection| -> Vec<String> {
        let run = scenario.resolve(&selection, &library()).expect("resolves");
        run.expectations.into_iter().map(|e| format!("{} {}", e.metric, e.condition)).collect()
    };
    assert_eq!(metrics(set("pool", "3")), ["pool_in_use_max == 3"]);
    // What is the default anyway may be left out or written down.
    let b = |set: Selection| Selection { variant: Some("b".into()), ..set };
    let expected = ["moment.dry.first_ms 1000..2000", "requests_failed > 0"];
    assert_eq!(metrics(b(set("hold", "9ms"))), expected);
    let mut both = b(set("hold", "9ms"));
    both.set.insert("pool".into(), "10".into());
    assert_eq!(metrics(both.clone()), expected);
    both.code = Some("package main\n".into());
    assert!(metrics(both).is_empty(), "not for edited code");
    assert!(metrics(set("hold", "9ms")).is_empty(), "not for another variant");
    let named = scenario.preset_with(&[("hold".into(), "9ms".into())]).map(|preset| preset.id.as_str());
    assert_eq!(named, Some("b"));
}

#[test]
fn moments_name_their_place() {
    check_error(
        &PLAIN.replace(r#"when = ">= 10""#, r#"when = "10""#),
        expect![[r#"moment.dry.when: "10" is no condition; expected such as "== 10", "> 0" or "26..31""#]],
    );
    check_error(
        &PLAIN.replace(r#"id = "dry""#, r#"id = "dry.1""#),
        expect![[
            r#"moment.0.id: "dry.1" is not a name of letters, digits and hyphens that no other moment has"#
        ]],
    );
    check_error(
        &PLAIN.replace(r#"measure = "pool_in_use""#, "measure = \"pool_in_use\"\nover = \"0s\""),
        expect!["moment.dry.over: a measure is taken over some time: expected more than 0"],
    );
    check_error(
        &PLAIN.replace("\"== 3\"", "\"3\""),
        expect![[
            r#"preset.fails.expect.pool_in_use_max: "3" is no condition; expected such as "== 10", "> 0" or "26..31""#
        ]],
    );
}

#[test]
fn faults_name_their_place() {
    check_error(
        &PLAIN.replace("default = 10", "default = -3"),
        expect!["param.pool.default: -3 is below the least value, 1"],
    );
    check_error(
        &PLAIN.replace("clients = 50", "clients = 500000"),
        expect![[r#"load.clients: "500000" is not a whole number from 0 to 100000"#]],
    );
    check_error(
        &PLAIN.replace("\"== 10\"", "\"= 10\""),
        expect![[
            r#"expect.pool_in_use_max: "= 10" is no condition; expected such as "== 10", "> 0" or "26..31""#
        ]],
    );
    check_selection_error(&set("pool", "-1"), expect!["pool: -1 is below the least value, 1"]);
    check_selection_error(
        &set("poll", "1"),
        expect![[r#"--set poll: there is no parameter "poll"; expected one of pool, hold"#]],
    );
    check_selection_error(
        &Selection { variant: Some("c".into()), ..Selection::default() },
        expect![[r#"variant: there is no variant "c"; expected one of b"#]],
    );
}

#[test]
fn a_link_brings_back_the_very_run() {
    let scenario = Scenario::parse("t", PLAIN).expect("valid");
    let edited = Selection { code: Some("package main\n".into()), seed: Some(9), ..set("hold", "exp(2ms)") };
    for selection in [Selection::default(), edited] {
        let run = scenario.resolve(&selection, &library()).expect("resolves");
        let at = link::At { ns: 1_500, steps: 77, events: 3 };
        let text = link::encode(&run, Some(at), Some("abc"));
        let back = link::decode(&format!("https://example.org/en/4-1/#{text}")).expect("reads back");
        assert_eq!(back.run, run);
        assert_eq!((back.at, back.trace_hash.as_deref()), (Some(at), Some("abc")));
        assert_eq!(back.compared, None);
    }
}

#[test]
fn a_link_of_a_comparison_brings_back_both_runs() {
    let scenario = Scenario::parse("t", PLAIN).expect("valid");
    let edited = Selection { code: Some("package main\n".into()), ..Selection::default() };
    let [a, b] = [edited, Selection { variant: Some("b".into()), ..set("pool", "3") }]
        .map(|selection| scenario.resolve(&selection, &library()).expect("resolves"));
    for (kept, shown) in [(&a, &b), (&b, &a)] {
        let back = link::decode(&link::encode_beside(shown, Some(kept), None, None)).expect("reads back");
        assert_eq!((&back.run, back.compared.as_deref()), (shown, Some(kept)));
    }
}

#[test]
fn a_damaged_link_is_refused_in_words() {
    let scenario = Scenario::parse("t", PLAIN).expect("valid");
    let run = scenario.resolve(&Selection::default(), &library()).expect("resolves");
    let text = link::encode(&run, None, None);
    for cut in [4, 5, 40, text.len() / 2, text.len() - 1] {
        let error = link::decode(&text[..cut]).expect_err("cut off");
        assert_eq!(error.to_string(), "link: cut off or altered; copy the whole link again");
    }
    let error = link::decode("https://example.org/").expect_err("no link");
    assert_eq!(error.to_string(), "link: expected text beginning with \"tp1.\"");
}

#[test]
fn contention_reaches_the_settings_and_stays_out_of_documents_without_it() {
    let plain = Scenario::parse("t", PLAIN).expect("valid");
    assert!(!plain.to_toml().contains("thrash"));
    let text = PLAIN.replace("[load]", "[database]\ncores = 4\nthrash = 0.1\n[load]");
    let shared = Scenario::parse("t", &text).expect("valid");
    assert_eq!(Scenario::parse("t", &shared.to_toml()).expect("valid"), shared);
    let run = shared.resolve(&set("database.thrash", "0.25"), &library()).expect("resolves");
    assert_eq!(
        (run.settings.database["cores"].as_str(), run.settings.database["thrash"].as_str()),
        ("4", "0.25")
    );
    check_error(
        &text.replace("0.1", "101.0"),
        expect![[r#"database.thrash: "101" is not a number from 0 to 100"#]],
    );
}

const GROUPS: &str = r#"
title = { en = "a", zh = "a" }
listing = "a.go"
duration = "1s"

[load]
kind = "open"
rate = 10.0

[[group]]
id = "burst"
kind = "closed"
clients = 5
start = "200ms"
stop = "400ms"
mix = [{ path = "/a", weight = 3 }, { path = "/b", weight = 1 }]

[[group]]
id = "twin"
repeats = "load"
path = "/twin"

[[param]]
key = "burst"
target = "group.burst.clients"
kind = "int"
default = 7
label = { en = "Clients of the burst", zh = "突发的客户端数" }
"#;

fn resolve(text: &str, set: &[(&str, &str)]) -> Result<tidepool_scenario::Run, String> {
    let mut library = Library::default();
    library.listings.insert("a.go".into(), "package main".into());
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let selection = Selection { set, ..Selection::default() };
    let scenario = Scenario::parse("groups", text).map_err(|e| e.to_string())?;
    scenario.resolve(&selection, &library).map_err(|e| e.to_string())
}

#[test]
fn several_groups_of_clients_have_names_draws_and_parameters() {
    let run = resolve(GROUPS, &[("load.retries", "2"), ("load.rate", "20")]).expect("it is right");
    let seen: Vec<_> =
        run.settings.groups.iter().map(|g| (g.id.as_str(), g.draws, g.clients, g.retries)).collect();
    assert_eq!(seen, [("load", 0, 50, 2), ("burst", 1, 7, 0), ("twin", 0, 50, 2)]);
    assert_eq!(run.settings.groups[1].mix.len(), 2);
}

#[test]
fn what_is_wrong_with_a_group_is_named() {
    let wrong = |from: &str, to: &str| resolve(&GROUPS.replace(from, to), &[]).expect_err("it is wrong");
    let told = [
        wrong("id = \"burst\"", "id = \"load\""),
        wrong("repeats = \"load\"", "repeats = \"later\""),
        wrong("rate = 10.0", "rate = -1.0"),
        wrong("path = \"/twin\"", "path = \"/twin\"\nrate = 5.0"),
        wrong("group.burst.clients", "group.twin.clients"),
        wrong("group.burst.clients", "group.burst.size"),
        wrong("weight = 3 }, { path = \"/b\", weight = 1", "weight = 0"),
    ];
    expect_test::expect![[r#"
        group.load.id: "load" is not a name of letters, digits and hyphens that no other group has
        group.twin.repeats: there is no earlier group "later"; expected one of load, burst
        load.rate: "-1" is not a rate above 0 and up to 10000000 per second
        group.twin: a group that repeats another has only id, port, method, path and mix of its own
        param.burst.default: twin repeats load: set it there
        param.burst.default: there is no target "group.burst.size"; expected one of duration, load.clients, load.early, load.rate, load.think, load.timeout, load.ramp, load.start, load.stop, load.retries, load.retry_wait, load.arrivals, load.pacing, load.retry, load.retry_max, load.retry_budget, load.path, server.procs, server.files, server.gogc, server.memory_limit_mib, server.gctrace, database.dial, database.latency, database.rows, database.row_delay, database.max_connections, database.fail_every, database.wait_timeout, database.ping, database.cores, database.thrash, database.lock_wait_timeout, redis.dial, redis.latency, redis.command, redis.call, group.ID.NAME, pods.NAME, replication.NAME, balancer.NAME, network.NAME, registry.NAME, fault.ID.NAME, scrape.NAME, service.ID.NAME, lab.NAME
        group.burst.mix: at least one path needs a weight above 0"#]].assert_eq(&told.join("\n"));
}

#[test]
fn a_ping_has_a_time_of_its_own_only_if_it_is_given() {
    let plain = Scenario::parse("t", PLAIN).expect("valid");
    assert!(!plain.to_toml().contains("ping"));
    let settings =
        |key: &str, value: &str| plain.resolve(&set(key, value), &library()).expect("resolves").settings;
    assert_eq!(settings("database.latency", "5ms").database.get("ping"), None);
    assert_eq!(settings("database.ping", "1ms").database["ping"], "1ms");
}

const FAULTS: &str = r#"
[[fault]]
id = "restart"
kind = "restart"
at = "2s"
for = "500ms"
[[fault]]
id = "cut"
kind = "drop"
at = "3s"
[[fault]]
id = "gone"
kind = "forget"
at = "4s"
count = 5
[[fault]]
id = "far"
kind = "slow-dial"
at = "5s"
for = "2s"
time = "200ms"
[[fault]]
id = "plan"
kind = "slow-query"
at = "6s"
for = "1s"
factor = 10.0
[[fault]]
id = "silence"
kind = "stall"
at = "0s"
for = "0s"
[load]
"#;

fn timeline(text: &str, sets: &[(&str, &str)]) -> String {
    let scenario = Scenario::parse("t", text).expect("valid");
    let set = sets.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect();
    let run = scenario.resolve(&Selection { set, ..Selection::default() }, &library()).expect("resolves");
    let faults = run.settings.faults.values().filter_map(tidepool_scenario::FaultSettings::timeline);
    faults.collect::<Vec<_>>().join(",")
}

#[test]
fn faults_are_a_timeline_that_parameters_change() {
    let text = PLAIN.replace("[load]", FAULTS);
    expect!["restart@2s+500ms,drop@3s,forget@4s*5,slowdial@5s+2s*200ms,slowquery@6s+1s*10"]
        .assert_eq(&timeline(&text, &[]));
    let sets = [
        ("fault.restart.at", "1s"),
        ("fault.restart.for", "0s"),
        ("fault.cut.count", "3"),
        ("fault.gone.count", "0"),
        ("fault.far.time", "1s"),
        ("fault.plan.factor", "2.5"),
        ("fault.silence.for", "4s"),
    ];
    expect!["drop@3s*3,slowdial@5s+2s*1s,slowquery@6s+1s*2.5,stall@0s+4s"].assert_eq(&timeline(&text, &sets));
    expect!["restart@2s+500ms,slowdial@5s+2s*200ms,slowquery@6s+1s*10"]
        .assert_eq(&timeline(&text, &[("fault.cut.for", "0s"), ("fault.gone.for", "0s")]));
    let scenario = Scenario::parse("t", &text).expect("valid");
    assert_eq!(Scenario::parse("t", &scenario.to_toml()).expect("valid"), scenario);
    assert!(!Scenario::parse("t", PLAIN).expect("valid").to_toml().contains("[[fault]]"));
}

#[test]
fn faults_that_say_too_little_or_too_much_are_refused() {
    let text = PLAIN.replace("[load]", FAULTS);
    let check = |from: &str, to: &str, expected: Expect| check_error(&text.replace(from, to), expected);
    check(
        "kind = \"restart\"",
        "kind = \"lag\"",
        expect![[r#"
            t.toml: TOML parse error at line 12, column 8
               |
            12 | kind = "lag"
               |        ^^^^^
            unknown variant `lag`, expected one of `restart`, `drop`, `forget`, `stall`, `slow-dial`, `slow-query`, `burst`, `redis-down`, `slow-redis`, `slow-service`, `service-down`, `rollout`, `kill`, `gc`, `primary-down`, `data-lost`, `zone-down`, `zone-cut`, `slow-zone`, `lossy-zone`, `registry-down`"#]],
    );
    check("for = \"500ms\"", "", expect!["fault.restart.for: how long it lasts is missing"]);
    check(
        "for = \"500ms\"",
        "for = \"500ms\"\ncount = 3",
        expect!["fault.restart: restart takes no further key; there is `count`"],
    );
    check("time = \"200ms\"", "", expect!["fault.far: slow-dial takes `time`; there is none"]);
    check(
        "factor = 10.0",
        "factor = 10.0\ntime = \"1s\"",
        expect!["fault.plan: slow-query takes `time`, or `factor`; there is `time` and `factor`"],
    );
    check(
        "factor = 10.0",
        "factor = -1.0",
        expect!["fault.plan.factor: -1 is not a factor from 0 to 1000000000"],
    );
    check("id = \"cut\"", "id = \"far\"", expect!["fault.far: there is another fault with this id"]);
    let refuse = |key: &str, expected: Expect| {
        let scenario = Scenario::parse("t", &text).expect("valid");
        let error = scenario.resolve(&set(key, "1"), &library()).expect_err("the selection is wrong");
        expected.assert_eq(&error.to_string());
    };
    refuse(
        "fault.cat.at",
        expect![[
            r#"fault.cat.at: there is no fault "cat"; expected one of restart, cut, gone, far, plan, silence"#
        ]],
    );
    refuse(
        "fault.restart.time",
        expect![[r#"fault.restart.time: there is no field "time"; expected one of at, for"#]],
    );
    refuse("fault.cut", expect![[r#"fault.cut: there is no field ""; expected one of at, for, count"#]]);
}
