//! Bytecode as text, for tests and for readers who want to see it.

use std::fmt::Write;
use std::ops::Range;

use tidepool_go_check::hir::FuncId;
use tidepool_go_check::types::TypeId;

use crate::bytecode::{Constant, FuncCode, Op, Program, SelectEntry, Stride};

/// An instruction as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instruction {
    /// Source line from 1, 0 if it has none.
    pub line: u32,
    /// Its number in the function.
    pub pc: u32,
    /// Name and operands.
    pub text: String,
}

/// One function: a header, its variables, and a numbered line per instruction with the source line where it changes.
pub fn disassemble(program: &Program, func: FuncId) -> String {
    let Some(code) = program.funcs.get(func.0 as usize) else { return String::new() };
    let mut out = String::new();
    header(program, code, &mut out);
    let mut line = 0;
    for Instruction { line: at, pc, text } in instructions(program, func, 0..code.code.len() as u32) {
        let shown = if at == line { String::new() } else { at.to_string() };
        line = at;
        let _ = writeln!(out, "{shown:>5} {pc:>4}  {text}");
    }
    out
}

/// The instructions of a function with these numbers, as far as there are such.
pub fn instructions(program: &Program, func: FuncId, range: Range<u32>) -> Vec<Instruction> {
    let Some(code) = program.funcs.get(func.0 as usize) else { return Vec::new() };
    let one = |pc: u32| {
        let op = code.code.get(pc as usize)?;
        let line = code.spans.get(pc as usize).map_or(0, |&span| program.position(span).0);
        Some(Instruction { line, pc, text: instruction(program, code, pc as usize, op) })
    };
    range.map_while(one).collect()
}

fn header(program: &Program, code: &FuncCode, out: &mut String) {
    let list = |types: &[TypeId]| types.iter().map(|&t| program.types.name(t)).collect::<Vec<_>>().join(", ");
    let _ = write!(out, "{}({})", code.name, list(&code.params));
    if !code.results.is_empty() {
        let _ = write!(out, " ({})", list(&code.results));
    }
    let _ = write!(out, " frame={}", code.frame_size);
    if code.captures > 0 {
        let _ = write!(out, " captures={}", code.captures);
    }
    if let Some(at) = code.epilogue {
        let _ = write!(out, " epilogue=@{at}");
    }
    if code.wrapper {
        out.push_str(" wrapper");
    }
    out.push('\n');
    for local in &code.locals {
        let star = if local.boxed { "*" } else { "" };
        let (ty, name) = (program.types.name(local.ty), &local.name);
        let _ = writeln!(out, "      {star}r{} {name} {ty} @{}..{}", local.reg, local.from, local.to);
    }
}

/// The name of the instruction and its operands: registers as `r1`, jump targets as `@12`, names where they help.
fn instruction(program: &Program, code: &FuncCode, pc: usize, op: &Op) -> String {
    let debug = format!("{op:?}");
    let Some((name, rest)) = debug.split_once(" { ") else { return debug };
    let mut out = format!("{name:<10}");
    for field in rest.trim_end_matches(" }").split(", ") {
        let Some((key, value)) = field.split_once(": ") else { continue };
        let text = operand(program, op, pc, key, value);
        if !text.is_empty() {
            let _ = write!(out, " {text}");
        }
    }
    if let Op::Select { table, .. } = op {
        out.push_str(&select(program, *table));
    }
    if code.code.len() == pc + 1 && out.ends_with(' ') {
        out.truncate(out.trim_end().len());
    }
    out
}

fn operand(program: &Program, op: &Op, pc: usize, key: &str, value: &str) -> String {
    let number: Option<i64> = value.parse().ok();
    let index = number.unwrap_or(0) as usize;
    match (key, op) {
        ("index", Op::Const { .. }) => program.constants.get(index).map_or(String::new(), constant),
        ("index", Op::LoadCapture { .. }) => format!("[{value}]"),
        ("line", _) => program.lines.get(index).map_or(String::new(), |l| l.line.to_string()),
        ("to", _) => format!("@{}", pc as i64 + 1 + number.unwrap_or(0)),
        ("ty" | "elem", _) => program.types.name(TypeId(index as u32)),
        ("func", _) => program.funcs.get(index).map_or(String::new(), |f| f.name.clone()),
        ("native", _) => program.natives.get(index).map_or(String::new(), |n| n.name.clone()),
        ("method", _) => program.method_names.get(index).map_or(String::new(), |n| format!(".{n}")),
        ("info", _) => program.asserts.get(index).map_or(String::new(), |a| program.types.name(a.target)),
        ("stride" | "count", _) => format!("×{}", slots(program, value)),
        ("offset", Op::Load { .. } | Op::Store { .. }) if index == 0 => String::new(),
        ("offset", _) => format!("+{value}"),
        ("value" | "len" | "args", _) => value.to_string(),
        ("ok" | "unsigned", _) if value == "false" => String::new(),
        ("ok" | "unsigned", _) => key.to_string(),
        ("table", _) => String::new(),
        _ if number.is_some() => format!("r{value}"),
        _ => value.to_string(),
    }
}

fn slots(program: &Program, value: &str) -> u32 {
    let digits = value.trim_start_matches("Stride(").trim_end_matches(')');
    let number: u32 = digits.parse().unwrap_or(0);
    match u8::try_from(number) {
        Ok(code) if value.starts_with("Stride") => program.stride(Stride(code)),
        _ => number,
    }
}

fn constant(value: &Constant) -> String {
    match value {
        Constant::Int(v) => v.to_string(),
        Constant::Float(v) => format!("{v:?}"),
        Constant::Complex(re, im) => format!("({re:?}, {im:?})"),
        Constant::Str(bytes) => format!("{:?}", String::from_utf8_lossy(bytes)),
    }
}

fn select(program: &Program, table: u16) -> String {
    let Some(table) = program.selects.get(usize::from(table)) else { return String::new() };
    let mut out = String::new();
    for case in &table.cases {
        let _ = match case {
            SelectEntry::Send { chan, src, .. } => write!(out, " [r{chan} <- r{src}]"),
            SelectEntry::Recv { chan, dst, ok, .. } => {
                let reg = |r: &Option<u16>| r.map_or("_".into(), |r| format!("r{r}"));
                write!(out, " [{}, {} = <-r{chan}]", reg(dst), reg(ok))
            }
        };
    }
    if table.has_default {
        out.push_str(" [default]");
    }
    out
}
