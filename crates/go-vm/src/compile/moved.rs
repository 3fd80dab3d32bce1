//! Slices that begin on the stack and move to the heap when the function gives them away. Since Go 1.26 the compiler
//! lets a slice variable that is appended to more than once, and of which nobody else gets hold before *one* place in
//! the function, grow on the stack first and moves it before that place, a `return` mostly
//! (`cmd/compile/internal/slice`). One can see it by the capacity: the moved slice has that of the size class of its
//! length.

use std::collections::BTreeMap;

use tidepool_go_check::hir::*;
use tidepool_go_check::types::Type;

use super::backing::{self, Leaks};
use super::inline::Inlining;
use super::layout::has_pointers;
use super::walk::{self, Node};

/// Calls of the standard library after which Go's compiler no longer answers for a slice, though ours keep nothing.
const UNCLEAR: &[&str] = &["encoding/hex.Decode", "sort.Float64s", "sort.Ints", "sort.Strings"];

/// The slices of a function that move.
#[derive(Default)]
pub(super) struct Moved {
    /// Each with whether its capacity is looked at: then it keeps it.
    pub slices: BTreeMap<LocalId, bool>,
    /// Those that move before a statement, by its address: several statements may stand at one place of the text.
    pub before: BTreeMap<*const Stmt, Vec<LocalId>>,
}

/// Looks for them. `leaks` and `inlining` remember what they found out about other functions.
pub(super) fn slices(program: &Program, func: &Func, leaks: &mut Leaks, inlining: &mut Inlining) -> Moved {
    let mut moved = Moved::default();
    let Some(body) = &func.body else { return moved };
    let slices = (0..func.locals.len()).map(|index| Use::of(program, func, index)).collect();
    let mut look = Look { program, func, leaks, inlining, slices, depth: 0, at: std::ptr::null() };
    look.block(body);
    for (index, slice) in look.slices.into_iter().enumerate() {
        let harmless = !slice.lost && slice.all == slice.known;
        // One append, not in a loop, gains nothing.
        if let (true, Some(at), true) = (harmless, slice.given_away, slice.appends >= 2) {
            let id = LocalId(index as u32);
            moved.slices.insert(id, slice.cap_seen);
            moved.before.entry(at).or_default().push(id);
        }
    }
    moved
}

/// How a slice variable is used.
#[derive(Clone, Default)]
struct Use {
    all: u32,
    /// Those after which the variable alone still has the slice, or which are the place where it is given away.
    known: u32,
    /// It cannot move.
    lost: bool,
    /// The statement that gives it away.
    given_away: Option<*const Stmt>,
    /// Appends to it; one in a loop counts for more.
    appends: u32,
    /// Loops around its declaration.
    depth: u32,
    cap_seen: bool,
}

impl Use {
    fn of(program: &Program, func: &Func, index: usize) -> Use {
        let (local, id) = (&func.locals[index], LocalId(index as u32));
        let slice = matches!(program.types.shape(local.ty), Type::Slice(_));
        Use { lost: !slice || local.boxed || func.captures.contains(&id), ..Use::default() }
    }
}

struct Look<'a> {
    program: &'a Program,
    func: &'a Func,
    leaks: &'a mut Leaks,
    inlining: &'a mut Inlining,
    slices: Vec<Use>,
    /// Loops around the present statement.
    depth: u32,
    /// The present statement.
    at: *const Stmt,
}

impl Look<'_> {
    fn block(&mut self, block: &Block) {
        block.stmts.iter().for_each(|stmt| self.stmt(stmt));
    }

    fn stmt(&mut self, stmt: &Stmt) {
        self.at = stmt;
        let in_loop = matches!(stmt.kind, StmtKind::For(_));
        self.depth += u32::from(in_loop);
        self.effect(&stmt.kind);
        walk::exprs_of(&stmt.kind, &mut |node| {
            self.node(node);
            false
        });
        self.depth += u32::from(matches!(stmt.kind, StmtKind::Range(_)));
        walk::parts(&stmt.kind, &mut |part| match part {
            walk::Part::Block(block) => self.block(block),
            walk::Part::Stmt(stmt) => self.stmt(stmt),
        });
        self.depth -= u32::from(in_loop || matches!(stmt.kind, StmtKind::Range(_)));
    }

    /// What the statement itself does with slices.
    fn effect(&mut self, stmt: &StmtKind) {
        match stmt {
            StmtKind::Declare(id, value) => {
                self.slices[id.0 as usize].depth = self.depth;
                if let Some(value) = value {
                    // Not a use of the variable.
                    self.slices[id.0 as usize].all += 1;
                    self.assign(Some(*id), value);
                }
            }
            StmtKind::Assign(places, values) => {
                for (place, value) in places.iter().zip(values) {
                    let to = place.as_ref().and_then(|place| match place.kind {
                        PlaceKind::Local(id) => Some(id),
                        _ => None,
                    });
                    self.assign(to, value);
                }
            }
            StmtKind::Return(values) if values.is_empty() && self.func.named_results => {
                let func = self.func;
                func.results.iter().for_each(|id| self.give_away(id.0 as usize));
            }
            StmtKind::Return(values) => values.iter().for_each(|value| self.give(value)),
            StmtKind::Range(range) => self.give(&range.over),
            _ => {}
        }
    }

    /// A value goes to a local variable, or elsewhere.
    fn assign(&mut self, to: Option<LocalId>, value: &Expr) {
        if let Some(to) = to {
            let of_itself = |of: &Expr| local(of) == Some(to.0 as usize);
            let slice = &mut self.slices[to.0 as usize];
            match &value.kind {
                ExprKind::Zero => slice.known += 1,
                ExprKind::SliceLit(..) => {
                    slice.known += 1;
                    slice.cap_seen = true;
                }
                ExprKind::Slice(SliceBase::Slice(of), ..) if of_itself(of) => {
                    slice.known += 2;
                    slice.cap_seen = true;
                }
                ExprKind::Builtin(Builtin::Append, args) if args.first().is_some_and(of_itself) => {
                    slice.known += 2;
                    slice.appends += 1 + self.depth.saturating_sub(slice.depth);
                }
                _ => {}
            }
        }
        self.give(value);
    }

    /// If the value is that of a slice variable, somebody else gets it here.
    fn give(&mut self, value: &Expr) {
        if let Some(index) = local(value) {
            self.slices[index].known += 1;
            self.give_away(index);
        }
    }

    fn give_away(&mut self, index: usize) {
        let slice = &mut self.slices[index];
        slice.lost |= slice.given_away.is_some() || self.depth > slice.depth;
        slice.given_away = Some(self.at);
    }

    fn node(&mut self, node: Node) {
        let expr = match node {
            Node::Place(place) => {
                match &place.kind {
                    PlaceKind::Local(id) => self.slices[id.0 as usize].all += 1,
                    PlaceKind::SliceIndex(of, _) => self.know(of),
                    _ => {}
                }
                return;
            }
            Node::Expr(expr) => expr,
        };
        match &expr.kind {
            ExprKind::AddrOf(place) => self.expose(place),
            ExprKind::Builtin(Builtin::Len, args) => args.iter().for_each(|arg| self.know(arg)),
            ExprKind::Builtin(Builtin::Cap, args) => args.iter().for_each(|arg| self.know_cap(arg)),
            ExprKind::Call(call) => self.call(call),
            _ => {}
        }
    }

    fn know(&mut self, of: &Expr) {
        if let Some(index) = local(of) {
            self.slices[index].known += 1;
        }
    }

    fn know_cap(&mut self, of: &Expr) {
        if let Some(index) = local(of) {
            self.slices[index].known += 1;
            self.slices[index].cap_seen = true;
        }
    }

    fn call(&mut self, call: &Call) {
        let Callee::Func(func) = call.callee else { return };
        for (index, arg) in call.args.iter().enumerate().filter(|_| !call.spread) {
            if local(arg).is_none() {
                continue;
            }
            if self.inlining.replaces(self.program, func) {
                // The body's own variable gets it.
                self.give(arg);
            } else if !self.may_keep(func, index, arg) {
                self.know_cap(arg);
            }
        }
    }

    /// Whether Go's compiler has to think that something of the slice stays with somebody: elements with pointers mostly
    /// do.
    fn may_keep(&mut self, func: FuncId, index: usize, slice: &Expr) -> bool {
        let types = &self.program.types;
        let name = self.program.funcs[func.0 as usize].name.as_str();
        let pointers = matches!(types.shape(slice.ty), Type::Slice(elem) if has_pointers(types, *elem));
        pointers || UNCLEAR.contains(&name) || backing::leaks(self.program, func, index, self.leaks)
    }

    /// The address of an element is as good as the slice.
    fn expose(&mut self, place: &Place) {
        match &place.kind {
            PlaceKind::Field(of, _) | PlaceKind::Index(of, _) => self.expose(of),
            PlaceKind::SliceIndex(of, _) => {
                if let Some(index) = local(of) {
                    self.slices[index].lost = true;
                }
            }
            _ => {}
        }
    }
}

/// The local whose value an expression is.
fn local(expr: &Expr) -> Option<usize> {
    walk::local_of(expr).map(|id| id.0 as usize)
}
