//! Where a finding comes from: the line of the template that wrote it, and what set the value that it printed.
//!
//! A second render tells, and only a render with findings pays for it.

use crate::manifest::Manifest;
use crate::pipeline::{self, Traced};
use crate::plan::Plan;
use crate::validate::{Finding, Origin, Report};
use crate::values::origin::Origins;
use crate::world::World;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longest line of a template or of its output that is kept for a finding, in characters: a line may be a whole file,
/// and may have many findings.
const MAX_SHOWN: usize = 1000;

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
    // A file may have as many manifests as lines, and as many findings: it is cut into lines once.
    let mut files = BTreeMap::new();
    let mut origins = Origins::new(pipeline::overrides(plan), &traced.sources, &traced.defaults);
    let mut templates = BTreeMap::new();
    for (manifest, (name, report)) in manifests.iter().zip(reports) {
        if report.findings.is_empty() {
            continue;
        }
        let (file, body) = manifest.file();
        let rendered: &Lines<'_> = files.entry(name.clone()).or_insert_with(|| Lines::new(file));
        // Templates that draw random numbers or ask for the time may write another text each time; the lines stay.
        let before = templates
            .entry(format!("\u{0}{name}"))
            .or_insert_with(|| Lines::new(traced.text(name).unwrap_or_default()));
        // To compare what is the same would take as long as to read it, for each manifest.
        let is_same = std::ptr::eq(rendered.text, &**file) || rendered.text == &**file;
        if !is_same || before.lines.len() != rendered.lines.len() || traced.text(name).is_none() {
            continue;
        }
        let above = rendered.starts.partition_point(|start| *start <= body.start).saturating_sub(1);
        for finding in &mut report.findings {
            finding.origin = explained(&mut origins, &traced, name, above, rendered, &mut templates, finding);
        }
    }
}

/// The lines of a text, and where each begins.
struct Lines<'t> {
    text: &'t str,
    lines: Vec<&'t str>,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Lines<'t> {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Lines { text, lines: text.lines().collect(), starts: starts.collect() }
    }
}

fn explained<'t>(
    origins: &mut Origins<'_>,
    traced: &'t Traced,
    name: &str,
    above: usize,
    rendered: &Lines<'_>,
    templates: &mut BTreeMap<String, Lines<'t>>,
    finding: &Finding,
) -> Option<Origin> {
    let index = (finding.line as usize).checked_sub(1)?;
    let text = *rendered.lines.get(above + index)?;
    let line = traced.lines(name)?.get(above + index)?;
    // A finding on a line's first letter is about the key, another one about the value.
    let indent = text.len() - text.trim_start_matches([' ', '-']).len();
    let by = if finding.column as usize <= indent + 1 { &line.start } else { &line.end };
    let by = by.as_ref().or(line.start.as_ref())?;
    let source = traced.source(&by.file)?;
    let template = templates.entry(by.file.to_string()).or_insert_with(|| Lines::new(source));
    let template = *template.lines.get(by.line.checked_sub(1)?)?;
    let value = paths(template).find_map(|path| {
        // A subchart's values stand below its name, what is global above all of them.
        let mut whole: Vec<&str> =
            by.file.split("/charts/").skip(1).filter_map(|p| p.split('/').next()).collect();
        if path.first() == Some(&"global") {
            whole.clear();
        }
        let is_own = whole.is_empty();
        whole.extend(path);
        origins.of(&whole, is_own)
    });
    Some(Origin {
        template: by.file.to_string(),
        line: by.line,
        text: shown(template),
        rendered: shown(text),
        value,
    })
}

fn shown(line: &str) -> String {
    let line = line.trim();
    match line.char_indices().nth(MAX_SHOWN) {
        None => line.to_owned(),
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
    }
}

/// The values that a line of a template reads: `.Values.a.b` as `a`, `b`.
fn paths(line: &str) -> impl Iterator<Item = Vec<&str>> {
    line.split(".Values.").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(rest.len());
        let path: Vec<&str> = rest.get(..end)?.split('.').filter(|part| !part.is_empty()).collect();
        (!path.is_empty()).then_some(path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_kept_in_part() {
        let edge = "é".repeat(MAX_SHOWN);
        assert_eq!(shown(&edge), edge);
        assert_eq!(shown(&format!("{edge}x")), format!("{edge}…"));
    }
}
