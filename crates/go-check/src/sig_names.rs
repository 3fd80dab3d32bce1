//! What parameters are called in function types, for messages: types that differ in nothing else are one to us.

use crate::map::Map;
use crate::types::TypeId;
use tidepool_go_syntax::ast::Signature;

/// Where a signature stands: of several for one type, the latter kinds count more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SigKind {
    /// In the standard library.
    Library,
    /// It begins a function of the user.
    Function,
    /// It is written as a type in the user's text.
    Type,
}

/// The signature that counts for each function type.
#[derive(Debug, Default)]
pub(crate) struct SigNames<'a> {
    found: Map<TypeId, (SigKind, &'a Signature)>,
}

impl<'a> SigNames<'a> {
    /// Notes that `sig` is of type `ty`. Of one kind the first counts.
    pub(crate) fn note(&mut self, ty: TypeId, kind: SigKind, sig: &'a Signature) {
        if self.found.get(&ty).is_none_or(|(known, _)| *known < kind) {
            self.found.insert(ty, (kind, sig));
        }
    }

    /// The signature to show for a type, if it has names.
    pub(crate) fn of(&self, ty: TypeId) -> Option<&'a Signature> {
        let (_, sig) = self.found.get(&ty)?;
        sig.params.iter().chain(&sig.results).any(|param| !param.names.is_empty()).then_some(sig)
    }
}
