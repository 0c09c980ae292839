//! `merge` and `mergeOverwrite`. Source: sprig, dict.go, and dario.cat/mergo v1.0.1, merge.go, `deepMerge`.
//!
//! The first map is changed in place and is the result. Nested maps that both sides have are merged in place
//! too; whatever else comes from a source is put in as it is, so the result shares it with the source.

use super::defaults::is_empty;
use super::dict::{MAX_DEPTH, too_deep};
use super::{Env, args, cost, size};
use crate::value::{Dict, Entries, Map, MapType, Object, Value};
use std::sync::Arc;

/// Fills in what the first map lacks or has empty.
pub(super) fn merge(env: &Env, args: &[Value]) -> Result<Value, String> {
    forgiven(merge_all(env, args, false))
}

/// Puts in everything that the later maps have, empty or not.
pub(super) fn merge_overwrite(env: &Env, args: &[Value]) -> Result<Value, String> {
    forgiven(merge_all(env, args, true))
}

/// As [`merge`]; types that do not go together are an error.
pub(super) fn must_merge(env: &Env, args: &[Value]) -> Result<Value, String> {
    told(merge_all(env, args, false))
}

/// As [`merge_overwrite`]; types that do not go together are an error.
pub(super) fn must_merge_overwrite(env: &Env, args: &[Value]) -> Result<Value, String> {
    told(merge_all(env, args, true))
}

/// Why a merge ends early.
enum Fault {
    /// mergo's `ErrDifferentArgumentsTypes`.
    Unlike,
    /// Go's crash, caught, or a bound of ours.
    Said(String),
}

impl From<String> for Fault {
    fn from(message: String) -> Fault {
        Fault::Said(message)
    }
}

fn told(merged: Result<Value, Fault>) -> Result<Value, String> {
    merged.map_err(|fault| match fault {
        Fault::Unlike => "src and dst must be of same type".to_owned(),
        Fault::Said(message) => message,
    })
}

/// sprig answers the empty string where mergo has an error.
fn forgiven(merged: Result<Value, Fault>) -> Result<Value, String> {
    if let Err(Fault::Unlike) = merged { Ok(Value::from("")) } else { told(merged) }
}

fn merge_all(env: &Env, args: &[Value], overwrite: bool) -> Result<Value, Fault> {
    let sources = args::rest(args, 1).iter().filter_map(Value::as_map);
    let mut target = args::map(args, 0).map(Dict::as_plain);
    for source in sources {
        // The nil map becomes a map as soon as there is one to be merged into it.
        let target = target.get_or_insert_with(|| Arc::new(Dict::new(MapType::Any, Entries::new())));
        merge_into(env, target, source, overwrite, 0)?;
    }
    Ok(Value::Map(target.unwrap_or_else(|| Arc::new(Dict::nil(MapType::Any)))))
}

fn merge_into(env: &Env, target: &Map, source: &Map, overwrite: bool, depth: usize) -> Result<(), Fault> {
    if depth > MAX_DEPTH {
        return Err(too_deep().into());
    }
    // A map that stands in many places is met as often.
    env.step(cost::MERGED.saturating_mul(1 + source.len() as u64))?;
    for (key, value) in source.snapshot().iter() {
        let old = target.get(key);
        if value.is_nil() {
            // Nil fills no gap, but it overwrites.
            if overwrite {
                assignable(target.typ, source.typ)?;
                target.insert(key.clone(), Value::Nil);
            }
            continue;
        }
        match (value, &old) {
            (Value::Map(value), Some(Value::Map(old))) if !old.nil => {
                merge_into(env, old, value, overwrite, depth + 1)?;
                // An empty map stays only if that filled it.
                if !old.is_empty() {
                    continue;
                }
            }
            (_, Some(Value::Object(old))) => meet(old.as_ref(), value, overwrite)?,
            _ => {}
        }
        if overwrite || old.as_ref().is_none_or(is_empty) {
            assignable(target.typ, source.typ)?;
            if old.is_none() {
                env.charge(size::ENTRY)?;
            }
            target.insert(key.clone(), value.clone());
        }
    }
    Ok(())
}

/// A map of texts takes only what comes from another one.
fn assignable(target: MapType, source: MapType) -> Result<(), String> {
    match (target, source) {
        (MapType::Strings, MapType::Any | MapType::Values) => Err(unassignable("string")),
        _ => Ok(()),
    }
}

fn unassignable(element: &str) -> String {
    format!("reflect.Value.SetMapIndex: value of type interface {{}} is not assignable to type {element}")
}

/// What mergo does where the target has a pointer, a struct or a map of a type of its own: it looks inside, and finds
/// that what is to be merged is of another shape. Nothing in there can be set.
fn meet(old: &dyn Object, value: &Value, overwrite: bool) -> Result<(), Fault> {
    match (old.kind(), value.kind()) {
        ("ptr", "map" | "struct")
            if !overwrite && old.type_name().trim_start_matches('*') != value.type_name() =>
        {
            Err(Fault::Unlike)
        }
        ("struct", kind @ ("map" | "ptr")) if !old.exported().is_empty() => {
            Err(Fault::Said(format!("reflect: call of reflect.Value.Field on {kind} Value")))
        }
        ("map", "map") => {
            let known = old.underlying().unwrap_or_default();
            let sets = |map: &Map| map.snapshot().keys().any(|key| overwrite || known.get(key).is_none());
            match value {
                Value::Map(map) if sets(map) => Err(Fault::Said(unassignable("[]uint8"))),
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::funcs::args::testing::{call, int, list, shown, text};

    // Expectations: Helm 4.3.1.
    #[test]
    fn empty_is_filled_and_nil_fills_nothing() {
        let merged = |name, target: Value, source: Value| {
            shown(name, &[[("k", target)].into(), [("k", source)].into()])
        };
        let cases = [
            (text(""), int(0), "map[k:0]", "map[k:0]"),
            (text("x"), text(""), "map[k:x]", "map[k:]"),
            (text("x"), Value::Nil, "map[k:x]", "map[k:<nil>]"),
            (false.into(), true.into(), "map[k:true]", "map[k:true]"),
            (list([int(1)]), list([]), "map[k:[1]]", "map[k:[]]"),
            (Value::Nil, list([]), "map[k:[]]", "map[k:[]]"),
            (text("x"), [("a", int(1))].into(), "map[k:x]", "map[k:map[a:1]]"),
            (
                [("a", int(1))].into(),
                [("a", int(2)), ("b", int(3))].into(),
                "map[k:map[a:1 b:3]]",
                "map[k:map[a:2 b:3]]",
            ),
        ];
        for (target, source, filled, overwritten) in cases {
            // The first merge changes nested maps, so the second one needs its own.
            let copy = call("deepCopy", &[list([target.clone()])]).unwrap().as_list().unwrap()[0].clone();
            assert_eq!(merged("merge", target, source.clone()), filled);
            assert_eq!(merged("mergeOverwrite", copy, source), overwritten);
        }
        assert_eq!(shown("merge", &[Value::from([]), [("k", Value::Nil)].into()]), "map[]");
        assert_eq!(shown("merge", &[Value::Nil, [("a", int(1))].into()]), "map[a:1]");
    }

    #[test]
    fn what_the_target_lacks_is_shared_with_the_source() {
        let source = Value::from([("new", Value::from([("a", int(1))])), ("old", [("b", int(2))].into())]);
        let target = Value::from([("old", Value::from([("c", int(3))]))]);
        let result = call("merge", &[target.clone(), source.clone()]).unwrap();
        for key in ["new", "old"] {
            result.get(key).unwrap().as_map().unwrap().insert("x", int(9));
        }
        assert_eq!(crate::golang::fmt::display(&source), "map[new:map[a:1 x:9] old:map[b:2]]");
        assert_eq!(crate::golang::fmt::display(&target), "map[new:map[a:1 x:9] old:map[b:2 c:3 x:9]]");
    }

    #[test]
    fn merges_end_at_the_deepest_level() {
        let nested = |levels| (0..levels).fold(int(1), |value, _| Value::from([("a", value)]));
        let merged = |levels| call("merge", &[nested(levels), nested(levels)]);
        assert!(merged(MAX_DEPTH + 1).is_ok());
        assert_eq!(merged(MAX_DEPTH + 2).unwrap_err(), too_deep());
    }
}
