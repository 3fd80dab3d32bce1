//! Checks labels, `goto`, `break`, `continue` and `fallthrough` of a function body.

use crate::ast::*;
use crate::diag::{Diagnostic, THIS_FILE};
use crate::span::{LineIndex, Span};

/// Checks one function body; function literals inside are bodies of their own and are not entered.
pub(super) fn check(body: &Block, text: &str, diagnostics: &mut Vec<Diagnostic>) {
    let mut check = Check {
        text,
        labels: Vec::new(),
        enclosing: Vec::new(),
        blocks: Vec::new(),
        gotos: Vec::new(),
        found: Vec::new(),
    };
    check.block(&body.stmts, body.span, Context::default(), None);
    check.finish();
    diagnostics.append(&mut check.found);
}

/// The kinds of statements that a label can name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Loop,
    Switch,
    TypeSwitch,
    Select,
    Other,
}

impl Target {
    fn of(stmt: &Stmt) -> Target {
        match stmt.kind {
            StmtKind::For(_) | StmtKind::Range(_) => Target::Loop,
            StmtKind::Switch(_) => Target::Switch,
            StmtKind::TypeSwitch(_) => Target::TypeSwitch,
            StmtKind::Select(_) => Target::Select,
            _ => Target::Other,
        }
    }
}

struct Label {
    ident: Ident,
    /// The block it stands in.
    block: usize,
    used: bool,
}

struct Goto {
    label: Ident,
    /// The block it stands in.
    block: usize,
    /// The last variable declared since, and the block of its declaration, if that is still open.
    passed: Option<(usize, Name, Span)>,
}

/// What `break`, `continue` and `fallthrough` refer to.
#[derive(Clone, Copy, Default)]
struct Context {
    breaks: Option<Target>,
    in_loop: bool,
    /// Set directly in a clause of a `switch`: whether another clause follows.
    clause_follows: Option<bool>,
}

impl Context {
    /// Inside a statement that `break` leaves.
    fn within(self, target: Target) -> Context {
        Context {
            breaks: Some(target),
            in_loop: self.in_loop || target == Target::Loop,
            clause_follows: None,
        }
    }

    /// Inside a block that changes nothing but the place of `fallthrough`.
    fn plain(self) -> Context {
        Context { clause_follows: None, ..self }
    }
}

struct Check<'a> {
    text: &'a str,
    labels: Vec<Label>,
    /// Labels of the statements around the current one.
    enclosing: Vec<(Name, Target)>,
    /// For each block the number of the one around it, and its place.
    blocks: Vec<(Option<usize>, Span)>,
    /// Those whose label has not been seen yet.
    gotos: Vec<Goto>,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.found.push(Diagnostic::error(span, message));
    }

    /// File, line and column.
    fn place(&self, span: Span) -> String {
        let at = LineIndex::new(self.text).position(span.start);
        format!("{THIS_FILE}:{}:{}", at.line, at.column)
    }

    /// Reports unresolved `goto`s and unused labels.
    fn finish(&mut self) {
        for goto in std::mem::take(&mut self.gotos) {
            let name = &goto.label.name;
            let message = match self.label(name) {
                Some(index) => {
                    let place = self.place(self.blocks[self.labels[index].block].1);
                    format!("goto {name} jumps into block starting at {place}")
                }
                None => format!("label {name} not defined"),
            };
            self.error(goto.label.span, message);
        }
        for label in std::mem::take(&mut self.labels) {
            if !label.used {
                let message = format!("label {} defined and not used", label.ident.name);
                self.error(label.ident.span, message);
            }
        }
    }

    /// The label of this name, which then counts as used.
    fn label(&mut self, name: &str) -> Option<usize> {
        let index = self.labels.iter().position(|label| &*label.ident.name == name)?;
        self.labels[index].used = true;
        Some(index)
    }

    /// Whether block `outer` is `inner` or around it.
    fn encloses(&self, outer: usize, inner: usize) -> bool {
        let mut block = Some(inner);
        while let Some(id) = block {
            if id == outer {
                return true;
            }
            block = self.blocks[id].0;
        }
        false
    }

    fn block(&mut self, stmts: &[Stmt], span: Span, context: Context, parent: Option<usize>) {
        let id = self.blocks.len();
        self.blocks.push((parent, span));
        let last = stmts.iter().rposition(|stmt| !matches!(stmt.kind, StmtKind::Empty));
        for (index, stmt) in stmts.iter().enumerate() {
            self.stmt(stmt, context, id, Some(index) == last);
        }
        for goto in &mut self.gotos {
            if goto.passed.as_ref().is_some_and(|(block, ..)| *block == id) {
                goto.passed = None;
            }
        }
    }

    /// Checks a statement of block `id`; `last` tells whether nothing but empty statements follow there.
    fn stmt(&mut self, stmt: &Stmt, context: Context, id: usize, last: bool) {
        let parent = Some(id);
        match &stmt.kind {
            StmtKind::Labeled(label, inner) => {
                if !label.is_blank() {
                    self.declare(label, id);
                }
                self.enclosing.push((label.name.clone(), Target::of(inner)));
                self.stmt(inner, context, id, last);
                self.enclosing.pop();
            }
            StmtKind::Decl(decl) => {
                if let DeclKind::Var(specs) = &decl.kind
                    && let Some(name) = specs.first().and_then(|spec| spec.names.first())
                {
                    self.variable(&name.name, name.span, id);
                }
            }
            StmtKind::Define { lhs, op_span, .. } => {
                if let Some(name) = lhs.first() {
                    self.variable(&name.name, *op_span, id);
                }
            }
            StmtKind::Break(label) => self.break_(label.as_ref(), stmt.span, context),
            StmtKind::Continue(label) => self.continue_(label.as_ref(), stmt.span, context),
            StmtKind::Fallthrough => self.fallthrough(stmt.span, context, last),
            StmtKind::Goto(label) => self.goto(label, id),
            StmtKind::Block(block) => {
                self.block(&block.stmts, block.span, context.plain(), parent);
            }
            StmtKind::If(stmt) => {
                self.block(&stmt.then.stmts, stmt.then.span, context.plain(), parent);
                if let Some(otherwise) = &stmt.otherwise {
                    self.stmt(otherwise, context.plain(), id, false);
                }
            }
            StmtKind::For(stmt) => {
                let context = context.within(Target::Loop);
                self.block(&stmt.body.stmts, stmt.body.span, context, parent);
            }
            StmtKind::Range(stmt) => {
                let context = context.within(Target::Loop);
                self.block(&stmt.body.stmts, stmt.body.span, context, parent);
            }
            StmtKind::Switch(stmt) => self.clauses(&stmt.cases, context.within(Target::Switch), id),
            StmtKind::TypeSwitch(stmt) => {
                self.clauses(&stmt.cases, context.within(Target::TypeSwitch), id);
            }
            StmtKind::Select(clauses) => {
                for clause in clauses {
                    let context = context.within(Target::Select);
                    self.block(&clause.body, clause.span, context, parent);
                }
            }
            _ => {}
        }
    }

    fn clauses(&mut self, cases: &[CaseClause], mut context: Context, id: usize) {
        for (index, clause) in cases.iter().enumerate() {
            context.clause_follows = Some(index + 1 < cases.len());
            self.block(&clause.body, clause.span, context, Some(id));
        }
    }

    fn declare(&mut self, label: &Ident, block: usize) {
        let name = &label.name;
        if let Some(earlier) = self.labels.iter().find(|other| other.ident.name == *name) {
            let place = self.place(earlier.ident.span);
            self.error(label.span, format!("label {name} already defined at {place}"));
            return;
        }
        let mut used = false;
        for goto in std::mem::take(&mut self.gotos) {
            if goto.label.name != *name || !self.encloses(block, goto.block) {
                self.gotos.push(goto);
                continue;
            }
            used = true;
            if let Some((_, variable, span)) = &goto.passed {
                let place = self.place(*span);
                let message = format!("goto {name} jumps over declaration of {variable} at {place}");
                self.error(goto.label.span, message);
            }
        }
        self.labels.push(Label { ident: label.clone(), block, used });
    }

    /// Notes a variable declared in block `id`, which no `goto` before it may jump over.
    fn variable(&mut self, name: &Name, span: Span, id: usize) {
        for goto in &mut self.gotos {
            goto.passed = Some((id, name.clone(), span));
        }
    }

    fn goto(&mut self, label: &Ident, block: usize) {
        let target = self.label(&label.name);
        if !target.is_some_and(|index| self.encloses(self.labels[index].block, block)) {
            self.gotos.push(Goto { label: label.clone(), block, passed: None });
        }
    }

    fn break_(&mut self, label: Option<&Ident>, span: Span, context: Context) {
        let Some(label) = label else {
            if context.breaks.is_none() {
                self.error(span, "break is not in a loop, switch, or select");
            }
            return;
        };
        let name = &label.name;
        match self.enclosing_target(name) {
            None => self.error(label.span, format!("break label not defined: {name}")),
            Some(Target::Other) => self.error(label.span, format!("invalid break label {name}")),
            Some(_) => {}
        }
    }

    fn continue_(&mut self, label: Option<&Ident>, span: Span, context: Context) {
        let Some(label) = label else {
            if !context.in_loop {
                self.error(span, "continue is not in a loop");
            }
            return;
        };
        let name = &label.name;
        match self.enclosing_target(name) {
            None => self.error(label.span, format!("continue label not defined: {name}")),
            Some(Target::Loop) => {}
            Some(_) => self.error(label.span, format!("invalid continue label {name}")),
        }
    }

    /// What the label names around the current statement: `Other` if it is defined but no such target, none if it is
    /// not defined (so far).
    fn enclosing_target(&mut self, name: &Name) -> Option<Target> {
        self.label(name)?;
        let around = self.enclosing.iter().rev().find(|(label, _)| label == name);
        Some(around.map_or(Target::Other, |(_, target)| *target))
    }

    fn fallthrough(&mut self, span: Span, context: Context, last: bool) {
        let message = match (context.breaks, context.clause_follows) {
            (Some(Target::TypeSwitch), _) => "cannot fallthrough in type switch",
            (Some(Target::Switch), Some(true)) if last => return,
            (Some(Target::Switch), Some(false)) if last => "cannot fallthrough final case in switch",
            _ => "fallthrough statement out of place",
        };
        self.error(span, message);
    }
}
