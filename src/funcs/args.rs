//! Arguments as the types that the engine has checked them against.
//!
//! The engine lets no other kind through, so an argument that is missing or of another kind reads as the
//! zero value of its type, as an argument that Go passes as nil does.

use crate::value::{Entries, Map, Str, Value};
use std::sync::Arc;

/// A parameter of type `string`.
pub(super) fn text(args: &[Value], index: usize) -> &str {
    args.get(index).and_then(Value::as_str).unwrap_or_default()
}

/// A parameter of type `string`, to be returned as it is.
pub(super) fn shared(args: &[Value], index: usize) -> Str {
    match args.get(index) {
        Some(Value::Str(text)) => text.clone(),
        _ => Str::from(""),
    }
}

/// A parameter of type `int`.
pub(super) fn int(args: &[Value], index: usize) -> i64 {
    match args.get(index) {
        Some(Value::Int(n) | Value::Int64(n)) => *n,
        Some(Value::Object(object)) => match object.underlying() {
            Some(Value::Int(n) | Value::Int64(n)) => n,
            _ => 0,
        },
        _ => 0,
    }
}

/// A parameter of type `bool`.
pub(super) fn boolean(args: &[Value], index: usize) -> bool {
    matches!(args.get(index), Some(Value::Bool(true)))
}

/// A parameter of type `map[string]interface {}`; `None` for Go's nil map.
pub(super) fn map(args: &[Value], index: usize) -> Option<&Map> {
    args.get(index).and_then(Value::as_map).filter(|map| !map.nil)
}

/// The entries of such a parameter; the nil map has none.
pub(super) fn entries(args: &[Value], index: usize) -> Arc<Entries> {
    map(args, index).map(|map| map.snapshot()).unwrap_or_default()
}

/// A parameter of type `interface {}`.
pub(super) fn any(args: &[Value], index: usize) -> Value {
    args.get(index).cloned().unwrap_or_default()
}

/// The arguments from `index` on.
pub(super) fn rest(args: &[Value], index: usize) -> &[Value] {
    args.get(index..).unwrap_or_default()
}

/// Calls functions as the engine does, for tests.
#[cfg(test)]
pub(super) mod testing {
    use super::super::{Env, find};
    use crate::golang::recorded::NoWorld;
    use crate::helm::Helm;
    use crate::value::{Value, string_bytes};
    use std::sync::Arc;

    pub(in super::super) fn env() -> Env {
        Env::new(Helm::V4, Arc::new(NoWorld))
    }

    pub(in super::super) fn call(name: &str, args: &[Value]) -> Result<Value, String> {
        (find(name).unwrap().run)(&env(), args)
    }

    /// What the template `{{ name args }}` prints, or the error.
    pub(in super::super) fn shown(name: &str, args: &[Value]) -> String {
        let value = call(name, args).unwrap_or_else(|error| format!("error: {error}").into());
        let text = crate::golang::fmt::display(&value).into_owned();
        String::from_utf8_lossy(&string_bytes(&text)).into_owned()
    }

    pub(in super::super) fn int(n: i64) -> Value {
        Value::Int(n)
    }

    pub(in super::super) fn text(text: &str) -> Value {
        text.into()
    }

    pub(in super::super) fn list<const N: usize>(items: [Value; N]) -> Value {
        Vec::from(items).into()
    }
}
