//! From tokens to what a script says: statements, and names.

use std::rc::Rc;

use super::Fault;
use super::token::{Scanner, Token};
use super::tree::{Capture, Expression, Function, Kind, Statement, Suffix, SuffixKind};

/// How deep statements and expressions may stand in each other, as in Lua.
const DEPTH_MAX: u32 = 200;

/// Locals that a function may have at a time, as in Lua.
const LOCALS_MAX: usize = 200;

/// A function that is being read.
#[derive(Debug, Default)]
struct Scope {
    /// The locals that can be seen, in their places.
    locals: Vec<Rc<str>>,
    places: usize,
    captures: Vec<(Rc<str>, Capture)>,
    variadic: bool,
    loops: u32,
}

#[derive(Debug)]
pub(super) struct Parser<'a> {
    scanner: Scanner<'a>,
    pub token: Token,
    ahead: Option<(Token, u32)>,
    /// The line of `token`.
    pub line: u32,
    scopes: Vec<Scope>,
    depth: u32,
}

/// Reads a script.
pub(super) fn parse(text: &[u8]) -> Result<Function, Fault> {
    let mut parser = Parser {
        scanner: Scanner::new(text),
        token: Token::End,
        ahead: None,
        line: 1,
        scopes: vec![Scope { variadic: true, ..Scope::default() }],
        depth: 0,
    };
    parser.advance()?;
    let body = parser.block()?;
    match parser.token {
        Token::End => Ok(parser.end_function(0, body)),
        _ => Err(parser.unexpected("'<eof>' expected")),
    }
}

impl Parser<'_> {
    /// Takes the present token and goes on to the next one.
    pub fn advance(&mut self) -> Result<Token, Fault> {
        let (next, line) = match self.ahead.take() {
            Some(ahead) => ahead,
            None => (self.scanner.next()?, self.scanner.line),
        };
        self.line = line;
        Ok(std::mem::replace(&mut self.token, next))
    }

    /// The token behind the present one.
    pub fn look_ahead(&mut self) -> Result<&Token, Fault> {
        if self.ahead.is_none() {
            self.ahead = Some((self.scanner.next()?, self.scanner.line));
        }
        Ok(self.ahead.as_ref().map_or(&Token::End, |(token, _)| token))
    }

    pub fn is(&self, fixed: &'static str) -> bool {
        self.token == Token::Fixed(fixed)
    }

    /// Goes over a word or sign if it stands here.
    pub fn accept(&mut self, fixed: &'static str) -> Result<bool, Fault> {
        let here = self.is(fixed);
        if here {
            self.advance()?;
        }
        Ok(here)
    }

    pub fn expect(&mut self, fixed: &'static str) -> Result<(), Fault> {
        match self.accept(fixed)? {
            true => Ok(()),
            false => Err(self.unexpected(&format!("'{fixed}' expected"))),
        }
    }

    /// The end of what `opening` began in `line`.
    pub fn expect_end(&mut self, end: &'static str, opening: &str, line: u32) -> Result<(), Fault> {
        match self.accept(end)? {
            true => Ok(()),
            false if line == self.line => Err(self.unexpected(&format!("'{end}' expected"))),
            false => Err(self.unexpected(&format!("'{end}' expected (to close '{opening}' at line {line})"))),
        }
    }

    pub fn unexpected(&self, what: &str) -> Fault {
        let near = match &self.token {
            Token::Name(name) => name.to_string(),
            Token::Number(number) => super::value::number_text(*number),
            Token::Text(text) => String::from_utf8_lossy(text).into_owned(),
            Token::Fixed(fixed) => (*fixed).to_owned(),
            Token::End => "<eof>".to_owned(),
        };
        Fault::new(self.line, format!("{what} near '{near}'"))
    }

    pub fn name(&mut self) -> Result<Rc<str>, Fault> {
        match &self.token {
            Token::Name(name) => {
                let name = Rc::clone(name);
                self.advance()?;
                Ok(name)
            }
            _ => Err(self.unexpected("<name> expected")),
        }
    }

    /// Goes one level deeper while `inner` is read.
    pub fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> Result<T, Fault>) -> Result<T, Fault> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(Fault::new(self.line, "chunk has too many syntax levels".into()));
        }
        let read = inner(self);
        self.depth -= 1;
        read
    }

    fn scope(&mut self) -> &mut Scope {
        // There is always the script itself.
        if self.scopes.is_empty() {
            self.scopes.push(Scope::default());
        }
        let last = self.scopes.len() - 1;
        &mut self.scopes[last]
    }

    /// A new local can be seen from here on; its place.
    fn declare(&mut self, name: Rc<str>) -> Result<usize, Fault> {
        let line = self.line;
        let scope = self.scope();
        if scope.locals.len() >= LOCALS_MAX {
            return Err(Fault::new(line, format!("too many local variables (limit is {LOCALS_MAX})")));
        }
        scope.locals.push(name);
        scope.places = scope.places.max(scope.locals.len());
        Ok(scope.locals.len() - 1)
    }

    /// What a name stands for.
    pub fn resolve(&mut self, name: &Rc<str>) -> Expression {
        match find(&mut self.scopes, name) {
            Some(Capture::Local(place)) => Expression::Local(place, Rc::clone(name)),
            Some(Capture::Captured(place)) => Expression::Captured(place, Rc::clone(name)),
            None => Expression::Global(Rc::clone(name)),
        }
    }

    pub fn is_variadic(&mut self) -> bool {
        self.scope().variadic
    }

    /// Statements up to a word that ends them. Their locals are seen no longer.
    fn block(&mut self) -> Result<Vec<Statement>, Fault> {
        self.block_with(&[])
    }

    /// A block that has locals of its own from the beginning, which stand in the next places.
    fn block_with(&mut self, names: &[Rc<str>]) -> Result<Vec<Statement>, Fault> {
        let seen = self.scope().locals.len();
        for name in names {
            self.declare(Rc::clone(name))?;
        }
        let body = self.nested(Self::statements)?;
        self.scope().locals.truncate(seen);
        Ok(body)
    }

    fn statements(&mut self) -> Result<Vec<Statement>, Fault> {
        let mut body = Vec::new();
        while !["end", "else", "elseif", "until"].iter().any(|word| self.is(word)) && self.token != Token::End
        {
            let line = self.line;
            let kind = self.statement()?;
            let last = matches!(kind, Kind::Return(_) | Kind::Break);
            body.push(Statement { line, kind });
            self.accept(";")?;
            if last {
                break;
            }
        }
        Ok(body)
    }

    fn statement(&mut self) -> Result<Kind, Fault> {
        let line = self.line;
        let Token::Fixed(word) = self.token else { return self.call_or_assignment() };
        match word {
            "if" => self.if_statement(line),
            "while" => {
                self.advance()?;
                let condition = self.expression()?;
                self.expect("do")?;
                let body = self.loop_body(&[])?;
                self.expect_end("end", "while", line)?;
                Ok(Kind::While(condition, body))
            }
            "do" => {
                self.advance()?;
                let body = self.block()?;
                self.expect_end("end", "do", line)?;
                Ok(Kind::Do(body))
            }
            "for" => self.for_statement(line),
            "repeat" => self.repeat_statement(line),
            "function" => self.function_statement(),
            "local" => self.local_statement(),
            "return" => {
                self.advance()?;
                let empty = self.token == Token::End
                    || [";", "end", "else", "elseif", "until"].iter().any(|word| self.is(word));
                Ok(Kind::Return(if empty { Vec::new() } else { self.expressions()? }))
            }
            "break" => {
                self.advance()?;
                match self.scope().loops {
                    0 => Err(self.unexpected("no loop to break")),
                    _ => Ok(Kind::Break),
                }
            }
            _ => self.call_or_assignment(),
        }
    }

    fn loop_body(&mut self, names: &[Rc<str>]) -> Result<Vec<Statement>, Fault> {
        self.scope().loops += 1;
        let body = self.block_with(names);
        self.scope().loops -= 1;
        body
    }

    fn if_statement(&mut self, line: u32) -> Result<Kind, Fault> {
        let mut arms = Vec::new();
        loop {
            self.advance()?;
            let condition = self.expression()?;
            self.expect("then")?;
            arms.push((Some(condition), self.block()?));
            if !self.is("elseif") {
                break;
            }
        }
        if self.accept("else")? {
            arms.push((None, self.block()?));
        }
        self.expect_end("end", "if", line)?;
        Ok(Kind::If(arms))
    }

    fn for_statement(&mut self, line: u32) -> Result<Kind, Fault> {
        self.advance()?;
        let mut names = vec![self.name()?];
        let place = self.scope().locals.len();
        if self.accept("=")? {
            let from = self.expression()?;
            self.expect(",")?;
            let to = self.expression()?;
            let step = if self.accept(",")? { Some(Box::new(self.expression()?)) } else { None };
            self.expect("do")?;
            let body = self.loop_body(&names)?;
            self.expect_end("end", "for", line)?;
            return Ok(Kind::Count(place, [Some(Box::new(from)), Some(Box::new(to)), step], body));
        }
        while self.accept(",")? {
            names.push(self.name()?);
        }
        if !self.accept("in")? {
            return Err(self.unexpected("'=' or 'in' expected"));
        }
        let iterator = self.expressions()?;
        self.expect("do")?;
        let body = self.loop_body(&names)?;
        self.expect_end("end", "for", line)?;
        Ok(Kind::Each(place, names.len(), iterator, body))
    }

    /// The condition sees the locals of the body.
    fn repeat_statement(&mut self, line: u32) -> Result<Kind, Fault> {
        self.advance()?;
        let seen = self.scope().locals.len();
        self.scope().loops += 1;
        let body = self.nested(Self::statements)?;
        self.scope().loops -= 1;
        self.expect_end("until", "repeat", line)?;
        let condition = self.expression()?;
        self.scope().locals.truncate(seen);
        Ok(Kind::Repeat(body, condition))
    }

    fn local_statement(&mut self) -> Result<Kind, Fault> {
        self.advance()?;
        if self.accept("function")? {
            let name = self.name()?;
            let place = self.declare(name)?;
            return Ok(Kind::LocalFunction(place, self.function(false)?));
        }
        let mut names = vec![self.name()?];
        while self.accept(",")? {
            names.push(self.name()?);
        }
        let values = if self.accept("=")? { self.expressions()? } else { Vec::new() };
        let place = self.scope().locals.len();
        let count = names.len();
        for name in names {
            self.declare(name)?;
        }
        Ok(Kind::Local(place, count, values))
    }

    fn function_statement(&mut self) -> Result<Kind, Fault> {
        self.advance()?;
        let line = self.line;
        let name = self.name()?;
        let mut target = self.resolve(&name);
        let (mut fields, mut method) = (Vec::new(), false);
        while !method && (self.is(".") || self.is(":")) {
            method = self.is(":");
            self.advance()?;
            let key = Expression::Text(self.name()?.as_bytes().into());
            fields.push(Suffix { line, kind: SuffixKind::Index(key) });
        }
        if !fields.is_empty() {
            target = Expression::Suffixed(Box::new(target), fields);
        }
        let function = Expression::Function(self.function(method)?);
        Ok(Kind::Assign(vec![target], vec![function]))
    }

    /// Parameters and body; a method has `self` before them.
    pub fn function(&mut self, method: bool) -> Result<Rc<Function>, Fault> {
        let line = self.line;
        self.scopes.push(Scope::default());
        self.expect("(")?;
        if method {
            self.declare("self".into())?;
        }
        while !self.is(")") {
            if self.accept("...")? {
                self.scope().variadic = true;
                break;
            }
            let name = self.name()?;
            self.declare(name)?;
            if !self.accept(",")? {
                break;
            }
        }
        self.expect(")")?;
        let parameters = self.scope().locals.len();
        let body = self.block()?;
        self.expect_end("end", "function", line)?;
        Ok(Rc::new(self.end_function(parameters, body)))
    }

    fn end_function(&mut self, parameters: usize, body: Vec<Statement>) -> Function {
        let Scope { places, captures, variadic, .. } = self.scopes.pop().unwrap_or_default();
        let captures = captures.into_iter().map(|(_, capture)| capture).collect();
        Function { parameters, variadic, places, captures, body }
    }
}

/// Looks for a name in the innermost function and those around it, which makes all between capture it.
fn find(scopes: &mut [Scope], name: &Rc<str>) -> Option<Capture> {
    let (inner, around) = scopes.split_last_mut()?;
    if let Some(place) = inner.locals.iter().rposition(|local| local == name) {
        return Some(Capture::Local(place));
    }
    if let Some(at) = inner.captures.iter().position(|(captured, _)| captured == name) {
        return Some(Capture::Captured(at));
    }
    let capture = find(around, name)?;
    inner.captures.push((Rc::clone(name), capture));
    Some(Capture::Captured(inner.captures.len() - 1))
}
