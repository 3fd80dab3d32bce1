//! Type checker: syntax trees of packages to a typed, resolved program (HIR).

pub mod hir;
pub mod type_table;
pub mod types;

mod assign;
mod check;
mod collect;
mod constant;
mod constraints;
mod cycles;
mod decl;
mod delayed;
mod expr;
mod func;
mod generic;
mod globals;
mod implements;
mod infer;
mod instances;
mod interfaces;
mod limits;
mod literal;
mod lookup;
mod map;
mod methods;
mod object;
mod operand;
mod packages;
mod predicates;
mod program;
mod receivers;
mod returns;
mod satisfy;
mod sig_names;
mod stmt;
mod subst;
mod type_decl;
mod type_names;
mod typefmt;
mod typexpr;
mod unify;
mod universe;

pub use packages::PackageFiles;
pub use program::{Checked, check, check_everything, check_program};
