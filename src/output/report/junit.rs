//! The XML of JUnit, which CI servers show as tests: a file is a suite, a finding a test. An error is a failure; what
//! else there is to say is the output of a test that passes.
//!
//! Source: the schema of Apache Ant's JUnit task, as Jenkins and GitLab read it. It has no version of its own; ours
//! is a property.

use super::{advice, severity};
use crate::validate::{Finding, Report, Severity};
use std::fmt::Write as _;

pub(super) fn write(reports: &[(String, Report)]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (tests, failures) = reports
        .iter()
        .fold((0, 0), |(tests, failures), (_, report)| (tests + count(report), failures + errors(report)));
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<testsuites name=\"openclaw-render\" tests=\"{tests}\" failures=\"{failures}\">");
    for (name, report) in reports {
        suite(&mut out, name, report);
    }
    out + "</testsuites>\n"
}

/// The tests of a file; one that passes where there is no finding.
fn count(report: &Report) -> usize {
    report.findings.len().max(1)
}

fn errors(report: &Report) -> usize {
    report.findings.iter().filter(|finding| finding.severity == Severity::Error).count()
}

fn suite(out: &mut String, name: &str, report: &Report) {
    let file = escape(name);
    let _ = writeln!(
        out,
        "  <testsuite name=\"{file}\" tests=\"{}\" failures=\"{}\" errors=\"0\">",
        count(report),
        errors(report)
    );
    let version = env!("CARGO_PKG_VERSION");
    let _ = writeln!(out, "    <properties><property name=\"version\" value=\"{version}\"/></properties>");
    if report.findings.is_empty() {
        let _ = writeln!(out, "    <testcase name=\"no findings\" classname=\"{file}\"/>");
    }
    for finding in &report.findings {
        case(out, name, finding);
    }
    out.push_str("  </testsuite>\n");
}

fn case(out: &mut String, name: &str, finding: &Finding) {
    let class = escape(name);
    let place = match finding.path.as_str() {
        "" => format!("line {}", finding.line),
        path => path.to_owned(),
    };
    let title = escape(&format!("{}: {place}", finding.rule));
    let _ = writeln!(out, "    <testcase name=\"{title}\" classname=\"{class}\">");
    let (file, line, column) = super::place(name, finding);
    let text = format!("{}\n{}:{line}:{column}", escape(&advice(finding)), escape(file));
    let _ = if finding.severity == Severity::Error {
        let message = escape(&finding.message);
        writeln!(out, "      <failure type=\"{}\" message=\"{message}\">{text}</failure>", finding.rule)
    } else {
        writeln!(out, "      <system-out>{}: {text}</system-out>", severity(finding.severity))
    };
    out.push_str("    </testcase>\n");
}

/// A text for an attribute or an element: characters that XML 1.0 cannot have are replaced.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
