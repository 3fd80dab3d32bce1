//! The instruction set.
//!
//! A register machine. A frame is a window of consecutive slots on its goroutine's stack; a [`Reg`] is a slot number
//! relative to the frame's base. Values of several slots (structs, arrays) lie in consecutive registers; "`x` (n)"
//! below means the n registers from `x`. Source and target registers may overlap; sources are read first.
//!
//! Integers of every kind are held as an `i64`: signed ones sign-extended, unsigned ones zero-extended (64-bit ones as
//! two's complement). Bit patterns outside the kind's range never rest in a register of that kind: [`Op::Wrap`] follows
//! an operation that may leave it.
//!
//! On entry of a call the machine clears the frame's slots behind the parameters to nil.
//!
//! Objects hold slots or, where [`TypeLayout::bytes`] allows it, plain bytes; loads and stores work on both (a byte is
//! an integer of one slot). Pointers are (object, slot offset). "Panics with nil dereference" means Go's
//! `invalid memory address or nil pointer dereference`.
//!
//! Jump distances are relative to the instruction after the jump.

mod access;
mod jump;
mod kinds;
mod program;

pub use access::{Access, accesses};
pub use kinds::*;
pub use program::*;

/// A slot of the present frame.
pub type Reg = u16;

/// A type id that fits an instruction; programs with more than 65,535 types are refused.
pub type Ty = u16;

/// A number of slots in one byte: below [`Stride::DIRECT`] itself, else an index into [`Program::strides`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stride(pub u8);

impl Stride {
    /// The first value that is an index.
    pub const DIRECT: u8 = 200;
}

/// One instruction. Eight bytes. Operands are named alike everywhere: `dst`, `src`, `a`, `b`, `base` are first
/// registers, `to` is a jump distance, `value` an immediate; the documentation of the variant explains the rest.
#[derive(Clone, Copy, Debug, PartialEq)]
#[rustfmt::skip]
#[allow(missing_docs, reason = "fields are explained by their variant")]
pub enum Op {
    // --- Markers ---
    /// A statement of a user file begins: index into [`Program::lines`]. For counting, stepping and breakpoints.
    Line { line: u32 },
    /// A function of package sync or sync/atomic begins: what the P has done before is ordered before what others do
    /// after. Neither counts nor costs.
    Synchronize,
    /// Never reached; running it is a fault of the compiler.
    Unreachable,

    // --- Moving and constants ---
    /// `dst = src`.
    Move { dst: Reg, src: Reg },
    /// `dst (count) = src (count)`; may overlap.
    MoveN { dst: Reg, src: Reg, count: u16 },
    /// `dst = value` (an integer of any kind).
    Int { dst: Reg, value: i32 },
    /// `dst = value`.
    Bool { dst: Reg, value: bool },
    /// `dst = nil`.
    Nil { dst: Reg },
    /// `dst = constants[index]`.
    Const { dst: Reg, index: u32 },
    /// `dst (slots of ty) =` the zero value of the type.
    Zero { dst: Reg, ty: Ty },
    /// `dst =` the function as a value without captures.
    Func { dst: Reg, func: u32 },
    /// `base =` a closure of `func` with the captured values `base (captures of func)`.
    Closure { kind: AllocKind, base: Reg, func: u32 },
    /// `dst =` captured value `index` of the closure that is running.
    LoadCapture { dst: Reg, index: u16 },

    // --- 64-bit integers ---
    /// `dst = a + b`, wrapping at 64 bits; so are all of this group.
    AddInt { dst: Reg, a: Reg, b: Reg },
    /// `dst = a - b`.
    SubInt { dst: Reg, a: Reg, b: Reg },
    /// `dst = a * b`.
    MulInt { dst: Reg, a: Reg, b: Reg },
    /// `dst = a / b` signed, truncated; panics if `b` is 0.
    DivInt { dst: Reg, a: Reg, b: Reg },
    /// `dst = a % b` signed; panics if `b` is 0; `MIN % -1` is 0.
    RemInt { dst: Reg, a: Reg, b: Reg },
    /// `dst = a / b` unsigned; panics if `b` is 0.
    DivUint { dst: Reg, a: Reg, b: Reg },
    /// `dst = a % b` unsigned; panics if `b` is 0.
    RemUint { dst: Reg, a: Reg, b: Reg },
    /// `dst = a & b`.
    AndInt { dst: Reg, a: Reg, b: Reg },
    /// `dst = a | b`.
    OrInt { dst: Reg, a: Reg, b: Reg },
    /// `dst = a ^ b`.
    XorInt { dst: Reg, a: Reg, b: Reg },
    /// `dst = a & !b`.
    AndNotInt { dst: Reg, a: Reg, b: Reg },
    /// `dst = a << b`; 0 from 64 on. Panics with `negative shift amount` if `b < 0` and not `unsigned`.
    Shl { unsigned: bool, dst: Reg, a: Reg, b: Reg },
    /// `dst = a >> b` arithmetic; the sign from 64 on. `unsigned` as in `Shl`: `b` is a 64-bit unsigned count.
    ShrInt { unsigned: bool, dst: Reg, a: Reg, b: Reg },
    /// `dst = a >> b` logical; 0 from 64 on. `unsigned` as in `Shl`.
    ShrUint { unsigned: bool, dst: Reg, a: Reg, b: Reg },
    /// `dst = a + value`.
    AddIntK { dst: Reg, a: Reg, value: i16 },
    /// `dst = a * value`.
    MulIntK { dst: Reg, a: Reg, value: i16 },
    /// `dst = a / value` signed; `value` is not 0.
    DivIntK { dst: Reg, a: Reg, value: i16 },
    /// `dst = a % value` signed; `value` is not 0.
    RemIntK { dst: Reg, a: Reg, value: i16 },
    /// `dst = a & value` (sign-extended).
    AndIntK { dst: Reg, a: Reg, value: i16 },
    /// `dst = a << value`, `value` in 0..64.
    ShlK { dst: Reg, a: Reg, value: u16 },
    /// `dst = a >> value` arithmetic, `value` in 0..64.
    ShrIntK { dst: Reg, a: Reg, value: u16 },
    /// `dst = a >> value` logical, `value` in 0..64.
    ShrUintK { dst: Reg, a: Reg, value: u16 },
    /// `dst = -src`.
    NegInt { dst: Reg, src: Reg },
    /// `dst = !src` (all bits).
    NotInt { dst: Reg, src: Reg },
    /// `dst = src` cut to the kind: sign- or zero-extended from its width.
    Wrap { kind: IntKind, dst: Reg, src: Reg },
    /// `dst = a cmp b` as signed integers.
    CmpInt { cmp: Cmp, dst: Reg, a: Reg, b: Reg },
    /// `dst = a cmp b` as 64-bit unsigned integers.
    CmpUint { cmp: Cmp, dst: Reg, a: Reg, b: Reg },

    // --- Floats, complex numbers, booleans, strings ---
    /// `dst = a + b`.
    AddFloat { dst: Reg, a: Reg, b: Reg },
    /// `dst = a - b`.
    SubFloat { dst: Reg, a: Reg, b: Reg },
    /// `dst = a * b`.
    MulFloat { dst: Reg, a: Reg, b: Reg },
    /// `dst = a / b`; never panics.
    DivFloat { dst: Reg, a: Reg, b: Reg },
    /// `dst = -src`.
    NegFloat { dst: Reg, src: Reg },
    /// `dst = a cmp b`; false (`Ne`: true) if one is NaN.
    CmpFloat { cmp: Cmp, dst: Reg, a: Reg, b: Reg },
    /// `dst = a op b`.
    Complex { op: ComplexOp, dst: Reg, a: Reg, b: Reg },
    /// `dst = -src` of a complex number.
    NegComplex { dst: Reg, src: Reg },
    /// `dst = complex(re, im)`.
    MakeComplex { dst: Reg, re: Reg, im: Reg },
    /// `dst = real(src)`.
    Real { dst: Reg, src: Reg },
    /// `dst = imag(src)`.
    Imag { dst: Reg, src: Reg },
    /// `dst = !src` of a boolean.
    Not { dst: Reg, src: Reg },
    /// `dst = a + b` of strings.
    Concat { dst: Reg, a: Reg, b: Reg },
    /// `dst =` the concatenation of `src (count)`, made at once.
    ConcatN { dst: Reg, src: Reg, count: u16 },
    /// `dst = a cmp b` of strings, by bytes.
    CmpStr { cmp: Cmp, dst: Reg, a: Reg, b: Reg },
    /// `dst = str[index]` as a byte; panics with `index out of range`.
    StrIndex { dst: Reg, str: Reg, index: Reg },
    /// Decodes the rune of `str` at byte `index` (in range): `dst =` rune, `dst+1 =` index of the next rune.
    /// Invalid bytes give U+FFFD and advance by 1.
    StrRune { dst: Reg, str: Reg, index: Reg },
    /// `dst = conv(src)`.
    Convert { conv: Conv, dst: Reg, src: Reg },
    /// `dst = min or max (a, b)`.
    MinMax { op: MinMax, dst: Reg, a: Reg, b: Reg },

    // --- Equality ---
    /// `dst = a (count) == b (count)`, slot by slot as Go's `==` (interfaces by dynamic type and value). Panics with
    /// `comparing uncomparable type T` for interfaces of equal dynamic types that are not comparable.
    Equal { count: Stride, dst: Reg, a: Reg, b: Reg },
    /// `dst = src == nil`.
    IsNil { dst: Reg, src: Reg },

    // --- Jumps ---
    /// Jumps.
    Jump { to: i32 },
    /// Jumps if `cond`.
    JumpIf { cond: Reg, to: i32 },
    /// Jumps if not `cond`.
    JumpIfNot { cond: Reg, to: i32 },
    /// Jumps if `a == b` as integers.
    JumpEqInt { a: Reg, b: Reg, to: i16 },
    /// Jumps if `a != b`.
    JumpNeInt { a: Reg, b: Reg, to: i16 },
    /// Jumps if `a < b` signed.
    JumpLtInt { a: Reg, b: Reg, to: i16 },
    /// Jumps if `a <= b` signed.
    JumpLeInt { a: Reg, b: Reg, to: i16 },
    /// Jumps if `a == value`.
    JumpEqIntK { a: Reg, value: i16, to: i16 },
    /// Jumps if `a != value`.
    JumpNeIntK { a: Reg, value: i16, to: i16 },
    /// Jumps if `a < value` signed.
    JumpLtIntK { a: Reg, value: i16, to: i16 },
    /// Jumps if `a <= value` signed.
    JumpLeIntK { a: Reg, value: i16, to: i16 },
    /// Jumps if `a > value` signed.
    JumpGtIntK { a: Reg, value: i16, to: i16 },
    /// Jumps if `a >= value` signed.
    JumpGeIntK { a: Reg, value: i16, to: i16 },
    /// `a = a + 1`, wrapping, then jumps if `a < b` signed: the end of a counting loop. Costs as much as two.
    IncJumpLtInt { a: Reg, b: Reg, to: i16 },
    /// `a = a + 1`, wrapping, then jumps if `a < value` signed. Costs as much as two.
    IncJumpLtIntK { a: Reg, value: i16, to: i16 },
    /// Jumps if the test holds for 64-bit unsigned integers.
    JumpUint { test: Test, a: Reg, b: Reg, to: i16 },
    /// Jumps if the test holds for floats.
    JumpFloat { test: Test, a: Reg, b: Reg, to: i16 },
    /// Jumps if `src` is nil.
    JumpNil { src: Reg, to: i32 },
    /// Jumps if `src` is not nil.
    JumpNotNil { src: Reg, to: i32 },
    /// Jumps if slot `offset` behind `ptr` is true; panics if `ptr` is nil.
    JumpIfField { ptr: Reg, offset: u16, to: i16 },
    /// Jumps if slot `offset` behind `ptr` is false; panics if `ptr` is nil.
    JumpIfNotField { ptr: Reg, offset: u16, to: i16 },
    /// Jumps if slot `offset` behind `ptr` is nil; panics if `ptr` is nil.
    JumpNilField { ptr: Reg, offset: u16, to: i16 },
    /// Jumps if slot `offset` behind `ptr` is not nil; panics if `ptr` is nil.
    JumpNotNilField { ptr: Reg, offset: u16, to: i16 },
    /// Jumps if the dynamic type of interface `src` is not exactly the concrete type `ty` (nil: jumps).
    JumpNotType { src: Reg, ty: Ty, to: i16 },

    // --- Memory ---
    /// `dst = ptr[offset]`, one slot; panics with nil dereference, as do all of this group.
    Load { dst: Reg, ptr: Reg, offset: u16 },
    /// `dst (count) = ptr[offset..]`.
    LoadN { count: Stride, dst: Reg, ptr: Reg, offset: u16 },
    /// `ptr[offset] = src`.
    Store { ptr: Reg, offset: u16, src: Reg },
    /// `ptr[offset..] = src (count)`.
    StoreN { count: Stride, ptr: Reg, offset: u16, src: Reg },
    /// Panics if `ptr` is nil.
    NilCheck { ptr: Reg },
    /// `dst = ptr + offset` slots; panics if `ptr` is nil.
    PtrAdd { dst: Reg, ptr: Reg, offset: u16 },
    /// `dst = ptr + index * stride` slots; `index` has been checked. Panics if `ptr` is nil.
    PtrIndex { stride: Stride, dst: Reg, ptr: Reg, index: Reg },
    /// `dst[..count] = src[..count]` through two pointers, `count` an integer register (slots); may overlap.
    MemCopy { dst: Reg, src: Reg, count: Reg },
    /// Panics with `index out of range [index] with length len` unless `0 <= index < len`.
    CheckIndex { index: Reg, len: u32 },
    /// `dst (count) =` the registers from `base + index`; `index` counts slots and has been checked.
    RegLoad { count: Stride, dst: Reg, base: Reg, index: Reg },
    /// The registers from `base + index` `= src (count)`.
    RegStore { count: Stride, base: Reg, index: Reg, src: Reg },
    /// `dst = globals[offset]`.
    LoadGlobal { dst: Reg, offset: u32 },
    /// `dst (count) = globals[offset..]`.
    LoadGlobalN { count: Stride, dst: Reg, offset: u32 },
    /// `globals[offset] = src`.
    StoreGlobal { src: Reg, offset: u32 },
    /// `globals[offset..] = src (count)`.
    StoreGlobalN { count: Stride, src: Reg, offset: u32 },
    /// `dst =` pointer to slot `offset` of the globals.
    GlobalAddr { dst: Reg, offset: u32 },
    /// `dst =` pointer to a new zeroed object of type `ty`.
    New { kind: AllocKind, dst: Reg, ty: Ty },

    // --- Slices, arrays, len ---
    /// `dst = slice[index]` for elements of one slot; panics with `index out of range`.
    SliceLoad { dst: Reg, slice: Reg, index: Reg },
    /// `slice[index] = src` for elements of one slot; panics with `index out of range`.
    SliceStore { slice: Reg, index: Reg, src: Reg },
    /// `dst = &slice[index]`, elements of `stride` slots; panics with `index out of range`.
    SliceAddr { stride: Stride, dst: Reg, slice: Reg, index: Reg },
    /// `dst = src[low:high]` of a string; `bounds` = low, `bounds+1` = high, nil where left out.
    /// Panics with Go's `slice bounds out of range` texts, as do the next two.
    SubStr { dst: Reg, src: Reg, bounds: Reg },
    /// `dst = src[low:high:max]` of a slice with elements of `stride` slots; `bounds (3)` = low, high, max, nil where left out.
    SubSlice { stride: Stride, dst: Reg, src: Reg, bounds: Reg },
    /// The same of an array behind pointer `src`; `bounds+3` is the array's length. Panics if the pointer is nil.
    SubArray { stride: Stride, dst: Reg, src: Reg, bounds: Reg },
    /// `dst =` a slice with elements of type `elem`: len and cap are the integers `base`, `base+1` (nil cap: = len).
    /// Panics with `makeslice: len out of range` or `makeslice: cap out of range`.
    MakeSlice { dst: Reg, base: Reg, elem: Ty },
    /// `dst =` a new slice of the `count` elements of type `elem` in the registers from `src`.
    SliceOf { count: u8, dst: Reg, src: Reg, elem: Ty },
    /// `dst = append(slice, added...)`: `base` = slice, `base+1` = slice (or string, for `[]byte`).
    Append { dst: Reg, base: Reg, elem: Ty },
    /// `dst = append(slice, …)`: `base` = slice, `base+1` the `count` elements of type `elem`.
    AppendN { count: u8, dst: Reg, base: Reg, elem: Ty },
    /// `dst = append(slice, make([]elem, n)...)`: `base` = slice, `base+1` = n. As in Go nothing is made but the result.
    /// Panics with `makeslice: len out of range`.
    AppendZero { dst: Reg, base: Reg, elem: Ty },
    /// Before an append of `count` elements of type `elem` to `slice`: if it is empty, has no room for them, and `buffer`
    /// is nil, it gets the room that Go has on the stack, and `buffer` becomes that.
    StackBuffer { count: u8, buffer: Reg, slice: Reg, elem: Ty },
    /// Before such an append: if there is no room for them, but would be on the stack, the slice goes (or stays) there
    /// with the capacity of the next size class. `buffer` is the room on the stack, nil before it is used.
    StackGrow { count: u8, buffer: Reg, slice: Reg, elem: Ty },
    /// A slice that stands in `buffer` moves to the heap, with its capacity or that of the size class of its length.
    ToHeap { keep_cap: bool, buffer: Reg, slice: Reg, elem: Ty },
    /// `dst = copy(a, b)`: slice `a`, slice or string `b`, elements of `stride` slots.
    Copy { stride: Stride, dst: Reg, a: Reg, b: Reg },
    /// Zeroes all elements of a slice, each of type `elem`.
    ClearSlice { slice: Reg, elem: Ty },
    /// `dst =` pointer to the array in slice `src`, nil for a nil slice. Panics with `cannot convert slice with length
    /// n to array or pointer to array with length len` if the slice is shorter than `len`.
    SliceToArray { dst: Reg, src: Reg, len: u16 },
    /// `dst = len(src)` of a string, slice, map or channel (nil: 0).
    Len { dst: Reg, src: Reg },
    /// `dst = cap(src)` of a slice or channel (nil: 0).
    Cap { dst: Reg, src: Reg },

    // --- Maps ---
    /// `dst =` a new map of map type `ty`; `hint` is an integer or nil.
    MakeMap { dst: Reg, hint: Reg, ty: Ty },
    /// `dst (value slots) = map[key]` or zero; with `ok` then also `found` behind it. `base` = map (nil: not found),
    /// `base+1` = key. Panics with `hash of unhashable type T`, as does every access by key.
    MapGet { ok: bool, dst: Reg, base: Reg, ty: Ty },
    /// `map[key] = src (value slots)`: `base` = map, `base+1` = key. Panics with `assignment to entry in nil map`.
    MapSet { base: Reg, src: Reg, ty: Ty },
    /// `delete(map, key)`: `base` = map (nil: nothing happens), `base+1` = key.
    MapDelete { base: Reg, ty: Ty },
    /// `clear(map)`.
    MapClear { map: Reg },
    /// `dst =` an iterator over `map` (nil: empty), starting at a random entry.
    MapIter { dst: Reg, map: Reg },
    /// Puts the next entry into `dst (count)`: key, behind it the value; jumps if there is none. Entries removed are not
    /// visited, entries added may be.
    MapNext { count: Stride, iter: Reg, dst: Reg, to: i16 },

    // --- Interfaces ---
    /// `dst =` interface with dynamic type `ty` and value `src (slots of ty)`.
    ToIface { dst: Reg, src: Reg, ty: Ty },
    /// `dst (slots of target) = src.(target)` by [`Program::asserts`]; with `ok` then also "holds" behind it, else
    /// panics with Go's `interface conversion` texts (a `*runtime.TypeAssertionError`).
    TypeAssert { ok: bool, dst: Reg, src: Reg, info: u16 },
    /// `dst =` whether the dynamic type of `src` implements interface type `ty` (nil: false).
    Implements { dst: Reg, src: Reg, ty: Ty },

    // --- Channels and goroutines ---
    /// `dst =` a new channel of channel type `ty`; `size` is an integer. Panics with `makechan: size out of range`.
    MakeChan { dst: Reg, size: Reg, ty: Ty },
    /// `chan <- src (count)`. A nil channel blocks for ever; a closed one panics.
    Send { chan: Reg, src: Reg, count: u16 },
    /// `dst (count) = <-chan`; with `ok` then also "not closed" behind it.
    Recv { ok: bool, dst: Reg, chan: Reg, count: u16 },
    /// `close(chan)`. Panics for nil and closed ones.
    Close { chan: Reg },
    /// Performs one case of [`Program::selects`]; `dst =` its index, the number of cases for `default`.
    /// Without cases and default it blocks for ever.
    Select { dst: Reg, table: u16 },
    /// `go func(base…)`.
    Go { base: Reg, func: u32 },
    /// `go callee(base…)` of a function value with `args` slots of arguments; nil is a fatal error.
    GoValue { base: Reg, callee: Reg, args: u16 },
    /// `go` of an interface method, operands as in `CallIface`.
    GoIface { base: Reg, method: u32 },

    // --- Calls ---
    /// Calls `func`: its frame begins at `base`, where the arguments are and the results will be.
    Call { base: Reg, func: u32 },
    /// Calls `func`, which is `sync.(*Mutex).Lock`, or does the same at once, at the same cost, if the mutex is free and
    /// nobody waits for it.
    CallLock { base: Reg, func: u32 },
    /// Calls `func`, which is `sync.(*Mutex).Unlock`, or does the same at once, at the same cost, if nobody waits.
    CallUnlock { base: Reg, func: u32 },
    /// Calls function value `callee` (nil panics with nil dereference) with `args` slots of arguments at `base`.
    CallValue { base: Reg, callee: Reg, args: u16 },
    /// Calls method `method` of interface `base` (nil panics with nil dereference). The other arguments are at
    /// `base+1`; the machine replaces the interface by the receiver, moving them if it has not one slot
    /// ([`MethodImpl::receiver_slots`]). Results are at `base`.
    CallIface { base: Reg, method: u32 },
    /// Performs native function `native` with arguments at `base`; results go there.
    CallNative { base: Reg, native: u32 },
    /// Returns nothing (results, if any, are at slot 0 already).
    Return,
    /// Returns the value of one slot.
    Return1 { src: Reg },
    /// Returns `src (count)`.
    ReturnN { src: Reg, count: u16 },

    // --- Defer and panic ---
    /// Defers `func(base…)`; arguments are copied now.
    Defer { class: DeferClass, base: Reg, func: u32 },
    /// Defers a call of function value `callee`; nil panics when it is run.
    DeferValue { class: DeferClass, base: Reg, callee: Reg, args: u16 },
    /// Defers an interface method, operands as in `CallIface`; nil panics now.
    DeferIface { class: DeferClass, base: Reg, method: u32 },
    /// `dst =` an integer that names this activation of the function among all of its goroutine.
    DeferToken { dst: Reg },
    /// The next instruction, a `Defer…`, puts its call on the list of activation `token` instead of this frame's:
    /// `defer` in the body of a range over a function. Panics never come between.
    DeferTo { token: Reg },
    /// Runs this frame's deferred calls, last first, then goes on. Their results are dropped.
    RunDefers,
    /// `panic(src)`, an `any`; nil becomes a `*runtime.PanicNilError`.
    Panic { src: Reg },
    /// `dst = recover()`: nil unless the frame was called directly by the running of defers for a panic.
    Recover { dst: Reg },
    /// Writes to standard error as `print` does.
    Print { kind: PrintKind, src: Reg },
}
