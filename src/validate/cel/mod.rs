//! Expressions in CEL: those of admission policies and the rules of definitions.
//!
//! The crate `cel` parses. From there on it goes as in cel-go: [`macros`] are replaced, [`check`] finds the types of all
//! parts and [`literals`] what is wrong in literals, [`eval`] evaluates with the functions of [`library`]. What cannot be
//! decided here is said to be *not checked*.
//!
//! Sources: k8s.io/apiserver, pkg/cel/environment/base.go (which libraries there are) and
//! pkg/admission/plugin/cel/compile.go (which variables).

mod check;
mod cost;
mod cost_calls;
mod eval;
mod library;
mod literals;
mod macros;
mod schema;
mod scope;
mod signatures;
mod types;
mod value;

use cel::common::ast::{EntryExpr, Expr, IdedExpr};
use cel::parser::PrattParser;
use std::borrow::Cow;

pub(crate) use check::{Compiled, Want, compile};
pub(crate) use eval::Output;
pub(crate) use library::parse_timestamp;
pub(crate) use schema::Declared;
pub(crate) use scope::{Own, Scope};
pub(crate) use value::{Key, List, ListKind, Map, Value};

/// What is wrong with an expression.
#[derive(Clone)]
pub(crate) enum Fault {
    /// The server refuses it.
    Wrong(String),
    /// It uses something that is not known here.
    Unchecked(String),
}

/// How deep an expression may nest here.
const MAX_DEPTH: u16 = 250;
/// The longest expression that is read, in bytes: what a chain of operators makes is as deep as it is long.
const MAX_TEXT: usize = 16 * 1024;

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
pub(crate) fn escape(name: &str) -> Option<Cow<'_, str>> {
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
        return Some(format!("__{name}__").into());
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || matches!(c, '.' | '-' | '/');
    let first = |c: char| c.is_ascii_alphabetic() || c == '_' || matches!(c, '.' | '-' | '/');
    if !name.starts_with(first) || !name.chars().all(plain) {
        return None;
    }
    if !name.contains(['.', '-', '/']) && !name.contains("__") {
        return Some(name.into());
    }
    let escaped = name.replace("__", "__underscores__");
    Some(escaped.replace('.', "__dot__").replace('-', "__dash__").replace('/', "__slash__").into())
}

impl Program {
    /// Reads an expression of a rule.
    ///
    /// # Errors
    /// What is wrong with it and where, or what of it is not known here.
    pub(crate) fn new(text: &str) -> Result<Program, Fault> {
        Program::read(text, false)
    }

    /// Reads an expression; `bind` says that there is the macro `cel.bind`.
    fn read(text: &str, bind: bool) -> Result<Program, Fault> {
        let too_large =
            |what: &str| Fault::Unchecked(format!("the expression is too {what} for what is known here"));
        if text.len() > MAX_TEXT {
            return Err(too_large("long"));
        }
        let parser = PrattParser::new().enable_optional_syntax(true).max_recursion_depth(MAX_DEPTH);
        let root = parser.parse(text).map_err(|faults| {
            let first = faults.errors.first();
            let sentence = first.map_or_else(String::new, |fault| {
                let (line, column) = fault.pos;
                format!("{} (line {line}, column {column} of the expression)", fault.msg)
            });
            match sentence.contains("recursion") {
                true => Fault::Unchecked(sentence),
                false => Fault::Wrong(format!("the expression cannot be read: {sentence}")),
            }
        })?;
        if is_deeper(&root, usize::from(MAX_DEPTH)) {
            return Err(too_large("deep"));
        }
        one_of_two(text, &root)?;
        Ok(Program { root: macros::expand(root, bind)? })
    }

    /// Whether a variable is used.
    pub(crate) fn mentions(&self, variable: &str) -> bool {
        any(&self.root, &|e| matches!(e, Expr::Ident(name) if name == variable))
    }
}

/// The parser knows `existsOne` with one variable, which the server does not: it has `exists_one` for that.
fn one_of_two(text: &str, root: &IdedExpr) -> Result<(), Fault> {
    let counts = |e: &Expr| matches!(e, Expr::Comprehension(c) if c.iter_var2.is_none() && matches!(c.result.expr, Expr::Call(_)));
    if !text.contains("existsOne") || !any(root, &counts) {
        return Ok(());
    }
    match text.contains("exists_one") {
        true => Err(Fault::Unchecked("existsOne and exists_one are not told apart here".to_owned())),
        false => {
            Err(Fault::Wrong("there is no function existsOne with one variable: use exists_one".to_owned()))
        }
    }
}

/// Whether something holds for an expression or for one inside of it.
fn any(at: &IdedExpr, holds: &dyn Fn(&Expr) -> bool) -> bool {
    holds(&at.expr) || children(at).into_iter().any(|child| any(child, holds))
}

/// Whether parts of an expression stand deeper in each other than a limit; without descending into them.
fn is_deeper(root: &IdedExpr, most: usize) -> bool {
    let mut level = vec![root];
    for _ in 0..=most {
        level = level.into_iter().flat_map(children).collect();
    }
    !level.is_empty()
}

/// How many parts an expression has.
fn size(at: &IdedExpr) -> usize {
    1 + children(at).into_iter().map(size).sum::<usize>()
}

/// The expressions that stand directly in another one.
fn children(at: &IdedExpr) -> Vec<&IdedExpr> {
    match &at.expr {
        Expr::Unspecified | Expr::Literal(_) | Expr::Ident(_) => Vec::new(),
        Expr::Call(call) => call.target.as_deref().into_iter().chain(&call.args).collect(),
        Expr::List(list) => list.elements.iter().collect(),
        Expr::Select(select) => vec![&select.operand],
        Expr::Map(map) => map.entries.iter().flat_map(|e| entry(&e.expr)).collect(),
        Expr::Struct(new) => new.entries.iter().flat_map(|e| entry(&e.expr)).collect(),
        Expr::Comprehension(c) => {
            vec![&c.iter_range, &c.accu_init, &c.loop_cond, &c.loop_step, &c.result]
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

#[cfg(test)]
mod tests;
