//! Expressions as error messages show them: the source on one line, bodies left out.

use crate::ast::{ChanDir, Expr, ExprKind, FieldDecl, InterfaceElem, Param, Signature};

/// The expression's text.
pub fn expr_text(expr: &Expr) -> String {
    let mut out = String::new();
    write(expr, &mut out);
    out
}

fn write(expr: &Expr, out: &mut String) {
    match &expr.kind {
        ExprKind::Bad => out.push_str("BadExpr"),
        ExprKind::Ident(s) | ExprKind::Int(s) | ExprKind::Float(s) | ExprKind::Imag(s) => out.push_str(s),
        ExprKind::Rune(_, text) | ExprKind::Str(_, text) => out.push_str(text),
        ExprKind::Composite(lit) => {
            if let Some(ty) = &lit.ty {
                write(ty, out);
            }
            out.push_str(if lit.elems.is_empty() { "{}" } else { "{…}" });
        }
        ExprKind::Func(lit) => {
            out.push_str("func");
            signature(&lit.sig, out);
            out.push_str(if lit.body.stmts.is_empty() { " {}" } else { " {…}" });
        }
        ExprKind::Paren(inner) => wrapped("(", inner, ")", out),
        ExprKind::Selector(base, name) => {
            write(base, out);
            out.push('.');
            out.push_str(&name.name);
        }
        ExprKind::Index(base, indices) => {
            write(base, out);
            out.push('[');
            list(indices, out);
            out.push(']');
        }
        ExprKind::Slice(s) => {
            write(&s.base, out);
            out.push('[');
            opt(&s.lo, out);
            out.push(':');
            opt(&s.hi, out);
            if s.max.is_some() {
                out.push(':');
                opt(&s.max, out);
            }
            out.push(']');
        }
        ExprKind::TypeAssert(base, ty) => {
            write(base, out);
            wrapped(".(", ty, ")", out);
        }
        ExprKind::Call(call) => {
            write(&call.func, out);
            out.push('(');
            list(&call.args, out);
            out.push_str(if call.spread.is_some() { "...)" } else { ")" });
        }
        ExprKind::Unary(op, x) => {
            out.push_str(op.as_str());
            write(x, out);
        }
        ExprKind::Star(x) => wrapped("*", x, "", out),
        ExprKind::Binary(b) => {
            let (operations, first) = b.chain();
            write(first, out);
            for operation in operations.iter().rev() {
                out.push_str(&format!(" {} ", operation.op.as_str()));
                write(&operation.right, out);
            }
        }
        _ => write_type(expr, out),
    }
}

fn write_type(expr: &Expr, out: &mut String) {
    match &expr.kind {
        ExprKind::ArrayType(array) => {
            out.push('[');
            match &array.len {
                Some(len) => write(len, out),
                None => out.push_str("..."),
            }
            wrapped("]", &array.elem, "", out);
        }
        ExprKind::SliceType(elem) => wrapped("[]", elem, "", out),
        ExprKind::MapType(key, elem) => {
            wrapped("map[", key, "]", out);
            write(elem, out);
        }
        ExprKind::ChanType(ChanDir::Both, elem) => wrapped("chan ", elem, "", out),
        ExprKind::ChanType(ChanDir::Send, elem) => wrapped("chan<- ", elem, "", out),
        ExprKind::ChanType(ChanDir::Recv, elem) => wrapped("<-chan ", elem, "", out),
        ExprKind::FuncType(sig) => {
            out.push_str("func");
            signature(sig, out);
        }
        ExprKind::StructType(fields) => {
            out.push_str("struct{");
            fields.iter().enumerate().for_each(|(i, f)| field(f, i, out));
            out.push('}');
        }
        ExprKind::InterfaceType(elems) => {
            out.push_str("interface{");
            elems.iter().enumerate().for_each(|(i, e)| interface_elem(e, i, out));
            out.push('}');
        }
        ExprKind::Union(terms) => {
            for (i, term) in terms.iter().enumerate() {
                out.push_str(if i > 0 { " | " } else { "" });
                out.push_str(if term.tilde { "~" } else { "" });
                write(&term.ty, out);
            }
        }
        _ => {}
    }
}

fn wrapped(before: &str, expr: &Expr, after: &str, out: &mut String) {
    out.push_str(before);
    write(expr, out);
    out.push_str(after);
}

fn opt(expr: &Option<Expr>, out: &mut String) {
    if let Some(expr) = expr {
        write(expr, out);
    }
}

fn list(exprs: &[Expr], out: &mut String) {
    for (i, expr) in exprs.iter().enumerate() {
        out.push_str(if i > 0 { ", " } else { "" });
        write(expr, out);
    }
}

fn field(field: &FieldDecl, index: usize, out: &mut String) {
    out.push_str(if index > 0 { "; " } else { "" });
    for (i, name) in field.names.iter().enumerate() {
        out.push_str(if i > 0 { ", " } else { "" });
        out.push_str(&name.name);
    }
    out.push_str(if field.names.is_empty() { "" } else { " " });
    write(&field.ty, out);
}

fn interface_elem(elem: &InterfaceElem, index: usize, out: &mut String) {
    out.push_str(if index > 0 { "; " } else { "" });
    match elem {
        InterfaceElem::Method { name, sig } => {
            out.push_str(&name.name);
            signature(sig, out);
        }
        InterfaceElem::Embed(ty) => write(ty, out),
    }
}

fn signature(sig: &Signature, out: &mut String) {
    out.push('(');
    params(&sig.params, out);
    out.push(')');
    match sig.results.as_slice() {
        [] => {}
        [one] if one.names.is_empty() => {
            out.push(' ');
            write(&one.ty, out);
        }
        many => {
            out.push_str(" (");
            params(many, out);
            out.push(')');
        }
    }
}

fn params(list: &[Param], out: &mut String) {
    for (i, param) in list.iter().enumerate() {
        out.push_str(if i > 0 { ", " } else { "" });
        for (j, name) in param.names.iter().enumerate() {
            out.push_str(if j > 0 { ", " } else { "" });
            out.push_str(&name.name);
        }
        out.push_str(if param.names.is_empty() { "" } else { " " });
        out.push_str(if param.variadic.is_some() { "..." } else { "" });
        write(&param.ty, out);
    }
}
