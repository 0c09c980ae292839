//! What stands in for a value that is empty. Source: sprig, defaults.go.

use super::Type::{Any, Bool};
use super::{Env, Func, args, func, variadic};
use crate::value::Value;

/// The functions of this family.
pub const TABLE: &[Func] = &[
    variadic("all", &[], Any, all),
    variadic("any", &[], Any, any),
    variadic("coalesce", &[], Any, coalesce),
    variadic("default", &[Any], Any, default),
    func("empty", &[Any], |_, args| Ok(args.iter().all(is_empty).into())),
    func("ternary", &[Any, Any, Bool], ternary),
];

/// Whether sprig counts a value as not set: nil, false, zero, or without elements. A struct never is.
/// Source: sprig, `empty`, which is the opposite of the truth of `text/template`.
pub(super) fn is_empty(value: &Value) -> bool {
    !value.is_true()
}

/// The given value, or what stands in for it.
fn default(_: &Env, args: &[Value]) -> Result<Value, String> {
    let given = args.get(1).filter(|given| !is_empty(given));
    Ok(given.or(args.first()).cloned().unwrap_or_default())
}

/// The first value that is not empty, or nil.
fn coalesce(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(args.iter().find(|value| !is_empty(value)).cloned().unwrap_or_default())
}

fn all(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok((!args.iter().any(is_empty)).into())
}

fn any(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok((!args.iter().all(is_empty)).into())
}

/// The first argument if the last one is true, otherwise the second.
fn ternary(_: &Env, args: &[Value]) -> Result<Value, String> {
    Ok(args::any(args, usize::from(!args::boolean(args, 2))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::funcs::args::testing::{int, list, shown, text};
    use crate::value::{ElemType, Slice};

    // Expectations: Helm 4.3.1.
    #[test]
    fn empty_is_what_is_not_true() {
        let empty = [
            Value::Nil,
            false.into(),
            int(0),
            0.0.into(),
            text(""),
            list([]),
            Slice::nil(ElemType::Str).into(),
        ];
        for value in &empty {
            assert!(is_empty(value), "{value:?}");
        }
        for value in [true.into(), int(-1), f64::NAN.into(), text("0"), list([Value::Nil])] {
            assert!(!is_empty(&value), "{value:?}");
        }
        assert_eq!(shown("default", &[int(5)]), "5");
        assert_eq!(shown("default", &[int(5), text("")]), "5");
        assert_eq!(shown("default", &[int(5), text("a"), text("b")]), "a");
        assert_eq!(shown("coalesce", &empty), "<no value>");
        assert_eq!((shown("all", &[]), shown("any", &[])), ("true".into(), "false".into()));
        assert_eq!(shown("ternary", &[int(1), int(2), false.into()]), "2");
    }
}
