//! Where reports go: to standard output where the report is the result, to standard error beside manifests. With
//! `--report-file` the wanted form goes there, and people get the text.

use crate::args::Reporting;
use crate::diag::Diagnostic;
use crate::output::{dir, report, terminal};
use crate::plan::{self, ChartRef, Form};
use crate::validate::Report;
use crate::world::{Kind, World};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// Where the files of a report stand, and the chart of which they are, if they are of one.
pub(super) struct Places<'p> {
    /// What is on the disk.
    pub(super) world: &'p dyn World,
    /// The chart that was rendered.
    pub(super) chart: Option<&'p ChartRef>,
}

/// The report that is the result of a command.
pub(super) fn whole(
    reporting: &Reporting,
    reports: &[(String, Report)],
    places: &Places<'_>,
) -> anyhow::Result<()> {
    let form = to_file(reporting, reports, places)?;
    Ok(terminal::stdout(&report::write(form, &places.named(form, reports)))?)
}

/// The report of a command whose result are manifests. The text has nothing to say where nothing was found.
pub(super) fn beside_manifests(
    reporting: &Reporting,
    reports: &[(String, Report)],
    places: &Places<'_>,
) -> Result<(), Diagnostic> {
    let form = to_file(reporting, reports, places)?;
    if form == Form::Text {
        let found = reports.iter().filter(|(_, report)| !report.findings.is_empty());
        found.for_each(|(name, report)| terminal::log(&report::text(name, report)));
    } else {
        terminal::log(report::write(form, &places.named(form, reports)).trim_end());
    }
    Ok(())
}

/// Writes the file, if one is wanted; says which form is left for the terminal.
fn to_file(
    reporting: &Reporting,
    reports: &[(String, Report)],
    places: &Places<'_>,
) -> Result<Form, Diagnostic> {
    let form = plan::form(reporting);
    let Some(path) = &reporting.report_file else { return Ok(form) };
    dir::write_file(path, &report::write(form, &places.named(form, reports)))?;
    Ok(Form::Text)
}

impl Places<'_> {
    /// The reports as a form names files. Who shows findings beside a file of the repository, which is what these two
    /// forms are for, finds it by its path. Helm's name of a template begins with that of the chart, which its folder
    /// need not have.
    fn named<'r>(&self, form: Form, reports: &'r [(String, Report)]) -> Cow<'r, [(String, Report)]> {
        let Some(ChartRef::Path(chart)) = self.chart else { return Cow::Borrowed(reports) };
        if !matches!(form, Form::Sarif | Form::Github) {
            return Cow::Borrowed(reports);
        }
        let mut known = BTreeMap::new();
        let mut on_disk = |name: &mut String| {
            let path = known.entry(name.clone()).or_insert_with(|| self.on_disk(chart, name));
            if let Some(path) = path {
                name.clone_from(path);
            }
        };
        let mut reports = reports.to_vec();
        for (name, report) in &mut reports {
            on_disk(name);
            let origins = report.findings.iter_mut().filter_map(|finding| finding.origin.as_mut());
            origins.for_each(|origin| on_disk(&mut origin.template));
        }
        Cow::Owned(reports)
    }

    /// The path of a template, if there is such a file below the chart's folder: one of a packed chart has none.
    fn on_disk(&self, chart: &Path, name: &str) -> Option<String> {
        let (_, below) = name.split_once('/')?;
        let path = chart.join(below);
        let is_file = matches!(self.world.stat(&path), Ok(Kind::File(_)));
        // `./chart` is `chart`: paths of a repository begin with a name.
        let path = path.strip_prefix(".").unwrap_or(&path);
        is_file.then(|| path.to_string_lossy().into_owned())
    }
}
