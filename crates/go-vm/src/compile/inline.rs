//! Which calls Go's compiler replaces by the body of the function: those whose body costs at most 80, one for each
//! node of its tree and 57 for each call that stays (`cmd/compile/internal/inline`, `hairyVisitor`). Only slices that
//! begin on the stack ask, see [`super::moved`]; a cost near the limit may be guessed wrong.

use std::collections::BTreeMap;

use tidepool_go_check::hir::*;

use super::walk::{self, Node};

/// What a body may cost.
const BUDGET: u32 = 80;
/// A call that is not replaced.
const CALL: u32 = 57;
/// A function literal.
const CLOSURE: u32 = 15;
/// Functions that call each other are followed so far.
const MAX_DEPTH: u32 = 8;

/// Functions of the standard library whose cost is not that of ours: `go build -gcflags=-m=2` says which stay calls…
const CALLED: &[&str] = &["slices.BinarySearch", "slices.Compare", "slices.Insert"];
/// …and which do not.
const REPLACED: &[&str] = &[
    "sort.Float64sAreSorted",
    "sort.IntsAreSorted",
    "sort.SearchFloat64s",
    "sort.SearchInts",
    "sort.SearchStrings",
    "sort.StringsAreSorted",
];

/// What bodies cost, as far as that has been asked; none if they are never put in place of a call.
#[derive(Default)]
pub(super) struct Inlining {
    costs: BTreeMap<FuncId, Option<u32>>,
    depth: u32,
}

impl Inlining {
    /// Whether a call of this function is replaced by its body.
    pub(super) fn replaces(&mut self, program: &Program, func: FuncId) -> bool {
        let callee = &program.funcs[func.0 as usize];
        if callee.package != "main" {
            let name = callee.name.split('[').next().unwrap_or(&callee.name);
            return REPLACED.contains(&name) || (callee.package == "slices" && !CALLED.contains(&name));
        }
        self.cost(program, func).is_some()
    }

    /// What the body costs if it may stand in place of a call.
    fn cost(&mut self, program: &Program, func: FuncId) -> Option<u32> {
        if let Some(&known) = self.costs.get(&func) {
            return known;
        }
        // A function that calls itself, in however many steps, stays a call there.
        self.costs.insert(func, None);
        let callee = &program.funcs[func.0 as usize];
        let body = callee.body.as_ref().filter(|_| !callee.noinline && self.depth < MAX_DEPTH)?;
        self.depth += 1;
        let mut tree = Tree { program, inlining: self, cost: 0, never: false };
        walk::each_stmt(body, &mut |stmt| tree.stmt(stmt));
        let cost = (!tree.never && tree.cost <= BUDGET).then_some(tree.cost);
        self.depth -= 1;
        self.costs.insert(func, cost);
        cost
    }
}

struct Tree<'a> {
    program: &'a Program,
    inlining: &'a mut Inlining,
    cost: u32,
    /// Something in it keeps it from being put in place of a call, whatever it costs.
    never: bool,
}

impl Tree<'_> {
    fn stmt(&mut self, stmt: &StmtKind) {
        self.cost += match stmt {
            StmtKind::Go(_) | StmtKind::Defer(..) | StmtKind::DeferAt(..) => {
                self.never = true;
                0
            }
            StmtKind::Block(_) | StmtKind::Expr(_) | StmtKind::Label(_) | StmtKind::Fallthrough => 0,
            // The assignment, the declaration, and the name in each.
            StmtKind::Declare(_, Some(_)) => 4,
            StmtKind::Declare(_, None) => 2,
            StmtKind::Range(range) => 1 + 2 * range.declares.len() as u32,
            _ => 1,
        };
        walk::exprs_of(stmt, &mut |node| {
            self.node(node);
            false
        });
    }

    fn node(&mut self, node: Node) {
        let cost = match node {
            // A selector through a pointer is one node.
            Node::Place(Place { kind: PlaceKind::Field(of, _), .. }) => {
                u32::from(!matches!(of.kind, PlaceKind::Deref(_)))
            }
            Node::Place(_) => 1,
            Node::Expr(expr) => match &expr.kind {
                ExprKind::Load(_) => 0,
                ExprKind::Call(call) => 1 + self.call(call),
                ExprKind::Closure { .. } => 1 + CLOSURE,
                ExprKind::Builtin(Builtin::Recover, _) => {
                    self.never = true;
                    0
                }
                ExprKind::Builtin(Builtin::Panic, _) | ExprKind::SliceLit(..) => 2,
                _ => 1,
            },
        };
        self.cost += cost;
    }

    fn call(&mut self, call: &Call) -> u32 {
        match call.callee {
            Callee::Func(func) if self.program.funcs[func.0 as usize].package == "main" => {
                self.inlining.cost(self.program, func).unwrap_or(CALL) + 1
            }
            Callee::Func(_) => CALL + 1,
            _ => CALL,
        }
    }
}
