//! What becomes of pods, step by step, with processes that do what a test says.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use tidepool_des::{Duration, Queue, Seed};

use super::{Deployment, Hook, PodEvent, Readiness};
use crate::effect::{Effect, Effects, WorldEvent};
use crate::record::{PodRecord, Record};
use crate::{Time, World};

const MS: Time = 1_000_000;
const SECOND: Time = 1_000 * MS;

fn span(text: &str) -> Duration {
    text.parse().unwrap_or_else(|e| panic!("{e}"))
}

/// Three pods that take 1 s to start, without a probe.
fn deployment() -> Deployment {
    Deployment {
        replicas: 3,
        surge: 1,
        unavailable: 0,
        start_time: "1s".parse().unwrap_or_else(|e| panic!("{e}")),
        readiness: None,
        pre_stop: Hook::Sleep(span("0s")),
        port: None,
        grace: span("30s"),
        endpoint_delay: "300ms".parse().unwrap_or_else(|e| panic!("{e}")),
    }
}

/// What processes do.
#[derive(Clone, Copy)]
struct Habits {
    /// They end so long after SIGTERM, with exit code 0; `None` is never.
    ends_after: Option<Time>,
    /// They crash so long after they have started.
    crashes_after: Option<Time>,
}

const OBEDIENT: Habits = Habits { ends_after: Some(200 * MS), crashes_after: None };

enum Event {
    World(WorldEvent),
    Ends { process: u32, code: i32 },
}

/// Lets pods live for `until` and gives what happened, a line for each record. Events of the world come in between.
fn life(deployment: Deployment, habits: Habits, events: &[(Time, WorldEvent)], until: Time) -> String {
    let mut world = World::new(Seed(1), crate::mysql::Config::default());
    let mut queue: Queue<Event> = Queue::new();
    let mut effects = Effects::new();
    let mut log = String::new();
    for (at, event) in events {
        queue.schedule(tidepool_des::Time::from_nanos(*at), Event::World(event.clone()));
    }
    world.deploy(0, deployment, &mut effects);
    let mut now = 0;
    loop {
        for effect in effects.drain() {
            match effect {
                Effect::At(at, event) => {
                    queue.schedule(tidepool_des::Time::from_nanos(at), Event::World(event));
                }
                Effect::Record(Record::Pod { pod, event }) => note(&mut log, now, pod, &event),
                Effect::Start { process } => ends(&mut queue, now, process, habits.crashes_after, 2),
                Effect::Signal { process, signal: "SIGTERM" } => {
                    ends(&mut queue, now, process, habits.ends_after, 0);
                }
                Effect::Signal { process, .. } => ends(&mut queue, now, process, Some(0), 137),
                Effect::Complete(..) | Effect::Record(_) | Effect::Gogc(_) | Effect::Note(..) => {}
            }
        }
        let Some((at, event)) = queue.pop().filter(|(at, _)| at.as_nanos() <= until) else { return log };
        now = at.as_nanos();
        match event {
            Event::World(event) => world.handle(now, event, &mut effects),
            Event::Ends { process, code } => world.process_exits(now, process, code, &mut effects),
        }
    }
}

fn ends(queue: &mut Queue<Event>, now: Time, process: u32, after: Option<Time>, code: i32) {
    if let Some(after) = after {
        queue.schedule(tidepool_des::Time::from_nanos(now + after), Event::Ends { process, code });
    }
}

fn note(log: &mut String, now: Time, pod: u32, event: &PodRecord) {
    let what = match event {
        PodRecord::Created { version } => format!("created, version {version}"),
        PodRecord::Started { process } => format!("process {process} starts"),
        PodRecord::Ready(ready) => (if *ready { "ready" } else { "unready" }).into(),
        PodRecord::Listed(listed) => (if *listed { "an endpoint" } else { "no endpoint" }).into(),
        PodRecord::Deleted => "deleted".into(),
        PodRecord::Signalled { kill } => (if *kill { "SIGKILL" } else { "SIGTERM" }).into(),
        PodRecord::Exited { process, code } => format!("process {process} exits with {code}"),
    };
    let _ = writeln!(log, "{:.1} pod {pod} {what}", now as f64 / 1e9);
}

/// The lines of one pod.
fn only(log: &str, pod: u32) -> String {
    let wanted = format!(" pod {pod} ");
    log.lines().filter(|line| line.contains(&wanted)).fold(String::new(), |text, line| text + line + "\n")
}

fn check(log: &str, want: Expect) {
    want.assert_eq(log);
}

const ROLLOUT: &[(Time, WorldEvent)] = &[(10 * SECOND, WorldEvent::RollOut { listing: None })];

#[test]
fn a_rollout_brings_one_up_before_it_takes_one_down() {
    let log = life(Deployment { replicas: 2, ..deployment() }, OBEDIENT, ROLLOUT, 60 * SECOND);
    check(
        &log,
        expect![[r#"
            0.0 pod 1 created, version 0
            0.0 pod 2 created, version 0
            0.0 pod 1 process 0 starts
            0.0 pod 1 ready
            0.0 pod 2 process 1 starts
            0.0 pod 2 ready
            0.0 pod 1 an endpoint
            0.0 pod 2 an endpoint
            10.0 pod 3 created, version 1
            11.0 pod 3 process 2 starts
            11.0 pod 3 ready
            11.0 pod 2 deleted
            11.0 pod 4 created, version 1
            11.0 pod 2 SIGTERM
            11.2 pod 2 process 1 exits with 0
            11.3 pod 3 an endpoint
            11.3 pod 2 no endpoint
            12.0 pod 4 process 3 starts
            12.0 pod 4 ready
            12.0 pod 1 deleted
            12.0 pod 1 SIGTERM
            12.2 pod 1 process 0 exits with 0
            12.3 pod 4 an endpoint
            12.3 pod 1 no endpoint
        "#]],
    );
}

#[test]
fn without_surge_a_rollout_goes_below_the_number() {
    let deployment = Deployment { replicas: 2, surge: 0, unavailable: 1, ..deployment() };
    let log = life(deployment, OBEDIENT, ROLLOUT, 60 * SECOND);
    check(
        &log,
        expect![[r#"
            0.0 pod 1 created, version 0
            0.0 pod 2 created, version 0
            0.0 pod 1 process 0 starts
            0.0 pod 1 ready
            0.0 pod 2 process 1 starts
            0.0 pod 2 ready
            0.0 pod 1 an endpoint
            0.0 pod 2 an endpoint
            10.0 pod 2 deleted
            10.0 pod 3 created, version 1
            10.0 pod 2 SIGTERM
            10.2 pod 2 process 1 exits with 0
            10.3 pod 2 no endpoint
            11.0 pod 3 process 2 starts
            11.0 pod 3 ready
            11.0 pod 1 deleted
            11.0 pod 4 created, version 1
            11.0 pod 1 SIGTERM
            11.2 pod 1 process 0 exits with 0
            11.3 pod 3 an endpoint
            11.3 pod 1 no endpoint
            12.0 pod 4 process 3 starts
            12.0 pod 4 ready
            12.3 pod 4 an endpoint
        "#]],
    );
}

#[test]
fn the_hook_comes_out_of_the_grace_period() {
    let deployment = Deployment { pre_stop: Hook::Sleep(span("5s")), ..deployment() };
    let deaf = Habits { ends_after: None, ..OBEDIENT };
    let log = life(deployment, deaf, ROLLOUT, 60 * SECOND);
    check(
        &only(&log, 3),
        expect![[r#"
            0.0 pod 3 created, version 0
            0.0 pod 3 process 2 starts
            0.0 pod 3 ready
            0.0 pod 3 an endpoint
            11.0 pod 3 deleted
            11.3 pod 3 no endpoint
            16.0 pod 3 SIGTERM
            41.0 pod 3 SIGKILL
            41.0 pod 3 process 2 exits with 137
        "#]],
    );
}

#[test]
fn a_hook_longer_than_the_grace_period_leaves_two_seconds() {
    let deployment = Deployment { pre_stop: Hook::Sleep(span("40s")), ..deployment() };
    let deaf = Habits { ends_after: None, ..OBEDIENT };
    let log = life(deployment, deaf, ROLLOUT, 60 * SECOND);
    check(
        &only(&log, 3),
        expect![[r#"
            0.0 pod 3 created, version 0
            0.0 pod 3 process 2 starts
            0.0 pod 3 ready
            0.0 pod 3 an endpoint
            11.0 pod 3 deleted
            11.3 pod 3 no endpoint
            41.0 pod 3 SIGTERM
            43.0 pod 3 SIGKILL
            43.0 pod 3 process 2 exits with 137
        "#]],
    );
}

#[test]
fn a_pod_that_crashes_is_restarted_after_longer_and_longer_pauses() {
    let deployment = Deployment { replicas: 1, ..deployment() };
    let log = life(deployment, Habits { crashes_after: Some(SECOND), ..OBEDIENT }, &[], 100 * SECOND);
    check(
        &log,
        expect![[r#"
            0.0 pod 1 created, version 0
            0.0 pod 1 process 0 starts
            0.0 pod 1 ready
            0.0 pod 1 an endpoint
            1.0 pod 1 process 0 exits with 2
            1.0 pod 1 unready
            1.0 pod 1 process 1 starts
            1.0 pod 1 ready
            1.3 pod 1 no endpoint
            1.3 pod 1 an endpoint
            2.0 pod 1 process 1 exits with 2
            2.0 pod 1 unready
            2.3 pod 1 no endpoint
            12.0 pod 1 process 2 starts
            12.0 pod 1 ready
            12.3 pod 1 an endpoint
            13.0 pod 1 process 2 exits with 2
            13.0 pod 1 unready
            13.3 pod 1 no endpoint
            33.0 pod 1 process 3 starts
            33.0 pod 1 ready
            33.3 pod 1 an endpoint
            34.0 pod 1 process 3 exits with 2
            34.0 pod 1 unready
            34.3 pod 1 no endpoint
            74.0 pod 1 process 4 starts
            74.0 pod 1 ready
            74.3 pod 1 an endpoint
            75.0 pod 1 process 4 exits with 2
            75.0 pod 1 unready
            75.3 pod 1 no endpoint
        "#]],
    );
}

#[test]
fn a_killed_process_comes_back_in_its_pod() {
    let kill = [(10 * SECOND, WorldEvent::KillPods { count: 2 })];
    let log = life(deployment(), OBEDIENT, &kill, 60 * SECOND);
    check(
        &(only(&log, 1) + &only(&log, 3)),
        expect![[r#"
            0.0 pod 1 created, version 0
            0.0 pod 1 process 0 starts
            0.0 pod 1 ready
            0.0 pod 1 an endpoint
            10.0 pod 1 SIGKILL
            10.0 pod 1 process 0 exits with 137
            10.0 pod 1 unready
            10.0 pod 1 process 3 starts
            10.0 pod 1 ready
            10.3 pod 1 no endpoint
            10.3 pod 1 an endpoint
            0.0 pod 3 created, version 0
            0.0 pod 3 process 2 starts
            0.0 pod 3 ready
            0.0 pod 3 an endpoint
        "#]],
    );
}

/// The answers of the process of pod 1 to its probes, one a second from its start.
fn probed(answers: &[bool], failures: u32, successes: u32) -> String {
    let readiness = Readiness {
        path: "/ready".into(),
        // The test's own answers come instead of those of a server.
        period: span("1h"),
        timeout: span("1s"),
        failures,
        successes,
    };
    let deployment = Deployment { replicas: 1, readiness: Some(readiness), ..deployment() };
    let events: Vec<(Time, WorldEvent)> = (1..)
        .zip(answers)
        .map(|(at, &ok)| {
            (at * SECOND, WorldEvent::Pod { pod: 1, event: PodEvent::Probed { process: 0, ok } })
        })
        .collect();
    life(deployment, OBEDIENT, &events, 60 * SECOND)
}

#[test]
fn probes_count_in_a_row() {
    let log = probed(&[false, true, false, true, true, false, false, true, false, false, false], 3, 2);
    check(
        &log,
        expect![[r#"
            0.0 pod 1 created, version 0
            0.0 pod 1 process 0 starts
            5.0 pod 1 ready
            5.0 pod 1 an endpoint
            8.0 pod 1 unready
            8.3 pod 1 no endpoint
        "#]],
    );
}

#[test]
fn later_changes_of_endpoints_win() {
    let mut deployment = deployment();
    deployment.endpoint_delay = "uniform(0s,20s)".parse().unwrap_or_else(|e| panic!("{e}"));
    for seconds in 1..30 {
        let kill = [
            (5 * SECOND, WorldEvent::KillPods { count: 3 }),
            (seconds * SECOND, WorldEvent::RollOut { listing: None }),
        ];
        let log = life(deployment.clone(), OBEDIENT, &kill, 300 * SECOND);
        for pod in 1..=3 {
            let of_pod = only(&log, pod);
            let last = of_pod.lines().rfind(|line| line.contains("endpoint"));
            assert!(last.is_none_or(|line| line.ends_with("no endpoint")), "{of_pod}");
        }
        let last = only(&log, 6);
        assert!(last.contains("an endpoint") && !last.contains("no endpoint"), "{last}");
    }
}
