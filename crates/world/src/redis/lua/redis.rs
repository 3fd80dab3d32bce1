//! What scripts call of Redis, and how replies become values and values replies.

use super::library::text;
use super::run::Machine;
use super::value::Value;
use super::{Fault, Reply};

/// The shortest digits that stand for a number, as Redis writes arguments.
fn argument_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 9e18 {
        return format!("{}", number as i64);
    }
    if !number.is_finite() {
        return if number.is_nan() {
            "nan"
        } else if number > 0.0 {
            "inf"
        } else {
            "-inf"
        }
        .to_owned();
    }
    let text = format!("{number:e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    match exponent {
        -4..21 => number.to_string(),
        _ => format!("{digits}e{}{}", if exponent < 0 { '-' } else { '+' }, exponent.abs()),
    }
}

fn arguments(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Vec<u8>>, Fault> {
    if args.is_empty() {
        return Err(reply_fault(
            machine,
            "ERR Please specify at least one argument for this redis.call() call",
        ));
    }
    let argument = |value: &Value| match value {
        Value::Number(number) => Some(argument_text(*number).into_bytes()),
        Value::Text(text) => Some(text.to_vec()),
        _ => None,
    };
    let all: Option<Vec<Vec<u8>>> = args.iter().map(argument).collect();
    all.ok_or_else(|| reply_fault(machine, "ERR Lua redis lib command arguments must be strings or integers"))
}

/// An error of Redis, as a script gets it.
fn reply_fault(machine: &mut Machine<'_>, error: &str) -> Fault {
    match named(machine, "err", error) {
        Ok(table) => Fault::raised(machine.line, table),
        Err(fault) => fault,
    }
}

pub(super) fn call(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let command = arguments(machine, args)?;
    machine.spend(machine.host.weight(&command) / 8)?;
    match machine.host.call(&command) {
        Reply::Error(error) => Err(reply_fault(machine, &error)),
        reply => Ok(vec![to_value(machine, reply)?]),
    }
}

pub(super) fn pcall(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    match arguments(machine, args) {
        Ok(command) => {
            machine.spend(machine.host.weight(&command) / 8)?;
            let reply = machine.host.call(&command);
            Ok(vec![to_value(machine, reply)?])
        }
        Err(fault) => Ok(vec![fault.value]),
    }
}

pub(super) fn status_reply(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let said = String::from_utf8_lossy(&text(machine, "status_reply", args, 0)?).into_owned();
    Ok(vec![to_value(machine, Reply::Status(said))?])
}

/// A code in capitals stands before the text, `ERR` if there is none.
pub(super) fn error_reply(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let said = String::from_utf8_lossy(&text(machine, "error_reply", args, 0)?).into_owned();
    let said = said.strip_prefix('-').unwrap_or(&said);
    let error = if said.contains(' ') { said.to_owned() } else { format!("ERR {said}") };
    Ok(vec![to_value(machine, Reply::Error(error))?])
}

pub(super) fn sha1hex(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    Ok(vec![Value::text(super::digest(&text(machine, "sha1hex", args, 0)?))])
}

fn named(machine: &mut Machine<'_>, name: &str, said: &str) -> Result<Value, Fault> {
    let table = machine.table(Vec::new())?;
    if let Value::Table(inner) = &table {
        inner.borrow_mut().set(Value::text(name), Value::text(said));
    }
    Ok(table)
}

fn to_value(machine: &mut Machine<'_>, reply: Reply) -> Result<Value, Fault> {
    Ok(match reply {
        Reply::Nil => Value::Bool(false),
        Reply::Int(number) => Value::Number(number as f64),
        Reply::Text(text) => {
            machine.spend(text.len() / 16)?;
            Value::text(text)
        }
        Reply::Status(said) => named(machine, "ok", &said)?,
        Reply::Error(error) => named(machine, "err", &error)?,
        Reply::List(replies) => {
            let mut values = Vec::with_capacity(replies.len());
            for reply in replies {
                values.push(to_value(machine, reply)?);
            }
            machine.table(values)?
        }
    })
}

/// How deep tables may stand in each other in a reply.
const DEPTH_MAX: u32 = 32;

/// What a client gets for a script's result: fractions are cut off, a list ends at its first nil. A small table that stands in
/// itself may make a large reply: that takes steps, too.
pub(super) fn to_reply(machine: &mut Machine<'_>, value: &Value, depth: u32) -> Result<Reply, Fault> {
    machine.spend(1)?;
    machine.weigh(value)?;
    Ok(match value {
        Value::Number(number) => Reply::Int(*number as i64),
        Value::Text(text) => Reply::Text(text.to_vec()),
        Value::Bool(true) => Reply::Int(1),
        Value::Table(_) if depth >= DEPTH_MAX => Reply::Error("reached lua stack limit".to_owned()),
        Value::Table(table) => {
            let table = table.borrow();
            let shown = |value: Value| String::from_utf8_lossy(&value.shown()).into_owned();
            match (table.field("err"), table.field("ok")) {
                (error @ Value::Text(_), _) => Reply::Error(shown(error)),
                (_, said @ Value::Text(_)) => Reply::Status(shown(said)),
                _ => {
                    let values = table.list().iter().take_while(|value| !matches!(value, Value::Nil));
                    let replies: Result<Vec<Reply>, Fault> =
                        values.map(|value| to_reply(machine, value, depth + 1)).collect();
                    Reply::List(replies?)
                }
            }
        }
        _ => Reply::Nil,
    })
}
