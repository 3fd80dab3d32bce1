//! Between a client and its server: what a stall holds up, how a client learns that its session is over, and for how
//! long it waits.
//!
//! While the way to a server is stalled, what is sent in either direction arrives when the stall is over. A reset is
//! sent once and is lost then, with all that the server had sent before it: the client's end stays open, *half-open*,
//! until the client sends something or the kernel's next keepalive probe, every 15 s, is answered by another reset.
//!
//! On a connection that a firewall has forgotten nothing arrives any more, probes included. The client's kernel gives it
//! up when nine probes have had no answer, or what was sent has been sent again for a quarter of an hour. The server
//! keeps the session, even when the client has closed its end, until `wait_timeout`. Left out: a JVM's probes begin after
//! two hours, and so do those of a server; here all clients probe as Go's do, and servers never.

use std::sync::Arc;

use crate::Time;
use crate::effect::{Caller, Effects, IO_WAIT, Reply, Site, WorldEvent};
use crate::mysql::{Death, Disconnect, Done, Query};
use crate::record::ServerRecord;

use super::answers::{self, CANCELLED, Call, LOST, code, failure};
use super::database::{Databases, record};
use super::socket::Socket;

/// Go's keepalive: the first probe after so long without traffic, and the time between probes.
const PROBE: Time = 15_000_000_000;

/// Probes without an answer, after which a connection is given up.
const PROBES: u64 = 9;

/// How long Linux sends again what nobody confirms: `tcp_retries2`, 15 times.
const RESENDS: Time = 924_600_000_000;

/// Something on its way between a client and its server.
#[derive(Clone, Debug)]
pub(super) enum Held {
    /// A client dials.
    Dial { socket: u64 },
    /// A client sends a statement.
    Statement { socket: u64, query: Arc<Query>, rows: bool, draws: Option<(u64, u64)>, who: Caller },
    /// A client has closed its end.
    Close { socket: u64 },
    /// A server answers.
    Answer { socket: u64, done: Done },
    /// A server has closed its end, or does not know the connection any more.
    End { socket: u64, death: Death },
}

impl Socket {
    /// When the client's kernel gives a forgotten connection up: what was sent on it since has not been confirmed, or
    /// else probes are not answered. None of any other.
    fn given_up(&self) -> Option<Time> {
        let forgotten = self.forgotten?;
        if self.sent >= forgotten {
            return Some(self.sent.saturating_add(RESENDS));
        }
        let used = self.used.min(forgotten);
        // The last probe that was still answered.
        let heard = used + (forgotten - used) / PROBE * PROBE;
        Some(heard.saturating_add(PROBE * (1 + PROBES)))
    }
}

impl Held {
    pub(super) fn socket(&self) -> u64 {
        match self {
            Held::Dial { socket }
            | Held::Statement { socket, .. }
            | Held::Close { socket }
            | Held::Answer { socket, .. }
            | Held::End { socket, .. } => *socket,
        }
    }

    /// Whether a client sends it.
    pub(super) fn goes_to_server(&self) -> bool {
        matches!(self, Held::Dial { .. } | Held::Statement { .. } | Held::Close { .. })
    }
}

impl Databases {
    /// The goroutine waits for what comes back on its socket, for as long as its client is told to.
    pub(super) fn block(&mut self, site: &Site, socket: u64, call: Call, out: &mut Effects) -> Reply {
        if let Some(client) = self.sockets.get_mut(&socket) {
            client.waiting = Some((site.caller, call));
            client.calls += 1;
            client.used = site.now;
            if !matches!(call, Call::Row | Call::Drain) {
                client.sent = site.now;
            }
            let limit = match call {
                Call::Connect => client.config.dial_timeout,
                Call::Query | Call::Exec | Call::Row => client.config.read_timeout,
                // The limit is one of each read, and this is many.
                Call::Drain => tidepool_des::Duration::ZERO,
            };
            if !limit.is_zero() {
                let at = site.now.saturating_add(limit.as_nanos());
                out.at(at, WorldEvent::ReadTimeout { socket, call: client.calls });
            }
        }
        Reply::Block(IO_WAIT)
    }

    /// A client has waited for as long as it was told to.
    pub fn time_out(&mut self, socket: u64, number: u64, out: &mut Effects) {
        let Some(client) = self.sockets.get_mut(&socket).filter(|client| client.calls == number) else {
            return;
        };
        let Some((caller, call)) = client.waiting.take() else {
            return;
        };
        let results = match call {
            Call::Connect => answers::dial_timeout(&self.address_of(socket)),
            _ => failure(call, LOST),
        };
        out.complete(caller, results);
    }

    /// Whether nothing gets through between `socket` and its server.
    pub(super) fn is_stalled(&self, now: Time, socket: u64) -> bool {
        self.stalled_until(now, socket).is_some()
    }

    fn stalled_until(&self, now: Time, socket: u64) -> Option<Time> {
        let server = self.sockets.get(&socket)?.server;
        let host = self.hosts.get(usize::try_from(server).ok()?.checked_sub(1)?)?;
        host.server.faults().stalled_until(now)
    }

    /// Whether the firewall has forgotten the connection.
    pub(super) fn is_forgotten(&self, socket: u64) -> bool {
        self.sockets.get(&socket).is_some_and(|client| client.forgotten.is_some())
    }

    /// The firewall forgets a connection.
    pub(super) fn forget(&mut self, now: Time, socket: u64, out: &mut Effects) {
        let Some(client) = self.sockets.get_mut(&socket) else { return };
        client.forgotten.get_or_insert(now);
        out.at(client.given_up().unwrap_or(now).max(now), WorldEvent::Probe { socket });
    }

    /// Keeps what is sent until the end of the stall, if there is one, or until it has come to another zone. What is sent
    /// on a forgotten connection is lost. True in all these cases: it does not arrive now.
    pub(super) fn hold(
        &mut self,
        now: Time,
        socket: u64,
        what: impl FnOnce() -> Held,
        out: &mut Effects,
    ) -> bool {
        if self.is_forgotten(socket) {
            return true;
        }
        if !self.is_stalled(now, socket) {
            return self.is_far(socket) && self.set_out(now, what(), out);
        }
        if let Some(held) = self.held(socket) {
            held.push(what());
        }
        true
    }

    /// What waits for the end of a stall between `socket` and its server, and on all others of that server.
    pub(super) fn held(&mut self, socket: u64) -> Option<&mut Vec<Held>> {
        let server = self.sockets.get(&socket)?.server;
        let host = self.hosts.get_mut(usize::try_from(server).ok()?.checked_sub(1)?)?;
        Some(&mut host.held)
    }

    /// The way to server `number` is free: what was held up arrives.
    pub(super) fn release(&mut self, now: Time, number: u64, out: &mut Effects) {
        let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        let Some(host) = at.and_then(|at| self.hosts.get_mut(at)) else { return };
        for held in std::mem::take(&mut host.held) {
            self.deliver(now, held, out);
        }
    }

    /// What was held up or under way arrives.
    pub(super) fn deliver(&mut self, now: Time, held: Held, out: &mut Effects) {
        match held {
            held if self.is_forgotten(held.socket()) => {}
            Held::Dial { socket } => {
                if self.is_open(socket) {
                    self.dial(now, socket, out);
                }
            }
            Held::Statement { socket, query, rows, draws, who } => {
                if let Err(refusal) = self.send(now, socket, query, rows, draws, who, out) {
                    self.learns(socket, Death::Reset);
                    self.complete(socket, |call| failure(call, code(refusal)), out);
                }
            }
            Held::Close { socket } => self.server_learns_of_close(now, socket, out),
            Held::Answer { socket, done } => self.answer(socket, done, out),
            Held::End { socket, death } => self.tell(socket, death, out),
        }
    }

    /// Whether the connection is alive, as far as the client can see without sending.
    pub fn is_alive(&self, socket: u64) -> bool {
        self.sockets.get(&socket).is_some_and(|client| client.open && client.dead.is_none())
    }

    /// Closes the socket, under a blocked call if there is one: that call ends with `CANCELLED`.
    pub fn close(&mut self, now: Time, socket: u64, out: &mut Effects) {
        let Some(client) = self.sockets.get_mut(&socket) else {
            return;
        };
        client.open = false;
        self.complete(socket, |call| failure(call, CANCELLED), out);
        if !self.hold(now, socket, || Held::Close { socket }, out) {
            self.server_learns_of_close(now, socket, out);
        }
    }

    fn server_learns_of_close(&mut self, now: Time, socket: u64, out: &mut Effects) {
        let Some((number, server)) = self.server_of(socket) else {
            return;
        };
        let was_connected = server.is_connected(socket);
        if server.client_closes(now, socket) {
            let sessions = server.connected();
            self.sockets.remove(&socket);
            if was_connected {
                record(out, number, ServerRecord::Disconnected { socket, sessions });
            }
            self.follow_up(number, out);
        }
    }

    /// The server has ended a session; its client learns of it, `death` says how, unless the way is stalled.
    pub(super) fn disconnect(&mut self, now: Time, gone: Disconnect, death: Death, out: &mut Effects) {
        let Disconnect { socket, connected } = gone;
        if let Some((number, server)) = self.server_of(socket) {
            let sessions = server.connected();
            if connected {
                record(out, number, ServerRecord::Disconnected { socket, sessions });
            }
            self.follow_up(number, out);
        }
        self.session_ends(now, socket, out);
        if self.is_forgotten(socket) {
            if !self.is_open(socket) {
                self.sockets.remove(&socket);
            }
            return;
        }
        match (self.stalled_until(now, socket), death) {
            (None, _) => {
                if !self.hold(now, socket, || Held::End { socket, death }, out) {
                    self.tell(socket, death, out);
                }
            }
            (Some(_), Death::Closed) => drop(self.hold(now, socket, || Held::End { socket, death }, out)),
            (Some(until), Death::Reset) => {
                if let Some(held) = self.held(socket) {
                    held.retain(|held| !matches!(held, Held::Answer { socket: of, .. } if *of == socket));
                }
                self.probe_after(socket, until, out);
            }
        }
    }

    /// The client learns that its session is over.
    fn tell(&mut self, socket: u64, death: Death, out: &mut Effects) {
        self.learns(socket, death);
        self.complete(socket, |call| failure(call, LOST), out);
        if !self.is_open(socket) {
            self.sockets.remove(&socket);
        }
    }

    fn learns(&mut self, socket: u64, death: Death) {
        if let Some(client) = self.sockets.get_mut(&socket) {
            client.dead = client.dead.or(Some(death));
        }
    }

    /// The first keepalive probe of `socket` behind the end of a stall.
    fn probe_after(&self, socket: u64, until: Time, out: &mut Effects) {
        if let Some(client) = self.sockets.get(&socket) {
            let silent = until.saturating_sub(client.used);
            let at = client.used.saturating_add((silent / PROBE + 1).saturating_mul(PROBE));
            out.at(at, WorldEvent::Probe { socket });
        }
    }

    /// A keepalive probe of a connection whose server does not know it any more; of a forgotten one, perhaps the last.
    pub fn probe(&mut self, now: Time, socket: u64, out: &mut Effects) {
        match self.sockets.get(&socket).map(Socket::given_up) {
            Some(Some(at)) if at > now => return out.at(at, WorldEvent::Probe { socket }),
            // A client that has closed its end knows; the server does not, and keeps the session.
            Some(Some(_)) if !self.is_open(socket) => return,
            Some(Some(_)) => return self.tell(socket, Death::Reset, out),
            Some(None) | None => {}
        }
        match self.stalled_until(now, socket) {
            Some(until) => self.probe_after(socket, until, out),
            None => self.tell(socket, Death::Reset, out),
        }
    }

    /// Ends the call that is blocked on `socket`, if there is one.
    fn complete(&mut self, socket: u64, results: impl FnOnce(Call) -> Vec<crate::Value>, out: &mut Effects) {
        let waiting = self.sockets.get_mut(&socket).and_then(|client| client.waiting.take());
        if let Some((caller, call)) = waiting {
            out.complete(caller, results(call));
        }
    }
}
