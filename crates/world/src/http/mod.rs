//! Connections and requests between clients and HTTP servers, as data.
//!
//! The handler side (parsing routes, running handlers, timeouts of a server) is Go code; here is what lies
//! between: listeners, connections, requests on their way, and clients who give up. The network takes no
//! time. A client uses a connection for one request at a time and, with keep-alive, for its next request.

mod client;
mod line;
mod listen;
mod probe;
mod serve;
mod state;

pub(crate) use line::{Answer, Message};
pub(crate) use state::Web;
pub use state::{Request, Sent};

#[cfg(test)]
mod tests;
