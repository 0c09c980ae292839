//! The functions of the language: operators, conversions, sizes and tests of strings.
//!
//! Sources: cel-go, common/stdlib/standard.go and common/types

use std::cmp::Ordering;
use std::rc::Rc;

use cel::common::ast::operators;

use super::super::Fault;
use super::super::eval::index;
use super::super::value::{Answer, List, ListKind, Value, holds, same_key, unknown, wrong};
use super::Found;
use crate::golang::regexp::Regexp;
use crate::golang::strconv::{format_float, parse_bool, parse_float, parse_int, parse_uint};

pub(super) fn call(name: &str, _: bool, args: &[Value]) -> Found {
    if let Some(answer) = operator(name, args) {
        return Some(answer);
    }
    Some(match (name, args) {
        ("type", [value]) => Ok(Value::Type(value.type_name())),
        ("dyn", [value]) => Ok(value.clone()),
        ("size", [Value::Str(text)]) => Ok(count(text.chars().count())),
        ("size", [Value::Bytes(bytes)]) => Ok(count(bytes.len())),
        ("size", [Value::List(list)]) => Ok(count(list.items.len())),
        ("size", [Value::Map(map)]) => Ok(count(map.entries.len())),
        ("contains", [Value::Str(text), Value::Str(part)]) => Ok(Value::Bool(text.contains(&**part))),
        ("startsWith", [Value::Str(text), Value::Str(part)]) => Ok(Value::Bool(text.starts_with(&**part))),
        ("endsWith", [Value::Str(text), Value::Str(part)]) => Ok(Value::Bool(text.ends_with(&**part))),
        ("matches", [Value::Str(text), Value::Str(pattern)]) => {
            regexp(pattern).and_then(|r| r.is_match(text).map(Value::Bool).map_err(|_| too_much()))
        }
        ("bool", [Value::Bool(b)]) => Ok(Value::Bool(*b)),
        ("bool", [Value::Str(text)]) => {
            parse_bool(text).map(Value::Bool).map_err(|_| no_conversion(text, name))
        }
        ("bytes", [Value::Bytes(bytes)]) => Ok(Value::Bytes(bytes.clone())),
        ("bytes", [Value::Str(text)]) => Ok(Value::Bytes(text.as_bytes().into())),
        ("double", [value]) => return double(value),
        ("int", [value]) => return int(value),
        ("uint", [value]) => return uint(value),
        ("string", [value]) => return string(value),
        _ => return None,
    })
}

fn count(size: usize) -> Value {
    Value::Int(i64::try_from(size).unwrap_or(i64::MAX))
}

/// A regular expression of Go's.
pub(super) fn regexp(pattern: &str) -> Result<Regexp, Fault> {
    Regexp::new(pattern).map_err(|why| wrong(format!("{pattern:?} is no regular expression: {why}")))
}

pub(super) fn too_much() -> Fault {
    unknown("a regular expression takes too much work")
}

fn no_conversion(text: &str, to: &str) -> Fault {
    wrong(format!("{to} does not take {text:?}"))
}

fn too_large() -> Fault {
    wrong("a number becomes too large")
}

fn operator(name: &str, args: &[Value]) -> Found {
    Some(match (name, args) {
        (operators::EQUALS, [a, b]) => a.equals(b).map(Value::Bool),
        // What cannot be compared is not equal.
        (operators::NOT_EQUALS, [a, b]) => match a.equals(b) {
            Ok(equal) => Ok(Value::Bool(!equal)),
            Err(Fault::Wrong(_)) => Ok(Value::Bool(true)),
            Err(fault) => Err(fault),
        },
        (operators::LESS, [a, b]) => a.order(b).map(|o| Value::Bool(o == Ordering::Less)),
        (operators::LESS_EQUALS, [a, b]) => a.order(b).map(|o| Value::Bool(o != Ordering::Greater)),
        (operators::GREATER, [a, b]) => a.order(b).map(|o| Value::Bool(o == Ordering::Greater)),
        (operators::GREATER_EQUALS, [a, b]) => a.order(b).map(|o| Value::Bool(o != Ordering::Less)),
        (operators::LOGICAL_NOT, [Value::Bool(b)]) => Ok(Value::Bool(!b)),
        (operators::NEGATE, [Value::Int(i)]) => i.checked_neg().map(Value::Int).ok_or_else(too_large),
        (operators::NEGATE, [Value::Double(f)]) => Ok(Value::Double(-f)),
        (operators::IN, [item, Value::List(list)]) => Ok(Value::Bool(holds(&list.items, item))),
        (operators::IN, [_, Value::Map(_)]) => index(&args[1], &args[0]).map(|f| Value::Bool(f.is_some())),
        (operators::INDEX, [of, at]) => index(of, at).and_then(|found| found.ok_or_else(|| missing(of, at))),
        (operators::OPT_INDEX, [of, at]) => index(of, at).map(|found| match (of, found) {
            (Value::Optional(_), found) => found.unwrap_or(Value::Optional(None)),
            (_, found) => found.map_or(Value::Optional(None), Value::some),
        }),
        (_, [a, b]) => return arithmetic(name, a, b),
        _ => return None,
    })
}

fn missing(of: &Value, at: &Value) -> Fault {
    let text = match at {
        Value::Int(i) => i.to_string(),
        Value::Uint(u) => u.to_string(),
        Value::Str(s) => s.to_string(),
        _ => "of that kind".to_owned(),
    };
    match of {
        Value::List(_) => wrong(format!("a list has no item {text}")),
        _ => wrong(format!("there is no key {text}")),
    }
}

fn arithmetic(name: &str, a: &Value, b: &Value) -> Found {
    let (zero, large) = (|| wrong("it divides by 0"), too_large);
    Some(match (name, a, b) {
        (operators::ADD, Value::Int(a), Value::Int(b)) => a.checked_add(*b).map(Value::Int).ok_or_else(large),
        (operators::SUBSTRACT, Value::Int(a), Value::Int(b)) => {
            a.checked_sub(*b).map(Value::Int).ok_or_else(large)
        }
        (operators::MULTIPLY, Value::Int(a), Value::Int(b)) => {
            a.checked_mul(*b).map(Value::Int).ok_or_else(large)
        }
        (operators::DIVIDE | operators::MODULO, Value::Int(_), Value::Int(0)) => Err(zero()),
        (operators::DIVIDE | operators::MODULO, Value::Uint(_), Value::Uint(0)) => Err(zero()),
        (operators::DIVIDE, Value::Int(a), Value::Int(b)) => {
            a.checked_div(*b).map(Value::Int).ok_or_else(large)
        }
        (operators::MODULO, Value::Int(a), Value::Int(b)) => {
            a.checked_rem(*b).map(Value::Int).ok_or_else(large)
        }
        (operators::ADD, Value::Uint(a), Value::Uint(b)) => {
            a.checked_add(*b).map(Value::Uint).ok_or_else(large)
        }
        (operators::SUBSTRACT, Value::Uint(a), Value::Uint(b)) => {
            a.checked_sub(*b).map(Value::Uint).ok_or_else(large)
        }
        (operators::MULTIPLY, Value::Uint(a), Value::Uint(b)) => {
            a.checked_mul(*b).map(Value::Uint).ok_or_else(large)
        }
        (operators::DIVIDE, Value::Uint(a), Value::Uint(b)) => Ok(Value::Uint(a / b)),
        (operators::MODULO, Value::Uint(a), Value::Uint(b)) => Ok(Value::Uint(a % b)),
        (operators::ADD, Value::Double(a), Value::Double(b)) => Ok(Value::Double(a + b)),
        (operators::SUBSTRACT, Value::Double(a), Value::Double(b)) => Ok(Value::Double(a - b)),
        (operators::MULTIPLY, Value::Double(a), Value::Double(b)) => Ok(Value::Double(a * b)),
        (operators::DIVIDE, Value::Double(a), Value::Double(b)) => Ok(Value::Double(a / b)),
        (operators::ADD, Value::Str(a), Value::Str(b)) => Ok(Value::str(&format!("{a}{b}"))),
        (operators::ADD, Value::Bytes(a), Value::Bytes(b)) => Ok(Value::Bytes([&**a, &**b].concat().into())),
        (operators::ADD, Value::List(a), Value::List(b)) => joined(a, b),
        _ => return None,
    })
}

/// Two lists as one. Of a set only what is new is added, of a list with keys what is new or changed.
/// Source: pkg/cel/common/valuesunstructured.go, `Add`
fn joined(a: &Rc<List>, b: &List) -> Answer {
    let mut items = a.items.clone();
    match &a.kind {
        ListKind::Plain | ListKind::Atomic => items.extend(b.items.iter().cloned()),
        ListKind::Set => {
            for item in &b.items {
                if !holds(&a.items, item) {
                    items.push(item.clone());
                }
            }
        }
        ListKind::Map(keys) => {
            for item in &b.items {
                if !matches!(item, Value::Map(_)) {
                    return Err(unknown("what a list with keys becomes is not known here"));
                }
                match a.items.iter().position(|old| same_key(old, item, keys)) {
                    Some(place) => items.splice(place..=place, [item.clone()]).for_each(drop),
                    None => items.push(item.clone()),
                }
            }
        }
    }
    Ok(Value::List(Rc::new(List { items, kind: a.kind.clone() })))
}

/// Source: common/types/double.go and the `ConvertToType` of the others
fn double(value: &Value) -> Found {
    #[allow(clippy::cast_precision_loss, reason = "as the server does")]
    Some(match value {
        Value::Double(f) => Ok(Value::Double(*f)),
        Value::Int(i) => Ok(Value::Double(*i as f64)),
        Value::Uint(u) => Ok(Value::Double(*u as f64)),
        Value::Str(text) => parse_float(text).map(Value::Double).map_err(|_| no_conversion(text, "double")),
        _ => return None,
    })
}

/// Source: `doubleToInt64Checked` and its kin: the bounds themselves are out.
fn int(value: &Value) -> Found {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    #[allow(clippy::cast_possible_truncation, reason = "bounded by the comparison")]
    Some(match value {
        Value::Int(i) | Value::Duration(i) => Ok(Value::Int(*i)),
        Value::Uint(u) => i64::try_from(*u).map(Value::Int).map_err(|_| too_large()),
        Value::Double(f) if *f > -LIMIT && *f < LIMIT => Ok(Value::Int(*f as i64)),
        Value::Double(_) => Err(too_large()),
        Value::Str(text) => parse_int(text, 10).map(Value::Int).map_err(|_| no_conversion(text, "int")),
        Value::Timestamp(time) => Ok(Value::Int(time.unix_seconds())),
        _ => return None,
    })
}

/// Source: `doubleToUint64Checked` and its kin
fn uint(value: &Value) -> Found {
    const LIMIT: f64 = 18_446_744_073_709_551_616.0;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded by the comparison")]
    Some(match value {
        Value::Uint(u) => Ok(Value::Uint(*u)),
        Value::Int(i) => u64::try_from(*i).map(Value::Uint).map_err(|_| too_large()),
        Value::Double(f) if *f >= 0.0 && *f < LIMIT => Ok(Value::Uint(*f as u64)),
        Value::Double(_) => Err(too_large()),
        Value::Str(text) => parse_uint(text, 10).map(Value::Uint).map_err(|_| no_conversion(text, "uint")),
        _ => return None,
    })
}

/// Source: the `ConvertToType` of each type
pub(super) fn string(value: &Value) -> Found {
    let text = match value {
        Value::Str(text) => return Some(Ok(Value::Str(text.clone()))),
        Value::Bool(b) => b.to_string(),
        Value::Int(i) => i.to_string(),
        Value::Uint(u) => u.to_string(),
        Value::Double(f) => format_float(*f, 'g', None),
        Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => return Some(Err(wrong("string does not take bytes that are not UTF-8"))),
        },
        #[allow(clippy::cast_precision_loss, reason = "as the server does")]
        Value::Duration(nanos) => {
            let seconds = (nanos / 1_000_000_000) as f64 + (nanos % 1_000_000_000) as f64 / 1e9;
            format!("{}s", format_float(seconds, 'f', None))
        }
        Value::Timestamp(time) => time.format("2006-01-02T15:04:05.999999999Z07:00"),
        Value::Ip(ip) => ip.to_string(),
        Value::Cidr(cidr) => cidr.to_string(),
        _ => return None,
    };
    Some(Ok(Value::str(&text)))
}
