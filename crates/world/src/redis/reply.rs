//! What Redis answers.

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// There is nothing.
    Nil,
    /// A whole number.
    Int(i64),
    /// Any bytes.
    Text(Vec<u8>),
    /// `OK` and its like.
    Status(String),
    /// An error: a code in capitals, then a text.
    Error(String),
    /// Several answers.
    List(Vec<Reply>),
}

impl Reply {
    /// Done.
    pub fn ok() -> Reply {
        Reply::Status("OK".to_owned())
    }

    pub(super) fn text(text: impl AsRef<[u8]>) -> Reply {
        Reply::Text(text.as_ref().to_vec())
    }

    pub(super) fn error(text: impl Into<String>) -> Reply {
        Reply::Error(text.into())
    }

    /// As Redis sends it (RESP, version 2).
    pub fn encode(&self, out: &mut Vec<u8>) {
        let line = |out: &mut Vec<u8>, kind: u8, text: &[u8]| {
            out.push(kind);
            out.extend_from_slice(text);
            out.extend_from_slice(b"\r\n");
        };
        match self {
            Reply::Nil => line(out, b'$', b"-1"),
            Reply::Int(number) => line(out, b':', number.to_string().as_bytes()),
            Reply::Status(text) => line(out, b'+', text.as_bytes()),
            Reply::Error(text) => line(out, b'-', text.as_bytes()),
            Reply::Text(text) => {
                line(out, b'$', text.len().to_string().as_bytes());
                out.extend_from_slice(text);
                out.extend_from_slice(b"\r\n");
            }
            Reply::List(replies) => {
                line(out, b'*', replies.len().to_string().as_bytes());
                replies.iter().for_each(|reply| reply.encode(out));
            }
        }
    }
}
