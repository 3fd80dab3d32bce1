//! A compiled program: code and every table the machine needs while running it.

use std::rc::Rc;

use tidepool_go_check::hir::{FuncId, SourceInfo};
use tidepool_go_check::type_table::{TypeTable, basic};
use tidepool_go_check::types::{Type, TypeId};
use tidepool_go_syntax::span::{FileId, Span};

use super::{Op, Reg, Stride, ZeroKind};

/// A whole program; immutable, shared by [`Rc`] between all processes that run it.
#[derive(Clone, Debug)]
pub struct Program {
    /// Types; ids in instructions are indices here.
    pub types: Rc<TypeTable>,
    /// What the machine needs to know of each type, by type id.
    pub layouts: Vec<TypeLayout>,
    /// Functions by [`FuncId`]; the ones of the HIR keep their numbers, generated thunks follow.
    pub funcs: Vec<FuncCode>,
    /// Constants of [`Op::Const`].
    pub constants: Vec<Constant>,
    /// Package variables. All of them together are one object of `globals_slots` slots.
    pub globals: Vec<GlobalInfo>,
    /// Size of the object of all globals.
    pub globals_slots: u32,
    /// Functions without a body.
    pub natives: Vec<NativeInfo>,
    /// Names of all methods that interfaces mention, by method id, sorted. Methods of one name but different types
    /// have different ids.
    pub method_names: Vec<String>,
    /// Their types without receiver, none for methods that no interface mentions.
    pub method_types: Vec<Option<TypeId>>,
    /// By type id: for interface types the ids of their methods, sorted; empty for others.
    pub iface_methods: Vec<Vec<u32>>,
    /// By type id: the methods of a concrete type sorted by method id; empty for types without.
    pub method_impls: Vec<Vec<MethodImpl>>,
    /// Operands of [`Op::TypeAssert`].
    pub asserts: Vec<AssertInfo>,
    /// Operands of [`Op::Select`].
    pub selects: Vec<SelectTable>,
    /// Sizes of 200 slots and more, see [`Stride`].
    pub strides: Vec<u32>,
    /// Lines of user files that have code, each once, in order of their first use; operands of [`Op::Line`].
    pub lines: Vec<LineInfo>,
    /// Source files by [`FileId`].
    pub files: Vec<SourceInfo>,
    /// Initialises all packages.
    pub init: FuncId,
    /// `main.main`.
    pub main: FuncId,
}

/// One function.
#[derive(Clone, Debug)]
pub struct FuncCode {
    /// Name as in Go's stacks, such as `main.(*T).M`.
    pub name: String,
    /// Import path of its package.
    pub package: String,
    /// Instructions. Natives have a body too (one [`Op::CallNative`]), so that they can be values.
    pub code: Vec<Op>,
    /// Source of each instruction, parallel to `code`.
    pub spans: Vec<Span>,
    /// Slots of the frame, parameters included. Calls go beyond it.
    pub frame_size: u16,
    /// Slots of all parameters; they are the first ones of the frame.
    pub param_slots: u16,
    /// Slots of all results; a return puts them into the frame's slots from 0.
    pub result_slots: u16,
    /// Parameter types in order (receiver first), for goroutine dumps and natives.
    pub params: Vec<TypeId>,
    /// Result types in order.
    pub results: Vec<TypeId>,
    /// Slots of captured values in its closures, read by [`Op::LoadCapture`].
    pub captures: u16,
    /// Where execution goes on after a recovered panic: it runs the remaining defers and returns
    /// the present results. Present exactly if the function has a `defer`.
    pub epilogue: Option<u32>,
    /// Local variables with a name, for the debugger's view, in order of declaration.
    pub locals: Vec<LocalInfo>,
    /// Generated: stacks leave it out and `recover` looks through it.
    pub wrapper: bool,
    /// Declared in a user file.
    pub user: bool,
    /// Index in [`Program::natives`] if it is native.
    pub native: Option<u32>,
    /// The whole declaration.
    pub span: Span,
    /// The closing brace.
    pub end: Span,
}

/// A local variable as the debugger shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalInfo {
    /// Name in the source.
    pub name: String,
    /// Type.
    pub ty: TypeId,
    /// First register of the value, or the register of the pointer to it if `boxed`.
    pub reg: Reg,
    /// True if the register holds a pointer to the variable.
    pub boxed: bool,
    /// It exists while `from <= pc < to`.
    pub from: u32,
    /// See `from`.
    pub to: u32,
}

/// A package variable.
#[derive(Clone, Debug)]
pub struct GlobalInfo {
    /// Qualified name.
    pub name: String,
    /// Type.
    pub ty: TypeId,
    /// First slot in the object of all globals.
    pub offset: u32,
}

/// A native function.
#[derive(Clone, Debug)]
pub struct NativeInfo {
    /// `import/path.function` or `import/path.(*T).Method`.
    pub name: String,
    /// Its entry in [`Program::funcs`], which has the types.
    pub func: FuncId,
}

/// How a concrete type implements a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodImpl {
    /// Method id, index into [`Program::method_names`].
    pub method: u32,
    /// The function; its first parameter is the receiver.
    pub func: FuncId,
    /// Slots of the receiver.
    pub receiver_slots: u16,
    /// True if the interface holds the receiver itself, false if it holds a pointer to it.
    pub direct: bool,
}

/// A type assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AssertInfo {
    /// Static type of the operand, for the panic's text.
    pub source: TypeId,
    /// Asserted type.
    pub target: TypeId,
    /// True if the target is an interface type.
    pub to_iface: bool,
}

/// A `select`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectTable {
    /// Communication cases in source order.
    pub cases: Vec<SelectEntry>,
    /// True if there is a `default`.
    pub has_default: bool,
}

/// A case of a `select`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectEntry {
    /// Sends the value at `src` to the channel.
    Send {
        /// Register of the channel.
        chan: Reg,
        /// First register of the value.
        src: Reg,
        /// Slots of the value.
        count: u16,
    },
    /// Receives.
    Recv {
        /// Register of the channel.
        chan: Reg,
        /// First register for the value (always written), or `None` to discard it.
        dst: Option<Reg>,
        /// Register for "not closed".
        ok: Option<Reg>,
        /// Slots of the value.
        count: u16,
    },
}

/// A line of a user file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineInfo {
    /// File.
    pub file: FileId,
    /// Line from 1.
    pub line: u32,
}

/// A constant that does not fit an instruction.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// Any integer type.
    Int(i64),
    /// Any float type.
    Float(f64),
    /// Any complex type.
    Complex(f64, f64),
    /// A string.
    Str(Rc<[u8]>),
}

/// What the machine needs to know of a type.
#[derive(Clone, Debug)]
pub struct TypeLayout {
    /// Size in slots.
    pub slots: u32,
    /// Size in bytes in real Go, for the heap's accounting.
    pub go_size: u64,
    /// True if the real Go type has pointers (its objects must be scanned).
    pub has_pointers: bool,
    /// True if an interface holds the value itself.
    pub pointer_shaped: bool,
    /// True for `uint8` and arrays of it: objects and slices of it may be stored as bytes.
    pub bytes: bool,
    /// Zero value: runs in order, together `slots` long.
    pub zero: Vec<ZeroRun>,
}

/// A part of a zero value: `kinds` repeated `count` times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZeroRun {
    /// The pattern, not empty.
    pub kinds: Vec<ZeroKind>,
    /// How often.
    pub count: u32,
}

impl Program {
    /// The number of slots that a [`Stride`] stands for.
    #[inline]
    pub fn stride(&self, stride: Stride) -> u32 {
        match stride.0.checked_sub(Stride::DIRECT) {
            None => u32::from(stride.0),
            Some(index) => self.strides.get(usize::from(index)).copied().unwrap_or(0),
        }
    }

    /// Line and column (from 1, in bytes) of the start of a span; 1:1 for an unknown file.
    pub fn position(&self, span: Span) -> (u32, u32) {
        let Some(file) = self.files.get(span.file.0 as usize) else {
            return (1, 1);
        };
        let line = file.line_starts.partition_point(|&start| start <= span.start).max(1);
        let start = file.line_starts.get(line - 1).copied().unwrap_or(0);
        (line as u32, span.start - start + 1)
    }

    /// The implementation of method `method` by concrete type `ty`.
    pub fn find_method(&self, ty: TypeId, method: u32) -> Option<MethodImpl> {
        let impls = self.method_impls.get(ty.0 as usize)?;
        let at = impls.binary_search_by_key(&method, |m| m.method).ok()?;
        impls.get(at).copied()
    }

    /// The id of the methods `name() string`, such as `Error` and `String`.
    pub fn text_method(&self, name: &str) -> Option<u32> {
        let fits = |ty: &Option<TypeId>| match ty.map(|ty| self.types.shape(ty)) {
            Some(Type::Func(params, results, _)) => params.is_empty() && results == &[basic::STRING],
            _ => ty.is_none(),
        };
        let mut methods = self.method_names.iter().zip(&self.method_types);
        methods.position(|(n, ty)| n == name && fits(ty)).map(|at| at as u32)
    }

    /// The first method (by name) that concrete type `ty` lacks to implement interface `iface`.
    pub fn missing_method(&self, ty: TypeId, iface: TypeId) -> Option<&str> {
        let wanted = self.iface_methods.get(iface.0 as usize)?;
        let lacks = wanted.iter().filter(|&&m| self.find_method(ty, m).is_none());
        lacks.filter_map(|&m| self.method_names.get(m as usize)).map(String::as_str).min()
    }
}
