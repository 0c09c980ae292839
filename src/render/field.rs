//! Fields and methods: `.a.b`, `.Files.Get "x"`. Source: Go, text/template/exec.go, `evalField`.

use crate::helm::Helm;
use crate::value::{Dict, MapType, Value};
use std::borrow::Cow;

/// Whether Go holds the receiver as it is or in an `interface{}`: what nil does, and how errors name its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    Concrete,
    Interface,
}

/// The name of a value's Go type, as `%T` prints it under the given Helm.
pub(super) fn type_name(value: &Value, helm: Helm) -> Cow<'_, str> {
    match value {
        Value::Map(map) if map.typ == MapType::Values => Cow::Borrowed(helm.values_type()),
        _ => value.type_name(),
    }
}

/// Follows a chain of fields.
///
/// # Errors
/// Go's sentence: `nil pointer evaluating interface {}.b`, `can't evaluate field b in type string`.
pub(super) fn follow<'n>(
    receiver: Value,
    names: impl Iterator<Item = &'n str>,
    mut held: Held,
    helm: Helm,
) -> Result<Value, String> {
    let mut value = receiver;
    for name in names {
        (value, held) = field(&value, name, held, helm)?;
    }
    Ok(value)
}

fn field(receiver: &Value, name: &str, held: Held, helm: Helm) -> Result<(Value, Held), String> {
    match receiver {
        Value::Nil | Value::Invalid => match held {
            Held::Concrete => return Ok((Value::Invalid, Held::Concrete)),
            Held::Interface => return Err(format!("nil pointer evaluating interface {{}}.{name}")),
        },
        Value::Map(map) => {
            if map.typ == MapType::Values
                && let Some(result) = values_method(receiver, name, &[])
            {
                return Ok((calling(name, result)?, Held::Concrete));
            }
            return Ok(match (map.get(name), map.typ) {
                (Some(value), MapType::Strings) => (value, Held::Concrete),
                (None, MapType::Strings) => (Value::from(""), Held::Concrete),
                (value, _) => (value.unwrap_or_default(), Held::Interface),
            });
        }
        Value::Object(object) => {
            if let Some(result) = object.method(name, &[]) {
                return Ok((calling(name, result)?, Held::Concrete));
            }
            if let Some(value) = object.field(name) {
                return Ok((value, Held::Concrete));
            }
        }
        _ => {}
    }
    Err(cannot_evaluate(receiver, name, held, helm))
}

/// Calls a method with arguments: `.Capabilities.APIVersions.Has "v1"`.
///
/// # Errors
/// Go's sentence.
pub(super) fn method(
    receiver: &Value,
    name: &str,
    args: &[Value],
    held: Held,
    helm: Helm,
) -> Result<Value, String> {
    match receiver {
        Value::Nil | Value::Invalid => field(receiver, name, held, helm).map(|(value, _)| value),
        Value::Map(map) => {
            if map.typ == MapType::Values
                && let Some(result) = values_method(receiver, name, args)
            {
                return calling(name, result);
            }
            Err(format!("{name} is not a method but has arguments"))
        }
        Value::Object(object) => match object.method(name, args) {
            Some(result) => calling(name, result),
            None if object.field(name).is_some() => {
                Err(format!("{name} has arguments but cannot be invoked as function"))
            }
            None => Err(cannot_evaluate(receiver, name, held, helm)),
        },
        _ => Err(cannot_evaluate(receiver, name, held, helm)),
    }
}

/// A method's own error is wrapped; one about how it was called is Go's.
fn calling(name: &str, result: Result<Value, String>) -> Result<Value, String> {
    result.map_err(|error| {
        if ["wrong number of args for ", "wrong type for value; ", "invalid value; ", "expected "]
            .iter()
            .any(|own| error.starts_with(own))
        {
            error
        } else {
            format!("error calling {name}: {error}")
        }
    })
}

fn cannot_evaluate(receiver: &Value, name: &str, held: Held, helm: Helm) -> String {
    let typ = match held {
        Held::Interface => Cow::Borrowed("interface {}"),
        Held::Concrete => type_name(receiver, helm),
    };
    format!("can't evaluate field {name} in type {typ}")
}

/// The methods of Helm's map type that a template can call. Source: Helm, chart/common/values.go.
fn values_method(receiver: &Value, name: &str, args: &[Value]) -> Option<Result<Value, String>> {
    let arity = |want: usize| {
        (args.len() != want)
            .then(|| Err(format!("wrong number of args for {name}: want {want} got {}", args.len())))
    };
    match name {
        "AsMap" => arity(0).or_else(|| Some(Ok(Value::Map(Dict::as_plain(receiver.as_map()?))))),
        "YAML" => arity(0).or_else(|| Some(crate::yaml::to_yaml(receiver).map(Value::from))),
        "Table" | "PathValue" => arity(1).or_else(|| {
            let path = args.first()?.as_str()?;
            let mut value = receiver.clone();
            for part in path.split('.') {
                match value.get(part) {
                    Some(next) if name == "PathValue" || next.as_map().is_some() => value = next,
                    _ => return Some(Err(format!("\"{part}\" is not a table"))),
                }
            }
            Some(Ok(value))
        }),
        _ => None,
    }
}
