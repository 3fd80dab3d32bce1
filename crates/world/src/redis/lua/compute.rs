//! Runs a script: expressions.

use std::rc::Rc;

use super::Fault;
use super::library;
use super::run::{Frame, Machine};
use super::tree::{Binary, Expression, Link, Suffix, SuffixKind, Unary};
use super::value::Value;

/// What stands before a suffix.
type Before<'a> = (&'a Expression, &'a [Suffix]);

impl Machine<'_> {
    /// One value.
    pub fn value(&mut self, expression: &Expression, frame: &mut Frame) -> Result<Value, Fault> {
        match expression {
            Expression::Local(place, _) => return Ok(frame.local(*place)),
            Expression::Captured(place, _) => return Ok(frame.captured(*place)),
            Expression::Number(number) => return Ok(Value::Number(*number)),
            Expression::Text(text) => return Ok(Value::Text(Rc::clone(text))),
            Expression::Nil => return Ok(Value::Nil),
            Expression::Bool(value) => return Ok(Value::Bool(*value)),
            _ => {}
        }
        self.nested(|machine| machine.compute(expression, frame))
    }

    fn compute(&mut self, expression: &Expression, frame: &mut Frame) -> Result<Value, Fault> {
        match expression {
            Expression::Global(name) => self.global(name),
            Expression::Function(function) => self.closure(function, frame),
            Expression::Suffixed(head, suffixes) => self.behind(head, suffixes, frame),
            Expression::One(inner) => self.value(inner, frame),
            Expression::Unary(unary, operand) => {
                let value = self.value(operand, frame)?;
                self.unary(*unary, &value, operand)
            }
            Expression::Chain(first, links) => self.chain(first, links, frame),
            Expression::Table(items) => self.new_table(items, frame),
            _ => Ok(self.many(expression, frame)?.into_iter().next().unwrap_or_default()),
        }
    }

    /// Operators from left to right. What has been computed has no name for errors.
    fn chain(&mut self, first: &Expression, links: &[Link], frame: &mut Frame) -> Result<Value, Fault> {
        let (mut value, mut left) = (self.value(first, frame)?, Some(first));
        for Link { line, binary, right } in links {
            self.spend(1)?;
            value = match binary {
                Binary::And if !value.holds() => value,
                Binary::Or if value.holds() => value,
                Binary::And | Binary::Or => self.value(right, frame)?,
                binary => {
                    let other = self.value(right, frame)?;
                    self.line = *line;
                    self.binary(*binary, (&value, left), (&other, Some(right)))?
                }
            };
            left = None;
        }
        Ok(value)
    }

    /// The one value that the last of these suffixes gives.
    pub fn behind(
        &mut self,
        head: &Expression,
        suffixes: &[Suffix],
        frame: &mut Frame,
    ) -> Result<Value, Fault> {
        let mut value = self.value(head, frame)?;
        for (at, suffix) in suffixes.iter().enumerate() {
            let before = (head, &suffixes[..at]);
            value = match &suffix.kind {
                SuffixKind::Index(key) => {
                    let key = self.value(key, frame)?;
                    self.index(&value, &key, before)?
                }
                _ => self.called(value, suffix, before, frame)?.into_iter().next().unwrap_or_default(),
            };
        }
        Ok(value)
    }

    /// All values that a call gives.
    fn called(
        &mut self,
        base: Value,
        suffix: &Suffix,
        before: Before<'_>,
        frame: &mut Frame,
    ) -> Result<Vec<Value>, Fault> {
        match &suffix.kind {
            SuffixKind::Index(_) => Ok(vec![base]),
            SuffixKind::Call(arguments) => {
                let arguments = self.all(arguments, frame)?;
                self.line = suffix.line;
                if !matches!(base, Value::Closure(_) | Value::Builtin(_)) {
                    return Err(self.type_fault("call", named(before), &base));
                }
                self.call(&base, arguments)
            }
            SuffixKind::Method(name, arguments) => {
                let function = self.index(&base, &Value::Text(Rc::clone(name)), before)?;
                let mut all = vec![base];
                all.extend(self.all(arguments, frame)?);
                self.line = suffix.line;
                self.call(&function, all)
            }
        }
    }

    /// All values of a call or of `...`, the one of anything else.
    pub fn many(&mut self, expression: &Expression, frame: &mut Frame) -> Result<Vec<Value>, Fault> {
        match expression {
            Expression::Rest => {
                self.spend(frame.rest.len() / 8)?;
                Ok(frame.rest.clone())
            }
            Expression::Suffixed(head, suffixes)
                if let [others @ .., last] = &suffixes[..]
                    && expression.is_call() =>
            {
                let base = self.behind(head, others, frame)?;
                self.called(base, last, (head, others), frame)
            }
            _ => Ok(vec![self.value(expression, frame)?]),
        }
    }

    /// The values of a list of expressions; the last one gives all it has.
    pub fn all(&mut self, expressions: &[Expression], frame: &mut Frame) -> Result<Vec<Value>, Fault> {
        let Some((last, others)) = expressions.split_last() else { return Ok(Vec::new()) };
        let mut values = Vec::with_capacity(expressions.len());
        for expression in others {
            values.push(self.value(expression, frame)?);
        }
        match matches!(last, Expression::Rest) || last.is_call() {
            true => values.extend(self.nested(|machine| machine.many(last, frame))?),
            false => values.push(self.value(last, frame)?),
        }
        Ok(values)
    }

    fn global(&mut self, name: &str) -> Result<Value, Fault> {
        match name {
            "KEYS" => Ok(self.keys.clone()),
            "ARGV" => Ok(self.arguments.clone()),
            _ => library::global(name).ok_or_else(|| {
                self.fault(format_args!("Script attempted to access nonexistent global variable '{name}'"))
            }),
        }
    }

    fn index(&mut self, base: &Value, key: &Value, before: Before<'_>) -> Result<Value, Fault> {
        self.spend(1)?;
        self.weigh(key)?;
        match base {
            Value::Table(table) => Ok(table.borrow().get(key)),
            Value::Library(library) => Ok(library.get(key)),
            Value::Text(_) => Ok(library::Library::Text.get(key)),
            other => Err(self.type_fault("index", named(before), other)),
        }
    }

    fn unary(&mut self, unary: Unary, value: &Value, operand: &Expression) -> Result<Value, Fault> {
        self.weigh(value)?;
        match (unary, value) {
            (Unary::Not, value) => Ok(Value::Bool(!value.holds())),
            (Unary::Length, Value::Text(text)) => Ok(Value::Number(text.len() as f64)),
            (Unary::Length, Value::Table(table)) => Ok(Value::Number(table.borrow().len() as f64)),
            (Unary::Minus, value) if value.number().is_some() => {
                Ok(Value::Number(-value.number().unwrap_or_default()))
            }
            (Unary::Length | Unary::Minus, other) => {
                let doing = if unary == Unary::Length { "get length of" } else { "perform arithmetic on" };
                Err(self.type_fault(doing, named((operand, &[])), other))
            }
        }
    }

    /// Operands come with what they stand for in the script.
    fn binary(
        &mut self,
        binary: Binary,
        left: (&Value, Option<&Expression>),
        right: (&Value, Option<&Expression>),
    ) -> Result<Value, Fault> {
        let (a, b) = (left.0, right.0);
        self.weigh(a)?;
        self.weigh(b)?;
        match binary {
            Binary::Equal => Ok(Value::Bool(a.equals(b))),
            Binary::Unequal => Ok(Value::Bool(!a.equals(b))),
            Binary::Less => self.compare(a, b, |order| order.is_lt()),
            Binary::LessEqual => self.compare(a, b, |order| order.is_le()),
            Binary::Greater => self.compare(b, a, |order| order.is_lt()),
            Binary::GreaterEqual => self.compare(b, a, |order| order.is_le()),
            Binary::Concat => {
                let (Some(head), Some(tail)) = (a.bytes(), b.bytes()) else {
                    let (odd, at) = if a.bytes().is_none() { left } else { right };
                    return Err(self.type_fault("concatenate", at.and_then(|at| named((at, &[]))), odd));
                };
                Ok(Value::Text([&head[..], &tail[..]].concat().into()))
            }
            _ => {
                let (Some(x), Some(y)) = (a.number(), b.number()) else {
                    let (odd, at) = if a.number().is_none() { left } else { right };
                    return Err(self.type_fault(
                        "perform arithmetic on",
                        at.and_then(|at| named((at, &[]))),
                        odd,
                    ));
                };
                Ok(Value::Number(arithmetic(binary, x, y)))
            }
        }
    }

    /// An error of a value of the wrong type, which it calls as the script does.
    fn type_fault(&self, doing: &str, name: Option<String>, value: &Value) -> Fault {
        let kind = value.type_name();
        match name {
            Some(name) => self.fault(format_args!("attempt to {doing} {name} (a {kind} value)")),
            None => self.fault(format_args!("attempt to {doing} a {kind} value")),
        }
    }

    fn compare(&mut self, a: &Value, b: &Value, is: fn(std::cmp::Ordering) -> bool) -> Result<Value, Fault> {
        match (a, b) {
            // Nothing holds of what is not a number.
            (Value::Number(a), Value::Number(b)) => Ok(Value::Bool(a.partial_cmp(b).is_some_and(is))),
            (Value::Text(a), Value::Text(b)) => Ok(Value::Bool(is(a.cmp(b)))),
            (a, b) if a.type_name() == b.type_name() => {
                Err(self.fault(format_args!("attempt to compare two {} values", a.type_name())))
            }
            (a, b) => {
                Err(self.fault(format_args!("attempt to compare {} with {}", a.type_name(), b.type_name())))
            }
        }
    }

    fn new_table(
        &mut self,
        items: &[(Option<Expression>, Expression)],
        frame: &mut Frame,
    ) -> Result<Value, Fault> {
        let table = self.table(Vec::new())?;
        let Value::Table(inner) = &table else { return Ok(table) };
        for (at, (key, item)) in items.iter().enumerate() {
            match key {
                Some(key) => {
                    let (key, value) = (self.value(key, frame)?, self.value(item, frame)?);
                    if !inner.borrow_mut().set(key, value) {
                        return Err(self.fault("table index is nil"));
                    }
                }
                None if at + 1 == items.len() => {
                    let values = self.all(std::slice::from_ref(item), frame)?;
                    self.spend(values.len())?;
                    inner.borrow_mut().values().extend(values);
                }
                None => {
                    let value = self.value(item, frame)?;
                    inner.borrow_mut().values().push(value);
                }
            }
        }
        inner.borrow_mut().trim();
        Ok(table)
    }
}

/// How an error calls what an expression gives, or the last of the suffixes behind it.
fn named((head, suffixes): Before<'_>) -> Option<String> {
    if let Some(last) = suffixes.last() {
        let SuffixKind::Index(key) = &last.kind else { return None };
        return Some(match &key {
            Expression::Text(key) => format!("field '{}'", String::from_utf8_lossy(key)),
            _ => "field '?'".to_owned(),
        });
    }
    match &head {
        Expression::Suffixed(head, suffixes) => named((head, suffixes)),
        Expression::Global(name) => Some(format!("global '{name}'")),
        Expression::Local(_, name) => Some(format!("local '{name}'")),
        Expression::Captured(_, name) => Some(format!("upvalue '{name}'")),
        _ => None,
    }
}

fn arithmetic(binary: Binary, x: f64, y: f64) -> f64 {
    match binary {
        Binary::Add => x + y,
        Binary::Subtract => x - y,
        Binary::Multiply => x * y,
        Binary::Divide => x / y,
        Binary::Modulo => x - (x / y).floor() * y,
        _ => libm::pow(x, y),
    }
}
