//! About the program itself: `version`, `completion`, `man`.

use super::ExitStatus;
use crate::args::{self, Completion, Version};
use crate::helm::Helm;
use crate::output::terminal;
use crate::plan;
use crate::world::World;
use clap::CommandFactory as _;
use std::sync::Arc;

/// Programs that shell out to Helm read the first version number on standard output. With `-c`, which only Helm
/// 2 and 3 know, that has to be a Helm 3.
pub(super) fn version(args: &Version, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    let helm = if args.client { Helm::V3 } else { plan::helm(args.helm_compat.as_deref(), &**world)? };
    let spoken = helm.version();
    let own = env!("CARGO_PKG_VERSION");
    let text = if args.short || args.client {
        format!("{spoken}+openclaw-render.{own}\n")
    } else {
        format!(
            "openclaw-render {own} (speaks Helm {spoken}, Kubernetes {})\n",
            crate::helm::DEFAULT_KUBE_VERSION
        )
    };
    terminal::stdout(&text)?;
    Ok(ExitStatus::Success)
}

pub(super) fn completion(args: &Completion) -> anyhow::Result<ExitStatus> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut program(), "openclaw-render", &mut script);
    terminal::stdout(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Success)
}

pub(super) fn man() -> anyhow::Result<ExitStatus> {
    let mut page = Vec::new();
    clap_mangen::Man::new(program()).render(&mut page)?;
    terminal::stdout(&String::from_utf8_lossy(&page))?;
    Ok(ExitStatus::Success)
}

/// The program with all its verbs as one clap command.
fn program() -> clap::Command {
    args::VERBS.iter().fold(args::Builtin::command(), |program, verb| {
        program.subcommand((verb.command)().name(verb.name).about(verb.about))
    })
}
