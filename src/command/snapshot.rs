//! `snapshot update|check`: rendered manifests in a repository.

use super::{ExitStatus, template};
use crate::args::{Reporting, Snapshot};
use crate::diag::Diagnostic;
use crate::log::Log;
use crate::manifest::File;
use crate::output::{dir, terminal};
use crate::pipeline;
use crate::snapshot::drift::{self, Drift, Kind};
use crate::snapshot::spec::{self, Layout, Spec};
use crate::snapshot::{self, MARK};
use crate::stack;
use crate::sync::{self, lock};
use crate::world::{Kind as FileKind, World};
use std::collections::BTreeSet;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, available_parallelism};

/// Largest committed file that is compared, in bytes.
const MAX_FILE: u64 = 256 << 20;

pub(super) fn run(args: &Snapshot, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    stack::goes_on();
    let update = args.what == "update";
    Ok(if update {
        self::update(Path::new(&args.file), world)?
    } else {
        check(Path::new(&args.file), world)?
    })
}

/// Writes what is stale and removes what is left over.
pub(super) fn update(file: &Path, world: &Arc<dyn World>) -> Result<ExitStatus, Diagnostic> {
    let spec = spec::read(file, &**world)?;
    let wanted = render_all(&spec, world)?;
    let drifts = drifts(&spec, &wanted, world, false)?;
    if let Some(foreign) = drifts.iter().find(|drift| drift.kind == Kind::Foreign) {
        let message = format!("{} is there and was not written by snapshot update", foreign.path);
        return Err(Diagnostic::new(message).hint(Kind::Foreign.hint()));
    }
    let is_stale = |path: &str| drifts.iter().any(|drift| drift.path == path);
    let files = wanted.iter().flatten().filter(|file| is_stale(&file.name));
    let files: Vec<File> =
        files.map(|file| File { name: below(&spec, &file.name), text: file.text.clone() }).collect();
    let gone: Vec<&Drift> = drifts.iter().filter(|drift| drift.kind == Kind::LeftOver).collect();
    dir::write(&files)?;
    dir::remove(&gone.iter().map(|drift| spec.root.join(&drift.path)).collect::<Vec<_>>())?;
    let mut told: String = files.iter().map(|file| format!("wrote {}\n", file.name)).collect();
    told.extend(gone.iter().map(|drift| format!("removed {}\n", below(&spec, &drift.path))));
    stdout(&told)?;
    Ok(ExitStatus::Success)
}

fn check(file: &Path, world: &Arc<dyn World>) -> Result<ExitStatus, Diagnostic> {
    let spec = spec::read(file, &**world)?;
    let wanted = render_all(&spec, world)?;
    let drifts = drifts(&spec, &wanted, world, true)?;
    let count: usize = wanted.iter().map(Vec::len).sum();
    if drifts.is_empty() {
        stdout(&format!("{count} files of {} snapshots are fresh\n", spec.snapshots.len()))?;
        return Ok(ExitStatus::Success);
    }
    let mut text = String::new();
    for drift in &drifts {
        text.push_str(&format!("{}: {}\n{}", drift.path, drift.kind.word(), drift.diff));
        text.push_str(&format!("  hint: {}\n", drift.kind.hint()));
    }
    stdout(&crate::diag::printable(&text))?;
    terminal::error(&format!("{} of the files of {} are not fresh", drifts.len(), file.display()));
    Ok(ExitStatus::Failure)
}

fn stdout(text: &str) -> Result<(), Diagnostic> {
    terminal::stdout(text).map_err(|error| Diagnostic::new(error.to_string()).context("write the report"))
}

/// The path as a person in the working folder types it.
fn below(spec: &Spec, path: &str) -> crate::value::Str {
    let path = if spec.root == Path::new(".") { PathBuf::from(path) } else { spec.root.join(path) };
    path.to_string_lossy().as_ref().into()
}

/// The files of every snapshot, in the order of the list, rendered on all cores.
fn render_all(spec: &Spec, world: &Arc<dyn World>) -> Result<Vec<Vec<File>>, Diagnostic> {
    let next = AtomicUsize::new(0);
    type Done = (usize, Result<Vec<File>, Diagnostic>);
    let done: Mutex<Vec<Done>> = Mutex::new(Vec::new());
    let threads = available_parallelism().map_or(1, NonZero::get).min(spec.snapshots.len());
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = spec.snapshots.get(index) else { return };
                    let files = render(one, spec, world).map_err(|error| error.context(&one.output));
                    lock(&done).push((index, files));
                }
            });
        }
    });
    let mut done = sync::into_inner(done);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, files)| files).collect()
}

fn render(one: &spec::Snapshot, spec: &Spec, world: &Arc<dyn World>) -> Result<Vec<File>, Diagnostic> {
    let plan = one.plan(&spec.root, &**world)?;
    let mut log = Log::new(plan.helm);
    let outcome = pipeline::template(&plan, world, &mut log);
    log.lines.iter().for_each(|line| terminal::log(&format!("{}: {line}", one.output)));
    let outcome = outcome?;
    if template::check(&plan, &Reporting::default(), &outcome, world)? == ExitStatus::Failure {
        return Err(Diagnostic::new("was not rendered: see above"));
    }
    Ok(snapshot::files(one, &outcome.manifests))
}

/// The files of a render that was judged and reported on before; none if it fails now.
fn again_in_silence(one: &spec::Snapshot, spec: &Spec, world: &Arc<dyn World>) -> Vec<File> {
    let Ok(plan) = one.plan(&spec.root, &**world) else { return Vec::new() };
    let outcome = pipeline::template(&plan, world, &mut Log::new(plan.helm));
    outcome.map(|outcome| snapshot::files(one, &outcome.manifests)).unwrap_or_default()
}

/// Everything that is not as it should be, in the order of the list, left-over files last.
fn drifts(
    spec: &Spec,
    wanted: &[Vec<File>],
    world: &Arc<dyn World>,
    look_for_chance: bool,
) -> Result<Vec<Drift>, Diagnostic> {
    let mut found = Vec::new();
    for (snapshot, files) in spec.snapshots.iter().zip(wanted) {
        let mut again = None;
        for file in files {
            let path = spec.root.join(&*file.name);
            check_place(&spec.root, &path, &**world)?;
            let committed = match world.stat(&path) {
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
                _ => Some(read(&path, &**world)?),
            };
            let Some(mut drift) = drift::compare(&file.name, committed.as_deref(), &file.text) else {
                continue;
            };
            if look_for_chance && matches!(drift.kind, Kind::Stale | Kind::HandEdited) {
                // Only now: a render that repeats is the rule, and a second one costs time.
                let again = again.get_or_insert_with(|| again_in_silence(snapshot, spec, world));
                let same = again.iter().any(|other| other.name == file.name && other.text == file.text);
                if !same {
                    drift.kind = Kind::Random;
                }
            }
            found.push(drift);
        }
    }
    found.extend(left_over(spec, wanted, &**world)?);
    Ok(found)
}

/// Files that an update wrote and that no snapshot makes any more: beside the outputs, in folders of objects,
/// and anywhere below the managed folders.
fn left_over(spec: &Spec, wanted: &[Vec<File>], world: &dyn World) -> Result<Vec<Drift>, Diagnostic> {
    let known: BTreeSet<PathBuf> = wanted.iter().flatten().map(|file| spec.root.join(&*file.name)).collect();
    let mut folders: BTreeSet<(PathBuf, bool)> = BTreeSet::new();
    for one in &spec.snapshots {
        let output = Path::new(&one.output);
        let folder =
            if one.layout == Layout::Objects { output } else { output.parent().unwrap_or(Path::new("")) };
        folders.insert((folder.to_owned(), false));
    }
    folders.extend(spec.managed.iter().map(|folder| (PathBuf::from(folder), true)));
    let mut waiting: Vec<(PathBuf, bool)> = folders.into_iter().collect();
    let mut found: Vec<Drift> = Vec::new();
    while let Some((folder, deep)) = waiting.pop() {
        for entry in world.list(&spec.root.join(&folder)).unwrap_or_default() {
            let path = folder.join(&entry.name);
            match entry.kind {
                FileKind::Dir if deep && !entry.name.starts_with('.') => waiting.push((path, true)),
                FileKind::File(_) if [".yaml", ".yml"].iter().any(|end| entry.name.ends_with(end)) => {
                    let whole = spec.root.join(&path);
                    let shown = path.to_string_lossy();
                    if known.contains(&whole) || found.iter().any(|drift| drift.path == shown) {
                        continue;
                    }
                    let bytes = read(&whole, world)?;
                    if bytes.starts_with(MARK.as_bytes()) {
                        found.extend(drift::left_over(&shown, &bytes));
                    }
                }
                _ => {}
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn read(path: &Path, world: &dyn World) -> Result<Vec<u8>, Diagnostic> {
    world
        .read(path, MAX_FILE)
        .map_err(|error| Diagnostic::new(error.to_string()).context(format!("read {}", path.display())))
}

/// Refuses a place that a symbolic link leads out of the folder of the list.
fn check_place(root: &Path, path: &Path, world: &dyn World) -> Result<(), Diagnostic> {
    let Ok(root) = world.canonical(root) else { return Ok(()) };
    let nearest = path.ancestors().find_map(|part| world.canonical(part).ok());
    match nearest {
        Some(real) if !real.starts_with(&root) && path.ancestors().count() > 1 => {
            // The nearest folder that is there may be above the root only where the root itself is missing.
            Err(Diagnostic::new(format!("{}: a symbolic link leads out of the repository", path.display())))
        }
        _ => Ok(()),
    }
}
