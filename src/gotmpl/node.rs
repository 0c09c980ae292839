//! The syntax tree, with the nodes of Go's `text/template/parse` under their own names.
//!
//! Nodes hold byte offsets into the [`Source`], so a tree owns nothing but its shape. All templates of a chart are parsed,
//! most of what is in them never runs: lists are of just their lengths, and what is rare and large is boxed.

use crate::value::{FileText, Str};
use std::sync::Arc;

/// A template file: the name that error messages give it and its text.
#[derive(Debug)]
pub struct Source {
    /// Helm's name of the file, `mychart/templates/x.yaml`.
    pub name: Str,
    /// The text; every offset of a tree points into it.
    pub text: FileText,
}

/// A range of bytes of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span; offsets past 4 GiB saturate (a file is at most 5 MiB, a `tpl` text is bounded by the budget).
    pub(super) fn new(start: usize, end: usize) -> Span {
        let cut = |n| u32::try_from(n).unwrap_or(u32::MAX);
        Span { start: cut(start), end: cut(end) }
    }

    /// As a range to slice with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A named template: a file, or a `define` or `block` in it.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The name by which it is included.
    pub name: Str,
    /// The file that it stands in.
    pub source: Arc<Source>,
    /// Where its body starts.
    pub pos: u32,
    /// The body; copies of a file share it.
    pub root: Arc<Vec<Node>>,
}

/// A piece of a template's body. Comments leave no trace.
#[derive(Debug)]
pub enum Node {
    /// Text that is printed as it stands.
    Text(Span),
    /// `{{ pipeline }}`
    Action(Pipe),
    /// `{{ if }}` with its `else if`s.
    If(Box<[Branch]>, Option<Box<[Node]>>),
    /// `{{ with }}` with its `else with`s.
    With(Box<[Branch]>, Option<Box<[Node]>>),
    /// `{{ range }}`
    Range(Box<Branch>, Option<Box<[Node]>>),
    /// `{{ template "name" pipeline }}`, also what is left of a `{{ block }}`.
    Template(Box<Call>),
    /// `{{ break }}`
    Break,
    /// `{{ continue }}`
    Continue,
}

/// A call of a named template.
#[derive(Debug)]
pub struct Call {
    /// Offset of the name.
    pub pos: u32,
    /// The name, unquoted.
    pub name: Str,
    /// What becomes its dot.
    pub pipe: Option<Pipe>,
}

/// A condition and what it guards.
#[derive(Debug)]
pub struct Branch {
    /// The pipeline after the keyword.
    pub pipe: Pipe,
    /// The body.
    pub list: Box<[Node]>,
}

/// `$x := a | b`
#[derive(Debug)]
pub struct Pipe {
    /// Offset of its first token.
    pub pos: u32,
    /// The variables on the left.
    pub decl: Box<[Variable]>,
    /// `=` rather than `:=`.
    pub is_assign: bool,
    /// Whether a parenthesis inside declares a variable.
    pub declares_inside: bool,
    /// The commands, at least one.
    pub cmds: Box<[Command]>,
}

/// A variable on the left of `:=` or `=`.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name, with the dollar sign.
    pub name: Span,
}

/// A command: a word and its arguments.
#[derive(Debug)]
pub struct Command {
    /// Offset of its first word.
    pub pos: u32,
    /// The words, at least one.
    pub args: Box<[Expr]>,
}

/// A word of a command.
#[derive(Debug)]
pub enum Expr {
    /// `.`
    Dot(u32),
    /// `nil`
    Nil(u32),
    /// `true`, `false`
    Bool(u32, bool),
    /// A number or a character; boxed, because it is rare and five times as large as all else.
    Number(Span, Box<Number>),
    /// A string literal, known to be well formed; [`unquote`](crate::golang::strconv::unquote) reads it.
    Str(Span),
    /// `.a.b`; the position is that of the second field where there is one, as in Go.
    Field(u32, Span),
    /// `$x`, `$x.a.b`; likewise.
    Variable(u32, Span),
    /// A function.
    Identifier(Span),
    /// `(pipeline)`
    Pipe(Box<Pipe>),
    /// `(pipeline).a.b`, `f.a`: the position is that of the first field.
    Chain(u32, Box<Expr>, Span),
}

/// The value of a numeric literal. Source: Go, parse/node.go, `NumberNode`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// The value as an integer, where it is integral.
    pub int: Option<i64>,
    /// The value as an unsigned integer, where it is one.
    pub uint: Option<u64>,
    /// The value as a float, unless it is imaginary.
    pub float: Option<f64>,
    /// The real and the imaginary part, for a complex literal.
    pub imaginary: Option<(f64, f64)>,
}

/// Any node that an error message may point at.
#[derive(Clone, Copy, Debug)]
pub enum NodeRef<'t> {
    /// A word.
    Expr(&'t Expr),
    /// A whole command.
    Command(&'t Command),
    /// A pipeline.
    Pipe(&'t Pipe),
    /// A `{{ template }}` action.
    Node(&'t Node),
}

impl Expr {
    /// Whether a parenthesis in it declares a variable.
    pub(super) fn declares(&self) -> bool {
        match self {
            Expr::Pipe(pipe) => pipe.declares_inside || !pipe.decl.is_empty(),
            Expr::Chain(_, inner, _) => inner.declares(),
            _ => false,
        }
    }

    /// The offset at which Go says the node stands.
    pub fn pos(&self) -> u32 {
        match self {
            Expr::Dot(pos) | Expr::Nil(pos) | Expr::Bool(pos, _) => *pos,
            Expr::Field(pos, _) | Expr::Variable(pos, _) | Expr::Chain(pos, _, _) => *pos,
            Expr::Number(span, _) | Expr::Str(span) | Expr::Identifier(span) => span.start,
            Expr::Pipe(pipe) => pipe.pos,
        }
    }

    fn write(&self, text: &str, out: &mut String) {
        match self {
            Expr::Dot(_) => out.push('.'),
            Expr::Nil(_) => out.push_str("nil"),
            Expr::Bool(_, value) => out.push_str(if *value { "true" } else { "false" }),
            Expr::Number(span, _)
            | Expr::Str(span)
            | Expr::Field(_, span)
            | Expr::Variable(_, span)
            | Expr::Identifier(span) => out.push_str(&text[span.range()]),
            Expr::Pipe(pipe) => pipe.write(text, out),
            Expr::Chain(_, node, fields) => {
                node.write_in_parens(text, out);
                out.push_str(&text[fields.range()]);
            }
        }
    }

    fn write_in_parens(&self, text: &str, out: &mut String) {
        if let Expr::Pipe(pipe) = self {
            out.push('(');
            pipe.write(text, out);
            out.push(')');
        } else {
            self.write(text, out);
        }
    }
}

impl Command {
    fn write(&self, text: &str, out: &mut String) {
        for (i, arg) in self.args.iter().enumerate() {
            if i > 0 {
                out.push(' ');
            }
            arg.write_in_parens(text, out);
        }
    }
}

impl Pipe {
    fn write(&self, text: &str, out: &mut String) {
        for (i, variable) in self.decl.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            out.push_str(&text[variable.name.range()]);
        }
        if !self.decl.is_empty() {
            out.push_str(if self.is_assign { " = " } else { " := " });
        }
        for (i, command) in self.cmds.iter().enumerate() {
            if i > 0 {
                out.push_str(" | ");
            }
            command.write(text, out);
        }
    }
}

impl NodeRef<'_> {
    /// The offset at which Go says the node stands.
    pub fn pos(self) -> u32 {
        match self {
            NodeRef::Expr(expr) => expr.pos(),
            NodeRef::Command(command) => command.pos,
            NodeRef::Pipe(pipe) | NodeRef::Node(Node::Action(pipe)) => pipe.pos,
            NodeRef::Node(Node::Template(call)) => call.pos,
            NodeRef::Node(_) => 0,
        }
    }

    /// The node as Go prints it between angle brackets: blanks normalised, the rest as written.
    pub fn text(self, source: &str) -> String {
        let mut out = String::new();
        match self {
            NodeRef::Expr(expr) => expr.write(source, &mut out),
            NodeRef::Command(command) => command.write(source, &mut out),
            NodeRef::Pipe(pipe) => pipe.write(source, &mut out),
            NodeRef::Node(Node::Action(pipe)) => {
                out.push_str("{{");
                pipe.write(source, &mut out);
                out.push_str("}}");
            }
            NodeRef::Node(Node::Template(call)) => {
                out.push_str("{{template ");
                out.push_str(&crate::golang::strconv::quote(&call.name));
                if let Some(pipe) = &call.pipe {
                    out.push(' ');
                    pipe.write(source, &mut out);
                }
                out.push_str("}}");
            }
            NodeRef::Node(_) => {}
        }
        out
    }
}
