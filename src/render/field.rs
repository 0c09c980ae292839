//! Fields and methods: `.a.b`, `.Files.Get "x"`. Source: Go, text/template/exec.go, `evalField`.

use super::errors::{Failure, GoError, Got};
use super::session::Session;
use crate::funcs::{cost, size};
use crate::golang::named::Named;
use crate::helm::Helm;
use crate::value::{Dict, MapType, Object, Value};
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
    held: Held,
    helm: Helm,
) -> Result<Value, Failure> {
    reach(receiver, names, held, helm).map(|(value, _)| value)
}

/// As [`follow`], with how Go holds what it finds.
fn reach<'n>(
    receiver: Value,
    names: impl Iterator<Item = &'n str>,
    mut held: Held,
    helm: Helm,
) -> Result<(Value, Held), Failure> {
    let mut value = receiver;
    for name in names {
        (value, held) = field(&value, name, held, helm)?;
    }
    Ok((value, held))
}

/// What has the method at the end of a path, the method's name, and how Go holds the owner.
fn owner<'n>(
    receiver: &Value,
    path: &'n str,
    held: Held,
    helm: Helm,
) -> Result<(Value, &'n str, Held), Failure> {
    let Some((fields, name)) = path.rsplit_once('.') else { return Ok((receiver.clone(), path, held)) };
    let (value, held) = reach(receiver.clone(), fields.split('.'), held, helm)?;
    Ok((value, name, held))
}

fn field(receiver: &Value, name: &str, held: Held, helm: Helm) -> Result<(Value, Held), Failure> {
    match receiver {
        Value::Nil | Value::Invalid => match held {
            Held::Concrete => return Ok((Value::Invalid, Held::Concrete)),
            Held::Interface => {
                return Err(Failure::Here(format!("nil pointer evaluating interface {{}}.{name}")));
            }
        },
        Value::Map(map) => {
            if map.typ == MapType::Values
                && let Some(result) = values_method(receiver, name, &[])
            {
                return Ok((result?, Held::Concrete));
            }
            return Ok(match (map.get(name), map.typ) {
                (Some(value), MapType::Strings) => (value, Held::Concrete),
                (None, MapType::Strings) => (Value::from(""), Held::Concrete),
                (value, _) => (value.unwrap_or_default(), Held::Interface),
            });
        }
        Value::Object(object) => {
            if let Some(result) = invoke(&**object, name, &[], helm) {
                return Ok((result?, Held::Concrete));
            }
            if let Some(value) = object.field(name) {
                return Ok((value, Held::Concrete));
            }
            if object.kind() != "map" && object.fields().iter().any(|(field, _)| *field == name) {
                let typ = type_name(receiver, helm);
                return Err(Failure::Here(format!("{name} is an unexported field of struct type {typ}")));
            }
        }
        _ => {}
    }
    Err(cannot_evaluate(receiver, name, held, helm))
}

/// Whether a method can be called with so many arguments, which Go knows before it looks at them.
///
/// # Errors
/// Go's sentence.
pub(super) fn callable(
    receiver: &Value,
    path: &str,
    count: usize,
    held: Held,
    helm: Helm,
) -> Result<(), Failure> {
    let (receiver, name, held) = owner(receiver, path, held, helm)?;
    let known = match &receiver {
        Value::Map(map) if map.typ == MapType::Values => values_params(name).map(<[_]>::len),
        Value::Object(object) => object.params(name).map(<[_]>::len),
        _ => None,
    };
    match known {
        Some(want) if want == count => Ok(()),
        Some(want) => Err(miscounted(name, want, count)),
        None => called(&receiver, name, &vec![Value::Nil; count], held, helm).map(drop),
    }
}

fn miscounted(name: &str, want: usize, got: usize) -> Failure {
    Failure::Here(format!("wrong number of args for {name}: want {want} got {got}"))
}

/// Calls the method at the end of a path: `.Capabilities.APIVersions.Has "v1"`.
///
/// # Errors
/// Go's sentence.
pub(super) fn method(
    receiver: &Value,
    path: &str,
    args: &[Value],
    held: Held,
    helm: Helm,
) -> Result<Value, Failure> {
    let (receiver, name, held) = owner(receiver, path, held, helm)?;
    called(&receiver, name, args, held, helm)
}

fn called(receiver: &Value, name: &str, args: &[Value], held: Held, helm: Helm) -> Result<Value, Failure> {
    match receiver {
        Value::Nil | Value::Invalid => field(receiver, name, held, helm).map(|(value, _)| value),
        Value::Map(map) => {
            if map.typ == MapType::Values
                && let Some(result) = values_method(receiver, name, args)
            {
                return result;
            }
            Err(Failure::Here(format!("{name} is not a method but has arguments")))
        }
        Value::Object(object) => match invoke(&**object, name, args, helm) {
            Some(result) => result,
            None if object.kind() == "map" => {
                Err(Failure::Here(format!("{name} is not a method but has arguments")))
            }
            None if object.field(name).is_some() => {
                Err(Failure::Here(format!("{name} has arguments but cannot be invoked as function")))
            }
            None => Err(cannot_evaluate(receiver, name, held, helm)),
        },
        _ => Err(cannot_evaluate(receiver, name, held, helm)),
    }
}

/// Calls a method of an object as Go does: the count of arguments first, then each one's type.
/// Source: Go, exec.go, `evalCall`.
fn invoke(object: &dyn Object, name: &str, args: &[Value], helm: Helm) -> Option<Result<Value, Failure>> {
    if let Some(params) = object.params(name) {
        if params.len() != args.len() {
            return Some(Err(miscounted(name, params.len(), args.len())));
        }
        if let Some(message) = object.barred(name) {
            return Some(Err(Failure::Here(message)));
        }
        let unfit = args.iter().zip(params).position(|(arg, typ)| !fits(arg, typ));
        if let Some((index, typ)) = unfit.and_then(|index| Some((index, params.get(index)?))) {
            let got =
                args.get(index).map_or(Got::Nil, |arg| Got::of(arg, || type_name(arg, helm).into_owned()));
            return Some(Err(Failure::Argument(index, (*typ).to_owned(), got)));
        }
    }
    let args: Vec<Value> = args.iter().map(|arg| constant(arg).unwrap_or_else(|| arg.clone())).collect();
    if let Err(message) = counted(object.work(name, &args))
        && object.params(name).is_some()
    {
        return Some(calling(name, Err(message)));
    }
    let paid = |value| paid(value, cost::QUICK);
    object.method(name, &args).map(|result| calling(name, result.and_then(paid)))
}

/// Takes the steps of a method that looks at so many bytes. Outside of a render nobody counts.
fn counted(bytes: usize) -> Result<(), String> {
    let steps = (bytes as u64).saturating_mul(cost::QUICK) / 16;
    Session::current().map_or(Ok(()), |session| session.env.step(cost::CALL + steps))
}

/// Pays for what a method has made, at a pace in sixteenths of a step.
fn paid(value: Value, pace: u64) -> Result<Value, String> {
    let Ok(session) = Session::current() else { return Ok(value) };
    match &value {
        Value::Str(text) => {
            session.env.step(text.len() as u64 * pace / 16)?;
            session.env.charge(text.len() + size::TEXT)?;
        }
        Value::List(list) => session.env.charge_parts(list.items.len())?,
        _ => {}
    }
    Ok(value)
}

/// An integer that is written in the template, which takes the type that is asked for.
fn constant(value: &Value) -> Option<Value> {
    value.as_object::<Named>().filter(|named| named.is_constant())?.underlying()
}

/// Whether a value can be passed where a method wants the type.
fn fits(value: &Value, typ: &str) -> bool {
    match (typ, value) {
        ("string", Value::Str(_)) | ("int", Value::Int(_)) => true,
        ("int" | "time.Duration", _) if constant(value).is_some() => true,
        (_, Value::Object(object)) => object.type_name() == typ,
        // Go makes a nil pointer of no value, but not of a nil interface.
        (_, Value::Invalid) => typ.starts_with('*'),
        _ => false,
    }
}

fn calling(name: &str, result: Result<Value, String>) -> Result<Value, Failure> {
    result.map_err(|error| Failure::Calling(name.to_owned(), GoError::plain(error)))
}

fn cannot_evaluate(receiver: &Value, name: &str, held: Held, helm: Helm) -> Failure {
    let typ = match held {
        Held::Interface => Cow::Borrowed("interface {}"),
        Held::Concrete => type_name(receiver, helm),
    };
    Failure::Here(format!("can't evaluate field {name} in type {typ}"))
}

fn values_params(name: &str) -> Option<&'static [&'static str]> {
    match name {
        "AsMap" | "YAML" => Some(&[]),
        "Table" | "PathValue" => Some(&["string"]),
        _ => None,
    }
}

/// The methods of Helm's map type that a template can call. Source: Helm, chart/common/values.go.
fn values_method(receiver: &Value, name: &str, args: &[Value]) -> Option<Result<Value, Failure>> {
    let want = values_params(name)?.len();
    if args.len() != want {
        return Some(Err(miscounted(name, want, args.len())));
    }
    let path = match args.first() {
        None => "",
        Some(Value::Str(path)) => path,
        Some(other) => {
            let got = Got::of(other, || other.type_name().into_owned());
            return Some(Err(Failure::Argument(0, "string".to_owned(), got)));
        }
    };
    let result = match name {
        "AsMap" => Ok(Value::Map(Dict::as_plain(receiver.as_map()?))),
        "YAML" => crate::yaml::to_yaml(receiver).and_then(|yaml| paid(Value::from(yaml), 4 * cost::SYNTAX)),
        "Table" => table(receiver, path),
        _ => path_value(receiver, path),
    };
    Some(calling(name, result))
}

/// The map at a path of keys. Source: Helm, chart/common/values.go, `Table`.
fn table(receiver: &Value, path: &str) -> Result<Value, String> {
    path.split('.').try_fold(receiver.clone(), |value, key| match value.get(key) {
        Some(next) if next.as_map().is_some() => Ok(next),
        _ => Err(format!("\"{key}\" is not a table")),
    })
}

/// What stands at a path of keys and is no map. Source: Helm, chart/common/values.go, `PathValue`.
fn path_value(receiver: &Value, path: &str) -> Result<Value, String> {
    if path.is_empty() {
        return Err("YAML path cannot be empty".to_owned());
    }
    let (above, key) = path.rsplit_once('.').map_or((None, path), |(above, key)| (Some(above), key));
    let holder = above.map_or_else(|| Ok(receiver.clone()), |above| table(receiver, above));
    let value = holder.ok().and_then(|holder| holder.get(key)).filter(|value| value.as_map().is_none());
    value.ok_or_else(|| format!("\"{key}\" is not a value"))
}
