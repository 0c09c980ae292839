//! Where a finding comes from: the line of the template that wrote it, and what set the value that it printed.
//!
//! A second render tells, and only a render with findings pays for it.

use crate::manifest::Manifest;
use crate::pipeline::{self, Traced};
use crate::plan::Plan;
use crate::validate::{Finding, Origin, Report};
use crate::values::origin;
use crate::world::World;
use std::sync::Arc;

/// Adds to each finding where it comes from, as far as that can be told. The reports are those of the manifests, in
/// their order.
pub(super) fn explain(
    plan: &Plan,
    world: &Arc<dyn World>,
    manifests: &[Manifest],
    reports: &mut [(String, Report)],
) {
    if reports.iter().all(|(_, report)| report.findings.is_empty()) {
        return;
    }
    let Some(traced) = pipeline::traced(plan, world) else { return };
    for (manifest, (name, report)) in manifests.iter().zip(reports) {
        let (file, body) = manifest.file();
        // Templates that draw random numbers or ask for the time may write another text each time; the lines stay.
        let lines = |text: &str| text.lines().count();
        if traced.text(name).is_none_or(|text| lines(text) != lines(file)) {
            continue;
        }
        let above = file.get(..body.start).map_or(0, |text| text.matches('\n').count());
        let rendered: Vec<&str> = file.lines().skip(above).collect();
        for finding in &mut report.findings {
            finding.origin = explained(plan, &traced, name, above, &rendered, finding);
        }
    }
}

fn explained(
    plan: &Plan,
    traced: &Traced,
    name: &str,
    above: usize,
    rendered: &[&str],
    finding: &Finding,
) -> Option<Origin> {
    let index = (finding.line as usize).checked_sub(1)?;
    let text = *rendered.get(index)?;
    let line = traced.lines(name)?.get(above + index)?;
    // A finding on a line's first letter is about the key, another one about the value.
    let indent = text.len() - text.trim_start_matches([' ', '-']).len();
    let by = if finding.column as usize <= indent + 1 { &line.start } else { &line.end };
    let by = by.as_ref().or(line.start.as_ref())?;
    let template = traced.source(&by.file)?.lines().nth(by.line.checked_sub(1)?)?;
    let value = paths(template).find_map(|path| {
        // A subchart's values stand below its name, what is global above all of them.
        let mut whole: Vec<&str> =
            by.file.split("/charts/").skip(1).filter_map(|p| p.split('/').next()).collect();
        if path.first() == Some(&"global") {
            whole.clear();
        }
        let defaults = whole.is_empty().then_some(&traced.defaults);
        whole.extend(path);
        origin::origin(&whole, &pipeline::overrides(plan), &traced.sources, defaults)
    });
    Some(Origin {
        template: by.file.to_string(),
        line: by.line,
        text: template.trim().to_owned(),
        rendered: text.trim().to_owned(),
        value,
    })
}

/// The values that a line of a template reads: `.Values.a.b` as `a`, `b`.
fn paths(line: &str) -> impl Iterator<Item = Vec<&str>> {
    line.split(".Values.").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(rest.len());
        let path: Vec<&str> = rest.get(..end)?.split('.').filter(|part| !part.is_empty()).collect();
        (!path.is_empty()).then_some(path)
    })
}
