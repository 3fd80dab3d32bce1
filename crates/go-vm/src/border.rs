//! What crosses the border at a call of the host: arguments are read where the caller has put them, and results go to
//! where it expects them. So nothing is made for values that are numbers.

use std::borrow::Cow;

use tidepool_go_check::hir::FuncId;
use tidepool_go_check::type_table::basic;
use tidepool_go_check::types::TypeId;

use crate::bytecode::Program;
use crate::facts::build_zero;
use crate::heap::Heap;
use crate::host::HostFn;
use crate::value::Value;

/// A native function of the host.
#[derive(Debug)]
pub(crate) struct HostNative {
    /// The host's number of it.
    pub func: HostFn,
    /// First slots of its parameters.
    params: Box<[usize]>,
    /// Its results: their first slots, and the zero values of these.
    results: Box<[(usize, Value)]>,
}

impl HostNative {
    /// The host's function `func`, which stands in for `declared`.
    pub fn new(program: &Program, declared: FuncId, func: HostFn) -> HostNative {
        let code = &program.funcs[declared.0 as usize];
        let layout = |ty: &TypeId| &program.layouts[ty.0 as usize];
        let zero = |ty: &TypeId| build_zero(layout(ty)).first().copied().unwrap_or_default();
        let slots = |types: &[TypeId]| -> Vec<usize> {
            let sizes = types.iter().map(|ty| layout(ty).slots as usize);
            sizes.scan(0, |next, size| Some(std::mem::replace(next, *next + size))).collect()
        };
        let results = slots(&code.results).into_iter().zip(code.results.iter().map(zero));
        HostNative { func, params: slots(&code.params).into(), results: results.collect() }
    }
}

/// The arguments of a host call, by number, and room for its results, which are put in order. An argument of another
/// shape reads as zero; the first result takes the place of the arguments.
pub struct Border<'a> {
    heap: &'a mut Heap,
    native: &'a HostNative,
    /// The caller's slots from the first argument on.
    slots: &'a mut [Value],
    /// Bytes of an int.
    int_size: u64,
    /// Results so far.
    put: usize,
}

impl<'a> Border<'a> {
    pub(crate) fn new(
        heap: &'a mut Heap,
        program: &Program,
        native: &'a HostNative,
        slots: &'a mut [Value],
    ) -> Border<'a> {
        let int_size = program.layouts[basic::INT.0 as usize].go_size;
        Border { heap, native, slots, int_size, put: 0 }
    }

    fn arg(&self, i: usize) -> Value {
        let slot = self.native.params.get(i);
        slot.and_then(|&slot| self.slots.get(slot)).copied().unwrap_or_default()
    }

    /// An integer of any width (unsigned 64-bit ones as their two's complement), or a float without its fraction.
    pub fn int(&self, i: usize) -> i64 {
        match self.arg(i) {
            Value::Float(value) => value as i64,
            value => value.int(),
        }
    }

    /// A boolean.
    pub fn bool(&self, i: usize) -> bool {
        self.arg(i).bool()
    }

    /// The bytes of a string or `[]byte`.
    pub fn bytes(&self, i: usize) -> Cow<'_, [u8]> {
        match self.arg(i) {
            Value::Str(text) => Cow::Borrowed(self.heap.str(text)),
            Value::Slice(slice) => Cow::Owned(self.heap.byte_slice(slice)),
            _ => Cow::Borrowed(&[]),
        }
    }

    /// The elements of a slice of integers.
    pub fn ints(&self, i: usize) -> Vec<i64> {
        self.elements(i).iter().map(|value| value.int()).collect()
    }

    /// The elements of a slice of strings.
    pub fn texts(&self, i: usize) -> Vec<Vec<u8>> {
        self.elements(i).iter().map(|value| self.heap.str(value.str()).to_vec()).collect()
    }

    fn elements(&self, i: usize) -> Vec<Value> {
        let slice = self.arg(i).slice();
        self.heap.to_values(slice.obj(), slice.off(), slice.len())
    }

    /// Puts a boolean.
    pub fn put_bool(&mut self, value: bool) {
        self.put(Value::Bool(value));
    }

    /// Puts an integer of any width.
    pub fn put_int(&mut self, value: i64) {
        self.put(Value::Int(value));
    }

    /// Puts a string: any bytes, usually UTF-8.
    pub fn put_str(&mut self, bytes: &[u8]) {
        let value = self.heap.alloc_str(bytes);
        self.put(value);
    }

    /// Puts a `[]byte`.
    pub fn put_bytes(&mut self, bytes: &[u8]) {
        let value = self.heap.alloc_byte_slice(bytes);
        self.put(value);
    }

    /// Puts a `[]string`.
    pub fn put_texts(&mut self, texts: &[Vec<u8>]) {
        let texts: Vec<Value> = texts.iter().map(|text| self.heap.alloc_str(text)).collect();
        let value = self.heap.alloc_slice(&texts, 16);
        self.put(value);
    }

    /// Puts a slice of integers.
    pub fn put_ints(&mut self, ints: &[i64]) {
        let ints: Vec<Value> = ints.iter().map(|value| Value::Int(*value)).collect();
        let value = self.heap.alloc_slice(&ints, self.int_size);
        self.put(value);
    }

    fn put(&mut self, value: Value) {
        if let Some(&(slot, _)) = self.native.results.get(self.put) {
            self.set(slot, value);
        }
        self.put += 1;
    }

    fn set(&mut self, slot: usize, value: Value) {
        if let Some(place) = self.slots.get_mut(slot) {
            *place = value;
        }
    }

    /// What has not been put is zero.
    pub(crate) fn finish(mut self) {
        let native = self.native;
        for &(slot, zero) in native.results.iter().skip(self.put) {
            self.set(slot, zero);
        }
    }
}
