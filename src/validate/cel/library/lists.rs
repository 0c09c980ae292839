//! Functions of lists, sets of lists, and what the macros with two variables call.
//!
//! Sources: k8s.io/apiserver, pkg/cel/library/lists.go; cel-go, ext/lists.go, ext/sets.go and ext/comprehensions.go

use std::cmp::Ordering;

use super::super::macros::{INSERT, SORT_BY};
use super::super::value::{Answer, Key, List, Map, Value, holds, unfit, unknown, wrong};
use super::super::{Fault, library};
use super::Found;

/// The most numbers that `lists.range` makes.
const MAX_RANGE: i64 = 100_000;

pub(super) fn call(name: &str, _: bool, args: &[Value]) -> Found {
    Some(match (name, args) {
        ("isSorted", [Value::List(list)]) => is_sorted(list),
        ("sum", [Value::List(list)]) => sum(list),
        ("max", [Value::List(list)]) => extreme(list, name, Ordering::Less),
        ("min", [Value::List(list)]) => extreme(list, name, Ordering::Greater),
        ("indexOf", [Value::List(list), item]) => {
            place(list.items.iter().position(|i| i.equals(item).unwrap_or(false)))
        }
        ("lastIndexOf", [Value::List(list), item]) => {
            place(list.items.iter().rposition(|i| i.equals(item).unwrap_or(false)))
        }
        ("slice", [Value::List(list), Value::Int(from), Value::Int(to)]) => slice(list, *from, *to),
        ("flatten", [Value::List(list)]) => flatten(list, 1),
        ("flatten", [Value::List(list), Value::Int(depth)]) => flatten(list, *depth),
        ("sort", [Value::List(list)]) => sort(list, list),
        (SORT_BY, [Value::List(list), Value::List(keys)]) => sort(list, keys),
        ("lists.range", [Value::Int(end)]) => {
            if *end > MAX_RANGE {
                return Some(Err(unknown("the list is too long")));
            }
            Ok(Value::list((0..*end).map(Value::Int).collect()))
        }
        ("reverse", [Value::List(list)]) => Ok(Value::list(list.items.iter().rev().cloned().collect())),
        ("distinct", [Value::List(list)]) => {
            let mut unique: Vec<Value> = Vec::new();
            for item in &list.items {
                if !holds(&unique, item) {
                    unique.push(item.clone());
                }
            }
            Ok(Value::list(unique))
        }
        ("sets.contains", [Value::List(list), Value::List(part)]) => {
            Ok(Value::Bool(part.items.iter().all(|item| holds(&list.items, item))))
        }
        ("sets.equivalent", [Value::List(a), Value::List(b)]) => {
            let within = |a: &List, b: &List| a.items.iter().all(|item| holds(&b.items, item));
            Ok(Value::Bool(within(a, b) && within(b, a)))
        }
        ("sets.intersects", [Value::List(a), Value::List(b)]) => {
            Ok(Value::Bool(a.items.iter().any(|item| holds(&b.items, item))))
        }
        (INSERT, [Value::Map(map), key, value]) => insert(map, [(key.clone(), value.clone())]),
        (INSERT, [Value::Map(map), Value::Map(more)]) => {
            insert(map, more.entries.iter().map(|(k, v)| (Value::from(k), v.clone())).collect::<Vec<_>>())
        }
        _ => return None,
    })
}

fn place(at: Option<usize>) -> Answer {
    Ok(Value::Int(at.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1)))
}

/// Source: `isSorted`
fn is_sorted(list: &List) -> Answer {
    for (a, b) in list.items.iter().zip(list.items.iter().skip(1)) {
        if a.order(b)? == Ordering::Greater {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

/// The sum of the items. Of nothing it is 0 of the type that the list would have, which only the checker knows.
/// Source: `sum`
fn sum(list: &List) -> Answer {
    let Some((first, rest)) = list.items.split_first() else { return Ok(Value::Nothing) };
    if !matches!(first, Value::Int(_) | Value::Uint(_) | Value::Double(_) | Value::Duration(_)) {
        return Err(unfit("sum", &[first]));
    }
    rest.iter().try_fold(first.clone(), |sum, item| library::call("_+_", false, &[sum, item.clone()], &mut 0))
}

/// Source: `cmp`
fn extreme(list: &List, name: &str, replaces: Ordering) -> Answer {
    let mut items = list.items.iter();
    let mut best = items.next().ok_or_else(|| wrong(format!("there is no {name} of an empty list")))?;
    for item in items {
        if best.order(item)? == replaces {
            best = item;
        }
    }
    Ok(best.clone())
}

/// Source: `slice`
fn slice(list: &List, from: i64, to: i64) -> Answer {
    let part = usize::try_from(from).ok().zip(usize::try_from(to).ok());
    let part = part.and_then(|(from, to)| list.items.get(from..to));
    part.map(|part| Value::list(part.to_vec()))
        .ok_or_else(|| wrong(format!("the list has no items from {from} to {to}")))
}

/// Source: `flatten`
fn flatten(list: &List, depth: i64) -> Answer {
    if depth < 0 {
        return Err(wrong("flatten takes no negative depth"));
    }
    let mut items = Vec::new();
    flatten_into(list, depth, &mut items);
    Ok(Value::list(items))
}

fn flatten_into(list: &List, depth: i64, into: &mut Vec<Value>) {
    for item in &list.items {
        match item {
            Value::List(inner) if depth > 0 => flatten_into(inner, depth - 1, into),
            other => into.push(other.clone()),
        }
    }
}

/// Sorts a list by the values of another one. Source: `sortListByAssociatedKeys`
fn sort(list: &List, keys: &List) -> Answer {
    let Some(first) = keys.items.first() else { return Ok(Value::list(list.items.clone())) };
    if keys.items.len() > 1 && keys.items.iter().any(|k| k.type_name() != first.type_name()) {
        return Err(wrong("a list is sorted by values of one type only"));
    }
    let mut places: Vec<usize> = (0..list.items.len()).collect();
    let mut fault: Option<Fault> = first.order(first).err();
    let mut equal = false;
    places.sort_by(|a, b| match (keys.items.get(*a), keys.items.get(*b)) {
        (Some(x), Some(y)) => x.order(y).unwrap_or_else(|found| {
            fault.get_or_insert(found);
            Ordering::Equal
        }),
        _ => Ordering::Equal,
    });
    if let Some(fault) = fault {
        return Err(fault);
    }
    // Go's sort is not stable: where keys are equal, the order of the items is open.
    for (a, b) in places.iter().zip(places.iter().skip(1)) {
        if let (Some(x), Some(y)) = (keys.items.get(*a), keys.items.get(*b)) {
            let same =
                list.items.get(*a).zip(list.items.get(*b)).is_some_and(|(a, b)| a.equals(b).unwrap_or(false));
            equal |= x.order(y)? == Ordering::Equal && !same;
        }
    }
    if equal && places.len() > INSERTION {
        return Err(unknown("how equal items are sorted is not known here"));
    }
    Ok(Value::list(places.into_iter().filter_map(|place| list.items.get(place).cloned()).collect()))
}

/// Up to this size Go sorts by insertion, which keeps the order of equal items. Source: Go's sort/zsortfunc.go
const INSERTION: usize = 12;

/// Source: `InsertMapKeyValue`
fn insert(map: &Map, entries: impl IntoIterator<Item = (Value, Value)>) -> Answer {
    let mut grown = map.entries.clone();
    for (key, value) in entries {
        let key = match &key {
            Value::Double(_) => None,
            other => other.key(),
        };
        let key: Key = key.ok_or_else(|| unknown("a key of that type is not known here"))?;
        if map.get(&key).is_some() || grown.insert(key, value).is_some() {
            return Err(wrong("a key of a map is there already"));
        }
    }
    Ok(Value::map(grown))
}
