//! Fields and methods of types, through embedded fields too.

use crate::check::{Checker, NamedKind};
use crate::object::{ObjId, ObjKind};
use crate::types::{Type, TypeId};
use tidepool_go_syntax::ast::Name;

/// What a selector finds: the path of embedded fields to it (indices), then itself.
#[derive(Clone, Debug)]
pub(crate) struct Selection {
    /// Embedded fields on the way; pointers are followed.
    pub path: Vec<u32>,
    pub kind: SelectionKind,
    /// A pointer was followed on the way, or the type is one itself.
    pub indirect: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum SelectionKind {
    Field {
        index: u32,
    },
    /// A declared method; `recv` is the named type that has it (with its type arguments).
    Method {
        obj: ObjId,
        recv: TypeId,
        pointer: bool,
    },
    /// A method of an interface (also of a type parameter's constraint): name as in the type, and signature.
    Abstract {
        name: String,
        sig: TypeId,
    },
}

/// The outcome of a look-up.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    Nothing,
    Ambiguous,
    One(Selection),
}

impl<'a> Checker<'a> {
    /// The name under which a method or field is compared: unexported ones belong to their package.
    pub(crate) fn mangled(&self, name: &str, pkg: &str) -> String {
        if is_exported(name) { name.into() } else { format!("{pkg}.{name}") }
    }

    pub(crate) fn pkg_path(&self) -> &str {
        &self.pkg().path
    }

    /// Looks up a field or method of `ty` as seen from the present package.
    pub(crate) fn find(&mut self, ty: TypeId, name: &str) -> Found {
        let path = self.pkg_path().to_string();
        self.find_from(ty, name, &path)
    }

    /// Looks up a field or method of `ty` as seen from the package `from`.
    pub(crate) fn find_from(&mut self, ty: TypeId, name: &str, from: &str) -> Found {
        let mut start = ty;
        let mut indirect = false;
        if let Type::Pointer(elem) = self.types.get(ty) {
            // Methods of a defined pointer type do not exist; those of its element's type do.
            start = *elem;
            indirect = true;
            if self.is_interface(start) || self.is_param(start) {
                return Found::Nothing;
            }
        } else if let (Type::Named(_), Type::Pointer(elem)) = (self.types.get(ty), self.types.shape(ty)) {
            // A defined pointer type: only fields of the struct it points to.
            let elem = *elem;
            return match self.find_breadth_first(elem, name, from, true) {
                Found::One(s) if matches!(s.kind, SelectionKind::Field { .. }) => Found::One(s),
                _ => Found::Nothing,
            };
        }
        self.find_breadth_first(start, name, from, indirect)
    }

    fn find_breadth_first(&mut self, start: TypeId, name: &str, from: &str, indirect: bool) -> Found {
        let mut level: Vec<(TypeId, Vec<u32>, bool)> = vec![(start, Vec::new(), indirect)];
        let mut seen: Vec<TypeId> = Vec::new();
        while !level.is_empty() {
            let mut found: Option<Selection> = None;
            let mut count = 0;
            let mut next: Vec<(TypeId, Vec<u32>, bool)> = Vec::new();
            let mut names_here: Vec<TypeId> = Vec::new();
            for (ty, path, indirect) in level {
                if matches!(self.types.get(ty), Type::Named(_)) {
                    if seen.contains(&ty) {
                        continue;
                    }
                    // The same embedded type twice at one depth is ambiguous.
                    if names_here.contains(&ty) {
                        if self.direct(ty, name, from).is_some() {
                            count += 1;
                        }
                        continue;
                    }
                    names_here.push(ty);
                }
                self.complete(ty);
                if let Some(kind) = self.direct(ty, name, from) {
                    count += 1;
                    found = Some(Selection { path, kind, indirect });
                    continue;
                }
                self.embedded_of(ty, &path, indirect, &mut next);
            }
            seen.extend(names_here);
            match (count, found) {
                (1, Some(selection)) => return Found::One(selection),
                (0, _) | (_, None) => level = next,
                _ => return Found::Ambiguous,
            }
        }
        Found::Nothing
    }

    fn embedded_of(
        &self,
        ty: TypeId,
        path: &[u32],
        indirect: bool,
        next: &mut Vec<(TypeId, Vec<u32>, bool)>,
    ) {
        if self.is_param(ty) {
            return;
        }
        if let Type::Struct(fields) = self.types.shape(ty) {
            for (i, field) in fields.iter().enumerate().filter(|(_, f)| f.embedded) {
                let (target, through) = match self.types.get(field.ty) {
                    Type::Pointer(elem) => (*elem, true),
                    _ => (field.ty, false),
                };
                let mut path = path.to_vec();
                path.push(i as u32);
                next.push((target, path, indirect || through));
            }
        }
    }

    /// A field or method of the type itself, not of what it embeds.
    fn direct(&self, ty: TypeId, name: &str, from: &str) -> Option<SelectionKind> {
        if let Some(NamedKind::Defined { obj, .. }) = self.info(ty).map(|info| &info.kind)
            && let Some(method) = self.declared_method(*obj, name)
            && (is_exported(name) || self.pkgs[self.obj(*obj).pkg.0 as usize].path == from)
        {
            let pointer = match &self.obj(method).kind {
                ObjKind::Func(f) => f.recv.as_ref().is_some_and(|r| r.pointer),
                _ => false,
            };
            return Some(SelectionKind::Method { obj: method, recv: ty, pointer });
        }
        match self.types.shape(ty) {
            Type::Struct(fields) if !self.is_param(ty) => {
                let index = fields
                    .iter()
                    .position(|f| f.name == name && (f.package.is_empty() || f.package == from))?;
                Some(SelectionKind::Field { index: index as u32 })
            }
            Type::Interface(methods) => {
                let mangled = self.mangled(name, from);
                let method = methods.iter().find(|m| m.name == mangled)?;
                Some(SelectionKind::Abstract { name: mangled, sig: method.ty })
            }
            _ => None,
        }
    }

    /// The method declared with this name for a defined type.
    pub(crate) fn declared_method(&self, obj: ObjId, name: &str) -> Option<ObjId> {
        match &self.obj(obj).kind {
            ObjKind::Type(t) => t.methods.iter().find(|(n, _)| &**n == name).map(|(_, id)| *id),
            _ => None,
        }
    }

    /// Makes sure that the underlying type of a defined type is known.
    pub(crate) fn complete(&mut self, ty: TypeId) {
        if let Some(NamedKind::Defined { obj, .. }) = self.info(ty).map(|info| info.kind.clone()) {
            self.resolve(obj);
        }
    }

    /// Names of all methods a value of the type (or a pointer to it) can have, own and promoted.
    pub(crate) fn method_names(&mut self, ty: TypeId) -> Vec<(Name, String)> {
        let mut names: Vec<(Name, String)> = Vec::new();
        let mut level = vec![match self.types.get(ty) {
            Type::Pointer(elem) => *elem,
            _ => ty,
        }];
        let mut seen: Vec<TypeId> = Vec::new();
        while let Some(ty) = level.pop() {
            if seen.contains(&ty) {
                continue;
            }
            seen.push(ty);
            self.complete(ty);
            self.own_method_names(ty, &mut names);
            let mut next = Vec::new();
            self.embedded_of(ty, &[], false, &mut next);
            level.extend(next.into_iter().map(|(t, _, _)| t));
        }
        names.sort();
        names.dedup();
        names
    }

    fn own_method_names(&self, ty: TypeId, names: &mut Vec<(Name, String)>) {
        if let Some(NamedKind::Defined { obj, .. }) = self.info(ty).map(|info| &info.kind)
            && let ObjKind::Type(t) = &self.obj(*obj).kind
        {
            let path = &self.pkgs[self.obj(*obj).pkg.0 as usize].path;
            names.extend(t.methods.iter().map(|(n, _)| (n.clone(), path.clone())));
        }
        if let Type::Interface(methods) = self.types.shape(ty) {
            for method in methods {
                let (package, name) = method.name.rsplit_once('.').unwrap_or(("", &method.name));
                names.push((name.into(), package.into()));
            }
        }
    }
}

pub(crate) fn is_exported(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}
