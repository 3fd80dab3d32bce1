//! `if` and `for`.

use crate::check::Checker;
use crate::hir::{self, StmtKind as H};
use crate::object::ObjKind;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{ForStmt, IfStmt, Name, StmtKind};

impl<'a> Checker<'a> {
    pub(super) fn if_stmt(&mut self, s: &'a IfStmt, span: Span) -> hir::Stmt {
        let head = Span { end: s.then.span.start, ..span };
        let block = self.scoped(|c, out| {
            if let Some(init) = &s.init {
                c.stmt(init, None, out);
            }
            let cond = c.condition(&s.cond, "if");
            let then = c.block(&s.then);
            let otherwise = s.otherwise.as_ref().map(|e| {
                Box::new(match &e.kind {
                    StmtKind::If(inner) => c.if_stmt(inner, e.span),
                    StmtKind::Block(block) => hir::Stmt { kind: H::Block(c.block(block)), span: e.span },
                    _ => hir::Stmt { kind: H::Block(hir::Block::default()), span: e.span },
                })
            });
            out.push(hir::Stmt { kind: H::If(cond, then, otherwise), span: head });
        });
        single_or_block(block, head)
    }

    pub(super) fn for_stmt(
        &mut self,
        s: &'a ForStmt,
        label: Option<&Name>,
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let head = Span { end: s.body.span.start, ..span };
        let block = self.scoped(|c, out| {
            if let Some(init) = &s.init {
                c.stmt(init, None, out);
            }
            let vars: Vec<hir::LocalId> = c.scope_locals();
            let cond = s.cond.as_ref().map(|e| c.condition(e, "for"));
            let post = s.post.as_ref().map(|p| {
                let mut stmts = Vec::new();
                c.stmt(p, None, &mut stmts);
                single_or_block(hir::Block { stmts }, p.span)
            });
            let target = c.push_target(label, true);
            let body = c.block(&s.body);
            c.pop_target();
            let per_iteration = vars.into_iter().filter(|v| c.fn_ctx().locals[v.0 as usize].boxed).collect();
            let stmt = hir::ForStmt { label: target, cond, post, body, per_iteration };
            out.push(hir::Stmt { kind: H::For(Box::new(stmt)), span: head });
        });
        out.push(single_or_block(block, head));
    }

    /// Variables of the innermost scope.
    fn scope_locals(&self) -> Vec<hir::LocalId> {
        let Some(scope) = self.env.scopes.last() else {
            return Vec::new();
        };
        let locals = scope.names.iter().filter_map(|(_, id)| match &self.obj(*id).kind {
            ObjKind::Local(l) => Some(l.local),
            _ => None,
        });
        locals.collect()
    }
}

/// A block of one statement is that statement.
pub(super) fn single_or_block(mut block: hir::Block, span: Span) -> hir::Stmt {
    match block.stmts.len() {
        1 if !matches!(block.stmts[0].kind, H::Declare(..)) => block.stmts.remove(0),
        _ => hir::Stmt { kind: H::Block(block), span },
    }
}
