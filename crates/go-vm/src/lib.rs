//! HIR to bytecode, and the stepped machine that runs it in virtual time.

pub mod host;
