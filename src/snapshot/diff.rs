//! The difference between two lists of manifests, object by object, without the values of Secrets.

use crate::helm::Helm;
use crate::manifest::split::split;
use crate::value::{Entries, Value};
use crate::yaml;
use similar::TextDiff;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Lines around a change.
const CONTEXT: usize = 3;

/// Longest difference of one object, in lines; the rest is counted.
pub const MAX_LINES: usize = 200;

/// One document with what identifies it and the lines that may be shown of it.
struct Object {
    name: String,
    text: String,
    values: Option<Value>,
    is_secret: bool,
}

/// The difference from `old` to `new`: a heading for each object that is added, removed or changed, and the
/// changed lines below it.
pub fn objects(old: &str, new: &str) -> String {
    let (old, new) = (documents(old), documents(new));
    let mut out = String::new();
    let keyed = |list: &[Object]| {
        let mut map: BTreeMap<(String, usize), usize> = BTreeMap::new();
        for (index, object) in list.iter().enumerate() {
            let nth = (0..).find(|n| !map.contains_key(&(object.name.clone(), *n))).unwrap_or_default();
            map.insert((object.name.clone(), nth), index);
        }
        map
    };
    let (before, after) = (keyed(&old), keyed(&new));
    let keys: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).collect();
    for key in keys {
        let pair = (before.get(key).map(|i| &old[*i]), after.get(key).map(|i| &new[*i]));
        // Writing to a string cannot fail.
        let _ = match pair {
            (Some(old), Some(new)) if old.text == new.text => Ok(()),
            (Some(old), Some(new)) => {
                let (from, to) = shown(old, Some(new));
                write!(out, "  ~ {}\n{}", key.0, lines(&from, &to))
            }
            (None, Some(_)) => writeln!(out, "  + {}", key.0),
            (Some(_), None) => writeln!(out, "  - {}", key.0),
            (None, None) => Ok(()),
        };
    }
    let order = |list: &[Object]| list.iter().map(|object| object.name.clone()).collect::<Vec<_>>();
    if out.is_empty() && order(&old) != order(&new) {
        let _ = writeln!(out, "  order: {}\n     not: {}", order(&new).join(", "), order(&old).join(", "));
    } else if out.is_empty() {
        out.push_str("  only blank lines or separators differ\n");
    }
    out
}

/// Whether both hold the same documents, in another order.
pub fn is_reordered(old: &str, new: &str) -> bool {
    let sorted = |text: &str| {
        let mut list: Vec<String> = documents(text).into_iter().map(|object| object.text).collect();
        list.sort();
        list
    };
    let order = |text: &str| documents(text).into_iter().map(|object| object.text).collect::<Vec<_>>();
    sorted(old) == sorted(new) && order(old) != order(new)
}

fn documents(text: &str) -> Vec<Object> {
    split(text, Helm::V3).into_iter().map(|range| object(&text[range])).collect()
}

fn object(text: &str) -> Object {
    let values = yaml::parse(text).ok();
    let field = |path: &[&str]| {
        let mut at = values.clone()?;
        for key in path {
            at = at.get(key)?;
        }
        at.as_str().map(str::to_owned)
    };
    let kind = field(&["kind"]);
    let name = match (&kind, field(&["metadata", "name"]), field(&["metadata", "namespace"])) {
        (Some(kind), Some(name), Some(namespace)) => format!("{kind} {namespace}/{name}"),
        (Some(kind), Some(name), None) => format!("{kind} {name}"),
        (Some(kind), None, _) => kind.clone(),
        (None, ..) => "(no kind)".to_owned(),
    };
    let is_secret = match &values {
        Some(value) => has_secret(value),
        // What is no YAML any more may have been one.
        None => text.contains("Secret"),
    };
    Object { name, text: text.to_owned(), values, is_secret }
}

fn has_secret(value: &Value) -> bool {
    match value {
        Value::Map(map) => {
            let map = map.snapshot();
            map.get("kind").and_then(Value::as_str) == Some("Secret") || map.values().any(has_secret)
        }
        Value::List(list) => list.items.iter().any(has_secret),
        _ => false,
    }
}

/// The texts of two versions of an object as they may be shown.
fn shown(old: &Object, new: Option<&Object>) -> (String, String) {
    let Some(new) = new else { return (old.text.clone(), String::new()) };
    if !old.is_secret && !new.is_secret {
        return (old.text.clone(), new.text.clone());
    }
    let hidden = "(not shown: it may hold a Secret and is no YAML)\n".to_owned();
    let masked = |value: &Option<Value>, other: &Option<Value>, word: &str| match value {
        None => hidden.clone(),
        Some(value) => yaml::to_yaml(&mask(value, other.as_ref(), word)).unwrap_or_else(|_| hidden.clone()),
    };
    (masked(&old.values, &new.values, "before"), masked(&new.values, &old.values, "after"))
}

/// Fields of a Secret whose values nobody may see.
const HIDDEN: &[&str] = &["data", "stringData"];

/// The annotation in which kubectl keeps the whole object.
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// The value with what Secrets hold replaced; a changed value reads other on either side.
fn mask(value: &Value, other: Option<&Value>, word: &str) -> Value {
    let Value::Map(map) = value else {
        let Value::List(list) = value else { return value.clone() };
        let others = other.and_then(Value::as_list).unwrap_or_default();
        let items = list.items.iter().enumerate().map(|(n, item)| mask(item, others.get(n), word));
        return Value::from(items.collect::<Vec<_>>());
    };
    let map = map.snapshot();
    let is_secret = map.get("kind").and_then(Value::as_str) == Some("Secret");
    let masked = map.iter().map(|(key, inner)| {
        let other = other.and_then(|other| other.get(key));
        let inner = if is_secret && HIDDEN.contains(&&**key) {
            hide(inner, other.as_ref(), word)
        } else if **key == *LAST_APPLIED {
            redacted(inner, other.as_ref(), word)
        } else {
            mask(inner, other.as_ref(), word)
        };
        (key.clone(), inner)
    });
    Value::from(masked.collect::<Entries>())
}

/// The keys of a Secret's data with no value.
fn hide(value: &Value, other: Option<&Value>, word: &str) -> Value {
    let Value::Map(map) = value else { return redacted(value, other, word) };
    let map = map.snapshot();
    let hidden = map.iter().map(|(key, inner)| {
        (key.clone(), redacted(inner, other.and_then(|other| other.get(key)).as_ref(), word))
    });
    Value::from(hidden.collect::<Entries>())
}

fn redacted(value: &Value, other: Option<&Value>, word: &str) -> Value {
    let text = |value: &Value| crate::json::encode(value).unwrap_or_default();
    let same = other.is_some_and(|other| text(other) == text(value));
    if same { Value::from("(redacted)") } else { Value::from(format!("(redacted, {word})").as_str()) }
}

fn lines(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let text = diff.unified_diff().context_radius(CONTEXT).missing_newline_hint(false).to_string();
    let count = text.lines().count();
    let mut out: String = text.lines().take(MAX_LINES).map(|line| format!("    {line}\n")).collect();
    if count > MAX_LINES {
        out.push_str(&format!("    … {} more lines\n", count - MAX_LINES));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secrets_values_are_never_shown() {
        let secret = |value: &str| {
            format!(
                "apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  annotations:\n    {LAST_APPLIED}: '{value}'\n\
                 data:\n  token: {value}\n  same: c2FtZQ==\nstringData: {{a: {value}}}\n"
            )
        };
        let list =
            |value: &str| format!("kind: List\nitems:\n- {}", secret(value).trim_end().replace('\n', "\n  "));
        let broken = |value: &str| format!("{}  bad: [{value}\n", secret(value));
        for make in [&secret as &dyn Fn(&str) -> String, &list, &broken] {
            let diff = objects(&make("b2xk-hunter2"), &make("bmV3-hunter2"));
            assert!(!diff.contains("hunter2") && !diff.contains("c2FtZQ"), "{diff}");
            assert!(diff.contains("~ "), "{diff}");
        }
        let diff = objects(&secret("one"), &secret("two"));
        assert!(
            diff.contains("-  token: (redacted, before)") && diff.contains("+  token: (redacted, after)"),
            "{diff}"
        );
        assert!(diff.contains("  same: (redacted)"), "{diff}");
        let (added, removed) = (objects("", &secret("x")), objects(&secret("x"), ""));
        assert_eq!((added.as_str(), removed.as_str()), ("  + Secret s\n", "  - Secret s\n"));
    }

    #[test]
    fn a_long_difference_is_cut() {
        let text = |word: &str, lines: usize| {
            let data: String = (0..lines).map(|n| format!("  k{n}: {word}\n")).collect();
            format!("kind: ConfigMap\nmetadata: {{name: a}}\ndata:\n{data}")
        };
        let diff = objects(&text("a", MAX_LINES), &text("b", MAX_LINES));
        assert_eq!(diff.lines().count(), MAX_LINES + 2, "the heading and the count of what is left out");
        assert!(diff.contains(" more lines"));
    }
}
