//! `validate`: manifests from anywhere, judged as a kube-apiserver would.

use super::ExitStatus;
use crate::args::Validate;
use crate::diag::Diagnostic;
use crate::validate::{self, Crds, Options, Report};
use crate::value::string_from_bytes;
use crate::world::{Kind, World};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Largest file that is read, in bytes.
const MAX_FILE: u64 = 256 << 20;

pub(super) fn run(args: &Validate, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    let minor = minor(args.kube_version.as_deref())?;
    let mut files = Vec::new();
    for path in &args.paths {
        files.extend(inputs(path, &**world)?);
    }
    let crds = definitions(&args.crds, &files, &**world)?;
    let missing_crd = args.missing_crd.as_deref() == Some("error");
    let options = Options { minor, missing_crd, crds: Some(&crds) };
    let check =
        |(name, bytes): (String, Vec<u8>)| (name, validate::check_text(&string_from_bytes(&bytes), &options));
    let reports: Vec<(String, Report)> = files.into_iter().map(check).collect();
    let failed = reports.iter().any(|(_, report)| report.has_errors());
    super::reporting::whole(&args.reporting, &reports)?;
    Ok(if failed { ExitStatus::Failure } else { ExitStatus::Success })
}

/// The definitions of custom resources that are at hand: those that are given, and those among the manifests.
/// What of a manifest cannot be read is a finding once the manifest is checked.
fn definitions(paths: &[String], files: &[(String, Vec<u8>)], world: &dyn World) -> Result<Crds, Diagnostic> {
    let mut crds = Crds::default();
    for path in paths {
        for (name, bytes) in inputs(path, world)? {
            crds.add(&string_from_bytes(&bytes)).map_err(|finding| {
                Diagnostic::new(format!("{name}:{}:{}: {}", finding.line, finding.column, finding.message))
            })?;
        }
    }
    for (_, bytes) in files {
        let _ = crds.add(&string_from_bytes(bytes));
    }
    Ok(crds)
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
        let bytes = world.stdin().map_err(|error| failed(Path::new("standard input"), &error))?;
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
                let bytes = world.read(&path, MAX_FILE).map_err(|error| failed(&path, &error))?;
                found.push((path.to_string_lossy().into_owned(), bytes));
            }
        }
    }
    Ok(found)
}
