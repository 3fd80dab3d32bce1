//! Runs a script: statements, and calls of functions.

use std::cell::RefCell;
use std::rc::Rc;

use super::tree::{Capture, Expression, Function, Kind, Statement, Suffix, SuffixKind};
use super::value::{Closure, Table, Value, Variable};
use super::{Fault, Host};

/// Steps that a script may take: statements, expressions, 16 bytes of a text each.
const STEPS_MAX: u64 = 1_000_000;

/// What a table counts, as it takes more room than anything else.
const TABLE_STEPS: usize = 10;

/// So many bytes of a text count as one step.
const TEXT_STEP: usize = 16;

/// How deep calls, statements and expressions may stand in each other.
const DEPTH_MAX: u32 = 200;

/// A script that runs.
pub(super) struct Machine<'a> {
    pub host: &'a mut dyn Host,
    pub keys: Value,
    pub arguments: Value,
    /// The line of the statement or call that runs.
    pub line: u32,
    steps: u64,
    depth: u32,
    /// What may refer to itself, or to one another in a row of any length: kept until the end, and emptied one by one.
    tables: Vec<Rc<RefCell<Table>>>,
    captured: Vec<Variable>,
}

/// A call of a function.
pub(super) struct Frame {
    locals: Vec<Variable>,
    captured: Rc<Closure>,
    /// Arguments beyond the parameters.
    pub rest: Vec<Value>,
}

/// How a statement has ended.
enum Flow {
    On,
    Break,
    Return(Vec<Value>),
}

impl Drop for Machine<'_> {
    fn drop(&mut self) {
        self.tables.drain(..).for_each(|table| drop(table.take()));
        self.captured.drain(..).for_each(|variable| drop(variable.take()));
    }
}

impl Frame {
    fn new(closure: &Rc<Closure>) -> Frame {
        let locals = (0..closure.function.places).map(|_| Variable::default()).collect();
        Frame { locals, captured: Rc::clone(closure), rest: Vec::new() }
    }

    pub fn local(&self, place: usize) -> Value {
        self.locals.get(place).map(|variable| variable.borrow().clone()).unwrap_or_default()
    }

    pub fn captured(&self, place: usize) -> Value {
        self.captured.captured.get(place).map(|variable| variable.borrow().clone()).unwrap_or_default()
    }

    /// A local is declared: each time another variable, as functions may have captured the one before.
    fn declare(&mut self, place: usize, value: Value) {
        if let Some(local) = self.locals.get_mut(place) {
            match Rc::get_mut(local) {
                Some(own) => *own.get_mut() = value,
                None => *local = Rc::new(RefCell::new(value)),
            }
        }
    }
}

impl<'a> Machine<'a> {
    pub fn new(host: &'a mut dyn Host, keys: &[Vec<u8>], arguments: &[Vec<u8>]) -> Self {
        let [keys, arguments] =
            [keys, arguments].map(|texts| Table::new(texts.iter().map(Value::text).collect()));
        let (tables, captured) = (vec![Rc::clone(&keys), Rc::clone(&arguments)], Vec::new());
        let (keys, arguments) = (Value::Table(keys), Value::Table(arguments));
        Machine { host, keys, arguments, line: 1, steps: 0, depth: 0, tables, captured }
    }

    /// Runs a whole script; its first result.
    pub fn run(&mut self, script: &Rc<Function>) -> Result<Value, Fault> {
        let closure = Rc::new(Closure { function: Rc::clone(script), captured: Vec::new() });
        Ok(self.call_closure(&closure, Vec::new())?.into_iter().next().unwrap_or_default())
    }

    /// An error with the place where it happens.
    pub fn fault(&self, what: impl std::fmt::Display) -> Fault {
        Fault::raised(self.line, Value::text(format!("user_script:{}: {what}", self.line)))
    }

    pub fn spend(&mut self, steps: usize) -> Result<(), Fault> {
        self.steps = self.steps.saturating_add(steps as u64);
        match self.steps > STEPS_MAX {
            true => {
                Err(self.fault(format_args!("script stopped after {STEPS_MAX} steps, a limit of Tidepool")))
            }
            false => Ok(()),
        }
    }

    /// Long texts count more: they are copied, compared or looked up.
    pub fn weigh(&mut self, value: &Value) -> Result<(), Fault> {
        match value {
            Value::Text(text) if text.len() >= TEXT_STEP => self.spend(text.len() / TEXT_STEP),
            _ => Ok(()),
        }
    }

    /// Goes one level deeper while `inner` runs.
    pub fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.spend(1)?;
        if self.depth >= DEPTH_MAX {
            return Err(self.fault("stack overflow"));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    /// A new table of these values.
    pub fn table(&mut self, values: Vec<Value>) -> Result<Value, Fault> {
        self.spend(TABLE_STEPS + values.len())?;
        let table = Table::new(values);
        self.tables.push(Rc::clone(&table));
        Ok(Value::Table(table))
    }

    pub fn closure(&mut self, function: &Rc<Function>, frame: &Frame) -> Result<Value, Fault> {
        self.spend(1 + function.captures.len())?;
        let find = |capture: &Capture| match *capture {
            Capture::Local(place) => frame.locals.get(place).cloned(),
            Capture::Captured(place) => frame.captured.captured.get(place).cloned(),
        };
        let captured: Vec<Variable> = function.captures.iter().map(|c| find(c).unwrap_or_default()).collect();
        self.captured.extend(captured.iter().map(Rc::clone));
        Ok(Value::Closure(Rc::new(Closure { function: Rc::clone(function), captured })))
    }

    pub fn call(&mut self, function: &Value, arguments: Vec<Value>) -> Result<Vec<Value>, Fault> {
        match function {
            Value::Closure(closure) => self.call_closure(closure, arguments),
            Value::Builtin(builtin) => self.nested(|machine| {
                arguments.iter().try_for_each(|argument| machine.weigh(argument))?;
                (builtin.run)(machine, &arguments)
            }),
            other => Err(self.fault(format_args!("attempt to call a {} value", other.type_name()))),
        }
    }

    fn call_closure(&mut self, closure: &Rc<Closure>, arguments: Vec<Value>) -> Result<Vec<Value>, Fault> {
        self.spend((closure.function.places + arguments.len()) / 8)?;
        let mut frame = Frame::new(closure);
        let mut arguments = arguments.into_iter();
        for (place, value) in (0..closure.function.parameters).zip(&mut arguments) {
            frame.declare(place, value);
        }
        if closure.function.variadic {
            frame.rest = arguments.collect();
        }
        match self.block(&closure.function.body, &mut frame)? {
            Flow::Return(values) => Ok(values),
            Flow::On | Flow::Break => Ok(Vec::new()),
        }
    }

    fn block(&mut self, body: &[Statement], frame: &mut Frame) -> Result<Flow, Fault> {
        self.nested(|machine| {
            for statement in body {
                machine.line = statement.line;
                match machine.statement(&statement.kind, frame)? {
                    Flow::On => {}
                    other => return Ok(other),
                }
            }
            Ok(Flow::On)
        })
    }

    fn statement(&mut self, kind: &Kind, frame: &mut Frame) -> Result<Flow, Fault> {
        self.spend(1)?;
        match kind {
            Kind::Local(place, count, values) => {
                let mut values = self.all(values, frame)?.into_iter();
                (*place..place + count)
                    .for_each(|place| frame.declare(place, values.next().unwrap_or_default()));
            }
            Kind::LocalFunction(place, function) => {
                frame.declare(*place, Value::Nil);
                let closure = self.closure(function, frame)?;
                if let Some(variable) = frame.locals.get(*place) {
                    variable.replace(closure);
                }
            }
            Kind::Assign(targets, values) => self.assign(targets, values, frame)?,
            Kind::Call(call) => drop(self.many(call, frame)?),
            Kind::Do(body) => return self.block(body, frame),
            Kind::While(condition, body) => {
                while self.value(condition, frame)?.holds() {
                    match self.block(body, frame)? {
                        Flow::On => {}
                        Flow::Break => break,
                        Flow::Return(values) => return Ok(Flow::Return(values)),
                    }
                }
            }
            Kind::Repeat(body, condition) => loop {
                match self.block(body, frame)? {
                    Flow::On if self.value(condition, frame)?.holds() => break,
                    Flow::On => {}
                    Flow::Break => break,
                    Flow::Return(values) => return Ok(Flow::Return(values)),
                }
            },
            Kind::If(arms) => {
                for (condition, body) in arms {
                    let taken = match condition {
                        Some(condition) => self.value(condition, frame)?.holds(),
                        None => true,
                    };
                    if taken {
                        return self.block(body, frame);
                    }
                }
            }
            Kind::Count(place, range, body) => return self.count(*place, range, body, frame),
            Kind::Each(place, names, iterator, body) => {
                return self.each((*place, *names), iterator, body, frame);
            }
            Kind::Return(values) => return Ok(Flow::Return(self.all(values, frame)?)),
            Kind::Break => return Ok(Flow::Break),
        }
        Ok(Flow::On)
    }

    fn count(
        &mut self,
        place: usize,
        range: &[Option<Box<Expression>>; 3],
        body: &[Statement],
        frame: &mut Frame,
    ) -> Result<Flow, Fault> {
        let mut numbers = [1.0; 3];
        let names = ["initial", "limit", "step"];
        for ((number, expression), name) in numbers.iter_mut().zip(range).zip(names) {
            let Some(expression) = expression else { continue };
            let value = self.value(expression, frame)?.number();
            *number = match (value, name) {
                (Some(number), _) => number,
                (None, "initial") => return Err(self.fault("'for' initial value must be a number")),
                (None, name) => return Err(self.fault(format_args!("'for' {name} must be a number"))),
            };
        }
        let [mut at, to, step] = numbers;
        while if step > 0.0 { at <= to } else { at >= to } {
            frame.declare(place, Value::Number(at));
            match self.block(body, frame)? {
                Flow::On => {}
                Flow::Break => break,
                Flow::Return(values) => return Ok(Flow::Return(values)),
            }
            at += step;
        }
        Ok(Flow::On)
    }

    fn each(
        &mut self,
        (place, names): (usize, usize),
        iterator: &[Expression],
        body: &[Statement],
        frame: &mut Frame,
    ) -> Result<Flow, Fault> {
        let mut parts = self.all(iterator, frame)?.into_iter();
        let mut part = || parts.next().unwrap_or_default();
        let (next, state, mut control) = (part(), part(), part());
        loop {
            let mut values = self.call(&next, vec![state.clone(), control])?.into_iter();
            let first = values.next().unwrap_or_default();
            if matches!(first, Value::Nil) {
                return Ok(Flow::On);
            }
            control = first.clone();
            frame.declare(place, first);
            for place in place + 1..place + names {
                frame.declare(place, values.next().unwrap_or_default());
            }
            match self.block(body, frame)? {
                Flow::On => {}
                Flow::Break => return Ok(Flow::On),
                Flow::Return(values) => return Ok(Flow::Return(values)),
            }
        }
    }

    fn assign(
        &mut self,
        targets: &[Expression],
        values: &[Expression],
        frame: &mut Frame,
    ) -> Result<(), Fault> {
        let mut values = self.all(values, frame)?.into_iter();
        for target in targets {
            let value = values.next().unwrap_or_default();
            match &target {
                Expression::Local(place, _) => {
                    if let Some(variable) = frame.locals.get(*place) {
                        variable.replace(value);
                    }
                }
                Expression::Captured(place, _) => {
                    if let Some(variable) = frame.captured.captured.get(*place) {
                        variable.replace(value);
                    }
                }
                Expression::Suffixed(head, suffixes) => {
                    let Some((Suffix { kind: SuffixKind::Index(key), .. }, others)) = suffixes.split_last()
                    else {
                        continue;
                    };
                    let (table, key) = (self.behind(head, others, frame)?, self.value(key, frame)?);
                    self.set_index(&table, key, value)?;
                }
                // Redis keeps scripts from having globals.
                _ => return Err(self.fault("Attempt to modify a readonly table")),
            }
        }
        Ok(())
    }

    fn set_index(&mut self, table: &Value, key: Value, value: Value) -> Result<(), Fault> {
        self.spend(1)?;
        self.weigh(&key)?;
        match table {
            Value::Table(table) => match table.borrow_mut().set(key, value) {
                true => Ok(()),
                false => Err(self.fault("table index is nil")),
            },
            Value::Library(_) => Err(self.fault("Attempt to modify a readonly table")),
            other => Err(self.fault(format_args!("attempt to index a {} value", other.type_name()))),
        }
    }
}
