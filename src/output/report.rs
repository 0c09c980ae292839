//! Findings as text for people and as JSON for machines.

use crate::validate::{Finding, Report, Severity};
use crate::value::Value;
use std::fmt::Write as _;

/// The version of the JSON form; it changes when a field changes its meaning.
pub const VERSION: i64 = 1;

/// The findings of one file or manifest, a paragraph each.
pub fn text(source: &str, report: &Report) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        if !text.is_empty() {
            text.push('\n');
        }
        let path = if finding.path.is_empty() { String::new() } else { format!("{}: ", finding.path) };
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "{}[{}]: {path}{}\n  --> {source}:{}:{}",
            severity(finding.severity),
            finding.rule,
            finding.message,
            finding.line,
            finding.column
        );
        if let Some(hint) = &finding.hint {
            let _ = write!(text, "\n  hint: {hint}");
        }
    }
    crate::diag::printable(&text)
}

/// All findings and a line that counts the documents.
pub fn summary(reports: &[(String, Report)]) -> String {
    let mut out = String::new();
    let (mut valid, mut invalid, mut skipped, mut not_checked) = (0, 0, 0, 0);
    for (name, report) in reports {
        if !report.findings.is_empty() {
            out.push_str(&text(name, report));
            out.push('\n');
        }
        valid += report.counts.valid;
        invalid += report.counts.invalid;
        skipped += report.counts.skipped;
        not_checked += report.counts.not_checked;
    }
    let _ = write!(out, "{valid} valid, {invalid} invalid, {skipped} skipped");
    if not_checked > 0 {
        let _ = write!(out, ", {not_checked} expressions not checked");
    }
    out.push('\n');
    out
}

/// All findings as one JSON object: `{"version", "findings": [{"file", "severity", "rule", "path", "message",
/// "hint", "document", "line", "column"}], "counts"}`.
pub fn json(reports: &[(String, Report)]) -> String {
    let number = |n: usize| i64::try_from(n).map_or(Value::Nil, Value::Int64);
    let one = |name: &str, finding: &Finding| {
        Value::from([
            ("column", Value::Int64(finding.column.into())),
            ("document", number(finding.document)),
            ("file", Value::from(name)),
            ("hint", finding.hint.as_deref().map_or(Value::Nil, Value::from)),
            ("line", Value::Int64(finding.line.into())),
            ("message", Value::from(finding.message.as_str())),
            ("path", Value::from(finding.path.as_str())),
            ("rule", Value::from(finding.rule)),
            ("severity", Value::from(severity(finding.severity))),
        ])
    };
    let findings = reports.iter().flat_map(|(name, report)| report.findings.iter().map(|f| one(name, f)));
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
        ("findings", Value::from(findings.collect::<Vec<_>>())),
        ("version", Value::Int64(VERSION)),
    ]);
    crate::json::encode(&whole).unwrap_or_default() + "\n"
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
