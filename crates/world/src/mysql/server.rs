//! The server: who is connected, and what each session is doing.
//!
//! A *socket* is the client's end of a session and names it. A client does one thing at a time on it; the
//! operation has a number, so that the event of an operation that is over means nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use tidepool_des::{Distribution, Keyed, Purpose, Rng, Seed};

use super::Config;
use super::commits::Role;
use super::cores::Cores;
use super::faults::Faults;
use super::locks::Locks;
use super::query::Query;
use super::session::{
    Disconnect, Doing, Done, Finished, LOCK_WAIT_TIMEOUT, News, NextRow, Refusal, Rows, SIMULATED, Session,
    Start, Statement, TOO_MANY,
};
use crate::Time;

const DIAL: Purpose = Purpose::new("mysql dial");
const LATENCY: Purpose = Purpose::new("mysql latency");
const ROW_DELAY: Purpose = Purpose::new("mysql row delay");

/// So many rows are in their client's buffer with the answer, if they take no time.
const PACKED: u64 = 1_000;

/// Round trips of a dial: TCP, the server's greeting with the client's answer, authentication. Where nobody listens,
/// the first is the only one.
const DIAL_TRIPS: Time = 3;

/// A database server. How it behaves may differ from client to client, as their data source names say.
#[derive(Clone, Debug)]
pub struct Server {
    dials: Keyed,
    seed: Seed,
    id: u64,
    up: bool,
    pub(super) sessions: BTreeMap<u64, Session>,
    connected: u64,
    accepted: u64,
    dialed: u64,
    begun: u64,
    ended: u64,
    pub(super) next_op: u64,
    next_result: u64,
    pub(super) last_insert: i64,
    /// None where statements do not slow each other.
    pub(super) cores: Option<Cores>,
    pub(super) locks: Locks,
    pub(super) news: Vec<News>,
    pub(super) role: Role,
    faults: Faults,
}

impl Server {
    /// A server without sessions. `id` tells the random streams of several servers apart. Its cores and
    /// faults are those of `config`: they are its own, while all else is as each client's configuration says.
    pub fn new(seed: Seed, id: u64, config: &Config) -> Self {
        Server {
            dials: seed.keyed(DIAL, id),
            seed,
            id,
            up: true,
            sessions: BTreeMap::new(),
            connected: 0,
            accepted: 0,
            dialed: 0,
            begun: 0,
            ended: 0,
            next_op: 0,
            next_result: 0,
            last_insert: 0,
            cores: (config.cores > 0).then(|| Cores::new(config.cores, config.thrash)),
            locks: Locks::default(),
            news: Vec::new(),
            role: Role::Alone,
            faults: config.faults.clone(),
        }
    }

    /// Sessions that count against `max_connections`.
    pub fn connected(&self) -> u64 {
        self.connected
    }

    /// How many statements it has finished.
    pub fn statements(&self) -> u64 {
        self.ended
    }

    /// Whether the session of `socket` counts against `max_connections`.
    pub fn is_connected(&self, socket: u64) -> bool {
        self.sessions.get(&socket).is_some_and(|session| session.connected)
    }

    /// Whether it runs.
    pub fn is_up(&self) -> bool {
        self.up
    }

    /// What goes wrong, and when.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// The sockets of the sessions that count against `max_connections`, oldest first.
    pub fn sockets(&self) -> impl Iterator<Item = u64> {
        self.sessions.iter().filter(|(_, session)| session.connected).map(|(socket, _)| *socket)
    }

    /// A client dials and sees the server behave by `config`.
    pub fn dial(&mut self, now: Time, socket: u64, config: Arc<Config>) -> Start {
        self.dialed += 1;
        let usual = config.dial.sample(&mut self.dials.at(self.dialed)).as_nanos();
        let delay = self.faults.dial(now, usual);
        self.sessions.insert(socket, Session::new(config, now));
        match self.up {
            true => self.begin(socket, Doing::Dialing, now.saturating_add(delay)),
            false => self.begin(socket, Doing::Refusing, now.saturating_add(delay / DIAL_TRIPS)),
        }
    }

    /// A client sends a statement and will want its rows or not. Begin, commit, rollback, prepare and ping are
    /// statements, too. `draws` names its random numbers by the request that it belongs to; without one they
    /// are named by the server's running number.
    pub fn statement(
        &mut self,
        now: Time,
        socket: u64,
        query: Arc<Query>,
        rows: bool,
        draws: Option<(u64, u64)>,
    ) -> Result<Start, Refusal> {
        let session = self.check(socket)?;
        if query.needs_arguments() {
            return Err(Refusal::Arguments);
        }
        let config = &session.config;
        let draws = draws.unwrap_or((self.id, self.begun + 1));
        let mut rng = self.seed.keyed(LATENCY, draws.0).at(draws.1);
        let time = match &config.ping {
            Some(ping) if query.is_ping => ping,
            _ => &config.latency,
        };
        let work = self.faults.statement(now, time.sample(&mut rng).as_nanos());
        self.begun += 1;
        let statement = Statement { query, rows, draws, work };
        Ok(self.receive(now, socket, statement))
    }

    /// When [`Server::ended`] must be called, if it must and nobody has been told before.
    pub fn arm(&mut self) -> Option<Time> {
        self.cores.as_mut()?.arm()
    }

    /// Statements whose end depended on what else ran and that have ended: their sockets and operations.
    pub fn ended(&mut self, now: Time) -> Vec<(u64, u64)> {
        self.cores.as_mut().map(|cores| cores.ended(now)).unwrap_or_default()
    }

    /// A client asks for the next row of `result`.
    pub fn row(&mut self, now: Time, socket: u64, result: u64) -> NextRow {
        if let Err(refusal) = self.check(socket) {
            return NextRow::Refused(refusal);
        }
        let Some(session) = self.sessions.get_mut(&socket) else {
            return NextRow::End;
        };
        let Some(rows) = session.results.get_mut(&result) else {
            return NextRow::End;
        };
        rows.next += 1;
        let row = rows.next;
        if row > session.config.rows {
            session.results.remove(&result);
            return NextRow::End;
        }
        // The first row comes with the answer.
        let delay = match row {
            1 => 0,
            _ => session.config.row_delay.sample(&mut rows.delays).as_nanos(),
        };
        match delay {
            0 => NextRow::Now(row),
            _ => NextRow::Later(self.begin(socket, Doing::Row(row), now.saturating_add(delay))),
        }
    }

    /// A client reads the rest of `result` and throws it away; nothing if that takes no time.
    pub fn drain(&mut self, now: Time, socket: u64, result: u64) -> Result<Option<Start>, Refusal> {
        self.check(socket)?;
        let Some(session) = self.sessions.get_mut(&socket) else {
            return Ok(None);
        };
        let Some(mut rows) = session.results.remove(&result) else {
            return Ok(None);
        };
        let left = session.config.rows.saturating_sub(rows.next.max(1));
        let delay = total_delay(&session.config.row_delay, left, &mut rows.delays);
        let end = now.saturating_add(delay);
        Ok((delay > 0).then(|| self.begin(socket, Doing::Draining, end)))
    }

    /// The operation `op` of `socket` is over. Nothing if it was given up before.
    pub fn finish(&mut self, now: Time, socket: u64, op: u64) -> Option<Finished> {
        let session = self.sessions.get_mut(&socket)?;
        if session.op != op {
            return None;
        }
        let heard = session.client;
        let doing = std::mem::replace(&mut session.doing, Doing::Nothing);
        session.idle_since = now;
        let done = match doing {
            Doing::Nothing => return None,
            Doing::Dialing => self.connect(now, socket),
            Doing::Refusing => {
                self.end(now, socket);
                Done::Down
            }
            Doing::Statement(statement) => {
                let done = self.answer(socket, &statement);
                let done = self.write(now, socket, &statement.query, done);
                if done == Done::Written {
                    return Some(Finished { done, heard });
                }
                self.settle(now, socket, &statement.query.kind, !matches!(done, Done::Failed(_)));
                done
            }
            committing @ Doing::Committing(..) => {
                session.doing = committing;
                return None;
            }
            Doing::Waiting(_, since) => {
                self.give_up_waiting(now, socket, since);
                self.end_statement(now, socket);
                Done::Failed(LOCK_WAIT_TIMEOUT)
            }
            Doing::Failing(error) => Done::Failed(error),
            Doing::Row(row) => Done::Row(row),
            Doing::Draining => Done::Drained,
        };
        // A session whose client has left ends as soon as the server notices: at its next answer.
        if !heard {
            self.end(now, socket);
        }
        Some(Finished { done, heard })
    }

    /// The client closes its socket. True: the session is over at once. False: the server is still busy
    /// with it and will notice later.
    pub fn client_closes(&mut self, now: Time, socket: u64) -> bool {
        let Some(session) = self.sessions.get_mut(&socket) else {
            return true;
        };
        session.client = false;
        session.results.clear();
        let idle = matches!(session.doing, Doing::Nothing | Doing::Row(_) | Doing::Draining);
        if idle {
            self.end(now, socket);
        }
        idle
    }

    /// Since when `socket` has been idle and when it will be ended for that, if ever.
    pub fn idle_deadline(&self, socket: u64) -> Option<Time> {
        let session = self.sessions.get(&socket)?;
        let limit = session.config.wait_timeout.as_nanos();
        let idle = matches!(session.doing, Doing::Nothing) && session.connected;
        (idle && limit > 0).then(|| session.idle_since.saturating_add(limit))
    }

    /// The server ends a session. Nothing if there is none.
    pub fn kill(&mut self, now: Time, socket: u64) -> Option<Disconnect> {
        let session = self.sessions.get(&socket)?;
        let connected = session.connected;
        self.end(now, socket);
        Some(Disconnect { socket, connected })
    }

    /// The server goes down: all sessions end, dials are refused until it is up again.
    pub fn go_down(&mut self, now: Time) -> Vec<Disconnect> {
        self.up = false;
        let sockets: Vec<u64> = self.sessions.keys().copied().collect();
        // Nobody gets a lock from one who goes down along with him.
        self.locks = Locks::default();
        sockets.into_iter().filter_map(|socket| self.kill(now, socket)).collect()
    }

    /// The server is up again.
    pub fn come_up(&mut self) {
        self.up = true;
    }

    fn check(&self, socket: u64) -> Result<&Session, Refusal> {
        match self.sessions.get(&socket) {
            Some(session) if !session.client => Err(Refusal::Closed),
            Some(session) => Ok(session),
            None => Err(Refusal::Lost),
        }
    }

    pub(super) fn begin(&mut self, socket: u64, doing: Doing, at: Time) -> Start {
        self.next_op += 1;
        let op = self.next_op;
        if let Some(session) = self.sessions.get_mut(&socket) {
            session.doing = doing;
            session.op = op;
        }
        Start { op, at: Some(at) }
    }

    fn connect(&mut self, now: Time, socket: u64) -> Done {
        let limit = self.sessions.get(&socket).map_or(0, |session| session.config.max_connections);
        if self.connected >= limit {
            self.end(now, socket);
            return Done::Refused(TOO_MANY);
        }
        self.connected += 1;
        self.accepted += 1;
        if let Some(session) = self.sessions.get_mut(&socket) {
            session.connected = true;
        }
        Done::Connected(self.accepted)
    }

    pub(super) fn end(&mut self, now: Time, socket: u64) {
        self.abandon(now, socket);
        let Some(session) = self.sessions.remove(&socket) else { return };
        if let Some(cores) = &mut self.cores {
            cores.stop(now, session.op);
        }
        if session.connected {
            self.connected -= 1;
        }
    }

    /// The outcome of a statement, settled when it ends.
    fn answer(&mut self, socket: u64, statement: &Statement) -> Done {
        let &Statement { ref query, rows, draws, .. } = statement;
        let Some(session) = self.sessions.get_mut(&socket) else {
            return Done::Drained;
        };
        let config = &session.config;
        self.ended += u64::from(!query.is_ping);
        if !query.is_ping && config.fail_every > 0 && self.ended.is_multiple_of(config.fail_every) {
            return Done::Failed(SIMULATED);
        }
        if rows {
            let all = if query.is_select { config.rows } else { 0 };
            // The first row comes with the answer, and others that need no time.
            let at_once = config.row_delay == Distribution::Constant(tidepool_des::Duration::ZERO);
            if all <= 1 || at_once && all <= PACKED {
                return Done::Result { query: Arc::clone(query), here: all, result: 0 };
            }
            self.next_result += 1;
            let delays = self.seed.keyed(ROW_DELAY, draws.0).at(draws.1);
            session.results.insert(self.next_result, Rows { next: 0, delays });
            return Done::Result { query: Arc::clone(query), here: 0, result: self.next_result };
        }
        if query.is_insert {
            self.last_insert += 1;
            return Done::Executed(self.last_insert, 1);
        }
        Done::Executed(0, 1)
    }
}

/// How many delays of one result are drawn one by one when it is thrown away.
const DRAWN: u64 = 1_000;

/// The time that `count` rows take together. Beyond a number of rows the mean stands for the draw, so that a
/// result of any size costs no more work than its time.
fn total_delay(delay: &Distribution, count: u64, draws: &mut Rng) -> Time {
    if let Distribution::Constant(one) = delay {
        return one.as_nanos().saturating_mul(count);
    }
    let drawn = count.min(DRAWN);
    let sum = (0..drawn).fold(0, |sum: Time, _| sum.saturating_add(delay.sample(draws).as_nanos()));
    let mean = delay.mean().map_or(0, |mean| mean.as_nanos());
    sum.saturating_add(mean.saturating_mul(count - drawn))
}
