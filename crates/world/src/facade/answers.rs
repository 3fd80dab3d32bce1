//! The results of the driver's native functions.

use crate::mysql::select::{Column, ColumnKind};
use crate::mysql::{Query, Refusal, ServerError};
use crate::value::{Value, values};

/// Codes that the driver understands; `natives` has their meaning.
pub(super) const OK: i64 = 0;
pub(super) const CANCELLED: i64 = 1;
pub(super) const ERROR: i64 = 2;
pub(super) const BAD: i64 = 3;
pub(super) const LOST: i64 = 4;
pub(super) const REFUSED: i64 = 5;
pub(super) const END: i64 = 6;

/// Which native call a goroutine is blocked in; it decides the shape of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Call {
    Connect,
    Query,
    Row,
    Drain,
    Exec,
}

/// The results of a call that brings no data, with this code.
pub(super) fn failure(call: Call, code: i64) -> Vec<Value> {
    shaped(call, code, 0, "", "")
}

/// A session is ready, under this number.
pub(super) fn connected(number: u64) -> Vec<Value> {
    shaped(Call::Connect, OK, number as i64, "", "")
}

/// Nobody listens at `address`.
pub(super) fn refused(address: &str) -> Vec<Value> {
    let text = format!("dial tcp {address}: connect: connection refused");
    shaped(Call::Connect, REFUSED, 0, "", &text)
}

/// Nobody has answered at `address` in time.
pub(super) fn dial_timeout(address: &str) -> Vec<Value> {
    shaped(Call::Connect, REFUSED, 0, "", &format!("dial tcp {address}: i/o timeout"))
}

pub(super) fn error_values(call: Call, error: &ServerError) -> Vec<Value> {
    shaped(call, ERROR, i64::from(error.number), error.state, error.message)
}

fn shaped(call: Call, code: i64, number: i64, state: &str, text: &str) -> Vec<Value> {
    match call {
        Call::Connect => values![code, number, state, text],
        Call::Query => values![code, number, state, text, 0i64, 0i64, 0i64],
        Call::Exec => values![code, number, state, text, 0i64, 0i64],
        Call::Row => values![code, 0i64],
        Call::Drain => values![code],
    }
}

pub(super) fn code(refusal: Refusal) -> i64 {
    match refusal {
        Refusal::Closed => BAD,
        Refusal::Lost => LOST,
        Refusal::Arguments => REFUSED,
    }
}

fn kind(kind: &ColumnKind) -> i64 {
    match kind {
        ColumnKind::Text(_) => 0,
        ColumnKind::RowNumber => 1,
        ColumnKind::Int(_) => 2,
        ColumnKind::Float(_) => 3,
    }
}

fn literal(kind: &ColumnKind) -> String {
    match kind {
        ColumnKind::Int(number) => number.to_string(),
        ColumnKind::Float(text) | ColumnKind::Text(text) => text.clone(),
        ColumnKind::RowNumber => String::new(),
    }
}

/// The answer to a query.
pub(super) fn header(query: &Query, here: u64, result: u64) -> Vec<Value> {
    values![OK, 0i64, "", "", result, query.number, here]
}

/// What the rows of a query look like.
pub(super) fn columns(columns: &[Column]) -> Vec<Value> {
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let kinds: Vec<i64> = columns.iter().map(|column| kind(&column.kind)).collect();
    let literals: Vec<String> = columns.iter().map(|column| literal(&column.kind)).collect();
    values![names, kinds, literals]
}

/// A row, by its number.
pub(super) fn row(row: u64) -> Vec<Value> {
    values![OK, row]
}

/// A statement without rows is done.
pub(super) fn executed(id: i64, affected: i64) -> Vec<Value> {
    values![OK, 0i64, "", "", id, affected]
}
