//! Runs a script: expressions.

use std::rc::Rc;

use super::Fault;
use super::library;
use super::run::{Frame, Machine, TEXT_STEP};
use super::tree::{Binary, Expression, Form, Unary};
use super::value::Value;

impl Machine<'_> {
    /// One value.
    pub fn value(&mut self, expression: &Expression, frame: &mut Frame) -> Result<Value, Fault> {
        match &expression.form {
            Form::Local(place, _) => return Ok(frame.local(*place)),
            Form::Captured(place, _) => return Ok(frame.captured(*place)),
            Form::Number(number) => return Ok(Value::Number(*number)),
            Form::Text(text) => return Ok(Value::Text(Rc::clone(text))),
            Form::Nil => return Ok(Value::Nil),
            Form::Bool(value) => return Ok(Value::Bool(*value)),
            _ => {}
        }
        self.nested(|machine| machine.compute(expression, frame))
    }

    fn compute(&mut self, expression: &Expression, frame: &mut Frame) -> Result<Value, Fault> {
        match &expression.form {
            Form::Global(name) => self.global(name),
            Form::Function(function) => self.closure(function, frame),
            Form::Index(table, key) => {
                let (base, key) = (self.value(table, frame)?, self.value(key, frame)?);
                self.index(&base, &key, table)
            }
            Form::One(inner) => self.value(inner, frame),
            Form::Unary(unary, operand) => {
                let value = self.value(operand, frame)?;
                self.unary(*unary, &value, operand)
            }
            Form::And(a, b) => match self.value(a, frame)? {
                value if value.holds() => self.value(b, frame),
                value => Ok(value),
            },
            Form::Or(a, b) => match self.value(a, frame)? {
                value if value.holds() => Ok(value),
                _ => self.value(b, frame),
            },
            Form::Binary(binary, a, b) => {
                let left = self.value(a, frame)?;
                let right = self.value(b, frame)?;
                self.line = expression.line;
                self.binary(*binary, (&left, a), (&right, b))
            }
            Form::Table(items) => self.new_table(items, frame),
            _ => Ok(self.many(expression, frame)?.into_iter().next().unwrap_or_default()),
        }
    }

    /// All values of a call or of `...`, the one of anything else.
    pub fn many(&mut self, expression: &Expression, frame: &mut Frame) -> Result<Vec<Value>, Fault> {
        match &expression.form {
            Form::Rest => {
                self.spend(frame.rest.len() / 8)?;
                Ok(frame.rest.clone())
            }
            Form::Call(function, arguments) => {
                let callee = self.value(function, frame)?;
                let arguments = self.all(arguments, frame)?;
                self.line = expression.line;
                if !matches!(callee, Value::Closure(_) | Value::Builtin(_)) {
                    return Err(self.type_fault("call", function, &callee));
                }
                self.call(&callee, arguments)
            }
            Form::Method(base, name, arguments) => {
                let object = self.value(base, frame)?;
                let function = self.index(&object, &Value::Text(Rc::clone(name)), base)?;
                let mut all = vec![object];
                all.extend(self.all(arguments, frame)?);
                self.line = expression.line;
                self.call(&function, all)
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
        match last.form {
            Form::Rest | Form::Call(..) | Form::Method(..) => {
                values.extend(self.nested(|machine| machine.many(last, frame))?);
            }
            _ => values.push(self.value(last, frame)?),
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

    fn index(&mut self, base: &Value, key: &Value, expression: &Expression) -> Result<Value, Fault> {
        self.weigh(key)?;
        match base {
            Value::Table(table) => Ok(table.borrow().get(key)),
            Value::Library(library) => Ok(library.get(key)),
            Value::Text(_) => Ok(library::Library::Text.get(key)),
            other => Err(self.type_fault("index", expression, other)),
        }
    }

    fn unary(&mut self, unary: Unary, value: &Value, operand: &Expression) -> Result<Value, Fault> {
        match (unary, value) {
            (Unary::Not, value) => Ok(Value::Bool(!value.holds())),
            (Unary::Length, Value::Text(text)) => Ok(Value::Number(text.len() as f64)),
            (Unary::Length, Value::Table(table)) => Ok(Value::Number(table.borrow().len() as f64)),
            (Unary::Minus, value) if value.number().is_some() => {
                Ok(Value::Number(-value.number().unwrap_or_default()))
            }
            (Unary::Length | Unary::Minus, other) => {
                let doing = if unary == Unary::Length { "get length of" } else { "perform arithmetic on" };
                Err(self.type_fault(doing, operand, other))
            }
        }
    }

    /// Operands come with what they stand for in the script.
    fn binary(
        &mut self,
        binary: Binary,
        left: (&Value, &Expression),
        right: (&Value, &Expression),
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
                    return Err(self.type_fault("concatenate", at, odd));
                };
                self.spend((head.len() + tail.len()) / TEXT_STEP)?;
                Ok(Value::Text([&head[..], &tail[..]].concat().into()))
            }
            _ => {
                let (Some(x), Some(y)) = (a.number(), b.number()) else {
                    let (odd, at) = if a.number().is_none() { left } else { right };
                    return Err(self.type_fault("perform arithmetic on", at, odd));
                };
                Ok(Value::Number(arithmetic(binary, x, y)))
            }
        }
    }

    /// An error of a value of the wrong type, which it calls as the script does.
    fn type_fault(&self, doing: &str, expression: &Expression, value: &Value) -> Fault {
        let kind = value.type_name();
        match named(expression) {
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

/// How an error calls what an expression gives.
fn named(expression: &Expression) -> Option<String> {
    match &expression.form {
        Form::Global(name) => Some(format!("global '{name}'")),
        Form::Index(_, key) => match &key.form {
            Form::Text(key) => Some(format!("field '{}'", String::from_utf8_lossy(key))),
            _ => Some("field '?'".to_owned()),
        },
        Form::Local(_, name) => Some(format!("local '{name}'")),
        Form::Captured(_, name) => Some(format!("upvalue '{name}'")),
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
