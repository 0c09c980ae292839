//! YAML, JSON and TOML: Helm's own functions and those of sprig that they do not replace.
//!
//! Source: helm, pkg/engine/funcs.go; sprig, defaults.go and network.go.

use super::Type::{Any, Str};
use super::cost::SYNTAX;
use super::{Env, Func, Since, func};
use crate::json;
use crate::toml;
use crate::value::{Dict, ElemType, Entries, MapType, Slice, Value};
use crate::yaml;
use std::sync::Arc;

/// The functions of this family.
pub const TABLE: &[Func] = &[
    func("fromJson", &[Str], from_json).at(SYNTAX),
    func("fromJsonArray", &[Str], from_json_array).at(SYNTAX),
    func("fromToml", &[Str], from_toml).at(SYNTAX),
    func("fromYaml", &[Str], from_yaml).at(SYNTAX),
    func("fromYamlArray", &[Str], from_yaml_array).at(SYNTAX),
    func("getHostByName", &[Str], |_, _| Ok("".into())),
    func("mustFromJson", &[Str], |env, args| json::decode(parsed(env, args)?)).at(SYNTAX),
    func("mustToJson", &[Any], |_, args| json::encode(value(args)).map(Value::from)).at(SYNTAX),
    func("mustToPrettyJson", &[Any], |_, args| to_pretty_json(args)).at(SYNTAX),
    func("mustToRawJson", &[Any], |_, args| json::encode_raw(value(args)).map(Value::from)).at(SYNTAX),
    helm4("mustToToml", &[Any], |_, args| toml::encode(value(args)).map(Value::from)),
    helm4("mustToYaml", &[Any], |_, args| to_yaml(args)),
    func("toJson", &[Any], |_, args| or_empty(json::encode(value(args)).map(Value::from))).at(SYNTAX),
    func("toPrettyJson", &[Any], |_, args| or_empty(to_pretty_json(args))).at(SYNTAX),
    func("toRawJson", &[Any], |_, args| json::encode_raw(value(args)).map(Value::from)).at(SYNTAX),
    func("toToml", &[Any], to_toml).at(SYNTAX),
    func("toYaml", &[Any], |_, args| or_empty(to_yaml(args))).at(SYNTAX),
    func("toYamlPretty", &[Any], |_, args| {
        or_empty(yaml::to_yaml_pretty(value(args)).and_then(without_newline))
    })
    .at(SYNTAX),
];

const fn helm4(name: &'static str, params: &'static [super::Type], run: super::Run) -> Func {
    Func { since: Since::Helm4, ..func(name, params, run) }
}

fn value(args: &[Value]) -> &Value {
    args.first().unwrap_or(&Value::Nil)
}

/// The text of the first argument, once what it may be parsed to is paid for.
fn parsed<'a>(env: &Env, args: &'a [Value]) -> Result<&'a str, String> {
    let text = args.first().and_then(Value::as_str).unwrap_or_default();
    env.charge_parsed(text.len())?;
    Ok(text)
}

/// Swallows the error, as the functions do whose names do not start with `must`; our own bound is none of theirs.
fn or_empty(result: Result<Value, String>) -> Result<Value, String> {
    match result {
        Err(error) if error == json::TOO_LARGE => Err(error),
        result => Ok(result.unwrap_or_else(|_| "".into())),
    }
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
        Err(error) if value(args).is_nil() || error == json::TOO_LARGE => Err(error),
        result => Ok(result.unwrap_or_else(|error| error).into()),
    }
}

fn to_pretty_json(args: &[Value]) -> Result<Value, String> {
    json::encode_indent(value(args), "  ").map(Value::from)
}

/// Always a map; an error stands in it under the key `Error`.
fn from_yaml(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(match yaml::parse_map(parsed(env, args)?, json::ANY_MAP) {
        Ok(Value::Nil) => Entries::new().into(),
        Ok(map) => map,
        Err(error) => error_map(error.message()),
    })
}

/// Always a list; an error is its only item.
fn from_yaml_array(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(match yaml::parse_list(parsed(env, args)?) {
        Ok(Value::Nil) => Value::from(Vec::new()),
        Ok(list) => list,
        Err(error) => vec![error.message().into()].into(),
    })
}

/// Always a map, with what could be read before an error that is noted under the key `Error`.
fn from_json(env: &Env, args: &[Value]) -> Result<Value, String> {
    let (value, error) = json::decode_map(parsed(env, args)?);
    let value = match (value, &error) {
        (Value::Nil, None) => Value::Map(Arc::new(Dict::nil(MapType::Any))),
        (Value::Nil, Some(_)) => Entries::new().into(),
        (value, _) => value,
    };
    if let (Some(map), Some(error)) = (value.as_map(), error) {
        map.insert("Error", error.into());
    }
    Ok(value)
}

/// Always a list; an error is its only item.
fn from_json_array(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(match json::decode_list(parsed(env, args)?) {
        Ok(Value::Nil) => Value::List(Arc::new(Slice::nil(ElemType::Any))),
        Ok(list) => list,
        Err(error) => vec![error.into()].into(),
    })
}

/// Always a map; an error stands in it under the key `Error`.
fn from_toml(env: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(toml::decode(parsed(env, args)?, &*env.world).map_or_else(|error| error_map(&error), Value::Map))
}

fn error_map(error: &str) -> Value {
    [("Error", error.into())].into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::golang::fmt::sprint;
    use crate::golang::recorded::NoWorld;
    use crate::helm::Helm;

    fn call(name: &str, arg: Value) -> Result<Value, String> {
        let func = TABLE.iter().find(|func| func.name == name).unwrap();
        (func.run)(&Env::new(Helm::V4, Arc::new(NoWorld)), &[arg])
    }

    fn shown(name: &str, arg: impl Into<Value>) -> String {
        call(name, arg.into()).map_or_else(|error| format!("error: {error}"), |value| sprint(&[value]))
    }

    // What Helm 4.3.1 prints.
    #[test]
    fn errors_are_swallowed_or_not() {
        let nan = || Value::Float(f64::NAN);
        assert_eq!(shown("toYaml", nan()), "");
        assert_eq!(
            shown("mustToYaml", nan()),
            "error: error marshaling into JSON: json: unsupported value: NaN"
        );
        assert_eq!(shown("toJson", nan()), "");
        assert_eq!(shown("mustToJson", nan()), "error: json: unsupported value: NaN");
        assert_eq!(shown("toRawJson", nan()), "error: json: unsupported value: NaN");
        assert_eq!(shown("toYaml", "a\u{7F}"), "");
        assert_eq!(shown("toToml", Value::Nil), "error: reflect: call of reflect.Value.Type on zero Value");
        assert_eq!(
            shown("toToml", vec![Value::Nil, 1.0.into()]),
            "toml: cannot encode array with nil element"
        );
        assert_eq!(
            shown("fromYaml", "- a"),
            "map[Error:error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value \
             of type map[string]interface {}]"
        );
        assert_eq!(
            shown("fromYamlArray", "a: b: c"),
            "[error converting YAML to JSON: yaml: mapping values are not allowed in this context]"
        );
        assert_eq!(shown("fromJson", "["), "map[Error:unexpected end of JSON input]");
        assert_eq!(
            shown("fromJson", "{\"a\":1,\"b\":1e999}"),
            "map[Error:json: cannot unmarshal number 1e999 into Go value of type float64 a:1 b:<nil>]"
        );
        assert_eq!(
            shown("fromToml", "a = 1\nb ="),
            "map[Error:toml: line 2 (last key \"b\"): unexpected EOF; expected value]"
        );
        assert_eq!(shown("mustFromJson", "x"), "error: invalid character 'x' looking for beginning of value");
    }

    // What Helm 4.3.1 prints.
    #[test]
    fn nothing_is_an_empty_collection() {
        assert_eq!(shown("fromYaml", ""), "map[]");
        assert_eq!(shown("toJson", call("fromYaml", "".into()).unwrap()), "{}");
        assert_eq!(shown("toJson", call("fromYamlArray", "null".into()).unwrap()), "[]");
        assert_eq!(shown("toJson", call("fromJsonArray", "null".into()).unwrap()), "null");
    }

    // What Helm 4.3.1 prints.
    #[test]
    fn numbers_keep_the_type_that_the_text_gives_them() {
        let type_of = |name: &str, text: &str| {
            let value = call(name, text.into()).unwrap().get("a").unwrap();
            value.type_name().into_owned()
        };
        assert_eq!(type_of("fromYaml", "a: 1"), "float64");
        assert_eq!(type_of("fromJson", "{\"a\": 1}"), "float64");
        assert_eq!(type_of("fromToml", "a = 1"), "int64");
        assert_eq!(shown("toYaml", 1e6), "1000000");
        assert_eq!(shown("toYamlPretty", 1e6), "1e+06");
    }
}
