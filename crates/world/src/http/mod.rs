//! Connections and requests between clients and HTTP servers, as data.
//!
//! The handler side (parsing routes, running handlers, timeouts of a server) is Go code; here is what lies
//! between: listeners, connections, requests on their way, and clients who give up. Between clients and servers the
//! network takes no time, unless there are zones and a balancer (`front`). A client uses a connection for one request at a time and, with keep-alive, for its next request.

mod check;
mod client;
mod front;
mod line;
mod listen;
mod probe;
mod serve;
mod state;
mod way;

pub(crate) use front::Told;
pub(crate) use line::{Answer, Message};
pub(crate) use state::Web;
pub use state::{Request, Sent};

#[cfg(test)]
mod tests;
