//! Type checker: syntax trees of packages to a typed, resolved program (HIR).

pub mod hir;
pub mod type_table;
pub mod types;
