//! Package reflect: types by number, and storage by pointer.
//!
//! A value is the number of its type and a pointer to its slots. In Go these pointers are `*byte`,
//! whatever they point to.

mod types;
mod values;

use super::NativeCall;
use crate::value::{PtrRef, Value};

pub use types::TYPES;
pub use values::VALUES;

/// The pointer in argument `i`, none if it is nil.
fn pointer(call: &NativeCall, i: usize) -> Option<PtrRef> {
    match call.arg(i) {
        Value::Ptr(p) => Some(p),
        _ => None,
    }
}
