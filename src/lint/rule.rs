//! What a rule is, and what it has in its hands.

use super::objects::{MAX_LOOKED, MAX_NEAR, Object, Render};
use super::{Options, silence};
use crate::validate::{At, Check, Finding, Severity};

/// A rule: its name, how bad a finding of it is, and what `--explain` says.
#[derive(Debug)]
pub struct Rule {
    /// The name, as in `--deny NAME`.
    pub name: &'static str,
    /// How bad a finding is where nobody says otherwise.
    pub severity: Severity,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Why that hurts.
    pub why: &'static str,
    /// What to do about it.
    pub mend: &'static str,
}

/// The render under check, and the findings so far.
pub(crate) struct Cx<'r, 'a> {
    /// All objects.
    pub(crate) render: &'r Render<'a>,
    /// What was asked for.
    pub(crate) options: Options<'r>,
    found: Vec<Vec<Finding>>,
    /// How many objects were looked through for one that is near.
    looked: usize,
}

impl<'r, 'a> Cx<'r, 'a> {
    pub(super) fn new(render: &'r Render<'a>, options: Options<'r>) -> Cx<'r, 'a> {
        Cx { render, options, found: vec![Vec::new(); render.texts.len()], looked: 0 }
    }

    /// As many of the candidates as are looked through for one that is near.
    pub(crate) fn some<'c, C>(&mut self, candidates: &'c [C]) -> &'c [C] {
        let most = candidates.len().min(MAX_NEAR).min(MAX_LOOKED - self.looked);
        self.looked += most;
        candidates.get(..most).unwrap_or_default()
    }

    /// Reports a finding at a place of an object, unless the rule is allowed there.
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        object: &Object<'a>,
        at: At<'a>,
        message: impl Into<String>,
        hint: impl Into<Option<String>>,
    ) {
        let Some(severity) = self.options.levels.severity(rule) else { return };
        let mut findings = Vec::new();
        let typ = object.typ();
        Check::new(object.node, typ, self.options.minor, &mut findings).report(
            severity,
            rule.name,
            at,
            None,
            message.into(),
            hint.into(),
        );
        for finding in &mut findings {
            finding.document = object.document;
            finding.line += object.line;
        }
        findings.retain(|finding| !self.render.is_silenced(object.text, rule.name, finding.line));
        self.add(object.text, findings);
    }

    /// Reports a finding at a line of a text.
    pub(crate) fn report_line(
        &mut self,
        rule: &'static Rule,
        text: usize,
        line: &silence::Line,
        finding: (String, Option<String>),
    ) {
        let Some(severity) = self.options.levels.severity(rule) else { return };
        let (message, hint) = finding;
        let place = (line.number, line.column);
        let finding = Finding { severity, hint, ..Finding::new(rule.name, String::new(), message, place) };
        self.add(text, vec![finding]);
    }

    fn add(&mut self, text: usize, findings: Vec<Finding>) {
        if let Some(list) = self.found.get_mut(text) {
            list.extend(findings);
        }
    }

    pub(super) fn finish(mut self) -> Vec<Vec<Finding>> {
        for list in &mut self.found {
            list.sort_by_key(|f| (f.document, f.line, f.column, f.rule));
        }
        self.found
    }
}
