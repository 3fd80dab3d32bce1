//! Functions without a body in go-std that the machine implements itself.
//!
//! Each module documents its functions with their Go signatures. What is not found here is
//! asked of the host; what neither has keeps a program from starting.

mod closemu;
mod context;
mod elementary;
pub mod errors;
pub mod fmt;
mod fmt_order;
mod hyperbolic;
pub mod math;
mod metrics;
mod net;
pub mod os;
mod pure;
mod rand;
mod reflect;
pub mod runtime;
pub mod sort;
mod special;
pub mod strconv;
pub mod strings;
pub mod sync;
pub mod time;
pub mod unicode;

use std::rc::Rc;

use crate::border::HostNative;
use crate::bytecode::Program;
use crate::goroutine::GIndex;
use crate::host::Host;
use crate::machine::{Flow, LoadError, Machine};
use crate::value::Value;
use pure::PureTable;
pub use pure::{Pure, PureCall};

/// A native function of a program.
#[derive(Clone, Debug)]
pub struct NativeEntry {
    /// Who performs it.
    pub implementation: Implementation,
    /// True if others can see that it was called, so that it must wait for its time.
    pub visible: bool,
}

/// Who performs a native function.
#[derive(Clone, Debug)]
pub enum Implementation {
    /// The loop, without leaving.
    Pure(Pure),
    /// The machine.
    Machine(Native),
    /// The host.
    Host(Rc<HostNative>),
}

/// A native function of the machine. It may be repeated after a wait (see `Flow::Retry`), so it
/// writes its results last.
pub type Native = fn(&mut NativeCall) -> Flow;

/// A table of natives: name, function, visible.
type Table = &'static [(&'static str, Native, bool)];

const TABLES: &[Table] = &[
    fmt::TABLE,
    metrics::TABLE,
    os::TABLE,
    rand::TABLE,
    reflect::TYPES,
    reflect::VALUES,
    runtime::TABLE,
    sort::TABLE,
    sync::TABLE,
    time::TABLE,
];

const PURE: &[PureTable] = &[
    closemu::TABLE,
    context::TABLE,
    errors::TABLE,
    fmt::PURE,
    math::TABLE,
    net::TABLE,
    strconv::TABLE,
    strings::TABLE,
    sync::PURE,
    time::PURE,
    unicode::TABLE,
];

/// Natives that stand in if the host does not have them.
const FALLBACKS: Table = &[("tidepool/lab.lookup", runtime::lookup_nothing, false)];

fn find_pure(name: &str) -> Option<NativeEntry> {
    let (_, run) = PURE.iter().flat_map(|table| table.iter()).find(|(n, _)| *n == name)?;
    Some(NativeEntry { implementation: Implementation::Pure(*run), visible: false })
}

fn find(tables: &[Table], name: &str) -> Option<NativeEntry> {
    let mut all = tables.iter().flat_map(|t| t.iter());
    let (_, run, visible) = all.find(|(n, ..)| *n == name)?;
    Some(NativeEntry { implementation: Implementation::Machine(*run), visible: *visible })
}

/// Finds the implementations of all natives of a program.
pub fn resolve(program: &Program, host: &mut dyn Host) -> Result<std::rc::Rc<[NativeEntry]>, LoadError> {
    let mut missing = Vec::new();
    let mut entries = Vec::with_capacity(program.natives.len());
    for native in &program.natives {
        let own = find_pure(&native.name).or_else(|| find(TABLES, &native.name));
        let theirs = || {
            let func = host.resolve(&native.name)?;
            let native = Rc::new(HostNative::new(program, native.func, func));
            Some(NativeEntry { implementation: Implementation::Host(native), visible: true })
        };
        match own.or_else(theirs).or_else(|| find(&[FALLBACKS], &native.name)) {
            Some(entry) => entries.push(entry),
            None => missing.push(native.name.clone()),
        }
    }
    if missing.is_empty() { Ok(entries.into()) } else { Err(LoadError { missing }) }
}

/// A call of a native function.
pub struct NativeCall<'a> {
    /// The process.
    pub machine: &'a mut Machine,
    /// Its outside.
    pub host: &'a mut dyn Host,
    /// P that runs the caller.
    pub p: usize,
    /// The caller.
    pub g: GIndex,
    /// Slot of its stack where arguments are and results go.
    pub at: usize,
}

impl NativeCall<'_> {
    /// Argument slot `i`.
    pub fn arg(&self, i: usize) -> Value {
        self.machine.slot(self.g, self.at + i)
    }

    /// A string argument.
    pub fn str_arg(&self, i: usize) -> &[u8] {
        self.machine.heap().str(self.arg(i).str())
    }

    /// Sets result slot `i`.
    pub fn set(&mut self, i: usize, value: Value) {
        self.machine.set_slot(self.g, self.at + i, value);
    }

    /// Sets result slot `i`, the last one.
    pub fn ret_at(&mut self, i: usize, value: Value) -> Flow {
        self.set(i, value);
        Flow::Next
    }

    /// Sets the only result.
    pub fn ret(&mut self, value: Value) -> Flow {
        self.set(0, value);
        Flow::Next
    }

    /// Sets the only result to a new string.
    pub fn ret_str(&mut self, bytes: &[u8]) -> Flow {
        self.charge_alloc(bytes.len() as u64);
        let value = self.machine.heap_mut().alloc_str(bytes);
        self.ret(value)
    }

    /// Charges virtual time in ps.
    pub fn charge(&mut self, ps: u32) {
        self.machine.charge(self.p, ps);
    }

    /// Charges the making of `bytes` bytes.
    pub fn charge_alloc(&mut self, bytes: u64) {
        let cost = self.machine.heap_stats().price(self.machine.costs(), bytes);
        self.charge(u32::try_from(cost).unwrap_or(u32::MAX));
    }

    /// Virtual time in ns.
    pub fn now(&self) -> u64 {
        self.machine.now(self.p)
    }
}
