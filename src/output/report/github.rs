//! Commands of GitHub's workflows, which become annotations of a pull request.
//!
//! Source: docs.github.com, actions, workflow commands; actions/toolkit, packages/core/src/command.ts for the escapes.

use super::advice;
use crate::validate::{Report, Severity};
use std::fmt::Write as _;

pub(super) fn write(reports: &[(String, Report)]) -> String {
    let mut out = String::new();
    for (name, finding) in super::all(reports) {
        let command = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let (file, line, column) = super::place(name, finding);
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "::{command} file={},line={line},col={column},title={}::{}",
            property(file),
            property(finding.rule),
            data(&advice(finding))
        );
    }
    out
}

/// The text behind a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, which a comma ends.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
