//! YAML, JSON and TOML: Helm's own functions and those of sprig that they do not replace.
//!
//! Source: helm, pkg/engine/funcs.go; sprig, defaults.go and network.go.

use super::Type::{Any, Str};
use super::{Env, Func, Since, func};
use crate::json;
use crate::toml;
use crate::value::{ElemType, Entries, Slice, Value};
use crate::yaml;
use std::sync::Arc;

/// The functions of this family.
pub const TABLE: &[Func] = &[
    func("fromJson", &[Str], from_json),
    func("fromJsonArray", &[Str], from_json_array),
    func("fromToml", &[Str], from_toml),
    func("fromYaml", &[Str], from_yaml),
    func("fromYamlArray", &[Str], from_yaml_array),
    func("getHostByName", &[Str], |_, _| Ok("".into())),
    func("mustFromJson", &[Str], |_, args| json::decode(text(args))),
    func("mustToJson", &[Any], |_, args| json::encode(value(args)).map(Value::from)),
    func("mustToPrettyJson", &[Any], |_, args| to_pretty_json(args)),
    func("mustToRawJson", &[Any], |_, args| json::encode_raw(value(args)).map(Value::from)),
    helm4("mustToToml", &[Any], |_, args| toml::encode(value(args)).map(Value::from)),
    helm4("mustToYaml", &[Any], |_, args| to_yaml(args)),
    func("toJson", &[Any], |_, args| or_empty(json::encode(value(args)).map(Value::from))),
    func("toPrettyJson", &[Any], |_, args| or_empty(to_pretty_json(args))),
    func("toRawJson", &[Any], |_, args| json::encode_raw(value(args)).map(Value::from)),
    func("toToml", &[Any], to_toml),
    func("toYaml", &[Any], |_, args| or_empty(to_yaml(args))),
    func("toYamlPretty", &[Any], |_, args| {
        or_empty(yaml::to_yaml_pretty(value(args)).and_then(without_newline))
    }),
];

const fn helm4(name: &'static str, params: &'static [super::Type], run: super::Run) -> Func {
    Func { since: Since::Helm4, ..func(name, params, run) }
}

fn value(args: &[Value]) -> &Value {
    args.first().unwrap_or(&Value::Nil)
}

fn text(args: &[Value]) -> &str {
    args.first().and_then(Value::as_str).unwrap_or_default()
}

/// Swallows the error, as the functions do whose names do not start with `must`.
fn or_empty(result: Result<Value, String>) -> Result<Value, String> {
    Ok(result.unwrap_or_else(|_| "".into()))
}

fn to_yaml(args: &[Value]) -> Result<Value, String> {
    without_newline(yaml::to_yaml(value(args))?)
}

fn without_newline(mut text: String) -> Result<Value, String> {
    if text.ends_with('\n') {
        text.pop();
    }
    Ok(text.into())
}

/// The text of an error stands in for the result, except where the library panics.
fn to_toml(_: &Env, args: &[Value]) -> Result<Value, String> {
    match toml::encode(value(args)) {
        Err(error) if value(args).is_nil() => Err(error),
        result => Ok(result.unwrap_or_else(|error| error).into()),
    }
}

fn to_pretty_json(args: &[Value]) -> Result<Value, String> {
    json::encode_indent(value(args), "  ").map(Value::from)
}

/// Always a map; an error stands in it under the key `Error`.
fn from_yaml(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(match yaml::parse_map(text(args), json::ANY_MAP) {
        Ok(Value::Nil) => Entries::new().into(),
        Ok(map) => map,
        Err(error) => error_map(error.message()),
    })
}

/// Always a list; an error is its only item.
fn from_yaml_array(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(match yaml::parse_list(text(args)) {
        Ok(Value::Nil) => Value::from(Vec::new()),
        Ok(list) => list,
        Err(error) => vec![error.message().into()].into(),
    })
}

/// Always a map, with what could be read before an error that is noted under the key `Error`.
fn from_json(_: &Env, args: &[Value]) -> Result<Value, String> {
    let (value, error) = json::decode_map(text(args));
    let value = if value.is_nil() { Entries::new().into() } else { value };
    if let (Some(map), Some(error)) = (value.as_map(), error) {
        map.insert("Error", error.into());
    }
    Ok(value)
}

/// Always a list; an error is its only item.
fn from_json_array(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(match json::decode_list(text(args)) {
        Ok(Value::Nil) => Value::List(Arc::new(Slice::nil(ElemType::Any))),
        Ok(list) => list,
        Err(error) => vec![error.into()].into(),
    })
}

/// Always a map; an error stands in it under the key `Error`.
fn from_toml(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(toml::decode(text(args), &*env.world).map_or_else(|error| error_map(&error), Value::Map))
}

fn error_map(error: &str) -> Value {
    [("Error", error.into())].into()
}
