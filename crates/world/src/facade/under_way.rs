//! Between zones: what clients and the servers of a group send each other takes its time, and may be lost with a zone.

use crate::Time;
use crate::effect::{Effects, WorldEvent};
use crate::zones::Place;

use super::database::Databases;
use super::network::Held;

/// Draws of sockets are in streams of this number and above.
const SOCKETS: u64 = 0x736f_636b_0000_0000;

/// One-way trips until a server is done with a dial: TCP, greeting, and the client's last answer. Where nobody listens,
/// the first is the only one.
const DIAL_TRIPS: usize = 5;

impl Databases {
    /// Both ends of a connection between zones, the client's first.
    fn ends(&self, socket: u64) -> Option<(Place, Place)> {
        let client = self.sockets.get(&socket)?;
        let server = self.replication.as_ref().filter(|group| group.has(client.server))?.place(client.server);
        Some((client.place?, server))
    }

    /// Whether what is sent on a connection may not arrive at once.
    pub(super) fn is_far(&self, socket: u64) -> bool {
        self.zones.is_some() && self.ends(socket).is_some()
    }

    /// Something sets out on its way; false if it is there at once.
    pub(super) fn set_out(&mut self, now: Time, held: Held, out: &mut Effects) -> bool {
        let (socket, inwards) = (held.socket(), held.goes_to_server());
        let trips = match held {
            Held::Dial { .. } if self.listens(socket) => DIAL_TRIPS,
            _ => 1,
        };
        let at = self.arrival(now, socket, inwards, trips);
        if at <= now {
            return false;
        }
        if at < Time::MAX {
            self.next_held += 1;
            self.under_way.insert(self.next_held, held);
            out.at(at, WorldEvent::Arrives { number: self.next_held });
        }
        true
    }

    /// Whether the server behind a socket is up.
    fn listens(&mut self, socket: u64) -> bool {
        self.server_of(socket).is_some_and(|(_, server)| server.is_up())
    }

    /// When what is sent now is at the other end, after so many trips: there, back, there …
    fn arrival(&mut self, now: Time, socket: u64, inwards: bool, trips: usize) -> Time {
        let (Some((client, server)), Some(zones)) = (self.ends(socket), self.zones.clone()) else {
            return now;
        };
        let Some(end) = self.sockets.get_mut(&socket) else { return now };
        let mut at = now;
        for trip in 0..trips {
            let (from, to) = if inwards == (trip % 2 == 0) { (client, server) } else { (server, client) };
            end.messages += 1;
            if at < Time::MAX {
                at = zones.arrival(at, from, to, (SOCKETS + socket, end.messages));
            }
        }
        // Nothing overtakes what was sent before it.
        let last = &mut end.last[usize::from(inwards)];
        *last = at.max(*last);
        *last
    }

    /// What was under way is there.
    pub fn arrives(&mut self, now: Time, number: u64, out: &mut Effects) {
        let Some(held) = self.under_way.remove(&number) else { return };
        let socket = held.socket();
        match self.is_stalled(now, socket) {
            true => self.held(socket).into_iter().for_each(|all| all.push(held.clone())),
            false => self.deliver(now, held, out),
        }
    }

    /// A zone has no power any more, or again. Its servers are gone, and nobody is told.
    pub fn zone_power(&mut self, now: Time, place: Place, on: bool, out: &mut Effects) {
        let Some(group) = &self.replication else { return };
        let there: Vec<u64> = group.servers().filter(|server| group.place(*server) == place).collect();
        for number in there {
            match on {
                true => {
                    if self.may_come_up(now, number) {
                        self.come_up(now, number, out);
                    }
                }
                false => {
                    for socket in self.sockets_of(number) {
                        self.forget(now, socket, out);
                    }
                    self.go_down(now, number, out);
                }
            }
        }
    }

    /// The sockets that lead to a server.
    fn sockets_of(&self, number: u64) -> Vec<u64> {
        let of = self.sockets.iter().filter(|(_, client)| client.server == number);
        of.map(|(socket, _)| *socket).collect()
    }
}
