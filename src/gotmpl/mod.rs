//! Go's `text/template` language: source text in, syntax tree out.
//!
//! The files carry the names of Go's own package, `text/template/parse`, and read beside it. Parsing is a
//! pure function of the text and the set of known function names; every depth is bounded.

mod lex;
mod node;
mod parse;

pub use node::{Branch, Call, Command, Expr, Node, NodeRef, Pipe, Source, Span, Tree, Variable};
pub use parse::{MAX_ACTIONS, MAX_DEPTH, ParseError, is_empty_list, parse};
