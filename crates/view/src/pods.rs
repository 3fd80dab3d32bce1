//! Pods over time, a lane for each, and the same in words.

use tidepool_sim::Simulation;
use tidepool_world::pods::{Phase, Pod};

use crate::{BigNumber, Lang, format_count, format_duration_ns};

/// Most lanes in a picture; the oldest pods go first.
const LANES_MAX: usize = 16;

/// What a pod is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PodState {
    /// It is not ready: it is being started, or its probe fails, or it waits to be restarted.
    Unready,
    /// It is ready.
    Ready,
    /// It is being deleted, and its preStop hook runs.
    PreStop,
    /// It has been sent SIGTERM, and its process still runs.
    Draining,
}

/// A time in which a pod does one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodSpan {
    /// What it does.
    pub state: PodState,
    /// The same in words.
    pub label: &'static str,
    /// From when, in ns.
    pub from_ns: u64,
    /// Until when, in ns; the present if it goes on.
    pub until_ns: u64,
}

/// A moment in the life of a pod.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PodMark {
    /// SIGTERM was sent.
    Sigterm,
    /// SIGKILL was sent.
    Sigkill,
    /// A process of it ended by itself, or was killed from without, and was started again.
    Restart,
}

/// A pod in a picture of lanes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodLane {
    /// `pod 3`.
    pub name: String,
    /// What it did, one after the other.
    pub spans: Vec<PodSpan>,
    /// When new connections came to it, in ns.
    pub listed: Vec<(u64, u64)>,
    /// Moments, in ns.
    pub marks: Vec<(u64, PodMark)>,
    /// How its process ended, if the pod is gone: `exit 137`.
    pub end: Option<String>,
    /// All of that in words.
    pub words: String,
}

/// The latest pods as lanes, oldest first; none if the processes are no pods.
pub fn pod_lanes(simulation: &Simulation, lang: Lang) -> Vec<PodLane> {
    let pods = simulation.world().pods().map_or(&[][..], |pods| pods.pods());
    let now = simulation.now().as_nanos();
    let shown = &pods[pods.len().saturating_sub(LANES_MAX)..];
    shown.iter().map(|pod| lane(pod, now, lang)).collect()
}

fn lane(pod: &Pod, now: u64, lang: Lang) -> PodLane {
    let line = &pod.timeline;
    let mut marks: Vec<(u64, PodMark)> = Vec::new();
    marks.extend(line.terminated.map(|at| (at, PodMark::Sigterm)));
    marks.extend(line.killed.map(|at| (at, PodMark::Sigkill)));
    let ended = pod.containers.iter().filter_map(|container| container.ended).map(|(at, _)| at);
    marks.extend(ended.filter(|at| line.gone != Some(*at)).map(|at| (at, PodMark::Restart)));
    marks.sort_by_key(|(at, _)| *at);
    PodLane {
        name: format!("pod {}", pod.number),
        spans: spans(pod, now, lang),
        listed: intervals(&line.listed, now),
        marks,
        end: exit(pod, lang),
        words: words(pod, lang),
    }
}

fn spans(pod: &Pod, now: u64, lang: Lang) -> Vec<PodSpan> {
    let line = &pod.timeline;
    let mut turns = vec![(line.created, PodState::Unready)];
    turns.extend(
        line.readiness
            .iter()
            .map(|&(at, ready)| (at, if ready { PodState::Ready } else { PodState::Unready })),
    );
    // Of readiness nothing counts any more once the pod is being deleted.
    turns.extend(line.deleted.map(|at| (at, PodState::PreStop)));
    turns.extend(line.terminated.map(|at| (at, PodState::Draining)));
    let end = line.gone.unwrap_or(now);
    let ends = turns.iter().skip(1).map(|(at, _)| *at).chain([end]);
    let spans = turns.iter().zip(ends).filter(|((from, _), until)| from < until);
    spans
        .map(|(&(from_ns, state), until_ns)| PodSpan { state, label: label(state, lang), from_ns, until_ns })
        .collect()
}

fn label(state: PodState, lang: Lang) -> &'static str {
    match state {
        PodState::Unready => lang.pick("not ready", "未就绪"),
        PodState::Ready => lang.pick("ready", "就绪"),
        PodState::PreStop => "preStop",
        PodState::Draining => lang.pick("draining", "排空"),
    }
}

/// From changes to the intervals in which something held.
fn intervals(changes: &[(u64, bool)], now: u64) -> Vec<(u64, u64)> {
    let mut found = Vec::new();
    for (index, &(from, on)) in changes.iter().enumerate() {
        if on {
            found.push((from, changes.get(index + 1).map_or(now, |(until, _)| *until)));
        }
    }
    found
}

fn exit(pod: &Pod, lang: Lang) -> Option<String> {
    let code = pod.exit().filter(|_| pod.phase == Phase::Gone)?;
    Some(lang.pick(format!("exit {code}"), format!("退出码 {code}")))
}

/// What a pod has been through, in the order in which it came.
fn words(pod: &Pod, lang: Lang) -> String {
    let line = &pod.timeline;
    let mut events: Vec<(u64, String)> = Vec::new();
    let mut say = |at: Option<u64>, en: &str, zh: &str| {
        events.extend(at.map(|at| (at, lang.pick(en.to_owned(), zh.to_owned()))));
    };
    say(Some(line.created), "created", "创建");
    for &(at, ready) in &line.readiness {
        say(Some(at), if ready { "ready" } else { "not ready" }, if ready { "就绪" } else { "未就绪" });
    }
    for &(at, listed) in &line.listed {
        let (en, zh) = match listed {
            true => ("new connections come", "开始有新连接"),
            false => ("no new connections", "不再有新连接"),
        };
        say(Some(at), en, zh);
    }
    say(line.deleted, "deleted", "被删除");
    say(line.terminated, "SIGTERM", "SIGTERM");
    say(line.killed, "SIGKILL", "SIGKILL");
    for (at, code) in pod.containers.iter().filter_map(|container| container.ended) {
        say(Some(at), &format!("exit code {code}"), &format!("退出码 {code}"));
    }
    events.sort_by_key(|(at, _)| *at);
    let each = events.into_iter().map(|(at, what)| format!("{} {what}", format_duration_ns(at)));
    each.collect::<Vec<_>>().join(lang.pick("; ", "；"))
}

/// Whether there are too many pods to look into each; a Deployment of one is looked at as a service that is replaced.
pub(crate) fn is_crowd(simulation: &Simulation) -> bool {
    simulation.world().pods().is_some_and(|pods| pods.config().replicas > 1)
}

/// How the pods are, as a sentence; none if they are no crowd.
pub(crate) fn pods_caption(simulation: &Simulation, now_ns: u64, lang: Lang) -> Option<String> {
    let pods = simulation.world().pods().filter(|_| is_crowd(simulation))?;
    let count = |of: fn(&Pod) -> bool| pods.pods().iter().filter(|pod| of(pod)).count();
    let ready = count(|pod| pod.ready);
    let leaving = count(|pod| matches!(pod.phase, Phase::PreStop | Phase::Stopping));
    let gone = count(|pod| pod.phase == Phase::Gone);
    let (at, wanted) = (format_duration_ns(now_ns), pods.config().replicas);
    let requests = simulation.metrics().requests();
    let (refused, reset) = (requests.failed_refused, requests.failed_reset);
    let failed = format_count(requests.failed());
    let lost = lang.pick(
        format!(" Requests lost so far: {failed} (refused {refused}, reset {reset})."),
        format!("到现在丢了 {failed} 个请求（被拒绝 {refused}，被重置 {reset}）。"),
    );
    let now = lang.pick(
        format!("At {at} {ready} of {wanted} pods are ready (leaving: {leaving}, gone: {gone})."),
        format!("{at}：{wanted} 个 pod 中 {ready} 个就绪（正在离开 {leaving}，已走 {gone}）。"),
    );
    Some(now + &lost)
}

/// The numbers of the default view of a crowd of pods: how many are ready, and who is lost.
pub(crate) fn pod_numbers(simulation: &Simulation, lang: Lang) -> Option<Vec<BigNumber>> {
    let pods = simulation.world().pods().filter(|_| is_crowd(simulation))?;
    let ready = pods.pods().iter().filter(|pod| pod.ready).count() as u64;
    let wanted = u64::from(pods.config().replicas);
    let requests = simulation.metrics().requests();
    let lost = |key, label, count: u64| BigNumber {
        key,
        label,
        value: format_count(count),
        unit: "",
        alarm: count > 0,
    };
    let rest = requests.failed() - requests.failed_refused - requests.failed_reset;
    Some(vec![
        BigNumber {
            key: "ready",
            label: lang.pick("pods ready", "就绪的 pod"),
            value: format!("{ready} / {wanted}"),
            unit: "",
            alarm: ready < wanted,
        },
        lost("refused", lang.pick("refused", "被拒绝"), requests.failed_refused),
        lost("reset", lang.pick("reset", "被重置"), requests.failed_reset),
        lost("other", lang.pick("failed otherwise", "其他失败"), rest),
        BigNumber {
            key: "answered",
            label: lang.pick("answered", "已回答"),
            value: format_count(requests.completed),
            unit: "",
            alarm: false,
        },
    ])
}
