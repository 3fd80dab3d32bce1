//! The native functions of package `tidepool/hikari`, by name and number.

use super::hikari::{How, Taken};
use crate::effect::{Effects, Reply, Site};
use crate::hikari::{Check, CloseReason, Config, ConnId, Pool, Release, Ticket};
use crate::natives::Native;
use crate::value::{Args, Value, values};
use crate::world::World;

impl World {
    pub(crate) fn call_hikari(
        &mut self,
        site: &Site,
        native: Native,
        args: &mut Args,
        out: &mut Effects,
    ) -> Option<Reply> {
        match native {
            Native::HikariValidate => {
                let mut config = config(&args.ints());
                let warnings = config.validate();
                return Some(Reply::Return(values![settings(&config), warnings]));
            }
            Native::HikariOpen => {
                let (name, config) = (args.text(), config(&args.ints()));
                return Some(Reply::Return(values![self.pools.open_hikari(site, name, config, out)]));
            }
            Native::HikariThread => return Some(Reply::Return(values![site.caller.goroutine])),
            _ => {}
        }
        let (db, pools) = (args.id(), &mut self.pools);
        match native {
            Native::HikariPoll => return Some(pools.poll(site, db, Ticket(args.id()), args.id(), out)),
            Native::HikariTask => return Some(pools.next_task(site, db, out)),
            _ => {}
        }
        let results = self
            .call_hikari_borrower(site, native, db, args, out)
            .or_else(|| self.call_hikari_thread(site, native, db, args, out));
        Some(Reply::Return(results.unwrap_or_default()))
    }

    /// What a thread of the program does with a pool.
    fn call_hikari_borrower(
        &mut self,
        site: &Site,
        native: Native,
        db: u64,
        args: &mut Args,
        out: &mut Effects,
    ) -> Option<Vec<Value>> {
        let pools = &mut self.pools;
        Some(match native {
            Native::HikariBorrow => {
                let (taken, start) = pools.borrow(site, db, out);
                let (conn, ticket) = match taken {
                    Taken::Wait(ticket) => (0, ticket.0),
                    Taken::Lost => (0, 0),
                    Taken::Conn(conn, _) => (conn.0, 0),
                };
                values![kind(taken), conn, ticket, start]
            }
            Native::HikariClaim => {
                let (ticket, conn) = (Ticket(args.id()), ConnId(args.id()));
                values![kind(pools.claim(site, db, ticket, conn, out))]
            }
            Native::HikariLeave => {
                pools.leave(site.now, db, Ticket(args.id()), out);
                values![]
            }
            Native::HikariHandOut => {
                pools.hand_out(site, db, ConnId(args.id()), out);
                values![]
            }
            Native::HikariRelease => {
                let conn = ConnId(args.id());
                values![match pools.release(site, db, conn, out) {
                    Release::Gone => 0i64,
                    Release::Evicted(reason) => 2 + reason_code(reason),
                    Release::Free => i64::from(pools.offer(site, db, conn, How::Returned, out)),
                }]
            }
            Native::HikariOffer => {
                let (conn, how) = (ConnId(args.id()), how(args.int()));
                values![pools.offer(site, db, conn, how, out)]
            }
            Native::HikariTimeoutText => {
                let ms = args.id();
                let text = pools.hikari(db).map(|entry| entry.pool.timeout_text(&entry.name, ms));
                values![text.unwrap_or_default()]
            }
            Native::HikariFigures => {
                let figures = pools.hikari(db).map(|entry| entry.pool.figures()).unwrap_or_default();
                let all = [figures.total, figures.active, figures.idle, figures.waiting];
                values![all.map(|n| n as i64).to_vec()]
            }
            _ => return None,
        })
    }

    /// What the pool's own threads do.
    fn call_hikari_thread(
        &mut self,
        site: &Site,
        native: Native,
        db: u64,
        args: &mut Args,
        out: &mut Effects,
    ) -> Option<Vec<Value>> {
        let pools = &mut self.pools;
        Some(match native {
            Native::HikariConfigure => {
                pools.configure(db, config(&args.ints()), out);
                values![]
            }
            Native::HikariDial => values![pools.dial(site.now, db, out)],
            Native::HikariDialed => {
                let (conn, ok) = (ConnId(args.id()), args.bool());
                let socket = self.databases.take_fresh(site.caller);
                let timers = pools.dial_ended(site.now, db, conn, socket, ok, out);
                values![timers.lifetime, timers.keepalive]
            }
            Native::HikariAdd => {
                let conn = ConnId(args.id());
                let added = pools.add(db, conn, out);
                values![added, added && pools.offer(site, db, conn, How::Added, out)]
            }
            Native::HikariRemove => {
                let (conn, reason) = (ConnId(args.id()), reason(args.int()));
                values![pools.take_one(db, conn, reason, out)]
            }
            Native::HikariClosed => {
                let (conn, refill) = (ConnId(args.id()), args.bool());
                values![pools.conn_closed(db, conn, refill, out)]
            }
            Native::HikariEvict => {
                let (conn, reason, owner) = (ConnId(args.id()), reason(args.int()), args.bool());
                let evict = |pool: &mut Pool| match pool.soft_evict(conn, reason, owner) {
                    true => vec![conn],
                    false => Vec::new(),
                };
                values![!pools.take_out(db, out, evict).is_empty()]
            }
            Native::HikariEvictAll => {
                let reason = reason(args.int());
                values![pools.take_out(db, out, |pool| pool.soft_evict_all(reason))]
            }
            Native::HikariAbort => values![pools.take_out(db, out, Pool::abort_active)],
            Native::HikariReserve => {
                let conn = ConnId(args.id());
                values![pools.hikari(db).is_some_and(|entry| entry.pool.reserve(conn))]
            }
            Native::HikariUnreserve => {
                let conn = ConnId(args.id());
                let free = pools.hikari(db).is_some_and(|entry| entry.pool.unreserve(conn));
                values![free && pools.offer(site, db, conn, How::Unreserved, out)]
            }
            Native::HikariRequest => values![pools.request(db, out)],
            Native::HikariHousekeep => {
                let (starved, closing, start) = pools.keep_house(site.now, db, out);
                values![starved, closing, start]
            }
            Native::HikariShouldAdd => {
                values![pools.hikari(db).is_some_and(|entry| entry.pool.should_create())]
            }
            Native::HikariTaskFailed => {
                values![pools.hikari(db).map_or(0, |entry| entry.pool.task_failed())]
            }
            Native::HikariShutdown => {
                pools.shut_down(db, out);
                values![]
            }
            Native::HikariCloseBag => {
                if let Some(entry) = pools.hikari(db) {
                    entry.pool.close_bag();
                }
                values![]
            }
            _ => return None,
        })
    }
}

fn kind(taken: Taken) -> i64 {
    match taken {
        Taken::Wait(_) | Taken::Lost => 0,
        Taken::Conn(_, Check::Good) => 1,
        Taken::Conn(_, Check::Validate) => 2,
        Taken::Conn(_, Check::Evicted(reason)) => 3 + reason_code(reason),
    }
}

fn how(number: i64) -> How {
    match number {
        0 => How::Returned,
        1 => How::Added,
        _ => How::Unreserved,
    }
}

/// The reasons that the Go package knows, by their numbers there.
const REASONS: [CloseReason; 4] =
    [CloseReason::Evicted, CloseReason::MaxLifetime, CloseReason::Dead, CloseReason::Broken];

fn reason(number: i64) -> CloseReason {
    let found = usize::try_from(number).ok().and_then(|at| REASONS.get(at));
    found.copied().unwrap_or(CloseReason::Evicted)
}

fn reason_code(reason: CloseReason) -> i64 {
    REASONS.iter().position(|&known| known == reason).unwrap_or(0) as i64
}

/// The settings in the order in which the Go package passes them.
fn settings(config: &Config) -> Vec<i64> {
    vec![
        config.max_pool_size,
        config.min_idle,
        config.connection_timeout,
        config.validation_timeout,
        config.idle_timeout,
        config.max_lifetime,
        config.keepalive_time,
        config.leak_detection_threshold,
        config.alive_bypass_window,
        config.housekeeping_period,
    ]
}

fn config(settings: &[i64]) -> Config {
    let at = |at: usize| settings.get(at).copied().unwrap_or(0);
    Config {
        max_pool_size: at(0),
        min_idle: at(1),
        connection_timeout: at(2),
        validation_timeout: at(3),
        idle_timeout: at(4),
        max_lifetime: at(5),
        keepalive_time: at(6),
        leak_detection_threshold: at(7),
        alive_bypass_window: at(8),
        housekeeping_period: at(9),
    }
}
