//! A thousand random clusters with random faults: whatever happens, the books add up, and the dead do nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::rc::Rc;

use rayon::prelude::*;
use tidepool_des::{Rng, Seed};
use tidepool_scenario::{Run, Scenario, Selection, link};
use tidepool_sim::trace::{Keep, What};
use tidepool_sim::{Budget, End, Options, Progress, Report, Simulation, Time};
use tidepool_world::zones::FaultKind;
use tidepool_world::{BalancerRecord, PodRecord, Record, RequestRecord};

const CASES: u64 = 1_000;

/// Length of each run in milliseconds.
const LENGTH: u64 = 3_000;

const POLICIES: [&str; 4] = ["round-robin", "random", "least-connections", "two-choices"];

fn chance(rng: &mut Rng, percent: u64) -> bool {
    rng.below(100) < percent
}

fn ms(rng: &mut Rng, low: u64, high: u64) -> String {
    format!("{}ms", rng.between(low, high))
}

/// The scenario of a case.
fn document(case: u64) -> String {
    let rng = &mut Seed(case).stream("cluster", 0);
    let zones = rng.between(1, 3);
    let replicated = chance(rng, 50);
    let listing = if replicated { "ch5/guarded.go" } else { "ch5/instance.go" };
    let names: Vec<String> = (0..zones).map(|zone| format!("\"z{zone}\"")).collect();
    let mut text = format!(
        "title = {{ en = \"x\", zh = \"x\" }}\nlisting = \"{listing}\"\nduration = \"{LENGTH}ms\"\nseed = {case}\n\n\
         [load]\nkind = \"open\"\nrate = {}.0\n",
        rng.between(20, 150)
    );
    let _ = match replicated {
        true => writeln!(
            text,
            "mix = [{{ path = \"/order\", weight = {} }}, {{ path = \"/order\", weight = 1, method = \"POST\" }}]",
            rng.between(1, 5)
        ),
        false => writeln!(text, "path = \"/order\""),
    };
    if chance(rng, 70) {
        let _ = writeln!(text, "timeout = \"{}\"", ms(rng, 50, 1_500));
    }
    if chance(rng, 30) {
        let _ = writeln!(text, "retries = {}\nretry_wait = \"{}\"", rng.between(1, 3), ms(rng, 0, 300));
    }
    let _ = writeln!(
        text,
        "\n[database]\nlatency = \"exp({})\"\nrows = 1\n\n[pods]\nreplicas = {}\nstart_time = \"{}\"\n\
         readiness = {{ path = \"/healthz\", period = \"{}\" }}\nendpoint_delay = \"uniform(0s,{})\"\ngrace = \"3s\"",
        ms(rng, 1, 20),
        rng.between(1, 6),
        ms(rng, 0, 300),
        ms(rng, 100, 1_000),
        ms(rng, 1, 500),
    );
    let _ = writeln!(
        text,
        "\n[balancer]\npolicy = \"{}\"\ntries = {}\nconnect_timeout = \"{}\"\ntimeout = \"{}\"\n\
         check_period = \"{}\"\ncheck_timeout = \"{}\"\neject_errors = {}\neject_time = \"{}\"\npanic = {}",
        POLICIES[rng.index(4)],
        rng.below(3),
        ms(rng, 1, 1_000),
        if chance(rng, 50) { ms(rng, 10, 1_000) } else { "0s".to_owned() },
        if chance(rng, 50) { ms(rng, 50, 500) } else { "0s".to_owned() },
        ms(rng, 20, 500),
        rng.below(6),
        ms(rng, 100, 2_000),
        rng.below(101),
    );
    let _ = writeln!(
        text,
        "\n[network]\nzones = [{}]\nbetween = \"exp({})\"\nedge = \"exp({})\"\nloss = {}\n\n\
         [registry]\nttl = \"{}\"\nheartbeat = \"{}\"",
        names.join(", "),
        ms(rng, 0, 3),
        ms(rng, 0, 3),
        if chance(rng, 30) { 0.02 } else { 0.0 },
        ms(rng, 200, 2_000),
        ms(rng, 50, 700),
    );
    if replicated {
        let _ = writeln!(
            text,
            "\n[replication]\nreplicas = {}\nmode = \"{}\"\nsemi_sync_timeout = \"{}\"\napply = \"exp({})\"\n\
             check = \"{}\"\nfailures = {}\npromote = \"{}\"\nfence = {}\nbackup = \"{}\"\nrestore = \"{}\"",
            rng.between(1, 3),
            if chance(rng, 50) { "async" } else { "semi-sync" },
            ms(rng, 50, 1_000),
            ms(rng, 0, 5),
            ms(rng, 50, 300),
            rng.between(1, 3),
            ms(rng, 50, 500),
            chance(rng, 50),
            if chance(rng, 50) { ms(rng, 200, 1_000) } else { "0s".to_owned() },
            ms(rng, 50, 500),
        );
    }
    for number in 0..rng.below(5) {
        let _ = write!(text, "\n[[fault]]\nid = \"f{number}\"\nat = \"{}\"\n", ms(rng, 0, LENGTH));
        let zone = format!("zone = \"z{}\"", rng.below(zones));
        let length = format!("for = \"{}\"", ms(rng, 1, 2_000));
        let _ = match rng.below(if replicated { 10 } else { 7 }) {
            0 => writeln!(text, "kind = \"zone-down\"\n{zone}\n{length}"),
            1 => writeln!(text, "kind = \"zone-cut\"\n{zone}\n{length}"),
            2 => writeln!(text, "kind = \"slow-zone\"\n{zone}\n{length}\ntime = \"{}\"", ms(rng, 1, 800)),
            3 => writeln!(text, "kind = \"lossy-zone\"\n{zone}\n{length}\nshare = 0.{}", rng.below(10)),
            4 => writeln!(text, "kind = \"registry-down\"\n{length}"),
            5 => writeln!(text, "kind = \"kill\"\ncount = {}", rng.between(1, 3)),
            6 => writeln!(text, "kind = \"rollout\""),
            7 => writeln!(text, "kind = \"primary-down\""),
            8 => writeln!(text, "kind = \"primary-down\"\n{length}"),
            _ => writeln!(text, "kind = \"data-lost\""),
        };
    }
    text
}

fn resolve(case: u64) -> Run {
    let library = tidepool_content::library();
    let scenario = Scenario::parse("cluster", &document(case)).unwrap_or_else(|e| panic!("case {case}: {e}"));
    scenario.resolve(&Selection::default(), &library).unwrap_or_else(|e| panic!("case {case}: {e}"))
}

fn simulate(run: &Run) -> Simulation {
    let options = Options { keep: Keep::Last(usize::MAX), ..Options::default() };
    let mut simulation = Simulation::new(Rc::new(run.clone()), options).expect("it compiles");
    while !matches!(simulation.advance(Time::NEVER, Budget(u64::MAX)), Progress::Ended(_)) {}
    simulation
}

/// What is wrong with a run, if anything is.
fn faults_of(simulation: &Simulation) -> Vec<String> {
    let mut found = Vec::new();
    let metrics = Report::of(simulation).metrics;
    for (name, value) in &metrics {
        if !value.is_finite() || *value < 0.0 {
            found.push(format!("{name} is {value}"));
        }
    }
    let of = |name: &str| metrics[name];
    let ended = of("requests_completed") + of("requests_failed") + of("requests_unfinished");
    if of("requests_arrived") != ended {
        found.push(format!("{} requests arrived, {ended} are accounted for", of("requests_arrived")));
    }
    if let Some(accepted) = metrics.get("writes_accepted") {
        let kept = of("writes_durable") + of("writes_lost");
        if *accepted != kept {
            found.push(format!("{accepted} writes accepted, {kept} are durable or lost"));
        }
    }
    if simulation.end() != Some(&End::Time) {
        found.push(format!("it ended with {:?}", simulation.end()));
    }
    let members = simulation.world().balancer().map_or(&[][..], |balancer| balancer.members());
    let outstanding: u32 = members.iter().map(|member| member.outstanding).sum();
    if f64::from(outstanding) > of("requests_unfinished") {
        found.push(format!("{outstanding} are outstanding, more than are unfinished"));
    }
    found.extend(the_dead(simulation));
    found
}

/// What was done by processes that had ended, in zones without power, and by instances that were not listed.
fn the_dead(simulation: &Simulation) -> Vec<String> {
    let (mut found, mut ended, mut dark) = (Vec::new(), BTreeMap::new(), BTreeMap::<u8, u32>::new());
    let mut listed = BTreeMap::new();
    let zones = simulation.world().zones().map_or(1, |zones| zones.config().names.len() as u32);
    let pods = simulation.world().pods().expect("there are pods");
    for entry in simulation.trace().kept() {
        let What::World(record) = &entry.what else { continue };
        match record {
            Record::Pod { event: PodRecord::Exited { process, .. }, .. } => {
                ended.insert(*process, entry.at_ns);
            }
            Record::Zone { zone, kind: FaultKind::Down, begins, .. } => {
                let count = dark.entry(*zone).or_default();
                *count = if *begins { *count + 1 } else { *count - 1 };
            }
            Record::Balancer(BalancerRecord::Listed { instance, listed: now }) => {
                listed.insert(*instance, *now);
            }
            Record::Balancer(BalancerRecord::Sent { instance, .. })
                if listed.get(instance) != Some(&true) =>
            {
                found.push(format!("pod {instance} got a request unlisted: {}", entry.line()));
            }
            Record::Request { event: RequestRecord::Started { by }, .. } => {
                let pod = pods.pod_of(by.process).map_or(0, |pod| pod.number - 1);
                if ended.get(&by.process).is_some_and(|at| *at < entry.at_ns) {
                    found.push(format!("an ended process works: {}", entry.line()));
                }
                if dark.get(&((pod % zones) as u8)).is_some_and(|count| *count > 0) {
                    found.push(format!("a process works without power: {}", entry.line()));
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn a_thousand_clusters_keep_their_books() {
    let wrong: Vec<String> = (0..CASES)
        .into_par_iter()
        .filter_map(|case| {
            let run = resolve(case);
            let simulation = simulate(&run);
            let mut found = faults_of(&simulation);
            if simulate(&run).trace().hash() != simulation.trace().hash() {
                found.push("the same run had another hash".to_owned());
            }
            found.truncate(3);
            let replay = || format!("tidepool run --seed {case} '{}'", link::encode(&run, None, None));
            (!found.is_empty()).then(|| format!("case {case}: {}\n  {}", found.join("; "), replay()))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {CASES} clusters are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
