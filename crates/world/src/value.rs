//! Values that cross the border between a program and the world.
//!
//! Arguments are read where the machine has them, through [`Arguments`], so that this crate knows nothing of the machine.

use std::borrow::Cow;

/// A result of a native function.
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

/// The arguments of a native call, by number.
///
/// They come from Go code that the type checker has passed, so a wrong shape is a mistake of the embedded packages: it
/// reads as zero, and the test over all signatures finds it.
pub trait Arguments {
    /// An integer of any width.
    fn int(&self, i: usize) -> i64;
    /// A boolean.
    fn bool(&self, i: usize) -> bool;
    /// The bytes of a string or `[]byte`.
    fn bytes(&self, i: usize) -> Cow<'_, [u8]>;
    /// A `[]int64`.
    fn ints(&self, i: usize) -> Vec<i64>;
    /// A `[]string`.
    fn texts(&self, i: usize) -> Vec<Vec<u8>>;
}

#[cfg(test)]
impl Arguments for &[Value] {
    fn int(&self, i: usize) -> i64 {
        match self.get(i) {
            Some(Value::Int(value)) => *value,
            _ => 0,
        }
    }

    fn bool(&self, i: usize) -> bool {
        matches!(self.get(i), Some(Value::Bool(true)))
    }

    fn bytes(&self, i: usize) -> Cow<'_, [u8]> {
        match self.get(i) {
            Some(Value::Str(value) | Value::Bytes(value)) => Cow::Borrowed(value),
            _ => Cow::Borrowed(&[]),
        }
    }

    fn ints(&self, i: usize) -> Vec<i64> {
        match self.get(i) {
            Some(Value::Ints(values)) => values.clone(),
            _ => Vec::new(),
        }
    }

    fn texts(&self, i: usize) -> Vec<Vec<u8>> {
        match self.get(i) {
            Some(Value::Strs(texts)) => texts.clone(),
            _ => Vec::new(),
        }
    }
}

/// Reads the arguments of a native call in order.
pub(crate) struct Args<'a> {
    all: &'a dyn Arguments,
    read: usize,
}

impl<'a> Args<'a> {
    pub(crate) fn new(all: &'a dyn Arguments) -> Self {
        Args { all, read: 0 }
    }

    /// The number of the next one.
    fn next(&mut self) -> usize {
        self.read += 1;
        self.read - 1
    }

    pub(crate) fn int(&mut self) -> i64 {
        let i = self.next();
        self.all.int(i)
    }

    /// A number of ours that the program carries around.
    pub(crate) fn id(&mut self) -> u64 {
        self.int().max(0) as u64
    }

    pub(crate) fn bool(&mut self) -> bool {
        let i = self.next();
        self.all.bool(i)
    }

    pub(crate) fn ints(&mut self) -> Vec<i64> {
        let i = self.next();
        self.all.ints(i)
    }

    pub(crate) fn texts(&mut self) -> Vec<Vec<u8>> {
        let i = self.next();
        self.all.texts(i)
    }

    pub(crate) fn bytes(&mut self) -> Cow<'a, [u8]> {
        let i = self.next();
        self.all.bytes(i)
    }

    pub(crate) fn text(&mut self) -> String {
        String::from_utf8_lossy(&self.bytes()).into_owned()
    }
}
