//! Limits for instances of generic types and functions: what is beyond them is refused.

use crate::check::{Checker, NamedKind};
use crate::types::{Type, TypeId};
use tidepool_go_syntax::Span;

/// Types may be instantiated inside each other only so deep.
const MAX_NESTING: u32 = 64;

/// There may be only so many instances of types and, each with all others, of functions.
const MAX_TYPES: usize = 20_000;
const MAX_FUNCS: usize = 100_000;

/// Type arguments may be only so large: how many types are written in them, and how deep.
const MAX_SIZE: Size = Size { types: 2000, depth: 30 };

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
}
