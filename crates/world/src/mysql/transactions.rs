//! Transactions of sessions: when a statement waits for a lock, and when locks are given back.

use super::Server;
use super::locks::{Row, Target};
use super::session::{DEADLOCK, Doing, LockEnd, News, READ_ONLY, ServerError, Start, Statement};
use super::statement::{Kind, Rows};
use crate::Time;

impl Server {
    /// What has happened besides what was asked for since this was asked last.
    pub fn take_news(&mut self) -> Vec<News> {
        std::mem::take(&mut self.news)
    }

    /// A statement has arrived: it runs, or waits for a lock first.
    pub(super) fn receive(&mut self, now: Time, socket: u64, statement: Statement) -> Start {
        let Some(target) = self.target(&statement.query.kind) else {
            return self.run(now, socket, statement);
        };
        if self.refuses(&statement.query.kind) {
            return self.begin(socket, Doing::Failing(READ_ONLY), now.saturating_add(statement.work));
        }
        if self.locks.acquire(socket, target) {
            return self.run(now, socket, statement);
        }
        let behind = self.locks.behind(socket).unwrap_or_default();
        self.news.push(News::LockWait { socket, behind });
        let start = self.wait(now, socket, statement);
        self.break_circles(now, socket);
        match self.sessions.get(&socket) {
            // It was the one to be rolled back, or has the lock because another was.
            Some(session) if session.op != start.op => self.take_start(socket).unwrap_or(start),
            _ => start,
        }
    }

    /// What a statement locks.
    fn target(&mut self, kind: &Kind) -> Option<Target> {
        let Kind::Locking { table, rows, .. } = kind else {
            return None;
        };
        let row = match rows {
            Rows::One(key) => Some(Row::Key(key.clone())),
            Rows::New => Some(Row::New(self.next_op)),
            Rows::All | Rows::Unknown => None,
        };
        Some(Target { table: table.clone(), row })
    }

    fn run(&mut self, now: Time, socket: u64, statement: Statement) -> Start {
        let work = statement.work;
        let mut start = self.begin(socket, Doing::Statement(statement), now.saturating_add(work));
        if let Some(cores) = &mut self.cores {
            cores.start(now, socket, start.op, work);
            start.at = None;
        }
        start
    }

    fn wait(&mut self, now: Time, socket: u64, statement: Statement) -> Start {
        let limit = self.sessions.get(&socket).map_or(0, |s| s.config.lock_wait_timeout.as_nanos());
        let mut start = self.begin(socket, Doing::Waiting(statement, now), now.saturating_add(limit));
        if limit == 0 {
            start.at = None;
        }
        start
    }

    /// Rolls transactions back until `socket`, which waits since now, waits for nobody that waits for it. Of those
    /// in a circle it is the one that has changed the fewest rows, and of equals the one that waits since last.
    fn break_circles(&mut self, now: Time, socket: u64) {
        while let Some(circle) = self.locks.circle(socket) {
            let weight = |&owner: &u64| {
                let session = self.sessions.get(&owner);
                let op = session.map_or(0, |session| session.op);
                (session.map_or(0, |session| session.changed), std::cmp::Reverse(op))
            };
            let Some(victim) = circle.into_iter().min_by_key(weight) else { return };
            self.stop_waiting(now, victim, LockEnd::Deadlock);
            let granted = self.locks.leave(victim);
            self.fail(now, victim, DEADLOCK);
            self.granted(now, granted);
            self.end_transaction(now, victim);
        }
    }

    /// The statement of `socket` ends with an error, now.
    fn fail(&mut self, now: Time, socket: u64, error: ServerError) {
        let start = self.begin(socket, Doing::Failing(error), now);
        self.news.push(News::Started(socket, start));
    }

    /// These sessions have got the locks for which they waited.
    fn granted(&mut self, now: Time, sockets: Vec<u64>) {
        for socket in sockets {
            if let Some(statement) = self.stop_waiting(now, socket, LockEnd::Granted) {
                let start = self.run(now, socket, statement);
                self.news.push(News::Started(socket, start));
            }
        }
    }

    /// Notes that `socket` waits no longer, if it does.
    fn stop_waiting(&mut self, now: Time, socket: u64, end: LockEnd) -> Option<Statement> {
        let session = self.sessions.get_mut(&socket)?;
        match std::mem::replace(&mut session.doing, Doing::Nothing) {
            Doing::Waiting(statement, since) => {
                let waited = now.saturating_sub(since);
                self.news.push(News::LockEnded { socket, waited, end });
                Some(statement)
            }
            doing => {
                session.doing = doing;
                None
            }
        }
    }

    /// A lock did not come in time.
    pub(super) fn give_up_waiting(&mut self, now: Time, socket: u64, since: Time) {
        let waited = now.saturating_sub(since);
        self.news.push(News::LockEnded { socket, waited, end: LockEnd::Timeout });
        let granted = self.locks.leave(socket);
        self.granted(now, granted);
    }

    /// A statement has ended well or not; what follows for the transaction.
    pub(super) fn settle(&mut self, now: Time, socket: u64, kind: &Kind, ok: bool) {
        let Some(session) = self.sessions.get_mut(&socket) else { return };
        match kind {
            // What was open is committed first. A commit that fails has rolled back.
            Kind::Begin if ok => {
                self.end_transaction(now, socket);
                if let Some(session) = self.sessions.get_mut(&socket) {
                    session.transaction = true;
                }
            }
            Kind::Commit | Kind::Rollback => self.end_transaction(now, socket),
            Kind::Autocommit(on) if ok => {
                session.autocommit = *on;
                if *on {
                    self.end_transaction(now, socket);
                }
            }
            Kind::Locking { changes: true, .. } if ok => session.changed += 1,
            _ => {}
        }
        self.end_statement(now, socket);
    }

    /// Outside of a transaction a statement's locks end with it.
    pub(super) fn end_statement(&mut self, now: Time, socket: u64) {
        if self.sessions.get(&socket).is_some_and(|session| !session.in_transaction()) {
            self.end_transaction(now, socket);
        }
    }

    /// Committed or rolled back: the locks are free.
    pub(super) fn end_transaction(&mut self, now: Time, socket: u64) {
        if let Some(session) = self.sessions.get_mut(&socket) {
            session.transaction = false;
            session.changed = 0;
            session.writes.clear();
        }
        let granted = self.locks.release(socket);
        self.granted(now, granted);
    }

    /// The session of `socket` ends: it waits no longer, and its locks are free.
    pub(super) fn abandon(&mut self, now: Time, socket: u64) {
        self.stop_waiting(now, socket, LockEnd::Gone);
        let mut granted = self.locks.leave(socket);
        granted.extend(self.locks.release(socket));
        self.granted(now, granted);
    }

    /// Locks are held by sessions in transactions or with a statement under way, and waits are those of sessions that
    /// wait.
    #[cfg(test)]
    pub(super) fn check_locks(&self) {
        for owner in self.locks.owners() {
            let session = self.sessions.get(&owner).expect("locks of a session that is there");
            let running = matches!(session.doing, Doing::Statement(_) | Doing::Committing(..));
            assert!(session.in_transaction() || running, "{owner} has locks for nothing");
        }
        for (socket, session) in &self.sessions {
            let behind = self.locks.behind(*socket);
            assert_eq!(behind.is_some(), self.locks.waits(*socket), "{socket} waits for nobody");
            assert_eq!(matches!(session.doing, Doing::Waiting(..)), self.locks.waits(*socket));
        }
    }

    /// Takes the last start of `socket` out of the news, to be told as an answer.
    fn take_start(&mut self, socket: u64) -> Option<Start> {
        let is_it = |news: &News| matches!(news, News::Started(of, _) if *of == socket);
        let at = self.news.iter().rposition(is_it)?;
        match self.news.remove(at) {
            News::Started(_, start) => Some(start),
            _ => None,
        }
    }
}
