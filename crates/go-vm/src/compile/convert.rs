//! Conversions.

use tidepool_go_check::hir::Expr;
use tidepool_go_check::types::{IntKind, Type, TypeId};

use super::arith::{is_narrow, is_wide_unsigned};
use super::func::FuncBuilder;
use crate::bytecode::{Conv, Op, Reg};

/// Width in bits and signedness.
fn range(kind: IntKind) -> (u32, bool) {
    use IntKind::*;
    match kind {
        I8 => (8, true),
        I16 => (16, true),
        I32 => (32, true),
        Int | I64 => (64, true),
        U8 => (8, false),
        U16 => (16, false),
        U32 => (32, false),
        Uint | U64 | Uintptr => (64, false),
    }
}

/// True if every value of `from` is represented alike in the narrow kind `to`.
fn contains(to: IntKind, from: IntKind) -> bool {
    let ((to_bits, to_signed), (from_bits, from_signed)) = (range(to), range(from));
    match (to_signed, from_signed) {
        (true, true) | (false, false) => from_bits <= to_bits,
        (true, false) => from_bits < to_bits,
        (false, true) => false,
    }
}

impl FuncBuilder<'_, '_> {
    pub fn convert(&mut self, of: &Expr, to: TypeId, dst: Reg) {
        let (from, target) = (self.shape(of.ty), self.shape(to));
        if self.types().underlying(of.ty) == self.types().underlying(to) {
            return self.expr_to(of, dst);
        }
        match (from, target) {
            (Type::Int(from), Type::Int(to_kind)) => {
                if is_narrow(*to_kind) && !contains(*to_kind, *from) {
                    let src = self.operand(of);
                    self.emit(Op::Wrap { kind: *to_kind, dst, src });
                } else {
                    self.expr_to(of, dst);
                }
            }
            (Type::Int(kind), Type::Float32 | Type::Float64) => {
                let conv = if is_wide_unsigned(*kind) { Conv::UintToFloat } else { Conv::IntToFloat };
                self.conv(conv, of, dst);
                self.round(target, dst);
            }
            (Type::Float32 | Type::Float64, Type::Int(kind)) => {
                let conv = if is_wide_unsigned(*kind) { Conv::FloatToUint } else { Conv::FloatToInt };
                self.conv(conv, of, dst);
                self.wrap(dst, to);
            }
            (Type::Float64, Type::Float32) => self.conv(Conv::RoundFloat32, of, dst),
            (Type::Complex128, Type::Complex64) => self.conv(Conv::RoundComplex64, of, dst),
            (Type::Int(kind), Type::String) => {
                let _ = kind;
                self.conv(Conv::RuneToStr, of, dst);
            }
            (Type::Slice(elem), Type::String) if self.is_byte(*elem) => self.conv(Conv::BytesToStr, of, dst),
            (Type::Slice(_), Type::String) => self.conv(Conv::RunesToStr, of, dst),
            (Type::String, Type::Slice(elem)) if self.is_byte(*elem) => self.conv(Conv::StrToBytes, of, dst),
            (Type::String, Type::Slice(_)) => self.conv(Conv::StrToRunes, of, dst),
            (Type::Slice(_), Type::Array(_, len)) => {
                let src = self.operand(of);
                let ptr = self.alloc(1);
                self.slice_to_array(src, ptr, *len);
                match self.slots(to) {
                    0 => {}
                    slots => self.load_mem(dst, ptr, 0, slots),
                }
            }
            (Type::Slice(_), Type::Pointer(array)) => {
                let src = self.operand(of);
                if let Type::Array(_, len) = *self.shape(*array) {
                    self.slice_to_array(src, dst, len);
                }
            }
            _ => self.expr_to(of, dst),
        }
    }

    fn slice_to_array(&mut self, src: Reg, dst: Reg, len: u64) {
        match u16::try_from(len) {
            Ok(len) => self.emit(Op::SliceToArray { dst, src, len }),
            Err(_) => {
                self.error(self.span, "conversion to an array of more than 65535 elements is not supported")
            }
        }
    }

    fn is_byte(&self, ty: TypeId) -> bool {
        matches!(self.shape(ty), Type::Int(IntKind::U8))
    }

    fn conv(&mut self, conv: Conv, of: &Expr, dst: Reg) {
        let src = self.operand(of);
        self.emit(Op::Convert { conv, dst, src });
    }

    fn round(&mut self, target: &Type, dst: Reg) {
        if matches!(target, Type::Float32) {
            self.emit(Op::Convert { conv: Conv::RoundFloat32, dst, src: dst });
        }
    }
}
