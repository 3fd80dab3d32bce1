//! `break`, `continue`, `goto` and `return`, also out of the bodies of ranges over functions.

use crate::check::Checker;
use crate::hir::{self, LabelId, LocalId, StmtKind as H};
use crate::type_table::basic;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{Ident, Name};

/// A statement that `break` (and `continue`, if it is a loop) can name.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub name: Option<Name>,
    pub label: LabelId,
    pub is_loop: bool,
    /// The body of a range over a function: leaving it is a return from that body.
    pub range_func: bool,
}

/// A function literal that is the body of a range over a function.
#[derive(Clone, Debug)]
pub(crate) struct RangeBody {
    /// Owner and number of the variable that says whether the body may run.
    pub state: (u32, LocalId),
    /// Ways out of the body that the enclosing function has to finish.
    pub exits: Vec<Exit>,
}

/// A jump out of a body, with the number by which `next` names it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Exit {
    pub code: i64,
    pub jump: Jump,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Jump {
    Return,
    /// In which function, which target there, whether it is `continue`.
    Loop {
        owner: u32,
        index: usize,
        again: bool,
    },
}

/// State of a range body: it may run.
pub(crate) const READY: i64 = 0;
/// It runs at present (or panicked).
pub(crate) const RUNNING: i64 = -1;
/// It asked to stop.
pub(crate) const STOPPED: i64 = 1;
/// The loop is over.
pub(crate) const OVER: i64 = 2;

impl<'a> Checker<'a> {
    pub(super) fn push_target(&mut self, name: Option<&Name>, is_loop: bool) -> LabelId {
        let label = self.new_label();
        let ctx = self.fn_ctx();
        ctx.targets.push(Target { name: name.cloned(), label, is_loop, range_func: false });
        ctx.loops += u32::from(is_loop);
        label
    }

    pub(super) fn pop_target(&mut self) {
        let ctx = self.fn_ctx();
        if let Some(target) = ctx.targets.pop() {
            ctx.loops -= u32::from(target.is_loop && !target.range_func);
        }
    }

    pub(super) fn goto_label(&mut self, name: &Name) -> LabelId {
        if let Some((_, id)) = self.fn_ctx().labels.iter().find(|(n, _)| n == name) {
            return *id;
        }
        let id = self.new_label();
        self.fn_ctx().labels.push((name.clone(), id));
        id
    }

    pub(super) fn break_stmt(&mut self, name: Option<&Ident>, span: Span, out: &mut Vec<hir::Stmt>) {
        self.jump(name, false, span, out);
    }

    pub(super) fn continue_stmt(&mut self, name: Option<&Ident>, span: Span, out: &mut Vec<hir::Stmt>) {
        self.jump(name, true, span, out);
    }

    fn jump(&mut self, name: Option<&Ident>, again: bool, span: Span, out: &mut Vec<hir::Stmt>) {
        // The parser has made sure that there is a target.
        for depth in (0..self.env.fns.len()).rev() {
            let found = self.env.fns[depth].targets.iter().rposition(|t| match name {
                Some(name) => t.name.as_ref() == Some(&name.name),
                None => t.is_loop || !again,
            });
            if let Some(index) = found {
                let owner = self.env.fns[depth].id;
                self.finish_jump(&Jump::Loop { owner, index, again }, None, span, out);
                return;
            }
            if self.env.fns[depth].range_body.is_none() {
                return;
            }
        }
    }

    /// The function whose results a `return` here sets: the enclosing one that is no range body.
    pub(crate) fn root_fn(&mut self) -> usize {
        self.fn_ctx();
        let mut depth = self.env.fns.len() - 1;
        while depth > 0 && self.env.fns[depth].range_body.is_some() {
            depth -= 1;
        }
        depth
    }

    /// `return` with these values (none: as the results are).
    pub(super) fn leave_function(&mut self, values: Vec<hir::Expr>, span: Span, out: &mut Vec<hir::Stmt>) {
        let root = self.root_fn();
        if root + 1 == self.env.fns.len() {
            out.push(hir::Stmt { kind: H::Return(values), span });
            return;
        }
        if !values.is_empty() {
            let owner = self.env.fns[root].id;
            let results = self.env.fns[root].results.clone();
            let places: Vec<Option<hir::Place>> = results
                .into_iter()
                .map(|r| {
                    let local = self.local_here(owner, r);
                    Some(self.local_place(local, span))
                })
                .collect();
            let kind = match values.len() == places.len() {
                true => H::Assign(places, values),
                false => match values.into_iter().next() {
                    Some(tuple) => H::AssignTuple(places, tuple),
                    None => return,
                },
            };
            out.push(hir::Stmt { kind, span });
        }
        self.finish_jump(&Jump::Return, None, span, out);
    }

    /// Jumps from the present function; `code` is the number under which an inner body asked for it.
    pub(super) fn finish_jump(
        &mut self,
        jump: &Jump,
        code: Option<i64>,
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let here = self.fn_ctx().id;
        match jump {
            Jump::Loop { owner, index, again } if *owner == here => {
                let target = self.fn_ctx().targets[*index].clone();
                if code.is_some() {
                    self.set_next(0, span, out);
                }
                let kind = match (target.range_func, again) {
                    (true, _) => {
                        self.set_state(if *again { READY } else { STOPPED }, span, out);
                        H::Return(vec![bool_const(*again, span)])
                    }
                    (false, true) => H::Continue(target.label),
                    (false, false) => H::Break(target.label),
                };
                out.push(hir::Stmt { kind, span });
            }
            Jump::Return if self.fn_ctx().range_body.is_none() => {
                let ctx = self.fn_ctx();
                let results = ctx.results.clone();
                let values = match ctx.named_results {
                    true => Vec::new(),
                    false => results
                        .into_iter()
                        .map(|r| {
                            let place = self.local_place(r, span);
                            hir::Expr { ty: place.ty, kind: hir::ExprKind::Load(Box::new(place)), span }
                        })
                        .collect(),
                };
                out.push(hir::Stmt { kind: H::Return(values), span });
            }
            _ => self.exit_body(jump, code, span, out),
        }
    }

    fn exit_body(&mut self, jump: &Jump, code: Option<i64>, span: Span, out: &mut Vec<hir::Stmt>) {
        let mut codes = self.next_exit;
        let Some(body) = &mut self.fn_ctx().range_body else {
            return;
        };
        let known = body.exits.iter().find(|e| e.jump == *jump).map(|e| e.code);
        let number = code.or(known).unwrap_or_else(|| {
            codes += 1;
            codes
        });
        if !body.exits.iter().any(|e| e.code == number) {
            body.exits.push(Exit { code: number, jump: jump.clone() });
        }
        self.next_exit = codes;
        if code.is_none() {
            self.set_next(number, span, out);
        }
        self.set_state(STOPPED, span, out);
        out.push(hir::Stmt { kind: H::Return(vec![bool_const(false, span)]), span });
    }

    fn set_next(&mut self, value: i64, span: Span, out: &mut Vec<hir::Stmt>) {
        let root = self.root_fn();
        let owner = self.env.fns[root].id;
        if let Some(local) = self.env.fns[root].next_var {
            self.set_var(owner, local, value, span, out);
        }
    }

    pub(super) fn set_state(&mut self, value: i64, span: Span, out: &mut Vec<hir::Stmt>) {
        if let Some(body) = &self.fn_ctx().range_body {
            let (owner, local) = body.state;
            self.set_var(owner, local, value, span, out);
        }
    }

    pub(super) fn set_var(
        &mut self,
        owner: u32,
        local: LocalId,
        value: i64,
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let local = self.local_here(owner, local);
        let place = self.local_place(local, span);
        out.push(hir::Stmt { kind: H::Assign(vec![Some(place)], vec![int_const(value, span)]), span });
    }

    /// The token for deferred calls of the enclosing function that is no range body.
    pub(super) fn outer_defer_token(&mut self, span: Span) -> hir::Expr {
        let root = self.root_fn();
        let owner = self.env.fns[root].id;
        let token = match self.env.fns[root].defer_token {
            Some(token) => token,
            None => {
                let ctx = &mut self.env.fns[root];
                let id = LocalId(ctx.locals.len() as u32);
                ctx.locals.push(hir::Local { name: String::new(), ty: basic::INT, boxed: false, span });
                ctx.defer_token = Some(id);
                id
            }
        };
        let local = self.local_here(owner, token);
        let place = self.local_place(local, span);
        hir::Expr { ty: basic::INT, kind: hir::ExprKind::Load(Box::new(place)), span }
    }
}

pub(super) fn bool_const(value: bool, span: Span) -> hir::Expr {
    hir::Expr { kind: hir::ExprKind::Const(hir::Const::Bool(value)), ty: basic::BOOL, span }
}

pub(super) fn int_const(value: i64, span: Span) -> hir::Expr {
    hir::Expr { kind: hir::ExprKind::Const(hir::Const::Int(value)), ty: basic::INT, span }
}
