//! Limits for types and for instances of generic ones: what is beyond them is refused.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Checker, NamedKind};
use crate::types::{Type, TypeId};
use crate::universe::INVALID;
use tidepool_go_syntax::Span;

/// Types may be instantiated inside each other only so deep.
const MAX_NESTING: u32 = 64;

/// There may be only so many instances of types and, each with all others, of functions.
const MAX_TYPES: usize = 20_000;
const MAX_FUNCS: usize = 100_000;

/// Type arguments may be only so large: how many types are written in them, and how deep.
const MAX_SIZE: Size = Size { types: 2000, depth: 30 };

/// Types written out, and values laid out, may have only so many parts: much that asks about them looks at each.
const MAX_WRITTEN: u32 = 100_000;
const MAX_PARTS: u64 = 100_000;

/// How large a type is when it is written out.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Size {
    types: u32,
    depth: u32,
}

impl Checker<'_> {
    /// Whether one more type, with these type arguments, is beyond the limits; notes that for a report.
    pub(crate) fn too_many_types(&mut self, targs: &[TypeId], declared: Span) -> bool {
        let many = self.instance_depth > MAX_NESTING || self.instances.len() > MAX_TYPES;
        self.beyond_limits(many, targs, declared)
    }

    /// The same of a function.
    pub(crate) fn too_many_funcs(&mut self, targs: &[TypeId], declared: Span) -> bool {
        let many = self.func_ids.len() > MAX_FUNCS || self.sigs.len() > MAX_FUNCS;
        self.beyond_limits(many, targs, declared)
    }

    fn beyond_limits(&mut self, many: bool, targs: &[TypeId], declared: Span) -> bool {
        let size = self.size_of_all(targs);
        let beyond = many || size.types > MAX_SIZE.types || size.depth > MAX_SIZE.depth;
        if beyond {
            self.too_many_instances.get_or_insert(declared);
        }
        beyond
    }

    fn size_of_all(&mut self, types: &[TypeId]) -> Size {
        types.iter().fold(Size::default(), |all, &ty| {
            let size = self.size(ty);
            Size { types: all.types.saturating_add(size.types), depth: all.depth.max(size.depth) }
        })
    }

    fn size(&mut self, ty: TypeId) -> Size {
        if let Some(&known) = self.sizes.get(&ty) {
            return known;
        }
        let parts = match self.types.get(ty) {
            Type::Named(_) => match self.info(ty).map(|info| &info.kind) {
                Some(NamedKind::Defined { targs, .. }) => targs.clone(),
                _ => Vec::new(),
            },
            Type::Pointer(t) | Type::Slice(t) | Type::Array(t, _) | Type::Chan(_, t) => vec![*t],
            Type::Map(k, v) => vec![*k, *v],
            Type::Func(params, results, _) => params.iter().chain(results).copied().collect(),
            Type::Struct(fields) => fields.iter().map(|f| f.ty).collect(),
            Type::Interface(methods) => methods.iter().map(|m| m.ty).collect(),
            Type::Tuple(types) => types.clone(),
            _ => Vec::new(),
        };
        let inner = self.size_of_all(&parts);
        let size = Size { types: inner.types.saturating_add(1), depth: inner.depth.saturating_add(1) };
        self.sizes.insert(ty, size);
        size
    }

    /// A type that stands in the source, unless it would have too many parts when written out.
    pub(crate) fn bounded(&mut self, ty: TypeId, span: Span) -> TypeId {
        if self.size(ty).types <= MAX_WRITTEN {
            return ty;
        }
        self.too_many_parts(span);
        INVALID
    }

    /// Refuses a defined type whose values have too many parts.
    pub(crate) fn check_parts(&mut self, ty: TypeId) {
        let many = self.parts(ty, &mut BTreeSet::new(), &mut BTreeMap::new()).is_some_and(|n| n > MAX_PARTS);
        if many && let Some((span, _)) = self.named_place(ty) {
            self.too_many_parts(span);
            self.types.set_underlying(ty, INVALID);
        }
    }

    fn too_many_parts(&mut self, span: Span) {
        self.unsupported(span, "a type of so many parts");
    }

    /// Whether the size of a type can be told: no part of it contains itself, and there are not too many.
    pub(crate) fn has_size(&self, ty: TypeId) -> bool {
        self.parts(ty, &mut BTreeSet::new(), &mut BTreeMap::new()).is_some_and(|parts| parts <= MAX_PARTS)
    }

    /// How many structs, arrays and other values a value of this type consists of, an array's elements counted once;
    /// none if one of them contains itself.
    fn parts(
        &self,
        ty: TypeId,
        path: &mut BTreeSet<TypeId>,
        known: &mut BTreeMap<TypeId, u64>,
    ) -> Option<u64> {
        let parts: Vec<TypeId> = match self.types.shape(ty) {
            Type::Struct(fields) => fields.iter().map(|f| f.ty).collect(),
            Type::Array(elem, _) => vec![*elem],
            _ => return Some(1),
        };
        if let Some(&count) = known.get(&ty) {
            return Some(count);
        }
        if !path.insert(ty) {
            return None;
        }
        let mut count = 1u64;
        for part in parts {
            count = count.saturating_add(self.parts(part, path, known)?);
        }
        path.remove(&ty);
        known.insert(ty, count);
        Some(count)
    }
}
