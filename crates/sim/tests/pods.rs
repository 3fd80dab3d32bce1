//! Pods under load: who is lost in a rollout and why, what signals do, and that it can be cut in any way.

use std::fmt::Write as _;
use std::rc::Rc;

use expect_test::{Expect, expect};
use tidepool_des::{Duration, Time};
use tidepool_scenario::{Library, Run, Scenario, Selection};
use tidepool_sim::{Budget, Finished, Options, Progress, Simulation};

fn resolve(scenario: &Scenario, variant: Option<&str>, set: &str, code: Option<&str>) -> Run {
    let pairs = set.split_whitespace().filter_map(|pair| pair.split_once('='));
    let selection = Selection {
        variant: variant.map(str::to_owned),
        set: pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
        code: code.map(str::to_owned),
        ..Selection::default()
    };
    let library = tidepool_content::library();
    scenario.resolve(&selection, &library).unwrap_or_else(|e| panic!("{e}"))
}

fn metric(finished: &Finished, name: &str) -> f64 {
    finished.report.metrics.get(name).copied().unwrap_or_else(|| panic!("there is no metric {name}"))
}

/// A variant of the book's rolling update with these settings: whom it loses, by cause, and how its pods end.
fn losses(variant: &str, set: &str) -> String {
    let library = tidepool_content::library();
    let scenario = library.scenario("rolling-update").expect("it is in the book");
    let finished = tidepool_sim::run(&resolve(&scenario, Some(variant), set, None)).expect("it compiles");
    let m = |name| metric(&finished, name);
    let balance = m("requests_completed") + m("requests_failed") + m("requests_unfinished");
    assert_eq!(m("requests_arrived"), balance, "{variant} {set}");
    assert_eq!(m("pods_newest_ready_end"), 4.0, "{variant} {set}: the rollout has not come to its end");
    let exits: Vec<String> = ["pods_exit_0", "pods_exit_137", "pods_exit_143"]
        .iter()
        .filter(|name| m(name) > 0.0)
        .map(|name| format!("{} with {}", m(name), name.trim_start_matches("pods_exit_")))
        .collect();
    format!(
        "{variant:10} {set:12} refused {:3}, reset {:3} (reports {:2}), status {:2} | {}\n",
        m("requests_failed_refused"),
        m("requests_failed_reset"),
        m("reports.requests_failed_reset"),
        m("requests_failed_status"),
        exits.join(", ")
    )
}

#[test]
fn each_precaution_left_out_loses_its_own_requests() {
    let mut log = String::new();
    for (variant, set) in [
        ("graceful", ""),
        // Without the hook, the pod stops listening before the nodes know; nothing that was begun is lost.
        ("graceful", "pre_stop=0s"),
        // Without the probe, the nodes know before the pod listens.
        ("graceful", "period=0s"),
        // Without a main that waits, what is in flight dies; with the hook nobody new comes meanwhile.
        ("goroutine", ""),
        // Without a limit, what takes longer than the grace period dies with it.
        ("unbounded", ""),
        ("pool-first", ""),
        ("none", ""),
        ("none", "pre_stop=0s"),
    ] {
        log.push_str(&losses(variant, set));
    }
    expect![[r#"
        graceful                refused   0, reset   0 (reports  0), status  0 | 4 with 0
        graceful   pre_stop=0s  refused  96, reset   0 (reports  0), status  0 | 4 with 0
        graceful   period=0s    refused  17, reset   0 (reports  0), status  0 | 4 with 0
        goroutine               refused   0, reset  17 (reports  8), status  0 | 4 with 0
        unbounded               refused   0, reset   8 (reports  8), status  0 | 1 with 0, 3 with 137
        pool-first              refused   0, reset   0 (reports  0), status  8 | 4 with 0
        none                    refused   0, reset  17 (reports  8), status  0 | 4 with 143
        none       pre_stop=0s  refused  96, reset  25 (reports 12), status  0 | 4 with 143
    "#]]
    .assert_eq(&log);
}

/// Two pods of a listing, with little load.
fn small(faults: &str) -> Scenario {
    let probe = if faults.contains("readiness") { "" } else { "readiness = { period = \"1s\" }\n" };
    let text = format!(
        "title = {{ en = \"\", zh = \"\" }}\nlisting = \"ch5/shutdown-none.go\"\nduration = \"20s\"\n\
         [load]\nkind = \"open\"\nrate = 50.0\nkeep_alive = false\nstart = \"1s\"\n\
         [pods]\nreplicas = 2\nstart_time = \"200ms\"\n{probe}{faults}"
    );
    Scenario::parse("small", &text).unwrap_or_else(|e| panic!("{e}"))
}

const ROLLOUT: &str = "[[fault]]\nid = \"deploy\"\nkind = \"rollout\"\nat = \"3s\"\n";

/// A service that does this as soon as it listens.
fn service(imports: &str, then: &str) -> String {
    format!(
        "package main\n\nimport (\n\t\"fmt\"\n\t\"net/http\"\n{imports})\n\nfunc main() {{\n\
         \tdefer fmt.Println(\"deferred\")\n\
         \thttp.HandleFunc(\"/\", func(http.ResponseWriter, *http.Request) {{}})\n\
         \tgo http.ListenAndServe(\":8080\", nil)\n{then}}}\n"
    )
}

/// What the pods print, exit codes, and how many requests fail.
fn told(faults: &str, code: &str) -> String {
    let finished =
        tidepool_sim::run(&resolve(&small(faults), None, "", Some(code))).unwrap_or_else(|e| panic!("{e}"));
    let mut text = String::new();
    for piece in &finished.output {
        let pod = piece.pod.expect("all processes are pods");
        let line = String::from_utf8_lossy(&piece.bytes).into_owned();
        // Of a panic the first line will do.
        let first = line.lines().next().unwrap_or_default();
        if !first.is_empty() && !first.starts_with(['\t', ' ']) {
            let _ = writeln!(text, "{:.1} pod {pod}: {first}", piece.at_ns as f64 / 1e9);
        }
    }
    for pod in finished.simulation.world().pods().expect("there are pods").pods() {
        let exits: Vec<String> = pod
            .containers
            .iter()
            .filter_map(|c| c.ended)
            .map(|(at, code)| format!("{code} at {:.1}", at as f64 / 1e9))
            .collect();
        let exits = if exits.is_empty() { "runs".into() } else { format!("exits {}", exits.join(", ")) };
        let _ = writeln!(text, "pod {}: {exits}", pod.number);
    }
    let _ = writeln!(text, "failed {}", metric(&finished, "requests_failed"));
    text
}

#[test]
fn sigterm_ends_a_process_that_does_not_ask_for_it_without_deferred_calls() {
    expect![[r#"
            pod 1: exits 143 at 5.4
            pod 2: exits 143 at 4.2
            pod 3: runs
            pod 4: runs
            failed 17
        "#]]
    .assert_eq(&told(ROLLOUT, &service("", "\tselect {}\n")));
}

#[test]
fn a_context_ends_with_sigterm_and_main_returns() {
    let imports = "\t\"context\"\n\t\"os/signal\"\n\t\"syscall\"\n";
    let then = "\tctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)\n\
                \tdefer stop()\n\t<-ctx.Done()\n\tfmt.Println(context.Cause(ctx))\n";
    expect![[r#"
            4.2 pod 2: terminated signal received
            4.2 pod 2: deferred
            5.4 pod 1: terminated signal received
            5.4 pod 1: deferred
            pod 1: exits 0 at 5.4
            pod 2: exits 0 at 4.2
            pod 3: runs
            pod 4: runs
            failed 17
        "#]]
    .assert_eq(&told(ROLLOUT, &service(imports, then)));
}

#[test]
fn sigkill_comes_when_the_grace_period_is_over() {
    let imports = "\t\"os\"\n\t\"os/signal\"\n";
    let then = "\tsignals := make(chan os.Signal, 1)\n\tsignal.Notify(signals)\n\
                \tfor s := range signals {\n\t\tfmt.Println(s)\n\t}\n";
    let pods = "pre_stop = \"1s\"\ngrace = \"5s\"\n";
    expect![[r#"
            5.2 pod 2: terminated
            6.4 pod 1: terminated
            pod 1: exits 137 at 10.4
            pod 2: exits 137 at 9.2
            pod 3: runs
            pod 4: runs
            failed 0
        "#]]
    .assert_eq(&told(&format!("{pods}{ROLLOUT}"), &service(imports, then)));
}

#[test]
fn a_pod_that_panics_is_started_again_while_others_serve() {
    let then = "\ttime.Sleep(4 * time.Second)\n\tpanic(\"no more\")\n";
    expect![[r#"
            4.0 pod 2: deferred
            4.0 pod 1: deferred
            4.0 pod 1: panic: no more
            4.0 pod 2: panic: no more
            8.0 pod 1: deferred
            8.0 pod 2: deferred
            8.0 pod 1: panic: no more
            8.0 pod 2: panic: no more
            pod 1: exits 2 at 4.0, 2 at 8.0
            pod 2: exits 2 at 4.0, 2 at 8.0
            failed 624
        "#]]
    .assert_eq(&told("", &service("\t\"time\"\n", then)));
}

#[test]
fn a_hook_that_asks_is_over_with_the_answer_or_the_grace_period() {
    let imports = "\t\"os\"\n\t\"os/signal\"\n\t\"time\"\n";
    let drain = |time: &str| {
        format!(
            "\thttp.HandleFunc(\"/drain\", func(w http.ResponseWriter, r *http.Request) {{\n\
             \t\tfmt.Println(r.Method, r.URL)\n\t\ttime.Sleep({time})\n\t\tw.WriteHeader(500)\n\t}})\n\
             \tsignals := make(chan os.Signal, 1)\n\tsignal.Notify(signals)\n\tfmt.Println(<-signals)\n\
             \ttime.Sleep(time.Minute)\n"
        )
    };
    let mut log = String::new();
    for (hook, time) in [("/drain", "1500 * time.Millisecond"), ("/nothing", "0"), ("/drain", "time.Minute")]
    {
        let pods = format!("pre_stop = \"{hook}\"\ngrace = \"4s\"\n");
        let told = told(&format!("{pods}{ROLLOUT}"), &service(imports, &drain(time)));
        log += &format!(
            "{hook} {time}\n{}",
            told.lines()
                .filter(|line| line.contains("pod 2"))
                .fold(String::new(), |all, line| all + line + "\n")
        );
    }
    expect![[r#"
        /drain 1500 * time.Millisecond
        4.2 pod 2: GET /drain
        5.7 pod 2: terminated
        pod 2: exits 137 at 8.2
        /nothing 0
        4.2 pod 2: terminated
        pod 2: exits 137 at 8.2
        /drain time.Minute
        4.2 pod 2: GET /drain
        8.2 pod 2: terminated
        pod 2: exits 137 at 10.2
    "#]]
    .assert_eq(&log);
}

#[test]
fn a_hook_asks_on_its_port_without_a_probe_too() {
    let imports = "\t\"os\"\n\t\"os/signal\"\n";
    let then = "\tadmin := http.NewServeMux()\n\tadmin.HandleFunc(\"/drain\", func(http.ResponseWriter, *http.Request) {\n\
                \t\tfmt.Println(\"drains\")\n\t})\n\tgo http.ListenAndServe(\":9090\", admin)\n\
                \tsignals := make(chan os.Signal, 1)\n\tsignal.Notify(signals)\n\tfmt.Println(<-signals)\n";
    let pods = "pre_stop = \"/drain\"\nreadiness = { period = \"0s\", port = 9090 }\n";
    let told = told(&format!("{pods}{ROLLOUT}"), &service(imports, then));
    let drained = told.lines().filter(|line| line.ends_with("drains")).count();
    assert_eq!(drained, 2, "both that are replaced:\n{told}");
}

#[test]
fn a_killed_pod_comes_back_empty() {
    let kill = "[[fault]]\nid = \"oom\"\nkind = \"kill\"\nat = \"4s\"\n";
    let then = "\tfmt.Println(\"begins\")\n\tselect {}\n";
    expect![[r#"
            0.0 pod 2: begins
            0.0 pod 1: begins
            4.0 pod 1: begins
            pod 1: exits 137 at 4.0
            pod 2: runs
            failed 0
        "#]]
    .assert_eq(&told(kill, &service("", then)));
}

#[test]
fn a_probe_that_fails_takes_a_pod_out_and_back() {
    let code = service(
        "\t\"time\"\n",
        "\thttp.HandleFunc(\"/ready\", func(w http.ResponseWriter, r *http.Request) {\n\
         \t\tif s := time.Now().Second(); s >= 5 && s < 10 {\n\
         \t\t\tw.WriteHeader(503)\n\t\t}\n\t})\n\tselect {}\n",
    );
    let finished =
        tidepool_sim::run(&resolve(&small(""), None, "", Some(&code))).unwrap_or_else(|e| panic!("{e}"));
    let pods = finished.simulation.world().pods().expect("there are pods");
    let at = |(at, ready): &(u64, bool)| format!("{} {ready}", at / 1_000_000_000);
    let readiness: Vec<String> = pods.pods()[0].timeline.readiness.iter().map(at).collect();
    // Three failures in a row, one success.
    assert_eq!(readiness, ["1 true", "7 false", "10 true"]);
    assert!(metric(&finished, "requests_failed_refused") > 0.0, "both pods were out at the same time");
}

/// The book's update with everything that happens in it, in a shorter time.
fn short(variant: &str) -> Simulation {
    let library = tidepool_content::library();
    let scenario = library.scenario("rolling-update").expect("it is in the book");
    let set = "duration=6s fault.deploy.at=1500ms pre_stop=500ms grace=2s load.rate=100 group.new.rate=50";
    let run = resolve(&scenario, Some(variant), set, None);
    Simulation::new(Rc::new(run), Options::default()).expect("it compiles")
}

#[test]
fn no_slice_and_no_pause_changes_the_trace() {
    for variant in ["none", "unbounded", "graceful"] {
        let mut whole = short(variant);
        while !matches!(whole.advance(Time::NEVER, Budget(1_000_000)), Progress::Ended(_)) {}
        assert!(whole.processes().iter().filter(|process| process.ended.is_some()).count() > 1, "{variant}");
        let mut sliced = short(variant);
        for number in 1.. {
            if let Progress::Ended(_) = sliced.advance(Time::NEVER, Budget(1_003)) {
                break;
            }
            if number % 1000 == 0 {
                sliced = sliced.clone();
            }
        }
        let mut paused = short(variant);
        let mut at = Time::ZERO;
        while !matches!(paused.advance(at, Budget(1_000_000)), Progress::Ended(_)) {
            at += Duration::from_micros(3_700);
        }
        assert_eq!(sliced.trace().hash(), whole.trace().hash(), "{variant}, in slices");
        assert_eq!(paused.trace().hash(), whole.trace().hash(), "{variant}, with pauses");
    }
}

/// What a document is refused for.
fn refused(text: &str, expected: Expect) {
    let head = "title = { en = \"\", zh = \"\" }\nlisting = \"x.go\"\nduration = \"1s\"\n";
    let error = Scenario::parse("t", &format!("{head}{text}"))
        .and_then(|scenario| {
            scenario.resolve(
                &Selection { code: Some(String::new()), ..Selection::default() },
                &Library::default(),
            )
        })
        .expect_err("it is wrong");
    expected.assert_eq(&error.to_string());
}

#[test]
fn what_is_wrong_with_pods_is_named() {
    let load = "[load]\nkind = \"closed\"\n";
    refused("[pods]\n", expect!["pods: pods serve clients: give the scenario a load"]);
    refused(ROLLOUT, expect!["fault.deploy: it befalls pods; give the scenario a table [pods]"]);
    refused(
        &format!("{load}[pods]\nreplicas = 0\n"),
        expect![[r#"pods.replicas: "0" is not a whole number from 1 to 64"#]],
    );
    refused(
        &format!("{load}[pods]\nsurge = 0\n"),
        expect!["pods.surge: surge and unavailable are both 0: a rollout could replace nothing"],
    );
    refused(
        &format!("{load}[pods]\nreadiness = {{ path = \"ready\" }}\n"),
        expect![[r#"pods.readiness.path: "ready" is not a path that begins with /"#]],
    );
}

/// Requests that have failed where pods listen at these addresses, in this order, and serve at 8080.
fn failed(addresses: &[&str], port: u16) -> f64 {
    let mut scenario = small("");
    scenario.load.port = port;
    if let Some(pods) = &mut scenario.pods {
        pods.readiness.port = port;
    }
    let serve = |address: &&str| {
        let handler = if address.ends_with(":8080") { "nil" } else { "http.NotFoundHandler()" };
        format!("\tgo http.ListenAndServe({address:?}, {handler})\n\ttime.Sleep(time.Millisecond)\n")
    };
    let code = format!(
        "package main\n\nimport (\n\t\"net/http\"\n\t\"time\"\n)\n\nfunc main() {{\n\
         \thttp.HandleFunc(\"/\", func(http.ResponseWriter, *http.Request) {{}})\n{}\tselect {{}}\n}}\n",
        addresses.iter().map(serve).collect::<String>()
    );
    let finished =
        tidepool_sim::run(&resolve(&scenario, None, "", Some(&code))).unwrap_or_else(|e| panic!("{e}"));
    assert!(metric(&finished, "requests_arrived") > 500.0);
    metric(&finished, "requests_failed")
}

#[test]
fn the_kubelet_and_clients_dial_the_port_they_are_told_and_no_loopback_address() {
    assert_eq!(failed(&["127.0.0.1:6060", ":8080"], 0), 0.0);
    assert_eq!(failed(&[":6060", ":8080"], 8080), 0.0);
    assert!(failed(&[":6060", ":8080"], 0) > 500.0, "nobody has said which of the two");
}
