//! Jump distances.

use super::Op;

impl Op {
    /// Distance of a jump, from the instruction after it; `None` for other instructions.
    pub fn distance(&self) -> Option<i32> {
        Some(match *self {
            Op::Jump { to } | Op::JumpIf { to, .. } | Op::JumpIfNot { to, .. } => to,
            Op::JumpNil { to, .. } | Op::JumpNotNil { to, .. } => to,
            Op::JumpIfField { to, .. } | Op::JumpIfNotField { to, .. } => to.into(),
            Op::JumpNilField { to, .. } | Op::JumpNotNilField { to, .. } => to.into(),
            Op::JumpEqInt { to, .. } | Op::JumpNeInt { to, .. } => to.into(),
            Op::JumpLtInt { to, .. } | Op::JumpLeInt { to, .. } => to.into(),
            Op::JumpEqIntK { to, .. } | Op::JumpNeIntK { to, .. } => to.into(),
            Op::JumpLtIntK { to, .. } | Op::JumpLeIntK { to, .. } => to.into(),
            Op::JumpGtIntK { to, .. } | Op::JumpGeIntK { to, .. } => to.into(),
            Op::IncJumpLtInt { to, .. } | Op::IncJumpLtIntK { to, .. } => to.into(),
            Op::JumpUint { to, .. } | Op::JumpFloat { to, .. } => to.into(),
            Op::JumpNotType { to, .. } | Op::MapNext { to, .. } => to.into(),
            _ => return None,
        })
    }

    /// Sets the distance of a jump; false if it does not fit or this is no jump.
    pub(crate) fn set_distance(&mut self, distance: i32) -> bool {
        match self {
            Op::Jump { to } | Op::JumpIf { to, .. } | Op::JumpIfNot { to, .. } => *to = distance,
            Op::JumpNil { to, .. } | Op::JumpNotNil { to, .. } => *to = distance,
            Op::JumpIfField { to, .. }
            | Op::JumpIfNotField { to, .. }
            | Op::JumpNilField { to, .. }
            | Op::JumpNotNilField { to, .. }
            | Op::JumpEqInt { to, .. }
            | Op::JumpNeInt { to, .. }
            | Op::JumpLtInt { to, .. }
            | Op::JumpLeInt { to, .. }
            | Op::JumpEqIntK { to, .. }
            | Op::JumpNeIntK { to, .. }
            | Op::JumpLtIntK { to, .. }
            | Op::JumpLeIntK { to, .. }
            | Op::JumpGtIntK { to, .. }
            | Op::JumpGeIntK { to, .. }
            | Op::IncJumpLtInt { to, .. }
            | Op::IncJumpLtIntK { to, .. }
            | Op::JumpUint { to, .. }
            | Op::JumpFloat { to, .. }
            | Op::JumpNotType { to, .. }
            | Op::MapNext { to, .. } => match i16::try_from(distance) {
                Ok(short) => *to = short,
                Err(_) => return false,
            },
            _ => return false,
        }
        true
    }
}
