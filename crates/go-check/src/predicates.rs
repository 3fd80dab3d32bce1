//! Questions about types; for a type parameter they hold if they hold for every type of its set.

use crate::check::{Checker, NamedKind, Term, TypeSet};
use crate::type_table::basic;
use crate::types::{ChanDir, Type, TypeId};
use crate::universe::UNTYPED_NIL;
use std::rc::Rc;

impl Checker<'_> {
    pub(crate) fn is_param(&self, ty: TypeId) -> bool {
        self.info(ty).is_some_and(|info| matches!(info.kind, NamedKind::Param { .. }))
    }

    /// A type with a name that is no type parameter's.
    pub(crate) fn is_defined(&self, ty: TypeId) -> bool {
        self.is_named(ty) && !self.is_param(ty)
    }

    /// A defined type or a type parameter.
    pub(crate) fn is_named(&self, ty: TypeId) -> bool {
        matches!(self.types.get(ty), Type::Named(_))
    }

    pub(crate) fn type_set(&self, ty: TypeId) -> Option<Rc<TypeSet>> {
        self.info(ty)?.set.clone()
    }

    /// The types of a type parameter's set, if it lists any.
    pub(crate) fn terms(&self, ty: TypeId) -> Vec<Term> {
        self.type_set(ty).and_then(|set| set.terms.clone()).unwrap_or_default()
    }

    fn holds(&self, ty: TypeId, test: &dyn Fn(&Type) -> bool) -> bool {
        if !self.is_param(ty) {
            return test(self.types.shape(ty));
        }
        let terms = self.terms(ty);
        !terms.is_empty() && terms.iter().all(|t| test(self.types.shape(t.ty)))
    }

    pub(crate) fn is_boolean(&self, ty: TypeId) -> bool {
        self.holds(ty, &|t| matches!(t, Type::Bool))
    }

    pub(crate) fn is_integer(&self, ty: TypeId) -> bool {
        self.holds(ty, &|t| matches!(t, Type::Int(_)))
    }

    pub(crate) fn is_complex(&self, ty: TypeId) -> bool {
        self.holds(ty, &|t| matches!(t, Type::Complex64 | Type::Complex128))
    }

    pub(crate) fn is_numeric(&self, ty: TypeId) -> bool {
        self.holds(ty, &is_number)
    }

    pub(crate) fn is_string(&self, ty: TypeId) -> bool {
        self.holds(ty, &|t| matches!(t, Type::String))
    }

    pub(crate) fn is_numeric_or_string(&self, ty: TypeId) -> bool {
        self.holds(ty, &|t| is_number(t) || matches!(t, Type::String))
    }

    pub(crate) fn is_ordered(&self, ty: TypeId) -> bool {
        let complex = |t: &Type| matches!(t, Type::Complex64 | Type::Complex128);
        self.holds(ty, &|t| (is_number(t) && !complex(t)) || matches!(t, Type::String))
    }

    pub(crate) fn is_const_type(&self, ty: TypeId) -> bool {
        !self.is_param(ty) && self.holds(ty, &|t| is_number(t) || matches!(t, Type::String | Type::Bool))
    }

    /// An interface type that is no type parameter.
    pub(crate) fn is_interface(&self, ty: TypeId) -> bool {
        matches!(self.types.shape(ty), Type::Interface(_)) && !self.is_param(ty)
    }

    /// Whether `nil` is a value of the type.
    pub(crate) fn has_nil(&self, ty: TypeId) -> bool {
        ty == UNTYPED_NIL
            || self.holds(ty, &|t| {
                matches!(
                    t,
                    Type::Pointer(_)
                        | Type::Slice(_)
                        | Type::Map(..)
                        | Type::Chan(..)
                        | Type::Func(..)
                        | Type::Interface(_)
                        | Type::UnsafePointer
                )
            })
    }

    /// The underlying type; for a type parameter the one that all types of its set share, if there is one.
    pub(crate) fn core(&self, ty: TypeId) -> Option<TypeId> {
        if !self.is_param(ty) {
            return Some(self.types.underlying(ty));
        }
        self.core_of(&self.terms(ty))
    }

    /// The underlying type that all these types share. Channels may differ in that some have one and the same direction
    /// and some have none.
    pub(crate) fn core_of(&self, terms: &[Term]) -> Option<TypeId> {
        let mut core = self.types.underlying(terms.first()?.ty);
        for term in terms {
            let other = self.types.underlying(term.ty);
            match (self.types.get(core), self.types.get(other)) {
                _ if core == other => {}
                (Type::Chan(ChanDir::Both, x), Type::Chan(_, y)) if x == y => core = other,
                (Type::Chan(_, x), Type::Chan(ChanDir::Both, y)) if x == y => {}
                _ => return None,
            }
        }
        Some(core)
    }

    /// The shape of [`Checker::core`].
    pub(crate) fn core_shape(&self, ty: TypeId) -> Option<&Type> {
        self.core(ty).map(|t| self.types.get(t))
    }

    /// Whether a type parameter stands for strings and slices of bytes only: what can be done with both can be
    /// done with it.
    pub(crate) fn is_byte_like(&self, ty: TypeId) -> bool {
        let bytes = |t: &Type| match t {
            Type::String => true,
            Type::Slice(elem) => self.types.underlying(*elem) == basic::UINT8,
            _ => false,
        };
        self.is_param(ty) && self.holds(ty, &bytes)
    }

    /// Why values of the type cannot be compared with `==`: none if they can. `strict` refuses interfaces,
    /// whose comparison may panic.
    pub(crate) fn incomparable(&self, ty: TypeId, strict: bool, depth: u32) -> Option<String> {
        if depth > 50 {
            return None;
        }
        if self.is_param(ty) {
            let set = self.type_set(ty).unwrap_or_default();
            let listed = set.terms.as_ref().is_some_and(|terms| {
                !terms.is_empty()
                    && terms.iter().all(|t| self.incomparable(t.ty, strict, depth + 1).is_none())
            });
            return (!set.comparable && !listed).then(|| "incomparable types in type set".into());
        }
        match self.types.shape(ty) {
            Type::Slice(_) => Some("slice can only be compared to nil".into()),
            Type::Map(..) => Some("map can only be compared to nil".into()),
            Type::Func(..) => Some("func can only be compared to nil".into()),
            Type::Interface(_) if strict && !self.type_set(ty).is_some_and(|s| s.comparable) => {
                Some(String::new())
            }
            Type::Struct(fields) => fields.iter().find_map(|field| {
                self.incomparable(field.ty, strict, depth + 1)?;
                Some(format!("struct containing {} cannot be compared", self.type_name(field.ty)))
            }),
            Type::Array(elem, _) => {
                self.incomparable(*elem, strict, depth + 1)?;
                Some(format!("{} cannot be compared", self.type_name(ty)))
            }
            _ => None,
        }
    }

    pub(crate) fn is_comparable(&self, ty: TypeId) -> bool {
        self.incomparable(ty, false, 0).is_none()
    }

    /// Whether the type mentions a type parameter.
    pub(crate) fn mentions_param(&self, ty: TypeId) -> bool {
        self.has_part(ty, &|t| self.is_param(t))
    }

    /// Whether the type mentions one of these type parameters.
    pub(crate) fn mentions(&self, ty: TypeId, params: &[TypeId]) -> bool {
        self.has_part(ty, &|t| params.contains(&t))
    }

    /// Whether a type that the test holds for is written in this one.
    fn has_part(&self, ty: TypeId, test: &dyn Fn(TypeId) -> bool) -> bool {
        let any = |parts: &[TypeId]| parts.iter().any(|&t| self.has_part(t, test));
        match self.types.get(ty) {
            Type::Named(_) => match self.info(ty).map(|info| &info.kind) {
                Some(NamedKind::Defined { targs, .. }) => any(targs),
                Some(NamedKind::Param { .. }) => test(ty),
                _ => false,
            },
            Type::Pointer(t) | Type::Slice(t) | Type::Array(t, _) | Type::Chan(_, t) => {
                self.has_part(*t, test)
            }
            Type::Map(k, v) => any(&[*k, *v]),
            Type::Func(params, results, _) => any(params) || any(results),
            Type::Struct(fields) => fields.iter().any(|f| self.has_part(f.ty, test)),
            Type::Interface(methods) => methods.iter().any(|m| self.has_part(m.ty, test)),
            Type::Tuple(types) => any(types),
            _ => false,
        }
    }
}

fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Int(_) | Type::Float32 | Type::Float64 | Type::Complex64 | Type::Complex128)
}
