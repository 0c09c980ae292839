//! `reflect.DeepEqual`, which sprig's `deepEqual`, `has`, `uniq` and `without` use.

use super::time::Time;
use crate::value::{Dict, Object, Slice, Value};
use std::collections::HashSet;
use std::sync::Arc;

/// Whether two values have the same type and hold the same, all the way down. Integers of different types
/// are never equal, nor is a `[]string` to an `[]interface{}`; a map or slice is equal to itself even if it
/// holds a NaN. Source: reflect/deepequal.go, `DeepEqual`.
pub fn deep_equal(a: &Value, b: &Value) -> bool {
    deep_equal_counted(a, b, &mut 0)
}

/// [`deep_equal`], which adds to `steps` how many values it compared.
pub fn deep_equal_counted(a: &Value, b: &Value, steps: &mut u64) -> bool {
    // Every pair on the list must be equal. A pair that was met before is equal or will be found not to be,
    // so that values which hold themselves come to an end.
    let mut pairs = vec![(a.clone(), b.clone())];
    let mut met = HashSet::new();
    // Keeps the values of `met` alive, or another one could take the address of one that is gone.
    let mut kept = Vec::new();
    while let Some((a, b)) = pairs.pop() {
        *steps += 1;
        let met_before = match (address(&a), address(&b)) {
            (Some(a), Some(b)) => a == b || !met.insert((a, b)),
            _ => false,
        };
        if met_before {
            continue;
        }
        let equal = match (&a, &b) {
            (Value::Nil | Value::Invalid, Value::Nil | Value::Invalid) => true,
            (Value::Bool(a), Value::Bool(b)) => a == b,
            (Value::Int(a), Value::Int(b)) | (Value::Int64(a), Value::Int64(b)) => a == b,
            (Value::Float(a), Value::Float(b)) => a == b,
            (Value::Str(a), Value::Str(b)) => a == b,
            (Value::List(a), Value::List(b)) => push_slices(&mut pairs, a, b),
            (Value::Map(a), Value::Map(b)) => push_maps(&mut pairs, a, b),
            (Value::Object(a), Value::Object(b)) => push_objects(&mut pairs, a.as_ref(), b.as_ref()),
            _ => false,
        };
        if !equal {
            return false;
        }
        if address(&a).is_some() {
            kept.push((a, b));
        }
    }
    true
}

/// Where a value lives that others can share.
fn address(value: &Value) -> Option<usize> {
    match value {
        Value::List(list) => Some(Arc::as_ptr(list).addr()),
        Value::Map(map) => Some(Arc::as_ptr(map).addr()),
        Value::Object(object) => Some(Arc::as_ptr(object).cast::<()>().addr()),
        _ => None,
    }
}

fn push_slices(pairs: &mut Vec<(Value, Value)>, a: &Slice, b: &Slice) -> bool {
    if a.elem != b.elem || a.nil != b.nil || a.items.len() != b.items.len() {
        return false;
    }
    pairs.extend(a.items.iter().cloned().zip(b.items.iter().cloned()));
    true
}

fn push_maps(pairs: &mut Vec<(Value, Value)>, a: &Dict, b: &Dict) -> bool {
    let (entries, others) = (a.snapshot(), b.snapshot());
    let alike = a.typ == b.typ && a.nil == b.nil && entries.len() == others.len();
    if !alike || !entries.keys().eq(others.keys()) {
        return false;
    }
    pairs.extend(entries.values().cloned().zip(others.values().cloned()));
    true
}

fn push_objects(pairs: &mut Vec<(Value, Value)>, a: &dyn Object, b: &dyn Object) -> bool {
    if a.type_name() != b.type_name() {
        return false;
    }
    if let (Some(a), Some(b)) = (a.as_any().downcast_ref::<Time>(), b.as_any().downcast_ref::<Time>()) {
        return a.is_identical(b);
    }
    match (a.underlying(), b.underlying()) {
        (Some(a), Some(b)) => pairs.push((a, b)),
        _ => {
            let (fields, others) = (a.fields(), b.fields());
            if fields.len() != others.len() {
                return false;
            }
            pairs.extend(fields.into_iter().zip(others).map(|((_, a), (_, b))| (a, b)));
        }
    }
    true
}

/// Whether two structs are equal as Go's `==` sees them, which for a pointer in them asks for the very same.
pub fn same_struct(a: &dyn Object, b: &dyn Object) -> bool {
    let (mut pairs, same_type) = (Vec::new(), a.type_name() == b.type_name());
    same_type && push_objects(&mut pairs, a, b) && pairs.iter().all(|(a, b)| deep_equal(a, b))
}

#[cfg(test)]
mod tests {
    use super::super::named;
    use super::*;

    // What Go 1.26's reflect.DeepEqual says.
    #[test]
    fn types_count_as_much_as_contents() {
        let one = [Value::Int(1), Value::Int64(1), Value::Float(1.0), named::uint8(1), named::uint64(1)];
        for (i, a) in one.iter().enumerate() {
            for (j, b) in one.iter().enumerate() {
                assert_eq!(deep_equal(a, b), i == j, "{a:?} {b:?}");
            }
        }
        assert!(!deep_equal(&Value::strings(["a"]), &Value::from(vec![Value::from("a")])));
        assert!(deep_equal(&Value::strings(["a"]), &Value::strings(["a"])));
        assert!(deep_equal(&Value::Nil, &Value::Nil) && !deep_equal(&Value::Nil, &Value::from("")));
    }

    #[test]
    fn a_map_that_holds_itself_is_equal_to_itself_and_to_its_like() {
        let selfish = || {
            let map = Value::from([("nan", Value::Int(1))]);
            map.as_map().unwrap().insert("self", map.clone());
            map
        };
        let (a, b) = (selfish(), selfish());
        assert!(deep_equal(&a, &a) && deep_equal(&a, &b));
        let nan = Value::from(vec![Value::Float(f64::NAN)]);
        assert!(deep_equal(&nan, &nan));
        assert!(!deep_equal(&nan, &Value::from(vec![Value::Float(f64::NAN)])));
        for map in [a, b] {
            map.as_map().unwrap().remove("self");
        }
    }
}
