//! `argocd generate|parameters|discover|plugin`: the calls of Argo CD's plugin server.

use super::{ExitStatus, template};
use crate::argocd::redact::Redactor;
use crate::argocd::{self, announce, settings};
use crate::args::Argocd;
use crate::diag::Diagnostic;
use crate::log::Log;
use crate::output::{report, terminal};
use crate::world::World;
use crate::{pipeline, scaffold, yaml};
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(args: &Argocd, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    let mut redactor = Redactor::default();
    let result = match args.what.as_str() {
        "generate" => generate(world, &mut redactor),
        "parameters" => parameters(world, &mut redactor),
        "discover" => Ok(discover(&**world)),
        _ => Ok(scaffold::PLUGIN.to_owned()),
    };
    match result {
        Ok(text) => {
            terminal::stdout(&text)?;
            Ok(ExitStatus::Success)
        }
        Err(error) => {
            // The sentence and the place, never the line itself: it may be one of a values file.
            let place = error.place().map(|place| format!("\n  --> {place}")).unwrap_or_default();
            terminal::error(&redactor.redact(&format!("{error}{place}")));
            for hint in error.hints() {
                terminal::log(&format!("  hint: {}", redactor.redact(hint)));
            }
            Ok(ExitStatus::Failure)
        }
    }
}

fn generate(world: &Arc<dyn World>, redactor: &mut Redactor) -> Result<String, Diagnostic> {
    let request = argocd::request(world, redactor)?;
    let plan = &request.plan;
    let mut log = Log::new(plan.helm);
    let outcome = pipeline::template(plan, &request.world, &mut log);
    log.lines.iter().for_each(|line| terminal::log(&redactor.redact(line)));
    let outcome = outcome?;
    let manifests = &outcome.manifests;
    for item in manifests.items.iter().filter(|item| item.text().contains("Secret")) {
        redactor.add_lines(item.text());
        if let Ok(value) = yaml::parse(item.text()) {
            redactor.add_tree(&value);
        }
    }
    let reports = template::judge(plan, &outcome, &**world)?;
    for (name, found) in reports.iter().filter(|(_, found)| !found.findings.is_empty()) {
        terminal::log(&redactor.redact(&report::text(name, found)));
    }
    if template::refuses(plan, &reports) {
        return Err(Diagnostic::new("a kube-apiserver would refuse what was rendered; nothing was printed")
            .hint("the parameter validate=warn prints it all the same"));
    }
    let is_blank =
        |text: &str| text.lines().all(|line| line.trim().is_empty() || line.trim().starts_with('#'));
    if !request.allow_empty && manifests.items.iter().all(|item| is_blank(item.text())) {
        return Err(Diagnostic::new("no manifest was rendered; with prune that would delete everything")
            .hint("the parameter allow-empty=true allows it"));
    }
    Ok(manifests.text())
}

fn parameters(world: &Arc<dyn World>, redactor: &mut Redactor) -> Result<String, Diagnostic> {
    let chart = argocd::chart(&**world, redactor)?;
    Ok(announce::announce(&chart).map_err(Diagnostic::new)? + "\n")
}

/// Something for a folder that asks for this plugin, nothing for every other: a plugin that took all charts
/// would take them from Argo CD's own Helm.
fn discover(world: &dyn World) -> String {
    match world.stat(Path::new(settings::FILE)) {
        Ok(_) => format!("{}\n", settings::FILE),
        Err(_) => String::new(),
    }
}
