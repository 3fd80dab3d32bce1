//! Listeners: which addresses can be bound, and who reaches them.
//!
//! A listener on a loopback address is for programs of its own host: no client, scraper or probe gets there.
//! Left out: sharing a port (`SO_REUSEPORT`); addresses of a host other than loopback ones; which of these a program dials:
//! by 127.0.0.1 it reaches a listener on 127.0.0.2 or `[::1]`, too.

use std::collections::VecDeque;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use super::client::accepted;
use super::state::{HttpConn, Listener, Web, port};
use crate::Time;
use crate::effect::{Effects, IO_WAIT, Reply, Site};
use crate::value::values;

const DRAINING: &str = "sync.WaitGroup.Wait";

/// The first port that listeners get that ask for any.
const FREE_PORT: u64 = 40_000;

/// How many there are.
const FREE_PORTS: u64 = 65_536 - FREE_PORT;

/// Why nobody can listen on an address, with the code for the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unbound {
    /// It is no address, or of a host without one.
    NoHost = 1,
    /// Somebody in this process listens there.
    InUse = 2,
    /// It is the address of another host.
    Elsewhere = 3,
}

impl Web {
    /// A process listens; port 0 is one that is free.
    pub(crate) fn listen(&mut self, site: &Site, address: &str) -> Result<u64, Unbound> {
        let process = site.caller.process;
        let mut address = local_address(address)?;
        if address.port() == 0 {
            address.set_port(self.free_port(process).ok_or(Unbound::InUse)?);
        }
        if self.is_taken(process, address) {
            return Err(Unbound::InUse);
        }
        self.next_listener += 1;
        let listener = Listener { process, address, backlog: VecDeque::new(), accepting: VecDeque::new() };
        self.listeners.insert(self.next_listener, listener);
        Ok(self.next_listener)
    }

    fn is_taken(&self, process: u32, wanted: SocketAddr) -> bool {
        let collides = |other: SocketAddr| {
            let any = other.ip().is_unspecified() || wanted.ip().is_unspecified();
            other.port() == wanted.port() && (any || other.ip() == wanted.ip())
        };
        self.listeners.values().any(|listener| listener.process == process && collides(listener.address))
    }

    fn free_port(&self, process: u32) -> Option<u16> {
        let ports = (0..FREE_PORTS).map(|n| FREE_PORT + (self.next_listener + n) % FREE_PORTS);
        let mut ports = ports.filter_map(|port| u16::try_from(port).ok());
        ports.find(|port| !self.is_taken(process, (Ipv6Addr::UNSPECIFIED, *port).into()))
    }

    /// The address of a listener, with its port.
    pub(crate) fn bound(&self, listener: u64) -> String {
        self.listeners.get(&listener).map_or_else(String::new, |listener| listener.address.to_string())
    }

    /// The listeners that those outside reach, of `process` if it is given. Without a `port` it is the port of the one
    /// who has listened first.
    pub(super) fn outward(
        &self,
        process: Option<u32>,
        port: Option<u16>,
    ) -> impl Iterator<Item = u64> + Clone {
        let reachable = self.listeners.iter().filter(move |(_, listener)| {
            process.is_none_or(|process| listener.process == process) && !listener.address.ip().is_loopback()
        });
        let port = port.or_else(|| Some(reachable.clone().next()?.1.address.port()));
        reachable.filter(move |(_, l)| Some(l.address.port()) == port).map(|(listener, _)| *listener)
    }

    /// The next connection, or 0 if the listener is closed.
    pub(crate) fn accept(&mut self, site: &Site, listener: u64) -> Reply {
        let Some(state) = self.listeners.get_mut(&listener) else {
            return Reply::Return(values![0i64, ""]);
        };
        let Some(conn) = state.backlog.pop_front() else {
            state.accepting.push_back(site.caller);
            return Reply::Block(IO_WAIT);
        };
        let state = self.conns.get(&conn).map(|state| (state.remote.as_str(), state.reads));
        let (remote, reads) = state.unwrap_or_default();
        Reply::Return(accepted(conn, remote, reads))
    }

    /// Stops listening.
    pub(crate) fn close_listener(&mut self, now: Time, listener: u64, out: &mut Effects) {
        let Some(state) = self.listeners.remove(&listener) else {
            return;
        };
        for caller in state.accepting {
            out.complete(caller, values![0i64, ""]);
        }
        for conn in state.backlog {
            self.close_conn(now, conn, out);
        }
    }
}

impl Web {
    /// Closes the connections that have come by a listener.
    pub(crate) fn close_conns(&mut self, now: Time, listener: u64, out: &mut Effects) {
        self.close_those(now, out, |conn| conn.listener == listener);
    }

    /// Closes those on which no request is under way, and waits until the others are closed.
    pub(crate) fn drain(&mut self, site: &Site, listener: u64, out: &mut Effects) -> Reply {
        let is_idle = |conn: &HttpConn| conn.current.is_none() && conn.unread.is_none();
        self.close_those(site.now, out, |conn| conn.listener == listener && is_idle(conn));
        if self.is_drained(listener) {
            return Reply::Return(values![]);
        }
        self.draining.push((listener, site.caller));
        Reply::Block(DRAINING)
    }

    fn close_those(&mut self, now: Time, out: &mut Effects, which: impl Fn(&HttpConn) -> bool) {
        let those: Vec<u64> = self.conns().filter(|(_, conn)| which(conn)).map(|(conn, _)| conn).collect();
        for conn in those {
            self.close_conn(now, conn, out);
        }
    }

    fn is_drained(&self, listener: u64) -> bool {
        self.conns.values().all(|conn| conn.listener != listener)
    }

    /// A connection is closed: who waits for that goes on.
    pub(super) fn drained(&mut self, out: &mut Effects) {
        if self.draining.is_empty() {
            return;
        }
        let (done, others) = std::mem::take(&mut self.draining)
            .into_iter()
            .partition::<Vec<_>, _>(|(listener, _)| self.is_drained(*listener));
        self.draining = others;
        for (_, caller) in done {
            out.complete(caller, values![]);
        }
    }
}

/// The address that listening on `text` binds: `:8080` is all addresses of the host.
fn local_address(text: &str) -> Result<SocketAddr, Unbound> {
    let (host, service) = text.rsplit_once(':').ok_or(Unbound::NoHost)?;
    let port = if service.is_empty() { Some(0) } else { port(service) };
    let v6 = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let ip: IpAddr = match (host, v6) {
        ("" | "0.0.0.0", _) => Ipv6Addr::UNSPECIFIED.into(),
        ("localhost", _) => Ipv4Addr::LOCALHOST.into(),
        (_, Some(v6)) => v6.parse::<Ipv6Addr>().map_err(|_| Unbound::NoHost)?.into(),
        (v4, None) => v4.parse::<Ipv4Addr>().map_err(|_| Unbound::NoHost)?.into(),
    };
    match ip.is_unspecified() || ip.is_loopback() {
        true => Ok((ip, port.ok_or(Unbound::NoHost)?).into()),
        false => Err(Unbound::Elsewhere),
    }
}
