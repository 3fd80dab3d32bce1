//! Natives that concern nobody but their caller: the loop calls them itself, without leaving.

use crate::bytecode::Program;
use crate::costs::Costs;
use crate::facts::Facts;
use crate::heap::Heap;
use crate::interp::Core;
use crate::interp::trap::Step;
use crate::value::Value;

/// A native function that needs only its arguments, the heap and the virtual time. If it fails, nothing has happened.
pub type Pure = fn(&mut PureCall) -> Step;

/// A table of pure natives: name and function.
pub(super) type PureTable = &'static [(&'static str, Pure)];

/// A call of a pure native.
pub struct PureCall<'a, 'c> {
    core: &'a mut Core<'c>,
    regs: &'a mut [Value],
    fuel: &'a mut i64,
}

impl<'a, 'c> PureCall<'a, 'c> {
    /// A call whose arguments and results are in `regs`.
    pub fn new(core: &'a mut Core<'c>, regs: &'a mut [Value], fuel: &'a mut i64) -> Self {
        PureCall { core, regs, fuel }
    }

    /// Argument slot `i`.
    pub fn arg(&self, i: usize) -> Value {
        self.regs.get(i).copied().unwrap_or_default()
    }

    /// A string argument.
    pub fn str_arg(&self, i: usize) -> &[u8] {
        self.core.heap.str(self.arg(i).str())
    }

    /// Sets result slot `i`.
    pub fn set(&mut self, i: usize, value: Value) {
        if let Some(place) = self.regs.get_mut(i) {
            *place = value;
        }
    }

    /// Sets result slot `i`, the last one.
    pub fn ret_at(&mut self, i: usize, value: Value) -> Step {
        self.set(i, value);
        Ok(())
    }

    /// Sets the only result.
    pub fn ret(&mut self, value: Value) -> Step {
        self.ret_at(0, value)
    }

    /// Makes a string.
    pub fn new_str(&mut self, bytes: &[u8]) -> Value {
        *self.fuel -= self.core.heap.stats().price(self.core.costs, bytes.len() as u64) as i64;
        self.core.heap.alloc_str(bytes)
    }

    /// Sets the only result to a new string.
    pub fn ret_str(&mut self, bytes: &[u8]) -> Step {
        let value = self.new_str(bytes);
        self.ret(value)
    }

    /// Charges virtual time in ps.
    pub fn charge(&mut self, ps: u32) {
        *self.fuel -= i64::from(ps);
    }

    /// Virtual time in ns.
    pub fn now(&self) -> u64 {
        self.core.place.now(*self.fuel)
    }

    /// Virtual costs.
    pub fn costs(&self) -> &'c Costs {
        self.core.costs
    }

    /// The program.
    pub fn program(&self) -> &'c Program {
        self.core.program
    }

    /// Facts derived from the program.
    pub fn facts(&self) -> &'c Facts {
        self.core.facts
    }

    /// The heap.
    pub fn heap(&self) -> &Heap {
        self.core.heap
    }

    /// The heap, to change.
    pub fn heap_mut(&mut self) -> &mut Heap {
        self.core.heap
    }
}

/// Checks that the fields of a struct of a program are in the slots where natives look for them.
#[cfg(test)]
pub(super) fn check_slots(text: &str, named: &str, known: &[(&str, u32)]) {
    use tidepool_go_check::types::{Type, TypeId};

    /// The first slot of each field, the fields of fields included.
    fn slots(program: &Program, ty: TypeId, first: u32, found: &mut Vec<(String, u32)>) {
        let Type::Struct(fields) = program.types.shape(ty) else { return };
        let mut at = first;
        for field in fields {
            found.push((field.name.clone(), at));
            slots(program, field.ty, at, found);
            at += program.layouts[field.ty.0 as usize].slots;
        }
    }

    let checked = tidepool_go_check::check(&[("main.go".into(), text.into())]);
    let program = crate::compile::compile(&checked.program.expect("it is right")).expect("it compiles");
    let named = program.types.named.iter().find(|n| n.name == named);
    let mut found = Vec::new();
    slots(&program, named.expect("it is used").underlying, 0, &mut found);
    for (name, slot) in known {
        let place = found.iter().find(|(field, _)| field == name).map(|(_, slot)| *slot);
        assert_eq!(place, Some(*slot), "{name}");
    }
}
