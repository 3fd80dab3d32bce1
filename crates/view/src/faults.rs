//! What goes wrong in a run and when, in the reader's words.

use std::fmt::Write as _;

use tidepool_scenario::{self as scenario, FaultSettings, Scenario};
use tidepool_sim::Simulation;
use tidepool_world::mysql::FaultKind;

use crate::{Lang, format_duration_ns};

/// A fault of the run, to be marked where time is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultMark {
    /// What goes wrong, in two or three words.
    pub label: String,
    /// When it begins, in nanoseconds.
    pub from_ns: u64,
    /// When it is over; the same for what takes no time.
    pub until_ns: u64,
}

impl FaultMark {
    /// Whether it lasts at `ns`, or begins or ends no further from it than `near`: what takes no time is found, too.
    pub fn is_near(&self, ns: u64, near: u64) -> bool {
        self.from_ns.saturating_sub(near) <= ns && ns <= self.until_ns.saturating_add(near)
    }

    /// With its time: `slow queries, 60 s to 75 s`.
    pub fn words(&self, lang: Lang) -> String {
        let (label, from) = (&self.label, format_duration_ns(self.from_ns));
        if self.until_ns <= self.from_ns {
            return lang.pick(format!("{label}, {from}"), format!("{label}，{from}"));
        }
        let until = format_duration_ns(self.until_ns);
        lang.pick(format!("{label}, {from} to {until}"), format!("{label}，{from} 到 {until}"))
    }
}

/// The faults that begin before the end of the run, in order of time; one that befalls several servers alike is one.
pub fn faults(simulation: &Simulation, lang: Lang) -> Vec<FaultMark> {
    let mut marks: Vec<FaultMark> = Vec::new();
    let end = simulation.run().settings.duration.as_nanos();
    let of_servers = simulation.faults().into_iter().map(|(_, fault)| FaultMark {
        label: name(fault.kind, lang).into(),
        from_ns: fault.at,
        until_ns: fault.until,
    });
    let run = simulation.run();
    let others = run.settings.faults.values().filter_map(|fault| elsewhere(fault, &run.scenario, lang));
    for mark in of_servers.chain(others).filter(|mark| mark.from_ns < end) {
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks.sort_by_key(|mark| mark.from_ns);
    marks
}

/// All of them in one line, empty if nothing goes wrong.
pub fn faults_in_words(marks: &[FaultMark], lang: Lang) -> String {
    let mut text = String::new();
    for mark in marks {
        let gap = if text.is_empty() { "" } else { lang.pick("; ", "；") };
        let _ = write!(text, "{gap}{}", mark.words(lang));
    }
    text
}

/// The mark of a fault that is none of a database server, if it happens.
fn elsewhere(fault: &FaultSettings, scenario: &Scenario, lang: Lang) -> Option<FaultMark> {
    // The servers tell of theirs themselves.
    let of_servers = matches!(
        fault.kind,
        scenario::FaultKind::Restart
            | scenario::FaultKind::Drop
            | scenario::FaultKind::Forget
            | scenario::FaultKind::Stall
            | scenario::FaultKind::SlowDial
            | scenario::FaultKind::SlowQuery
    );
    if of_servers {
        return None;
    }
    let label = fault_kind(fault.kind, lang);
    let deployed = fault.deploys.as_ref().and_then(|id| scenario.variant(id).ok());
    let label = match deployed.map(|variant| variant.title.get(lang.code())) {
        Some(release) => lang.pick(format!("{label}: {release}"), format!("{label}：{release}")),
        None => label.to_owned(),
    };
    let from_ns = fault.at.as_nanos();
    let until_ns = from_ns.saturating_add(fault.length.unwrap_or_default().as_nanos());
    fault.happens().then_some(FaultMark { label, from_ns, until_ns })
}

fn name(kind: FaultKind, lang: Lang) -> &'static str {
    let kind = match kind {
        FaultKind::Restart => scenario::FaultKind::Restart,
        FaultKind::Drop(_) => scenario::FaultKind::Drop,
        FaultKind::Forget(_) => scenario::FaultKind::Forget,
        FaultKind::Stall => scenario::FaultKind::Stall,
        FaultKind::SlowDial(_) => scenario::FaultKind::SlowDial,
        FaultKind::SlowQuery(_) | FaultKind::SlowerQuery(_) => scenario::FaultKind::SlowQuery,
    };
    fault_kind(kind, lang)
}

/// What goes wrong, in two or three words.
pub fn fault_kind(kind: scenario::FaultKind, lang: Lang) -> &'static str {
    use scenario::FaultKind as Kind;
    match kind {
        Kind::Restart => lang.pick("server restarts", "服务器重启"),
        Kind::Drop => lang.pick("connections reset", "连接被重置"),
        Kind::Forget => lang.pick("firewall forgets", "防火墙忘了连接"),
        Kind::Stall => lang.pick("network stalls", "网络停滞"),
        Kind::SlowDial => lang.pick("slow to connect", "建连变慢"),
        Kind::SlowQuery => lang.pick("slow queries", "查询变慢"),
        Kind::Burst => lang.pick("more requests", "请求变多"),
        Kind::SlowService => lang.pick("slow service", "依赖变慢"),
        Kind::ServiceDown => lang.pick("service down", "依赖停机"),
        Kind::Rollout => lang.pick("rollout", "发布"),
        Kind::Kill => lang.pick("pod killed", "pod 被杀"),
        Kind::RedisDown => lang.pick("Redis is down", "Redis 宕机"),
        Kind::SlowRedis => lang.pick("slow Redis", "Redis 变慢"),
        Kind::PrimaryDown => lang.pick("primary down", "主库宕机"),
        Kind::DataLost => lang.pick("data lost", "数据丢失"),
        Kind::Gc => lang.pick("GOGC changed", "GOGC 改变"),
        Kind::ZoneDown => lang.pick("zone without power", "可用区断电"),
        Kind::ZoneCut => lang.pick("zone cut off", "可用区断网"),
        Kind::SlowZone => lang.pick("slow zone", "可用区变慢"),
        Kind::LossyZone => lang.pick("zone loses packets", "可用区丢包"),
        Kind::RegistryDown => lang.pick("registry is down", "注册中心宕机"),
    }
}
