//! What an observer of the world can see.
//!
//! Records say what happened, the simulation adds when, and turns them into its trace.

use crate::Time;
use crate::balance::BalancerRecord;
use crate::clients::{Cause, RequestId};
use crate::effect::Caller;
use crate::facade::PoolKind;
use crate::follow::First;
use crate::mysql::replication::ReplicationRecord;
use crate::mysql::{FaultKind, LockEnd};
use crate::redis::RedisRecord;
use crate::sql::{CloseReason, ConnId, Ticket};
use crate::zones;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// In a connection pool.
    Pool {
        /// Which pool, in the order of `sql.Open` over the whole run, from 1.
        pool: u64,
        /// What happened.
        event: PoolRecord,
    },
    /// In a database server.
    Server {
        /// Which server, in the order of first use, from 1.
        server: u64,
        /// What happened.
        event: ServerRecord,
    },
    /// In a group of database servers that replicate.
    Replication(ReplicationRecord),
    /// At a service.
    Service {
        /// Which service, in the order of the scenario, from 1.
        service: u64,
        /// What happened.
        event: ServiceRecord,
    },
    /// In a Redis server.
    Redis {
        /// Which server, in the order of first use, from 1.
        server: u64,
        /// What happened.
        event: RedisRecord,
    },
    /// To a request.
    Request {
        /// Which request, in the order of arrival over the whole run, from 1.
        request: RequestId,
        /// What happened.
        event: RequestRecord,
    },
    /// At the balancer.
    Balancer(BalancerRecord),
    /// Something goes wrong with a zone, or is over.
    Zone {
        /// Which of the faults of zones, from 0.
        fault: usize,
        /// With which zone, from 0.
        zone: u8,
        /// What.
        kind: zones::FaultKind,
        /// Whether it begins.
        begins: bool,
    },
    /// GOGC has changed in all processes.
    Gogc {
        /// In percent, none for off.
        percent: Option<u32>,
    },
    /// To a pod.
    Pod {
        /// Which pod, in the order of creation, from 1.
        pod: u32,
        /// What happened.
        event: PodRecord,
    },
}

/// Events of a pod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PodRecord {
    /// It was created.
    Created {
        /// The version it runs; each rollout makes a newer one.
        version: u32,
    },
    /// A process of it started.
    Started {
        /// The process.
        process: u32,
    },
    /// It became ready, or is ready no more.
    Ready(bool),
    /// New connections come to it from now on, or no more.
    Listed(bool),
    /// Its deletion began.
    Deleted,
    /// Its process was sent a signal from without.
    Signalled {
        /// SIGKILL, else SIGTERM.
        kill: bool,
    },
    /// A process of it ended.
    Exited {
        /// The process.
        process: u32,
        /// Its exit code.
        code: i32,
    },
}

/// How an acquire was served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Served {
    /// From the free list.
    Idle,
    /// By dialling.
    Dialed,
    /// By a connection that somebody returned, or that the opener dialled.
    Handed(Ticket),
}

/// How a wait for a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitEnd {
    /// With a connection.
    Served(ConnId),
    /// The waiter's context ended first.
    Cancelled,
    /// With an error: a failed dial, or the pool was closed.
    Failed,
}

/// Events of a pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PoolRecord {
    /// `sql.Open`.
    Opened {
        /// The process to which the pool belongs.
        process: u32,
        /// Which library it is of.
        kind: PoolKind,
    },
    /// A limit was set; the four limits as they are now (0 means none, times in nanoseconds).
    Limits {
        /// Most open connections.
        max_open: u64,
        /// Most idle connections.
        max_idle: u64,
        /// Maximum lifetime.
        lifetime: Time,
        /// Maximum idle time.
        idle_time: Time,
    },
    /// A dial begins; the connection counts as open.
    Dialing {
        /// The place it takes.
        conn: ConnId,
        /// Who dials; `None` is the opener.
        who: Option<Caller>,
        /// Line of the user's program that asked.
        line: u32,
    },
    /// A dial failed; the place is free again.
    DialFailed {
        /// The place.
        conn: ConnId,
    },
    /// The dial of the opener succeeded (one in a caller's goroutine shows as [`PoolRecord::Acquired`]).
    Dialed {
        /// The new connection.
        conn: ConnId,
    },
    /// Somebody has a connection now.
    Acquired {
        /// Which connection.
        conn: ConnId,
        /// Who.
        who: Caller,
        /// Line of the user's program that asked.
        line: u32,
        /// How it was served.
        served: Served,
    },
    /// A connection came back.
    Released {
        /// Which connection.
        conn: ConnId,
        /// For how long it was held, in nanoseconds.
        held: Time,
    },
    /// A connection went into the free list.
    Idle {
        /// Which connection.
        conn: ConnId,
    },
    /// The pool gave a connection up; it still counts as open until it is closed.
    Closing {
        /// Which connection.
        conn: ConnId,
        /// Why.
        reason: CloseReason,
    },
    /// A connection is closed and no longer counts.
    Closed {
        /// Which connection.
        conn: ConnId,
    },
    /// Somebody begins to wait.
    Waiting {
        /// Names the wait.
        ticket: Ticket,
        /// Who.
        who: Caller,
        /// Line of the user's program that asked.
        line: u32,
    },
    /// A wait ended.
    WaitEnded {
        /// Which wait.
        ticket: Ticket,
        /// For how long, in nanoseconds.
        waited: Time,
        /// How.
        end: WaitEnd,
    },
    /// The pool was closed.
    PoolClosed,
}

/// Events of a database server. A socket is the client's end of a session.
#[derive(Clone, Debug, PartialEq)]
pub enum ServerRecord {
    /// A session began.
    Connected {
        /// Its socket.
        socket: u64,
        /// How many sessions there are now.
        sessions: u64,
    },
    /// A connection was refused.
    Refused {
        /// Its socket.
        socket: u64,
        /// Whether because of `max_connections` (else because the server was down).
        too_many: bool,
    },
    /// A statement begins.
    QueryStart {
        /// On which socket.
        socket: u64,
        /// Whose.
        who: Caller,
    },
    /// A statement's first answer is ready, or the server is done with one that nobody waits for.
    QueryEnd {
        /// On which socket.
        socket: u64,
        /// Whether it succeeded.
        ok: bool,
    },
    /// A statement waits for a lock.
    LockWait {
        /// On which socket.
        socket: u64,
        /// The socket of one of those for whom it waits.
        behind: u64,
    },
    /// A wait for a lock is over.
    LockEnded {
        /// On which socket.
        socket: u64,
        /// For how long it waited, in nanoseconds.
        waited: Time,
        /// How it ended.
        end: LockEnd,
    },
    /// A session ended.
    Disconnected {
        /// Its socket.
        socket: u64,
        /// How many sessions are left.
        sessions: u64,
    },
    /// Something goes wrong at the server or on the way to it, or is over.
    Fault {
        /// Which of the server's faults, from 0.
        fault: u32,
        /// Its kind.
        kind: FaultKind,
        /// Whether it begins.
        begins: bool,
    },
    /// The server went down (true: is up, false: is down).
    Up(bool),
}

/// Events of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServiceRecord {
    /// A program has connected.
    Connected {
        /// How many connections there are now.
        connections: u64,
    },
    /// A program has hung up.
    Disconnected {
        /// How many connections are left.
        connections: u64,
    },
    /// A dial was refused.
    Refused,
    /// A call has arrived, and perhaps a worker has taken it.
    Arrived {
        /// The number of the call, from 1.
        call: u64,
        /// How many calls are at work now.
        busy: u64,
        /// How many wait.
        waiting: u64,
    },
    /// A call was answered well.
    Answered {
        /// Which call.
        call: u64,
        /// From its arrival, in nanoseconds.
        latency: Time,
    },
    /// A call was answered with a status of 500.
    Failed {
        /// Which call.
        call: u64,
        /// From its arrival, in nanoseconds.
        latency: Time,
    },
    /// The service is done with a call whose caller had hung up.
    Abandoned {
        /// Which call.
        call: u64,
    },
    /// The service went down with a call.
    Lost {
        /// Which call.
        call: u64,
    },
    /// Something goes wrong at the service, or is over.
    Fault {
        /// Which of its faults, from 0.
        fault: u64,
        /// Whether it begins.
        begins: bool,
    },
}

/// Events of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestRecord {
    /// A client sends it.
    Arrived {
        /// Which group of clients.
        group: u32,
        /// Which user of the group, from 0.
        user: u64,
        /// Which endpoint of the group's mix, from 0.
        endpoint: u32,
        /// How often the user has sent it, this time included.
        tries: u32,
        /// By how much it is late, in nanoseconds: of a user with a plan whose last answer was late.
        late: Time,
        /// When the user sent it first.
        first: First,
    },
    /// A goroutine begins to serve it.
    Started {
        /// The goroutine that runs the handler.
        by: Caller,
    },
    /// Its answer has reached the client in time.
    Completed {
        /// Of which group of clients it is.
        group: u32,
        /// Which endpoint of the group's mix, from 0.
        endpoint: u32,
        /// The HTTP status.
        status: u16,
        /// From arrival, in nanoseconds.
        latency: Time,
        /// By how much it arrived late, in nanoseconds.
        late: Time,
        /// When its user sent it first.
        first: First,
    },
    /// It failed for the client. A server that serves it goes on with it all the same.
    Failed {
        /// Of which group of clients it is.
        group: u32,
        /// Which endpoint of the group's mix, from 0.
        endpoint: u32,
        /// Why.
        cause: Cause,
        /// From arrival, in nanoseconds.
        latency: Time,
        /// By how much it arrived late, in nanoseconds.
        late: Time,
        /// When its user sent it first.
        first: First,
    },
    /// Its client would try again, and the budget for that does not allow it.
    RetryDenied {
        /// Of which group of clients it is.
        group: u32,
    },
    /// The server has finished with a request that its client had given up before.
    Abandoned {
        /// Of which group of clients it is.
        group: u32,
        /// The HTTP status that nobody reads, 0 if there was none.
        status: u16,
    },
}
