//! Names of types and kinds. Source: sprig, reflect.go.

use super::Type::{Any, Str};
use super::{Env, Func, args, cost, func};
use crate::golang::equal::deep_equal_counted;
use crate::golang::fmt::type_name;
use crate::value::Value;
use std::borrow::Cow;

/// The functions of this family.
pub const TABLE: &[Func] = &[
    func("deepEqual", &[Any, Any], deep_equal),
    func("kindIs", &[Str, Any], |_, args| Ok((args::text(args, 0) == kind(args, 1)).into())),
    func("kindOf", &[Any], |_, args| Ok(kind(args, 0).into())),
    func("typeIs", &[Str, Any], |env, args| Ok((args::text(args, 0) == type_of(env, args, 1)).into())),
    func("typeIsLike", &[Str, Any], type_is_like),
    func("typeOf", &[Any], |env, args| Ok(type_of(env, args, 0).into_owned().into())),
];

fn deep_equal(env: &Env, args: &[Value]) -> Result<Value, String> {
    let mut steps = 0;
    let equal = deep_equal_counted(&args::any(args, 0), &args::any(args, 1), &mut steps);
    env.step(steps.saturating_mul(cost::ITEM))?;
    Ok(equal.into())
}

/// Whether the value is of the named type or a pointer to it.
fn type_is_like(env: &Env, args: &[Value]) -> Result<Value, String> {
    let name = type_of(env, args, 1);
    let target = args::text(args, 0);
    Ok((name == target || name.strip_prefix('*') == Some(target)).into())
}

fn type_of<'v>(env: &Env, args: &'v [Value], index: usize) -> Cow<'v, str> {
    args.get(index).map_or(Cow::Borrowed("<nil>"), |value| type_name(value, env.helm))
}

fn kind(args: &[Value], index: usize) -> &'static str {
    args.get(index).map_or("invalid", Value::kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::funcs::args::testing::{shown, text};
    use crate::golang::recorded::NoWorld;
    use crate::helm::Helm;
    use crate::value::{Dict, Entries, MapType};
    use std::sync::Arc;

    // Expectations: Helm 3.22.0 and 4.3.1.
    #[test]
    fn helms_map_type_has_two_names() {
        let values = [Value::Map(Arc::new(Dict::new(MapType::Values, Entries::new())))];
        for (helm, name) in [(Helm::V3, "chartutil.Values"), (Helm::V4, "common.Values")] {
            assert_eq!(type_of(&Env::new(helm, Arc::new(NoWorld)), &values, 0), name);
        }
        assert_eq!(kind(&values, 0), "map");
    }

    #[test]
    fn nil_has_a_type_and_a_kind() {
        assert_eq!(
            (shown("typeOf", &[Value::Nil]), shown("kindOf", &[Value::Nil])),
            ("<nil>".into(), "invalid".into())
        );
        assert_eq!(shown("typeIsLike", &[text("string"), text("a")]), "true");
        assert_eq!(shown("deepEqual", &[Value::Int(1), Value::Int64(1)]), "false");
    }
}
