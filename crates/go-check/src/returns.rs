//! Which statements never let control flow past them, by Go's rules about terminating statements. Whether a call
//! is one of the predeclared `panic` is the caller's to say.

use tidepool_go_syntax::ast::{Block, Comm, Expr, ExprKind, ForStmt, Name, Stmt, StmtKind};

pub(crate) fn terminates_list(stmts: &[Stmt], is_panic: &dyn Fn(&Expr) -> bool) -> bool {
    let last = stmts.iter().rev().find(|s| !matches!(s.kind, StmtKind::Empty));
    last.is_some_and(|s| terminates(s, None, is_panic))
}

fn terminates(stmt: &Stmt, label: Option<&Name>, p: &dyn Fn(&Expr) -> bool) -> bool {
    match &stmt.kind {
        StmtKind::Return(_) | StmtKind::Goto(_) | StmtKind::Bad => true,
        StmtKind::Expr(e) => match &e.unparen().kind {
            ExprKind::Call(call) => p(e) && call.func.unparen().as_ident().is_some(),
            _ => false,
        },
        StmtKind::Block(block) => terminates_list(&block.stmts, p),
        StmtKind::If(s) => {
            terminates_list(&s.then.stmts, p) && s.otherwise.as_ref().is_some_and(|e| terminates(e, None, p))
        }
        StmtKind::For(s) => endless(s) && !breaks_list(&s.body.stmts, label, true),
        StmtKind::Switch(s) => {
            s.cases.iter().any(|c| c.default)
                && s.cases.iter().all(|c| ends_case(&c.body, p) && !breaks_list(&c.body, label, true))
        }
        StmtKind::TypeSwitch(s) => {
            s.cases.iter().any(|c| c.default)
                && s.cases.iter().all(|c| ends_case(&c.body, p) && !breaks_list(&c.body, label, true))
        }
        StmtKind::Select(cases) => {
            cases.iter().all(|c| terminates_list(&c.body, p) && !breaks_list(&c.body, label, true))
        }
        StmtKind::Labeled(name, inner) => terminates(inner, Some(&name.name), p),
        _ => false,
    }
}

fn endless(s: &ForStmt) -> bool {
    s.cond.is_none()
}

fn ends_case(body: &[Stmt], p: &dyn Fn(&Expr) -> bool) -> bool {
    let last = body.iter().rev().find(|s| !matches!(s.kind, StmtKind::Empty));
    last.is_some_and(|s| matches!(s.kind, StmtKind::Fallthrough) || terminates(s, None, p))
}

/// Whether a `break` in the statements leaves the statement around them: an unlabelled one (`implicit` as long
/// as no inner loop or switch catches it) or one with its label.
fn breaks_list(stmts: &[Stmt], label: Option<&Name>, implicit: bool) -> bool {
    stmts.iter().any(|s| breaks(s, label, implicit))
}

fn breaks(stmt: &Stmt, label: Option<&Name>, implicit: bool) -> bool {
    match &stmt.kind {
        StmtKind::Break(None) => implicit,
        StmtKind::Break(Some(target)) => label == Some(&target.name),
        StmtKind::Block(block) => breaks_list(&block.stmts, label, implicit),
        StmtKind::If(s) => {
            breaks_list(&s.then.stmts, label, implicit)
                || s.otherwise.as_ref().is_some_and(|e| breaks(e, label, implicit))
        }
        StmtKind::Labeled(_, inner) => breaks(inner, label, implicit),
        StmtKind::For(s) => label.is_some() && breaks_list(&s.body.stmts, label, false),
        StmtKind::Range(s) => label.is_some() && breaks_list(&s.body.stmts, label, false),
        StmtKind::Switch(s) => label.is_some() && s.cases.iter().any(|c| breaks_list(&c.body, label, false)),
        StmtKind::TypeSwitch(s) => {
            label.is_some() && s.cases.iter().any(|c| breaks_list(&c.body, label, false))
        }
        StmtKind::Select(cases) => {
            label.is_some() && cases.iter().any(|c| breaks_list(&c.body, label, false))
        }
        _ => false,
    }
}

/// Whether the body itself (function literals apart) has a `goto`.
pub(crate) fn has_goto(body: &Block) -> bool {
    body.stmts.iter().any(goto_in)
}

fn goto_in(stmt: &Stmt) -> bool {
    let any = |stmts: &[Stmt]| stmts.iter().any(goto_in);
    match &stmt.kind {
        StmtKind::Goto(_) => true,
        StmtKind::Block(block) => any(&block.stmts),
        StmtKind::If(s) => any(&s.then.stmts) || s.otherwise.as_ref().is_some_and(goto_in),
        StmtKind::Labeled(_, inner) => goto_in(inner),
        StmtKind::For(s) => any(&s.body.stmts),
        StmtKind::Range(s) => any(&s.body.stmts),
        StmtKind::Switch(s) => s.cases.iter().any(|c| any(&c.body)),
        StmtKind::TypeSwitch(s) => s.cases.iter().any(|c| any(&c.body)),
        StmtKind::Select(cases) => cases.iter().any(|c| !matches!(c.comm, Comm::Bad) && any(&c.body)),
        _ => false,
    }
}
