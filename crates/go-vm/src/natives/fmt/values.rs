//! Arguments: whole operands of the printing functions.

use tidepool_go_check::type_table::basic;
use tidepool_go_check::types::{Type, TypeId};

use super::printer::Printer;
use crate::value::{Payload, Value};

/// `Sprint`: blanks between operands of which neither is a string.
pub fn print(printer: &mut Printer, args: &[Value]) {
    let mut previous = true;
    for (i, &arg) in args.iter().enumerate() {
        let string =
            matches!(arg, Value::Iface(i) if *printer.program.types.shape(TypeId(i.ty)) == Type::String);
        if i > 0 && !string && !previous {
            printer.out.push(b' ');
        }
        argument(printer, arg, 'v');
        previous = string;
    }
}

/// `Sprintln`.
pub fn println(printer: &mut Printer, args: &[Value]) {
    for (i, &arg) in args.iter().enumerate() {
        if i > 0 {
            printer.out.push(b' ');
        }
        // The most frequent operand, without flags, methods and the rest.
        match plain_string(printer, arg) {
            Some(text) => printer.out.extend_from_slice(text),
            None => argument(printer, arg, 'v'),
        }
    }
    printer.out.push(b'\n');
}

/// The text in an operand of type `string`.
fn plain_string<'a>(printer: &Printer<'a>, arg: Value) -> Option<&'a [u8]> {
    match arg {
        Value::Iface(i) if i.ty == basic::STRING.0 => {
            Some(printer.heap.str(printer.heap.load(i.obj, 0).str()))
        }
        _ => None,
    }
}

/// Prints an operand (an interface value).
pub fn argument(printer: &mut Printer, arg: Value, verb: char) {
    let Value::Iface(i) = arg else {
        match verb {
            'T' | 'v' => printer.padded(b"<nil>"),
            _ => printer.out.extend(format!("%!{verb}(<nil>)").bytes()),
        }
        return;
    };
    let ty = TypeId(i.ty);
    if verb == 'T' {
        let name = printer.program.types.name(ty);
        let name = printer.flags.truncate(name.as_bytes()).to_vec();
        printer.padded(&name);
        return;
    }
    let slots = printer.dynamic_slots(arg);
    if verb == 'p' {
        printer.pointer(ty, &slots, verb);
        return;
    }
    let types = &printer.program.types;
    if matches!(types.shape(ty), Type::Struct(_)) && types.name(ty) == "reflect.Value" {
        return reflected(printer, &slots, verb);
    }
    if printer.call_method(ty, &slots, verb) {
        return;
    }
    if ty == basic::BYTES && matches!(verb, 'v' | 'd') && printer.flags.sharp_v {
        byte_literal(printer, slots.first().copied().unwrap_or_default());
        return;
    }
    printer.value(ty, &slots, verb, 0, false);
}

/// Prints the value in a `reflect.Value`, whose fields begin with the type and the address of the value. A type has its
/// number first.
fn reflected(printer: &mut Printer, fields: &[Value], verb: char) {
    let &[Value::Ptr(ty), Value::Ptr(place), _, Value::Bool(hidden), ..] = fields else {
        return printer.out.extend_from_slice(b"<invalid reflect.Value>");
    };
    let ty = TypeId(printer.heap.load(ty.obj, ty.off).int() as u32);
    let mut slots = vec![Value::Nil; printer.program.layouts[ty.0 as usize].slots as usize];
    printer.heap.load_n(place.obj, place.off, &mut slots);
    if hidden || !printer.call_method(ty, &slots, verb) {
        printer.value(ty, &slots, verb, 0, hidden);
    }
}

/// `%#v` of a `[]byte`.
fn byte_literal(printer: &mut Printer, value: Value) {
    printer.out.extend_from_slice(b"[]byte");
    if value.is_nil() {
        printer.out.extend_from_slice(b"(nil)");
        return;
    }
    let bytes: Vec<String> =
        printer.heap.byte_slice(value.slice()).iter().map(|b| format!("{b:#x}")).collect();
    printer.out.extend(format!("{{{}}}", bytes.join(", ")).bytes());
}

/// `type=value`, as error messages of the formatting show operands.
pub fn with_type(printer: &mut Printer, arg: Value) {
    let Value::Iface(i) = arg else {
        printer.out.extend_from_slice(b"<nil>");
        return;
    };
    let name = printer.program.types.name(TypeId(i.ty));
    printer.out.extend(name.bytes());
    printer.out.push(b'=');
    argument(printer, arg, 'v');
}

impl Printer<'_> {
    /// The slots of the value in an interface.
    pub fn dynamic_slots(&self, value: Value) -> Vec<Value> {
        let Value::Iface(i) = value else {
            return Vec::new();
        };
        match (Value::unpack(i), i.payload) {
            (Some(value), _) => vec![value],
            (None, Payload::Boxed) => self.heap.slots(i.obj).to_vec(),
            _ => Vec::new(),
        }
    }

    /// The integer in an operand of any integer type.
    pub fn integer_of(&self, arg: Value) -> Option<i64> {
        let Value::Iface(i) = arg else {
            return None;
        };
        matches!(self.program.types.shape(TypeId(i.ty)), Type::Int(_)).then(|| self.heap.load(i.obj, 0).int())
    }
}
