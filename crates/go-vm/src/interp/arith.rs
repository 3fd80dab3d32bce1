//! Less frequent arithmetic: division, shifts, complex numbers, minima.

use super::Core;
use super::cold::may_allocate;
use super::trap::{Step, Trap};
use crate::bytecode::{Cmp, ComplexOp, IntKind, MinMax, Op};
use crate::heap::{Data, Heap};
use crate::value::{Obj, Value};

/// Performs an arithmetic instruction that the hot loop does not have.
pub fn run(core: &mut Core, regs: &mut [Value], op: Op) -> Step {
    let int = |r: u16| regs[r as usize].int();
    let (dst, value) = match op {
        Op::DivInt { dst, a, b } => (dst, Value::Int(int(a).wrapping_div(divisor(int(b))?))),
        Op::RemInt { dst, a, b } => (dst, Value::Int(int(a).wrapping_rem(divisor(int(b))?))),
        Op::DivUint { dst, a, b } => (dst, Value::Int((int(a) as u64 / divisor(int(b))? as u64) as i64)),
        Op::RemUint { dst, a, b } => (dst, Value::Int((int(a) as u64 % divisor(int(b))? as u64) as i64)),
        Op::Shl { unsigned, dst, a, b } => {
            let by = shift(int(b), unsigned)?;
            (dst, Value::Int(if by < 64 { int(a) << by } else { 0 }))
        }
        Op::ShrInt { unsigned, dst, a, b } => (dst, Value::Int(int(a) >> shift(int(b), unsigned)?.min(63))),
        Op::ShrUint { unsigned, dst, a, b } => {
            let by = shift(int(b), unsigned)?;
            (dst, Value::Int(if by < 64 { (int(a) as u64 >> by) as i64 } else { 0 }))
        }
        Op::Wrap { kind, dst, src } => (dst, Value::Int(wrap(kind, int(src)))),
        Op::CmpUint { cmp, dst, a, b } => {
            let order = (int(a) as u64).cmp(&(int(b) as u64));
            let holds = match cmp {
                Cmp::Eq => order.is_eq(),
                Cmp::Ne => order.is_ne(),
                Cmp::Lt => order.is_lt(),
                Cmp::Le => order.is_le(),
                Cmp::Gt => order.is_gt(),
                Cmp::Ge => order.is_ge(),
            };
            (dst, Value::Bool(holds))
        }
        Op::NegFloat { dst, src } => (dst, Value::Float(-regs[src as usize].float())),
        Op::Complex { op, dst, a, b } => {
            may_allocate(core, 32)?;
            let (a, b) = (parts(core.heap, regs[a as usize]), parts(core.heap, regs[b as usize]));
            (dst, make_complex(core.heap, complex(op, a, b)))
        }
        Op::NegComplex { dst, src } => {
            may_allocate(core, 32)?;
            let (re, im) = parts(core.heap, regs[src as usize]);
            (dst, make_complex(core.heap, (-re, -im)))
        }
        Op::MakeComplex { dst, re, im } => {
            may_allocate(core, 32)?;
            let parts = (regs[re as usize].float(), regs[im as usize].float());
            (dst, make_complex(core.heap, parts))
        }
        Op::Real { dst, src } => (dst, Value::Float(parts(core.heap, regs[src as usize]).0)),
        Op::Imag { dst, src } => (dst, Value::Float(parts(core.heap, regs[src as usize]).1)),
        Op::MinMax { op, dst, a, b } => (dst, min_max(core.heap, op, regs[a as usize], regs[b as usize])),
        _ => return Err(Trap::Broken("unknown instruction")),
    };
    regs[dst as usize] = value;
    Ok(())
}

fn divisor(b: i64) -> Step<i64> {
    if b == 0 { Err(Trap::Divide) } else { Ok(b) }
}

fn shift(by: i64, unsigned: bool) -> Step<u64> {
    if by < 0 && !unsigned {
        return Err(Trap::Error("negative shift amount".into()));
    }
    Ok(by as u64)
}

/// Cuts an integer to its kind.
pub fn wrap(kind: IntKind, n: i64) -> i64 {
    match kind {
        IntKind::I8 => (n as i8).into(),
        IntKind::I16 => (n as i16).into(),
        IntKind::I32 => (n as i32).into(),
        IntKind::U8 => (n as u8).into(),
        IntKind::U16 => (n as u16).into(),
        IntKind::U32 => (n as u32).into(),
        IntKind::Int | IntKind::I64 | IntKind::Uint | IntKind::U64 | IntKind::Uintptr => n,
    }
}

fn parts(heap: &Heap, value: Value) -> (f64, f64) {
    match value {
        Value::Complex(obj) => heap.complex(obj),
        _ => (0.0, 0.0),
    }
}

/// A complex number; +0 needs no object. Go would not allocate, so nothing is booked for it.
pub fn make_complex(heap: &mut Heap, (re, im): (f64, f64)) -> Value {
    if re.to_bits() == 0 && im.to_bits() == 0 {
        return Value::Complex(Obj::NONE);
    }
    Value::Complex(heap.alloc(Data::Slots(Box::new([Value::Float(re), Value::Float(im)])), 0))
}

/// Both parts rounded to `float32`.
pub fn round_complex(core: &mut Core, value: Value) -> Step<Value> {
    may_allocate(core, 32)?;
    let (re, im) = parts(core.heap, value);
    Ok(make_complex(core.heap, (f64::from(re as f32), f64::from(im as f32))))
}

fn complex(op: ComplexOp, (a, b): (f64, f64), (c, d): (f64, f64)) -> (f64, f64) {
    match op {
        ComplexOp::Add => (a + c, b + d),
        ComplexOp::Sub => (a - c, b - d),
        ComplexOp::Mul => (a * c - b * d, a * d + b * c),
        ComplexOp::Div => divide((a, b), (c, d)),
    }
}

/// Smith's method, with infinities and NaN put right afterwards as C99 Annex G and Go do.
fn divide((a, b): (f64, f64), (c, d): (f64, f64)) -> (f64, f64) {
    let (mut e, mut f);
    if c.abs() >= d.abs() {
        let ratio = d / c;
        let denominator = c + ratio * d;
        (e, f) = ((a + b * ratio) / denominator, (b - a * ratio) / denominator);
    } else {
        let ratio = c / d;
        let denominator = d + ratio * c;
        (e, f) = ((a * ratio + b) / denominator, (b * ratio - a) / denominator);
    }
    if e.is_nan() && f.is_nan() {
        let unit = |x: f64| if x.is_infinite() { 1f64.copysign(x) } else { 0f64.copysign(x) };
        if c == 0.0 && d == 0.0 && (!a.is_nan() || !b.is_nan()) {
            let inf = f64::INFINITY.copysign(c);
            (e, f) = (inf * a, inf * b);
        } else if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
            let (a, b) = (unit(a), unit(b));
            (e, f) = (f64::INFINITY * (a * c + b * d), f64::INFINITY * (b * c - a * d));
        } else if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
            let (c, d) = (unit(c), unit(d));
            (e, f) = (0.0 * (a * c + b * d), 0.0 * (b * c - a * d));
        }
    }
    (e, f)
}

fn min_max(heap: &Heap, op: MinMax, a: Value, b: Value) -> Value {
    let pick = |first: bool| if first { a } else { b };
    match op {
        MinMax::MinInt => pick(a.int() <= b.int()),
        MinMax::MaxInt => pick(a.int() >= b.int()),
        MinMax::MinUint => pick(a.int() as u64 <= b.int() as u64),
        MinMax::MaxUint => pick(a.int() as u64 >= b.int() as u64),
        MinMax::MinFloat | MinMax::MaxFloat => {
            let (x, y) = (a.float(), b.float());
            if x.is_nan() || y.is_nan() {
                return Value::Float(f64::NAN);
            }
            // The total order puts -0 before +0.
            let less = x.total_cmp(&y).is_le();
            pick(less == (op == MinMax::MinFloat))
        }
        MinMax::MinStr => pick(heap.str(a.str()) <= heap.str(b.str())),
        MinMax::MaxStr => pick(heap.str(a.str()) >= heap.str(b.str())),
    }
}
