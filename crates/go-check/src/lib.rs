//! Type checker: syntax trees of packages to a typed, resolved program (HIR).
