//! Strings, runes and conversions.

use std::cmp::Ordering;

use super::Core;
use super::cold::{charge_alloc, may_allocate};
use super::trap::{Step, Trap};
use crate::bytecode::{Cmp, Conv, Op};
use crate::value::{MAX_LEN, Value};

/// Performs a string instruction or conversion.
#[inline(never)]
pub fn run(core: &mut Core, regs: &mut [Value], op: Op, fuel: &mut i64) -> Step {
    match op {
        Op::Concat { dst, a, b } => {
            let parts = [regs[a as usize], regs[b as usize]];
            regs[dst as usize] = concat(core, &parts, fuel)?;
        }
        Op::ConcatN { dst, src, count } => {
            regs[dst as usize] = concat(core, &regs[src as usize..src as usize + count as usize], fuel)?;
        }
        Op::CmpStr { cmp, dst, a, b } => {
            let order = core.heap.str(regs[a as usize].str()).cmp(core.heap.str(regs[b as usize].str()));
            regs[dst as usize] = Value::Bool(holds(cmp, order));
        }
        Op::StrRune { dst, str, index } => {
            let text = core.heap.str(regs[str as usize].str());
            let at = regs[index as usize].int();
            let (rune, size) = decode_rune(text.get(at as usize..).unwrap_or_default());
            regs[dst as usize] = Value::Int(rune.into());
            regs[dst as usize + 1] = Value::Int(at + size as i64);
        }
        Op::Convert { conv, dst, src } => regs[dst as usize] = convert(core, conv, regs[src as usize], fuel)?,
        _ => return Err(Trap::Broken("not a string instruction")),
    }
    Ok(())
}

fn holds(cmp: Cmp, order: Ordering) -> bool {
    match cmp {
        Cmp::Eq => order.is_eq(),
        Cmp::Ne => order.is_ne(),
        Cmp::Lt => order.is_lt(),
        Cmp::Le => order.is_le(),
        Cmp::Gt => order.is_gt(),
        Cmp::Ge => order.is_ge(),
    }
}

fn concat(core: &mut Core, parts: &[Value], fuel: &mut i64) -> Step<Value> {
    let len: u64 = parts.iter().map(|p| u64::from(p.str().len)).sum();
    // A concatenation that changes nothing shares the string, as in Go.
    if let Some(whole) = parts.iter().find(|p| u64::from(p.str().len) == len) {
        return Ok(*whole);
    }
    if len > MAX_LEN {
        return Err(Trap::NeedsRoom(len));
    }
    may_allocate(core, len)?;
    charge_alloc(core, fuel, len);
    let mut bytes = Vec::with_capacity(len as usize);
    for part in parts {
        bytes.extend_from_slice(core.heap.str(part.str()));
    }
    let obj = core.heap.alloc_bytes(bytes.into());
    Ok(Value::Str(crate::value::StrRef { obj, off: 0, len: len as u32 }))
}

/// The first rune of some bytes and its length; U+FFFD and 1 for invalid bytes.
pub fn decode_rune(bytes: &[u8]) -> (u32, usize) {
    let Some(&first) = bytes.first() else {
        return (0xfffd, 0);
    };
    if first < 0x80 {
        return (first.into(), 1);
    }
    let len = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return (0xfffd, 1),
    };
    let text = bytes.get(..len).and_then(|b| std::str::from_utf8(b).ok());
    text.and_then(|t| t.chars().next()).map_or((0xfffd, 1), |c| (c as u32, len))
}

/// Appends the UTF-8 form of a rune; U+FFFD for an invalid one.
pub fn push_rune(out: &mut Vec<u8>, rune: i64) {
    let c = u32::try_from(rune).ok().and_then(char::from_u32).unwrap_or('\u{fffd}');
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

fn convert(core: &mut Core, conv: Conv, value: Value, fuel: &mut i64) -> Step<Value> {
    Ok(match conv {
        Conv::IntToFloat => Value::Float(value.int() as f64),
        Conv::UintToFloat => Value::Float(value.int() as u64 as f64),
        Conv::FloatToInt => Value::Int(float_to_int(value.float())),
        Conv::FloatToUint => Value::Int(float_to_uint(value.float())),
        Conv::RoundFloat32 => Value::Float(f64::from(value.float() as f32)),
        Conv::RoundComplex64 => super::arith::round_complex(core, value)?,
        Conv::RuneToStr => {
            let mut out = Vec::new();
            push_rune(&mut out, value.int());
            new_str(core, out, fuel)?
        }
        Conv::BytesToStr => {
            may_allocate(core, value.slice().len().into())?;
            let bytes = core.heap.byte_slice(value.slice());
            new_str(core, bytes, fuel)?
        }
        Conv::StrToBytes => {
            let len = value.str().len.into();
            may_allocate(core, len)?;
            charge_alloc(core, fuel, len);
            let bytes = core.heap.str(value.str()).to_vec();
            core.heap.alloc_byte_slice(&bytes)
        }
        Conv::RunesToStr => {
            may_allocate(core, u64::from(value.slice().len()) * 4)?;
            let mut runes = vec![Value::Nil; value.slice().len() as usize];
            core.heap.load_n(value.slice().obj(), value.slice().off(), &mut runes);
            let mut out = Vec::new();
            for rune in runes {
                push_rune(&mut out, rune.int());
            }
            new_str(core, out, fuel)?
        }
        Conv::StrToRunes => {
            let mut rest = core.heap.str(value.str());
            may_allocate(core, rest.len() as u64 * 16)?;
            let mut runes = Vec::new();
            while !rest.is_empty() {
                let (rune, len) = decode_rune(rest);
                runes.push(Value::Int(rune.into()));
                rest = &rest[len..];
            }
            charge_alloc(core, fuel, runes.len() as u64 * 4);
            core.heap.alloc_slice(&runes, 4)
        }
    })
}

fn new_str(core: &mut Core, bytes: Vec<u8>, fuel: &mut i64) -> Step<Value> {
    may_allocate(core, bytes.len() as u64)?;
    charge_alloc(core, fuel, bytes.len() as u64);
    Ok(core.heap.alloc_str(&bytes))
}

/// Truncation as the machine instruction of amd64 does it.
fn float_to_int(f: f64) -> i64 {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if (-LIMIT..LIMIT).contains(&f) { f as i64 } else { i64::MIN }
}

/// Conversion to uint64 as Go compiles it on amd64.
fn float_to_uint(f: f64) -> i64 {
    const HALF: f64 = 9_223_372_036_854_775_808.0;
    if f < HALF { float_to_int(f) } else { float_to_int(f - HALF) ^ i64::MIN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runes_are_decoded_as_in_go() {
        for (bytes, want) in [
            (&b"a"[..], (97, 1)),
            ("é".as_bytes(), (0xe9, 2)),
            ("潮".as_bytes(), (0x6f6e, 3)),
            ("🌊".as_bytes(), (0x1f30a, 4)),
            (b"\xff", (0xfffd, 1)),
            (b"\xe6\xbd", (0xfffd, 1)),
            (b"\xed\xa0\x80", (0xfffd, 1)),
        ] {
            assert_eq!(decode_rune(bytes), want, "{bytes:?}");
        }
    }

    #[test]
    fn floats_out_of_range_convert_as_on_amd64() {
        assert_eq!(float_to_int(f64::NAN), i64::MIN);
        assert_eq!(float_to_int(-1.9), -1);
        assert_eq!(float_to_uint(1e19) as u64, 10_000_000_000_000_000_000);
        assert_eq!(float_to_uint(-1.0), -1);
    }
}
