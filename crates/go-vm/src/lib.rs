//! HIR to bytecode, and the stepped machine that runs it in virtual time.

pub mod bytecode;
pub mod host;

#[cfg(test)]
mod tests {
    #[test]
    fn instructions_are_small() {
        assert_eq!(std::mem::size_of::<crate::bytecode::Op>(), 8);
    }
}
