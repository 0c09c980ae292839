//! `values.yaml`, and any other values file: its documents parsed and merged.
//!
//! Source: Helm 4, pkg/chart/v2/loader/load.go, `LoadValues` and `MergeMaps`.

use super::{MAX_VALUES_DEPTH, builtin};
use crate::diag::{Diagnostic, Place};
use crate::helm::Helm;
use crate::json;
use crate::value::{Entries, Value};
use crate::yaml::{self, YamlError};
use std::borrow::Cow;

/// Parses a values file: in Helm 4 all its documents merged, in Helm 3 the first one. `name` stands in the
/// place of an error. The result is a map or, for Helm 3 and a file without a value, nil.
/// Source: Helm 4, pkg/chart/v2/loader/load.go, `LoadValues`.
pub fn parse(text: &str, name: &str, helm: Helm) -> Result<Value, Diagnostic> {
    if text == builtin::VALUES_TEXT {
        return Ok(builtin::values());
    }
    if helm == Helm::V3 {
        return parse_map(text, name);
    }
    let mut values: Option<Value> = None;
    for document in Documents::new(text) {
        let (line, document) = document?;
        let parsed = parse_map(&document, name).map_err(|error| {
            let error = match error.place() {
                Some(place) if line > 0 && place.line > 0 => {
                    let place = Place::in_source(name, text, place.line + line, place.column);
                    error.at(place)
                }
                _ => error,
            };
            error.context("cannot unmarshal yaml document")
        })?;
        values = Some(match values {
            Some(before) => merge(&before, &parsed),
            None => parsed,
        });
    }
    match values {
        Some(values @ Value::Map(_)) => Ok(values),
        _ => Ok(Value::from(Entries::new())),
    }
}

/// Two maps merged, `over` winning; tables are merged, everything else is replaced. Nil counts as empty.
/// Source: Helm, `MergeMaps`.
pub fn merge(base: &Value, over: &Value) -> Value {
    let mut merged = match base {
        Value::Map(map) => (*map.snapshot()).clone(),
        _ => Entries::new(),
    };
    if let Value::Map(over) = over {
        for (key, value) in over.snapshot().iter() {
            let value = match (merged.get(key), value) {
                (Some(base @ Value::Map(_)), Value::Map(_)) => merge(base, value),
                _ => value.clone(),
            };
            merged.insert(key.clone(), value);
        }
    }
    Value::from(merged)
}

/// The documents of a stream, each with the number of lines before it.
/// Source: k8s.io/apimachinery, pkg/util/yaml/decoder.go, `YAMLReader`.
struct Documents<'t> {
    rest: Option<&'t str>,
    line: usize,
}

impl<'t> Documents<'t> {
    fn new(text: &'t str) -> Documents<'t> {
        Documents { rest: Some(text), line: 0 }
    }
}

impl<'t> Iterator for Documents<'t> {
    type Item = Result<(usize, Cow<'t, str>), Diagnostic>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest?;
        let first = self.line;
        let mut from = 0;
        while let Some(start) = separator(rest, from) {
            let end =
                memchr::memchr(b'\n', &rest.as_bytes()[start..]).map_or(rest.len(), |at| start + at + 1);
            let after = rest[start + SEPARATOR.len()..end].trim();
            if !after.is_empty() && !after.starts_with('#') {
                self.rest = None;
                let sentence =
                    format!("error reading yaml document: invalid Yaml document separator: {after}");
                return Some(Err(Diagnostic::new(sentence)));
            }
            // A separator ends what stands before it; at the very start it belongs to the document.
            if start > 0 {
                self.rest = Some(&rest[end..]);
                self.line += memchr::memchr_iter(b'\n', &rest.as_bytes()[..end]).count();
                return Some(Ok((first, unix_lines(&rest[..start]))));
            }
            from = end;
        }
        self.rest = None;
        (!rest.is_empty()).then(|| Ok((first, unix_lines(rest))))
    }
}

const SEPARATOR: &str = "---";

/// Where the first line that starts with a separator starts, of those from `from` on, where a line starts.
fn separator(text: &str, from: usize) -> Option<usize> {
    let rest = &text[from..];
    if rest.starts_with(SEPARATOR) {
        return Some(from);
    }
    memchr::memmem::find(rest.as_bytes(), b"\n---").map(|at| from + at + 1)
}

/// The reader of documents gives every line back with a bare line feed, the last one as well if it had none: a block
/// scalar that ends there ends with it.
fn unix_lines(text: &str) -> Cow<'_, str> {
    let mut lines =
        if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) };
    if !lines.ends_with('\n') {
        lines.to_mut().push('\n');
    }
    lines
}

/// Parses the first document of `text`, which has to be a map or nothing.
pub(crate) fn parse_map(text: &str, name: &str) -> Result<Value, Diagnostic> {
    let value = yaml::parse_map(text, json::ANY_MAP).map_err(|error| yaml_error(&error, name, text))?;
    if is_deeper(&value, MAX_VALUES_DEPTH) {
        return Err(Diagnostic::new(format!("values are nested deeper than {MAX_VALUES_DEPTH} levels")));
    }
    Ok(value)
}

pub(super) fn yaml_error(error: &YamlError, name: &str, text: &str) -> Diagnostic {
    Diagnostic::new(error.message()).at(Place::in_source(name, text, error.line(), error.column()))
}

/// Whether `value` nests tables and lists deeper than `limit`; stops looking there.
pub(crate) fn is_deeper(value: &Value, limit: usize) -> bool {
    let inner = limit.checked_sub(1);
    let deeper = |value: &Value| inner.is_none_or(|limit| is_deeper(value, limit));
    match value {
        Value::Map(map) => map.snapshot().values().any(deeper),
        Value::List(list) => list.items.iter().any(deeper),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, helm: Helm) -> Result<String, String> {
        let parsed = parse(text, "x.yaml", helm).map_err(|error| error.message().to_owned())?;
        Ok(crate::golang::fmt::sprintf("%v", &[parsed]))
    }

    // Expectations: Helm 4.3.1 with such a values file.
    #[test]
    fn helm_4_merges_documents() {
        assert_eq!(shown("---\na: 1\n", Helm::V4).unwrap(), "map[a:1]");
        assert_eq!(
            shown("a: 1\n--- # next\nb: 2\n---\n---\na: {x: 1}", Helm::V4).unwrap(),
            "map[a:map[x:1] b:2]"
        );
        assert_eq!(shown("a: 1\r\n---\r\nb: 2\r\n", Helm::V4).unwrap(), "map[a:1 b:2]");
        assert_eq!(shown("a: 1\n---\nb: 2\n", Helm::V3).unwrap(), "map[a:1]");
        assert_eq!(shown("a: |\n  x", Helm::V4).unwrap(), "map[a:x\n]");
        assert_eq!(shown("a: |\n  x", Helm::V3).unwrap(), "map[a:x]");
        assert_eq!(shown("", Helm::V4).unwrap(), "map[]");
        assert_eq!(
            shown("a: 1\n--- b: 2\n", Helm::V4).unwrap_err(),
            "error reading yaml document: invalid Yaml document separator: b: 2"
        );
        let list = "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal array into Go value of type map[string]interface {}";
        assert_eq!(shown("- a\n", Helm::V3).unwrap_err(), list);
        assert_eq!(shown("- a\n", Helm::V4).unwrap_err(), format!("cannot unmarshal yaml document: {list}"));
    }
}
