//! Lines: the ends of connections that programs have dialled, to servers of the run or to services.
//!
//! A line carries one request at a time. What a server or service sends lies ready until the program receives it.

use std::collections::VecDeque;

use super::serve::REQUEST;
use super::state::{Client, Served, Unread, Web, dialled_from, port};
use crate::Time;
use crate::clients::RequestId;
use crate::effect::{Caller, Effects, IO_WAIT, Reply, Site};
use crate::follow::Note;
use crate::value::{Value, values};

/// The address that programs have.
pub(super) const LOCAL_HOST: &str = "127.0.0.1";

/// Codes of dialling.
const DIALED: i64 = 0;
const NO_HOST: i64 = 1;
const REFUSED: i64 = 2;
const NO_ROUTE: i64 = 3;

/// Codes of receiving an answer, whole or cut off; those of the other ends are of [`Ending`].
const ANSWER: i64 = 0;
const CUT: i64 = 4;

/// The end of a connection that a program has.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    process: u32,
    far: Far,
    receiving: Option<Caller>,
    outgoing: Message,
    /// For which request of a client the last one was sent, and by which goroutine.
    origin: Option<(RequestId, Caller)>,
    /// What has come and was not received.
    arrived: VecDeque<Answer>,
    ended: Option<Ending>,
}

/// What is at the other end.
#[derive(Clone, Copy, Debug)]
enum Far {
    /// The connection of a server.
    Server(u64),
    /// A service.
    Service(usize),
}

/// A request of a program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Message {
    method: Vec<u8>,
    target: Vec<u8>,
    host: Vec<u8>,
    headers: Vec<Vec<u8>>,
    body: Vec<u8>,
    /// The request of a client for which it is sent, and who sends it.
    origin: Option<(RequestId, Caller)>,
}

/// An answer to a program.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub status: u16,
    /// Names and values in turn.
    pub headers: Vec<Vec<u8>>,
    pub body: Vec<u8>,
    /// As the header says, -1 if it does not.
    pub length: i64,
    /// Whether the other end closes behind it.
    pub closing: bool,
    /// Whether it closes before the end of the body.
    pub cut: bool,
}

/// How a line has ended, with the code for its program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The other end was closed.
    Closed = 1,
    /// The other end was closed with something unread.
    Reset = 2,
    /// The program has hung up.
    HungUp = 3,
}

impl Web {
    /// Dials on behalf of a program.
    pub(crate) fn dial_line(&mut self, site: &Site, host: &str, port: &str, out: &mut Effects) -> Vec<Value> {
        let line = self.next_line + 1;
        let local = dialled_from(LOCAL_HOST, line);
        let (far, ip) = match self.services.find(host) {
            Some(service) => {
                let ip = self.services.ip(service);
                match self.services.dial(service, line, out) {
                    true => (Far::Service(service), ip),
                    false => return values![0i64, REFUSED, ip, ""],
                }
            }
            None if is_local(host) => match self.dial_server(site.caller.process, line, port, out) {
                Some(conn) => (Far::Server(conn), LOCAL_HOST.to_owned()),
                None => return values![0i64, REFUSED, LOCAL_HOST, ""],
            },
            None if is_address(host) => return values![0i64, NO_ROUTE, host, ""],
            None => return values![0i64, NO_HOST, "", ""],
        };
        self.next_line = line;
        let state = Line {
            process: site.caller.process,
            far,
            receiving: None,
            outgoing: Message::default(),
            origin: None,
            arrived: VecDeque::new(),
            ended: None,
        };
        self.lines.insert(line, state);
        values![line, DIALED, ip, local]
    }

    /// Connects a line with a server on `wanted`: one of its own process, or else those of the others in turn. A pod is
    /// a host of its own.
    fn dial_server(&mut self, process: u32, line: u64, wanted: &str, out: &mut Effects) -> Option<u64> {
        let wanted = port(wanted)?;
        let listening = self.listeners.iter().filter(|(_, listener)| listener.address.port() == wanted);
        let listening: Vec<(u64, u32)> = listening.map(|(id, listener)| (*id, listener.process)).collect();
        let own = listening.iter().find(|(_, of)| *of == process);
        let turn = usize::try_from(line).unwrap_or(0).checked_rem(listening.len())?;
        let others = if self.backends.is_none() { listening.get(turn) } else { None };
        let (listener, _) = *own.or(others)?;
        self.dial(listener, Client::Program(line), out)
    }

    /// Notes the request that a line sends next. What it is sent for is known by the goroutine that asks.
    pub(crate) fn prepare(&mut self, site: &Site, line: u64, mut message: Message) {
        message.origin = self.serving.get(&site.caller).map(|request| (*request, site.caller));
        if let Some(line) = self.lines.get_mut(&line) {
            line.outgoing = message;
        }
    }

    /// Sends the request that was noted. False if the other end is closed.
    pub(crate) fn send_line(&mut self, now: Time, line: u64, body: Vec<u8>, out: &mut Effects) -> bool {
        let Some(state) = self.lines.get_mut(&line).filter(|line| line.ended.is_none()) else {
            return false;
        };
        let mut message = std::mem::take(&mut state.outgoing);
        let origin = message.origin;
        state.origin = origin;
        let request = origin.map(|(request, _)| request);
        let mut note = |service| {
            if let Some((request, by)) = origin {
                out.note(request, Note::Called { line, by, service });
            }
        };
        match state.far {
            Far::Server(conn) => {
                let Some(state) = self.conns.get_mut(&conn) else { return false };
                note(None);
                message.body = body;
                state.unread = Some(Unread::Message(Box::new(message)));
                self.deliver(now, conn, out);
            }
            Far::Service(service) => {
                let draws = request.and_then(|request| self.draws_of(request));
                let call = self.services.next_call(service);
                note(Some((service as u64 + 1, call)));
                self.services.arrive(now, service, line, (request, draws), out);
            }
        }
        true
    }

    /// Waits for an answer.
    pub(crate) fn receive(&mut self, site: &Site, line: u64) -> Reply {
        let Some(state) = self.lines.get_mut(&line) else {
            return Reply::Return(values![Ending::HungUp as i64]);
        };
        match (state.arrived.pop_front(), state.ended) {
            (Some(answer), _) => Reply::Return(received(answer)),
            (None, Some(ending)) => Reply::Return(values![ending as i64]),
            (None, None) => {
                state.receiving = Some(site.caller);
                Reply::Block(IO_WAIT)
            }
        }
    }

    /// The program closes its end.
    pub(crate) fn hang_up(&mut self, now: Time, line: u64, out: &mut Effects) {
        let Some(state) = self.lines.remove(&line) else {
            return;
        };
        if let Some(receiver) = state.receiving {
            out.complete(receiver, values![Ending::HungUp as i64]);
        }
        note(out, state.request(), Note::LineEnded { line });
        match state.far {
            Far::Server(conn) => self.client_closes(now, conn, out),
            Far::Service(service) => self.services.hang_up(service, line, out),
        }
    }

    /// A process is gone, with all its lines.
    pub(super) fn hang_up_all(&mut self, now: Time, process: u32, out: &mut Effects) {
        let own = self.lines.iter_mut().filter(|(_, line)| line.process == process);
        let own: Vec<u64> = own.map(|(id, line)| (line.receiving = None, *id).1).collect();
        for line in own {
            self.hang_up(now, line, out);
        }
    }

    /// An answer arrives.
    pub(super) fn answer_line(&mut self, line: u64, answer: Answer, out: &mut Effects) {
        let Some(state) = self.lines.get_mut(&line) else {
            return;
        };
        note(out, state.request(), Note::Answered { line, status: answer.status });
        match state.receiving.take() {
            Some(receiver) => out.complete(receiver, received(answer)),
            None => state.arrived.push_back(answer),
        }
    }

    /// The other end is gone.
    pub(super) fn end_line(&mut self, line: u64, how: Ending, out: &mut Effects) {
        let Some(state) = self.lines.get_mut(&line) else {
            return;
        };
        state.ended = state.ended.or(Some(how));
        note(out, state.request(), Note::LineEnded { line });
        if let Some(receiver) = state.receiving.take() {
            out.complete(receiver, values![how as i64]);
        }
    }

    /// A goroutine has read a request of a program and serves it from now on.
    pub(super) fn start_message(
        &mut self,
        by: Caller,
        conn: u64,
        message: Message,
        out: &mut Effects,
    ) -> Vec<Value> {
        if let Some(state) = self.conns.get_mut(&conn) {
            state.current = Some(Served::Message(by));
            if let Client::Program(line) = state.client {
                note(out, message.request(), Note::CallServed { line, by });
            }
        }
        if let Some(request) = message.request() {
            self.serving.insert(by, request);
        }
        let Message { method, target, host, headers, body, .. } = message;
        vec![
            Value::Int(REQUEST),
            Value::Str(method),
            Value::Str(target),
            Value::Str(host),
            Value::Strs(headers),
            Value::Bytes(body),
        ]
    }

    /// A goroutine is done with a request of a program.
    pub(super) fn end_message(&mut self, by: Caller, out: &mut Effects) {
        let request = self.serving.remove(&by);
        note(out, request, Note::CallDone { by });
    }

    /// A call of a service is over.
    pub(crate) fn service_ends(&mut self, now: Time, service: usize, call: u64, out: &mut Effects) {
        if let Some((line, answer)) = self.services.end(now, service, call, out) {
            self.answer_line(line, answer, out);
        }
    }

    /// A fault of a service begins or is over.
    pub(crate) fn service_fault(
        &mut self,
        now: Time,
        service: usize,
        fault: usize,
        begins: bool,
        out: &mut Effects,
    ) {
        for line in self.services.fault(now, service, fault, begins, out) {
            self.end_line(line, Ending::Reset, out);
        }
    }
}

impl Answer {
    /// An answer with its header, names and values in turn.
    pub(crate) fn new(status: u16, headers: Vec<Vec<u8>>, body: Vec<u8>, closing: bool) -> Answer {
        if matches!(status, 204 | 304) {
            return Answer { status, headers, body, length: 0, closing, cut: false };
        }
        let length = headers.chunks_exact(2).find(|field| field[0] == b"Content-Length");
        let length = length.and_then(|field| std::str::from_utf8(&field[1]).ok()?.parse().ok());
        let length = length.filter(|length| *length >= 0).unwrap_or(-1);
        Answer { status, headers, body, length, closing, cut: false }
    }
}

impl Line {
    fn request(&self) -> Option<RequestId> {
        self.origin.map(|(request, _)| request)
    }
}

impl Message {
    fn request(&self) -> Option<RequestId> {
        self.origin.map(|(request, _)| request)
    }

    /// What `Prepare` was told.
    pub(crate) fn new([method, target, host]: [Vec<u8>; 3], headers: Vec<Vec<u8>>) -> Message {
        Message { method, target, host, headers, ..Message::default() }
    }
}

/// Something has become of what was sent on behalf of a request.
fn note(out: &mut Effects, request: Option<RequestId>, note: Note) {
    if let Some(request) = request {
        out.note(request, note);
    }
}

fn received(answer: Answer) -> Vec<Value> {
    vec![
        Value::Int(if answer.cut { CUT } else { ANSWER }),
        Value::Int(answer.status.into()),
        Value::Strs(answer.headers),
        Value::Bytes(answer.body),
        Value::Int(answer.length),
        Value::Bool(answer.closing),
    ]
}

fn is_local(host: &str) -> bool {
    matches!(host, "" | "localhost" | "0.0.0.0" | "::1" | "::")
        || host.starts_with("127.") && is_address(host)
}

fn is_address(host: &str) -> bool {
    host.parse::<std::net::IpAddr>().is_ok()
}
