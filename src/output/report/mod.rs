//! Findings as text for people, and in the forms that machines read.
//!
//! Each form is a file; `docs/reports.md` describes them.

mod github;
mod json;
mod junit;
mod sarif;

use crate::plan::Form;
use crate::validate::{Finding, Origin, Report, Severity};
use std::fmt::Write as _;

/// The report of a run in a form. The reports are those of files or manifests, by their names.
pub fn write(form: Form, reports: &[(String, Report)]) -> String {
    match form {
        Form::Text => summary(reports),
        Form::Json => json::write(reports),
        Form::Sarif => sarif::write(reports),
        Form::Junit => junit::write(reports),
        Form::Github => github::write(reports),
    }
}

/// The findings of one file or manifest, a paragraph each.
pub fn text(source: &str, report: &Report) -> String {
    let mut text = String::new();
    for finding in &report.findings {
        if !text.is_empty() {
            text.push('\n');
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{}[{}]: {}", severity(finding.severity), finding.rule, sentence(finding));
        match &finding.origin {
            None => {
                let _ = write!(text, "\n  --> {source}:{}:{}", finding.line, finding.column);
            }
            Some(Origin { template, line, text: written, rendered, value }) => {
                let _ = write!(text, "\n  --> {template}:{line}\n   | {written}");
                let _ = write!(text, "\n  rendered, line {}: {rendered}", finding.line);
                if let Some(value) = value {
                    let _ = write!(text, "\n  value from {value}");
                }
            }
        }
        if let Some(hint) = &finding.hint {
            let _ = write!(text, "\n  hint: {hint}");
        }
    }
    crate::diag::printable(&text)
}

/// All findings, and a line that counts the documents and the findings.
pub fn summary(reports: &[(String, Report)]) -> String {
    let mut out = String::new();
    for (name, report) in reports.iter().filter(|(_, report)| !report.findings.is_empty()) {
        out.push_str(&text(name, report));
        out.push('\n');
    }
    let count = |pick: fn(&Report) -> usize| reports.iter().map(|(_, report)| pick(report)).sum::<usize>();
    let (valid, invalid, skipped) =
        (count(|r| r.counts.valid), count(|r| r.counts.invalid), count(|r| r.counts.skipped));
    let _ = write!(out, "{valid} valid, {invalid} invalid, {skipped} skipped");
    match count(|r| r.counts.not_checked) {
        0 => {}
        1 => out.push_str(", 1 expression not checked"),
        number => out.push_str(&format!(", {number} expressions not checked")),
    }
    for (severity, one, many) in [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Info, "info", "infos"),
    ] {
        match all(reports).filter(|(_, finding)| finding.severity == severity).count() {
            0 => {}
            1 => out.push_str(&format!(", 1 {one}")),
            count => out.push_str(&format!(", {count} {many}")),
        }
    }
    out + "\n"
}

/// All findings with the names of their files.
fn all(reports: &[(String, Report)]) -> impl Iterator<Item = (&str, &Finding)> {
    reports.iter().flat_map(|(name, report)| report.findings.iter().map(|finding| (name.as_str(), finding)))
}

/// File, line and column that a person would open: those of the template, where it is known.
fn place<'r>(name: &'r str, finding: &'r Finding) -> (&'r str, usize, usize) {
    match &finding.origin {
        Some(origin) => (&origin.template, origin.line, 1),
        None => (name, finding.line as usize, finding.column as usize),
    }
}

/// What is wrong, and at which path.
fn sentence(finding: &Finding) -> String {
    match finding.path.as_str() {
        "" => finding.message.clone(),
        path => format!("{path}: {}", finding.message),
    }
}

/// The same with where it comes from and what to do about it, for forms that have one text only.
fn advice(finding: &Finding) -> String {
    let mut advice = sentence(finding);
    if let Some(value) = finding.origin.as_ref().and_then(|origin| origin.value.as_ref()) {
        let _ = write!(advice, "\nvalue from {value}");
    }
    if let Some(hint) = &finding.hint {
        let _ = write!(advice, "\nhint: {hint}");
    }
    advice
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
