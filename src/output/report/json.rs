//! Our own form: `{"version", "findings": [{"file", "severity", "rule", "path", "message", "hint", "document", "line",
//! "column"}], "counts"}`.

use super::severity;
use crate::validate::{Finding, Origin, Report};
use crate::value::Value;

/// The version of the form; it changes when a field changes its meaning or goes.
const VERSION: i64 = 1;

pub(super) fn write(reports: &[(String, Report)]) -> String {
    let count = |pick: fn(&Report) -> usize| number(reports.iter().map(|(_, report)| pick(report)).sum());
    let whole = Value::from([
        (
            "counts",
            Value::from([
                ("invalid", count(|r| r.counts.invalid)),
                ("notChecked", count(|r| r.counts.not_checked)),
                ("skipped", count(|r| r.counts.skipped)),
                ("valid", count(|r| r.counts.valid)),
            ]),
        ),
        ("findings", Value::from(super::all(reports).map(|(name, f)| one(name, f)).collect::<Vec<_>>())),
        ("version", Value::Int64(VERSION)),
    ]);
    crate::json::encode(&whole).unwrap_or_default() + "\n"
}

fn one(name: &str, finding: &Finding) -> Value {
    Value::from([
        ("column", Value::Int64(finding.column.into())),
        ("document", number(finding.document)),
        ("file", Value::from(name)),
        ("hint", finding.hint.as_deref().map_or(Value::Nil, Value::from)),
        ("line", Value::Int64(finding.line.into())),
        ("message", Value::from(finding.message.as_str())),
        ("origin", finding.origin.as_ref().map_or(Value::Nil, origin)),
        ("path", Value::from(finding.served.as_ref().unwrap_or(&finding.path).as_str())),
        ("rule", Value::from(finding.rule)),
        ("severity", Value::from(severity(finding.severity))),
    ])
}

fn origin(origin: &Origin) -> Value {
    Value::from([
        ("line", number(origin.line)),
        ("rendered", Value::from(origin.rendered.as_str())),
        ("template", Value::from(origin.template.as_str())),
        ("text", Value::from(origin.text.as_str())),
        ("value", origin.value.as_deref().map_or(Value::Nil, Value::from)),
    ])
}

fn number(n: usize) -> Value {
    i64::try_from(n).map_or(Value::Nil, Value::Int64)
}
