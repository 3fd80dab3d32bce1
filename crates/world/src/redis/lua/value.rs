//! Values of scripts, and how they turn into each other.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::IndexMap;

use super::library::{Builtin, Library};
use super::tree::Function;

/// A variable: functions that have captured it share it.
pub(super) type Variable = Rc<RefCell<Value>>;

#[derive(Clone, Debug, Default)]
pub(super) enum Value {
    #[default]
    Nil,
    Bool(bool),
    Number(f64),
    Text(Rc<[u8]>),
    Table(Rc<RefCell<Table>>),
    Closure(Rc<Closure>),
    Builtin(&'static Builtin),
    /// `math`, `redis` and the like.
    Library(Library),
}

/// A function with the variables that it has captured.
#[derive(Debug)]
pub(super) struct Closure {
    pub function: Rc<Function>,
    pub captured: Vec<Variable>,
}

/// A key of a table that is not in its list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Bool(bool),
    /// Its bits.
    Number(u64),
    Text(Rc<[u8]>),
    /// Where it lies: only asked whether it is the same.
    Object(usize),
    Builtin(&'static str, &'static str),
}

/// A table: values from 1 on in a list, others by key in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Table {
    list: Vec<Value>,
    /// A value of nil is none; its key keeps its place, so that a loop over the table can empty it.
    map: IndexMap<Key, (Value, Value)>,
}

impl Value {
    pub fn text(text: impl AsRef<[u8]>) -> Value {
        Value::Text(text.as_ref().into())
    }

    /// What is not false and not nil.
    pub fn holds(&self) -> bool {
        !matches!(self, Value::Nil | Value::Bool(false))
    }

    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Nil => "nil",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::Text(_) => "string",
            Value::Table(_) | Value::Library(_) => "table",
            Value::Closure(_) | Value::Builtin(_) => "function",
        }
    }

    /// As a number, if it is one or a text that stands for one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Number(number) => Some(*number),
            Value::Text(text) => to_number(text),
            _ => None,
        }
    }

    /// As a text, if it is one or a number.
    pub fn bytes(&self) -> Option<Rc<[u8]>> {
        match self {
            Value::Text(text) => Some(Rc::clone(text)),
            Value::Number(number) => Some(number_text(*number).into_bytes().into()),
            _ => None,
        }
    }

    /// What `tostring` says. Objects have no address here.
    pub fn shown(&self) -> Rc<[u8]> {
        match self {
            Value::Nil | Value::Table(_) | Value::Library(_) | Value::Closure(_) | Value::Builtin(_) => {
                self.type_name().as_bytes().into()
            }
            Value::Bool(value) => value.to_string().into_bytes().into(),
            Value::Number(number) => number_text(*number).into_bytes().into(),
            Value::Text(text) => Rc::clone(text),
        }
    }

    pub fn equals(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Nil, Value::Nil) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Number(a), Value::Number(b)) => a == b,
            (Value::Text(a), Value::Text(b)) => a == b,
            (Value::Table(a), Value::Table(b)) => Rc::ptr_eq(a, b),
            (Value::Closure(a), Value::Closure(b)) => Rc::ptr_eq(a, b),
            (Value::Builtin(a), Value::Builtin(b)) => (a.library, a.name) == (b.library, b.name),
            (Value::Library(a), Value::Library(b)) => a == b,
            _ => false,
        }
    }

    fn key(&self) -> Option<Key> {
        Some(match self {
            Value::Nil => return None,
            Value::Bool(value) => Key::Bool(*value),
            Value::Number(number) if number.is_nan() => return None,
            // The two zeros are one key.
            Value::Number(number) => Key::Number((number + 0.0).to_bits()),
            Value::Text(text) => Key::Text(Rc::clone(text)),
            Value::Table(table) => Key::Object(Rc::as_ptr(table).cast::<()>() as usize),
            Value::Closure(closure) => Key::Object(Rc::as_ptr(closure).cast::<()>() as usize),
            Value::Builtin(builtin) => Key::Builtin(builtin.library.name(), builtin.name),
            Value::Library(library) => Key::Builtin(library.name(), ""),
        })
    }
}

/// The place in a list that a key means, from 0.
fn place(key: &Value) -> Option<usize> {
    match key {
        Value::Number(number) if *number >= 1.0 && *number <= 4e9 && number.fract() == 0.0 => {
            Some(*number as usize - 1)
        }
        _ => None,
    }
}

impl Table {
    /// A table of these values. Whoever makes one has to empty it in the end: it may come to refer to itself.
    pub fn new(list: Vec<Value>) -> Rc<RefCell<Table>> {
        Rc::new(RefCell::new(Table { list, map: IndexMap::new() }))
    }

    pub fn get(&self, key: &Value) -> Value {
        if let Some(value) = place(key).and_then(|place| self.list.get(place)) {
            return value.clone();
        }
        let found = key.key().and_then(|key| self.map.get(&key));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    pub fn field(&self, name: &str) -> Value {
        self.get(&Value::text(name))
    }

    /// False: nothing can be kept under this key.
    pub fn set(&mut self, key: Value, value: Value) -> bool {
        match place(&key) {
            Some(place) if place < self.list.len() => {
                self.list[place] = value;
                self.trim();
                return true;
            }
            Some(place) if place == self.list.len() && !matches!(value, Value::Nil) => {
                self.list.push(value);
                self.take_up();
                return true;
            }
            _ => {}
        }
        let Some(known) = key.key() else { return false };
        if matches!(value, Value::Nil) && !self.map.contains_key(&known) {
            return true;
        }
        self.map.insert(known, (key, value));
        true
    }

    /// What the map has from the last place of the list on belongs to the list now. As ever its keys stay where they are: a
    /// map out of which keys are taken one by one would be moved as a whole each time.
    fn take_up(&mut self) {
        let mut taken = |place: usize| {
            let (_, value) = self.map.get_mut(&Key::Number((place as f64).to_bits()))?;
            Some(std::mem::take(value)).filter(|value| !matches!(value, Value::Nil))
        };
        taken(self.list.len());
        while let Some(value) = taken(self.list.len() + 1) {
            self.list.push(value);
        }
    }

    /// Puts a value before the one at a place from 1 on, or behind the end.
    pub fn insert(&mut self, at: f64, value: Value) {
        if at > self.list.len() as f64 {
            self.set(Value::Number(at.floor()), value);
            return;
        }
        self.list.insert(at as usize - 1, value);
        self.take_up();
    }

    /// Takes the value at a place of the list, from 1.
    pub fn remove(&mut self, place: usize) -> Value {
        let removed = self.list.remove(place - 1);
        self.trim();
        removed
    }

    /// The list ends with its last value that is not nil.
    pub fn trim(&mut self) {
        while matches!(self.list.last(), Some(Value::Nil)) {
            self.list.pop();
        }
    }

    /// `#`
    pub fn len(&self) -> usize {
        self.list.len()
    }

    pub fn list(&self) -> &[Value] {
        &self.list
    }

    pub fn values(&mut self) -> &mut Vec<Value> {
        &mut self.list
    }

    /// The entry behind a key, the first one behind nil, and over how many without a value that leads. None: there is no such
    /// key.
    pub fn next(&self, key: &Value) -> Option<(usize, Option<(Value, Value)>)> {
        let listed = self.list.len();
        let from = match (key, place(key)) {
            (Value::Nil, _) => 0,
            (_, Some(place)) if place < listed => place + 1,
            _ => listed + self.map.get_index_of(&key.key()?)? + 1,
        };
        let is = |value: &Value| !matches!(value, Value::Nil);
        let rest = self.list.get(from..).unwrap_or_default();
        if let Some(passed) = rest.iter().position(is) {
            let key = Value::Number((from + passed + 1) as f64);
            return Some((passed, Some((key, rest[passed].clone()))));
        }
        let mapped = self.map.get_range(from.saturating_sub(listed)..)?;
        let passed = mapped.values().position(|(_, value)| is(value));
        let entry = passed.and_then(|passed| mapped.get_index(passed)).map(|(_, entry)| entry.clone());
        Some((rest.len() + passed.unwrap_or(mapped.len()), entry))
    }
}

/// The number that a text stands for.
pub(super) fn to_number(text: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    };
    if let Some(hex) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        return u64::from_str_radix(hex, 16).ok().map(|number| sign * number as f64);
    }
    // Rust also reads words.
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    if plain { text.parse().ok() } else { None }
}

/// A number as Lua writes it: 14 digits (`%.14g`).
pub(super) fn number_text(number: f64) -> String {
    if number.is_nan() {
        return "nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    if number == 0.0 {
        return if number.is_sign_negative() { "-0" } else { "0" }.to_owned();
    }
    let text = format!("{number:.13e}");
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let trimmed = |text: &str| match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    };
    if (-4..14).contains(&exponent) {
        return trimmed(&format!("{number:.*}", (13 - exponent).max(0) as usize));
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{}e{sign}{:02}", trimmed(digits), exponent.abs())
}
