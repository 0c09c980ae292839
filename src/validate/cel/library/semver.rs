//! Versions. Source: k8s.io/apiserver, pkg/cel/library/semverlib.go

use std::cmp::Ordering;
use std::rc::Rc;

use super::super::Fault;
use super::super::value::{Value, unknown, wrong};
use super::Found;
use super::quantity::sign;
use crate::semver::{MAX_VERSION_LEN, Version};

pub(super) fn call(name: &str, _: bool, args: &[Value]) -> Found {
    let number = |of: u64| i64::try_from(of).map(Value::Int).map_err(|_| unknown("a number is too large"));
    Some(match (name, args) {
        ("isSemver", [Value::Str(text)]) => version(text, false).map(|v| Value::Bool(v.is_some())),
        ("isSemver", [Value::Str(text), Value::Bool(normalize)]) => {
            version(text, *normalize).map(|v| Value::Bool(v.is_some()))
        }
        ("semver", [Value::Str(text)]) => read(text, false),
        ("semver", [Value::Str(text), Value::Bool(normalize)]) => read(text, *normalize),
        ("major", [Value::Semver(v)]) => number(v.major),
        ("minor", [Value::Semver(v)]) => number(v.minor),
        ("patch", [Value::Semver(v)]) => number(v.patch),
        ("isGreaterThan", [Value::Semver(a), Value::Semver(b)]) => {
            Ok(Value::Bool(a.compare(b) == Ordering::Greater))
        }
        ("isLessThan", [Value::Semver(a), Value::Semver(b)]) => {
            Ok(Value::Bool(a.compare(b) == Ordering::Less))
        }
        ("compareTo", [Value::Semver(a), Value::Semver(b)]) => Ok(sign(a.compare(b))),
        _ => return None,
    })
}

fn read(text: &str, normalize: bool) -> Result<Value, Fault> {
    let found = version(text, normalize)?;
    found.map(|v| Value::Semver(Rc::new(v))).ok_or_else(|| wrong(format!("semver does not take {text:?}")))
}

/// Source: `normalizeAndParse`: a `v` in front, zeros at the start of a number and missing numbers are forgiven.
fn version(text: &str, normalize: bool) -> Result<Option<Version>, Fault> {
    if text.len() + 4 > MAX_VERSION_LEN {
        return Err(unknown("a version is too long"));
    }
    if !normalize {
        return Ok(strict(text));
    }
    let text = text.strip_prefix('v').unwrap_or(text);
    let mut parts: Vec<String> = text.splitn(3, '.').map(without_zeros).collect();
    if parts.len() < 3 && parts.last().is_some_and(|last| last.contains(['+', '-'])) {
        return Ok(None);
    }
    parts.resize(3, "0".to_owned());
    Ok(strict(&parts.join(".")))
}

/// A version of three numbers; what follows a sign must not be empty. Source: blang/semver, `Parse`
fn strict(text: &str) -> Option<Version> {
    let version = Version::parse_strict(text).ok()?;
    let (head, metadata) = text.split_once('+').map_or((text, None), |(head, meta)| (head, Some(meta)));
    let pre = head.split_once('-').map(|(_, pre)| pre);
    let filled = |list: Option<&str>| list.is_none_or(|list| list.split('.').all(|part| !part.is_empty()));
    let numbers = head.split('-').next()?.split('.').all(|number| !number.is_empty());
    (filled(metadata) && filled(pre) && numbers).then_some(version)
}

fn without_zeros(part: &str) -> String {
    let rest = part.trim_start_matches('0');
    match part.len() {
        0 | 1 => part.to_owned(),
        _ if rest.starts_with(|c: char| c.is_ascii_digit()) => rest.to_owned(),
        _ => format!("0{rest}"),
    }
}
