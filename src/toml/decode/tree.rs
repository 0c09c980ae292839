//! The tables that are being filled, and which keys may still be defined.

use super::{Parsed, Parser, table};
use crate::toml::{MAX_DEPTH, dotted_key};
use crate::value::{ElemType, Map, Slice, Value};
use std::sync::Arc;

impl Parser<'_> {
    /// Notes whether a key of the current context is an array. An empty key is taken for the context itself.
    pub(super) fn set_type(&mut self, key: &str, array: bool) {
        let mut parts: Vec<&str> = self.context.iter().map(String::as_str).collect();
        if !key.is_empty() || parts.is_empty() {
            parts.push(key);
        }
        let name = dotted_key(&parts);
        if array {
            self.arrays.insert(name);
        } else {
            self.arrays.remove(&name);
        }
    }

    pub(super) fn add_implicit_context(&mut self, part: String) -> Parsed<()> {
        let mut key = self.context.clone();
        key.push(part);
        self.implicits.insert(dotted_key(&key));
        self.add_context(&key, false)
    }

    /// Enters a table, and makes those on the way to it.
    pub(super) fn add_context(&mut self, key: &[String], array: bool) -> Parsed<()> {
        let Some((last, parents)) = key.split_last() else { return Ok(()) };
        if key.len() > MAX_DEPTH {
            return self.fail_key(format!("tables are nested deeper than {MAX_DEPTH} levels"));
        }
        let mut hash = self.mapping.clone();
        let mut path: Vec<String> = Vec::with_capacity(key.len());
        for part in parents {
            path.push(part.clone());
            let inner = hash.get(part).unwrap_or_else(|| {
                let fresh = Value::Map(table());
                self.implicits.insert(dotted_key(&path));
                hash.insert(part.as_str(), fresh.clone());
                fresh
            });
            match innermost(&inner) {
                Some(map) => hash = map,
                None => {
                    return self
                        .fail_key(format!("Key '{}' was already created as a hash.", dotted_key(&path)));
                }
            }
        }
        self.context = path;
        if array {
            // Taken out of the map, the list has no other holder and can grow in place.
            let mut tables = match hash.remove(last) {
                None => Slice::new(ElemType::Map, Vec::new()),
                Some(Value::List(list)) if list.elem == ElemType::Map => {
                    Arc::try_unwrap(list).unwrap_or_else(|list| Slice::new(list.elem, list.items.clone()))
                }
                Some(_) => {
                    return self.fail_key(format!(
                        "Key '{}' was already created and cannot be used as an array.",
                        dotted_key(key)
                    ));
                }
            };
            tables.items.push(Value::Map(table()));
            hash.insert(last.as_str(), Value::List(Arc::new(tables)));
        } else {
            self.set_value(last, Value::Map(table()))?;
        }
        self.context.push(last.clone());
        Ok(())
    }

    pub(super) fn set_value(&mut self, key: &str, value: Value) -> Parsed<()> {
        let mut hash = self.mapping.clone();
        let mut path: Vec<&str> = Vec::with_capacity(self.context.len() + 1);
        for part in &self.context {
            path.push(part);
            match hash.get(part).as_ref().and_then(innermost) {
                Some(map) => hash = map,
                None => {
                    return self.fail_key(format!("Key '{}' has already been defined.", dotted_key(&path)));
                }
            }
        }
        path.push(key);
        let name = dotted_key(&path);
        if hash.contains_key(key) {
            // What was only implied may be defined once; an array that tables were put into is replaced by
            // itself.
            if !self.implicits.remove(&name) {
                return self.fail_key(format!("Key '{name}' has already been defined."));
            }
            if self.arrays.contains(&name) {
                hash.insert(key, value);
            }
            return Ok(());
        }
        hash.insert(key, value);
        Ok(())
    }
}
/// Whether a value is an array, and not one of tables.
pub(super) fn is_array(value: &Value) -> bool {
    matches!(value, Value::List(list) if list.elem == ElemType::Any)
}

/// A table, or the last one of an array of tables.
fn innermost(value: &Value) -> Option<Map> {
    match value {
        Value::Map(map) => Some(map.clone()),
        Value::List(list) if list.elem == ElemType::Map => list.items.last()?.as_map().cloned(),
        _ => None,
    }
}
