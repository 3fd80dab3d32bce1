//! From tokens to what a script says: expressions, calls and assignments.

use super::Fault;
use super::parse::Parser;
use super::token::Token;
use super::tree::{Binary, Expression, Kind, Link, Suffix, SuffixKind, Unary};

/// How strongly operators bind, to the left and to the right.
fn operator(sign: &str) -> Option<(u8, u8, Binary)> {
    Some(match sign {
        "or" => (1, 1, Binary::Or),
        "and" => (2, 2, Binary::And),
        "<" => (3, 3, Binary::Less),
        ">" => (3, 3, Binary::Greater),
        "<=" => (3, 3, Binary::LessEqual),
        ">=" => (3, 3, Binary::GreaterEqual),
        "~=" => (3, 3, Binary::Unequal),
        "==" => (3, 3, Binary::Equal),
        ".." => (5, 4, Binary::Concat),
        "+" => (6, 6, Binary::Add),
        "-" => (6, 6, Binary::Subtract),
        "*" => (7, 7, Binary::Multiply),
        "/" => (7, 7, Binary::Divide),
        "%" => (7, 7, Binary::Modulo),
        "^" => (10, 9, Binary::Power),
        _ => return None,
    })
}

/// How strongly `not`, `-` and `#` bind.
const UNARY: u8 = 8;

impl Parser<'_> {
    pub fn expressions(&mut self) -> Result<Vec<Expression>, Fault> {
        let mut all = vec![self.expression()?];
        while self.accept(",")? {
            all.push(self.expression()?);
        }
        Ok(all)
    }

    pub fn expression(&mut self) -> Result<Expression, Fault> {
        self.binding(0)
    }

    /// An expression whose operators bind more strongly than `least`.
    fn binding(&mut self, least: u8) -> Result<Expression, Fault> {
        self.nested(|parser| {
            let mut left = parser.operand()?;
            // What comes next binds no more strongly than what has been read, so at most all strengths stand in each other.
            while let Some((strength, ..)) = parser.operator(least) {
                let mut links = Vec::new();
                while let Some((_, right, binary)) = parser.operator(least).filter(|next| next.0 == strength)
                {
                    let line = parser.line;
                    parser.advance()?;
                    links.push(Link { line, binary, right: parser.binding(right)? });
                }
                left = Expression::Chain(Box::new(left), links);
            }
            Ok(left)
        })
    }

    /// The operator that stands here, if it binds more strongly than `least`.
    fn operator(&self, least: u8) -> Option<(u8, u8, Binary)> {
        let Token::Fixed(sign) = self.token else { return None };
        operator(sign).filter(|(strength, ..)| *strength > least)
    }

    fn operand(&mut self) -> Result<Expression, Fault> {
        let unary = match self.token {
            Token::Fixed("not") => Unary::Not,
            Token::Fixed("-") => Unary::Minus,
            Token::Fixed("#") => Unary::Length,
            _ => return self.simple(),
        };
        self.advance()?;
        let inner = self.binding(UNARY)?;
        Ok(Expression::Unary(unary, Box::new(inner)))
    }

    fn simple(&mut self) -> Result<Expression, Fault> {
        let expression = match &self.token {
            Token::Number(number) => Expression::Number(*number),
            Token::Text(text) => Expression::Text(text.clone()),
            Token::Fixed("nil") => Expression::Nil,
            Token::Fixed("true") => Expression::Bool(true),
            Token::Fixed("false") => Expression::Bool(false),
            Token::Fixed("...") => match self.is_variadic() {
                true => Expression::Rest,
                false => return Err(self.unexpected("cannot use '...' outside a vararg function")),
            },
            Token::Fixed("{") => return self.table(),
            Token::Fixed("function") => {
                self.advance()?;
                return Ok(Expression::Function(self.function(false)?));
            }
            _ => return self.suffixed(),
        };
        self.advance()?;
        Ok(expression)
    }

    /// A name or something in parentheses, with fields and calls behind it.
    fn suffixed(&mut self) -> Result<Expression, Fault> {
        let line = self.line;
        let head = match &self.token {
            Token::Name(_) => {
                let name = self.name()?;
                self.resolve(&name)
            }
            Token::Fixed("(") => {
                self.advance()?;
                let inner = self.expression()?;
                self.expect_end(")", "(", line)?;
                Expression::One(Box::new(inner))
            }
            _ => return Err(self.unexpected("unexpected symbol")),
        };
        let mut suffixes = Vec::new();
        while let Some(suffix) = self.suffix()? {
            suffixes.push(suffix);
        }
        Ok(match suffixes.is_empty() {
            true => head,
            false => Expression::Suffixed(Box::new(head), suffixes),
        })
    }

    /// The field or the call that stands here, if one does.
    fn suffix(&mut self) -> Result<Option<Suffix>, Fault> {
        let line = self.line;
        let kind = match &self.token {
            Token::Fixed(".") => {
                self.advance()?;
                SuffixKind::Index(Expression::Text(self.name()?.as_bytes().into()))
            }
            Token::Fixed("[") => {
                self.advance()?;
                let key = self.expression()?;
                self.expect("]")?;
                SuffixKind::Index(key)
            }
            Token::Fixed(":") => {
                self.advance()?;
                let name = self.name()?;
                SuffixKind::Method(name.as_bytes().into(), self.arguments()?)
            }
            Token::Fixed("(" | "{") | Token::Text(_) => SuffixKind::Call(self.arguments()?),
            _ => return Ok(None),
        };
        Ok(Some(Suffix { line, kind }))
    }

    fn arguments(&mut self) -> Result<Vec<Expression>, Fault> {
        let line = self.line;
        match &self.token {
            Token::Text(_) | Token::Fixed("{") => Ok(vec![self.simple()?]),
            Token::Fixed("(") => {
                self.advance()?;
                let all = if self.is(")") { Vec::new() } else { self.expressions()? };
                self.expect_end(")", "(", line)?;
                Ok(all)
            }
            _ => Err(self.unexpected("function arguments expected")),
        }
    }

    fn table(&mut self) -> Result<Expression, Fault> {
        let line = self.line;
        self.advance()?;
        let mut items = Vec::new();
        while !self.is("}") {
            let named = matches!(self.token, Token::Name(_)) && *self.look_ahead()? == Token::Fixed("=");
            let key = if named {
                Some(Expression::Text(self.name()?.as_bytes().into()))
            } else if self.accept("[")? {
                let key = self.expression()?;
                self.expect("]")?;
                Some(key)
            } else {
                None
            };
            if key.is_some() {
                self.expect("=")?;
            }
            items.push((key, self.expression()?));
            if !self.accept(",")? && !self.accept(";")? {
                break;
            }
        }
        self.expect_end("}", "{", line)?;
        Ok(Expression::Table(items))
    }

    pub fn call_or_assignment(&mut self) -> Result<Kind, Fault> {
        let first = self.suffixed()?;
        if !self.is("=") && !self.is(",") {
            return match first.is_call() {
                true => Ok(Kind::Call(first)),
                false => Err(self.unexpected("'=' expected")),
            };
        }
        let mut targets = vec![first];
        while self.accept(",")? {
            targets.push(self.suffixed()?);
        }
        let takes = |target: &Expression| match &target {
            Expression::Local(..) | Expression::Captured(..) | Expression::Global(_) => true,
            Expression::Suffixed(..) => !target.is_call(),
            _ => false,
        };
        if !targets.iter().all(takes) {
            return Err(self.unexpected("syntax error"));
        }
        self.expect("=")?;
        Ok(Kind::Assign(targets, self.expressions()?))
    }
}
