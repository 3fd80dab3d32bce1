//! What the world wants done: later events, blocked goroutines to be woken, things worth recording.

use crate::Time;
use crate::clients::RequestId;
use crate::follow::{First, Followed, Note};
use crate::mysql::replication::ReplicationEvent;
use crate::pods::PodEvent;
use crate::record::Record;
use crate::value::Value;

/// A goroutine of one process of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Caller {
    /// The process, as the simulation numbers it.
    pub process: u32,
    /// The goroutine, as its machine numbers it (the main one is 1).
    pub goroutine: u64,
}

/// Where and when a native function is called.
#[derive(Clone, Copy, Debug)]
pub struct Site {
    /// Virtual time of the call.
    pub now: Time,
    /// The calling goroutine.
    pub caller: Caller,
    /// Line (from 1) of the innermost frame of the user's program, 0 if there is none.
    pub line: u32,
}

/// The answer to a call of a native function.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// The results.
    Return(Vec<Value>),
    /// The results, and a goroutine of the same process that waited for an [`Effect::Complete`] ends where it stands.
    End(Vec<Value>, Caller),
    /// The goroutine waits; an [`Effect::Complete`] for it follows. The text is the wait reason that a
    /// goroutine dump shows.
    Block(&'static str),
}

/// The wait reason of whoever waits for something to come over the network.
pub(crate) const IO_WAIT: &str = "IO wait";

/// What happens later in the world. The simulation keeps these in its event queue and hands each back
/// to [`crate::World::handle`] at its time. An event that has lost its meaning by then does nothing, so
/// none needs to be cancelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorldEvent {
    /// A database server finishes what a session waits for: handshake, query, row, or discarding rows.
    Session {
        /// Which socket.
        socket: u64,
        /// The operation, so that a stale event is known.
        op: u64,
    },
    /// A database server looks which of the statements that share its cores have ended.
    StatementsEnd {
        /// Which server.
        server: u64,
    },
    /// A client has waited for an answer for as long as it was told to.
    ReadTimeout {
        /// On which socket.
        socket: u64,
        /// The number of its blocked call, so that a stale event is known.
        call: u64,
    },
    /// A keepalive probe of a connection whose server does not know it any more.
    Probe {
        /// Which socket.
        socket: u64,
    },
    /// Something goes wrong at a database server or on the way to it, or is over.
    Fault {
        /// Which server.
        server: u64,
        /// Which of its faults, from 0.
        fault: u32,
        /// Whether it begins.
        begins: bool,
    },
    /// A database server looks whether a session was idle for too long.
    SessionIdle {
        /// Which socket.
        socket: u64,
    },
    /// The time of goroutines that wait for a connection of a HikariCP pool may be over.
    PoolPolls {
        /// Which pool.
        pool: u64,
    },
    /// The thread that adds connections to a HikariCP pool may have waited for long enough.
    PoolAdder {
        /// Which pool.
        pool: u64,
        /// Which wait.
        wait: u64,
    },
    /// A service is done with a call.
    ServiceCall {
        /// Which service, from 0.
        service: usize,
        /// Which of its calls.
        call: u64,
    },
    /// Something goes wrong at a service, or is over.
    ServiceFault {
        /// Which service, from 0.
        service: usize,
        /// Which of its faults, from 0.
        fault: usize,
        /// Whether it begins.
        begins: bool,
    },
    /// What a client of a database server or that server has sent to another zone is there.
    Arrives {
        /// Which message.
        number: u64,
    },
    /// Something of database servers that replicate.
    Replication(ReplicationEvent),
    /// Something of Redis.
    Redis(RedisEvent),
    /// A client sends its next request.
    Send {
        /// Which group of clients.
        group: u32,
        /// Which user of the group; open loops count their arrivals here.
        user: u64,
    },
    /// A client sends a request again.
    Retry(Box<Again>),
    /// GOGC changes in all processes.
    Gogc {
        /// In percent, none for off.
        percent: Option<u32>,
    },
    /// A client gives up.
    GiveUp {
        /// Which request.
        request: u64,
    },
    /// Something between the balancer and an instance.
    Hop(Hop),
    /// Something of the registry.
    Registry(RegistryEvent),
    /// Something goes wrong with a zone, or is over.
    ZoneFault {
        /// Which of the faults of zones, from 0.
        fault: usize,
        /// Whether it begins.
        begins: bool,
    },
    /// Something becomes of a pod.
    Pod {
        /// Which pod.
        pod: u32,
        /// What.
        event: PodEvent,
    },
    /// A newer version replaces the pods that run.
    RollOut {
        /// Which listing it is: 0 is the run's own, others are those that rollouts deploy. None: the one of the pods there are.
        listing: Option<u32>,
    },
    /// Processes of pods are killed from without.
    KillPods {
        /// Of how many pods, the oldest first.
        count: u32,
    },
}

/// What a client sends again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Again {
    /// Which group of clients.
    pub group: u32,
    /// Which user of the group.
    pub user: u64,
    /// The number of the user's request.
    pub number: u64,
    /// How often it will have been sent by then.
    pub tries: u32,
    /// When it was sent first.
    pub first: First,
}

/// What happens later between the balancer and its instances. A request may be sent to several in turn; each time has a
/// number, so that what belongs to an earlier one is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hop {
    /// A request arrives at its instance, on a connection that is new or was kept.
    Arrives {
        /// Which request.
        request: u64,
        /// The how manieth instance, from 0.
        hop: u32,
    },
    /// The answer, or the news that there will be none, arrives at the balancer.
    Returns {
        /// Which request.
        request: u64,
        /// The how manieth instance, from 0.
        hop: u32,
        /// The status; `None` is a connection that was refused or reset.
        status: Option<u16>,
    },
    /// The balancer has waited for as long as it would: for a connection, or for the answer.
    Enough {
        /// Which request.
        request: u64,
        /// The how manieth instance, from 0.
        hop: u32,
    },
    /// An instance learns that the balancer has closed a connection.
    Closes {
        /// Which connection.
        conn: u64,
    },
    /// The balancer checks the health of an instance.
    Check {
        /// The instance, by the number of its pod less one.
        instance: usize,
    },
}

/// What happens later at the registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistryEvent {
    /// An instance sends a heartbeat.
    Beat {
        /// The instance, by the number of its pod less one.
        instance: usize,
        /// The process that has registered.
        process: u32,
    },
    /// A heartbeat arrives, or the news that the instance leaves.
    Heard {
        /// Which instance.
        instance: usize,
        /// Whether it stays.
        stays: bool,
    },
    /// A lease may have ended.
    Expires {
        /// Of which instance.
        instance: usize,
    },
    /// The registry is up again.
    Up,
}

/// What happens later at Redis servers and on the way to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedisEvent {
    /// A dial comes to its end.
    Dialed {
        /// On which socket.
        socket: u64,
        /// The number of the call, so that a stale event is known.
        call: u64,
    },
    /// A command arrives.
    Arrives {
        /// From which socket.
        socket: u64,
        /// Which one of that socket.
        number: u64,
    },
    /// A server's thread has done a command.
    Turn {
        /// Which server.
        server: u64,
        /// Which of its lives, so that a stale event is known.
        life: u64,
    },
    /// An answer reaches its client.
    Answer {
        /// On which socket.
        socket: u64,
        /// To which command of that socket.
        number: u64,
    },
    /// A client has waited for as long as it was told to.
    Timeout {
        /// On which socket.
        socket: u64,
        /// The number of the call, so that a stale event is known.
        call: u64,
    },
    /// Something goes wrong at a server, or is over.
    Fault {
        /// Which server.
        server: u64,
        /// Which of its faults, from 0.
        fault: u32,
        /// Whether it begins.
        begins: bool,
    },
}

/// One thing to be done by the simulation.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Hand the event back at this time.
    At(Time, WorldEvent),
    /// The native call in which this goroutine is blocked ends with these results.
    Complete(Caller, Vec<Value>),
    /// Something worth recording has happened, now.
    Record(Record),
    /// Something has become of the followed request, or of one of its tries, now.
    Note(RequestId, Note),
    /// A process starts, now.
    Start {
        /// Its number: that of the last one started, plus one.
        process: u32,
    },
    /// A process gets a signal, now.
    Signal {
        /// Which process.
        process: u32,
        /// Such as `SIGTERM`.
        signal: &'static str,
    },
    /// All processes get this GOGC, in percent, none for off.
    Gogc(Option<u32>),
}

/// Effects in the order in which they came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Effects {
    all: Vec<Effect>,
    followed: Option<Box<Followed>>,
}

impl Effects {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on notes what becomes of the request that is, or was at its first try, this one; none to stop that.
    pub fn follow(&mut self, first: Option<RequestId>) {
        self.followed = first.map(Followed::new);
    }

    /// Takes all of them out, in order.
    #[cfg(test)]
    pub(crate) fn drain(&mut self) -> impl Iterator<Item = Effect> + '_ {
        self.all.drain(..)
    }

    /// Hands each of them over, in order, and forgets them: they need not be moved for that.
    pub fn carry_out(&mut self, each: impl FnMut(&mut Effect)) {
        self.all.iter_mut().for_each(each);
        self.all.clear();
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(crate) fn at(&mut self, time: Time, event: WorldEvent) {
        self.all.push(Effect::At(time, event));
    }

    pub(crate) fn start(&mut self, process: u32) {
        self.all.push(Effect::Start { process });
    }

    pub(crate) fn signal(&mut self, process: u32, signal: &'static str) {
        self.all.push(Effect::Signal { process, signal });
    }

    pub(crate) fn complete(&mut self, caller: Caller, results: Vec<Value>) {
        self.all.push(Effect::Complete(caller, results));
    }

    pub(crate) fn gogc(&mut self, percent: Option<u32>) {
        self.all.push(Effect::Gogc(percent));
        self.record(Record::Gogc { percent });
    }

    pub(crate) fn record(&mut self, record: impl Into<Record>) {
        self.all.push(Effect::Record(record.into()));
    }

    /// Something has become of a request.
    pub(crate) fn note(&mut self, request: RequestId, note: Note) {
        if self.followed.as_ref().is_some_and(|followed| followed.is(request)) {
            self.all.push(Effect::Note(request, note));
        }
    }

    /// A user has sent what was sent `first` under another number, or this one.
    pub(crate) fn sent(&mut self, first: RequestId, now: RequestId) {
        if let Some(followed) = &mut self.followed {
            followed.sent(first, now);
        }
    }
}
