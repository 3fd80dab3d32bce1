//! Where the time of one request went: the parts are the whole, and the words are those of the run.

use std::rc::Rc;

use expect_test::{Expect, expect};
use tidepool_scenario::{Library, Run, Scenario, Selection};
use tidepool_sim::{Budget, Follower, Options, Progress, Progressed, RequestId, Simulation, Time};
use tidepool_view::{Lang, Outcome, Span, Waterfall, waterfall};

fn run(name: &str, variant: &str, set: &[(&str, &str)]) -> Rc<Run> {
    let library = tidepool_content::library();
    let scenario = library.scenario(name).unwrap_or_else(|e| panic!("{name}: {e}"));
    let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let variant = Some(variant.to_owned()).filter(|variant| !variant.is_empty());
    let run = scenario.resolve(&Selection { variant, set, ..Selection::default() }, &library);
    Rc::new(run.unwrap_or_else(|e| panic!("{name}: {e}")))
}

fn begin(run: &Rc<Run>) -> Simulation {
    Simulation::new(Rc::clone(run), Options::default()).expect("it compiles")
}

fn to_the_end(run: &Rc<Run>) -> Simulation {
    let mut simulation = begin(run);
    while !matches!(simulation.advance(Time::NEVER, Budget(1 << 22)), Progress::Ended(_)) {}
    simulation
}

/// Follows a request until `until`, or until all is known.
fn follow(run: &Rc<Run>, number: RequestId, until: Time, budget: Budget) -> (Simulation, Progressed) {
    let mut follower = Follower::new(begin(run), number);
    loop {
        match follower.advance(until, budget) {
            Progressed::Budget => {}
            Progressed::TryOf(first) => return follow(run, first, until, budget),
            progressed => return (follower.simulation().clone(), progressed),
        }
    }
}

fn of(run: &Rc<Run>, number: RequestId) -> Option<Waterfall> {
    waterfall(&follow(run, number, Time::NEVER, Budget(1 << 22)).0, Lang::En)
}

/// The rows that a row consists of follow each other without a gap, and so do the outermost ones; the sums are all of it.
fn check_sums(waterfall: &Waterfall) {
    let text = waterfall.text(Lang::En);
    fn check_level(spans: &[Span], depth: usize, (from, to): (u64, u64), text: &str) {
        let mut at = from;
        let starts: Vec<usize> = (0..spans.len()).filter(|i| spans[*i].depth == depth).collect();
        for (n, start) in starts.iter().enumerate() {
            let end = starts.get(n + 1).copied().unwrap_or(spans.len());
            let span = &spans[*start];
            if !span.aside {
                assert_eq!(span.from_ns, at, "a gap or an overlap before {}:\n{text}", span.label);
                at = span.to_ns;
            }
            let inner = &spans[start + 1..end];
            assert_eq!(span.part.is_none(), !inner.is_empty(), "{}:\n{text}", span.label);
            if !inner.is_empty() {
                check_level(inner, depth + 1, (span.from_ns, span.to_ns), text);
            }
        }
        assert_eq!(at, to, "the last does not end with the whole:\n{text}");
    }
    check_level(&waterfall.spans, 0, (waterfall.from_ns, waterfall.to_ns), &text);
    let sum: u64 = waterfall.parts.iter().map(|(_, time)| time).sum();
    assert_eq!(sum, waterfall.to_ns - waterfall.from_ns, "{text}");
}

/// Looks at requests of a run: those that stand out, and some of the others. The slowest takes as long as the metrics say.
fn check_run(name: &str, variant: &str, set: &[(&str, &str)]) {
    let run = run(name, variant, set);
    let end = to_the_end(&run);
    let notable = end.metrics().notable;
    let (slowest, took) = notable.slowest.expect("a request has ended");
    let longest = of(&run, slowest).expect("it was sent");
    assert_eq!(longest.length_ns(), took, "{name} {variant}:\n{}", longest.text(Lang::En));
    let last = end.requests_made();
    let some = (1..=6).map(|n| RequestId((last * n / 7).max(1)));
    let unfinished = end.longest_under_way();
    let mut seen = 0;
    for number in some.chain(notable.failed).chain(unfinished).chain([slowest]) {
        let Some(waterfall) = of(&run, number) else { continue };
        check_sums(&waterfall);
        seen += 1;
    }
    assert!(seen > 3, "{name}: most numbers are of clients, {seen}");
}

#[test]
fn the_parts_are_the_whole() {
    for (name, variant, duration) in [
        ("cluster", "", "12s"),
        ("zones", "", "11s"),
        ("isolate", "shared", "7s"),
        ("isolate", "bulkhead", "7s"),
        ("retries", "jitter", "8s"),
        ("limit-redis", "", "7s"),
        ("pool-size", "", "5s"),
        ("shed", "", "7s"),
        ("body", "error-path", "8s"),
    ] {
        check_run(name, variant, &[("duration", duration)]);
    }
}

#[test]
fn being_followed_changes_nothing() {
    for name in ["cluster", "isolate", "retries", "limit-redis"] {
        let run = run(name, "", &[("duration", "8s")]);
        let alone = to_the_end(&run);
        let (request, _) = alone.metrics().notable.slowest.expect("a request has ended");
        let mut follower = Follower::new(begin(&run), request);
        while follower.simulation().end().is_none() {
            // Cut differently, too.
            follower.advance(Time::NEVER, Budget(77_777));
        }
        assert_eq!(follower.simulation().trace().hash(), alone.trace().hash(), "{name}");
        let whole = of(&run, request).expect("it was sent");
        assert_eq!(waterfall(follower.simulation(), Lang::En), Some(whole), "{name}: budgets do not show");
    }
}

#[test]
fn a_request_under_way_shows_what_it_has_so_far() {
    let run = run("shed", "", &[]);
    let at = |seconds: f64| {
        let until = Time::from_nanos((seconds * 1e9) as u64);
        let (simulation, progressed) = follow(&run, RequestId(2709), until, Budget(1 << 22));
        assert_eq!(progressed, Progressed::Reached);
        let waterfall = waterfall(&simulation, Lang::En).expect("it was sent");
        check_sums(&waterfall);
        (waterfall.outcome, waterfall.spans.last().map(|span| span.label.clone()))
    };
    assert_eq!(at(6.2), (Outcome::UnderWay, Some("waits: chan send, line 21".into())));
    assert_eq!(at(6.9), (Outcome::UnderWay, Some("warehouse works".into())));
}

#[test]
fn numbers_that_are_no_request_of_a_client_are_told_apart() {
    let run = run("cluster", "", &[]);
    // The first are the kubelet's probes.
    assert_eq!(follow(&run, RequestId(1), Time::NEVER, Budget(1 << 22)).1, Progressed::NoRequest);
    assert_eq!(follow(&run, RequestId(1 << 40), Time::NEVER, Budget(1 << 22)).1, Progressed::NoRequest);
}

#[test]
fn the_number_of_a_further_try_leads_to_the_whole() {
    let run = run("retry-storm", "", &[]);
    let first = of(&run, RequestId(577)).expect("it was sent");
    let last = of(&run, RequestId(first.last_number)).expect("it was sent");
    assert!(first.last_number > 577);
    assert_eq!(first, last);
}

/// Compares what took 100 µs at least: what instructions cost may change.
fn check(run: &Rc<Run>, number: RequestId, lang: Lang, expected: &Expect) {
    let (simulation, _) = follow(run, number, Time::NEVER, Budget(1 << 22));
    let mut waterfall = waterfall(&simulation, lang).expect("it was sent");
    check_sums(&waterfall);
    waterfall.spans.retain(|span| span.to_ns - span.from_ns >= 100_000);
    waterfall.parts.retain(|(_, time)| *time >= 100_000);
    expected.assert_eq(&waterfall.text(lang));
}

#[test]
fn a_write_goes_to_the_primary_in_another_zone_and_a_read_to_the_replica_in_its_own() {
    check(
        &run("cluster", "", &[]),
        RequestId(62),
        Lang::En,
        &expect![[r#"
            Request 62, POST /pay: sent at 2.00 s, 4.62 ms, status 200

                 0 s  4.62 ms |--------------------------------| pod 2 in zone b
                 0 s   500 µs |###                             |   on the way there
              500 µs  3.62 ms |   -------------------------    |   handler, goroutine 29
              502 µs  2.63 ms |   ------------------           |     statement at mysql-1, line 46
              502 µs  1.00 ms |   #######                      |       on the way there
             1.50 ms   629 µs |          ####                  |       the database works
             2.13 ms  1.00 ms |              #######           |       on the way back
             3.13 ms   988 µs |                     #######    |     statement at mysql-2, line 58
             4.12 ms   500 µs |                            ####|   on the way back

            Together:
             3.00 ms  64.9 %  network
             1.62 ms  35.0 %  database
        "#]],
    );
}

#[test]
fn a_statement_and_a_call_wait_for_what_others_hold() {
    check(
        &run("isolate", "shared", &[]),
        RequestId(2709),
        Lang::En,
        &expect![[r#"
            Request 2709, GET /pay: sent at 7.61 s, 1.00 s, its client gave up

              624 ns  1000 ms |--------------------------------| handler, goroutine 5215
             1.19 µs  1000 ms |################################|   waits: chan send, line 35
              1.00 s   6.90 s |                               >| the server goes on, for nobody
              1.00 s   6.89 s |                               >|   waits: chan send, line 35
              7.89 s  7.62 ms |                               >|   call of payments: 200
              7.89 s  7.62 ms |                               >|     payments works
              7.90 s  2.00 ms |                               >|   9 short stretches: database, other waiting

            Together:
             1000 ms 100.0 %  other waiting
        "#]],
    );
    check(
        &run("isolate", "bulkhead", &[]),
        RequestId(900),
        Lang::Zh,
        &expect![[r#"
            请求 900，GET /pay：2.58 s 时发出，10.4 ms，状态 200

                 0 s  10.4 ms |--------------------------------| 处理函数，goroutine 762
             2.63 µs  8.42 ms |-------------------------       |   调用 payments：200
             2.63 µs  8.42 ms |#########################       |     payments 在干活
             8.42 ms  2.00 ms |                         ###### |   语句，第 84 行

            合计：
             8.42 ms  80.8 %  下游服务
             2.00 ms  19.2 %  数据库
        "#]],
    );
}

#[test]
fn a_client_in_the_program_waits_for_workers_that_are_busy() {
    check(
        &run("retries", "", &[]),
        RequestId(517),
        Lang::En,
        &expect![[r#"
            Request 517, GET /stock: sent at 5.06 s, 1.20 s, status 502

                 0 s   1.20 s |--------------------------------| handler, goroutine 165
             3.76 µs   300 ms |-------                         |   call of warehouse: given up
             3.76 µs   300 ms |#######                         |     warehouse works
              300 ms   300 ms |        -------                 |   call of warehouse: given up
              300 ms   203 ms |        #####                   |     waits for a worker of warehouse
              503 ms  97.3 ms |             ##                 |     warehouse works
              600 ms   300 ms |                -------         |   call of warehouse: given up
              600 ms   300 ms |                #######         |     waits for a worker of warehouse
              900 ms   300 ms |                        ------- |   call of warehouse: given up
              900 ms   300 ms |                        ####### |     waits for a worker of warehouse

            Together:
              803 ms  66.9 %  not taken up yet
              397 ms  33.1 %  services
        "#]],
    );
}

#[test]
fn redis_is_slow_to_dial_and_to_answer() {
    check(
        &run("limit-redis", "", &[]),
        RequestId(1478),
        Lang::En,
        &expect![[r#"
            Request 1478, GET /quote: sent at 5.06 s, 891 ms, status 503

                 0 s   891 ms |--------------------------------| handler, goroutine 29
             1.67 µs   351 ms |############                    |   waits for a connection to Redis, line 38
              351 ms   403 ms |            ###############     |   dials Redis, line 38
              754 ms  24.4 ms |                           #    |   the Redis client waits before it tries again, line 38
              778 ms  46.6 ms |                           ##   |   the Redis client waits before it tries again, line 38
              825 ms  65.8 ms |                             ## |   the Redis client waits before it tries again, line 38

            Together:
              403 ms  45.2 %  Redis
              351 ms  39.4 %  waiting for a connection
              137 ms  15.4 %  between tries
        "#]],
    );
}

#[test]
fn an_instance_without_power_does_not_answer() {
    let run = run("zones", "", &[]);
    let failed = to_the_end(&run).metrics().notable.failed.expect("a request has failed");
    check(
        &run,
        failed,
        Lang::En,
        &expect![[r#"
        Request 3483, GET /order: sent at 10.1 s, 1.00 s, status 504

             0 s   500 ms |----------------                | pod 7 in zone a: no connection in time
             0 s   500 ms |################                |   on the way there
          500 ms   500 ms |                ----------------| pod 3 in zone a: no connection in time
          500 ms   500 ms |                ################|   on the way there

        Together:
          1.00 s 100.0 %  network
    "#]],
    );
}

#[test]
fn each_try_is_told_and_what_goes_on_for_nobody() {
    check(
        &run("retry-storm", "", &[]),
        RequestId(577),
        Lang::Zh,
        &expect![[r#"
            请求 577，最后一次 747，GET /user：60.0 s 时发出，12.0 s，客户端放弃了

                 0 s   3.00 s |--------                        | 第 1 次：客户端放弃了
                 0 s   3.00 s |--------                        |   处理函数，goroutine 249
             1.17 µs   3.00 s |########                        |     语句，第 36 行
              3.00 s   1.50 s |        ~~~~                    | 服务器还在干，没人等了
              3.00 s   1.50 s |        ~~~~                    |   语句，第 36 行
              3.00 s   3.00 s |        --------                | 第 2 次：客户端放弃了
              3.00 s   3.00 s |        --------                |   处理函数，goroutine 1104
              3.00 s   3.00 s |        ########                |     等池里的连接，第 36 行
              6.00 s   58.5 s |                ~~~~~~~~~~~~~~~~| 服务器还在干，没人等了
              6.00 s   57.0 s |                ~~~~~~~~~~~~~~~~|   等池里的连接，第 36 行
              63.0 s   1.50 s |                               >|   语句，第 36 行
              6.00 s   3.00 s |                --------        | 第 3 次：客户端放弃了
              6.00 s   3.00 s |                --------        |   处理函数，goroutine 1186
              6.00 s   3.00 s |                ########        |     等池里的连接，第 36 行
              9.00 s   30.3 s |                        ~~~~~~~~| 服务器还在干，没人等了
              9.00 s   28.8 s |                        ~~~~~~~~|   等池里的连接，第 36 行
              37.8 s   1.50 s |                               >|   语句，第 36 行
              9.00 s   3.00 s |                        --------| 第 4 次：客户端放弃了
              9.00 s   3.00 s |                        --------|   处理函数，goroutine 1331
              9.00 s   3.00 s |                        ########|     等池里的连接，第 36 行
              12.0 s    135 s |                               >| 服务器还在干，没人等了
              12.0 s    133 s |                               >|   等池里的连接，第 36 行
               145 s   1.50 s |                               >|   语句，第 36 行

            合计：
              9.00 s  75.0 %  等连接
              3.00 s  25.0 %  数据库
        "#]],
    );
}

/// What section 5.5 says of it: three ways by the slow network before the instance has it, a dead primary, and a way back.
#[test]
fn the_slowest_request_of_the_cluster() {
    let run = run("cluster", "", &[]);
    let (slowest, _) = to_the_end(&run).metrics().notable.slowest.expect("a request has ended");
    check(
        &run,
        slowest,
        Lang::En,
        &expect![[r#"
        Request 718, POST /pay: sent at 8.12 s, 1.80 s, status 503

             0 s   1.80 s |--------------------------------| pod 2 in zone b
             0 s   602 ms |##########                      |   on the way there
          602 ms   1.00 s |          ------------------    |   handler, goroutine 365
          602 ms   1.00 s |          ##################    |     dials the database, line 46
          1.60 s   200 ms |                            ####|   on the way back

        Together:
          1.00 s  55.5 %  database
          802 ms  44.5 %  network
    "#]],
    );
}

/// One page takes a row that others hold, in a transaction; another asks a second server of the same process, and starts
/// a goroutine that nobody waits for.
const SHOP: &str = include_str!("waterfall/shop.go");

fn shop(path: &str) -> Rc<Run> {
    let text = format!(
        "title = {{ en = \"x\", zh = \"x\" }}\nlisting = \"main.go\"\nduration = \"3s\"\n\
         [load]\nkind = \"closed\"\nclients = 3\nthink = \"50ms\"\npath = \"{path}\"\n\
         [database]\nlatency = \"2ms\""
    );
    let scenario = Scenario::parse("shop", &text).unwrap_or_else(|e| panic!("{e}"));
    let selection = Selection { code: Some(SHOP.into()), ..Selection::default() };
    Rc::new(scenario.resolve(&selection, &Library::default()).unwrap_or_else(|e| panic!("{e}")))
}

#[test]
fn a_statement_waits_for_a_row_that_another_holds() {
    check(
        &shop("/buy"),
        RequestId(20),
        Lang::En,
        &expect![[r#"
        Request 20, GET /buy: sent at 802 ms, 82.0 ms, status 200

             0 s  82.0 ms |--------------------------------| handler, goroutine 4
          830 ns  2.00 ms |#                               |   statement, line 19
         2.00 ms  38.0 ms |---------------                 |   statement, line 26
         2.00 ms  36.0 ms |##############                  |     waits for a lock
         38.0 ms  2.00 ms |              #                 |     the database works
         40.0 ms  40.0 ms |               ################ |   sleeps, line 27
         80.0 ms  2.00 ms |                               #|   statement, line 28

        Together:
         40.0 ms  48.8 %  other waiting
         36.0 ms  43.9 %  waiting for a lock
         6.00 ms   7.3 %  database
    "#]],
    );
}

#[test]
fn a_call_of_another_server_has_its_own_handler_and_what_runs_beside_counts_for_nothing() {
    check(
        &shop("/ask"),
        RequestId(20),
        Lang::En,
        &expect![[r#"
            Request 20, GET /ask: sent at 344 ms, 7.02 ms, status 200

                 0 s  7.02 ms |--------------------------------| handler, goroutine 5
             3.85 µs  7.01 ms |------------------------------- |   call of another server: 200
             3.85 µs  7.01 ms |------------------------------- |     handler, goroutine 22
             5.35 µs  5.00 ms |######################          |       sleeps, line 32
             5.01 ms  2.00 ms |                      ######### |       statement, line 34
             1.18 µs  30.0 ms |~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~|   beside it: goroutine 115, line 39
             4.02 µs  30.0 ms |~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~|     sleeps, line 39

            Together:
             5.00 ms  71.3 %  other waiting
             2.00 ms  28.5 %  database
        "#]],
    );
}
