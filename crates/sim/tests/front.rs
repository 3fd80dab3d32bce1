//! What goes through a balancer, and what instances say to the registry.

mod common;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use common::run_of;
use tidepool_sim::{Budget, Options, Progress, Report, Simulation, Time};

const LISTING: &str = r#"
package main

import (
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

var began = time.Now()

func main() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {
		if since := time.Since(began); since > 2*time.Second && since < 4*time.Second {
			http.Error(w, "not now", http.StatusServiceUnavailable)
		}
	})
	http.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) { time.Sleep(20 * time.Millisecond) })
	http.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { time.Sleep(time.Second) })
	http.HandleFunc("/busy", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "2")
		http.Error(w, "too busy", http.StatusServiceUnavailable)
	})
	go http.ListenAndServe(":9090", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("other_port 1\n"))
	}))
	go http.ListenAndServe(":8080", nil)
	terminated := make(chan os.Signal, 1)
	signal.Notify(terminated, syscall.SIGTERM)
	<-terminated
	time.Sleep(500 * time.Millisecond)
}
"#;

const PODS: &str = "\n[pods]\nreplicas = 1\nreadiness = { path = \"/healthz\", period = \"200ms\", failures = 100, port = 8080 }\n";

/// A run of so many seconds of a scenario with this in it, at its end.
fn run(seconds: u32, rest: &str) -> Simulation {
    let text = format!(
        "title = {{ en = \"a\", zh = \"a\" }}\nlisting = \"a.go\"\nduration = \"{seconds}s\"\n{rest}"
    );
    let run = run_of(&text, LISTING, &[]);
    let mut simulation = Simulation::new(Rc::new(run), Options::default()).expect("it compiles");
    while !matches!(simulation.advance(Time::NEVER, Budget(u64::MAX)), Progress::Ended(_)) {}
    simulation
}

fn metrics(seconds: u32, rest: &str) -> BTreeMap<Cow<'static, str>, f64> {
    Report::of(&run(seconds, rest)).metrics
}

#[test]
fn each_group_gets_what_it_has_asked_for() {
    let groups = "[[group]]\nid = \"a\"\nkind = \"open\"\nrate = 50.0\nstart = \"500ms\"\npath = \"/order\"\nport = 8080\n\
                  [[group]]\nid = \"b\"\nkind = \"open\"\nrate = 50.0\nstart = \"500ms\"\npath = \"/nothing\"\n";
    let metrics = metrics(4, &format!("{groups}port = 8080\n{PODS}\n[balancer]\n"));
    assert!(metrics["a.requests_completed"] > 100.0 && metrics["b.requests_arrived"] > 100.0, "{metrics:#?}");
    assert_eq!((metrics["a.requests_failed"], metrics["b.requests_completed"]), (0.0, 0.0));
    let metrics = self::metrics(4, &format!("{groups}port = 9090\n{PODS}\n[balancer]\n"));
    assert_eq!((metrics["a.requests_failed"], metrics["b.requests_failed"]), (0.0, 0.0));
    assert!(metrics["b.latency_p50_ms"] < 1.0 && metrics["a.latency_p50_ms"] > 19.0, "{metrics:#?}");
}

#[test]
fn a_client_hears_through_a_balancer_when_it_may_come_again() {
    let load = "[load]\nkind = \"open\"\ntrace = [\"0s\"]\nstart = \"500ms\"\npath = \"/busy\"\nport = 8080\nretries = 3\n\
                retry_wait = \"10ms\"\n";
    let tries = [1, 3, 5, 7]
        .map(|seconds| metrics(seconds, &format!("{load}{PODS}\n[balancer]\n"))["requests_arrived"]);
    assert_eq!(tries, [1.0, 2.0, 3.0, 4.0]);
    // Whoever has given up before the answer came has not heard it.
    let impatient = format!(
        "{load}timeout = \"70ms\"\n{PODS}\n[balancer]\n[network]\nzones = [\"a\"]\nedge = \"20ms\"\n"
    );
    assert_eq!(metrics(2, &impatient)["requests_arrived"], 4.0);
}

#[test]
fn a_scrape_is_answered_through_a_balancer() {
    let load = "[load]\nkind = \"open\"\nrate = 50.0\nstart = \"500ms\"\npath = \"/order\"\nport = 8080\n\
                [scrape]\nevery = \"1s\"\nport = 9090\n";
    let simulation = run(3, &format!("{load}{PODS}\n[balancer]\n"));
    assert_eq!(simulation.scraped().map(|heard| heard.body.as_slice()), Some(&b"other_port 1\n"[..]));
}

#[test]
fn a_connection_that_a_client_has_left_is_not_used_again() {
    let group = |id, at, rest| {
        format!(
            "[[group]]\nid = \"{id}\"\nkind = \"open\"\ntrace = [\"0s\"]\nstart = \"{at}\"\npath = \"/order\"\nport = 8080\n\
             mix = [{{ path = \"/order\", weight = 1, method = \"POST\" }}]\n{rest}\n"
        )
        .replace("path = \"/order\"\nport", "port")
    };
    // The first answer comes back 220 ms after the request; its client leaves after 200 ms, which the server knows at 250.
    let groups = group("first", "500ms", "timeout = \"200ms\"") + &group("second", "725ms", "");
    let network = "[network]\nzones = [\"a\"]\nedge = \"50ms\"\n";
    let metrics = metrics(3, &format!("{groups}{PODS}\n[balancer]\n{network}"));
    assert_eq!(
        (metrics["first.requests_failed"], metrics["second.requests_completed"]),
        (1.0, 1.0),
        "{metrics:#?}"
    );
}

#[test]
fn a_server_that_never_hears_that_a_client_has_left_ends_its_work() {
    let load = "[load]\nkind = \"open\"\ntrace = [\"0s\"]\nstart = \"500ms\"\npath = \"/slow\"\nport = 8080\ntimeout = \"200ms\"\n";
    let cut = "[[fault]]\nid = \"cut\"\nkind = \"zone-cut\"\nzone = \"a\"\nat = \"600ms\"\nfor = \"100h\"\n";
    let metrics = metrics(3, &format!("{load}{PODS}\n[balancer]\n[network]\nzones = [\"a\"]\n{cut}"));
    assert_eq!((metrics["requests_failed"], metrics["requests_abandoned"]), (1.0, 1.0));
}

const REGISTRY: &str =
    "\n[balancer]\n[network]\nzones = [\"a\"]\n[registry]\nttl = \"2s\"\nheartbeat = \"500ms\"\n";

const LOAD: &str =
    "[load]\nkind = \"open\"\nrate = 50.0\nstart = \"500ms\"\npath = \"/order\"\nport = 8080\n";

#[test]
fn a_lease_outlives_a_crash_and_a_time_without_readiness() {
    // Its health check fails from 2 s to 4 s, and its process lives.
    let pods = PODS.replace("failures = 100", "failures = 1");
    let metrics = metrics(6, &format!("{LOAD}{pods}{REGISTRY}"));
    assert_eq!((metrics["balancer_unlisted"], metrics["requests_failed"]), (0.0, 0.0));
    // Killed, it is restarted at once and registers within the time of its lease.
    let kill = "[[fault]]\nid = \"k\"\nkind = \"kill\"\nat = \"1s\"\ncount = 1\n";
    let metrics = self::metrics(6, &format!("{LOAD}{pods}{REGISTRY}{kill}"));
    assert_eq!((metrics["balancer_unlisted"], metrics["balancer_nowhere"]), (0.0, 0.0));
    assert!(metrics["requests_completed"] > 200.0, "{metrics:#?}");
}

#[test]
fn no_heartbeat_comes_after_the_news_that_its_sender_leaves() {
    let registry = "\n[balancer]\n[network]\nzones = [\"a\"]\nedge = \"uniform(0ms,400ms)\"\n[registry]\nttl = \"5s\"\n\
                    heartbeat = \"10ms\"\n";
    let rollout = "[[fault]]\nid = \"r\"\nkind = \"rollout\"\nat = \"1s\"\n";
    let metrics = metrics(9, &format!("{LOAD}{PODS}{registry}{rollout}"));
    assert_eq!((metrics["balancer_unlisted"], metrics["pods_deleted"]), (1.0, 1.0), "{metrics:#?}");
    assert!(metrics["balancer_blind_ms"] < 1_000.0, "{}", metrics["balancer_blind_ms"]);
}
