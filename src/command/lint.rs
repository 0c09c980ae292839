//! `lint`: renders a chart, judges each document as a kube-apiserver would, and looks across all of them.

use super::ExitStatus;
use super::reporting::Places;
use crate::args::{self, Lint};
use crate::diag::Diagnostic;
use crate::lint::{self, Level, Levels, Render, Text};
use crate::log::Log;
use crate::manifest::show;
use crate::output::terminal;
use crate::pipeline;
use crate::plan::{self, Validate};
use crate::validate::Report;
use crate::world::World;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn run(args: &Lint, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    if let Some(rule) = &args.explain {
        terminal::stdout(&lint::explain(rule)?)?;
        return Ok(ExitStatus::Success);
    }
    let (levels, pod_security) = rules(&args.rules)?;
    let mut plan = match args.words.as_slice() {
        [] => plan::builtin(None, &args.render, &**world)?,
        words => plan::template(words, &args.render, &**world)?,
    };
    // Every manifest counts for the rules across documents; those that are not to be shown are not reported.
    let shown = std::mem::take(&mut plan.select.show_only);
    plan.validate = Validate::Strict;
    let mut log = Log::new(plan.helm);
    log.lines.clone_from(&plan.warnings);
    let outcome = pipeline::template(&plan, world, &mut log);
    if !plan.quiet {
        log.lines.iter().for_each(|line| terminal::log(line));
    }
    let outcome = outcome?;
    let reports = super::template::judge(&plan, &outcome, &**world)?;
    let options = lint::Options {
        minor: super::template::kube_minor(&plan),
        namespace: &plan.release.namespace,
        levels: &levels,
        pod_security,
    };
    let items = outcome.manifests.items.iter();
    let texts =
        items.map(|item| Text { name: &item.source, text: item.text(), seen: super::template::seen(item) });
    let mut reports = judge(reports, texts, &options)?;
    super::explain::explain(&plan, world, &outcome.manifests.items, &mut reports);
    if !shown.is_empty() {
        let shown = show::show(&outcome.manifests.items, &shown, plan.helm)?;
        reports.retain(|(name, _)| shown.iter().any(|item| *item.source == **name));
    }
    let places = Places { world: &**world, chart: Some(&plan.chart) };
    super::reporting::whole(&args.reporting, &reports, &places)?;
    let failed = reports.iter().any(|(_, report)| report.has_errors());
    Ok(if failed { ExitStatus::Failure } else { ExitStatus::Success })
}

/// What the flags say of the rules.
pub(super) fn rules(rules: &args::Rules) -> Result<(Levels, Option<Level>), Diagnostic> {
    let levels = Levels::new(&rules.deny, &rules.allow)?;
    let level = match rules.pod_security.as_deref() {
        Some("baseline") => Some(Level::Baseline),
        Some(_) => Some(Level::Restricted),
        None => None,
    };
    if let Some(rule) = levels.denied_pod_security().filter(|_| level.is_none()) {
        return Err(Diagnostic::new(format!("--deny {rule} needs --pod-security"))
            .hint("add --pod-security=baseline or --pod-security=restricted"));
    }
    Ok((levels, level))
}

/// Objects that are linted together: their trees are kept, and some rules hold each against several others.
const MAX_OBJECTS: usize = 1 << 16;

/// The reports of texts that are applied together, by the names of the texts: what a server would say, and the
/// rules.
pub(super) fn judge<'t>(
    mut reports: Vec<(String, Report)>,
    texts: impl Iterator<Item = Text<'t>>,
    options: &lint::Options<'_>,
) -> Result<Vec<(String, Report)>, Diagnostic> {
    let parsed: Vec<_> = texts.map(lint::parse).collect();
    let trees: Vec<_> = parsed.iter().map(lint::trees).collect();
    let render = Render::new(&trees, options.namespace);
    let count = render.objects.len();
    if count > MAX_OBJECTS {
        return Err(Diagnostic::new(format!(
            "{count} objects are more than the {MAX_OBJECTS} that can be linted"
        ))
        .hint("each is held against the others; hand over fewer of them at once"));
    }
    // A template may write several manifests; documents are counted for each template.
    let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
    let found = lint::lint(&render, options);
    for (index, (((_, report), text), findings)) in reports.iter_mut().zip(&parsed).zip(found).enumerate() {
        lint::merge(report, findings, &render, index, options.levels);
        let before = documents.entry(text.name()).or_default();
        report.findings.iter_mut().for_each(|finding| finding.document += *before);
        *before += text.documents();
    }
    Ok(reports)
}
