//! Versions in templates. Source: sprig, semver.go; the rules stand in [`crate::semver`].

use super::Type::Str;
use super::{Env, Func, func};
use crate::golang::named;
use crate::semver::{Constraint, Version};
use crate::value::{Object, Value};
use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;

/// One line for each function.
pub const TABLE: &[Func] =
    &[func("semver", &[Str], semver), func("semverCompare", &[Str, Str], semver_compare)];

/// Reads a version. Source: sprig, semver.go, `semver`.
fn semver(_: &Env, args: &[Value]) -> Result<Value, String> {
    let version = Version::parse(text(args, 0))?;
    Ok(Value::Object(Arc::new(VersionObject { version, by_pointer: true })))
}

/// Whether a version (second) satisfies a constraint (first). Source: sprig, semver.go, `semverCompare`.
fn semver_compare(_: &Env, args: &[Value]) -> Result<Value, String> {
    let constraint = Constraint::parse(text(args, 0))?;
    let version = Version::parse(text(args, 1))?;
    Ok(Value::Bool(constraint.check(&version)))
}

fn text(args: &[Value], index: usize) -> &str {
    args.get(index).and_then(Value::as_str).unwrap_or_default()
}

/// A version as a Go value: `*semver.Version`, or `semver.Version` where one of its methods returned it.
#[derive(Clone, Debug)]
pub struct VersionObject {
    /// The version.
    pub version: Version,
    /// Whether this is a pointer, which has more methods than the struct.
    by_pointer: bool,
}

impl VersionObject {
    fn by_value(version: Result<Version, String>) -> Result<Value, String> {
        Ok(Value::Object(Arc::new(VersionObject { version: version?, by_pointer: false })))
    }

    /// The result of a comparison with the one argument.
    fn compare(&self, args: &[Value], judge: fn(std::cmp::Ordering) -> Value) -> Result<Value, String> {
        let other = args.first().and_then(Value::as_object::<VersionObject>);
        // Only a nil pointer gets past the engine.
        let other = other.ok_or("runtime error: invalid memory address or nil pointer dereference")?;
        Ok(judge(self.version.compare(&other.version)))
    }
}

impl Object for VersionObject {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed(if self.by_pointer { "*semver.Version" } else { "semver.Version" })
    }

    fn kind(&self) -> &'static str {
        if self.by_pointer { "ptr" } else { "struct" }
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn params(&self, name: &str) -> Option<&'static [&'static str]> {
        Some(match name {
            "SetMetadata" | "SetPrerelease" => &["string"],
            "IncMajor" | "IncMinor" | "IncPatch" | "Major" | "Metadata" | "Minor" | "Patch"
            | "Prerelease" | "String" | "Value" => &[],
            _ if !self.by_pointer => return None,
            "Compare" | "Equal" | "GreaterThan" | "GreaterThanEqual" | "LessThan" | "LessThanEqual" => {
                &["*semver.Version"]
            }
            "Original" => &[],
            _ => return None,
        })
    }

    fn method(&self, name: &str, args: &[Value]) -> Option<Result<Value, String>> {
        let version = &self.version;
        let first = || text(args, 0);
        Some(match name {
            "IncMajor" => VersionObject::by_value(version.inc_major()),
            "IncMinor" => VersionObject::by_value(version.inc_minor()),
            "IncPatch" => VersionObject::by_value(version.inc_patch()),
            "Major" => Ok(named::uint64(version.major)),
            "Metadata" => Ok(version.metadata.as_str().into()),
            "Minor" => Ok(named::uint64(version.minor)),
            "Patch" => Ok(named::uint64(version.patch)),
            "Prerelease" => Ok(version.pre.as_str().into()),
            "SetMetadata" => VersionObject::by_value(version.set_metadata(first())),
            "SetPrerelease" => VersionObject::by_value(version.set_prerelease(first())),
            "String" | "Value" => Ok(version.to_string().into()),
            // Go gives these to pointers only.
            _ if !self.by_pointer => return None,
            "Compare" => self.compare(args, |order| Value::Int(order as i64)),
            "Equal" if args.first().is_none_or(Value::is_nil) => Ok(Value::Bool(false)),
            "Equal" => self.compare(args, |order| order.is_eq().into()),
            "GreaterThan" => self.compare(args, |order| order.is_gt().into()),
            "GreaterThanEqual" => self.compare(args, |order| order.is_ge().into()),
            "LessThan" => self.compare(args, |order| order.is_lt().into()),
            "LessThanEqual" => self.compare(args, |order| order.is_le().into()),
            "Original" => Ok(version.original.as_str().into()),
            _ => return None,
        })
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        let version = &self.version;
        vec![
            ("major", named::uint64(version.major)),
            ("minor", named::uint64(version.minor)),
            ("patch", named::uint64(version.patch)),
            ("pre", version.pre.as_str().into()),
            ("metadata", version.metadata.as_str().into()),
            ("original", version.original.as_str().into()),
        ]
    }

    /// None of the fields is exported.
    fn copied(&self) -> Option<Value> {
        let copy = VersionObject { version: Version::default(), by_pointer: self.by_pointer };
        Some(Value::Object(Arc::new(copy)))
    }

    fn text(&self) -> Option<String> {
        self.stringer()
    }

    fn to_json(&self) -> Value {
        self.version.to_string().into()
    }

    fn stringer(&self) -> Option<String> {
        Some(self.version.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::helm::Helm;
    use crate::world::System;

    fn call(name: &str, args: &[&str]) -> Result<Value, String> {
        let args: Vec<Value> = args.iter().map(|arg| Value::from(*arg)).collect();
        let func = TABLE.iter().find(|func| func.name == name).unwrap();
        (func.run)(&Env::new(Helm::V4, Arc::new(System)), &args)
    }

    #[test]
    fn methods_of_the_pointer_and_of_the_struct() {
        let Ok(Value::Object(pointer)) = call("semver", &["v1.2.3-rc.1"]) else { panic!() };
        let Some(Ok(Value::Object(next))) = pointer.method("IncMinor", &[]) else { panic!() };
        assert_eq!(next.stringer().unwrap(), "1.3.0");
        assert_eq!((pointer.kind(), next.kind()), ("ptr", "struct"));
        assert!(
            pointer.method("Original", &[]).is_some_and(|text| text.unwrap().as_str() == Some("v1.2.3-rc.1"))
        );
        assert!(next.method("Original", &[]).is_none());
        let same = pointer.method("Compare", &[Value::Object(pointer.clone())]);
        assert!(matches!(same, Some(Ok(Value::Int(0)))));
    }

    #[test]
    fn errors_of_the_constraint_come_first() {
        assert_eq!(call("semverCompare", &["x.", "y"]).unwrap_err(), "improper constraint: \"x.\"");
        assert_eq!(call("semverCompare", &["x", "y"]).unwrap_err(), "invalid semantic version");
        assert!(matches!(call("semverCompare", &[">=1.19-0", "v1.37.0"]), Ok(Value::Bool(true))));
    }
}
