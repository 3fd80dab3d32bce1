//! Records of the world as a name and numbered fields: the one form that is hashed and printed.

use tidepool_world::clients::Cause;
use tidepool_world::mysql::replication::ReplicationRecord;
use tidepool_world::mysql::{FaultKind, LockEnd};
use tidepool_world::redis::{self, RedisRecord};
use tidepool_world::sql::CloseReason;
use tidepool_world::zones;
use tidepool_world::{
    BalancerRecord, Caller, HopFailure, PodRecord, PoolRecord, Record, RequestRecord, Served, ServerRecord,
    ServiceRecord, WaitEnd,
};

/// Takes a record's name, then its fields.
pub(crate) trait Fields {
    fn name(&mut self, name: &'static str);
    fn field(&mut self, name: &'static str, value: u64);
}

/// A record that is being described.
struct Described<'a, T>(&'a mut T);

impl<T: Fields> Described<'_, T> {
    fn called(self, name: &'static str) -> Self {
        self.0.name(name);
        self
    }

    fn with(self, name: &'static str, value: u64) -> Self {
        self.0.field(name, value);
        self
    }

    fn by(self, who: Caller) -> Self {
        self.with("process", who.process.into()).with("goroutine", who.goroutine)
    }
}

pub(crate) fn describe(record: &Record, to: &mut impl Fields) {
    match record {
        Record::Pool { pool, event } => describe_pool(*pool, event, to),
        Record::Server { server, event } => describe_server(*server, event, to),
        Record::Replication(event) => describe_replication(event, to),
        Record::Service { service, event } => describe_service(*service, event, to),
        Record::Redis { server, event } => describe_redis(*server, event, to),
        Record::Request { request, event } => describe_request(request.0, event, to),
        Record::Pod { pod, event } => describe_pod(*pod, event, to),
        Record::Balancer(event) => describe_balancer(event, to),
        Record::Zone { fault, zone, kind, begins } => {
            let name = match kind {
                zones::FaultKind::Down => "zone.down",
                zones::FaultKind::Cut(_) => "zone.cut",
                zones::FaultKind::Slow(_) => "zone.slow",
                zones::FaultKind::Loss(_) => "zone.lossy",
            };
            let to = Described(to).called(name).with("fault", *fault as u64);
            to.with("zone", u64::from(*zone)).with("begins", u64::from(*begins))
        }
        Record::Gogc { percent } => {
            Described(to).called("gc.gogc").with("percent", percent.map_or(u64::MAX, u64::from))
        }
    };
}

fn describe_pool<'a, T: Fields>(pool: u64, event: &PoolRecord, to: &'a mut T) -> Described<'a, T> {
    let to = Described(to);
    let start = |name| to.called(name).with("pool", pool);
    match *event {
        PoolRecord::Opened { process, .. } => start("pool.opened").with("process", process.into()),
        PoolRecord::Limits { max_open, max_idle, lifetime, idle_time } => start("pool.limits")
            .with("max_open", max_open)
            .with("max_idle", max_idle)
            .with("lifetime_ns", lifetime)
            .with("idle_time_ns", idle_time),
        PoolRecord::Dialing { conn, who: Some(who), line } => {
            start("pool.dialing").with("conn", conn.0).with("line", line.into()).by(who)
        }
        PoolRecord::Dialing { conn, who: None, .. } => start("pool.opener_dialing").with("conn", conn.0),
        PoolRecord::DialFailed { conn } => start("pool.dial_failed").with("conn", conn.0),
        PoolRecord::Dialed { conn } => start("pool.dialed").with("conn", conn.0),
        PoolRecord::Acquired { conn, who, line, served } => {
            let name = match served {
                Served::Idle => "pool.acquired_idle",
                Served::Dialed => "pool.acquired_dialed",
                Served::Handed(_) => "pool.acquired_handed",
            };
            let all = start(name).with("conn", conn.0).with("line", line.into()).by(who);
            match served {
                Served::Handed(ticket) => all.with("ticket", ticket.0),
                _ => all,
            }
        }
        PoolRecord::Released { conn, held } => {
            start("pool.released").with("conn", conn.0).with("held_ns", held)
        }
        PoolRecord::Idle { conn } => start("pool.idle").with("conn", conn.0),
        PoolRecord::Closing { conn, reason } => start(closing(reason)).with("conn", conn.0),
        PoolRecord::Closed { conn } => start("pool.conn_closed").with("conn", conn.0),
        PoolRecord::Waiting { ticket, who, line } => {
            start("pool.waiting").with("ticket", ticket.0).with("line", line.into()).by(who)
        }
        PoolRecord::WaitEnded { ticket, waited, end } => {
            let (name, conn) = match end {
                WaitEnd::Served(conn) => ("pool.wait_served", Some(conn.0)),
                WaitEnd::Cancelled => ("pool.wait_cancelled", None),
                WaitEnd::Failed => ("pool.wait_failed", None),
            };
            let all = start(name).with("ticket", ticket.0).with("waited_ns", waited);
            match conn {
                Some(conn) => all.with("conn", conn),
                None => all,
            }
        }
        PoolRecord::PoolClosed => start("pool.closed"),
    }
}

fn closing(reason: CloseReason) -> &'static str {
    match reason {
        CloseReason::Bad => "pool.closing_bad",
        CloseReason::MaxLifetime => "pool.closing_max_lifetime",
        CloseReason::MaxIdleTime => "pool.closing_max_idle_time",
        CloseReason::MaxIdle => "pool.closing_max_idle",
        CloseReason::OverLimit => "pool.closing_over_limit",
        CloseReason::PoolClosed => "pool.closing_pool_closed",
        CloseReason::Evicted => "pool.closing_evicted",
        CloseReason::Dead => "pool.closing_dead",
        CloseReason::Broken => "pool.closing_broken",
    }
}

fn describe_server<'a, T: Fields>(server: u64, event: &ServerRecord, to: &'a mut T) -> Described<'a, T> {
    let to = Described(to);
    let start = |name| to.called(name).with("server", server);
    match *event {
        ServerRecord::Connected { socket, sessions } => {
            start("server.connected").with("socket", socket).with("sessions", sessions)
        }
        ServerRecord::Refused { socket, too_many } => {
            let name = if too_many { "server.too_many_connections" } else { "server.refused" };
            start(name).with("socket", socket)
        }
        ServerRecord::QueryStart { socket, who } => {
            start("server.query_start").with("socket", socket).by(who)
        }
        ServerRecord::QueryEnd { socket, ok } => {
            start("server.query_end").with("socket", socket).with("ok", ok.into())
        }
        ServerRecord::LockWait { socket, behind } => {
            start("server.lock_wait").with("socket", socket).with("behind", behind)
        }
        ServerRecord::LockEnded { socket, waited, end } => {
            let name = match end {
                LockEnd::Granted => "server.lock_granted",
                LockEnd::Timeout => "server.lock_timeout",
                LockEnd::Deadlock => "server.lock_deadlock",
                LockEnd::Gone => "server.lock_gone",
            };
            start(name).with("socket", socket).with("waited_ns", waited)
        }
        ServerRecord::Disconnected { socket, sessions } => {
            start("server.disconnected").with("socket", socket).with("sessions", sessions)
        }
        ServerRecord::Fault { fault, kind, begins } => {
            let name = match kind {
                FaultKind::Restart => "server.fault_restart",
                FaultKind::Drop(_) => "server.fault_drop",
                FaultKind::Forget(_) => "server.fault_forget",
                FaultKind::Stall => "server.fault_stall",
                FaultKind::SlowDial(_) => "server.fault_slow_dial",
                FaultKind::SlowQuery(_) | FaultKind::SlowerQuery(_) => "server.fault_slow_query",
            };
            start(name).with("fault", fault.into()).with("begins", begins.into())
        }
        ServerRecord::Up(up) => start(if up { "server.up" } else { "server.down" }),
    }
}

fn describe_service<'a, T: Fields>(service: u64, event: &ServiceRecord, to: &'a mut T) -> Described<'a, T> {
    let to = Described(to);
    let start = |name| to.called(name).with("service", service);
    match *event {
        ServiceRecord::Connected { connections } => {
            start("service.connected").with("connections", connections)
        }
        ServiceRecord::Disconnected { connections } => {
            start("service.disconnected").with("connections", connections)
        }
        ServiceRecord::Refused => start("service.refused"),
        ServiceRecord::Arrived { call, busy, waiting } => {
            start("service.arrived").with("call", call).with("busy", busy).with("waiting", waiting)
        }
        ServiceRecord::Answered { call, latency } => {
            start("service.answered").with("call", call).with("latency_ns", latency)
        }
        ServiceRecord::Failed { call, latency } => {
            start("service.failed").with("call", call).with("latency_ns", latency)
        }
        ServiceRecord::Abandoned { call } => start("service.abandoned").with("call", call),
        ServiceRecord::Lost { call } => start("service.lost").with("call", call),
        ServiceRecord::Fault { fault, begins } => {
            let name = if begins { "service.fault_begins" } else { "service.fault_ends" };
            start(name).with("fault", fault)
        }
    }
}

fn describe_redis<'a, T: Fields>(server: u64, event: &RedisRecord, to: &'a mut T) -> Described<'a, T> {
    let to = Described(to);
    let start = |name| to.called(name).with("server", server);
    match *event {
        RedisRecord::Command { socket, failed, busy, keys, .. } => start("redis.command")
            .with("socket", socket)
            .with("failed", failed.into())
            .with("busy_ns", busy)
            .with("keys", keys),
        RedisRecord::Refused { socket } => start("redis.refused").with("socket", socket),
        RedisRecord::Fault { fault, kind, begins } => {
            let name = match (kind, begins) {
                (redis::FaultKind::Down, true) => "redis.down_begins",
                (redis::FaultKind::Down, false) => "redis.down_ends",
                (redis::FaultKind::Slow(_), true) => "redis.slow_begins",
                (redis::FaultKind::Slow(_), false) => "redis.slow_ends",
            };
            start(name).with("fault", fault.into())
        }
    }
}

fn describe_request<'a, T: Fields>(request: u64, event: &RequestRecord, to: &'a mut T) -> Described<'a, T> {
    let to = Described(to);
    let start = |name| to.called(name).with("request", request);
    match *event {
        RequestRecord::Arrived { group, user, endpoint, late, .. } => {
            let all = start("request.arrived")
                .with("group", group.into())
                .with("user", user)
                .with("endpoint", endpoint.into());
            match late {
                0 => all,
                late => all.with("late_ns", late),
            }
        }
        RequestRecord::RetryDenied { .. } => start("request.retry_denied"),
        RequestRecord::Started { by } => start("request.started").by(by),
        RequestRecord::Completed { status, latency, .. } => {
            start("request.completed").with("status", status.into()).with("latency_ns", latency)
        }
        RequestRecord::Failed { cause, latency, .. } => {
            let (name, status) = match cause {
                Cause::Timeout => ("request.failed_timeout", 0),
                Cause::Refused => ("request.failed_refused", 0),
                Cause::Status(status) => ("request.failed_status", status),
                Cause::Reset => ("request.failed_reset", 0),
            };
            start(name).with("status", status.into()).with("latency_ns", latency)
        }
        RequestRecord::Abandoned { status, .. } => start("request.abandoned").with("status", status.into()),
    }
}

fn describe_balancer<'a, T: Fields>(event: &BalancerRecord, to: &'a mut T) -> Described<'a, T> {
    let to = Described(to);
    let start = |name, instance: u32| to.called(name).with("pod", instance.into());
    match *event {
        BalancerRecord::Sent { request, instance, hop } => {
            start("balancer.sent", instance).with("request", request.0).with("hop", hop.into())
        }
        BalancerRecord::Nowhere { request } => start("balancer.nowhere", 0).with("request", request.0),
        BalancerRecord::Failed { request, instance, why } => {
            let name = match why {
                HopFailure::Refused => "balancer.refused",
                HopFailure::Reset => "balancer.reset",
                HopFailure::Unreachable => "balancer.unreachable",
                HopFailure::Silent => "balancer.silent",
            };
            start(name, instance).with("request", request.0)
        }
        BalancerRecord::Ejected { instance, until } => {
            start("balancer.ejected", instance).with("until_ns", until)
        }
        BalancerRecord::Sick { instance, sick } => {
            start(if sick { "balancer.sick" } else { "balancer.healthy" }, instance)
        }
        BalancerRecord::Listed { instance, listed } => {
            start(if listed { "balancer.listed" } else { "balancer.unlisted" }, instance)
        }
    }
}

fn describe_pod<'a, T: Fields>(pod: u32, event: &PodRecord, to: &'a mut T) -> Described<'a, T> {
    let to = Described(to);
    let start = |name| to.called(name).with("pod", pod.into());
    match *event {
        PodRecord::Created { version } => start("pod.created").with("version", version.into()),
        PodRecord::Started { process } => start("pod.started").with("process", process.into()),
        PodRecord::Ready(ready) => start(if ready { "pod.ready" } else { "pod.unready" }),
        PodRecord::Listed(listed) => start(if listed { "pod.listed" } else { "pod.unlisted" }),
        PodRecord::Deleted => start("pod.deleted"),
        PodRecord::Signalled { kill } => start(if kill { "pod.sigkill" } else { "pod.sigterm" }),
        PodRecord::Exited { process, code } => {
            start("pod.exited").with("process", process.into()).with("code", u64::from(code.unsigned_abs()))
        }
    }
}

fn describe_replication<'a, T: Fields>(event: &ReplicationRecord, to: &'a mut T) -> Described<'a, T> {
    let to = Described(to);
    match *event {
        ReplicationRecord::Committed { server, write, position } => to
            .called("replication.committed")
            .with("server", server)
            .with("write", write)
            .with("position", position),
        ReplicationRecord::Accepted { write, lost } => to
            .called(if lost { "replication.accepted_lost" } else { "replication.accepted" })
            .with("write", write),
        ReplicationRecord::Unanswered { write } => to.called("replication.unanswered").with("write", write),
        ReplicationRecord::Read { server, stale: None } => {
            to.called("replication.read").with("server", server)
        }
        ReplicationRecord::Read { server, stale: Some(stale) } => {
            to.called("replication.read_stale").with("server", server).with("stale_ns", stale)
        }
        ReplicationRecord::Waits { server, on } => to
            .called(if on { "replication.waits" } else { "replication.waits_no_more" })
            .with("server", server),
        ReplicationRecord::Missed { misses } => to.called("replication.missed").with("misses", misses.into()),
        ReplicationRecord::Chosen { server, received } => {
            to.called("replication.chosen").with("server", server).with("received", received)
        }
        ReplicationRecord::Promoted { server, lost, window, outage } => to
            .called("replication.promoted")
            .with("server", server)
            .with("lost", lost)
            .with("window_ns", window)
            .with("outage_ns", outage),
        ReplicationRecord::ReadOnly { server, on } => to
            .called(if on { "replication.read_only" } else { "replication.writable" })
            .with("server", server),
        ReplicationRecord::BackedUp { position } => {
            to.called("replication.backed_up").with("position", position)
        }
        ReplicationRecord::DataLost { lost, window } => {
            to.called("replication.data_lost").with("lost", lost).with("window_ns", window)
        }
        ReplicationRecord::Restored { outage } => to.called("replication.restored").with("outage_ns", outage),
    }
}
