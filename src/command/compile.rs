//! `compile`: the templates as the minijinja programs that run.

use super::ExitStatus;
use crate::args::Compile;
use crate::diag::Diagnostic;
use crate::log::Log;
use crate::manifest::File;
use crate::output::{dir, terminal};
use crate::plan::{self, ChartRef};
use crate::scope::TemplateSource;
use crate::world::World;
use crate::{args, pipeline, render};
use std::sync::Arc;

pub(super) fn run(args: &Compile, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    let render = args::Render { helm_compat: args.helm_compat.clone(), ..args::Render::default() };
    let chart = args.chart.clone().unwrap_or_else(|| ".".to_owned());
    let mut plan = plan::template(&[chart], &render, &**world)?;
    if args.chart.is_none() {
        plan.chart = ChartRef::Builtin;
    }
    let mut sources = pipeline::sources(&plan, world, &mut Log::new(plan.helm))?;
    for wanted in &args.show_only {
        if !sources.iter().any(|source| inside(source) == wanted) {
            return Err(Diagnostic::new(format!("could not find template {wanted} in chart")).into());
        }
    }
    if !args.show_only.is_empty() {
        sources.retain(|source| args.show_only.iter().any(|wanted| inside(source) == wanted));
    }
    let mut files = Vec::new();
    for source in &sources {
        files.push((source, render::program_text(source, plan.helm)?));
    }
    if let Some(folder) = &args.output_dir {
        let path = |source: &TemplateSource| {
            format!("{folder}/{}.j2", inside(source).trim_start_matches("templates/"))
        };
        let files: Vec<File> = files
            .into_iter()
            .map(|(source, text)| File { name: path(source).into(), text: text.into() })
            .collect();
        dir::write(&files)?;
        terminal::stdout(&files.iter().map(|file| format!("wrote {}\n", file.name)).collect::<String>())?;
    } else {
        let shown = files.iter().map(|(source, text)| format!("{{# {} #}}\n{text}\n", source.name));
        terminal::stdout(&shown.collect::<String>())?;
    }
    Ok(ExitStatus::Success)
}

/// The path of a template inside its chart.
fn inside(source: &TemplateSource) -> &str {
    source.name.split_once('/').map_or(&source.name, |(_, path)| path)
}
