//! `lint`: renders a chart, judges each document as a kube-apiserver would, and looks across all of them.

use super::ExitStatus;
use crate::args::{self, Lint};
use crate::diag::Diagnostic;
use crate::lint::{self, Level, Levels, Render, Text};
use crate::log::Log;
use crate::manifest::Manifest;
use crate::output::terminal;
use crate::pipeline;
use crate::plan::{self, Plan};
use crate::validate::{self, Options, Report};
use crate::world::World;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn run(args: &Lint, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    if let Some(rule) = &args.explain {
        terminal::stdout(&lint::explain(rule)?)?;
        return Ok(ExitStatus::Success);
    }
    let (levels, pod_security) = rules(&args.rules)?;
    let plan = match args.words.as_slice() {
        [] => plan::builtin(None, &args.render, &**world)?,
        words => plan::template(words, &args.render, &**world)?,
    };
    let mut log = Log::new(plan.helm);
    let outcome = pipeline::template(&plan, world, &mut log);
    if !plan.quiet {
        log.lines.iter().for_each(|line| terminal::log(line));
    }
    let items = outcome?.manifests.items;
    let options = lint::Options {
        minor: super::template::kube_minor(&plan),
        namespace: &plan.release.namespace,
        levels: &levels,
        pod_security,
    };
    let reports = judge(&plan, &items, &options);
    super::reporting::whole(&args.reporting, &reports)?;
    let failed = reports.iter().any(|(_, report)| report.has_errors());
    Ok(if failed { ExitStatus::Failure } else { ExitStatus::Success })
}

/// What the flags say of the rules.
fn rules(rules: &args::Rules) -> Result<(Levels, Option<Level>), Diagnostic> {
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

/// The reports of the manifests, by the templates that wrote them.
fn judge(plan: &Plan, items: &[Manifest], options: &lint::Options<'_>) -> Vec<(String, Report)> {
    let texts: Vec<Text<'_>> =
        items.iter().map(|item| Text { name: &item.source, text: item.text() }).collect();
    let mut reports = validated(plan, &texts);
    let parsed: Vec<_> = texts.iter().map(|text| lint::parse(*text)).collect();
    let trees: Vec<_> = parsed.iter().map(lint::trees).collect();
    let render = Render::new(&trees, options.namespace);
    for (report, findings) in reports.iter_mut().zip(lint::lint(&render, options)) {
        lint::merge(report, findings);
    }
    // A template may write several manifests; documents are counted for each template.
    let mut documents: BTreeMap<&str, usize> = BTreeMap::new();
    let mut named = Vec::new();
    for (text, mut report) in parsed.iter().zip(reports) {
        let before = documents.entry(text.name()).or_default();
        report.findings.iter_mut().for_each(|finding| finding.document += *before);
        *before += text.documents();
        named.push((text.name().to_owned(), report));
    }
    named
}

/// What a kube-apiserver would say of each text.
fn validated(plan: &Plan, texts: &[Text<'_>]) -> Vec<Report> {
    let options = Options { minor: super::template::kube_minor(plan), missing_crd: false, crds: None };
    texts.iter().map(|text| validate::check_text(text.text, &options)).collect()
}
