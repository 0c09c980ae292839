//! `init argocd|flux|kustomize|ci`: a working start for a repository of one's own.

use super::{ExitStatus, snapshot};
use crate::args::Init;
use crate::diag::Diagnostic;
use crate::manifest::File;
use crate::output::{dir, terminal};
use crate::scaffold::{self, Answers};
use crate::world::World;
use std::path::Path;
use std::sync::Arc;

pub(super) fn run(args: &Init, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    let Some(start) = scaffold::STARTS.iter().find(|start| start.name == args.what) else {
        return Err(Diagnostic::new(format!("there is no start {:?}", args.what)).into());
    };
    let answers = Answers {
        release: &args.release,
        namespace: &args.namespace,
        repo_url: &args.repo_url,
        path: &args.path,
        branch: &args.branch,
    };
    let root = Path::new(&args.dir);
    let files = scaffold::files(start, &answers)?;
    let files: Vec<File> = files
        .into_iter()
        .map(|file| File { name: root.join(&*file.name).to_string_lossy().as_ref().into(), text: file.text })
        .collect();
    let taken: Vec<&str> =
        files.iter().map(|file| &*file.name).filter(|name| world.stat(Path::new(name)).is_ok()).collect();
    if !args.force && !taken.is_empty() {
        let message = format!("{} is there already; nothing was written", taken.join(", "));
        return Err(Diagnostic::new(message).hint("--force replaces it").into());
    }
    dir::write(&files)?;
    let told: String = files.iter().map(|file| format!("wrote {}\n", file.name)).collect();
    terminal::stdout(&told)?;
    if start.has_snapshots {
        snapshot::update(&root.join("snapshots.yaml"), world)?;
    }
    Ok(ExitStatus::Success)
}
