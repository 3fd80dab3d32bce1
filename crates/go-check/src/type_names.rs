//! Types as running programs show them: `%T` and reflection, and names of instances.

use crate::type_table::{TypeTable, int_name};
use crate::types::{ChanDir, Field, Method, Type, TypeId};

/// Nesting beyond which types are cut short.
const MAX_DEPTH: u32 = 32;

/// What a name is for.
#[derive(Clone, Copy, PartialEq)]
enum Use {
    /// To be read by people.
    Print,
    /// To stand among type arguments, where it tells different types apart.
    Link,
}

impl TypeTable {
    /// The type as `%T` prints it.
    pub fn name(&self, id: TypeId) -> String {
        let mut out = String::new();
        self.write(id, Use::Print, &mut out, 0);
        out
    }

    /// The type as it is written among the type arguments in the name of another one.
    pub fn link_name(&self, id: TypeId) -> String {
        let mut out = String::new();
        self.write(id, Use::Link, &mut out, 0);
        out
    }

    fn write(&self, id: TypeId, how: Use, out: &mut String, depth: u32) {
        if depth > MAX_DEPTH {
            out.push('…');
            return;
        }
        let d = depth + 1;
        match self.get(id) {
            Type::Bool => out.push_str("bool"),
            Type::Int(kind) => out.push_str(int_name(*kind)),
            Type::Float32 => out.push_str("float32"),
            Type::Float64 => out.push_str("float64"),
            Type::Complex64 => out.push_str("complex64"),
            Type::Complex128 => out.push_str("complex128"),
            Type::String => out.push_str("string"),
            Type::UnsafePointer => out.push_str("unsafe.Pointer"),
            Type::Named(n) => {
                let named = &self.named[*n as usize];
                out.push_str(if how == Use::Link { &named.link } else { &named.name });
            }
            Type::Pointer(t) => self.prefixed("*", *t, how, out, d),
            Type::Slice(t) => self.prefixed("[]", *t, how, out, d),
            Type::Array(t, n) => self.prefixed(&format!("[{n}]"), *t, how, out, d),
            Type::Map(k, v) => {
                self.prefixed("map[", *k, how, out, d);
                self.prefixed("]", *v, how, out, d);
            }
            Type::Chan(ChanDir::Both, t) if matches!(self.get(*t), Type::Chan(ChanDir::Recv, _)) => {
                self.prefixed("chan (", *t, how, out, d);
                out.push(')');
            }
            Type::Chan(ChanDir::Both, t) => self.prefixed("chan ", *t, how, out, d),
            Type::Chan(ChanDir::Send, t) => self.prefixed("chan<- ", *t, how, out, d),
            Type::Chan(ChanDir::Recv, t) => self.prefixed("<-chan ", *t, how, out, d),
            Type::Func(..) => {
                out.push_str("func");
                self.write_signature(id, how, out, d);
            }
            Type::Struct(fields) => self.write_struct(fields, how, out, d),
            Type::Interface(methods) => self.write_interface(methods, how, out, d),
            Type::Tuple(types) => self.write_list(types, false, how, out, d),
        }
    }

    fn prefixed(&self, prefix: &str, id: TypeId, how: Use, out: &mut String, depth: u32) {
        out.push_str(prefix);
        self.write(id, how, out, depth);
    }

    fn write_signature(&self, id: TypeId, how: Use, out: &mut String, depth: u32) {
        let Type::Func(params, results, variadic) = self.get(id) else {
            return;
        };
        self.write_list(params, *variadic, how, out, depth);
        match results.as_slice() {
            [] => {}
            [one] => self.prefixed(" ", *one, how, out, depth),
            many => {
                out.push(' ');
                self.write_list(many, false, how, out, depth);
            }
        }
    }

    fn write_list(&self, types: &[TypeId], variadic: bool, how: Use, out: &mut String, depth: u32) {
        out.push('(');
        for (i, &t) in types.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            match (variadic && i + 1 == types.len(), self.get(t)) {
                (true, Type::Slice(elem)) => self.prefixed("...", *elem, how, out, depth),
                _ => self.write(t, how, out, depth),
            }
        }
        out.push(')');
    }

    fn write_struct(&self, fields: &[Field], how: Use, out: &mut String, depth: u32) {
        out.push_str("struct {");
        for (i, field) in fields.iter().enumerate() {
            out.push_str(if i > 0 { "; " } else { " " });
            if !field.embedded || (how == Use::Link && !self.is_named_after(field)) {
                if how == Use::Link && !field.package.is_empty() {
                    out.push_str(&field.package);
                    out.push('.');
                }
                out.push_str(&field.name);
                out.push_str(if field.embedded { " = " } else { " " });
            }
            self.write(field.ty, how, out, depth);
            if !field.tag.is_empty() {
                out.push_str(&format!(" {:?}", field.tag));
            }
        }
        out.push_str(if fields.is_empty() { "}" } else { " }" });
    }

    /// Whether an embedded field's type, as it is written among type arguments, tells the field's name.
    fn is_named_after(&self, field: &Field) -> bool {
        let base = match self.get(field.ty) {
            Type::Pointer(elem) => *elem,
            _ => field.ty,
        };
        // Only a defined type has a name to tell.
        let Type::Named(n) = self.get(base) else { return false };
        let link = &self.named[*n as usize].link;
        link.strip_suffix(&*field.name).is_some_and(|rest| rest.ends_with('.'))
    }

    fn write_interface(&self, methods: &[Method], how: Use, out: &mut String, depth: u32) {
        out.push_str("interface {");
        for (i, method) in methods.iter().enumerate() {
            out.push_str(if i > 0 { "; " } else { " " });
            out.push_str(&method.name);
            self.write_signature(method.ty, how, out, depth);
        }
        out.push_str(if methods.is_empty() { "}" } else { " }" });
    }
}
