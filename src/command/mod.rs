//! One verb, one file: each turns a plan into an exit status.

mod argocd;
mod compile;
mod dependency;
mod explain;
mod init;
mod lint;
mod meta;
mod reporting;
mod show;
mod snapshot;
mod template;
mod validate;

use crate::args::{self, Args, Usage};
use crate::diag::Diagnostic;
use crate::output::terminal;
use crate::stack;
use crate::world::{System, World};
use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// Everything is fine.
    Success,
    /// A fault was found and reported.
    Failure,
}

/// The whole program: the arguments of the process in, its exit status out.
///
/// It ends where the work was done: nothing is taken apart that the system frees anyway.
pub fn main() -> ExitCode {
    let run = || {
        stack::ends_here();
        std::process::exit(i32::from(work() == ExitStatus::Failure))
    };
    match stack::deep(run) {
        Ok(never) => never,
        Err(error) => {
            terminal::error(&format!("the system gives no memory for a stack: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn work() -> ExitStatus {
    let args: Vec<OsString> = std::env::args_os().skip(1).collect();
    run(&args).unwrap_or_else(|error| {
        // The chain is printed once, here.
        match error.downcast_ref::<Diagnostic>() {
            Some(diagnostic) => terminal::error(&format!("{diagnostic:#}")),
            None => terminal::error(&format!("{error:#}")),
        }
        ExitStatus::Failure
    })
}

/// Runs a command line.
///
/// # Errors
/// Everything that was not already reported.
pub fn run(args: &[OsString]) -> anyhow::Result<ExitStatus> {
    let args = match args::parse(args) {
        Ok(args) => args,
        Err(Usage::Help(text)) => {
            terminal::stdout(&text)?;
            return Ok(ExitStatus::Success);
        }
        Err(Usage::Wrong(message)) => return Err(Diagnostic::new(message).into()),
    };
    let world: Arc<dyn World> = Arc::new(System);
    match args {
        Args::Builtin(args) => template::builtin(&args, &world),
        Args::Template(args) => template::chart(&args, &world),
        Args::Lint(args) => lint::run(&args, &world),
        Args::Validate(args) => validate::run(&args, &world),
        Args::Compile(args) => compile::run(&args, &world),
        Args::Show(args) => show::run(&args, &world),
        Args::Snapshot(args) => snapshot::run(&args, &world),
        Args::Argocd(args) => argocd::run(&args, &world),
        Args::Init(args) => init::run(&args, &world),
        Args::Dependency(args) => dependency::run(&args, &world),
        Args::Version(args) => meta::version(&args, &world),
        Args::Completion(args) => meta::completion(&args),
        Args::Man(_) => meta::man(),
    }
}
