//! Values that cross the border between a program and the world.
//!
//! The same shapes as the machine's host values, declared here again so that this crate knows nothing
//! of the machine.

/// An argument or a result of a native function.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A boolean.
    Bool(bool),
    /// An integer of any width.
    Int(i64),
    /// A string: any bytes, usually UTF-8.
    Str(Vec<u8>),
    /// A `[]byte`.
    Bytes(Vec<u8>),
    /// A `[]string`.
    Strs(Vec<Vec<u8>>),
    /// A `[]int64`.
    Ints(Vec<i64>),
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Value::Int(value as i64)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Str(value.as_bytes().to_vec())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Str(value.into_bytes())
    }
}

impl From<Vec<i64>> for Value {
    fn from(value: Vec<i64>) -> Self {
        Value::Ints(value)
    }
}

impl From<Vec<String>> for Value {
    fn from(value: Vec<String>) -> Self {
        Value::Strs(value.into_iter().map(String::into_bytes).collect())
    }
}

/// Builds a list of results from values of any of the types above.
macro_rules! values {
    ($($value:expr),* $(,)?) => { vec![$($crate::value::Value::from($value)),*] };
}
pub(crate) use values;

/// Reads the arguments of a native call in order.
///
/// Arguments come from Go code that the type checker has passed, so a wrong shape is a mistake of the
/// embedded packages: it reads as zero, and the test over all signatures finds it.
pub(crate) struct Args<'a> {
    rest: std::slice::Iter<'a, Value>,
}

impl<'a> Args<'a> {
    pub(crate) fn new(args: &'a [Value]) -> Self {
        Args { rest: args.iter() }
    }

    pub(crate) fn int(&mut self) -> i64 {
        match self.rest.next() {
            Some(Value::Int(value)) => *value,
            _ => 0,
        }
    }

    /// A number of ours that the program carries around.
    pub(crate) fn id(&mut self) -> u64 {
        self.int().max(0) as u64
    }

    pub(crate) fn bool(&mut self) -> bool {
        matches!(self.rest.next(), Some(Value::Bool(true)))
    }

    pub(crate) fn ints(&mut self) -> &'a [i64] {
        match self.rest.next() {
            Some(Value::Ints(values)) => values,
            _ => &[],
        }
    }

    pub(crate) fn texts(&mut self) -> &'a [Vec<u8>] {
        match self.rest.next() {
            Some(Value::Strs(texts)) => texts,
            _ => &[],
        }
    }

    pub(crate) fn bytes(&mut self) -> &'a [u8] {
        match self.rest.next() {
            Some(Value::Str(value) | Value::Bytes(value)) => value,
            _ => &[],
        }
    }

    pub(crate) fn text(&mut self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }
}
