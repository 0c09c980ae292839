//! Values that may be missing. Source: cel-go, cel/library.go

use super::super::value::{Value, unfit, wrong};
use super::Found;

pub(super) fn call(name: &str, _: bool, args: &[Value]) -> Found {
    Some(match (name, args) {
        ("optional.none", []) => Ok(Value::Optional(None)),
        ("optional.of", [value]) => Ok(Value::some(value.clone())),
        ("optional.ofNonZeroValue", [value]) => {
            Ok(if value.is_zero() { Value::Optional(None) } else { Value::some(value.clone()) })
        }
        ("hasValue", [Value::Optional(value)]) => Ok(Value::Bool(value.is_some())),
        ("value", [Value::Optional(Some(value))]) => Ok((**value).clone()),
        ("value", [Value::Optional(None)]) => Err(wrong("an optional value is missing")),
        ("first", [Value::List(list)]) => {
            Ok(list.items.first().cloned().map_or(Value::Optional(None), Value::some))
        }
        ("last", [Value::List(list)]) => {
            Ok(list.items.last().cloned().map_or(Value::Optional(None), Value::some))
        }
        ("optional.unwrap" | "unwrapOpt", [Value::List(list)]) => {
            let mut items = Vec::new();
            for item in &list.items {
                match item {
                    Value::Optional(value) => items.extend(value.as_deref().cloned()),
                    other => return Some(Err(unfit(name, &[other]))),
                }
            }
            Ok(Value::list(items))
        }
        _ => return None,
    })
}
