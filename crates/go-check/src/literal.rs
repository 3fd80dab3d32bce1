//! Function literals and the variables they capture.

use crate::check::{Checker, Mode};
use crate::func::NO_FUNC;
use crate::hir::{self, LocalId};
use crate::returns;
use crate::sig_names::SigKind;
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast;

impl<'a> Checker<'a> {
    /// A function literal: lowered at once, since it may capture variables.
    pub(crate) fn func_literal(&mut self, lit: &'a ast::FuncLit, span: Span) -> hir::Expr {
        let ty = self.signature(&lit.sig);
        self.note_names(ty, SigKind::Function, &lit.sig);
        let name = self.literal_name();
        self.push_scope();
        self.begin_fn(name, true);
        // Names of parameters are not known in the types of others.
        let (types, result_types) = (self.all_types(&lit.sig.params), self.all_types(&lit.sig.results));
        let params = self.declare_params(&lit.sig.params, &types);
        let results = self.declare_params(&lit.sig.results, &result_types);
        let depth = self.env.fns.len() - 1;
        let func = self.finish_with_captures(&lit.sig, (params, results), &lit.body, span, depth);
        hir::Expr { kind: func, ty, span }
    }

    pub(crate) fn literal_name(&mut self) -> String {
        let ctx = self.fn_ctx();
        ctx.literals += 1;
        match ctx.is_literal {
            true => format!("{}.{}", ctx.name, ctx.literals),
            false => format!("{}.func{}", ctx.name, ctx.literals),
        }
    }

    fn finish_with_captures(
        &mut self,
        sig: &'a ast::Signature,
        (params, results): (Vec<LocalId>, Vec<LocalId>),
        body: &'a ast::Block,
        span: Span,
        depth: usize,
    ) -> hir::ExprKind {
        // The list of captured variables is only complete after the body.
        let named_results = sig.results.iter().any(|r| !r.names.is_empty());
        let ctx = self.fn_ctx();
        ctx.results.clone_from(&results);
        ctx.named_results = named_results;
        ctx.has_goto = returns::has_goto(body);
        let mut stmts = Vec::new();
        self.stmts(&body.stmts, &mut stmts);
        if !results.is_empty() && !returns::terminates_list(&body.stmts, &|e| self.panics.contains_key(&e.id))
        {
            self.soft_error(body.span.last_byte(), "missing return");
        }
        let block = self.with_defer_token(stmts);
        self.pop_scope();
        debug_assert_eq!(depth + 1, self.env.fns.len());
        let variadic = sig.params.last().is_some_and(|p| p.variadic.is_some());
        self.close_literal(params, results, named_results, variadic, block, (span, body.span.last_byte()))
    }

    /// Ends the function literal at hand and gives the expression that makes its value.
    pub(crate) fn close_literal(
        &mut self,
        params: Vec<LocalId>,
        results: Vec<LocalId>,
        named_results: bool,
        variadic: bool,
        block: hir::Block,
        (span, end): (Span, Span),
    ) -> hir::ExprKind {
        self.report_unused();
        let Some(ctx) = self.env.fns.pop() else {
            return hir::ExprKind::Zero;
        };
        let captures = ctx.captured_from;
        if self.env.mode == Mode::Generic {
            return hir::ExprKind::Closure { func: NO_FUNC, captures };
        }
        let func = self.new_func();
        self.funcs[func.0 as usize] = Some(hir::Func {
            name: ctx.name,
            package: self.pkg_path().to_string(),
            locals: ctx.locals,
            params,
            results,
            named_results,
            variadic,
            captures: ctx.captures,
            body: Some(block),
            span,
            end,
            noinline: false,
            wrapper: false,
        });
        hir::ExprKind::Closure { func, captures }
    }
}
