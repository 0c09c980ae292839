//! `show values|chart|notes`.

use super::ExitStatus;
use crate::args::Show;
use crate::log::Log;
use crate::output::terminal;
use crate::plan::{self, Plan};
use crate::world::World;
use crate::{pipeline, value};
use std::sync::Arc;

pub(super) fn run(args: &Show, world: &Arc<dyn World>) -> anyhow::Result<ExitStatus> {
    let plan = plan(args, world)?;
    let mut log = Log::new(plan.helm);
    let text = match args.what.as_str() {
        "notes" => {
            let outcome = pipeline::template(&plan, world, &mut log)?;
            // Those of the chart itself, not of its subcharts: its file has the shortest path.
            let notes = outcome.notes.iter().min_by_key(|file| file.name.matches('/').count());
            notes.map(|file| file.text.to_string()).unwrap_or_default()
        }
        what => {
            let name = if what == "values" { "values.yaml" } else { "Chart.yaml" };
            let chart = pipeline::load(&plan, &**world, &mut log)?;
            chart.file(name).map(|file| file.text().to_string()).unwrap_or_default()
        }
    };
    terminal::stdout(&value::string_from_bytes(text.as_bytes()))?;
    Ok(ExitStatus::Success)
}

fn plan(args: &Show, world: &Arc<dyn World>) -> anyhow::Result<Plan> {
    match &args.chart {
        Some(chart) => {
            let words: Vec<String> = args.name.iter().chain([chart]).cloned().collect();
            Ok(plan::template(&words, &args.render, &**world)?)
        }
        None => Ok(plan::builtin(args.name.as_deref(), &args.render, &**world)?),
    }
}
