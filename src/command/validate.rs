//! `validate`: manifests from anywhere, judged as a kube-apiserver would.

use super::ExitStatus;
use super::reporting::Places;
use crate::args::Validate;
use crate::diag::Diagnostic;
use crate::lint::{self, Text};
use crate::output::terminal;
use crate::validate::{self, Crds, Options, Report, Seen};
use crate::value::string_from_bytes;
use crate::world::{Kind, World};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Largest file that is read, in bytes.
const MAX_FILE: u64 = 256 << 20;

/// Documents that are judged in one run: a report of each is kept, and most are longer than the shortest document.
const MAX_DOCUMENTS: usize = 1 << 18;

/// Ends where there are too many documents.
pub(super) fn bounded(documents: usize) -> Result<(), Diagnostic> {
    if documents > MAX_DOCUMENTS {
        return Err(Diagnostic::new(format!(
            "more than {MAX_DOCUMENTS} documents cannot be validated at once"
        ))
        .hint("hand over fewer of them; template prints them all the same with --validate=off"));
    }
    Ok(())
}

pub(super) fn run(args: &Validate, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    if let Some(flag) = args.rules.first().filter(|_| !args.lint) {
        return Err(Diagnostic::new(format!("{flag} needs --lint")).hint("add --lint").into());
    }
    let minor = minor(args.kube_version.as_deref())?;
    let crds = definitions(&args.crds, &**world)?;
    let mut files = Vec::new();
    for path in &args.paths {
        let found = inputs(path, &**world)?;
        if found.is_empty() {
            terminal::log(&format!("{path} has no manifests: no file in it ends in .yaml, .yml or .json"));
        }
        files.extend(found);
    }
    let missing_crd = args.missing_crd.as_deref() == Some("error");
    let options = Options { minor, missing_crd, dual_stack: args.dual_stack, crds: None };
    let texts: Vec<_> = files.iter().map(|(_, bytes)| string_from_bytes(bytes)).collect();
    let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
    bounded(texts.iter().map(|text| memchr::memmem::find_iter(text.as_bytes(), "\n---").count() + 1).sum())?;
    // The rules across documents look at what the server's were held against.
    let read = if args.lint { validate::read_parts(&texts) } else { Vec::new() };
    let mut read = read.iter();
    let seen =
        |text| validate::Text { text, seen: read.next().map_or(Seen::Nothing, |parts| Seen::Parts(parts)) };
    let texts: Vec<_> = texts.into_iter().map(seen).collect();
    let reports = validate::check_texts(&texts, crds, &options);
    let names = files.iter().map(|(name, _)| name.clone());
    let reports: Vec<(String, Report)> = names.zip(reports).collect();
    let reports = if args.lint { across(args, reports, &texts, minor)? } else { reports };
    let failed = reports.iter().any(|(_, report)| report.has_errors());
    if args.verbose {
        skipped(reports.iter().map(|(_, report)| report)).iter().for_each(|line| terminal::log(line));
    }
    if let Some(line) = other_minor(minor) {
        terminal::log(&line);
    }
    super::reporting::whole(&args.reporting, &reports, &Places { world: &**world, chart: None })?;
    Ok(if failed { ExitStatus::Failure } else { ExitStatus::Success })
}

/// Adds what the rules across documents find.
fn across(
    args: &Validate,
    reports: Vec<(String, Report)>,
    texts: &[validate::Text<'_>],
    minor: u32,
) -> Result<Vec<(String, Report)>, Diagnostic> {
    let (levels, pod_security) = super::lint::rules(&args.rules)?;
    let options = lint::Options { minor, namespace: NAMESPACE, levels: &levels, pod_security };
    let names: Vec<String> = reports.iter().map(|(name, _)| name.clone()).collect();
    let texts = names.iter().zip(texts).map(|(name, text)| Text { name, text: text.text, seen: text.seen });
    super::lint::judge(reports, texts, &options)
}

/// The namespace of objects that name none, as that of kubectl where nobody says another.
const NAMESPACE: &str = "default";

/// The definitions of custom resources in files and folders.
pub(super) fn definitions(paths: &[String], world: &dyn World) -> Result<Crds<'static>, Diagnostic> {
    let mut crds = Crds::default();
    for path in paths {
        let mut own = Crds::default();
        for (name, bytes) in inputs(path, world)? {
            own.add(&string_from_bytes(&bytes)).map_err(|finding| {
                Diagnostic::new(format!("{name}:{}:{}: {}", finding.line, finding.column, finding.message))
                    .hint("--crds wants manifests of CustomResourceDefinitions")
            })?;
        }
        if own.is_empty() {
            terminal::log(&format!("--crds {path}: there is no CustomResourceDefinition in it"));
        }
        crds.append(own);
    }
    Ok(crds)
}

/// What was skipped, a line for each kind.
pub(super) fn skipped<'r>(reports: impl Iterator<Item = &'r Report>) -> Vec<String> {
    let mut kinds = std::collections::BTreeMap::new();
    for kind in reports.flat_map(|report| &report.skipped) {
        *kinds.entry(kind.as_str()).or_insert(0usize) += 1;
    }
    let line = |(kind, count)| format!("skipped: {count} of {kind}, of which no definition is at hand");
    kinds.into_iter().map(line).collect()
}

/// What there is to say where a minor is not in the tables.
pub(super) fn other_minor(minor: u32) -> Option<String> {
    let nearest = validate::nearest_minor(minor);
    (nearest != minor).then(|| {
        format!("Kubernetes 1.{minor} is not known: fields are checked as in 1.{nearest}, the nearest")
    })
}

/// The minor that `--kube-version` names.
fn minor(version: Option<&str>) -> Result<u32, Diagnostic> {
    let Some(version) = version else { return Ok(validate::DEFAULT_MINOR) };
    let mut parts = version.trim_start_matches('v').split('.');
    match (parts.next(), parts.next().and_then(|minor| minor.parse().ok())) {
        (Some("1"), Some(minor)) => Ok(minor),
        _ => Err(Diagnostic::new(format!("invalid kube version {version:?}"))
            .hint("want for example 1.37 or v1.37.0")),
    }
}

/// The files behind a path: itself, standard input, or every manifest below a folder.
fn inputs(path: &str, world: &dyn World) -> Result<Vec<(String, Vec<u8>)>, Diagnostic> {
    let failed = |path: &Path, error: &std::io::Error| {
        Diagnostic::new(error.to_string()).context(format!("read {}", path.display()))
    };
    if path == "-" {
        let bytes = world.stdin(MAX_FILE).map_err(|error| failed(Path::new("standard input"), &error))?;
        return Ok(vec![("<stdin>".to_owned(), bytes)]);
    }
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::from(path)];
    while let Some(path) = waiting.pop() {
        match world.stat(&path).map_err(|error| failed(&path, &error))? {
            Kind::Dir => {
                let entries = world.list(&path).map_err(|error| failed(&path, &error))?;
                // A stack: the first name goes on top. Links below a folder are not followed.
                let inside = entries.into_iter().rev().filter(|entry| match entry.kind {
                    Kind::Dir => true,
                    Kind::File(_) => [".yaml", ".yml", ".json"].iter().any(|end| entry.name.ends_with(end)),
                    Kind::Symlink | Kind::Other => false,
                });
                waiting.extend(inside.map(|entry| path.join(entry.name)));
            }
            _ => {
                let bytes = world.read_named(&path, MAX_FILE).map_err(|error| failed(&path, &error))?;
                found.push((path.to_string_lossy().into_owned(), bytes));
            }
        }
    }
    Ok(found)
}
