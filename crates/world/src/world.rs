//! Everything outside of the programs of a run.

use std::sync::Arc;

use tidepool_des::Seed;

use crate::Time;
use crate::breaker::Breaker;
use crate::clients::{Clients, Counts, Heard, RequestId};
use crate::effect::{Caller, Effects, Reply, Site, WorldEvent};
use crate::facade::{Databases, Listed, Pools, Redises};
use crate::http::{Answer, Message, Request, Web};
use crate::hystrix::Circuit;
use crate::instances::Registered;
use crate::limit::Limiter;
use crate::mysql::{Config, replication};
use crate::natives::Native;
use crate::pods::Cluster;
use crate::redis;
use crate::service::{self, Services};
use crate::value::{Args, Value, values};
use crate::zones::{Place, Zones};

/// Pools, database servers, HTTP traffic, clients, limiters and breakers of one run. A clone is a snapshot.
///
/// A simulation calls [`World::call`] when a program calls a native function of ours, [`World::handle`] when
/// an event of ours is due, and does what the effects say.
#[derive(Clone, Debug)]
pub struct World {
    pub(crate) pools: Pools,
    pub(crate) databases: Databases,
    pub(crate) redises: Redises,
    pub(crate) http: Web,
    pub(crate) limits: Listed<Limiter>,
    pub(crate) breakers: Listed<Breaker>,
    pub(crate) turned_away: TurnedAway,
    pub(crate) circuits: Listed<Circuit>,
    pub(crate) pods: Option<Cluster>,
    pub(crate) zones: Option<Arc<Zones>>,
    pub(crate) registry: Option<Registered>,
    pub(crate) seed: Seed,
}

/// What the limiters and breakers of a run have refused so far, all together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TurnedAway {
    /// Reservations that limiters (`x/time/rate`) refused: too many tokens at once, or a longer wait than allowed.
    pub by_limiters: u64,
    /// Calls that breakers refused: those of `gobreaker` being open or having enough others trying, the circuits of
    /// `hystrix-go` being open. Whom hystrix turns away as too many are running is no matter of its circuit.
    pub by_breakers: u64,
    /// How often a breaker opened. An open circuit of `hystrix-go` stays so when a request that may try fails.
    pub trips: u64,
}

impl World {
    /// An empty world. `defaults` is how database servers behave where a data source name says nothing.
    pub fn new(seed: Seed, defaults: Config) -> Self {
        World {
            pools: Pools::new(seed),
            databases: Databases::new(seed, defaults),
            redises: Redises::new(seed, redis::Config::default()),
            http: Web::new(seed),
            limits: Listed::default(),
            breakers: Listed::default(),
            turned_away: TurnedAway::default(),
            circuits: Listed::default(),
            pods: None,
            zones: None,
            registry: None,
            seed,
        }
    }

    /// Its Redis servers shall behave like this.
    pub fn set_redis(&mut self, config: redis::Config) {
        self.redises = Redises::new(self.seed, config);
    }

    /// The first database servers replicate: a primary, its replicas, and who watches them.
    pub fn replicate(&mut self, now: Time, config: replication::Config, out: &mut Effects) {
        self.databases.replicate(now, config, self.zones.clone(), out);
    }

    /// In which zone a process runs, if there are zones: a process alone in the first.
    pub(crate) fn place_of(&self, process: u32) -> Option<Place> {
        let zones = self.zones.as_ref()?;
        let pod = self.pods.as_ref().and_then(|pods| pods.pod_of(process));
        Some(zones.nth(pod.map_or(0, |pod| pod.number.saturating_sub(1))))
    }

    /// The connection pools.
    pub fn pools(&self) -> &Pools {
        &self.pools
    }

    /// The limiters of `golang.org/x/time/rate`, in the order in which they were made.
    pub fn limiters(&self) -> impl Iterator<Item = &Limiter> {
        self.limits.iter()
    }

    /// The database servers.
    pub fn databases(&self) -> &Databases {
        &self.databases
    }

    /// Requests that their client waits for or a server works on.
    pub fn requests(&self) -> impl Iterator<Item = (RequestId, &Request)> {
        self.http.requests()
    }

    /// Whether a client still waits for a request, or a server still works on it.
    pub fn is_alive(&self, request: RequestId) -> bool {
        self.http.request(request).is_some()
    }

    /// How many requests there have been, also those of probes and health checks: the number of the last one.
    pub fn requests_made(&self) -> u64 {
        self.http.requests_made()
    }

    /// The books of each group of clients.
    pub fn counts(&self) -> impl Iterator<Item = &Counts> {
        self.http.counts()
    }

    /// The last answer that a group has read, if it reads them.
    pub fn heard(&self, group: u32) -> Option<&Heard> {
        self.http.heard(group)
    }

    /// What limiters and breakers have refused.
    pub fn turned_away(&self) -> TurnedAway {
        self.turned_away
    }

    /// Adds a group of clients that starts to send. Groups are numbered from 0.
    pub fn add_clients(&mut self, now: Time, clients: Clients, out: &mut Effects) -> u32 {
        self.http.add_clients(now, clients, out)
    }

    /// The pods, if the processes of the run are pods.
    pub fn pods(&self) -> Option<&Cluster> {
        self.pods.as_ref()
    }

    /// Adds a service that programs can call.
    pub fn add_service(&mut self, now: Time, config: service::Config, out: &mut Effects) {
        self.http.services.add(now, config, out);
    }

    /// The services, in the order in which they were added.
    pub fn services(&self) -> &Services {
        &self.http.services
    }

    /// An event is due.
    pub fn handle(&mut self, now: Time, event: WorldEvent, out: &mut Effects) {
        match event {
            WorldEvent::Session { socket, op } => self.databases.finish(now, socket, op, out),
            WorldEvent::StatementsEnd { server } => self.databases.statements_end(now, server, out),
            WorldEvent::ReadTimeout { socket, call } => self.databases.time_out(socket, call, out),
            WorldEvent::Probe { socket } => self.databases.probe(now, socket, out),
            WorldEvent::Fault { server, fault, begins } => {
                self.databases.fault(now, server, fault, begins, out);
            }
            WorldEvent::Arrives { number } => self.databases.arrives(now, number, out),
            WorldEvent::Replication(event) => self.databases.replication_event(now, event, out),
            WorldEvent::SessionIdle { socket } => self.databases.check_idle(now, socket, out),
            WorldEvent::PoolPolls { pool } => self.pools.polls_end(now, pool, out),
            WorldEvent::PoolAdder { pool, wait } => self.pools.adder_ends(pool, wait, out),
            WorldEvent::ServiceCall { service, call } => self.http.service_ends(now, service, call, out),
            WorldEvent::ServiceFault { service, fault, begins } => {
                self.http.service_fault(now, service, fault, begins, out);
            }
            WorldEvent::Redis(event) => self.redises.handle(now, event, out),
            WorldEvent::Send { group, user } => self.http.send(now, group, user, out),
            WorldEvent::Retry(again) => self.http.send_again(now, *again, out),
            WorldEvent::Gogc { percent } => out.gogc(percent),
            WorldEvent::GiveUp { request } => self.http.give_up(now, RequestId(request), out),
            WorldEvent::Hop(hop) => self.http.hop(now, hop, out),
            WorldEvent::Registry(event) => self.registry_event(now, event, out),
            WorldEvent::ZoneFault { fault, begins } => self.zone_fault(now, fault, begins, out),
            WorldEvent::Pod { pod, event } => self.pod_event(now, pod, event, out),
            WorldEvent::RollOut { listing } => {
                if let Some(pods) = &mut self.pods {
                    pods.roll_out(now, listing, out);
                }
                self.tell_backends(now, out);
            }
            WorldEvent::KillPods { count } => {
                if let Some(pods) = &mut self.pods {
                    pods.kill(count, out);
                }
            }
        }
    }

    /// A process has ended, however it ended: its listeners, connections and sockets close. Nothing is
    /// completed for its goroutines.
    pub fn process_exits(&mut self, now: Time, process: u32, code: i32, out: &mut Effects) {
        let silent = self.is_dark(now, process);
        self.http.process_exits(now, process, silent, out);
        self.databases.process_exits(now, process, out);
        self.pools.process_exits(process);
        self.redises.process_exits(process);
        if let Some(pods) = &mut self.pods {
            pods.process_exits(now, process, code, out);
            self.tell_backends(now, out);
        }
    }

    pub(crate) fn call_http(
        &mut self,
        site: &Site,
        native: Native,
        args: &mut Args,
        out: &mut Effects,
    ) -> Reply {
        let web = &mut self.http;
        let now = site.now;
        Reply::Return(match native {
            Native::HttpListen => values![web.listen(site, &args.text()).unwrap_or(0)],
            Native::HttpAccept => return web.accept(site, args.id()),
            Native::HttpCloseListener => {
                web.close_listener(now, args.id(), out);
                values![]
            }
            Native::HttpReadRequest => return web.read_request(site, args.id(), out),
            Native::HttpBackgroundRead => return web.background_read(site, args.id()),
            Native::HttpAbortRead => {
                let watcher = web.abort_read(args.id());
                return ended(values![watcher.is_some()], watcher);
            }
            Native::HttpSendBody => {
                let conn = args.id();
                let status = status(args.int());
                let answer = Answer::new(status, args.texts(), args.bytes().into_owned(), true);
                web.send_body(conn, answer);
                values![]
            }
            Native::HttpRespond => {
                let conn = args.id();
                let status = status(args.int());
                args.int();
                let (ok, watcher) = web.respond(site, conn, status, args.bool(), out);
                return ended(values![ok, watcher.is_some()], watcher);
            }
            Native::HttpCloseConn => {
                web.close_conn(now, args.id(), out);
                values![]
            }
            _ => return self.call_line(site, native, args, out),
        })
    }

    fn call_line(&mut self, site: &Site, native: Native, args: &mut Args, out: &mut Effects) -> Reply {
        let web = &mut self.http;
        Reply::Return(match native {
            Native::LineListen => match web.listen(site, &args.text()) {
                Ok(listener) => values![listener, 0i64, web.bound(listener)],
                Err(why) => values![0i64, why as i64, ""],
            },
            Native::LineCloseListener => {
                web.close_listener(site.now, args.id(), out);
                values![]
            }
            Native::LineCloseConns => {
                web.close_conns(site.now, args.id(), out);
                values![]
            }
            Native::LineDrain => return web.drain(site, args.id(), out),
            Native::LineDial => web.dial_line(site, &args.text(), &args.text(), out),
            Native::LineHangUp => {
                web.hang_up(site.now, args.id(), out);
                values![]
            }
            Native::LinePrepare => {
                let line = args.id();
                let message = Message::new([(); 3].map(|()| args.bytes().into_owned()), args.texts());
                web.prepare(site, line, message);
                values![]
            }
            Native::LineSend => values![web.send_line(site.now, args.id(), args.bytes().into_owned(), out)],
            Native::LineReceive => return web.receive(site, args.id()),
            _ => values![],
        })
    }
}

/// The results of a call that has ended the wait of a goroutine, if one waited.
fn ended(results: Vec<Value>, waited: Option<Caller>) -> Reply {
    match waited {
        Some(goroutine) => Reply::End(results, goroutine),
        None => Reply::Return(results),
    }
}

/// A status as a program says it.
fn status(code: i64) -> u16 {
    u16::try_from(code).unwrap_or(500)
}
