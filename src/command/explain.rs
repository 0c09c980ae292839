//! Where a finding comes from: the line of the template that wrote it, and what set the value that it printed.
//!
//! A second render tells, and only a render with findings pays for it.

use crate::manifest::Manifest;
use crate::pipeline::{self, Traced};
use crate::plan::Plan;
use crate::validate::{Finding, Origin, Report};
use crate::values::Step;
use crate::values::origin::Origins;
use crate::world::World;
use crate::yaml::{self, Kind, Node};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Longest line of a template or of its output that is kept for a finding, in characters: a line may be a whole file,
/// and may have many findings.
const MAX_SHOWN: usize = 1000;

/// Longest line of a template or of its output that is read for the value that it shows, in bytes.
const MAX_READ: usize = 10_000;

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
        let is_same = std::ptr::eq(rendered.text, file) || rendered.text == file;
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
    let value = fed(origins, traced, &by.file, template, text, &finding.path);
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

/// What set the value that a line shows. The line of the template may name it; where it does not, or names what the
/// value is a part of, the value is known by the key and the text of the line.
fn fed(
    origins: &mut Origins<'_>,
    traced: &Traced,
    file: &str,
    template: &str,
    rendered: &str,
    place: &str,
) -> Option<String> {
    if !template.contains("{{") || template.len().max(rendered.len()) > MAX_READ {
        return None;
    }
    // A subchart's values stand below its name, what is global above all of them.
    let below: Vec<Step<'_>> =
        file.split("/charts/").skip(1).filter_map(|part| part.split('/').next()).map(Step::Key).collect();
    let named: Vec<Vec<Step<'_>>> = paths(template)
        .map(|path| match path.first() {
            Some(Step::Key("global")) => path,
            _ => [below.as_slice(), &path].concat(),
        })
        .collect();
    let shown = leaf(rendered).and_then(|(key, text)| {
        let mut place = steps(place);
        match &key {
            Some(key) if place.last() != Some(&Step::Key(key)) => place.push(Step::Key(key)),
            None if !matches!(place.last(), Some(Step::Index(_))) => place.push(Step::Index(0)),
            _ => {}
        }
        traced.leaves().find(key.as_deref(), text.as_deref(), &place, &named)
    });
    shown.iter().chain(&named).find_map(|path| origins.of(path))
}

/// The key that stands on a line of YAML and the text of its value, where it has the one and the other.
fn leaf(line: &str) -> Option<(Option<String>, Option<String>)> {
    let mut line = line.trim();
    while let Some(item) = line.strip_prefix("- ") {
        line = item.trim_start();
    }
    let document = yaml::parse_document(line).ok()?;
    let root = document.root()?;
    let text = |node: Node<'_>| {
        (node.kind() == Kind::Scalar && !node.text().is_empty()).then(|| node.text().to_owned())
    };
    match root.kind() {
        Kind::Scalar => Some((None, Some(text(root)?))),
        Kind::Mapping => {
            let (key, value) = root.entries().next()?;
            Some((Some(key.text().to_owned()), text(value)))
        }
        _ => None,
    }
}

/// The steps of a finding's path: `spec.ports[0]`, `metadata.labels[a.b/c]`.
fn steps(mut path: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    while !path.is_empty() {
        let (step, rest) = match path.strip_prefix('[') {
            Some(inside) => {
                let (step, rest) = inside.split_once(']').unwrap_or((inside, ""));
                (step.parse().map_or(Step::Key(step), Step::Index), rest)
            }
            None => {
                let end = path.find(['.', '[']).unwrap_or(path.len());
                let (step, rest) = path.split_at(end);
                (Step::Key(step), rest)
            }
        };
        steps.push(step);
        path = rest.strip_prefix('.').unwrap_or(rest);
    }
    steps
}

/// The values that a line of a template reads: `.Values.a.b` as `a`, `b`.
fn paths(line: &str) -> impl Iterator<Item = Vec<Step<'_>>> {
    line.split(".Values.").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(rest.len());
        let parts = rest.get(..end)?.split('.').filter(|part| !part.is_empty());
        let path: Vec<Step<'_>> = parts.map(Step::Key).collect();
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

    #[test]
    fn a_line_has_a_key_or_a_text_or_both() {
        let found = |line: &str| {
            leaf(line).map(|(key, text)| format!("{}={}", key.unwrap_or_default(), text.unwrap_or_default()))
        };
        for (line, want) in [
            ("  cpu: abc # why", "cpu=abc"),
            ("- - name: \"1\"", "name=1"),
            ("  - abc", "=abc"),
            ("limits:", "limits="),
            ("a: [1]", "a="),
        ] {
            assert_eq!(found(line).unwrap(), want);
        }
        for line in ["", "# a", "[a]", "a: b: c", "\"a"] {
            assert_eq!(found(line), None, "{line}");
        }
    }

    #[test]
    fn a_path_has_keys_and_indexes() {
        let shown = |path: &str| steps(path).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        assert_eq!(shown("spec.ports[0].name"), ".spec .ports [0] .name");
        assert_eq!(shown("metadata.labels[a.b/c]"), ".metadata .labels .a.b/c");
        assert_eq!(shown(""), "");
        assert_eq!(shown(".a..[b"), ". .a . .b");
    }
}
