//! What the machine derives once from a program: zero values, comparability, types of its own.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use tidepool_go_check::type_table::TypeTable;
use tidepool_go_check::types::{Type, TypeId};

use crate::bytecode::{Program, TypeLayout, ZeroKind};
use crate::heap::compare::Comparable;
use crate::heap::packed::Pack;
use crate::live::LiveMap;
use crate::value::{Obj, Payload, Value};

/// Facts by type id.
#[derive(Debug)]
pub struct Facts {
    zeros: Vec<Rc<[Value]>>,
    packs: Vec<Pack>,
    comparable: Vec<bool>,
    nil_payload: Vec<Payload>,
    /// By function.
    pub entries: Vec<Entry>,
    /// By function: it belongs to package sync or sync/atomic.
    uninterrupted: Vec<bool>,
    /// By function, made when they are first asked for.
    live: Vec<OnceCell<LiveMap>>,
    /// By interface type: which types implement it, found out when that is first asked.
    implementers: Vec<OnceCell<Box<[bool]>>>,
    /// Ids of the methods by which package fmt has a value print itself ([`PRINTING`]): one for each type a name has.
    pub printing: [Vec<u32>; 4],
    /// `sync.(*Mutex).Unlock`, if the program has it.
    pub unlock: Option<u32>,
    /// Slot of the package variable `runtime.MemProfileRate`.
    pub profile_rate: Option<u32>,
    /// Types of package runtime that run-time panics are values of.
    pub errors: ErrorTypes,
}

/// Types declared in Go by package runtime; none if the program was made without it.
#[derive(Clone, Copy, Debug, Default)]
pub struct ErrorTypes {
    /// `runtime.errorString` (a string type).
    pub error_string: Option<TypeId>,
    /// `runtime.boundsError` (a string type).
    pub bounds_error: Option<TypeId>,
    /// `runtime.plainError` (a string type).
    pub plain_error: Option<TypeId>,
    /// `*runtime.TypeAssertionError` (to a struct of one string).
    pub assertion: Option<TypeId>,
    /// `*runtime.PanicNilError`.
    pub panic_nil: Option<TypeId>,
}

/// What a call has to know of its function.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Slots of a frame.
    pub frame_size: u16,
    /// The first of them, which the caller has filled.
    pub param_slots: u16,
    /// Which of the others have to be cleared.
    pub clears: Cell<Clears>,
}

/// What a function needs to have cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clears {
    /// Called so many times, and not looked at yet.
    Unknown(u8),
    /// It reads registers that it may not have written.
    All,
    /// It writes everything before it reads it.
    Nothing,
}

/// After so many calls it pays to look what a function needs.
const LOOKED_AT: u8 = 16;

/// The package variable with the mean distance of the heap profile's samples.
pub const PROFILE_RATE: &str = "runtime.MemProfileRate";

/// Names of the methods of [`Facts::printing`].
const PRINTING: [&str; 4] = ["Error", "String", "GoString", "Format"];

/// Zero values up to this many slots are kept ready.
const READY_SLOTS: u32 = 256;

impl Facts {
    /// Facts about the types of a program.
    pub fn new(program: &Program) -> Facts {
        let types = &program.types;
        let ids = || (0..types.len() as u32).map(TypeId);
        let zeros = program
            .layouts
            .iter()
            .map(|l| if l.slots <= READY_SLOTS { build_zero(l).into() } else { [].into() });
        let methods = |name: &str| {
            let all = program.method_names.iter().enumerate();
            all.filter(|(_, method)| *method == name).map(|(i, _)| i as u32).collect()
        };
        let function = |name: &str| program.funcs.iter().position(|f| f.name == name).map(|i| i as u32);
        let named = |name: &str| ids().find(|&id| is_named(types, id, name));
        let pointer_to = |name: &str| {
            let base = named(name)?;
            ids().find(|&id| *types.get(id) == Type::Pointer(base))
        };
        Facts {
            zeros: zeros.collect(),
            packs: program.layouts.iter().map(Pack::of).collect(),
            comparable: ids().map(|id| is_comparable(types, id, 0)).collect(),
            nil_payload: ids().map(|id| nil_payload(types, id)).collect(),
            entries: program
                .funcs
                .iter()
                .map(|f| Entry {
                    frame_size: f.frame_size,
                    param_slots: f.param_slots,
                    clears: Cell::new(Clears::Unknown(0)),
                })
                .collect(),
            uninterrupted: program
                .funcs
                .iter()
                .map(|f| f.package == "sync" || f.package == "sync/atomic")
                .collect(),
            live: vec![OnceCell::new(); program.funcs.len()],
            implementers: vec![OnceCell::new(); types.len()],
            printing: PRINTING.map(methods),
            unlock: function("sync.(*Mutex).Unlock"),
            profile_rate: program.globals.iter().find(|g| g.name == PROFILE_RATE).map(|g| g.offset),
            errors: ErrorTypes {
                error_string: named("runtime.errorString"),
                bounds_error: named("runtime.boundsError"),
                plain_error: named("runtime.plainError"),
                assertion: pointer_to("runtime.TypeAssertionError"),
                panic_nil: pointer_to("runtime.PanicNilError"),
            },
        }
    }

    /// The ready zero value of a type, empty if it is too large (or has no slots).
    #[inline]
    pub fn ready_zero(&self, ty: u32) -> &[Value] {
        self.zeros.get(ty as usize).map_or(&[], |z| z)
    }

    /// How objects of a type are stored.
    #[inline]
    pub fn pack(&self, ty: u32) -> Pack {
        self.packs.get(ty as usize).copied().unwrap_or_default()
    }

    /// Writes the zero value of type `ty` into `dst`, which has its size.
    pub fn write_zero(&self, program: &Program, ty: u32, dst: &mut [Value]) {
        let ready = self.ready_zero(ty);
        if ready.len() == dst.len() {
            dst.copy_from_slice(ready);
        } else if let Some(layout) = program.layouts.get(ty as usize) {
            dst.copy_from_slice(&build_zero(layout));
        }
    }

    /// The zero value of a type, to be kept.
    pub fn shared_zero(&self, program: &Program, ty: u32) -> Rc<[Value]> {
        match (self.zeros.get(ty as usize), program.layouts.get(ty as usize)) {
            (Some(zero), Some(layout)) if zero.len() == layout.slots as usize => Rc::clone(zero),
            (_, Some(layout)) => build_zero(layout).into(),
            _ => [].into(),
        }
    }

    /// True for functions that other goroutines must not interrupt between two instructions:
    /// package sync and sync/atomic are Go here, where real Go has atomic instructions.
    #[inline]
    pub fn is_uninterrupted(&self, func: u32) -> bool {
        self.uninterrupted.get(func as usize).copied().unwrap_or(false)
    }

    /// A function that still has its registers cleared has been called.
    #[inline]
    pub fn count_entry(&self, program: &Program, func: u32) {
        let clears = &self.entries[func as usize].clears;
        match clears.get() {
            Clears::Unknown(LOOKED_AT..) => clears.set(self.look(program, func)),
            Clears::Unknown(calls) => clears.set(Clears::Unknown(calls + 1)),
            Clears::All | Clears::Nothing => {}
        }
    }

    #[cold]
    fn look(&self, program: &Program, func: u32) -> Clears {
        let code = &program.funcs[func as usize];
        if code.user {
            // Its variables are shown, also before they have their values.
            return Clears::All;
        }
        let live = self.live(program, func).before(0);
        match (code.param_slots..code.frame_size).any(|reg| live.has(reg.into())) {
            true => Clears::All,
            false => Clears::Nothing,
        }
    }

    /// Which registers of a function are live where.
    pub fn live(&self, program: &Program, func: u32) -> &LiveMap {
        self.live[func as usize].get_or_init(|| LiveMap::new(program, &program.funcs[func as usize]))
    }

    /// True if concrete type `ty` has all methods of interface type `iface`.
    pub fn implements(&self, program: &Program, ty: u32, iface: TypeId) -> bool {
        let Some(all) = self.implementers.get(iface.0 as usize) else { return false };
        let has_all = |ty| program.missing_method(TypeId(ty), iface).is_none();
        let all = all.get_or_init(|| (0..self.packs.len() as u32).map(has_all).collect());
        all.get(ty as usize).copied().unwrap_or(false)
    }

    /// Payload of an interface that holds a nil of this pointer-shaped type.
    #[inline]
    pub fn nil_payload(&self, ty: u32) -> Payload {
        self.nil_payload.get(ty as usize).copied().unwrap_or(Payload::Boxed)
    }
}

impl Comparable for Facts {
    fn comparable(&self, ty: u32) -> bool {
        self.comparable.get(ty as usize).copied().unwrap_or(true)
    }
}

/// The zero value of a type of any size.
pub fn build_zero(layout: &TypeLayout) -> Box<[Value]> {
    let mut slots = Vec::with_capacity(layout.slots as usize);
    for run in &layout.zero {
        for _ in 0..run.count {
            slots.extend(run.kinds.iter().map(|kind| zero_slot(*kind)));
        }
    }
    slots.into()
}

/// The zero value of one slot.
pub fn zero_slot(kind: ZeroKind) -> Value {
    match kind {
        ZeroKind::Int => Value::Int(0),
        ZeroKind::Float => Value::Float(0.0),
        ZeroKind::Complex => Value::Complex(Obj::NONE),
        ZeroKind::Bool => Value::Bool(false),
        ZeroKind::Str => Value::EMPTY_STR,
        ZeroKind::Nil => Value::Nil,
    }
}

fn is_named(types: &TypeTable, id: TypeId, name: &str) -> bool {
    matches!(types.get(id), Type::Named(n) if types.named[*n as usize].name == name)
}

fn is_comparable(types: &TypeTable, id: TypeId, depth: u32) -> bool {
    match types.shape(id) {
        Type::Slice(_) | Type::Map(..) | Type::Func(..) => false,
        // A type that contains itself by value cannot exist; the bound only guards damaged tables.
        _ if depth > 64 => false,
        Type::Array(elem, _) => is_comparable(types, *elem, depth + 1),
        Type::Struct(fields) => fields.iter().all(|f| is_comparable(types, f.ty, depth + 1)),
        _ => true,
    }
}

fn nil_payload(types: &TypeTable, id: TypeId) -> Payload {
    match types.shape(id) {
        Type::Pointer(_) | Type::UnsafePointer => Payload::Ptr,
        Type::Map(..) => Payload::Map,
        Type::Chan(..) => Payload::Chan,
        Type::Func(..) => Payload::NilFunc,
        _ => Payload::Boxed,
    }
}
