//! `select`.

use crate::check::Checker;
use crate::hir::{self, StmtKind as H};
use crate::operand::{OpMode, Operand};
use crate::stmt::assign::Lhs;
use crate::type_table::basic;
use crate::types::TypeId;
use crate::universe::INVALID;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::{Comm, CommClause, Expr, Name, Targets};

/// Receiving half of a clause: where value and flag go.
#[derive(Debug, Default)]
struct Received {
    places: [Option<hir::Place>; 2],
    declares: Vec<hir::LocalId>,
    /// Conversions at the start of the body.
    first: Vec<hir::Stmt>,
}

impl<'a> Checker<'a> {
    pub(super) fn select_stmt(
        &mut self,
        clauses: &'a [CommClause],
        label: Option<&Name>,
        span: Span,
        out: &mut Vec<hir::Stmt>,
    ) {
        let head = clauses.first().map_or(span, |c| Span { end: c.span.start, ..span });
        let label = self.push_target(label, false);
        let mut cases = Vec::new();
        let mut default = None;
        for clause in clauses {
            match &clause.comm {
                Comm::Bad => {
                    self.scoped(|c, out| c.stmts(&clause.body, out));
                }
                Comm::Default => default = Some(self.scoped(|c, out| c.stmts(&clause.body, out))),
                Comm::Send { chan, value, .. } => {
                    let comm = self.send(chan, value);
                    let body = self.scoped(|c, out| c.stmts(&clause.body, out));
                    if let Some((chan, value)) = comm {
                        cases.push(hir::SelectCase {
                            comm: hir::Comm::Send(chan, value),
                            body,
                            span: clause.head,
                        });
                    }
                }
                Comm::Recv { targets, recv } => cases.extend(self.recv_case(clause, targets, recv)),
            }
        }
        self.pop_target();
        let stmt = hir::SelectStmt { label, cases, default };
        out.push(hir::Stmt { kind: H::Select(Box::new(stmt)), span: head });
    }

    fn recv_case(
        &mut self,
        clause: &'a CommClause,
        targets: &'a Targets,
        recv: &'a Expr,
    ) -> Option<hir::SelectCase> {
        let x = self.value(recv, None);
        let elem = x.ty;
        let chan = match x.mode {
            OpMode::CommaOk(hir::Expr { kind: hir::ExprKind::Recv(chan), .. }) => Some(*chan),
            _ => None,
        };
        let mut received = Received::default();
        let elem = if chan.is_some() { elem } else { INVALID };
        let mut body = self.scoped(|c, out| {
            c.receive_into(targets, elem, &mut received);
            c.stmts(&clause.body, out);
        });
        body.stmts.splice(0..0, received.first);
        let [value, ok] = received.places;
        let comm = hir::Comm::Recv { chan: chan?, value, ok, declares: received.declares };
        Some(hir::SelectCase { comm, body, span: clause.head })
    }

    fn receive_into(&mut self, targets: &'a Targets, elem: TypeId, received: &mut Received) {
        let types = [elem, basic::BOOL];
        match targets {
            Targets::None => {}
            Targets::Define(names) => {
                if names.iter().all(tidepool_go_syntax::ast::Ident::is_blank)
                    && let Some(name) = names.first()
                {
                    self.soft_error(name.span, "no new variables on left side of :=");
                }
                for (i, name) in names.iter().enumerate().take(2).filter(|(_, n)| !n.is_blank()) {
                    let local = self.declare_local(name, types[i], types[i] == INVALID);
                    received.declares.push(local);
                    received.places[i] = Some(self.local_place(local, name.span));
                }
            }
            Targets::Assign(list) => {
                for (i, e) in list.iter().enumerate().take(2) {
                    let Lhs::Place(place) = self.lhs(e) else {
                        continue;
                    };
                    if place.ty == types[i] && !matches!(place.kind, hir::PlaceKind::MapIndex(..)) {
                        received.places[i] = Some(place);
                        continue;
                    }
                    let temp = self.temp(types[i], e.span);
                    received.declares.push(temp);
                    let source = self.local_place(temp, e.span);
                    received.places[i] = Some(source.clone());
                    let kind = hir::ExprKind::Load(Box::new(source));
                    let value = hir::Expr { kind, ty: types[i], span: e.span };
                    let x = Operand { expr: Some(e), ..Operand::synthetic(value) };
                    let value = self.assign(x, place.ty, "assignment");
                    let kind = H::Assign(vec![Some(place)], vec![value]);
                    received.first.push(hir::Stmt { kind, span: e.span });
                }
            }
        }
    }
}
