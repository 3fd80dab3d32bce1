//! Statements as text.

use super::Dumper;
use crate::ast::*;

impl Dumper {
    /// ` {`, the statements indented on lines of their own, `}`.
    pub(super) fn body(&mut self, block: &Block) {
        self.put(" {\n");
        self.stmts(&block.stmts);
        self.start_line();
        self.put("}");
    }

    fn stmts(&mut self, stmts: &[Stmt]) {
        self.indent += 1;
        for stmt in stmts {
            match &stmt.kind {
                StmtKind::Decl(decl) => self.decl(decl),
                _ => {
                    self.start_line();
                    self.stmt(stmt);
                    self.put("\n");
                }
            }
        }
        self.indent -= 1;
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Bad => self.put("<bad>"),
            StmtKind::Empty => self.put("empty"),
            StmtKind::Expr(expr) => self.expr(expr),
            StmtKind::Send { chan, value, .. } => self.words("send", &[chan, value]),
            StmtKind::IncDec { expr, inc, .. } => self.words(if *inc { "++" } else { "--" }, &[expr]),
            StmtKind::Assign { lhs, rhs, .. } => {
                self.put("=");
                self.exprs(lhs);
                self.put(" <-");
                self.exprs(rhs);
            }
            StmtKind::OpAssign { op, lhs, rhs, .. } => self.words(&format!("{}=", op.as_str()), &[lhs, rhs]),
            StmtKind::Define { lhs, rhs, .. } => {
                self.put(":= ");
                self.names(lhs);
                self.put(" <-");
                self.exprs(rhs);
            }
            StmtKind::Go(call) => self.words("go", &[call]),
            StmtKind::Defer(call) => self.words("defer", &[call]),
            StmtKind::Return(values) => {
                self.put("return");
                self.exprs(values);
            }
            StmtKind::Break(label) => self.jump("break", label.as_ref()),
            StmtKind::Continue(label) => self.jump("continue", label.as_ref()),
            StmtKind::Goto(label) => self.jump("goto", Some(label)),
            StmtKind::Fallthrough => self.put("fallthrough"),
            StmtKind::Block(block) => {
                self.put("block");
                self.body(block);
            }
            StmtKind::Labeled(label, stmt) => {
                self.put("label ");
                self.put(&label.name);
                self.put(": ");
                self.stmt(stmt);
            }
            StmtKind::Decl(decl) => {
                self.put("decl\n");
                self.indent += 1;
                self.decl(decl);
                self.indent -= 1;
            }
            _ => self.control(stmt),
        }
    }

    fn control(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::If(stmt) => {
                self.put("if");
                self.clause("init", &stmt.init);
                self.put(" ");
                self.expr(&stmt.cond);
                self.body(&stmt.then);
                if let Some(otherwise) = &stmt.otherwise {
                    self.put(" else ");
                    self.stmt(otherwise);
                }
            }
            StmtKind::Switch(stmt) => {
                self.put("switch");
                self.clause("init", &stmt.init);
                if let Some(tag) = &stmt.tag {
                    self.put(" ");
                    self.expr(tag);
                }
                self.cases(&stmt.cases);
            }
            StmtKind::TypeSwitch(stmt) => {
                self.put("typeswitch");
                self.clause("init", &stmt.init);
                if let Some(bind) = &stmt.bind {
                    self.put(" (bind ");
                    self.put(&bind.name);
                    self.put(")");
                }
                self.put(" ");
                self.expr(&stmt.expr);
                self.cases(&stmt.cases);
            }
            StmtKind::Select(clauses) => {
                self.put("select {\n");
                for clause in clauses {
                    self.start_line();
                    self.comm(&clause.comm);
                    self.put(":\n");
                    self.stmts(&clause.body);
                }
                self.start_line();
                self.put("}");
            }
            StmtKind::For(stmt) => {
                self.put("for");
                self.clause("init", &stmt.init);
                if let Some(cond) = &stmt.cond {
                    self.words(" cond", &[cond]);
                }
                self.clause("post", &stmt.post);
                self.body(&stmt.body);
            }
            StmtKind::Range(stmt) => {
                self.put("range");
                self.targets(&stmt.targets);
                self.put(" ");
                self.expr(&stmt.expr);
                self.body(&stmt.body);
            }
            _ => self.put("<?>"),
        }
    }

    fn words(&mut self, word: &str, exprs: &[&Expr]) {
        self.put(word);
        for expr in exprs {
            self.put(" ");
            self.expr(expr);
        }
    }

    fn jump(&mut self, word: &str, label: Option<&Ident>) {
        self.put(word);
        if let Some(label) = label {
            self.put(" ");
            self.put(&label.name);
        }
    }

    /// ` (word statement)`, if there is a statement.
    fn clause(&mut self, word: &str, stmt: &Option<Stmt>) {
        if let Some(stmt) = stmt {
            self.put(" (");
            self.put(word);
            self.put(" ");
            self.stmt(stmt);
            self.put(")");
        }
    }

    fn cases(&mut self, cases: &[CaseClause]) {
        self.put(" {\n");
        for case in cases {
            self.start_line();
            self.put(if case.default { "default" } else { "case" });
            self.exprs(&case.exprs);
            self.put(":\n");
            self.stmts(&case.body);
        }
        self.start_line();
        self.put("}");
    }

    fn comm(&mut self, comm: &Comm) {
        match comm {
            Comm::Bad => self.put("<bad>"),
            Comm::Default => self.put("default"),
            Comm::Send { chan, value, .. } => self.words("case send", &[chan, value]),
            Comm::Recv { targets, recv } => {
                self.put("case recv");
                self.targets(targets);
                self.put(" ");
                self.expr(recv);
            }
        }
    }

    fn targets(&mut self, targets: &Targets) {
        match targets {
            Targets::None => {}
            Targets::Define(names) => {
                self.put(" (:= ");
                self.names(names);
                self.put(")");
            }
            Targets::Assign(exprs) => {
                self.put(" (=");
                self.exprs(exprs);
                self.put(")");
            }
        }
    }
}
