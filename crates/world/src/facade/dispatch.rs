//! From native calls with values to typed methods and back.

use crate::effect::{Effects, Reply, Site};
use crate::mysql::select::text_value;
use crate::natives::Native;
use crate::sql::{
    Begin, CleanRun, CleanerStart, CleanerWake, Closing, ConnId, Delivered, Opened, Pool, Put, Strategy,
    Ticket,
};
use crate::value::{Args, Arguments, Value, values};
use crate::world::World;

impl World {
    /// Serves a call of `native`. A blocked goroutine gets its results by an [`crate::Effect::Complete`].
    pub fn call(&mut self, site: Site, native: Native, args: &dyn Arguments, out: &mut Effects) -> Reply {
        let args = &mut Args::new(args);
        // In the order of the table.
        let reply = if native <= Native::PoolClose {
            self.call_pool(&site, native, args, out).map(Reply::Return)
        } else if native < Native::HttpListen {
            self.call_database(&site, native, args, out)
        } else if native < Native::HikariValidate {
            Some(self.call_http(&site, native, args, out))
        } else if native < Native::LimiterNew {
            self.call_hikari(&site, native, args, out)
        } else if native < Native::BreakerNew {
            self.call_limiter(native, args).map(Reply::Return)
        } else if native < Native::CircuitNew {
            self.call_breaker(native, args).map(Reply::Return)
        } else if native < Native::RedisOpen {
            self.call_circuit(native, args).map(Reply::Return)
        } else {
            self.call_redis(&site, native, args, out)
        };
        reply.unwrap_or(Reply::Return(Vec::new()))
    }

    fn call_pool(
        &mut self,
        site: &Site,
        native: Native,
        args: &mut Args,
        out: &mut Effects,
    ) -> Option<Vec<Value>> {
        if native == Native::PoolOpen {
            return Some(values![self.pools.open(site, out)]);
        }
        let db = args.id();
        let pools = &mut self.pools;
        Some(match native {
            Native::PoolBegin => {
                let begin = pools.begin(site, db, strategy(args), out);
                let is_alive = |conn| pools.socket(db, conn).is_some_and(|s| self.databases.is_alive(s));
                let place = |ticket| pools.place(db, ticket);
                begun(begin, is_alive, place)
            }
            Native::PoolDialed => {
                let (conn, ok) = (ConnId(args.id()), args.bool());
                let socket = self.databases.take_fresh(site.caller);
                values![pools.dialed(site, db, conn, ok, socket, out)]
            }
            Native::PoolDelivered => {
                let (ticket, conn) = (Ticket(args.id()), args.id());
                let conn = (conn > 0).then_some(ConnId(conn));
                let strategy = strategy(args);
                let delivered = pools.delivered(site, db, ticket, conn, strategy, out);
                let socket = conn.and_then(|conn| pools.socket(db, conn));
                received(delivered, || socket.is_some_and(|socket| self.databases.is_alive(socket)))
            }
            Native::PoolCancelled => values![pools.cancelled(site, db, Ticket(args.id()), out)],
            Native::PoolPut => {
                let (conn, bad, reset) = (ConnId(args.id()), args.bool(), args.bool());
                let put = pools.put(site, db, conn, bad, reset, out);
                returned(put, |ticket| pools.place(db, ticket))
            }
            Native::PoolDiscard => {
                pools.discard(db, ConnId(args.id()), out);
                values![]
            }
            Native::PoolClosed => values![pools.closed(db, ConnId(args.id()), out)],
            Native::PoolOpenerBegin => values![pools.opener_begin(site, db, out).0],
            Native::PoolOpenerDone => {
                let (conn, ok) = (ConnId(args.id()), args.bool());
                let socket = self.databases.take_fresh(site.caller);
                let done = pools.opener_done(site, db, conn, ok, socket, out);
                opened(done, |ticket| pools.place(db, ticket))
            }
            Native::PoolSetMaxOpen => self.limit_count(db, out, Pool::set_max_open, args.int()),
            Native::PoolSetMaxIdle => self.limit_count(db, out, Pool::set_max_idle, args.int()),
            Native::PoolSetLifetime => self.limit_time(db, out, Pool::set_lifetime, args.int()),
            Native::PoolSetIdleTime => self.limit_time(db, out, Pool::set_idle_time, args.int()),
            Native::PoolClean => match pools.clean(site.now, db, out) {
                CleanRun::Stop => values![true, 0i64, Vec::<i64>::new()],
                CleanRun::Sleep { close, delay } => values![false, delay, numbers(&close)],
            },
            Native::PoolStats => {
                let stats = pools.get(db).map(|entry| entry.pool.stats());
                let s = stats.unwrap_or_default();
                let all = [
                    s.max_open,
                    s.open,
                    s.in_use,
                    s.idle,
                    s.wait_count,
                    s.wait_duration,
                    s.max_idle_closed,
                    s.max_idle_time_closed,
                    s.max_lifetime_closed,
                ];
                values![all.map(|n| n as i64).to_vec()]
            }
            Native::PoolClose => match pools.close(db, out) {
                None => values![false, Vec::<i64>::new(), Vec::<i64>::new()],
                Some(Closing { conns, tickets }) => {
                    let places = tickets.iter().map(|ticket| pools.place(db, *ticket) as i64);
                    values![true, numbers(&conns), places.collect::<Vec<i64>>()]
                }
            },
            _ => return None,
        })
    }

    fn limit_count(
        &mut self,
        db: u64,
        out: &mut Effects,
        set: fn(&mut Pool, i64) -> Vec<ConnId>,
        n: i64,
    ) -> Vec<Value> {
        let closing = self.pools.set_limit(db, out, |pool| set(pool, n)).unwrap_or_default();
        self.pools.note_closing(db, &closing, out);
        values![numbers(&closing)]
    }

    fn limit_time(
        &mut self,
        db: u64,
        out: &mut Effects,
        set: fn(&mut Pool, i64) -> (CleanerWake, CleanerStart),
        nanos: i64,
    ) -> Vec<Value> {
        let set = self.pools.set_limit(db, out, |pool| set(pool, nanos));
        let (CleanerWake(wake), start) = set.unwrap_or((CleanerWake(false), CleanerStart(None)));
        values![wake, sleep(start)]
    }

    fn call_database(
        &mut self,
        site: &Site,
        native: Native,
        args: &mut Args,
        out: &mut Effects,
    ) -> Option<Reply> {
        let databases = &mut self.databases;
        let results = match native {
            Native::ServerOpen => match databases.open(site.now, &args.text(), out) {
                Ok(server) => values![server, ""],
                Err(text) => values![0i64, text],
            },
            Native::NetSocket => {
                let place = self.place_of(site.caller.process);
                values![self.databases.socket(site, args.id(), place)]
            }
            Native::NetConnect => return Some(databases.connect(site, args.id(), out)),
            Native::NetQuery | Native::NetExec => {
                let (socket, text) = (args.id(), args.bytes());
                let draws = self.http.draws(site.caller);
                let rows = native == Native::NetQuery;
                return Some(databases.statement(site, socket, &text, rows, draws, out));
            }
            Native::NetColumns => databases.columns(args.id()),
            Native::NetTexts => {
                let (names, row) = (args.texts(), args.id());
                let texts = names.iter().map(|name| text_value(&String::from_utf8_lossy(name), row));
                values![texts.collect::<Vec<String>>()]
            }
            Native::NetRow => return Some(databases.row(site, args.id(), args.id(), out)),
            Native::NetDrain => return Some(databases.drain(site, args.id(), args.id(), out)),
            Native::NetAlive => values![databases.is_alive(args.id())],
            Native::NetCancel | Native::NetClose => {
                databases.close(site.now, args.id(), out);
                values![]
            }
            _ => return None,
        };
        Some(Reply::Return(results))
    }
}

fn strategy(args: &mut Args) -> Strategy {
    match args.int() {
        0 => Strategy::CachedOrNew,
        _ => Strategy::AlwaysNew,
    }
}

fn numbers(conns: &[ConnId]) -> Vec<i64> {
    conns.iter().map(|conn| conn.0 as i64).collect()
}

fn sleep(start: CleanerStart) -> i64 {
    start.0.map_or(0, |nanos| nanos as i64)
}

/// How a session is to be reset: 0 not at all, 1 somehow, 2 by a look whether it is alive, which it is.
fn resetting(needs_reset: bool, is_alive: impl FnOnce() -> bool) -> usize {
    if needs_reset { 1 + usize::from(is_alive()) } else { 0 }
}

fn begun(
    begin: Begin,
    is_alive: impl FnOnce(ConnId) -> bool,
    place: impl FnOnce(Ticket) -> u64,
) -> Vec<Value> {
    match begin {
        Begin::Closed => values![0i64, 0i64, 0i64],
        Begin::Reuse { conn, needs_reset } => {
            let kind = [1i64, 2, 6][resetting(needs_reset, || is_alive(conn))];
            values![kind, conn.0, 0i64]
        }
        Begin::Expired { conn } => values![3i64, conn.0, 0i64],
        Begin::Wait { ticket } => values![4i64, place(ticket), ticket.0],
        Begin::Dial { conn } => values![5i64, conn.0, 0i64],
    }
}

fn received(delivered: Delivered, is_alive: impl FnOnce() -> bool) -> Vec<Value> {
    values![match delivered {
        Delivered::Nothing => 0i64,
        Delivered::Conn { needs_reset } => [1, 2, 4][resetting(needs_reset, is_alive)],
        Delivered::Expired => 3,
    }]
}

fn returned(put: Put, place: impl FnOnce(Ticket) -> u64) -> Vec<Value> {
    match put {
        Put::NeverOut => values![0i64, 0i64, 0i64, 0i64],
        Put::HandedTo(ticket) => values![1i64, place(ticket), 0i64, 0i64],
        Put::Idle(start) => values![2i64, 0i64, 0i64, sleep(start)],
        Put::Close { tokens, .. } => values![3i64, 0i64, tokens, 0i64],
    }
}

fn opened(opened: Opened, place: impl FnOnce(Ticket) -> u64) -> Vec<Value> {
    match opened {
        Opened::Discard => values![0i64, 0i64, 0i64, 0i64],
        Opened::HandedTo(ticket) => values![1i64, place(ticket), 0i64, 0i64],
        Opened::Idle(start) => values![2i64, 0i64, 0i64, sleep(start)],
        Opened::Failed { tell, tokens } => {
            values![3i64, tell.map_or(0, place), tokens, 0i64]
        }
    }
}
