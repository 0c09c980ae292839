//! What the server finds wrong in the literals of an expression once its types fit.
//!
//! Sources: cel-go, cel/validator.go, interpreter/decorators.go and ext/formatting.go

use cel::common::ast::{CallExpr, EntryExpr, Expr, IdedExpr, LiteralValue, operators};

use super::check::Parts;
use super::eval::constant;
use super::library::{Conversion, conversions};
use super::types::Type;
use super::value::Value;
use super::{Fault, children, library};
use crate::golang::regexp::Regexp;

/// The functions that are called at once where they are given a literal. Source: `IsTypeConversionFunction`
const CONVERSIONS: &[&str] =
    &["bool", "bytes", "double", "duration", "dyn", "int", "string", "timestamp", "type", "uint"];

/// Checks the literals of an expression.
///
/// # Errors
/// What is wrong with one of them.
pub(super) fn check(root: &IdedExpr, parts: &Parts) -> Result<(), Fault> {
    walk(root, parts, false)?;
    folded(root).map(|_| ())
}

fn walk(at: &IdedExpr, parts: &Parts, formatted: bool) -> Result<(), Fault> {
    let mut formatted = formatted;
    match &at.expr {
        Expr::Call(call) => {
            called(call, parts)?;
            formatted |= call.func_name == "format";
        }
        Expr::List(list) if !formatted => {
            let types = list.elements.iter().enumerate().map(|(index, e)| {
                let ty = parts.types.get(&e.id)?;
                if list.optional_indices.contains(&index) { ty.unwrapped() } else { Some(ty) }
            });
            alike(types, "the items of a list")?;
        }
        Expr::Map(map) if !formatted => {
            let entries = || {
                map.entries.iter().filter_map(|e| match &e.expr {
                    EntryExpr::MapEntry(entry) => Some(entry),
                    EntryExpr::StructField(_) => None,
                })
            };
            alike(entries().map(|entry| parts.types.get(&entry.key.id)), "the keys of a map")?;
            let value = |entry: &cel::common::ast::MapEntryExpr| {
                let ty = parts.types.get(&entry.value.id)?;
                if entry.optional { ty.unwrapped() } else { Some(ty) }
            };
            // The closure cannot borrow what it is given for longer than its call.
            let types: Vec<Option<Type>> = entries().map(|entry| value(entry).cloned()).collect();
            alike(types.iter().map(Option::as_ref), "the values of a map")?;
        }
        _ => {}
    }
    for child in children(at) {
        walk(child, parts, formatted)?;
    }
    Ok(())
}

/// Source: `ValidateHomogeneousAggregateLiterals`
fn alike<'t>(types: impl Iterator<Item = Option<&'t Type>>, what: &str) -> Result<(), Fault> {
    let mut types = types.flatten();
    let first = types.next();
    match first.is_none_or(|first| types.all(|ty| ty == first)) {
        true => Ok(()),
        false => Err(Fault::Wrong(format!("{what} must be of one type"))),
    }
}

fn called(call: &CallExpr, parts: &Parts) -> Result<(), Fault> {
    let text = |at: Option<&IdedExpr>| match at.map(|a| &a.expr) {
        Some(Expr::Literal(LiteralValue::String(text))) => Some(text.inner().to_owned()),
        _ => None,
    };
    match call.func_name.as_str() {
        // Of both forms the first argument is looked at, which is the text in the form without a target.
        "matches" => {
            let second = call.target.is_none().then(|| text(call.args.get(1))).flatten();
            text(call.args.first()).into_iter().chain(second).try_for_each(|pattern| regexp(&pattern))
        }
        "find" | "findAll" => text(call.args.first()).map_or(Ok(()), |pattern| regexp(&pattern)),
        "format" => match (text(call.target.as_deref()), call.args.first().map(|a| &a.expr)) {
            (Some(format), Some(Expr::List(list))) => formatted(&format, &list.elements, parts),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

fn regexp(pattern: &str) -> Result<(), Fault> {
    match Regexp::new(pattern) {
        Ok(_) => Ok(()),
        Err(why) => {
            Err(Fault::Wrong(format!("expected a regular expression, but {pattern:?} is none: {why}")))
        }
    }
}

/// Source: `stringFormatValidator`
fn formatted(text: &str, args: &[IdedExpr], parts: &Parts) -> Result<(), Fault> {
    let mut next = 0;
    for piece in conversions(text).map_err(Fault::Wrong)? {
        let Err(conversion) = piece else { continue };
        let Some(arg) = args.get(next) else {
            return Err(Fault::Wrong("format has too few values".to_owned()));
        };
        next += 1;
        if !takes(conversion, arg, parts) {
            let ty = parts.types.get(&arg.id).unwrap_or(&Type::Dyn);
            return Err(Fault::Wrong(format!("value {next} of format must not be {ty}")));
        }
    }
    match next < args.len() {
        true => Err(Fault::Wrong("format has too many values".to_owned())),
        false => Ok(()),
    }
}

/// Whether a value may stand for a conversion.
fn takes(conversion: Conversion, arg: &IdedExpr, parts: &Parts) -> bool {
    let ty = parts.types.get(&arg.id).unwrap_or(&Type::Dyn);
    if *ty == Type::Dyn {
        return conversion != Conversion::Text || inner_takes(arg, parts);
    }
    match conversion {
        Conversion::Text => {
            let plain = matches!(
                ty,
                Type::List(_)
                    | Type::Map(_)
                    | Type::Int
                    | Type::Uint
                    | Type::Double
                    | Type::Bool
                    | Type::Str
                    | Type::Timestamp
                    | Type::Bytes
                    | Type::Duration
                    | Type::Of(_)
                    | Type::Null
            );
            plain && inner_takes(arg, parts)
        }
        Conversion::Decimal | Conversion::Octal => matches!(ty, Type::Int | Type::Uint),
        Conversion::Fixed(_) | Conversion::Scientific(_) => matches!(ty, Type::Double | Type::Str),
        Conversion::Binary => matches!(ty, Type::Int | Type::Uint | Type::Bool),
        Conversion::Hex { .. } => matches!(ty, Type::Int | Type::Uint | Type::Str | Type::Bytes),
    }
}

/// The same for the parts of a list or a map.
fn inner_takes(arg: &IdedExpr, parts: &Parts) -> bool {
    !matches!(arg.expr, Expr::List(_) | Expr::Map(_))
        || children(arg).into_iter().all(|part| takes(Conversion::Text, part, parts))
}

/// The value of a part that the server works out when it compiles; `None` if it has to wait for the values.
/// Source: `decOptimize`
fn folded(at: &IdedExpr) -> Result<Option<Value>, Fault> {
    match &at.expr {
        Expr::Literal(literal) => Ok(Some(constant(literal))),
        Expr::Call(call) => {
            let mut args = Vec::new();
            for arg in call.target.as_deref().into_iter().chain(&call.args) {
                args.push(folded(arg)?);
            }
            match (call.func_name.as_str(), args.as_mut_slice()) {
                (name, [Some(arg)]) if CONVERSIONS.contains(&name) => {
                    match library::call(name, false, std::slice::from_ref(arg), &mut 0) {
                        Ok(value) => Ok(Some(value)),
                        Err(fault) => Err(fault),
                    }
                }
                (operators::IN, [_, Some(Value::List(list))]) if list.items.is_empty() => {
                    Ok(Some(Value::Bool(false)))
                }
                _ => Ok(None),
            }
        }
        Expr::List(list) if list.optional_indices.is_empty() => {
            let mut items = Vec::new();
            for element in &list.elements {
                items.push(folded(element)?);
            }
            Ok(items.into_iter().collect::<Option<Vec<Value>>>().map(Value::list))
        }
        _ => {
            for child in children(at) {
                folded(child)?;
            }
            Ok(None)
        }
    }
}
