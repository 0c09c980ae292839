//! Dictionaries. Source: sprig, dict.go.
//!
//! Maps are shared: `set`, `unset` and the merges change the map that they are given and return that same
//! map, under the type of their parameter.

use super::Type::{Any, Map as Dictionary, Str as Text};
use super::cast::strval_shared;
use super::merge::{merge, merge_overwrite, must_merge, must_merge_overwrite};
use super::{Env, Func, args, func, size, variadic};
use crate::golang::fmt::type_name;
use crate::value::{Dict, Entries, Map, MapType, Slice, Str, Value};
use std::sync::Arc;

/// The functions of this family.
pub const TABLE: &[Func] = &[
    func("deepCopy", &[Any], deep_copy),
    variadic("dict", &[], Any, dict),
    variadic("dig", &[], Any, dig),
    func("get", &[Dictionary, Text], get),
    func("hasKey", &[Dictionary, Text], has_key),
    variadic("keys", &[], Dictionary, keys),
    variadic("merge", &[Dictionary], Dictionary, merge),
    variadic("mergeOverwrite", &[Dictionary], Dictionary, merge_overwrite),
    func("mustDeepCopy", &[Any], deep_copy),
    variadic("mustMerge", &[Dictionary], Dictionary, must_merge),
    variadic("mustMergeOverwrite", &[Dictionary], Dictionary, must_merge_overwrite),
    variadic("omit", &[Dictionary], Text, omit),
    variadic("pick", &[Dictionary], Text, pick),
    variadic("pluck", &[Text], Dictionary, pluck),
    func("set", &[Dictionary, Text, Any], set),
    func("unset", &[Dictionary, Text], unset),
    func("values", &[Dictionary], values),
];

/// The deepest nesting that a copy or a merge follows. Go follows a map that holds itself until its stack is
/// full and the process dies; real values are some ten levels deep.
pub const MAX_DEPTH: usize = 1000;

pub(super) fn too_deep() -> String {
    format!("values are nested more than {MAX_DEPTH} levels deep, or hold themselves")
}

/// Keys and values in turn; a key without a value gets the empty string.
fn dict(env: &Env, args: &[Value]) -> Result<Value, String> {
    env.charge_map(args.len() / 2)?;
    let entry = |pair: &[Value]| match pair {
        [key, value, ..] => (strval_shared(key), value.clone()),
        _ => (pair.first().map(strval_shared).unwrap_or_default(), "".into()),
    };
    // Of equal keys the last one counts.
    Ok(args.chunks(2).map(entry).collect::<Entries>().into())
}

/// The value at a key; the empty string where there is none.
fn get(_: &Env, args: &[Value]) -> Result<Value, String> {
    let value = args::map(args, 0).and_then(|map| map.get(args::text(args, 1)));
    Ok(value.unwrap_or_else(|| "".into()))
}

fn set(env: &Env, args: &[Value]) -> Result<Value, String> {
    let map = args::map(args, 0).ok_or("assignment to entry in nil map")?;
    env.charge(size::ENTRY)?;
    map.insert(args::shared(args, 1), args::any(args, 2));
    Ok(Value::Map(Dict::as_plain(map)))
}

fn unset(_: &Env, args: &[Value]) -> Result<Value, String> {
    let Some(map) = args::map(args, 0) else {
        return Ok(Value::Map(Arc::new(Dict::nil(MapType::Any))));
    };
    map.remove(args::text(args, 1));
    Ok(Value::Map(Dict::as_plain(map)))
}

fn has_key(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(args::map(args, 0).is_some_and(|map| map.contains_key(args::text(args, 1))).into())
}

/// The values at one key of many maps, of those that have it.
fn pluck(_: &Env, args: &[Value]) -> Result<Value, String> {
    let key = args::text(args, 0);
    Ok(args::rest(args, 1).iter().filter_map(|map| map.get(key)).collect::<Vec<_>>().into())
}

/// The keys of all maps. Go's order is random; ours is that of the bytes, map by map.
fn keys(env: &Env, args: &[Value]) -> Result<Value, String> {
    let maps = || args.iter().filter_map(Value::as_map);
    env.charge_items(maps().map(|map| map.len()).fold(0, usize::saturating_add))?;
    let maps = maps().map(|map| map.snapshot());
    Ok(Value::strings(maps.flat_map(|entries| entries.keys().cloned().collect::<Vec<Str>>())))
}

/// The values of a map. Go's order is random; ours is that of the keys.
fn values(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(args::entries(args, 0).values().cloned().collect::<Vec<_>>().into())
}

/// A new map with the entries at the given keys.
fn pick(env: &Env, args: &[Value]) -> Result<Value, String> {
    let entries = args::entries(args, 0);
    env.charge_map(args.len())?;
    let keys = args::rest(args, 1).iter().filter_map(Value::as_str);
    let picked = keys.filter_map(|key| entries.get_key_value(key));
    Ok(picked.map(|(key, value)| (key.clone(), value.clone())).collect::<Entries>().into())
}

/// A new map without the entries at the given keys.
fn omit(env: &Env, args: &[Value]) -> Result<Value, String> {
    let entries = args::entries(args, 0);
    env.charge_map(entries.len())?;
    let mut entries = Arc::unwrap_or_clone(entries);
    for key in args::rest(args, 1).iter().filter_map(Value::as_str) {
        entries.remove(key);
    }
    Ok(entries.into())
}

/// `dig KEY … DEFAULT DICT`: the value at a path, or the default as soon as a key is missing.
fn dig(env: &Env, args: &[Value]) -> Result<Value, String> {
    let [keys @ .., default, dict] = args else {
        return Err("dig needs at least three arguments".into());
    };
    if keys.is_empty() {
        return Err("dig needs at least three arguments".into());
    }
    let mut map = plain_map(env, dict)?.clone();
    let keys = keys.iter().map(|key| match key {
        Value::Str(key) => Ok(key),
        _ => Err(conversion(env, key, "string")),
    });
    let keys = keys.collect::<Result<Vec<_>, _>>()?;
    for (number, key) in keys.iter().enumerate() {
        let Some(value) = map.get(key) else { break };
        if number + 1 == keys.len() {
            return Ok(value);
        }
        map = plain_map(env, &value)?.clone();
    }
    Ok(default.clone())
}

/// The map, if it is of the very type `map[string]interface {}`; Go's assertion takes no named type for it.
fn plain_map<'v>(env: &Env, value: &'v Value) -> Result<&'v Map, String> {
    match value {
        Value::Map(map) if map.typ == Default::default() => Ok(map),
        _ => Err(conversion(env, value, "map[string]interface {}")),
    }
}

/// The text of Go's failed type assertion.
fn conversion(env: &Env, value: &Value, wanted: &str) -> String {
    let found = if value.is_nil() { "nil".into() } else { type_name(value, env.helm) };
    format!("interface conversion: interface {{}} is {found}, not {wanted}")
}

/// A copy that shares no map with the original. Source: mitchellh/copystructure.
fn deep_copy(env: &Env, args: &[Value]) -> Result<Value, String> {
    match args.first() {
        None | Some(Value::Nil | Value::Invalid) => {
            Err("reflect: call of reflect.Value.Type on zero Value".into())
        }
        Some(value) => copied(env, value, 0),
    }
}

fn copied(env: &Env, value: &Value, depth: usize) -> Result<Value, String> {
    if depth > MAX_DEPTH {
        return Err(too_deep());
    }
    // What stands in many places is copied as often.
    match value {
        Value::Map(map) if map.nil => Ok(value.clone()),
        Value::Map(map) => {
            env.charge_map(map.len())?;
            let mut entries = Entries::new();
            for (key, value) in map.snapshot().iter() {
                entries.insert(key.clone(), copied(env, value, depth + 1)?);
            }
            Ok(Value::Map(Arc::new(Dict::new(map.typ, entries))))
        }
        // A list is never changed, so one that holds nothing that can be needs no copy.
        Value::List(list) if list.items.iter().any(may_change) => {
            env.charge_items(list.items.len())?;
            let mut items = Vec::with_capacity(list.items.len());
            for item in &list.items {
                items.push(copied(env, item, depth + 1)?);
            }
            Ok(Slice::new(list.elem, items).into())
        }
        Value::Object(object) => Ok(object.copied().unwrap_or_else(|| value.clone())),
        _ => Ok(value.clone()),
    }
}

fn may_change(item: &Value) -> bool {
    matches!(item, Value::Map(_) | Value::List(_) | Value::Object(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::funcs::args::testing::{call, int, list, shown, text};
    use crate::value::MapType;

    // Expectations: Helm 4.3.1.
    #[test]
    fn dig_asserts_types_as_go_does() {
        let dict = Value::from([("a", Value::from([("b", int(1)), ("n", Value::Nil)]))]);
        let dig = |args: &[&str]| {
            let keys = args.iter().map(|key| text(key));
            shown("dig", &keys.chain([text("default"), dict.clone()]).collect::<Vec<_>>())
        };
        assert_eq!(dig(&["a", "b"]), "1");
        assert_eq!(dig(&["a", "x", "y"]), "default");
        assert_eq!(dig(&["a", "n"]), "<no value>");
        let found = |typ| {
            format!("error: interface conversion: interface {{}} is {typ}, not map[string]interface {{}}")
        };
        assert_eq!(dig(&["a", "n", "x"]), found("nil"));
        assert_eq!(dig(&["a", "b", "x"]), found("int"));
        assert_eq!(dig(&[]), "error: dig needs at least three arguments");
        let values = Value::Map(Arc::new(Dict::new(MapType::Values, Entries::new())));
        assert_eq!(shown("dig", &[text("a"), text("d"), values]), found("common.Values"));
        let error = "error: interface conversion: interface {} is int, not string";
        assert_eq!(shown("dig", &[int(1), text("d"), dict]), error);
    }

    #[test]
    fn the_nil_map_takes_no_entry() {
        assert_eq!(shown("set", &[Value::Nil, text("a"), int(1)]), "error: assignment to entry in nil map");
        assert_eq!(shown("unset", &[Value::Nil, text("a")]), "map[]");
        assert_eq!(shown("hasKey", &[Value::Nil, text("a")]), "false");
    }

    #[test]
    fn a_copy_shares_no_map() {
        let inner = Value::from([("a", int(1))]);
        let copy = call("deepCopy", &[list([inner.clone(), Value::strings(["x"])])]).unwrap();
        inner.as_map().unwrap().insert("a", int(2));
        assert_eq!(crate::golang::fmt::display(&copy), "[map[a:1] [x]]");
        assert_eq!(
            shown("deepCopy", &[Value::Nil]),
            "error: reflect: call of reflect.Value.Type on zero Value"
        );
    }

    #[test]
    fn copies_end_at_the_deepest_level() {
        let nested = |levels| (0..levels).fold(int(1), |value, _| Value::from([("a", value)]));
        assert!(call("deepCopy", &[nested(MAX_DEPTH)]).is_ok());
        assert_eq!(call("deepCopy", &[nested(MAX_DEPTH + 1)]).unwrap_err(), too_deep());
        let own = Value::from([("a", int(1))]);
        own.as_map().unwrap().insert("self", own.clone());
        assert_eq!(call("deepCopy", std::slice::from_ref(&own)).unwrap_err(), too_deep());
        own.as_map().unwrap().remove("self");
    }
}
