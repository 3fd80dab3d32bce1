//! HIR to bytecode, and the stepped machine that runs it in virtual time.

mod border;
pub mod bytecode;
pub mod chan;
pub mod compile;
pub mod costs;
pub mod disasm;
pub mod durations;
pub mod facts;
pub mod goroutine;
pub mod heap;
pub mod host;
pub mod ids;
mod interp;
pub mod live;
pub mod machine;
pub(crate) mod natives;
pub mod sched;
pub mod standalone;
pub mod timer;
pub mod value;

#[cfg(test)]
mod tests {
    #[test]
    fn instructions_are_small() {
        assert_eq!(std::mem::size_of::<crate::bytecode::Op>(), 8);
    }
}
