//! SARIF, which code scanning reads.
//!
//! Source: OASIS, Static Analysis Results Interchange Format 2.1.0.

use super::advice;
use crate::lint;
use crate::validate::{Finding, Report, Severity};
use crate::value::Value;

/// The version of the standard.
const VERSION: &str = "2.1.0";

/// Where its schema is.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn write(reports: &[(String, Report)]) -> String {
    let mut rules: Vec<&'static str> = super::all(reports).map(|(_, finding)| finding.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let results: Vec<Value> =
        super::all(reports).map(|(name, finding)| result(name, finding, &rules)).collect();
    let driver = Value::from([
        ("name", Value::from("openclaw-render")),
        ("rules", Value::from(rules.iter().map(|name| rule(name)).collect::<Vec<_>>())),
        ("version", Value::from(env!("CARGO_PKG_VERSION"))),
    ]);
    let run = Value::from([
        ("columnKind", Value::from("unicodeCodePoints")),
        ("results", Value::from(results)),
        ("tool", Value::from([("driver", driver)])),
    ]);
    let whole = Value::from([
        ("$schema", Value::from(SCHEMA)),
        ("runs", Value::from(vec![run])),
        ("version", Value::from(VERSION)),
    ]);
    crate::json::encode(&whole).unwrap_or_default() + "\n"
}

/// A `reportingDescriptor`. Rules of validation have no more than a name and their explanation.
fn rule(name: &str) -> Value {
    let mut fields = vec![("id", Value::from(name))];
    if let Some(rule) = lint::RULES.iter().find(|rule| rule.name == name) {
        fields.push(("defaultConfiguration", Value::from([("level", Value::from(level(rule.severity)))])));
        fields.push(("shortDescription", message(rule.summary)));
    }
    if let Ok(text) = lint::explain(name) {
        fields.push(("help", message(text.trim_end())));
    }
    Value::from(fields.into_iter().map(|(key, value)| (key.into(), value)).collect::<crate::value::Entries>())
}

fn result(name: &str, finding: &Finding, rules: &[&str]) -> Value {
    let (name, line, column) = super::place(name, finding);
    let place = |n: usize| Value::Int64(i64::try_from(n.max(1)).unwrap_or(i64::MAX));
    let physical = Value::from([
        ("artifactLocation", Value::from([("uri", Value::from(uri(name).as_str()))])),
        ("region", Value::from([("startColumn", place(column)), ("startLine", place(line))])),
    ]);
    let mut location = vec![("physicalLocation", physical)];
    if !finding.path.is_empty() {
        let logical = Value::from([("fullyQualifiedName", Value::from(finding.path.as_str()))]);
        location.push(("logicalLocations", Value::from(vec![logical])));
    }
    let location =
        location.into_iter().map(|(key, value)| (key.into(), value)).collect::<crate::value::Entries>();
    let index =
        rules.iter().position(|rule| *rule == finding.rule).and_then(|index| i64::try_from(index).ok());
    Value::from([
        ("level", Value::from(level(finding.severity))),
        ("locations", Value::from(vec![Value::from(location)])),
        ("message", message(&advice(finding))),
        ("ruleId", Value::from(finding.rule)),
        ("ruleIndex", index.map_or(Value::Int64(-1), Value::Int64)),
    ])
}

fn message(text: &str) -> Value {
    Value::from([("text", Value::from(text))])
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A file's name as a relative reference. Source: RFC 3986, 4.2: no colon before the first stroke either.
fn uri(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
