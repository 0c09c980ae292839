//! Values as JSON Schema sees them: their types, and when two are equal.

use super::json::Json;
use super::number::Decimal;
use crate::value::{Str, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The types of JSON, in the order in which a message lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Null,
    Boolean,
    Number,
    Integer,
    String,
    Array,
    Object,
}

impl Type {
    pub(super) const ALL: [Type; 7] =
        [Type::Null, Type::Boolean, Type::Number, Type::Integer, Type::String, Type::Array, Type::Object];

    pub(super) fn of(value: &Value) -> Option<Type> {
        match value {
            Value::Invalid | Value::Nil => Some(Type::Null),
            Value::Bool(_) => Some(Type::Boolean),
            Value::Float(f) if !f.is_finite() => None,
            Value::Int(_) | Value::Int64(_) | Value::Float(_) => Some(Type::Number),
            Value::Str(_) => Some(Type::String),
            Value::List(_) => Some(Type::Array),
            Value::Map(_) => Some(Type::Object),
            Value::Object(_) => None,
        }
    }

    pub(super) fn set(types: &Json<'_>) -> Vec<Type> {
        let one = std::slice::from_ref(types);
        let names = types.as_array().unwrap_or(one).iter().filter_map(Json::as_str);
        names.filter_map(|name| Type::ALL.into_iter().find(|typ| typ.name() == name)).collect()
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Type::Null => "null",
            Type::Boolean => "boolean",
            Type::Number => "number",
            Type::Integer => "integer",
            Type::String => "string",
            Type::Array => "array",
            Type::Object => "object",
        }
    }
}

pub(super) fn equals_json(value: &Value, json: &Json<'_>) -> bool {
    match (value, json) {
        (Value::Nil | Value::Invalid, Json::Null) => true,
        (Value::Bool(a), Json::Bool(b)) => a == b,
        (Value::Str(a), Json::Str(b)) => **a == **b,
        (Value::Int(_) | Value::Int64(_) | Value::Float(_), Json::Number(text)) => {
            Decimal::of(value).is_some_and(|number| Decimal::parse(text) == Some(number))
        }
        (Value::List(list), Json::Array(items)) => {
            list.items.len() == items.len()
                && list.items.iter().zip(items.iter()).all(|(a, b)| equals_json(a, b))
        }
        (Value::Map(map), Json::Object(entries)) => {
            let map = map.snapshot();
            map.len() == entries.len()
                && entries
                    .iter()
                    .all(|(key, json)| map.get(&**key).is_some_and(|value| equals_json(value, json)))
        }
        _ => false,
    }
}

/// A value in a form in which equal values are equal and all values have an order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Comparable {
    Null,
    Bool(bool),
    Number(Option<Decimal>),
    Str(Str),
    List(Vec<Comparable>),
    Map(Vec<(Str, Comparable)>),
    /// Not comparable to anything, itself included: told apart by its place.
    Other(usize),
}

impl Comparable {
    fn of(value: &Value) -> Comparable {
        match value {
            Value::Invalid | Value::Nil => Comparable::Null,
            Value::Bool(b) => Comparable::Bool(*b),
            Value::Int(_) | Value::Int64(_) | Value::Float(_) => Comparable::Number(Decimal::of(value)),
            Value::Str(text) => Comparable::Str(text.clone()),
            Value::List(list) => Comparable::List(list.items.iter().map(Comparable::of).collect()),
            Value::Map(map) => Comparable::Map(
                map.snapshot().iter().map(|(key, value)| (key.clone(), Comparable::of(value))).collect(),
            ),
            Value::Object(object) => Comparable::Other(Arc::as_ptr(object).addr()),
        }
    }
}

/// The first item that equals an earlier one, and that earlier one. Source: util.go, duplicates.
pub(super) fn duplicates(items: &[Value]) -> Option<(usize, usize)> {
    let mut seen = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        if let Some(first) = seen.insert(Comparable::of(item), index) {
            return Some((first, index));
        }
    }
    None
}
