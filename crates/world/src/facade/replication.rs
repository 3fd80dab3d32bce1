//! A group of servers that replicate: who is meant by a name, and what the group wants done.

use std::sync::Arc;

use crate::Time;
use crate::effect::Effects;
use crate::mysql::replication::{Config, Order, Replication, ReplicationEvent};
use crate::mysql::{Config as Behaviour, Death, Query};
use crate::zones::Zones;

use super::database::Databases;

/// Where a data source name leads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    /// To this server.
    Server(u64),
    /// To whoever is the primary of the group when it is dialled.
    Primary,
    /// To one of the replicas, in turn.
    Reader,
}

impl Databases {
    /// The first servers are a group of this kind. Their addresses are `mysql-1` and so on, the primary is known as
    /// `mysql-primary`, the replicas as `mysql-replica`, all at port 3306.
    pub fn replicate(&mut self, now: Time, config: Config, zones: Option<Arc<Zones>>, out: &mut Effects) {
        self.zones = zones.clone();
        let replication = Replication::new(now, self.seed(), config, zones, out);
        for number in replication.servers() {
            let of = usize::try_from(number - 1).ok().and_then(|at| replication.config().servers.get(at));
            let behaviour = Behaviour { faults: of.cloned().unwrap_or_default(), ..self.defaults.clone() };
            let number = self.add_server(now, format!("mysql-{number}:3306"), &behaviour, out);
            if let Some(server) = self.server(number) {
                server.set_role(replication.role(number));
            }
        }
        self.replication = Some(Box::new(replication));
    }

    /// The group of servers, if there is one.
    pub fn replication(&self) -> Option<&Replication> {
        self.replication.as_deref()
    }

    /// Which servers of the group are meant by an address, if it is not one alone.
    pub(super) fn group_target(&self, address: &str) -> Option<Target> {
        self.replication.as_ref()?;
        match address {
            "mysql-primary:3306" => Some(Target::Primary),
            "mysql-replica:3306" => Some(Target::Reader),
            _ => None,
        }
    }

    /// The server to be dialled now.
    pub(super) fn resolve(&mut self, target: Target) -> u64 {
        match (target, &mut self.replication) {
            (Target::Server(number), _) => number,
            (Target::Primary, Some(group)) => group.primary(),
            (Target::Reader, Some(group)) => group.next_reader(),
            (Target::Primary | Target::Reader, None) => 0,
        }
    }

    /// The group that a server belongs to.
    pub(super) fn group_of(&mut self, number: u64) -> Option<&mut Replication> {
        self.replication.as_deref_mut().filter(|group| group.has(number))
    }

    /// Whether the server behind a socket may not have all that was accepted.
    pub(super) fn may_be_behind(&self, socket: u64) -> bool {
        let Some(group) = &self.replication else { return false };
        self.sockets.get(&socket).is_some_and(|client| group.may_be_behind(client.server))
    }

    /// Whether nothing keeps a server down.
    pub(super) fn may_come_up(&mut self, now: Time, number: u64) -> bool {
        let restarts = self.server(number).is_some_and(|server| server.faults().restarts(now));
        let dark = self
            .zones
            .as_ref()
            .zip(self.replication.as_ref())
            .is_some_and(|(zones, group)| group.has(number) && !zones.is_up(now, group.place(number)));
        !restarts && !dark && self.group_of(number).is_none_or(|group| group.may_come_up(now, number))
    }

    /// A server begins with a statement, which may read what it does not have yet.
    pub(super) fn read(&mut self, now: Time, socket: u64, number: u64, query: &Query, out: &mut Effects) {
        let sent = self.sockets.get(&socket).map_or(now, |client| client.sent);
        if let Some(group) = self.group_of(number) {
            group.read(now, number, query, sent, out);
        }
    }

    /// A transaction is written at a server: it goes into the log.
    pub(super) fn commit(&mut self, now: Time, number: u64, socket: u64, out: &mut Effects) {
        let Some(server) = self.server(number) else { return };
        let (writes, last_insert) = (server.take_writes(socket), server.last_insert());
        if let Some(group) = self.group_of(number) {
            group.commit(now, number, socket, writes, last_insert, out);
        }
        self.obey(now, out);
    }

    /// A session is over.
    pub(super) fn session_ends(&mut self, now: Time, socket: u64, out: &mut Effects) {
        if let Some(group) = &mut self.replication {
            group.session_ends(now, socket, out);
        }
    }

    /// An event of the group is due.
    pub fn replication_event(&mut self, now: Time, event: ReplicationEvent, out: &mut Effects) {
        if let Some(group) = &mut self.replication {
            group.handle(now, event, out);
        }
        self.obey(now, out);
    }

    /// Does what the group wants done.
    pub(super) fn obey(&mut self, now: Time, out: &mut Effects) {
        while let Some(group) = &mut self.replication {
            let orders = group.take_orders();
            if orders.is_empty() {
                return;
            }
            for order in orders {
                self.carry_out(now, order, out);
            }
        }
    }

    fn carry_out(&mut self, now: Time, order: Order, out: &mut Effects) {
        match order {
            Order::Answer { socket } => self.committed(now, socket, out),
            Order::Kill { socket } => self.kill(now, socket, Death::Closed, out),
            Order::Role { server, role, last_insert } => {
                if let Some(server) = self.server(server) {
                    server.set_role(role);
                    server.set_last_insert(last_insert);
                }
            }
            Order::Down { server } => self.go_down(now, server, out),
            Order::Up { server } => {
                if self.may_come_up(now, server) {
                    self.come_up(now, server, out);
                }
            }
        }
    }

    /// The client of a transaction may know that it is committed.
    fn committed(&mut self, now: Time, socket: u64, out: &mut Effects) {
        let Some((number, server)) = self.server_of(socket) else {
            return self.session_ends(now, socket, out);
        };
        let finished = server.committed(now, socket);
        let heard = finished.as_ref().is_some_and(|finished| finished.heard);
        if let Some(group) = &mut self.replication {
            group.told(now, socket, heard, out);
        }
        if let Some(finished) = finished {
            self.finished(now, number, socket, finished, out);
        }
    }
}
