//! What scripts can do with texts. Patterns (`find`, `match`, `gsub`) are left out.

use super::Fault;
use super::library::{number, table, text};
use super::run::Machine;
use super::value::Value;

/// From where to where `sub` and `byte` look, counted from 1, from the end if negative.
fn range(from: f64, to: f64, length: usize) -> std::ops::Range<usize> {
    let end = length as f64;
    let from = if from < 0.0 { (end + from + 1.0).max(1.0) } else { from.max(1.0) };
    let to = if to < 0.0 { end + to + 1.0 } else { to.min(end) };
    match from <= to {
        true => from as usize - 1..to as usize,
        false => 0..0,
    }
}

pub(super) fn sub(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let whole = text(machine, "sub", args, 0)?;
    let from = number(machine, "sub", args, 1)?;
    let to = if args.len() > 2 { number(machine, "sub", args, 2)? } else { -1.0 };
    Ok(vec![Value::text(&whole[range(from, to, whole.len())])])
}

pub(super) fn byte(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let whole = text(machine, "byte", args, 0)?;
    let from = if args.len() > 1 { number(machine, "byte", args, 1)? } else { 1.0 };
    let to = if args.len() > 2 { number(machine, "byte", args, 2)? } else { from };
    let bytes = &whole[range(from, to, whole.len())];
    machine.spend(bytes.len())?;
    Ok(bytes.iter().map(|byte| Value::Number(f64::from(*byte))).collect())
}

pub(super) fn char(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let mut bytes = Vec::with_capacity(args.len());
    for at in 0..args.len() {
        match number(machine, "char", args, at)? {
            code if (0.0..256.0).contains(&code) => bytes.push(code as u8),
            _ => {
                return Err(machine.fault(format_args!("bad argument #{} to 'char' (invalid value)", at + 1)));
            }
        }
    }
    Ok(vec![Value::text(bytes)])
}

pub(super) fn rep(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let part = text(machine, "rep", args, 0)?;
    let times = number(machine, "rep", args, 1)?.max(0.0) as usize;
    machine.spend(part.len().saturating_mul(times) / 16)?;
    Ok(vec![Value::text(part.repeat(times))])
}

pub(super) fn concat(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let table = table(machine, "concat", args)?;
    let between = if args.len() > 1 { text(machine, "concat", args, 1)? } else { [].into() };
    let from = if args.len() > 2 { number(machine, "concat", args, 2)? } else { 1.0 };
    let to = if args.len() > 3 { number(machine, "concat", args, 3)? } else { table.borrow().len() as f64 };
    let mut whole = Vec::new();
    let mut at = from;
    while at <= to {
        let value = table.borrow().get(&Value::Number(at));
        let Some(part) = value.bytes() else {
            let what = value.type_name();
            return Err(
                machine.fault(format_args!("invalid value ({what}) at index {at} in table for 'concat'"))
            );
        };
        machine.spend(1 + (part.len() + between.len()) / 16)?;
        if at > from {
            whole.extend_from_slice(&between);
        }
        whole.extend_from_slice(&part);
        at += 1.0;
    }
    Ok(vec![Value::text(whole)])
}

/// `%d`, `%i`, `%s`, `%f`, `%g`, `%x`, `%%`, with a width and a precision.
pub(super) fn format(machine: &mut Machine<'_>, args: &[Value]) -> Result<Vec<Value>, Fault> {
    let pattern = text(machine, "format", args, 0)?;
    let mut out = Vec::new();
    let mut next = 1;
    let mut rest = pattern.iter().copied();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let spec: Vec<u8> = rest.clone().take_while(|b| !b.is_ascii_alphabetic() && *b != b'%').collect();
        let kind = rest.nth(spec.len()).unwrap_or(b' ');
        if kind == b'%' {
            out.push(b'%');
            continue;
        }
        let item = item(machine, &spec, kind, args, next)?;
        machine.spend(item.len() / 16)?;
        out.extend(item);
        next += 1;
    }
    Ok(vec![Value::text(out)])
}

/// One argument as `%…` asks for it.
fn item(machine: &Machine<'_>, spec: &[u8], kind: u8, args: &[Value], at: usize) -> Result<Vec<u8>, Fault> {
    let spec = String::from_utf8_lossy(spec).into_owned();
    let flags: String = spec.chars().take_while(|c| "-+ #0".contains(*c)).collect();
    let (width, precision) =
        spec[flags.len()..].split_once('.').map_or((&spec[flags.len()..], None), |(w, p)| (w, Some(p)));
    let (width, precision) = (
        width.parse::<usize>().unwrap_or(0).min(99),
        precision.map(|p| p.parse::<usize>().unwrap_or(0).min(99)),
    );
    let mut body = match kind {
        b'd' | b'i' => format!("{}", number(machine, "format", args, at)?.trunc() as i64).into_bytes(),
        b'x' => format!("{:x}", number(machine, "format", args, at)? as i64).into_bytes(),
        b'f' => format!("{:.*}", precision.unwrap_or(6), number(machine, "format", args, at)?).into_bytes(),
        b'g' => super::value::number_text(number(machine, "format", args, at)?).into_bytes(),
        b's' => {
            let whole = args.get(at).unwrap_or(&Value::Nil).shown();
            whole[..precision.unwrap_or(whole.len()).min(whole.len())].to_vec()
        }
        other => {
            let other = char::from(other);
            return Err(machine.fault(format_args!("invalid option '%{other}' to 'format'")));
        }
    };
    let missing = width.saturating_sub(body.len());
    if flags.contains('-') {
        body.extend(vec![b' '; missing]);
    } else if flags.contains('0') && kind != b's' {
        let sign = usize::from(body.first() == Some(&b'-'));
        body.splice(sign..sign, vec![b'0'; missing]);
    } else {
        body.splice(0..0, vec![b' '; missing]);
    }
    Ok(body)
}
