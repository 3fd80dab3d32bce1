//! The servers' side: what the native functions of `net/http` do.

use super::check::CHECKER;
use super::client::record;
use super::line::{Answer, Ending};
use super::probe::PROBER;
use super::state::{Client, HttpConn, Served, Unread, Web};
use crate::Time;
use crate::balance::HopFailure;
use crate::clients::{Cause, Endpoint, Group, Heard, RequestId, retry_after};
use crate::effect::{Caller, Effects, IO_WAIT, Reply, Site};
use crate::record::RequestRecord;
use crate::value::{Value, values};

/// Codes of reading and watching.
pub(super) const REQUEST: i64 = 0;
const CLIENT_CLOSED: i64 = 1;
const WE_CLOSED: i64 = 2;
const AGAIN: i64 = 3;

impl Web {
    /// The next request on a connection.
    pub(crate) fn read_request(&mut self, site: &Site, conn: u64, out: &mut Effects) -> Reply {
        let Some(state) = self.conns.get_mut(&conn) else {
            return Reply::Return(no_request(WE_CLOSED));
        };
        match (state.unread.take(), state.client_open) {
            (Some(sent), _) => Reply::Return(self.start(site.now, site.caller, conn, sent, out)),
            (None, false) => Reply::Return(no_request(CLIENT_CLOSED)),
            (None, true) => {
                state.reading = Some(site.caller);
                Reply::Block(IO_WAIT)
            }
        }
    }

    /// Wakes the goroutine that reads from `conn` if there is something for it.
    pub(super) fn deliver(&mut self, now: Time, conn: u64, out: &mut Effects) {
        let Some(state) = self.conns.get_mut(&conn) else {
            return;
        };
        if state.unread.is_none() && state.client_open {
            return;
        }
        let Some(reader) = state.reading.take() else { return };
        let results = match state.unread.take() {
            Some(sent) => self.start(now, reader, conn, sent, out),
            None => no_request(CLIENT_CLOSED),
        };
        out.complete(reader, results);
    }

    /// A goroutine has read a request and serves it from now on.
    fn start(&mut self, now: Time, by: Caller, conn: u64, sent: Unread, out: &mut Effects) -> Vec<Value> {
        let id = match sent {
            Unread::Request(id) => id,
            Unread::Message(message) => return self.start_message(by, conn, *message, out),
        };
        let (Some(state), Some(request)) = (self.conns.get_mut(&conn), self.requests.get_mut(&id)) else {
            return no_request(CLIENT_CLOSED);
        };
        state.current = Some(Served::Request(id));
        let told = state.told.replace((request.group, request.endpoint));
        request.started = Some((now, by));
        self.serving.insert(by, id);
        if request.group == PROBER {
            let endpoint = request.endpoint;
            return values![REQUEST, "GET", self.asked(endpoint), "localhost"];
        }
        if request.group == CHECKER {
            return values![REQUEST, "GET", self.check_path(), "localhost"];
        }
        record(out, id, RequestRecord::Started { by });
        let (user, number, endpoint) = (request.sent.user, request.sent.number, request.endpoint);
        let Some(group) = self.groups.get(request.group as usize) else {
            return no_request(CLIENT_CLOSED);
        };
        if told == Some((request.group, endpoint)) && group.is_constant(endpoint) {
            return values![AGAIN];
        }
        match group.config.mix.get(endpoint as usize) {
            Some(endpoint) => request_line(group, endpoint, (user, number)),
            None => no_request(CLIENT_CLOSED),
        }
    }

    /// Waits while a handler runs, until the client leaves or the watch is ended.
    pub(crate) fn background_read(&mut self, site: &Site, conn: u64) -> Reply {
        let Some(state) = self.conns.get_mut(&conn) else {
            return Reply::Return(values![CLIENT_CLOSED]);
        };
        if std::mem::take(&mut state.aborted) {
            return Reply::Return(values![WE_CLOSED]);
        }
        if !state.client_open {
            return Reply::Return(values![CLIENT_CLOSED]);
        }
        state.watching = Some(site.caller);
        Reply::Block(IO_WAIT)
    }

    /// Ends the watch, also one that is about to begin. Gives who was blocked in it.
    pub(crate) fn abort_read(&mut self, conn: u64) -> Option<Caller> {
        let state = self.conns.get_mut(&conn)?;
        let watcher = state.watching.take();
        state.aborted |= watcher.is_none();
        watcher
    }

    /// The answer that follows, for a client that reads it; or the beginning of one, if the connection is closed instead.
    pub(crate) fn send_body(&mut self, conn: u64, answer: Answer) {
        if let Some(state) = self.conns.get_mut(&conn) {
            state.sent = Some(answer);
        }
    }

    /// The answer to the request being served, with which the watch ends. Gives whether its client is there, and who was
    /// blocked in watching it.
    pub(crate) fn respond(
        &mut self,
        site: &Site,
        conn: u64,
        status: u16,
        keep: bool,
        out: &mut Effects,
    ) -> (bool, Option<Caller>) {
        let watcher = self.abort_read(conn);
        let Some(state) = self.conns.get_mut(&conn) else {
            return (false, watcher);
        };
        let (current, open) = (state.current.take(), state.client_open);
        let sent = state.sent.take().filter(|_| open && current.is_some());
        match state.client {
            // It keeps no connections.
            Client::Kubelet => state.client_open &= current.is_none(),
            Client::Balancer => {
                if let Some(Served::Request(id)) = current {
                    // A check's connection is its own: nobody uses it after that.
                    let check = self.requests.get(&id).is_some_and(|request| request.group == CHECKER);
                    state.client_open &= !check;
                    self.set_answer(id, open && keep && !check, sent);
                }
            }
            Client::User(number, user) => {
                let Some(group) = self.groups.get_mut(number as usize) else {
                    return (false, watcher);
                };
                match group.config.keep_alive {
                    // The connection must be free before the client may send again on it.
                    true if open && keep && current.is_some() => group.keep(user, conn),
                    true => {}
                    // A client that keeps no connections closes this one once it has the answer.
                    false => state.client_open &= current.is_none(),
                }
                if let (Some(Served::Request(id)), Some(answer)) = (current, sent) {
                    self.hear(site.now, id, status, answer);
                }
            }
            Client::Program(line) => {
                if let Some(answer) = sent {
                    self.answer_line(line, Answer { closing: !keep, ..answer }, out);
                }
            }
        }
        match current {
            Some(Served::Request(id)) => self.end(site.now, id, status, out),
            Some(Served::Message(by)) => self.end_message(by, out),
            None => {}
        }
        (open && current.is_some(), watcher)
    }

    /// A client reads the answer to its request.
    pub(super) fn hear(&mut self, now: Time, id: RequestId, status: u16, answer: Answer) {
        let Some(request) = self.requests.get_mut(&id) else {
            return;
        };
        let Answer { headers: header, body, .. } = answer;
        request.retry_after = retry_after(now, &header).unwrap_or(0);
        if let Some(group) = self.groups.get_mut(request.group as usize).filter(|group| group.config.reads) {
            group.heard = Some(Heard { at: now, status, header, body });
        }
    }

    /// A server has finished with a request.
    fn end(&mut self, now: Time, id: RequestId, status: u16, out: &mut Effects) {
        let Some(request) = self.requests.get_mut(&id) else {
            return;
        };
        if let Some((_, by)) = request.started {
            self.serving.remove(&by);
        }
        request.started = None;
        let (group, wanted) = (request.group, request.wanted);
        if wanted && request.way.is_some() {
            return self.send_back(now, id, Ok(status), out);
        }
        match wanted {
            true => self.answer(now, id, status, out),
            false if group == PROBER || group == CHECKER => {}
            false => record(out, id, RequestRecord::Abandoned { group, status }),
        }
        self.requests.remove(&id);
    }

    /// The server closes a connection.
    pub(crate) fn close_conn(&mut self, now: Time, conn: u64, out: &mut Effects) {
        let Some(state) = self.conns.remove(&conn) else {
            return;
        };
        if let Some(reader) = state.reading {
            out.complete(reader, no_request(WE_CLOSED));
        }
        if let Some(watcher) = state.watching {
            // Its read fails as if the client had left, and the handler's context ends.
            out.complete(watcher, values![CLIENT_CLOSED]);
        }
        match state.client {
            Client::User(number, _) => {
                if let Some(group) = self.groups.get_mut(number as usize) {
                    group.drop_kept(|conn| self.conns.get(&conn).is_some());
                }
            }
            Client::Kubelet | Client::Balancer => {}
            Client::Program(line) => {
                if let Some(answer) = state.sent {
                    self.answer_line(line, Answer { cut: true, ..answer }, out);
                }
                let how = if state.unread.is_some() { Ending::Reset } else { Ending::Closed };
                self.end_line(line, how, out);
            }
        }
        if let Some(Unread::Request(id)) = state.unread {
            self.drop_request(now, id, out);
        }
        match state.current {
            Some(Served::Request(id)) => self.drop_request(now, id, out),
            Some(Served::Message(by)) => self.end_message(by, out),
            None => {}
        }
        self.drained(out);
    }

    /// A request whose connection is gone has no answer.
    fn drop_request(&mut self, now: Time, id: RequestId, out: &mut Effects) {
        let Some(request) = self.requests.get_mut(&id) else {
            return;
        };
        if let Some((_, by)) = request.started.take() {
            self.serving.remove(&by);
        }
        let (group, wanted) = (request.group, request.wanted);
        if wanted && request.way.is_some() {
            return self.send_back(now, id, Err(HopFailure::Reset), out);
        }
        match wanted {
            true => self.fail(now, id, Cause::Reset, out),
            false if group == PROBER || group == CHECKER => {}
            false => record(out, id, RequestRecord::Abandoned { group, status: 0 }),
        }
        self.requests.remove(&id);
    }

    /// A process is gone, with its listeners and its ends of all connections. With the power of its host (`silent`)
    /// nobody is told.
    pub(crate) fn process_exits(&mut self, now: Time, process: u32, silent: bool, out: &mut Effects) {
        self.draining.retain(|(_, caller)| caller.process != process);
        for listener in self.listeners.values_mut() {
            if listener.process == process {
                listener.accepting.clear();
            }
        }
        if silent {
            self.vanish(process, out);
        }
        let listeners: Vec<u64> = self
            .listeners
            .iter()
            .filter(|(_, listener)| listener.process == process)
            .map(|(listener, _)| *listener)
            .collect();
        for listener in listeners {
            self.close_listener(now, listener, out);
        }
        for conn in self.conns_of(process, |conn| !conn.vanished) {
            if let Some(state) = self.conns.get_mut(&conn) {
                state.reading = None;
                state.watching = None;
            }
            self.close_conn(now, conn, out);
        }
        self.hang_up_all(now, process, out);
        self.serving.retain(|caller, _| caller.process != process);
    }

    fn conns_of(&self, process: u32, which: impl Fn(&HttpConn) -> bool) -> Vec<u64> {
        let own = self.conns().filter(|(_, conn)| conn.process == process && which(conn));
        own.map(|(conn, _)| conn).collect()
    }

    /// The host of a process has no power any more: the balancer's connections stay as they are, and nothing comes back.
    fn vanish(&mut self, process: u32, out: &mut Effects) {
        for listener in self.listeners.values_mut().filter(|listener| listener.process == process) {
            listener.backlog.clear();
        }
        for conn in self.conns_of(process, |conn| matches!(conn.client, Client::Balancer)) {
            let Some(state) = self.conns.get_mut(&conn) else { continue };
            (state.reading, state.watching, state.vanished) = (None, None, true);
            let current = match state.current.take() {
                Some(Served::Request(id)) => Some(id),
                _ => None,
            };
            let unread = match state.unread.take() {
                Some(Unread::Request(id)) => Some(id),
                _ => None,
            };
            for id in [current, unread].into_iter().flatten() {
                let Some(request) = self.requests.get_mut(&id) else { continue };
                request.started = None;
                let (group, wanted) = (request.group, request.wanted);
                match wanted {
                    true => self.lose(id),
                    false => self.abandon(id, group, 0, out),
                }
            }
        }
    }
}

/// What a server reads of request `number` of a user.
fn request_line(group: &Group, endpoint: &Endpoint, (user, number): (u64, u64)) -> Vec<Value> {
    let target =
        endpoint.target.replace("{user}", &user.to_string()).replace("{request}", &number.to_string());
    let host = match group.config.port {
        Some(port) => format!("localhost:{port}"),
        None => "localhost".to_owned(),
    };
    let mut results = values![REQUEST, endpoint.method.as_str(), target, host];
    // What is left out reads as nil.
    if !endpoint.headers.is_empty() || !endpoint.body.is_empty() {
        let headers = endpoint.headers.iter().flat_map(|(name, value)| [name.clone(), value.clone()]);
        results.push(Value::from(headers.collect::<Vec<_>>()));
        results.push(Value::Bytes(endpoint.body.clone()));
    }
    results
}

fn no_request(code: i64) -> Vec<Value> {
    values![code]
}
