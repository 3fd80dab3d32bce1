//! Questions about HIR trees: what an expression mentions, what a body assigns.

use tidepool_go_check::hir::*;

/// A node on the way through an expression.
#[derive(Clone, Copy)]
pub(super) enum Node<'a> {
    Expr(&'a Expr),
    Place(&'a Place),
}

/// True if `test` holds for some node; stops at the first.
pub(super) fn any(mut expr: &Expr, test: &mut dyn FnMut(Node) -> bool) -> bool {
    let mut rights = Vec::new();
    while let Some((left, right)) = expr.operands() {
        if test(Node::Expr(expr)) {
            return true;
        }
        rights.push(right);
        expr = left;
    }
    any_operand(expr, test) || rights.into_iter().rev().any(|e| any(e, test))
}

fn any_operand(expr: &Expr, test: &mut dyn FnMut(Node) -> bool) -> bool {
    if test(Node::Expr(expr)) {
        return true;
    }
    match &expr.kind {
        ExprKind::Const(_) | ExprKind::Zero | ExprKind::DeferToken => false,
        ExprKind::Func(_) | ExprKind::Closure { .. } => false,
        ExprKind::Load(place) | ExprKind::AddrOf(place) => any_place(place, test),
        ExprKind::Field(a, _) | ExprKind::MethodValue(a, _) | ExprKind::IfaceMethodValue(a, _) => {
            any(a, test)
        }
        ExprKind::Unary(_, a) | ExprKind::Convert(a) | ExprKind::ToIface(a) => any(a, test),
        ExprKind::IfaceToIface(a) | ExprKind::TypeAssert(a) | ExprKind::TypeAssertOk(a, _) => any(a, test),
        ExprKind::AllocInit(a) | ExprKind::Recv(a) | ExprKind::RecvOk(a) => any(a, test),
        ExprKind::ArrayIndex(a, b) | ExprKind::StringIndex(a, b) | ExprKind::MapIndexOk(a, b) => {
            any(a, test) || any(b, test)
        }
        ExprKind::Binary(_, a, b) | ExprKind::AndAnd(a, b) | ExprKind::OrOr(a, b) => {
            any(a, test) || any(b, test)
        }
        ExprKind::Let(_, a, b) | ExprKind::LetTuple(_, a, b) => any(a, test) || any(b, test),
        ExprKind::Slice(base, low, high, max) => {
            let (SliceBase::String(of) | SliceBase::Slice(of) | SliceBase::ArrayPtr(of)) = base;
            any(of, test) || [low, high, max].into_iter().flatten().any(|e| any(e, test))
        }
        ExprKind::Call(call) => any_call(call, test),
        ExprKind::Builtin(_, args) => args.iter().any(|e| any(e, test)),
        ExprKind::StructLit(fields) => fields.iter().any(|(_, e)| any(e, test)),
        ExprKind::ArrayLit(elems) | ExprKind::SliceLit(elems, _) => elems.iter().any(|(_, e)| any(e, test)),
        ExprKind::MapLit(pairs) => pairs.iter().any(|(k, v)| any(k, test) || any(v, test)),
    }
}

fn any_call(call: &Call, test: &mut dyn FnMut(Node) -> bool) -> bool {
    let callee = match &call.callee {
        Callee::Value(of) | Callee::Iface(of, _) => any(of, test),
        Callee::Func(_) | Callee::Builtin(_) => false,
    };
    callee || call.args.iter().any(|e| any(e, test))
}

fn any_place(place: &Place, test: &mut dyn FnMut(Node) -> bool) -> bool {
    if test(Node::Place(place)) {
        return true;
    }
    match &place.kind {
        PlaceKind::Local(_) | PlaceKind::Global(_) => false,
        PlaceKind::Deref(a) => any(a, test),
        PlaceKind::Field(of, _) => any_place(of, test),
        PlaceKind::Index(of, index) => any_place(of, test) || any(index, test),
        PlaceKind::SliceIndex(a, b) | PlaceKind::MapIndex(a, b) => any(a, test) || any(b, test),
    }
}

/// True if the expression reads the local.
pub(super) fn mentions(expr: &Expr, local: LocalId) -> bool {
    any(
        expr,
        &mut |node| matches!(node, Node::Place(p) if matches!(p.kind, PlaceKind::Local(id) if id == local)),
    )
}

/// True if evaluation can run other Go code.
pub(super) fn has_call(expr: &Expr) -> bool {
    any(
        expr,
        &mut |node| matches!(node, Node::Expr(e) if matches!(e.kind, ExprKind::Call(_) | ExprKind::Recv(_) | ExprKind::RecvOk(_))),
    )
}

/// The local whose value an expression is.
pub(super) fn local_of(expr: &Expr) -> Option<LocalId> {
    match &expr.kind {
        ExprKind::Load(place) => match place.kind {
            PlaceKind::Local(id) => Some(id),
            _ => None,
        },
        _ => None,
    }
}

/// The local that a place is (part of).
pub(super) fn root_local(place: &Place) -> Option<LocalId> {
    match &place.kind {
        PlaceKind::Local(id) => Some(*id),
        PlaceKind::Field(of, _) | PlaceKind::Index(of, _) => root_local(of),
        _ => None,
    }
}

/// A statement or block right in another statement.
pub(super) enum Part<'a> {
    Block(&'a Block),
    Stmt(&'a Stmt),
}

/// Calls `visit` for each part of a statement.
pub(super) fn parts<'a>(stmt: &'a StmtKind, visit: &mut dyn FnMut(Part<'a>)) {
    match stmt {
        StmtKind::Block(block) => visit(Part::Block(block)),
        StmtKind::If(_, then, otherwise) => {
            visit(Part::Block(then));
            otherwise.iter().for_each(|s| visit(Part::Stmt(s)));
        }
        StmtKind::For(stmt) => {
            stmt.post.iter().for_each(|s| visit(Part::Stmt(s)));
            visit(Part::Block(&stmt.body));
        }
        StmtKind::Range(stmt) => visit(Part::Block(&stmt.body)),
        StmtKind::Switch(stmt) => stmt.cases.iter().for_each(|(_, body)| visit(Part::Block(body))),
        StmtKind::TypeSwitch(stmt) => stmt.cases.iter().for_each(|c| visit(Part::Block(&c.body))),
        StmtKind::Select(stmt) => {
            stmt.cases.iter().for_each(|c| visit(Part::Block(&c.body)));
            stmt.default.iter().for_each(|b| visit(Part::Block(b)));
        }
        _ => {}
    }
}

/// Calls `visit` for each statement of a block, nested ones included (not those of function literals).
pub(super) fn each_stmt(block: &Block, visit: &mut dyn FnMut(&StmtKind)) {
    block.stmts.iter().for_each(|s| each(s, visit));
}

fn each(stmt: &Stmt, visit: &mut dyn FnMut(&StmtKind)) {
    visit(&stmt.kind);
    parts(&stmt.kind, &mut |part| match part {
        Part::Block(block) => each_stmt(block, visit),
        Part::Stmt(stmt) => each(stmt, visit),
    });
}

/// Calls `visit` for each expression and place in a block's statements, nested ones included; it is to give false.
pub(super) fn each_expr(block: &Block, visit: &mut dyn FnMut(Node) -> bool) {
    each_stmt(block, &mut |stmt| exprs_of(stmt, visit));
}

/// Calls `visit` for each expression and place in a statement, not those of its parts; it is to give false.
pub(super) fn exprs_of(stmt: &StmtKind, visit: &mut dyn FnMut(Node) -> bool) {
    match stmt {
        StmtKind::Expr(e) | StmtKind::Declare(_, Some(e)) | StmtKind::If(e, ..) => {
            any(e, visit);
        }
        StmtKind::AssignTuple(places, e) => {
            places.iter().flatten().any(|p| any_place(p, visit));
            any(e, visit);
        }
        StmtKind::Assign(places, values) => {
            places.iter().flatten().any(|p| any_place(p, visit));
            values.iter().any(|e| any(e, visit));
        }
        StmtKind::OpAssign(place, _, e) => {
            any_place(place, visit);
            any(e, visit);
        }
        StmtKind::For(stmt) => {
            stmt.cond.iter().any(|e| any(e, visit));
        }
        StmtKind::Range(range) => {
            range.key.iter().chain(&range.value).any(|p| any_place(p, visit));
            any(&range.over, visit);
        }
        StmtKind::Switch(stmt) => {
            stmt.cases.iter().flat_map(|(conds, _)| conds).any(|e| any(e, visit));
        }
        StmtKind::TypeSwitch(stmt) => {
            any(&stmt.subject, visit);
        }
        StmtKind::Select(select) => select.cases.iter().for_each(|case| match &case.comm {
            Comm::Send(chan, value) => {
                any(chan, visit);
                any(value, visit);
            }
            Comm::Recv { chan, value, ok, .. } => {
                any(chan, visit);
                value.iter().chain(ok).any(|p| any_place(p, visit));
            }
        }),
        StmtKind::Return(values) => {
            values.iter().any(|e| any(e, visit));
        }
        StmtKind::Send(a, b) => {
            any(a, visit);
            any(b, visit);
        }
        StmtKind::Go(call) | StmtKind::Defer(call, _) => {
            any_call(call, visit);
        }
        StmtKind::DeferAt(token, call) => {
            any(token, visit);
            any_call(call, visit);
        }
        StmtKind::Declare(_, None)
        | StmtKind::Block(_)
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Goto(_)
        | StmtKind::Label(_)
        | StmtKind::Fallthrough => {}
    }
}

/// True if a statement of the block assigns to the local (which no pointer reaches).
pub(super) fn assigns(block: &Block, local: LocalId) -> bool {
    let mut found = false;
    let is = |place: &Place| root_local(place) == Some(local);
    let any = |places: &[Option<Place>]| places.iter().flatten().any(is);
    each_stmt(block, &mut |stmt| {
        found |= match stmt {
            StmtKind::Assign(places, _) => any(places),
            StmtKind::AssignTuple(places, _) => any(places),
            StmtKind::OpAssign(place, ..) => is(place),
            StmtKind::Range(range) => range.key.iter().chain(&range.value).any(is),
            StmtKind::Select(select) => select.cases.iter().any(|case| match &case.comm {
                Comm::Recv { value, ok, .. } => value.iter().chain(ok).any(is),
                Comm::Send(..) => false,
            }),
            _ => false,
        };
    });
    found
}
