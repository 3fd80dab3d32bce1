//! Faults of servers and of the ways to them, as they come.

use crate::Time;
use crate::effect::{Effects, WorldEvent};
use crate::mysql::{Death, Fault, FaultKind, Faults};
use crate::record::ServerRecord;

use super::database::{Databases, record};

/// Asks for the events of a server's faults. What is over before the server is known does not happen.
pub(super) fn schedule(now: Time, server: u64, faults: &Faults, out: &mut Effects) {
    for (fault, Fault { kind, at, until }) in (0..).zip(&faults.0) {
        if *until < now {
            continue;
        }
        out.at((*at).max(now), WorldEvent::Fault { server, fault, begins: true });
        if !kind.is_momentary() {
            out.at(*until, WorldEvent::Fault { server, fault, begins: false });
        }
    }
}

impl Databases {
    /// What goes wrong and when, with the number of the server. Until one is known, it is what the defaults say, with
    /// number 0.
    pub fn faults(&self) -> Vec<(u64, Fault)> {
        let of = |server, faults: &Faults| faults.0.iter().map(|fault| (server, *fault)).collect::<Vec<_>>();
        match self.hosts.is_empty() {
            true => of(0, &self.defaults.faults),
            false => self.iter().flat_map(|(number, server)| of(number, server.faults())).collect(),
        }
    }

    /// A fault begins or is over.
    pub fn fault(&mut self, now: Time, number: u64, fault: u32, begins: bool, out: &mut Effects) {
        let Some(server) = self.server(number) else { return };
        let Some(Fault { kind, .. }) = server.faults().0.get(fault as usize).copied() else { return };
        record(out, number, ServerRecord::Fault { fault, kind, begins });
        match (kind, begins) {
            (FaultKind::Restart, true) => self.go_down(now, number, out),
            (FaultKind::Restart, false) => {
                if self.may_come_up(now, number) {
                    self.come_up(now, number, out);
                }
            }
            (FaultKind::Drop(count), _) => {
                for socket in self.oldest(number, count) {
                    self.kill(now, socket, Death::Reset, out);
                }
            }
            (FaultKind::Forget(count), _) => {
                for socket in self.oldest(number, count) {
                    self.forget(now, socket, out);
                }
            }
            (FaultKind::Stall, false) => {
                if self.server(number).is_some_and(|server| server.faults().stalled_until(now).is_none()) {
                    self.release(now, number, out);
                }
            }
            // The windows of these are looked at when something begins.
            (FaultKind::Stall, true)
            | (FaultKind::SlowDial(_) | FaultKind::SlowQuery(_) | FaultKind::SlowerQuery(_), _) => {}
        }
    }

    /// Looks whether a session was idle for too long.
    pub fn check_idle(&mut self, now: Time, socket: u64, out: &mut Effects) {
        let deadline = self.server_of(socket).and_then(|(_, server)| server.idle_deadline(socket));
        // Each operation that ends arms a look of its own, so an early one has nothing to do.
        if deadline.is_some_and(|at| at <= now) {
            self.kill(now, socket, Death::Closed, out);
        }
    }

    /// The server ends one session, as an administrator's KILL does, or something on the way resets it.
    pub fn kill(&mut self, now: Time, socket: u64, death: Death, out: &mut Effects) {
        if let Some((_, server)) = self.server_of(socket)
            && let Some(gone) = server.kill(now, socket)
        {
            self.disconnect(now, gone, death, out);
        }
    }

    /// The oldest sessions of a server, at most so many.
    fn oldest(&mut self, number: u64, count: Option<u64>) -> Vec<u64> {
        let count = count.map_or(usize::MAX, |count| usize::try_from(count).unwrap_or(usize::MAX));
        self.server(number).map(|server| server.sockets().take(count).collect()).unwrap_or_default()
    }

    /// A server goes down: its sessions end, dials are refused.
    pub fn go_down(&mut self, now: Time, number: u64, out: &mut Effects) {
        let Some(server) = self.server(number) else {
            return;
        };
        let gone = server.go_down(now);
        record(out, number, ServerRecord::Up(false));
        if let Some(group) = self.group_of(number) {
            group.server_down(now, number);
        }
        for disconnect in gone {
            self.disconnect(now, disconnect, Death::Closed, out);
        }
    }

    /// A server is up again.
    pub fn come_up(&mut self, now: Time, number: u64, out: &mut Effects) {
        if let Some(server) = self.server(number) {
            server.come_up();
            record(out, number, ServerRecord::Up(true));
        }
        if let Some(group) = self.group_of(number) {
            group.server_up(now, number, out);
        }
        self.obey(now, out);
    }
}
