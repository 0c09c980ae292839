//! `dependency build`: what of a chart's dependencies can be had without a network.

use super::ExitStatus;
use crate::args::Dependency;
use crate::chart::metadata;
use crate::chart::{self, Chart, LoadOptions, pack};
use crate::diag::Diagnostic;
use crate::helm::Helm;
use crate::log::Log;
use crate::manifest::File;
use crate::output::{dir, terminal};
use crate::plan;
use crate::resolve::dependency::is_compatible_range;
use crate::value::string_from_bytes;
use crate::world::{Kind, World};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Source: Helm, pkg/downloader/manager.go, `downloadAll`, for `file://`; the lock file is never written.
pub(super) fn run(args: &Dependency, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    let helm = plan::helm(args.helm_compat.as_deref(), &**world)?;
    let root = Path::new(&args.chart);
    if !matches!(world.stat(root), Ok(Kind::Dir)) {
        let message = format!("{}: want the folder of a chart", args.chart);
        return Err(Diagnostic::new(message).into());
    }
    let chart = load(root, helm, &**world)?;
    let wanted = chart.metadata.dependencies.as_deref().unwrap_or_default();
    let mut files = Vec::new();
    let mut outdated = Vec::new();
    for dependency in wanted {
        match dependency.repository.strip_prefix("file://") {
            Some(path) => {
                let local = load(&root.join(path), helm, &**world)
                    .map_err(|error| error.context(format!("dependency {}", dependency.name)))?;
                check_version(dependency, &local, path)?;
                let packed = pack::pack(&local).map_err(|error| Diagnostic::new(error.to_string()))?;
                let name = format!("{}-{}.tgz", local.name(), local.metadata.version);
                outdated.extend(others(root, local.name(), &name, &**world));
                let path = root.join("charts").join(name);
                files.push(File {
                    name: path.to_string_lossy().as_ref().into(),
                    text: string_from_bytes(&packed).as_ref().into(),
                });
            }
            None => check_vendored(dependency, &chart)?,
        }
    }
    dir::write(&files)?;
    dir::remove(&outdated)?;
    if !wanted.is_empty() {
        terminal::stdout(&format!(
            "Saving {} charts\nDeleting {} outdated charts\n",
            files.len(),
            outdated.len()
        ))?;
    }
    Ok(ExitStatus::Success)
}

fn load(path: &Path, helm: Helm, world: &dyn World) -> Result<Chart, Diagnostic> {
    chart::load(path, world, &LoadOptions { helm, allow: &[], unread: None }, &mut Log::new(helm))
}

fn check_version(wanted: &metadata::Dependency, local: &Chart, path: &str) -> Result<(), Diagnostic> {
    let found = &local.metadata.version;
    if wanted.version.is_empty() || is_compatible_range(&wanted.version, found) {
        return Ok(());
    }
    Err(Diagnostic::new(format!("can't get a valid version for dependency {}", wanted.name))
        .hint(format!("Chart.yaml wants {:?}, and the chart at {path} is {found}", &*wanted.version)))
}

/// A dependency from a repository cannot be fetched; it is fine where it stands in `charts/` already.
fn check_vendored(wanted: &metadata::Dependency, chart: &Chart) -> Result<(), Diagnostic> {
    let fits = |sub: &&Arc<Chart>| {
        *sub.name() == wanted.name
            && (wanted.version.is_empty() || is_compatible_range(&wanted.version, &sub.metadata.version))
    };
    if chart.dependencies.iter().any(|sub| fits(&sub)) {
        return Ok(());
    }
    let mut place = wanted.repository.to_string();
    if place.is_empty() {
        place.push_str("charts/");
    }
    let (name, version) = (&wanted.name, &wanted.version);
    Err(Diagnostic::new(format!(
        "cannot download the dependency {name} {version} from {place}: this tool does not use the network"
    ))
    .hint("run `helm dependency build` where there is a network and commit the folder charts"))
}

/// Other archives of the same chart, which would be loaded beside the new one.
fn others(root: &Path, chart: &str, keep: &str, world: &dyn World) -> Vec<PathBuf> {
    let folder = root.join("charts");
    let is_other = |name: &str| {
        let version = name.strip_prefix(chart).and_then(|rest| rest.strip_prefix('-'));
        let version = version.and_then(|rest| rest.strip_suffix(".tgz"));
        name != keep && version.is_some_and(|version| crate::semver::Version::parse(version).is_ok())
    };
    let entries = world.list(&folder).unwrap_or_default();
    entries.into_iter().filter(|entry| is_other(&entry.name)).map(|entry| folder.join(entry.name)).collect()
}
