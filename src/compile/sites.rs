//! Which node of the template a call of the program stands for.
//!
//! Go's interpreter remembers the node that it visited last, and an error message points there. For most
//! failures that is the command; for an argument of the wrong type it is the last node that was looked at
//! while the argument was evaluated. Source: Go, text/template/exec.go, `state.at`.

use crate::gotmpl::{Command, Expr, NodeRef, Pipe, Source};

/// A place in a template, as Go's error message shows it: `file:line:column` and `<node>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 0, as Go counts them.
    pub column: usize,
    /// The node's text.
    pub node: String,
    /// Whether nil is no value here (the result of a pipeline) rather than a nil interface.
    pub concrete: bool,
    /// Whether a literal stands here.
    pub literal: bool,
}

/// A call in a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Where the call ends in the program's text.
    pub end: usize,
    /// The node of the call itself.
    pub call: Place,
    /// Where Go is before it calls a method or looks for a field, if elsewhere.
    pub before: Option<Place>,
    /// Where each argument is found to be of the wrong type.
    pub args: Vec<Place>,
}

/// A site in terms of nodes.
pub(super) struct Draft<'a> {
    pub(super) call: NodeRef<'a>,
    pub(super) before: Option<NodeRef<'a>>,
    pub(super) args: Vec<Operand<'a>>,
}

/// An argument in terms of nodes.
pub(super) struct Operand<'a> {
    pub(super) node: NodeRef<'a>,
    pub(super) concrete: bool,
    pub(super) literal: bool,
}

impl<'a> Operand<'a> {
    /// An argument as it is written.
    pub(super) fn word(expr: &'a Expr, concrete: bool) -> Operand<'a> {
        let literal = matches!(expr, Expr::Str(..) | Expr::Number(..) | Expr::Bool(..) | Expr::Nil(_));
        Operand { node: last_of(expr), concrete, literal }
    }

    /// What is piped in.
    pub(super) fn piped(node: NodeRef<'a>) -> Operand<'a> {
        Operand { node, concrete: true, literal: false }
    }
}

impl Site {
    /// A call of which only the node itself matters.
    pub(super) fn at(call: NodeRef<'_>) -> Draft<'_> {
        Draft { call, before: None, args: Vec::new() }
    }

    /// A field or a method of what stands before it.
    pub(super) fn field(expr: &Expr) -> Draft<'_> {
        Draft { call: NodeRef::Expr(expr), before: Some(last_of(expr)), args: Vec::new() }
    }
}

impl Draft<'_> {
    pub(super) fn locate(self, end: usize, source: &Source) -> Site {
        let place = |node: NodeRef<'_>, concrete, literal| {
            let pos = (node.pos() as usize).min(source.text.len());
            let before = source.text.get(..pos).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |i| i + 1);
            let line = 1 + before.bytes().filter(|b| *b == b'\n').count();
            Place { line, column: pos - line_start, node: node.text(&source.text), concrete, literal }
        };
        Site {
            end,
            call: place(self.call, true, false),
            before: self.before.map(|node| place(node, true, false)),
            args: self.args.into_iter().map(|arg| place(arg.node, arg.concrete, arg.literal)).collect(),
        }
    }
}

/// The node that Go looked at last when the pipeline's value was known.
pub(super) fn last_of_pipe(pipe: &Pipe) -> NodeRef<'_> {
    match pipe.cmds.last() {
        Some(command) => last_of_command(command),
        None => NodeRef::Pipe(pipe),
    }
}

/// Likewise for a command, its arguments included.
pub(super) fn last_of_command(command: &Command) -> NodeRef<'_> {
    match command.args.last() {
        Some(expr) => last_of(expr),
        None => NodeRef::Command(command),
    }
}

/// Likewise for a word.
pub(super) fn last_of(expr: &Expr) -> NodeRef<'_> {
    match expr {
        Expr::Pipe(pipe) => last_of_pipe(pipe),
        Expr::Chain(_, inner, _) => last_of(inner),
        _ => NodeRef::Expr(expr),
    }
}
