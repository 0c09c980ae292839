//! `openclaw-render` and `openclaw-render template`: render, check, print.

use super::ExitStatus;
use super::reporting::Places;
use crate::args::{Builtin, Reporting, Template};
use crate::diag::Diagnostic;
use crate::helm::Helm;
use crate::log::Log;
use crate::manifest::{Known, Manifest};
use crate::output::{canonical, dir, terminal};
use crate::pipeline::{self, Outcome};
use crate::plan::{self, ChartRef, Format, Plan, Validate};
use crate::stack;
use crate::validate::{self, Options, Report, Seen};
use crate::world::World;
use anyhow::Context as _;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::sync::Arc;

pub(super) fn builtin(args: &Builtin, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    render(&plan::builtin(args.name.as_deref(), &args.render, &**world)?, &args.reporting, world)
}

/// What a person has to do first when the built-in chart makes no Secret: the line of its notes.
fn secret_line(outcome: &Outcome) -> Option<String> {
    const COMMAND: &str = "create secret generic";
    let made = outcome.manifests.items.iter().any(|item| &*item.head.kind == "Secret");
    let line = outcome.notes.iter().flat_map(|notes| notes.text.lines()).find(|line| line.contains(COMMAND));
    line.filter(|_| !made).map(|line| format!("the pod waits for a Secret: {}", line.trim()))
}

pub(super) fn chart(args: &Template, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    render(&plan::template(&args.words, &args.render, &**world)?, &args.reporting, world)
}

fn render(plan: &Plan, reporting: &Reporting, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    let mut log = Log::new(plan.helm);
    log.lines.clone_from(&plan.warnings);
    let outcome = pipeline::template(plan, world, &mut log);
    if !plan.quiet {
        log.lines.iter().for_each(|line| terminal::log(line));
    }
    let outcome = outcome?;
    if check(plan, reporting, &outcome, world)? == ExitStatus::Failure {
        return Ok(ExitStatus::Failure);
    }
    print(plan, &outcome)?;
    if plan.chart == ChartRef::Builtin && !plan.quiet && terminal::is_watched() {
        secret_line(&outcome).iter().for_each(|line| terminal::log(line));
    }
    stack::leave(outcome);
    Ok(ExitStatus::Success)
}

/// Reports what a kube-apiserver would refuse; in strict mode that is a failure, and nothing is printed.
pub(super) fn check(
    plan: &Plan,
    reporting: &Reporting,
    outcome: &Outcome,
    world: &Arc<dyn World>,
) -> Result<ExitStatus, Diagnostic> {
    let mut reports = judge(plan, outcome, &**world)?;
    super::explain::explain(plan, world, &outcome.manifests.items, &mut reports);
    let places = Places { world: &**world, chart: Some(&plan.chart) };
    super::reporting::beside_manifests(reporting, &reports, &places)?;
    if refuses(plan, &reports) {
        terminal::error(
            "a kube-apiserver would refuse what was rendered; nothing was printed\n  \
             hint: --validate=warn prints it all the same, --validate=off does not look",
        );
        return Ok(ExitStatus::Failure);
    }
    Ok(ExitStatus::Success)
}

/// What a kube-apiserver would say of each manifest, by its template; nothing if nobody is to look.
///
/// # Errors
/// For definitions of custom resources that cannot be read.
pub(super) fn judge(
    plan: &Plan,
    outcome: &Outcome,
    world: &dyn World,
) -> Result<Vec<(String, Report)>, Diagnostic> {
    if plan.validate == Validate::Off {
        return Ok(Vec::new());
    }
    let names = outcome.manifests.items.iter().map(|item| item.source.to_string());
    Ok(names.zip(validated(plan, outcome, world)?).collect())
}

/// Whether nothing may be printed.
pub(super) fn refuses(plan: &Plan, reports: &[(String, Report)]) -> bool {
    plan.validate == Validate::Strict && reports.iter().any(|(_, report)| report.has_errors())
}

/// What a kube-apiserver would say of each manifest.
pub(super) fn validated(
    plan: &Plan,
    outcome: &Outcome,
    world: &dyn World,
) -> Result<Vec<Report>, Diagnostic> {
    let options = Options {
        minor: kube_minor(plan),
        missing_crd: plan.missing_crd,
        // Whoever asks for addresses of both families has a cluster for it.
        dual_stack: true,
        crds: None,
    };
    let items = &outcome.manifests.items;
    super::validate::bounded(items.len())?;
    let mut crds = super::validate::definitions(&plan.crds, world)?;
    // Those that are printed stand among the manifests; all others are only looked at for a resource of theirs.
    outcome.crds.iter().for_each(|file| crds.add_unread(&file.text));
    let text = |item| validate::Text { text: Manifest::text(item), seen: seen(item) };
    let texts: Vec<_> = items.iter().map(text).collect();
    let reports = validate::check_texts(&texts, crds, &options);
    if plan.verbose {
        super::validate::skipped(reports.iter()).iter().for_each(|line| terminal::log(line));
    }
    if let Some(line) = super::validate::other_minor(options.minor).filter(|_| !plan.quiet) {
        terminal::log(&line);
    }
    Ok(reports)
}

/// What was read of a manifest already.
pub(super) fn seen(item: &Manifest) -> Seen<'_> {
    match &item.known {
        Known::Nothing => Seen::Nothing,
        Known::Whole(parsed) => Seen::Whole(parsed),
        Known::Parts(parts) => Seen::Parts(parts),
    }
}

/// The minor of the Kubernetes that the manifests are for.
pub(super) fn kube_minor(plan: &Plan) -> u32 {
    let version = plan.kube_version.as_deref().unwrap_or(crate::helm::DEFAULT_KUBE_VERSION);
    let digits = version.split('.').nth(1).unwrap_or_default();
    let digits = digits.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    digits.parse().unwrap_or(validate::DEFAULT_MINOR)
}

fn print(plan: &Plan, outcome: &Outcome) -> anyhow::Result<()> {
    let manifests = &outcome.manifests;
    if let Some(folder) = &plan.output.dir {
        let release = plan.output.release_in_path.then_some(&*outcome.release);
        let (files, writes) = manifests.files(folder, release);
        dir::write(&files)?;
        let lines: String = writes.iter().map(|path| format!("wrote {path}\n")).collect();
        // Helm ends its list with an empty line.
        return Ok(terminal::stdout(&(lines + "\n"))?);
    }
    let text = match &plan.output.post_renderer {
        Some((program, args)) => {
            let text = post_render(program, args, manifests.to_post_render())?;
            if plan.helm == Helm::V4 && text.trim().is_empty() {
                let message = format!("post-renderer {program} produced empty output");
                return Err(Diagnostic::new(message).into());
            }
            manifests.post_rendered(&text, &plan.select.show_only, plan.helm)?
        }
        None if plan.output.format == Format::Helm => return Ok(terminal::print(&manifests.pieces())?),
        None => manifests.text(),
    };
    let text = match plan.output.format {
        Format::Helm => text,
        Format::CanonicalYaml => canonical::yaml(&text)?,
        Format::Json => canonical::json(&text)?,
    };
    Ok(terminal::stdout(&text)?)
}

/// Bytes that a post-renderer may print.
const MAX_POST_RENDERED: u64 = 256 << 20;

/// Sends a text through another program. Helm 4 wants a plugin there; a program serves both.
fn post_render(program: &str, args: &[String], text: String) -> anyhow::Result<String> {
    let mut child = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("start post-renderer {program}"))?;
    let mut input = child.stdin.take().context("open the post-renderer's input")?;
    // Both pipes are served at once: a program that answers while it still reads must not block.
    let writer = std::thread::spawn(move || input.write_all(&crate::value::string_bytes(&text)));
    let output = child.stdout.take().context("open the post-renderer's output")?;
    let mut printed = Vec::new();
    let read = output.take(MAX_POST_RENDERED + 1).read_to_end(&mut printed);
    if printed.len() as u64 > MAX_POST_RENDERED {
        // It ends by itself once nobody reads on.
        let message = format!("post-renderer {program} printed more than {MAX_POST_RENDERED} bytes");
        return Err(Diagnostic::new(message).into());
    }
    let status = child.wait().and_then(|status| read.map(|_| status));
    let status = status.with_context(|| format!("read from post-renderer {program}"))?;
    // A program that does not care for all of its input may close it.
    let _ = writer.join();
    if !status.success() {
        return Err(Diagnostic::new(format!("post-renderer {program} failed: {status}")).into());
    }
    Ok(crate::value::string_from_bytes(&printed).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::System;

    fn said(set: &[&str]) -> Option<String> {
        let mut plan = plan::builtin(None, &Default::default(), &System).unwrap();
        plan.overrides.set = set.iter().map(|set| (*set).to_owned()).collect();
        let world: Arc<dyn World> = Arc::new(System);
        secret_line(&pipeline::template(&plan, &world, &mut Log::new(plan.helm)).unwrap())
    }

    #[test]
    fn the_command_for_the_secret_is_said_where_none_is_made() {
        let line = said(&["secret.name=mine"]).unwrap();
        let want = "the pod waits for a Secret: kubectl --namespace default create secret generic mine ";
        assert!(line.starts_with(want), "{line}");
        assert_eq!(said(&["secret.create=true", "secret.stringData.OPENCLAW_GATEWAY_TOKEN=x"]), None);
    }
}
