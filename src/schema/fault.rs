//! What is wrong with a value, in the words of the library that both Helms use.
//!
//! Source: jsonschema v6, kind/kind.go (the sentences) and output.go (the tree of them).

use super::json::Json;
use super::number::{Decimal, localized, localized_count};
use crate::golang::strconv;

/// A failed keyword, with the faults that made it fail.
#[derive(Clone, Debug, Default)]
pub(super) struct Fault {
    /// The value, as a JSON pointer.
    pub(super) at: String,
    /// What failed.
    pub(super) kind: Kind,
    /// Why, where that is more than one fact.
    pub(super) causes: Vec<Fault>,
}

/// The sentence of a fault.
#[derive(Clone, Debug, Default)]
pub(super) enum Kind {
    /// A sentence that is complete.
    Text(String),
    /// Several faults of one value, no keyword of their own.
    #[default]
    Group,
    /// A reference whose target failed; not shown where there is a single cause.
    Reference,
    /// The head of everything: the schema that was applied.
    Schema(String),
}

impl Fault {
    /// The whole tree, one fault a line.
    pub(super) fn message(&self) -> String {
        let mut out = String::new();
        self.print(0, &mut out);
        out
    }

    fn print(&self, mut indent: usize, out: &mut String) {
        if !(matches!(self.kind, Kind::Reference) && self.causes.len() == 1) {
            if indent > 0 {
                out.push('\n');
                out.push_str(&"  ".repeat(indent - 1));
                out.push_str("- ");
            }
            indent += 1;
            match &self.kind {
                Kind::Schema(location) => {
                    out.push_str("jsonschema validation failed with ");
                    out.push_str(&quote(location));
                }
                kind => {
                    out.push_str("at ");
                    out.push_str(&quote(&self.at));
                    out.push_str(": ");
                    out.push_str(match kind {
                        Kind::Text(text) => text,
                        _ => "validation failed",
                    });
                }
            }
        }
        for cause in &self.causes {
            cause.print(indent, out);
        }
    }
}

/// `enum`
pub(super) fn enumeration(allowed: &[Json<'_>]) -> String {
    if allowed.iter().any(is_compound) {
        return "'enum' failed".to_owned();
    }
    match allowed {
        [only] => format!("value must be {}", display(only)),
        several => {
            format!("value must be one of {}", several.iter().map(display).collect::<Vec<_>>().join(", "))
        }
    }
}

/// `const`
pub(super) fn constant(wanted: &Json<'_>) -> String {
    if is_compound(wanted) {
        "'const' failed".to_owned()
    } else {
        format!("value must be {}", display(wanted))
    }
}

/// `minLength` and the other keywords that count something.
pub(super) fn count(keyword: &str, got: usize, want: usize) -> String {
    format!("{keyword}: got {}, want {}", localized_count(got), localized_count(want))
}

/// `minimum` and the other keywords that compare numbers.
pub(super) fn bound(keyword: &str, got: &Decimal, want: &Decimal) -> String {
    format!("{keyword}: got {}, want {}", localized(got.to_f64()), localized(want.to_f64()))
}

/// `required`
pub(super) fn required(missing: &[&str]) -> String {
    let word = if missing.len() == 1 { "property" } else { "properties" };
    format!("missing {word} {}", quoted(missing))
}

/// `dependencies` and `dependentRequired`
pub(super) fn dependency(name: &str, missing: &[&str]) -> String {
    format!("properties {} required, if {} exists", quoted(missing), quote(name))
}

/// `additionalProperties`
pub(super) fn additional_properties(names: &[&str]) -> String {
    format!("additional properties {} not allowed", quoted(names))
}

/// `minContains` and `maxContains`: the indexes that matched.
pub(super) fn contains(bound: &str, want: usize, matched: &[usize]) -> String {
    let want = localized_count(want);
    if matched.is_empty() && bound == "min" {
        return format!("min {want} items required to match contains schema, but none matched");
    }
    let indexes = matched.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
    let count = localized_count(matched.len());
    format!("{bound} {want} items required to match contains schema, but matched {count} items at {indexes}")
}

/// A string in single quotes. Source: kind.go, quote.
pub(super) fn quote(text: &str) -> String {
    let quoted = strconv::quote(text);
    let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
    format!("'{}'", inner.replace("\\\"", "\"").replace('\'', "\\'"))
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| quote(name)).collect::<Vec<_>>().join(", ")
}

fn is_compound(value: &Json<'_>) -> bool {
    matches!(value, Json::Array(_) | Json::Object(_))
}

/// A value that is not compound.
fn display(value: &Json<'_>) -> String {
    match value {
        Json::Str(text) => quote(text),
        Json::Number(text) => (*text).to_owned(),
        Json::Bool(b) => b.to_string(),
        Json::Null => "<nil>".to_owned(),
        Json::Array(_) | Json::Object(_) => "value".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_quoted_as_the_library_quotes_them() {
        assert_eq!(quote(r#"a"b'c\d"#), r#"'a"b\'c\\d'"#);
        assert_eq!(quote("é\n"), r"'é\n'");
    }
}
