//! Programs whose instances have no end: a type parameter that is given a type made from itself, again and again.
//!
//! Type parameters are the nodes of a graph, and types declared in generic functions, which have the function's type
//! arguments too. Where a parameter is given a type, an edge leads to it from every node that the type mentions; it is
//! *growing* unless the type is that node itself. Instances have no end if there is a circle with a growing edge.

use crate::check::{Checker, Env, NamedKind};
use crate::map::Map;
use crate::object::{ObjKind, PkgId};
use crate::types::{Type, TypeId};
use tidepool_go_syntax::Span;
use tidepool_go_syntax::ast::DeclKind;

/// A type that the user's code gives to a type parameter.
#[derive(Clone, Debug)]
pub(crate) struct Flow {
    param: TypeId,
    targ: TypeId,
    span: Span,
}

#[derive(Debug, Default)]
struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// Nodes by the places where they are declared: a method's own parameters are many types, but one node.
    index: Map<(u32, u32), usize>,
}

#[derive(Debug)]
struct Node {
    span: Span,
    name: String,
    is_param: bool,
    /// The most growing edges on a way here, how many edges that way has, and its last one.
    weight: u32,
    steps: usize,
    last: usize,
}

#[derive(Debug)]
struct Edge {
    from: usize,
    to: usize,
    growing: bool,
    span: Span,
    /// The type given.
    ty: String,
}

impl Checker<'_> {
    /// Notes that type parameters are given these types.
    pub(crate) fn note_flow(&mut self, params: &[TypeId], targs: &[TypeId], given: &[Span], otherwise: Span) {
        for (i, (&param, &targ)) in params.iter().zip(targs).enumerate() {
            if self.is_users(param) && !self.flowing_parts(targ).is_empty() {
                let span = given.get(i).copied().unwrap_or(otherwise);
                self.flows.push(Flow { param, targ, span });
            }
        }
    }

    fn is_users(&self, param: TypeId) -> bool {
        let file = self.param_span(param).file;
        self.sources.packages.first().is_some_and(|user| user.files.iter().any(|f| f.id == file))
    }

    /// Where a type parameter is declared.
    pub(crate) fn param_span(&self, param: TypeId) -> Span {
        match self.info(param).map(|info| &info.kind) {
            Some(NamedKind::Param { span, .. }) => *span,
            _ => Span::default(),
        }
    }

    /// Type parameters and local types that a type mentions.
    fn flowing_parts(&self, ty: TypeId) -> Vec<TypeId> {
        let mut parts = Vec::new();
        self.add_flowing_parts(ty, &mut parts);
        parts
    }

    fn add_flowing_parts(&self, ty: TypeId, out: &mut Vec<TypeId>) {
        match self.types.get(ty) {
            Type::Named(_) => match self.info(ty).map(|info| &info.kind) {
                Some(NamedKind::Param { .. }) => out.push(ty),
                Some(NamedKind::Defined { obj, targs }) => {
                    if matches!(&self.obj(*obj).kind, ObjKind::Type(t) if t.local.is_some()) {
                        out.push(ty);
                    }
                    targs.iter().for_each(|&t| self.add_flowing_parts(t, out));
                }
                _ => {}
            },
            Type::Pointer(t) | Type::Slice(t) | Type::Array(t, _) | Type::Chan(_, t) => {
                self.add_flowing_parts(*t, out);
            }
            Type::Map(k, v) => [*k, *v].iter().for_each(|&t| self.add_flowing_parts(t, out)),
            Type::Func(params, results, _) => {
                params.iter().chain(results).for_each(|&t| self.add_flowing_parts(t, out));
            }
            Type::Struct(fields) => fields.iter().for_each(|f| self.add_flowing_parts(f.ty, out)),
            Type::Interface(methods) => methods.iter().for_each(|m| self.add_flowing_parts(m.ty, out)),
            _ => {}
        }
    }

    fn param_node(&self, graph: &mut Graph, param: TypeId) -> usize {
        graph.node(self.param_span(param), &self.type_name(param), true).0
    }

    /// The node of a type parameter, or of a type declared in a generic function.
    fn flow_node(&self, graph: &mut Graph, ty: TypeId) -> Option<usize> {
        if self.is_param(ty) {
            return Some(self.param_node(graph, ty));
        }
        let obj = self.obj(self.defining(ty)?);
        let ObjKind::Type(t) = &obj.kind else {
            return None;
        };
        let around = t.local.as_ref().map_or(&[][..], |local| &local.targs);
        if around.is_empty() {
            return None;
        }
        let (node, new) = graph.node(obj.span, &obj.name, false);
        for &param in around.iter().filter(|_| new) {
            let (from, ty) = (self.param_node(graph, param), self.type_name(param));
            graph.edges.push(Edge { from, to: node, growing: true, span: obj.span, ty });
        }
        Some(node)
    }

    fn flow_graph(&self, flows: &[Flow]) -> Graph {
        let mut graph = Graph::default();
        for flow in flows {
            let (to, ty) = (self.param_node(&mut graph, flow.param), self.type_name(flow.targ));
            for part in self.flowing_parts(flow.targ) {
                if let Some(from) = self.flow_node(&mut graph, part) {
                    let growing = part != flow.targ;
                    graph.edges.push(Edge { from, to, growing, span: flow.span, ty: ty.clone() });
                }
            }
        }
        graph
    }

    /// The order in which the compiler comes to a place: types, heads of functions, bodies.
    fn reading_order(&self, span: Span) -> (u32, Span) {
        let files = self.sources.packages.iter().flat_map(|p| &p.files);
        let decls = files.filter(|f| f.id == span.file).flat_map(|f| &f.decls);
        let inside = |outer: Span| outer.start <= span.start && span.start < outer.end;
        let phase = decls.filter(|d| inside(d.span)).map(|d| match &d.kind {
            DeclKind::Type(_) => 0,
            DeclKind::Func(f) if f.body.as_ref().is_some_and(|body| inside(body.span)) => 2,
            _ => 1,
        });
        (phase.max().unwrap_or(0), span)
    }

    /// Reports instances without end; the compiler reports one circle.
    pub(crate) fn check_flows(&mut self) {
        let mut flows = std::mem::take(&mut self.flows);
        self.env = Env::of_package(PkgId(0), 0);
        flows.sort_by_cached_key(|flow| self.reading_order(flow.span));
        let mut graph = self.flow_graph(&flows);
        let Some(circle) = graph.growing_circle() else {
            return;
        };
        let mut text = String::from("instantiation cycle:");
        for &edge in &circle {
            let edge = &graph.edges[edge];
            let (place, node) = (self.sources.map.describe(edge.span), &graph.nodes[edge.to]);
            let how = if node.is_param { "instantiated as" } else { "implicitly parameterized by" };
            text.push_str(&format!("\n\t{place}: {} {how} {}", node.name, edge.ty));
        }
        let first = circle.first().map_or(Span::default(), |&edge| graph.nodes[graph.edges[edge].to].span);
        self.error(first, text);
    }
}

impl Graph {
    /// The node declared at a place, and whether it is new.
    fn node(&mut self, span: Span, name: &str, is_param: bool) -> (usize, bool) {
        let next = self.nodes.len();
        let index = *self.index.entry((span.file.0, span.start)).or_insert(next);
        if index == next {
            self.nodes.push(Node { span, name: name.into(), is_param, weight: 0, steps: 0, last: 0 });
        }
        (index, index == next)
    }

    /// The edges of a circle with a growing one, backwards. Ways with more and more growing edges are looked for until
    /// there are none, or until one is so long that it went round.
    fn growing_circle(&mut self) -> Option<Vec<usize>> {
        loop {
            let mut found = false;
            for (i, edge) in self.edges.iter().enumerate() {
                let (weight, steps) = (self.nodes[edge.from].weight, self.nodes[edge.from].steps);
                let weight = weight + u32::from(edge.growing);
                let all = self.nodes.len();
                let to = &mut self.nodes[edge.to];
                if weight <= to.weight {
                    continue;
                }
                (to.weight, to.steps, to.last) = (weight, steps + 1, i);
                if to.steps == all {
                    return Some(self.circle_before(edge.to));
                }
                found = true;
            }
            if !found {
                return None;
            }
        }
    }

    /// The circle that one meets going backwards from a node.
    fn circle_before(&self, mut node: usize) -> Vec<usize> {
        let mut way: Vec<usize> = Vec::new();
        while !way.contains(&node) {
            way.push(node);
            node = self.edges[self.nodes[node].last].from;
        }
        let start = way.iter().position(|&n| n == node).unwrap_or(0);
        way[start..].iter().map(|&n| self.nodes[n].last).collect()
    }
}
