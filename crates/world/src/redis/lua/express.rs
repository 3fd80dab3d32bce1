//! From tokens to what a script says: expressions, calls and assignments.

use super::Fault;
use super::parse::Parser;
use super::token::Token;
use super::tree::{Binary, Expression, Form, Kind, Unary};

/// How strongly operators bind, to the left and to the right.
fn operator(sign: &str) -> Option<(u8, u8, Option<Binary>)> {
    Some(match sign {
        "or" => (1, 1, None),
        "and" => (2, 2, None),
        "<" => (3, 3, Some(Binary::Less)),
        ">" => (3, 3, Some(Binary::Greater)),
        "<=" => (3, 3, Some(Binary::LessEqual)),
        ">=" => (3, 3, Some(Binary::GreaterEqual)),
        "~=" => (3, 3, Some(Binary::Unequal)),
        "==" => (3, 3, Some(Binary::Equal)),
        ".." => (5, 4, Some(Binary::Concat)),
        "+" => (6, 6, Some(Binary::Add)),
        "-" => (6, 6, Some(Binary::Subtract)),
        "*" => (7, 7, Some(Binary::Multiply)),
        "/" => (7, 7, Some(Binary::Divide)),
        "%" => (7, 7, Some(Binary::Modulo)),
        "^" => (10, 9, Some(Binary::Power)),
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
            while let Token::Fixed(sign) = parser.token
                && let Some((strength, right, binary)) = operator(sign)
                && strength > least
            {
                let line = parser.line;
                parser.link()?;
                parser.advance()?;
                let (a, b) = (Box::new(left), Box::new(parser.binding(right)?));
                let form = match binary {
                    Some(binary) => Form::Binary(binary, a, b),
                    None if sign == "and" => Form::And(a, b),
                    None => Form::Or(a, b),
                };
                left = Expression { line, form };
            }
            Ok(left)
        })
    }

    fn operand(&mut self) -> Result<Expression, Fault> {
        let line = self.line;
        let unary = match self.token {
            Token::Fixed("not") => Unary::Not,
            Token::Fixed("-") => Unary::Minus,
            Token::Fixed("#") => Unary::Length,
            _ => return self.simple(),
        };
        self.advance()?;
        let inner = self.binding(UNARY)?;
        Ok(Expression { line, form: Form::Unary(unary, Box::new(inner)) })
    }

    fn simple(&mut self) -> Result<Expression, Fault> {
        let line = self.line;
        let form = match &self.token {
            Token::Number(number) => Form::Number(*number),
            Token::Text(text) => Form::Text(text.clone()),
            Token::Fixed("nil") => Form::Nil,
            Token::Fixed("true") => Form::Bool(true),
            Token::Fixed("false") => Form::Bool(false),
            Token::Fixed("...") => match self.is_variadic() {
                true => Form::Rest,
                false => return Err(self.unexpected("cannot use '...' outside a vararg function")),
            },
            Token::Fixed("{") => return self.table(),
            Token::Fixed("function") => {
                self.advance()?;
                return Ok(Expression { line, form: Form::Function(self.function(false)?) });
            }
            _ => return self.suffixed(),
        };
        self.advance()?;
        Ok(Expression { line, form })
    }

    /// A name or something in parentheses, with fields and calls behind it.
    fn suffixed(&mut self) -> Result<Expression, Fault> {
        let line = self.line;
        let mut form = match &self.token {
            Token::Name(_) => {
                let name = self.name()?;
                self.resolve(&name)
            }
            Token::Fixed("(") => {
                self.advance()?;
                let inner = self.expression()?;
                self.expect_end(")", "(", line)?;
                Form::One(Box::new(inner))
            }
            _ => return Err(self.unexpected("unexpected symbol")),
        };
        loop {
            let line = self.line;
            self.link()?;
            let base = |form| Box::new(Expression { line, form });
            form = match &self.token {
                Token::Fixed(".") => {
                    self.advance()?;
                    let key = Form::Text(self.name()?.as_bytes().into());
                    Form::Index(base(form), base(key))
                }
                Token::Fixed("[") => {
                    self.advance()?;
                    let key = self.expression()?;
                    self.expect("]")?;
                    Form::Index(base(form), Box::new(key))
                }
                Token::Fixed(":") => {
                    self.advance()?;
                    let name = self.name()?;
                    Form::Method(base(form), name.as_bytes().into(), self.arguments()?)
                }
                Token::Fixed("(" | "{") | Token::Text(_) => Form::Call(base(form), self.arguments()?),
                _ => return Ok(Expression { line, form }),
            };
        }
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
            let line = self.line;
            let named = matches!(self.token, Token::Name(_)) && *self.look_ahead()? == Token::Fixed("=");
            let key = if named {
                let form = Form::Text(self.name()?.as_bytes().into());
                Some(Expression { line, form })
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
        Ok(Expression { line, form: Form::Table(items) })
    }

    pub fn call_or_assignment(&mut self) -> Result<Kind, Fault> {
        let first = self.suffixed()?;
        if !self.is("=") && !self.is(",") {
            return match first.form {
                Form::Call(..) | Form::Method(..) => Ok(Kind::Call(first)),
                _ => Err(self.unexpected("'=' expected")),
            };
        }
        let mut targets = vec![first];
        while self.accept(",")? {
            targets.push(self.suffixed()?);
        }
        let takes = |target: &Expression| {
            matches!(target.form, Form::Local(..) | Form::Captured(..) | Form::Global(_) | Form::Index(..))
        };
        if !targets.iter().all(takes) {
            return Err(self.unexpected("syntax error"));
        }
        self.expect("=")?;
        Ok(Kind::Assign(targets, self.expressions()?))
    }
}
