//! Rules that compiled code keeps whatever the program.

use tidepool_go_vm::bytecode::{FuncCode, Op, Program};

/// Operands that are registers, by the names they have in the instructions.
const REGISTERS: [&str; 22] = [
    "dst", "src", "a", "b", "base", "ptr", "index", "cond", "str", "slice", "bounds", "map", "hint", "iter",
    "chan", "size", "callee", "re", "im", "count", "token", "added",
];

/// What is wrong with the code of a program, a line each; nothing if all is well.
pub fn verify(program: &Program) -> Vec<String> {
    let mut wrong = Vec::new();
    for func in &program.funcs {
        for (pc, op) in func.code.iter().enumerate() {
            if let Some(what) = check(func, pc, op) {
                wrong.push(format!("{} @{pc}: {what}: {op:?}", func.name));
            }
        }
        if func.code.len() != func.spans.len() {
            wrong.push(format!("{}: spans are not parallel to code", func.name));
        }
        if !func.code.last().is_some_and(ends) {
            wrong.push(format!("{}: control runs off the end", func.name));
        }
        for local in &func.locals {
            if local.reg > func.frame_size || local.to as usize > func.code.len() || local.from > local.to {
                wrong.push(format!("{}: local {} has no place", func.name, local.name));
            }
        }
        if func.epilogue.is_some_and(|at| func.code.get(at as usize) != Some(&Op::RunDefers)) {
            wrong.push(format!("{}: epilogue does not begin with RunDefers", func.name));
        }
    }
    wrong
}

fn ends(op: &Op) -> bool {
    let returns = matches!(op, Op::Return | Op::Return1 { .. } | Op::ReturnN { .. });
    returns || matches!(op, Op::Jump { .. } | Op::Panic { .. } | Op::Unreachable)
}

fn check(func: &FuncCode, pc: usize, op: &Op) -> Option<&'static str> {
    if let Some(distance) = op.distance() {
        let target = pc as i64 + 1 + i64::from(distance);
        if target < 0 || target as usize >= func.code.len() {
            return Some("jump leaves the function");
        }
        if distance == 0 && matches!(op, Op::Jump { .. }) {
            return Some("jump to the next instruction");
        }
    }
    let deferred = matches!(
        func.code.get(pc + 1),
        Some(Op::Defer { .. } | Op::DeferValue { .. } | Op::DeferIface { .. })
    );
    if matches!(op, Op::DeferTo { .. }) && !deferred {
        return Some("no defer follows");
    }
    let text = format!("{op:?}");
    let (_, fields) = text.split_once(" { ")?;
    let outside =
        fields.trim_end_matches(" }").split(", ").filter_map(|f| f.split_once(": ")).any(|(name, value)| {
            let register = match op {
                Op::Const { .. } | Op::LoadCapture { .. } if name == "index" => false,
                Op::MoveN { .. } | Op::ReturnN { .. } | Op::ConcatN { .. } if name == "count" => false,
                Op::Send { .. } | Op::Recv { .. } if name == "count" => false,
                Op::SliceOf { .. } | Op::AppendN { .. } if name == "count" => false,
                // Nothing is there when the value has no slots.
                Op::Print { .. } => false,
                _ => REGISTERS.contains(&name),
            };
            register && value.parse::<u32>().is_ok_and(|reg| reg > func.frame_size.into())
        });
    outside.then_some("register outside the frame")
}
