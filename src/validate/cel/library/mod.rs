//! The functions that the server has for expressions.
//!
//! A function is looked for by its name and by what it is called with. One that is declared but does not take these
//! values is what the server calls `no such overload`.
//! Source: k8s.io/apiserver, pkg/cel/environment/base.go and pkg/cel/library; cel-go, ext and common/stdlib

mod format_text;
mod formats;
mod lists;
mod net;
mod optional;
mod quantity;
mod semver;
mod standard;
mod strings;
mod times;
mod url;

use super::value::{Answer, Value, unfit, unknown};
use super::{Fault, signatures};

pub(super) use self::format_text::{Conversion, conversions};
pub(crate) use self::formats::Format;
pub(crate) use self::net::Cidr;
pub(crate) use self::quantity::Amount;
pub(crate) use self::times::parse_timestamp;
pub(crate) use self::url::Link;

/// What a library answers; `None` if it has no such function for such values.
type Found = Option<Answer>;
/// A library: what it answers for a name, whether it is called on something, and the arguments.
type Library = fn(&str, bool, &[Value]) -> Found;

/// Calls a function. The first argument is the target if it is called on something.
pub(super) fn call(name: &str, member: bool, args: &[Value], steps: &mut u64) -> Answer {
    *steps += args.iter().map(weight).sum::<u64>();
    let unsaid = args.iter().any(is_unsaid);
    if unsaid && !matches!(name, "hasValue" | "value" | "_==_" | "_!=_" | "optional.of") {
        return Err(unknown("the words in which the server finds fault with a format are not known here"));
    }
    if args.iter().any(|arg| matches!(arg, Value::Nothing)) {
        return call(name, member, &settled(args)?, steps);
    }
    let libraries: [Library; 10] = [
        standard::call,
        times::call,
        strings::call,
        lists::call,
        optional::call,
        net::call,
        url::call,
        quantity::call,
        semver::call,
        formats::call,
    ];
    if let Some(answer) = libraries.iter().find_map(|library| library(name, member, args)) {
        return answer;
    }
    match signatures::is_function(name) && !AUTHORIZER.contains(&name) {
        true => Err(unfit(name, &args.iter().collect::<Vec<_>>())),
        false => Err(unknown(format!("{name} is not known here"))),
    }
}

/// The functions that ask the server for its permissions.
const AUTHORIZER: &[&str] = &[
    "allowed",
    "check",
    "denied",
    "error",
    "errored",
    "fieldSelector",
    "group",
    "labelSelector",
    "name",
    "namespace",
    "path",
    "reason",
    "resource",
    "serviceAccount",
    "subresource",
];

/// Gives the sum of no numbers the type of what it meets.
fn settled(args: &[Value]) -> Result<Vec<Value>, Fault> {
    let zero = args.iter().find_map(|arg| match arg {
        Value::Int(_) => Some(Value::Int(0)),
        Value::Uint(_) => Some(Value::Uint(0)),
        Value::Double(_) => Some(Value::Double(0.0)),
        Value::Duration(_) => Some(Value::Duration(0)),
        _ => None,
    });
    let zero = zero.ok_or_else(|| unknown("the type of the sum of no numbers is not known here"))?;
    Ok(args
        .iter()
        .map(|arg| if matches!(arg, Value::Nothing) { zero.clone() } else { arg.clone() })
        .collect())
}

fn is_unsaid(value: &Value) -> bool {
    match value {
        Value::Unsaid => true,
        Value::Optional(Some(inner)) => is_unsaid(inner),
        Value::List(list) => list.items.iter().any(is_unsaid),
        _ => false,
    }
}

/// How much work a value may make, in steps. Source: `StringTraversalCostFactor`
fn weight(value: &Value) -> u64 {
    match value {
        Value::Str(text) => text.len() as u64 / 10,
        Value::Bytes(bytes) => bytes.len() as u64 / 10,
        Value::List(list) => list.items.len() as u64 / 10,
        _ => 0,
    }
}

/// A list of strings.
fn texts(texts: impl IntoIterator<Item = String>) -> Value {
    Value::list(texts.into_iter().map(|text| Value::str(&text)).collect())
}
