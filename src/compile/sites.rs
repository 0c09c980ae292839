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
}

/// A call in a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Where the call ends in the program's text.
    pub end: usize,
    /// The node of the call itself.
    pub call: Place,
    /// Where each argument is found to be of the wrong type.
    pub args: Vec<Place>,
}

/// A site in terms of nodes.
pub(super) struct Draft<'a> {
    pub(super) call: NodeRef<'a>,
    pub(super) args: Vec<(NodeRef<'a>, bool)>,
}

impl Site {
    /// A call of which only the node itself matters.
    pub(super) fn at(call: NodeRef<'_>) -> Draft<'_> {
        Draft { call, args: Vec::new() }
    }
}

impl Draft<'_> {
    pub(super) fn locate(self, end: usize, source: &Source) -> Site {
        let place = |node: NodeRef<'_>, concrete| {
            let pos = (node.pos() as usize).min(source.text.len());
            let before = source.text.get(..pos).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |i| i + 1);
            let line = 1 + before.bytes().filter(|b| *b == b'\n').count();
            Place { line, column: pos - line_start, node: node.text(&source.text), concrete }
        };
        Site {
            end,
            call: place(self.call, true),
            args: self.args.into_iter().map(|(node, concrete)| place(node, concrete)).collect(),
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
