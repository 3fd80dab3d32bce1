//! Expressions and types as text.

use super::Dumper;
use crate::ast::*;

impl Dumper {
    /// Each expression after a space.
    pub(super) fn exprs(&mut self, exprs: &[Expr]) {
        for expr in exprs {
            self.put(" ");
            self.expr(expr);
        }
    }

    fn optional(&mut self, expr: &Option<Expr>) {
        match expr {
            Some(expr) => self.expr(expr),
            None => self.put("_"),
        }
    }

    /// `(word a b)`.
    fn form(&mut self, word: &str, exprs: &[&Expr]) {
        self.put("(");
        self.put(word);
        for expr in exprs {
            self.put(" ");
            self.expr(expr);
        }
        self.put(")");
    }

    fn binary(&mut self, binary: &BinaryExpr) {
        let (operations, first) = binary.chain();
        for operation in &operations {
            self.put(&format!("({} ", operation.op.as_str()));
        }
        self.expr(first);
        for operation in operations.iter().rev() {
            self.put(" ");
            self.expr(&operation.right);
            self.put(")");
        }
    }

    pub(super) fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Bad => self.put("<bad>"),
            ExprKind::Ident(name) => self.put(name),
            ExprKind::Int(text) | ExprKind::Float(text) | ExprKind::Imag(text) => self.put(text),
            ExprKind::Rune(value, _) => match char::from_u32(*value) {
                Some(value) => self.put(&format!("{value:?}")),
                None => self.put(&format!("'\\x{value:x}'")),
            },
            ExprKind::Str(bytes, _) => self.string(bytes),
            ExprKind::Paren(inner) => self.form("paren", &[inner]),
            ExprKind::Selector(base, member) => {
                self.put("(. ");
                self.expr(base);
                self.put(" ");
                self.put(&member.name);
                self.put(")");
            }
            ExprKind::Index(base, args) => {
                self.put("(index ");
                self.expr(base);
                self.exprs(args);
                self.put(")");
            }
            ExprKind::Slice(slice) => {
                self.put("(slice ");
                self.expr(&slice.base);
                for bound in [&slice.lo, &slice.hi, &slice.max] {
                    self.put(" ");
                    self.optional(bound);
                }
                self.put(")");
            }
            ExprKind::TypeAssert(base, ty) => self.form("assert", &[base, ty]),
            ExprKind::Call(call) => {
                self.put("(call ");
                self.expr(&call.func);
                self.exprs(&call.args);
                self.put(if call.spread.is_some() { "...)" } else { ")" });
            }
            ExprKind::Unary(op, operand) => self.form(op.as_str(), &[operand]),
            ExprKind::Star(operand) => self.form("*", &[operand]),
            ExprKind::Binary(binary) => self.binary(binary),
            ExprKind::Composite(literal) => self.composite(literal),
            ExprKind::Func(func) => {
                self.put("(func ");
                self.signature(&func.sig);
                self.body(&func.body);
                self.put(")");
            }
            _ => self.type_(expr),
        }
    }

    fn string(&mut self, bytes: &[u8]) {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.put(&format!("{text:?}")),
            Err(_) => self.put(&format!("bytes\"{}\"", bytes.escape_ascii())),
        }
    }

    fn composite(&mut self, literal: &CompositeLit) {
        self.put("(lit ");
        self.optional(&literal.ty);
        for element in &literal.elems {
            self.put(" ");
            if let Some(key) = &element.key {
                self.form(":", &[key, &element.value]);
            } else {
                self.expr(&element.value);
            }
        }
        self.put(")");
    }

    fn type_(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::ArrayType(array) => {
                self.put("(array ");
                match &array.len {
                    Some(len) => self.expr(len),
                    None => self.put("..."),
                }
                self.put(" ");
                self.expr(&array.elem);
                self.put(")");
            }
            ExprKind::SliceType(elem) => self.form("[]", &[elem]),
            ExprKind::MapType(key, value) => self.form("map", &[key, value]),
            ExprKind::ChanType(dir, elem) => {
                let word = match dir {
                    ChanDir::Both => "chan",
                    ChanDir::Send => "chan<-",
                    ChanDir::Recv => "<-chan",
                };
                self.form(word, &[elem]);
            }
            ExprKind::FuncType(sig) => {
                self.put("(functype ");
                self.signature(sig);
                self.put(")");
            }
            ExprKind::StructType(fields) => self.struct_(fields),
            ExprKind::InterfaceType(elems) => self.interface(elems),
            ExprKind::Union(terms) => {
                self.put("(union");
                for term in terms {
                    self.put(if term.tilde { " ~" } else { " " });
                    self.expr(&term.ty);
                }
                self.put(")");
            }
            _ => self.put("<?>"),
        }
    }

    fn struct_(&mut self, fields: &[FieldDecl]) {
        self.put("(struct");
        for field in fields {
            self.put(" (");
            if field.names.is_empty() {
                self.put("embed");
            } else {
                self.names(&field.names);
                self.put(" :");
            }
            self.put(" ");
            self.expr(&field.ty);
            if let Some(tag) = &field.tag {
                self.put(" ");
                self.string(tag);
            }
            self.put(")");
        }
        self.put(")");
    }

    fn interface(&mut self, elems: &[InterfaceElem]) {
        self.put("(interface");
        for elem in elems {
            self.put(" (");
            match elem {
                InterfaceElem::Method { name, sig } => {
                    self.put(&name.name);
                    self.put(" ");
                    self.signature(sig);
                }
                InterfaceElem::Embed(ty) => {
                    self.put("embed ");
                    self.expr(ty);
                }
            }
            self.put(")");
        }
        self.put(")");
    }

    /// `(params)` or `(params) -> (results)`.
    pub(super) fn signature(&mut self, sig: &Signature) {
        self.params(&sig.params);
        if !sig.results.is_empty() {
            self.put(" -> ");
            self.params(&sig.results);
        }
    }

    fn params(&mut self, params: &[Param]) {
        self.put("(");
        for (index, param) in params.iter().enumerate() {
            self.put(if index > 0 { ", " } else { "" });
            self.param(param);
        }
        self.put(")");
    }

    pub(super) fn param(&mut self, param: &Param) {
        if !param.names.is_empty() {
            self.names(&param.names);
            self.put(" : ");
        }
        if param.variadic.is_some() {
            self.put("...");
        }
        self.expr(&param.ty);
    }
}
