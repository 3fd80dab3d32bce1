//! Format strings: verbs with their flags, widths, precisions and argument indexes.

use super::flags::Flags;
use super::printer::Printer;
use super::values;
use crate::interp::strings::decode_rune;
use crate::value::Value;

/// Widths, precisions and indexes above this are refused.
const MOST: usize = 1_000_000;

/// Where the formatting is.
struct Cursor<'f> {
    format: &'f [u8],
    at: usize,
    arg: usize,
    /// An index such as `[2]` was used somewhere.
    reordered: bool,
    /// The present verb's indexes make sense.
    good_index: bool,
    /// An index stands right before the present place.
    after_index: bool,
}

impl Cursor<'_> {
    fn byte(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    fn number(&mut self) -> Option<usize> {
        let start = self.at;
        let mut n = 0usize;
        while let Some(digit @ b'0'..=b'9') = self.byte() {
            n = n * 10 + usize::from(digit - b'0');
            if n > MOST {
                return None;
            }
            self.at += 1;
        }
        (self.at > start).then_some(n)
    }

    /// Reads `[n]` if it is there.
    fn index(&mut self, count: usize) {
        if self.byte() != Some(b'[') {
            return;
        }
        self.reordered = true;
        let close = self.format[self.at..].iter().position(|&b| b == b']');
        let Some(close) = close else {
            self.good_index = false;
            self.at += 1;
            return;
        };
        let end = self.at + close;
        self.at += 1;
        let n = self.number();
        let whole = self.at == end;
        self.at = end + 1;
        match n {
            Some(n) if whole && (1..=count).contains(&n) => {
                self.arg = n - 1;
                self.after_index = true;
            }
            _ => self.good_index = false,
        }
    }
}

/// Prints by a format string.
pub fn printf(printer: &mut Printer, format: &[u8], args: &[Value]) {
    let mut c = Cursor { format, at: 0, arg: 0, reordered: false, good_index: true, after_index: false };
    while c.at < format.len() {
        let literal = format[c.at..].iter().position(|&b| b == b'%').unwrap_or(format.len() - c.at);
        printer.out.extend_from_slice(&format[c.at..c.at + literal]);
        c.at += literal;
        if c.at >= format.len() {
            break;
        }
        c.at += 1;
        (c.good_index, c.after_index) = (true, false);
        printer.flags = flags(&mut c);
        c.index(args.len());
        width(&mut c, printer, args);
        precision(&mut c, printer, args);
        if !c.after_index {
            c.index(args.len());
        }
        if c.at >= format.len() {
            printer.out.extend_from_slice(b"%!(NOVERB)");
            break;
        }
        let (rune, len) = decode_rune(&format[c.at..]);
        c.at += len;
        verb(&mut c, printer, char::from_u32(rune).unwrap_or('\u{fffd}'), args);
    }
    if !c.reordered && c.arg < args.len() {
        extra(printer, &args[c.arg..]);
    }
}

fn flags(c: &mut Cursor) -> Flags {
    let mut flags = Flags::default();
    while let Some(byte) = c.byte() {
        match byte {
            b'#' => flags.sharp = true,
            b'0' => flags.zero = true,
            b'+' => flags.plus = true,
            b'-' => flags.minus = true,
            b' ' => flags.space = true,
            _ => break,
        }
        c.at += 1;
    }
    flags
}

/// The integer argument that `*` stands for.
fn star(c: &mut Cursor, args: &[Value], printer: &Printer) -> Option<i64> {
    let value = args.get(c.arg).copied();
    if value.is_some() {
        c.arg += 1;
    }
    let n = printer.integer_of(value?)?;
    (n.unsigned_abs() <= MOST as u64).then_some(n)
}

fn width(c: &mut Cursor, printer: &mut Printer, args: &[Value]) {
    if c.byte() == Some(b'*') {
        c.at += 1;
        match star(c, args, printer) {
            None => printer.out.extend_from_slice(b"%!(BADWIDTH)"),
            Some(n) => {
                if n < 0 {
                    printer.flags.minus = true;
                    printer.flags.zero = false;
                }
                printer.flags.width = Some(n.unsigned_abs() as usize);
            }
        }
        c.after_index = false;
        return;
    }
    printer.flags.width = c.number();
    if c.after_index && printer.flags.width.is_some() {
        c.good_index = false;
    }
}

fn precision(c: &mut Cursor, printer: &mut Printer, args: &[Value]) {
    if c.byte() != Some(b'.') {
        return;
    }
    c.at += 1;
    if c.after_index {
        c.good_index = false;
    }
    c.index(args.len());
    if c.byte() == Some(b'*') {
        c.at += 1;
        match star(c, args, printer) {
            None => printer.out.extend_from_slice(b"%!(BADPREC)"),
            Some(n) => printer.flags.prec = usize::try_from(n).ok(),
        }
        c.after_index = false;
        return;
    }
    printer.flags.prec = Some(c.number().unwrap_or(0));
}

fn verb(c: &mut Cursor, printer: &mut Printer, verb: char, args: &[Value]) {
    let problem = match verb {
        '%' => {
            printer.out.push(b'%');
            return;
        }
        _ if !c.good_index => "(BADINDEX)",
        _ if c.arg >= args.len() => "(MISSING)",
        _ => {
            let flags = &mut printer.flags;
            if verb == 'v' {
                flags.sharp_v = std::mem::take(&mut flags.sharp);
                flags.plus_v = std::mem::take(&mut flags.plus);
            }
            let arg = args[c.arg];
            c.arg += 1;
            values::argument(printer, arg, verb);
            return;
        }
    };
    printer.out.extend(format!("%!{verb}{problem}").bytes());
}

fn extra(printer: &mut Printer, args: &[Value]) {
    printer.flags = Flags::default();
    printer.out.extend_from_slice(b"%!(EXTRA ");
    for (i, &arg) in args.iter().enumerate() {
        if i > 0 {
            printer.out.extend_from_slice(b", ");
        }
        values::with_type(printer, arg);
    }
    printer.out.push(b')');
}
