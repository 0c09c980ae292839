//! Where reports go: to standard output where the report is the result, to standard error beside manifests. With
//! `--report-file` the wanted form goes there, and people get the text.

use crate::args::Reporting;
use crate::diag::Diagnostic;
use crate::output::{dir, report, terminal};
use crate::plan::{self, Form};
use crate::validate::Report;

/// The report that is the result of a command.
pub(super) fn whole(reporting: &Reporting, reports: &[(String, Report)]) -> anyhow::Result<()> {
    let form = to_file(reporting, reports)?;
    Ok(terminal::stdout(&report::write(form, reports))?)
}

/// The report of a command whose result are manifests. The text has nothing to say where nothing was found.
pub(super) fn beside_manifests(
    reporting: &Reporting,
    reports: &[(String, Report)],
) -> Result<(), Diagnostic> {
    let form = to_file(reporting, reports)?;
    if form == Form::Text {
        let found = reports.iter().filter(|(_, report)| !report.findings.is_empty());
        found.for_each(|(name, report)| terminal::log(&report::text(name, report)));
    } else {
        terminal::log(report::write(form, reports).trim_end());
    }
    Ok(())
}

/// Writes the file, if one is wanted; says which form is left for the terminal.
fn to_file(reporting: &Reporting, reports: &[(String, Report)]) -> Result<Form, Diagnostic> {
    let form = plan::form(reporting);
    let Some(path) = &reporting.report_file else { return Ok(form) };
    dir::write_file(path, &report::write(form, reports))?;
    Ok(Form::Text)
}
