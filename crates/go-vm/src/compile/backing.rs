//! Which slices begin on the stack. Since Go 1.26 the first `append` to an empty slice that nobody outside the function
//! can get hold of takes 32 bytes of the stack, so that its capacity is that of 32 bytes and not of one element
//! (`cmd/compile/internal/ssagen`, `append`). Where Go's escape analysis sees further than this one, our slice grows as
//! on the heap.

use std::collections::BTreeMap;

use tidepool_go_check::hir::*;
use tidepool_go_check::types::Type;

use super::walk::{self, Node};

/// Uses of a slice variable.
#[derive(Clone, Copy, Default)]
struct Uses {
    all: u32,
    /// Those that leave nobody else with the slice.
    harmless: u32,
    /// Its address, or that of an element, is taken.
    exposed: bool,
    /// Something is appended to it.
    appended: bool,
}

/// Functions that pass a slice on to each other are followed so far.
const MAX_DEPTH: usize = 64;

/// Which parameters leave what they get with somebody else, as far as that has been asked.
#[derive(Default)]
pub(super) struct Leaks {
    /// By function: the answer for each parameter.
    known: BTreeMap<FuncId, Vec<bool>>,
    /// Functions being looked at, and what has been supposed of them meanwhile.
    open: Vec<FuncId>,
    supposed: Vec<(FuncId, usize)>,
    /// Functions known by such a supposition.
    doubtful: Vec<FuncId>,
}

/// The local slices of a function that may begin on the stack.
pub(super) fn on_stack(program: &Program, func: &Func, leaks: &mut Leaks) -> Vec<LocalId> {
    let mut look = Look { program, func, leaks, uses: vec![Uses::default(); func.locals.len()] };
    let kept = look.kept_locals();
    let appended = look.uses.iter().map(|uses| uses.appended);
    let both = kept.into_iter().zip(appended).enumerate().filter(|(_, (kept, appended))| *kept && *appended);
    both.map(|(index, _)| LocalId(index as u32)).collect()
}

struct Look<'a> {
    program: &'a Program,
    func: &'a Func,
    leaks: &'a mut Leaks,
    uses: Vec<Uses>,
}

impl Look<'_> {
    /// By local: whether it is a slice whose backing array nobody else can get hold of.
    fn kept_locals(&mut self) -> Vec<bool> {
        let func = self.func;
        let Some(body) = &func.body else { return vec![false; func.locals.len()] };
        self.body(body);
        // What is assigned from one to another is shared by both, so one that is seen outside betrays the other.
        let mut groups: Vec<usize> = (0..func.locals.len()).collect();
        for (a, b) in shared(body) {
            let (a, b) = (group(&mut groups, a), group(&mut groups, b));
            groups[a] = b;
        }
        let mut kept = vec![true; func.locals.len()];
        for index in 0..func.locals.len() {
            kept[group(&mut groups, index)] &= self.keeps(index);
        }
        (0..func.locals.len()).map(|index| kept[group(&mut groups, index)]).collect()
    }

    fn keeps(&self, index: usize) -> bool {
        let (local, uses) = (&self.func.locals[index], self.uses[index]);
        let id = LocalId(index as u32);
        let slice = matches!(self.program.types.shape(local.ty), Type::Slice(_));
        let ours = !local.boxed && !self.func.captures.contains(&id) && !self.func.results.contains(&id);
        slice && ours && !uses.exposed && uses.all == uses.harmless
    }

    fn body(&mut self, body: &Block) {
        walk::each_stmt(body, &mut |stmt| self.stmt(stmt));
        walk::each_expr(body, &mut |node| {
            self.node(node);
            false
        });
    }

    fn harmless(&mut self, expr: &Expr) {
        if let Some(index) = slice_of(expr) {
            self.uses[index].harmless += 1;
        }
    }

    fn stmt(&mut self, stmt: &StmtKind) {
        match stmt {
            StmtKind::Declare(_, Some(value)) => self.kept(value),
            StmtKind::Assign(places, values) => {
                for (place, value) in places.iter().zip(values) {
                    let Some(Place { kind: PlaceKind::Local(id), .. }) = place else { continue };
                    self.uses[id.0 as usize].harmless += 1;
                    self.kept(value);
                }
            }
            StmtKind::AssignTuple(places, _) => {
                for place in places.iter().flatten() {
                    if let PlaceKind::Local(id) = place.kind {
                        self.uses[id.0 as usize].harmless += 1;
                    }
                }
            }
            StmtKind::Range(range) => self.harmless(&range.over),
            _ => {}
        }
    }

    /// A value that goes into a local variable.
    fn kept(&mut self, value: &Expr) {
        match &value.kind {
            ExprKind::Builtin(Builtin::Append, args) => {
                for slice in args.iter().take(1) {
                    self.harmless(slice);
                    if let Some(index) = slice_of(slice) {
                        self.uses[index].appended = true;
                    }
                }
            }
            _ => self.harmless(value),
        }
    }

    fn node(&mut self, node: Node) {
        let expr = match node {
            Node::Place(place) => {
                match &place.kind {
                    PlaceKind::Local(id) => self.uses[id.0 as usize].all += 1,
                    PlaceKind::SliceIndex(of, _) => self.harmless(of),
                    _ => {}
                }
                return;
            }
            Node::Expr(expr) => expr,
        };
        match &expr.kind {
            ExprKind::AddrOf(place) => self.expose(place),
            ExprKind::Builtin(Builtin::Len | Builtin::Cap | Builtin::Clear | Builtin::Copy, args) => {
                args.iter().for_each(|arg| self.harmless(arg));
            }
            // The elements are copied.
            ExprKind::Builtin(Builtin::Append, args) => {
                args.iter().skip(1).for_each(|arg| self.harmless(arg))
            }
            ExprKind::Binary(BinaryOp::Eq | BinaryOp::Ne, a, b) if matches!(b.kind, ExprKind::Zero) => {
                self.harmless(a);
            }
            ExprKind::Convert(of) if matches!(self.program.types.shape(expr.ty), Type::String) => {
                self.harmless(of);
            }
            ExprKind::Call(call) => self.call(call),
            _ => {}
        }
    }

    fn call(&mut self, call: &Call) {
        let Callee::Func(func) = call.callee else { return };
        let native = self.program.funcs[func.0 as usize].body.is_none();
        for (index, arg) in call.args.iter().enumerate().filter(|_| !call.spread) {
            let arg = match &arg.kind {
                ExprKind::ToIface(of) if native => of,
                _ => arg,
            };
            if slice_of(arg).is_some() && !leaks(self.program, func, index, self.leaks) {
                self.harmless(arg);
            }
        }
    }

    fn expose(&mut self, place: &Place) {
        match &place.kind {
            PlaceKind::Local(id) => self.uses[id.0 as usize].exposed = true,
            PlaceKind::Field(of, _) | PlaceKind::Index(of, _) => self.expose(of),
            PlaceKind::SliceIndex(of, _) => {
                if let Some(index) = slice_of(of) {
                    self.uses[index].exposed = true;
                }
            }
            PlaceKind::Global(_) | PlaceKind::Deref(_) | PlaceKind::MapIndex(..) => {}
        }
    }
}

/// Pairs of locals of which one gets the other.
fn shared(body: &Block) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut note = |to: LocalId, value: &Expr| {
        let from = match &value.kind {
            ExprKind::Builtin(Builtin::Append, args) => args.first().and_then(slice_of),
            _ => slice_of(value),
        };
        pairs.extend(from.map(|from| (from, to.0 as usize)));
    };
    walk::each_stmt(body, &mut |stmt| match stmt {
        StmtKind::Declare(id, Some(value)) => note(*id, value),
        StmtKind::Assign(places, values) => {
            for (place, value) in places.iter().zip(values) {
                if let Some(Place { kind: PlaceKind::Local(id), .. }) = place {
                    note(*id, value);
                }
            }
        }
        _ => {}
    });
    pairs
}

/// The local whose backing array the value of an expression has.
fn slice_of(expr: &Expr) -> Option<usize> {
    match &expr.kind {
        ExprKind::Slice(SliceBase::Slice(of), ..) => slice_of(of),
        _ => walk::local_of(expr).map(|id| id.0 as usize),
    }
}

/// The local that stands for all with which this one shares; shortens the way to it.
fn group(groups: &mut [usize], mut index: usize) -> usize {
    while groups[index] != index {
        groups[index] = groups[groups[index]];
        index = groups[index];
    }
    index
}

/// Whether others may hold what a function gets as this argument after it has returned.
pub(super) fn leaks(program: &Program, func: FuncId, index: usize, leaks: &mut Leaks) -> bool {
    let callee = &program.funcs[func.0 as usize];
    if index >= callee.params.len() {
        return true;
    }
    // Natives sort, compare and write slices; none keeps one.
    if callee.body.is_none() {
        return false;
    }
    if leaks.open.contains(&func) {
        // Who calls himself passes on nothing that he does not pass on otherwise: to be seen at the end.
        leaks.supposed.push((func, index));
        return false;
    }
    if !leaks.known.contains_key(&func) {
        if leaks.open.len() >= MAX_DEPTH {
            return true;
        }
        look_at(program, func, leaks);
    }
    leaks.known[&func][index]
}

/// Finds out about all parameters of a function. If something that was supposed of it turns out wrong, it and all that
/// relied on that count as leaking.
fn look_at(program: &Program, func: FuncId, leaks: &mut Leaks) {
    let callee = &program.funcs[func.0 as usize];
    leaks.open.push(func);
    let uses = vec![Uses::default(); callee.locals.len()];
    let kept = Look { program, func: callee, leaks, uses }.kept_locals();
    leaks.open.pop();
    let mut leaking: Vec<bool> = callee.params.iter().map(|param| !kept[param.0 as usize]).collect();
    let of_this = |&(of, _): &(FuncId, usize)| of == func;
    let wrong = leaks.supposed.iter().filter(|s| of_this(s)).any(|&(_, index)| leaking[index]);
    leaks.supposed.retain(|s| !of_this(s));
    if wrong {
        leaking.fill(true);
        for doubtful in std::mem::take(&mut leaks.doubtful) {
            leaks.known.entry(doubtful).and_modify(|all| all.fill(true));
        }
    }
    leaks.known.insert(func, leaking);
    if leaks.supposed.is_empty() {
        leaks.doubtful.clear();
    } else {
        leaks.doubtful.push(func);
    }
}
