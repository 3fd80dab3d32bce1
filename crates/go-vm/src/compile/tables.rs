//! Tables of a program that grow while its functions are compiled.

use std::collections::BTreeMap;

use tidepool_go_check::hir;
use tidepool_go_check::types::{Type, TypeId};
use tidepool_go_syntax::span::{FileId, Span};

use crate::bytecode::{AssertInfo, Constant, LineInfo, MethodImpl, Op, SelectTable, Stride};
use crate::facts::PROFILE_RATE;

/// See the fields of the same name in [`crate::bytecode::Program`].
pub(in crate::compile) struct Tables {
    pub constants: Vec<Constant>,
    const_index: BTreeMap<ConstKey, u32>,
    pub strides: Vec<u32>,
    pub asserts: Vec<AssertInfo>,
    assert_index: BTreeMap<AssertInfo, u16>,
    pub selects: Vec<SelectTable>,
    pub lines: Vec<LineInfo>,
    pub method_names: Vec<String>,
    pub method_types: Vec<Option<TypeId>>,
    methods: Vec<MethodKey>,
    pub iface_methods: Vec<Vec<u32>>,
    pub method_impls: Vec<Vec<MethodImpl>>,
    /// First slot of each global.
    pub global_offsets: Vec<u32>,
    /// First slot of [`PROFILE_RATE`].
    pub profile_rate: Option<u32>,
    line_index: BTreeMap<LineInfo, u32>,
}

/// A method by its name and its type without receiver.
type MethodKey = (String, TypeId);

/// Constants by their bits, so that equal ones are shared.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum ConstKey {
    Int(i64),
    Float(u64),
    Complex(u64, u64),
    Str(Vec<u8>),
}

impl Tables {
    pub fn new(program: &hir::Program) -> Self {
        let methods = method_ids(program);
        let types = &program.types;
        let id = |key: &MethodKey| methods.binary_search(key).ok().map(|at| at as u32);
        let mut iface_methods = vec![Vec::new(); types.len()];
        for (at, ids) in iface_methods.iter_mut().enumerate() {
            if let Type::Interface(list) = types.shape(TypeId(at as u32)) {
                *ids = list.iter().filter_map(|m| id(&(m.name.clone(), m.ty))).collect();
                ids.sort_unstable();
            }
        }
        let mut method_impls = vec![Vec::new(); types.len()];
        for (ty, list) in &program.methods {
            let receiver_slots = types.slots(*ty) as u16;
            let direct = types.is_pointer_shaped(*ty);
            let impls: &mut Vec<MethodImpl> = &mut method_impls[ty.0 as usize];
            for (name, func) in list {
                let first = methods.partition_point(|key| key.0 < *name);
                let named = methods[first..].iter().take_while(|key| key.0 == *name).enumerate();
                let matching = named.filter(|(_, key)| has_signature(program, *func, key.1));
                impls.extend(matching.map(|(at, _)| MethodImpl {
                    method: (first + at) as u32,
                    func: *func,
                    receiver_slots,
                    direct,
                }));
            }
            impls.sort_by_key(|m| m.method);
        }
        let mut next = 0u32;
        let global_offsets = program.globals.iter().map(|g| {
            let at = next;
            next = next.saturating_add(types.slots(g.ty));
            at
        });
        let global_offsets: Vec<u32> = global_offsets.collect();
        let rate = program.globals.iter().position(|g| g.name == PROFILE_RATE);
        Tables {
            constants: Vec::new(),
            const_index: BTreeMap::new(),
            strides: Vec::new(),
            asserts: Vec::new(),
            assert_index: BTreeMap::new(),
            selects: Vec::new(),
            lines: Vec::new(),
            line_index: BTreeMap::new(),
            method_types: methods.iter().map(|key| Some(key.1).filter(|&ty| ty != ANY_TYPE)).collect(),
            method_names: methods.iter().map(|key| key.0.clone()).collect(),
            methods,
            iface_methods,
            method_impls,
            profile_rate: rate.map(|at| global_offsets[at]),
            global_offsets,
        }
    }

    /// The instruction that loads a constant.
    pub fn load_const(&mut self, dst: u16, value: &hir::Const) -> Op {
        let (key, constant) = match value {
            hir::Const::Bool(value) => return Op::Bool { dst, value: *value },
            hir::Const::Int(v) => match i32::try_from(*v) {
                Ok(value) => return Op::Int { dst, value },
                Err(_) => (ConstKey::Int(*v), Constant::Int(*v)),
            },
            hir::Const::Float(v) => (ConstKey::Float(v.to_bits()), Constant::Float(*v)),
            hir::Const::Complex(re, im) => {
                (ConstKey::Complex(re.to_bits(), im.to_bits()), Constant::Complex(*re, *im))
            }
            hir::Const::Str(text) => (ConstKey::Str(text.clone()), Constant::Str(text.as_slice().into())),
        };
        let constants = &mut self.constants;
        let index = *self.const_index.entry(key).or_insert_with(|| {
            constants.push(constant);
            constants.len() as u32 - 1
        });
        Op::Const { dst, index }
    }

    /// The code of a number of slots. More than 56 different large ones are refused in the end.
    pub fn stride(&mut self, slots: u32) -> Stride {
        if slots < u32::from(Stride::DIRECT) {
            return Stride(slots as u8);
        }
        let at = self.strides.iter().position(|&s| s == slots).unwrap_or_else(|| {
            self.strides.push(slots);
            self.strides.len() - 1
        });
        Stride(Stride::DIRECT.saturating_add(at as u8))
    }

    pub fn assert(&mut self, info: AssertInfo) -> u16 {
        let asserts = &mut self.asserts;
        *self.assert_index.entry(info).or_insert_with(|| {
            asserts.push(info);
            (asserts.len() - 1) as u16
        })
    }

    pub fn select(&mut self, table: SelectTable) -> u16 {
        self.selects.push(table);
        (self.selects.len() - 1) as u16
    }

    /// The id of a method of an interface type.
    pub fn method(&self, program: &hir::Program, iface: TypeId, name: &str) -> u32 {
        let Type::Interface(list) = program.types.shape(iface) else { return 0 };
        let method = list.iter().find(|m| m.name == name);
        let at = method.and_then(|m| self.methods.binary_search(&(m.name.clone(), m.ty)).ok());
        at.unwrap_or(0) as u32
    }

    /// Index of the line on which `span` starts, if it is in a user file.
    pub fn line(&mut self, program: &hir::Program, span: Span) -> Option<u32> {
        let info = line_of(program, span)?;
        let lines = &mut self.lines;
        Some(*self.line_index.entry(info).or_insert_with(|| {
            lines.push(info);
            lines.len() as u32 - 1
        }))
    }
}

fn line_of(program: &hir::Program, span: Span) -> Option<LineInfo> {
    if span == Span::default() {
        // Made by the compiler.
        return None;
    }
    let FileId(file) = span.file;
    let info = program.files.get(file as usize).filter(|f| f.user)?;
    let line = info.line_starts.partition_point(|&start| start <= span.start).max(1);
    Some(LineInfo { file: span.file, line: line as u32 })
}

/// The type of methods that no interface mentions.
const ANY_TYPE: TypeId = TypeId(u32::MAX);

/// All methods that interfaces mention, sorted: a method's id is its place, so ids are in the order of names. Methods
/// of one name but different types are different: a type with the one does not implement an interface with the other.
fn method_ids(program: &hir::Program) -> Vec<MethodKey> {
    let mut keys: Vec<MethodKey> = Vec::new();
    for id in 0..program.types.len() as u32 {
        if let Type::Interface(methods) = program.types.get(TypeId(id)) {
            keys.extend(methods.iter().map(|m| (m.name.clone(), m.ty)));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    // The machine asks for some methods by name, such as String, whether an interface has them or not.
    let lone = |name: &String| keys.binary_search_by(|key| key.0.cmp(name)).is_err();
    let names = program.methods.iter().flat_map(|(_, list)| list).map(|(name, _)| name);
    let mut others: Vec<MethodKey> =
        names.filter(|name| lone(name)).map(|name| (name.clone(), ANY_TYPE)).collect();
    keys.append(&mut others);
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// True if the function, without its receiver, has this type.
fn has_signature(program: &hir::Program, func: hir::FuncId, ty: TypeId) -> bool {
    if ty == ANY_TYPE {
        return true;
    }
    let Some(func) = program.funcs.get(func.0 as usize) else { return false };
    let Type::Func(params, results, variadic) = program.types.shape(ty) else { return false };
    let types =
        |list: &[hir::LocalId]| list.iter().map(|id| func.locals[id.0 as usize].ty).collect::<Vec<_>>();
    let own = types(func.params.get(1..).unwrap_or_default());
    own == *params && types(&func.results) == *results && func.variadic == *variadic
}
