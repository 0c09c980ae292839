//! Expressions in CEL: those of admission policies and the rules of definitions.
//!
//! The crate `cel` parses and evaluates; it has no type check, so [`types`] walks its tree for what the server
//! refuses before anything is evaluated: names, fields and functions that are not there, operators between
//! types that do not fit. What cannot be decided here is said to be *not checked*.
//!
//! Sources: k8s.io/apiserver, pkg/cel/environment/base.go (which libraries there are) and
//! pkg/admission/plugin/cel/compile.go (which variables).

mod functions;
mod run;
mod ty;
mod types;

use cel::common::ast::{EntryExpr, Expr, IdedExpr, operators};
use cel::parser::PrattParser;

pub(crate) use run::{Input, Output, nanoseconds};
pub(crate) use types::{Scope, Variable, Want, compile, declare};

/// What is wrong with an expression.
pub(crate) enum Fault {
    /// The server refuses it.
    Wrong(String),
    /// It uses something that is not known here.
    Unchecked(String),
}

/// A parsed expression.
pub(crate) struct Program {
    root: IdedExpr,
}

/// Words that CEL keeps for itself. Source: `celReservedSymbols`.
const RESERVED: &[&str] = &[
    "as",
    "break",
    "const",
    "continue",
    "else",
    "false",
    "for",
    "function",
    "if",
    "import",
    "in",
    "let",
    "loop",
    "namespace",
    "null",
    "package",
    "return",
    "true",
    "var",
    "void",
    "while",
];

/// Whether a name can be a variable.
pub(crate) fn is_identifier(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_')
        && !RESERVED.contains(&name)
}

/// How a property is written in an expression; `None` where it cannot be. Source: pkg/cel/escaping.go.
pub(crate) fn escape(name: &str) -> Option<String> {
    const KEYWORDS: &[&str] = &[
        "true",
        "false",
        "null",
        "in",
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "package",
        "namespace",
        "return",
        "var",
        "void",
        "while",
    ];
    if KEYWORDS.contains(&name) {
        return Some(format!("__{name}__"));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || matches!(c, '.' | '-' | '/');
    let first = |c: char| c.is_ascii_alphabetic() || c == '_' || matches!(c, '.' | '-' | '/');
    if !name.starts_with(first) || !name.chars().all(plain) {
        return None;
    }
    let escaped = name.replace("__", "__underscores__");
    Some(escaped.replace('.', "__dot__").replace('-', "__dash__").replace('/', "__slash__"))
}

impl Program {
    /// Parses an expression.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub(crate) fn new(text: &str) -> Result<Program, String> {
        let parsed = PrattParser::new().enable_optional_syntax(true).parse(text);
        match parsed {
            Ok(root) => Ok(Program { root }),
            Err(faults) => Err(faults.errors.first().map_or_else(String::new, |fault| {
                let (line, column) = fault.pos;
                format!("{} (line {line}, column {column} of the expression)", fault.msg)
            })),
        }
    }

    /// Whether a variable is used.
    pub(crate) fn mentions(&self, variable: &str) -> bool {
        any(&self.root, &|e| matches!(e, Expr::Ident(name) if name == variable))
    }

    /// Whether something is compared with a list that is written out.
    pub(crate) fn compares_lists(&self) -> bool {
        any(&self.root, &|e| match e {
            Expr::Call(call) => {
                matches!(call.func_name.as_str(), operators::EQUALS | operators::NOT_EQUALS)
                    && call.args.iter().any(|arg| matches!(arg.expr, Expr::List(_)))
            }
            _ => false,
        })
    }

    /// Whether one of these functions is called.
    fn calls(&self, names: &[&str]) -> bool {
        any(&self.root, &|e| matches!(e, Expr::Call(call) if names.contains(&call.func_name.as_str())))
    }
}

/// Whether something holds for an expression or for one inside of it.
fn any(at: &IdedExpr, holds: &dyn Fn(&Expr) -> bool) -> bool {
    let inner = |e: &IdedExpr| any(e, holds);
    if holds(&at.expr) {
        return true;
    }
    match &at.expr {
        Expr::Unspecified | Expr::Literal(_) | Expr::Ident(_) => false,
        Expr::Call(call) => call.target.as_deref().is_some_and(inner) || call.args.iter().any(inner),
        Expr::List(list) => list.elements.iter().any(inner),
        Expr::Select(select) => inner(&select.operand),
        Expr::Map(map) => map.entries.iter().any(|e| entry(&e.expr).any(inner)),
        Expr::Struct(new) => new.entries.iter().any(|e| entry(&e.expr).any(inner)),
        Expr::Comprehension(c) => {
            [&c.iter_range, &c.accu_init, &c.loop_cond, &c.loop_step, &c.result].into_iter().any(inner)
        }
    }
}

/// The expressions of an entry of a mapping or a struct.
fn entry(entry: &EntryExpr) -> impl Iterator<Item = &IdedExpr> {
    match entry {
        EntryExpr::StructField(field) => [Some(&field.value), None],
        EntryExpr::MapEntry(entry) => [Some(&entry.key), Some(&entry.value)],
    }
    .into_iter()
    .flatten()
}
