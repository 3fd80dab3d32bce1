//! Values by their types.

mod composite;

use tidepool_go_check::type_table::basic;
use tidepool_go_check::types::{IntKind, Type, TypeId};

use super::flags::Flags;
use super::{number, quote};
use crate::bytecode::Program;
use crate::heap::Heap;
use crate::interp::print::function_address;
use crate::value::Value;

/// Deeper values print as an ellipsis; only a value that contains itself gets there.
const MAX_DEPTH: u32 = 200;

/// A value whose method is to be called.
pub struct Item {
    /// Its type.
    pub ty: TypeId,
    /// Its slots.
    pub slots: Vec<Value>,
    /// Which method.
    pub kind: MethodKind,
    /// The verb.
    pub verb: char,
    /// Its flags.
    pub flags: Flags,
}

/// A method that prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MethodKind {
    /// `Error` or `String`.
    Text,
    /// `GoString`.
    GoSyntax,
    /// `Format`.
    Formatter,
}

/// What is done about methods.
pub enum Mode {
    /// Values with methods are listed.
    Collect(Vec<Item>),
    /// The methods' results are put in, in order.
    Render(std::collections::VecDeque<Vec<u8>>),
    /// Methods are not called.
    Plain,
}

/// Prints values.
pub struct Printer<'a> {
    /// The heap.
    pub heap: &'a Heap,
    /// The program.
    pub program: &'a Program,
    /// What is done about methods.
    pub mode: Mode,
    /// Text so far.
    pub out: Vec<u8>,
    /// Bytes of text after which elements are left out; what follows them is not what Go prints.
    pub limit: usize,
    /// Flags of the present verb.
    pub flags: Flags,
    /// True inside the report of a wrong verb, where no methods are called.
    erring: bool,
    /// [`Facts::printing`](crate::facts::Facts::printing).
    methods: &'a [Vec<u32>; 4],
}

impl<'a> Printer<'a> {
    /// A printer without output so far. In plain mode it calls no `methods`.
    pub fn new(heap: &'a Heap, program: &'a Program, methods: &'a [Vec<u32>; 4], mode: Mode) -> Printer<'a> {
        let (flags, limit) = (Flags::default(), usize::MAX);
        Printer { heap, program, mode, out: Vec::new(), limit, flags, erring: false, methods }
    }

    /// Whether the text has reached its limit.
    fn is_full(&self) -> bool {
        self.out.len() > self.limit
    }

    /// Appends padded text.
    pub fn padded(&mut self, text: &[u8]) {
        self.flags.pad(&mut self.out, text);
    }

    fn has_method(&self, ty: TypeId, ids: &[u32]) -> bool {
        let mut found = ids.iter().filter_map(|&id| self.program.find_method(ty, id));
        found.any(|found| {
            let code = &self.program.funcs[found.func.0 as usize];
            code.param_slots == found.receiver_slots && code.results == [basic::STRING]
        })
    }

    fn is_formatter(&self, ty: TypeId) -> bool {
        let mut found = self.methods[3].iter().filter_map(|&id| self.program.find_method(ty, id));
        found.any(|found| {
            let code = &self.program.funcs[found.func.0 as usize];
            code.results.is_empty()
                && code.params.len() == 3
                && self.program.types.name(code.params[1]) == "fmt.State"
        })
    }

    /// The method that this verb calls for.
    fn method(&self, ty: TypeId, verb: char) -> Option<MethodKind> {
        let [error, string, go_string, _] = self.methods;
        if self.is_formatter(ty) {
            return Some(MethodKind::Formatter);
        }
        if self.flags.sharp_v {
            return self.has_method(ty, go_string).then_some(MethodKind::GoSyntax);
        }
        let text = matches!(verb, 'v' | 's' | 'x' | 'X' | 'q')
            && (self.has_method(ty, error) || self.has_method(ty, string));
        text.then_some(MethodKind::Text)
    }

    /// Prints by the value's own method, if it has one that the verb calls for.
    pub fn call_method(&mut self, ty: TypeId, slots: &[Value], verb: char) -> bool {
        if self.erring {
            return false;
        }
        if verb == 'w' {
            // `Errorf` has replaced it where it makes sense.
            self.wrong_verb(ty, slots, verb);
            return true;
        }
        let Some(kind) = self.method(ty, verb) else {
            return false;
        };
        let flags = self.flags;
        match &mut self.mode {
            Mode::Plain => return false,
            Mode::Collect(items) => items.push(Item { ty, slots: slots.to_vec(), kind, verb, flags }),
            Mode::Render(texts) => {
                let text = texts.pop_front().unwrap_or_default();
                match kind {
                    MethodKind::Text => self.string(&text, verb, basic::STRING),
                    MethodKind::GoSyntax => {
                        let text = self.flags.truncate(&text).to_vec();
                        self.padded(&text);
                    }
                    MethodKind::Formatter => self.out.extend_from_slice(&text),
                }
            }
        }
        true
    }

    /// Prints a value. `hidden` values come from unexported fields: their methods are not called.
    pub fn value(&mut self, ty: TypeId, slots: &[Value], verb: char, depth: u32, hidden: bool) {
        if depth > MAX_DEPTH {
            self.out.extend("…".bytes());
            return;
        }
        if depth > 0 && !hidden && self.is_valid(ty, slots) && self.call_method(ty, slots, verb) {
            return;
        }
        let program = self.program;
        let first = slots.first().copied().unwrap_or_default();
        match program.types.shape(ty) {
            Type::Bool => match verb {
                't' | 'v' => self.padded(if first.bool() { b"true" } else { b"false" }),
                _ => self.wrong_verb(ty, slots, verb),
            },
            Type::Int(kind) => self.integer(first.int() as u64, *kind, verb, ty, slots),
            Type::Float32 => self.float(first.float(), 32, verb, ty, slots),
            Type::Float64 => self.float(first.float(), 64, verb, ty, slots),
            Type::Complex64 => self.complex(first, 32, verb, ty, slots),
            Type::Complex128 => self.complex(first, 64, verb, ty, slots),
            Type::String => {
                let text = self.heap.str(first.str());
                let text = &text[..text.len().min(self.limit)];
                self.string(text, verb, ty);
            }
            Type::Map(key, elem) => self.map(ty, first, (*key, *elem), verb, depth, hidden),
            Type::Struct(fields) => self.structure(ty, slots, fields, verb, depth, hidden),
            Type::Interface(_) => match first {
                Value::Iface(i) => {
                    let inner = self.dynamic_slots(first);
                    self.value(TypeId(i.ty), &inner, verb, depth + 1, hidden);
                }
                _ if self.flags.sharp_v => {
                    self.out.extend(format!("{}(nil)", program.types.name(ty)).bytes())
                }
                _ => self.out.extend_from_slice(b"<nil>"),
            },
            Type::Array(elem, len) => self.sequence(ty, *elem, slots, *len as usize, verb, depth, hidden),
            Type::Slice(elem) => self.slice(ty, *elem, first, verb, depth, hidden),
            Type::Pointer(elem) => match (first, program.types.shape(*elem)) {
                (Value::Ptr(p), Type::Array(..) | Type::Slice(_) | Type::Struct(_) | Type::Map(..))
                    if depth == 0 =>
                {
                    let mut inner = vec![Value::Nil; program.layouts[elem.0 as usize].slots as usize];
                    self.heap.load_n(p.obj, p.off, &mut inner);
                    self.out.push(b'&');
                    self.value(*elem, &inner, verb, depth + 1, hidden);
                }
                _ => self.pointer(ty, slots, verb),
            },
            Type::Chan(..) | Type::Func(..) | Type::UnsafePointer => self.pointer(ty, slots, verb),
            Type::Named(_) | Type::Tuple(_) => {}
        }
    }

    /// An interface without a value has no methods to call.
    fn is_valid(&self, ty: TypeId, slots: &[Value]) -> bool {
        !matches!(self.program.types.shape(ty), Type::Interface(_))
            || !slots.first().is_none_or(|v| v.is_nil())
    }

    fn integer(&mut self, value: u64, kind: IntKind, verb: char, ty: TypeId, slots: &[Value]) {
        use IntKind::*;
        let signed = matches!(kind, Int | I8 | I16 | I32 | I64);
        let (flags, out) = (self.flags, &mut self.out);
        let base = match verb {
            'v' if self.flags.sharp_v && !signed => {
                number::integer(&Flags { sharp: true, ..flags }, out, value, 16, false, 'x');
                return;
            }
            'v' | 'd' => 10,
            'b' => 2,
            'o' | 'O' => 8,
            'x' | 'X' => 16,
            'c' => return number::character(&flags, out, value),
            'q' => return number::quoted(&flags, out, value),
            'U' => return number::unicode(&flags, out, value),
            _ => return self.wrong_verb(ty, slots, verb),
        };
        number::integer(&flags, out, value, base, signed, verb);
    }

    fn float(&mut self, value: f64, bits: u32, verb: char, ty: TypeId, slots: &[Value]) {
        match float_format(verb) {
            Some((verb, prec)) => number::float(&self.flags, &mut self.out, value, bits, verb, prec),
            None => self.wrong_verb(ty, slots, verb),
        }
    }

    fn complex(&mut self, value: Value, bits: u32, verb: char, ty: TypeId, slots: &[Value]) {
        let Some((verb, prec)) = float_format(verb) else {
            return self.wrong_verb(ty, slots, verb);
        };
        let (re, im) = self.heap.complex(value.object());
        self.out.push(b'(');
        number::float(&self.flags, &mut self.out, re, bits, verb, prec);
        let flags = Flags { plus: true, ..self.flags };
        number::float(&flags, &mut self.out, im, bits, verb, prec);
        self.out.extend_from_slice(b"i)");
    }

    /// A string (of type `ty`, for the report of a wrong verb).
    pub fn string(&mut self, text: &[u8], verb: char, ty: TypeId) {
        match verb {
            'v' if self.flags.sharp_v => self.quoted(text),
            'v' | 's' => {
                let text = self.flags.truncate(text);
                self.flags.pad(&mut self.out, text);
            }
            'q' => self.quoted(text),
            'x' | 'X' => self.hex(text, verb),
            _ => {
                let name = self.program.types.name(ty);
                self.out.extend(format!("%!{verb}({name}=").bytes());
                let flags = self.flags;
                self.flags = Flags { plus_v: false, sharp_v: false, ..flags };
                self.flags.pad(&mut self.out, text);
                self.flags = flags;
                self.out.push(b')');
            }
        }
    }

    fn quoted(&mut self, text: &[u8]) {
        let text = self.flags.truncate(text);
        let quoted = if self.flags.sharp && quote::can_backquote(text) {
            [b"`", text, b"`"].concat()
        } else {
            quote::string(text, self.flags.plus)
        };
        self.padded(&quoted);
    }

    fn hex(&mut self, text: &[u8], verb: char) {
        let text = &text[..self.flags.prec.unwrap_or(text.len()).min(text.len())];
        let prefix = if verb == 'X' { "0X" } else { "0x" };
        let mut out = String::new();
        for (i, byte) in text.iter().enumerate() {
            if i > 0 && self.flags.space {
                out.push(' ');
            }
            if self.flags.sharp && (i == 0 || self.flags.space) {
                out.push_str(prefix);
            }
            out.push_str(&if verb == 'X' { format!("{byte:02X}") } else { format!("{byte:02x}") });
        }
        Flags { zero: false, ..self.flags }.pad(&mut self.out, out.as_bytes());
    }

    fn type_name(&mut self, ty: TypeId) {
        let name = self.program.types.name(ty);
        self.out.extend(name.bytes());
    }

    /// A pointer-shaped value, or a slice for `%p`.
    pub fn pointer(&mut self, ty: TypeId, slots: &[Value], verb: char) {
        let value = slots.first().copied().unwrap_or_default();
        let address = match self.program.types.shape(ty) {
            Type::Pointer(_)
            | Type::Chan(..)
            | Type::Func(..)
            | Type::Map(..)
            | Type::Slice(_)
            | Type::UnsafePointer => match value {
                Value::Ptr(p) => self.heap.address(p.obj, p.off),
                Value::Slice(s) => self.heap.address(s.obj(), s.off()),
                Value::Func(f) if f.obj.index() == 0 => function_address(f.func),
                other => self.heap.address(other.object(), 0),
            },
            _ => return self.wrong_verb(ty, slots, verb),
        };
        let (flags, out) = (self.flags, &mut self.out);
        let hex = |out: &mut Vec<u8>, sharp| {
            number::integer(&Flags { sharp, ..flags }, out, address, 16, false, 'x');
        };
        match verb {
            'v' if flags.sharp_v => {
                let name = self.program.types.name(ty);
                let text = if address == 0 { "nil".into() } else { format!("{address:#x}") };
                out.extend(format!("({name})({text})").bytes());
            }
            'v' if address == 0 => self.padded(b"<nil>"),
            'v' | 'p' => hex(out, !flags.sharp),
            'b' => number::integer(&flags, out, address, 2, false, verb),
            'o' => number::integer(&flags, out, address, 8, false, verb),
            'd' => number::integer(&flags, out, address, 10, false, verb),
            'x' | 'X' => number::integer(&flags, out, address, 16, false, verb),
            _ => self.wrong_verb(ty, slots, verb),
        }
    }

    /// `%!verb(type=value)`.
    fn wrong_verb(&mut self, ty: TypeId, slots: &[Value], verb: char) {
        self.erring = true;
        self.out.extend(format!("%!{verb}({}=", self.program.types.name(ty)).bytes());
        self.value(ty, slots, 'v', 0, true);
        self.out.push(b')');
        self.erring = false;
    }
}

/// Format and default precision of a verb for floats.
fn float_format(verb: char) -> Option<(u8, Option<usize>)> {
    Some(match verb {
        'v' => (b'g', None),
        'b' | 'g' | 'G' | 'x' | 'X' => (verb as u8, None),
        'f' | 'e' | 'E' => (verb as u8, Some(6)),
        'F' => (b'f', Some(6)),
        _ => return None,
    })
}
