//! What scripts can call: the parts of Lua's library that a limiter or a lock needs, and `redis`.

use std::rc::Rc;

use super::run::Machine;
use super::value::Value;
use super::{Fault, redis, texts};

/// The tables with functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Library {
    /// Functions that stand in no table.
    Base,
    Math,
    Table,
    Text,
    Redis,
}

/// A function that is not written in Lua.
#[derive(Debug)]
pub(super) struct Builtin {
    pub library: Library,
    pub name: &'static str,
    pub run: for<'a, 'b> fn(&'a mut Machine<'b>, &[Value]) -> Result<Vec<Value>, Fault>,
}

const fn builtin(
    library: Library,
    name: &'static str,
    run: for<'a, 'b> fn(&'a mut Machine<'b>, &[Value]) -> Result<Vec<Value>, Fault>,
) -> Builtin {
    Builtin { library, name, run }
}

static BUILTINS: [Builtin; 43] = [
    builtin(Library::Base, "assert", assert),
    builtin(Library::Base, "error", error),
    builtin(Library::Base, "ipairs", ipairs),
    builtin(Library::Base, "next", next),
    builtin(Library::Base, "pairs", pairs),
    builtin(Library::Base, "pcall", pcall),
    builtin(Library::Base, "select", select),
    builtin(Library::Base, "tonumber", tonumber),
    builtin(Library::Base, "tostring", tostring),
    builtin(Library::Base, "type", type_of),
    builtin(Library::Base, "unpack", unpack),
    builtin(Library::Math, "abs", |m, a| one(m, "abs", a, f64::abs)),
    builtin(Library::Math, "ceil", |m, a| one(m, "ceil", a, f64::ceil)),
    builtin(Library::Math, "exp", |m, a| one(m, "exp", a, libm::exp)),
    builtin(Library::Math, "floor", |m, a| one(m, "floor", a, f64::floor)),
    builtin(Library::Math, "fmod", |m, a| {
        Ok(vec![Value::Number(number(m, "fmod", a, 0)? % number(m, "fmod", a, 1)?)])
    }),
    builtin(Library::Math, "log", |m, a| one(m, "log", a, libm::log)),
    builtin(Library::Math, "max", |m, a| fold(m, "max", a, |most, x| x > most)),
    builtin(Library::Math, "min", |m, a| fold(m, "min", a, |least, x| x < least)),
    builtin(Library::Math, "pow", |m, a| {
        Ok(vec![Value::Number(libm::pow(number(m, "pow", a, 0)?, number(m, "pow", a, 1)?))])
    }),
    builtin(Library::Math, "sqrt", |m, a| one(m, "sqrt", a, f64::sqrt)),
    builtin(Library::Table, "concat", texts::concat),
    builtin(Library::Table, "getn", |m, a| {
        Ok(vec![Value::Number(table(m, "getn", a)?.borrow().len() as f64)])
    }),
    builtin(Library::Table, "insert", insert),
    builtin(Library::Table, "remove", remove),
    builtin(Library::Text, "byte", texts::byte),
    builtin(Library::Text, "char", texts::char),
    builtin(Library::Text, "format", texts::format),
    builtin(Library::Text, "len", |m, a| Ok(vec![Value::Number(text(m, "len", a, 0)?.len() as f64)])),
    builtin(Library::Text, "lower", |m, a| {
        Ok(vec![Value::text(text(m, "lower", a, 0)?.to_ascii_lowercase())])
    }),
    builtin(Library::Text, "rep", texts::rep),
    builtin(Library::Text, "reverse", |m, a| {
        Ok(vec![Value::text(text(m, "reverse", a, 0)?.iter().rev().copied().collect::<Vec<u8>>())])
    }),
    builtin(Library::Text, "sub", texts::sub),
    builtin(Library::Text, "upper", |m, a| {
        Ok(vec![Value::text(text(m, "upper", a, 0)?.to_ascii_uppercase())])
    }),
    builtin(Library::Redis, "call", redis::call),
    builtin(Library::Redis, "error_reply", redis::error_reply),
    builtin(Library::Redis, "log", |_, _| Ok(Vec::new())),
    builtin(Library::Redis, "pcall", redis::pcall),
    builtin(Library::Redis, "replicate_commands", |_, _| Ok(vec![Value::Bool(true)])),
    builtin(Library::Redis, "setresp", |_, _| Ok(Vec::new())),
    builtin(Library::Redis, "sha1hex", redis::sha1hex),
    builtin(Library::Redis, "status_reply", redis::status_reply),
    builtin(Library::Redis, "set_repl", |_, _| Ok(Vec::new())),
];

impl Library {
    pub fn name(self) -> &'static str {
        match self {
            Library::Base => "_G",
            Library::Math => "math",
            Library::Table => "table",
            Library::Text => "string",
            Library::Redis => "redis",
        }
    }

    /// What stands under a key.
    pub fn get(self, key: &Value) -> Value {
        let Value::Text(key) = key else { return Value::Nil };
        match (self, &key[..]) {
            (Library::Math, b"huge") => return Value::Number(f64::INFINITY),
            (Library::Math, b"pi") => return Value::Number(std::f64::consts::PI),
            (Library::Redis, b"LOG_DEBUG") => return Value::Number(0.0),
            (Library::Redis, b"LOG_VERBOSE") => return Value::Number(1.0),
            (Library::Redis, b"LOG_NOTICE") => return Value::Number(2.0),
            (Library::Redis, b"LOG_WARNING") => return Value::Number(3.0),
            _ => {}
        }
        let found = BUILTINS.iter().find(|b| b.library == self && b.name.as_bytes() == &key[..]);
        found.map(Value::Builtin).unwrap_or_default()
    }
}

/// What a name stands for that the script has not declared.
pub(super) fn global(name: &str) -> Option<Value> {
    match name {
        "math" => Some(Value::Library(Library::Math)),
        "table" => Some(Value::Library(Library::Table)),
        "string" => Some(Value::Library(Library::Text)),
        "redis" | "server" => Some(Value::Library(Library::Redis)),
        _ => match Library::Base.get(&Value::text(name)) {
            Value::Nil => None,
            found => Some(found),
        },
    }
}

fn wrong(machine: &Machine<'_>, name: &str, at: usize, wanted: &str, got: Option<&Value>) -> Fault {
    let got = got.map_or("no value", Value::type_name);
    machine.fault(format_args!("bad argument #{} to '{name}' ({wanted} expected, got {got})", at + 1))
}

/// An argument that is a number.
pub(super) fn number(machine: &Machine<'_>, name: &str, args: &[Value], at: usize) -> Result<f64, Fault> {
    let found = args.get(at).and_then(Value::number);
    found.ok_or_else(|| wrong(machine, name, at, "number", args.get(at)))
}

/// An argument that is a text or a number.
pub(super) fn text(machine: &Machine<'_>, name: &str, args: &[Value], at: usize) -> Result<Rc<[u8]>, Fault> {
    let found = args.get(at).and_then(Value::bytes);
    found.ok_or_else(|| wrong(machine, name, at, "string", args.get(at)))
}

type SharedTable = Rc<std::cell::RefCell<super::value::Table>>;

/// The first argument, a table.
pub(super) fn table(machine: &Machine<'_>, name: &str, args: &[Value]) -> Result<SharedTable, Fault> {
    match args.first() {
        Some(Value::Table(table)) => Ok(Rc::clone(table)),
        other => Err(wrong(machine, name, 0, "table", other)),
    }
}

fn one(machine: &Machine<'_>, name: &str, args: &[Value], of: fn(f64) -> f64) -> Result<Vec<Value>, Fault> {
    Ok(vec![Value::Number(of(number(machine, name, args, 0)?))])
}

fn fold(
    machine: &Machine<'_>,
    name: &str,
    args: &[Value],
    better: fn(f64, f64) -> bool,
) -> Result<Vec<Value>, Fault> {
    let mut best = number(machine, name, args, 0)?;
    for at in 1..args.len() {
        let next = number(machine, name, args, at)?;
        if better(best, next) {
            best = next;
        }
    }
    Ok(vec![Value::Number(best)])
}

fn assert(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    match args.first() {
        Some(value) if value.holds() => Ok(args.to_vec()),
        _ => {
            let said = args.get(1).cloned().unwrap_or_else(|| Value::text("assertion failed!"));
            Err(Fault::raised(machine.line, said))
        }
    }
}

fn error(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let level = args.get(1).and_then(Value::number).unwrap_or(1.0);
    Err(match args.first() {
        Some(said @ Value::Text(_)) if level > 0.0 => machine.fault(String::from_utf8_lossy(&said.shown())),
        said => Fault::raised(machine.line, said.cloned().unwrap_or_default()),
    })
}

fn pcall(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let Some((function, rest)) = args.split_first() else {
        return Err(wrong(machine, "pcall", 0, "value", None));
    };
    match machine.call(function, rest.to_vec()) {
        Ok(mut values) => {
            values.insert(0, Value::Bool(true));
            Ok(values)
        }
        Err(fault) => {
            // A script without steps left cannot catch that.
            machine.spend(0)?;
            Ok(vec![Value::Bool(false), fault.value])
        }
    }
}

fn select(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    if matches!(args.first(), Some(Value::Text(sign)) if &sign[..] == b"#") {
        return Ok(vec![Value::Number(args.len() as f64 - 1.0)]);
    }
    let at = number(machine, "select", args, 0)?;
    let count = args.len() as f64 - 1.0;
    let from = if at < 0.0 { count + at } else { at - 1.0 };
    match at == 0.0 || from < 0.0 {
        true => Err(machine.fault("bad argument #1 to 'select' (index out of range)")),
        false => Ok(args.iter().skip(1 + from.min(count) as usize).cloned().collect()),
    }
}

fn tonumber(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let base = args.get(1).and_then(Value::number).unwrap_or(10.0);
    let Some(value) = args.first() else { return Err(wrong(machine, "tonumber", 0, "value", None)) };
    if base == 10.0 {
        return Ok(vec![value.number().map(Value::Number).unwrap_or_default()]);
    }
    if !(2.0..=36.0).contains(&base) {
        return Err(machine.fault("bad argument #2 to 'tonumber' (base out of range)"));
    }
    let digits = text(machine, "tonumber", args, 0)?;
    let digits = std::str::from_utf8(&digits)
        .ok()
        .and_then(|digits| i64::from_str_radix(digits.trim(), base as u32).ok());
    Ok(vec![digits.map(|number| Value::Number(number as f64)).unwrap_or_default()])
}

fn tostring(_: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    Ok(vec![Value::Text(args.first().unwrap_or(&Value::Nil).shown())])
}

fn type_of(_: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    Ok(vec![Value::text(args.first().unwrap_or(&Value::Nil).type_name())])
}

fn next(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let table = table(machine, "next", args)?;
    let found = table.borrow().next(args.get(1).unwrap_or(&Value::Nil));
    let Some((passed, entry)) = found else { return Err(machine.fault("invalid key to 'next'")) };
    machine.spend(passed / 16)?;
    Ok(entry.map_or_else(|| vec![Value::Nil], |(key, value)| vec![key, value]))
}

fn pairs(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let table = table(machine, "pairs", args)?;
    Ok(vec![Library::Base.get(&Value::text("next")), Value::Table(table), Value::Nil])
}

fn ipairs(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let table = table(machine, "ipairs", args)?;
    Ok(vec![Value::Builtin(&STEP), Value::Table(table), Value::Number(0.0)])
}

/// What `ipairs` goes on with.
static STEP: Builtin = builtin(Library::Base, "ipairs step", |machine, args| {
    let at = number(machine, "ipairs", args, 1)? + 1.0;
    let value = table(machine, "ipairs", args)?.borrow().get(&Value::Number(at));
    Ok(match value {
        Value::Nil => vec![Value::Nil],
        value => vec![Value::Number(at), value],
    })
});

/// How many values a call may give, as in Lua.
const UNPACKED_MAX: i64 = 8000;

fn unpack(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let table = table(machine, "unpack", args)?;
    let end = table.borrow().len() as i64;
    let bound = |at, usual| match args.get(at) {
        None | Some(Value::Nil) => Ok(usual),
        Some(_) => number(machine, "unpack", args, at).map(|bound| bound as i64),
    };
    let (from, to) = (bound(1, 1)?, bound(2, end)?);
    let steps = to.saturating_sub(from);
    if steps >= UNPACKED_MAX {
        return Err(machine.fault("too many results to unpack"));
    }
    machine.spend(usize::try_from(steps).map_or(0, |steps| steps + 1))?;
    let table = table.borrow();
    Ok((from..=to).map(|at| table.get(&Value::Number(at as f64))).collect())
}

fn insert(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let table = table(machine, "insert", args)?;
    let end = table.borrow().len();
    machine.spend(1)?;
    match args {
        [_, value] => drop(table.borrow_mut().set(Value::Number(end as f64 + 1.0), value.clone())),
        [_, _, value] => {
            let at = number(machine, "insert", args, 1)?;
            if at.is_nan() || at < 1.0 {
                return Err(machine.fault("bad argument #2 to 'insert' (position out of bounds)"));
            }
            machine.spend(end.saturating_sub(at as usize) / 16)?;
            table.borrow_mut().insert(at, value.clone());
        }
        _ => return Err(machine.fault("wrong number of arguments to 'insert'")),
    }
    Ok(Vec::new())
}

fn remove(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let table = table(machine, "remove", args)?;
    let end = table.borrow().len();
    let at = match args.get(1) {
        Some(_) => number(machine, "remove", args, 1)?,
        None => end as f64,
    };
    if !(at >= 1.0 && at <= end as f64) {
        return Ok(vec![Value::Nil]);
    }
    machine.spend((end - at as usize) / 16)?;
    let removed = table.borrow_mut().remove(at as usize);
    Ok(vec![removed])
}
