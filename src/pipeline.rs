//! The stations in their order, and nothing else: every command runs a prefix of this list.

use crate::chart::unread::Unread;
use crate::chart::{self, Chart, LoadOptions};
use crate::diag::Diagnostic;
use crate::funcs::Env;
use crate::funcs::chance::Drawn;
use crate::log::Log;
use crate::manifest::{self, Manifests};
use crate::plan::{ChartRef, Plan, ReleaseName};
use crate::render::{self, Rendered};
use crate::resolve::{self, Resolved, ResolvedChart};
use crate::scope::capabilities::Capabilities;
use crate::scope::{self, Release, TemplateSource};
use crate::value::{FileText, Map, Str, Value};
use crate::values::leaves::Leaves;
use crate::values::{self, Overrides};
use crate::world::World;
use crate::{plan, schema, stack, validate};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A render that succeeded.
#[derive(Debug)]
pub struct Outcome {
    /// What is printed.
    pub manifests: Manifests,
    /// The `NOTES.txt` of the charts, as rendered.
    pub notes: Vec<Rendered>,
    /// The files below `crds/` of all charts that take part, where they are not printed and a manifest may be of a kind
    /// that they define.
    pub crds: Vec<manifest::File>,
    /// The release's name, where a template named it.
    pub release: Str,
}

/// Renders what the plan asks for. What Helm would print on standard error on the way goes to `log`, also when
/// it ends in an error.
///
/// # Errors
/// Helm's sentence for the first fault.
pub fn template(plan: &Plan, world: &Arc<dyn World>, log: &mut Log) -> Result<Outcome, Diagnostic> {
    let unread = Unread::new(world);
    let outcome = rendered(plan, world, &unread, log);
    // With a file that could not be read when it was asked for, whatever came out is wrong.
    match unread.fault() {
        Some(fault) => Err(fault),
        None => outcome,
    }
}

fn rendered(
    plan: &Plan,
    world: &Arc<dyn World>,
    unread: &Arc<Unread>,
    log: &mut Log,
) -> Result<Outcome, Diagnostic> {
    let capabilities = capabilities(plan)?;
    let drawn = Arc::default();
    let release = release(plan, world, &drawn)?;
    let user = values::gather(&overrides(plan), plan.helm, &**world)?;
    let chart = Arc::new(load_with(plan, &**world, Some(unread), log)?);
    let begun = |error: Diagnostic| if plan.debug { error } else { error.note(manifest::USE_DEBUG) };
    let is_builtin = plan.chart == ChartRef::Builtin;
    let likely = if is_builtin { Vec::new() } else { scope::likely_templates(&chart) };
    let (settled, ahead) = render::parse_ahead(&likely, plan.helm, || {
        let resolved = resolve::resolve(&chart, &user.values, log)?;
        if !plan.skip_schema {
            check_schema(&resolved, log)?;
        }
        scope::check_kube_version(&resolved, &capabilities, plan.helm).map_err(begun)?;
        let sources = scope::templates(&resolved, &release, &Arc::new(capabilities), plan.helm);
        Ok::<_, Diagnostic>((resolved, sources))
    });
    let (resolved, mut sources) = settled?;
    sources.iter_mut().for_each(|source| source.builtin = is_builtin);
    let crds = || resolved.crds().into_iter().map(|crd| (Str::from(crd.filename), crd.data));
    let select = select(plan);
    let (rendered, documents) = manifest::beside(crds().collect(), &select, plan.helm, |hand_on| {
        render::render(&sources, env(plan, world, &drawn), ahead, &|rendered| hand_on(file(rendered)))
    });
    let rendered = rendered.map_err(begun)?;
    let manifests = manifest::assemble(documents, &select, plan.helm).map_err(|mut error| {
        // Only what does not parse has the note. Helm prints the files to standard output, where a manifest
        // may only stand when all is well here.
        if plan.debug && error.drop_note() {
            log.lines.push(manifest::unread(&rendered.iter().map(file).collect::<Vec<_>>()));
        }
        error
    })?;
    let may_need =
        |item: &manifest::Manifest| validate::may_be_custom(&item.head.api_version, &item.head.kind);
    let all_printed = plan.select.include_crds && plan.select.show_only.is_empty();
    let wanted = plan.validate != plan::Validate::Off && !all_printed && manifests.items.iter().any(may_need);
    let file_of = |(name, contents): (Str, chart::Contents)| manifest::File { name, text: contents.text() };
    let crds = if wanted { crds().map(file_of).collect() } else { Vec::new() };
    stack::leave((sources, resolved, chart));
    let notes = rendered.into_iter().filter(|file| file.name.ends_with("/NOTES.txt")).collect();
    log.lines.extend(manifests.warnings.iter().cloned());
    log.lines.extend(drawn.warning());
    Ok(Outcome { manifests, notes, crds, release: release.name })
}

/// What a render wrote, and who wrote each line of it.
#[derive(Debug)]
pub struct Traced {
    /// The templates and what they wrote, by Helm's names.
    templates: BTreeMap<Str, FileText>,
    rendered: BTreeMap<Str, FileText>,
    lines: render::Traces,
    values: Map,
    leaves: OnceCell<Leaves>,
    /// The user's values files.
    pub sources: Vec<values::Source>,
    /// The chart's own values.
    pub defaults: values::Source,
}

impl Traced {
    /// What a template wrote.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.rendered.get(name).map(|text| &**text)
    }

    /// Who wrote each line of that.
    pub fn lines(&self, name: &str) -> Option<&[render::Line]> {
        self.lines.get(name).map(|lines| &**lines)
    }

    /// The values that the templates saw.
    pub fn leaves(&self) -> &Leaves {
        self.leaves.get_or_init(|| Leaves::of(&self.values))
    }

    /// The text of a template.
    pub fn source(&self, name: &str) -> Option<&str> {
        self.templates.get(name).map(|text| &**text)
    }
}

/// Renders again to learn who wrote what; nothing if that cannot be done a second time, as with values from
/// standard input.
pub fn traced(plan: &Plan, world: &Arc<dyn World>) -> Option<Traced> {
    let mut log = Log::new(plan.helm);
    let capabilities = Arc::new(capabilities(plan).ok()?);
    let release = release(plan, world, &Arc::default()).ok()?;
    let user = values::gather(&overrides(plan), plan.helm, &**world).ok()?;
    let chart = Arc::new(load(plan, &**world, &mut log).ok()?);
    let resolved = resolve::resolve(&chart, &user.values, &mut log).ok()?;
    let templates = scope::templates(&resolved, &release, &capabilities, plan.helm);
    let (rendered, lines) = render::trace(&templates, env(plan, world, &Arc::default())).ok()?;
    let text = chart.raw.iter().find(|file| &*file.name == "values.yaml").map(chart::File::text);
    let name = format!("{}/values.yaml", chart.name());
    let defaults = values::Source { name: name.into(), text: (&text.unwrap_or_default()).into() };
    let templates = templates.into_iter().map(|template| (template.name, template.text)).collect();
    let rendered = rendered.into_iter().map(|file| (file.name, file.text)).collect();
    let (values, leaves) = (resolved.values, OnceCell::new());
    Some(Traced { templates, rendered, lines, values, leaves, sources: user.sources, defaults })
}

/// The chart's templates, before any runs.
///
/// # Errors
/// Helm's sentence for the first fault.
pub fn sources(
    plan: &Plan,
    world: &Arc<dyn World>,
    log: &mut Log,
) -> Result<Vec<TemplateSource>, Diagnostic> {
    let capabilities = Arc::new(capabilities(plan)?);
    let release = release(plan, world, &Arc::default())?;
    let user = values::gather(&overrides(plan), plan.helm, &**world)?;
    let chart = Arc::new(load(plan, &**world, log)?);
    let resolved = resolve::resolve(&chart, &user.values, log)?;
    Ok(scope::templates(&resolved, &release, &capabilities, plan.helm))
}

/// Loads the chart that the plan names.
///
/// # Errors
/// Helm's sentence.
pub fn load(plan: &Plan, world: &dyn World, log: &mut Log) -> Result<Chart, Diagnostic> {
    load_with(plan, world, None, log)
}

fn load_with(
    plan: &Plan,
    world: &dyn World,
    unread: Option<&Arc<Unread>>,
    log: &mut Log,
) -> Result<Chart, Diagnostic> {
    match &plan.chart {
        ChartRef::Builtin => chart::builtin::load(log),
        ChartRef::Path(path) => {
            let options = LoadOptions { helm: plan.helm, allow: &plan.allow, unread };
            chart::load(path, world, &options, log)
        }
    }
}

fn capabilities(plan: &Plan) -> Result<Capabilities, Diagnostic> {
    Capabilities::new(plan.helm, plan.kube_version.as_deref(), &plan.api_versions).map_err(Diagnostic::new)
}

fn env(plan: &Plan, world: &Arc<dyn World>, drawn: &Arc<Drawn>) -> Env {
    let mut env = Env::new(plan.helm, Arc::clone(world));
    env.chance.drawn = Arc::clone(drawn);
    match plan.seed {
        Some(seed) => env.with_seed(seed),
        None => env,
    }
}

/// Source: Helm, pkg/action/install.go, `TemplateName`, for a name that a template gives.
fn release(plan: &Plan, world: &Arc<dyn World>, drawn: &Arc<Drawn>) -> Result<Release, Diagnostic> {
    let name = match &plan.release.name {
        ReleaseName::Fixed(name) => name.clone(),
        ReleaseName::Template(text) => {
            let name = render::render_text("name-template", text, Value::Nil, env(plan, world, drawn))?;
            plan::check_name(&name, plan.helm)?;
            name
        }
    };
    Ok(Release {
        name: name.into(),
        namespace: plan.release.namespace.as_str().into(),
        is_upgrade: plan.release.is_upgrade,
    })
}

/// What the user laid over the chart's values.
pub fn overrides(plan: &Plan) -> Overrides {
    let typed = plan.overrides.clone();
    Overrides {
        files: typed.files,
        set_json: typed.set_json,
        set: typed.set,
        set_string: typed.set_string,
        set_file: typed.set_file,
        set_literal: typed.set_literal,
    }
}

fn select(plan: &Plan) -> manifest::Select {
    let wanted = plan.select.clone();
    manifest::Select {
        // A post-renderer gets everything, and what is shown is picked from what it gives back.
        show_only: if plan.output.post_renderer.is_some() { Vec::new() } else { wanted.show_only },
        include_crds: wanted.include_crds,
        skip_tests: wanted.skip_tests,
        no_hooks: wanted.no_hooks,
        parsed: plan.validate != plan::Validate::Off,
    }
}

fn file(rendered: &Rendered) -> manifest::File {
    manifest::File { name: rendered.name.clone(), text: rendered.text.clone() }
}

fn check_schema(resolved: &Resolved, log: &mut Log) -> Result<(), Diagnostic> {
    let values = Value::Map(resolved.values.clone());
    with_schema(&resolved.chart, &mut |chart| {
        let lines = schema::check(&chart, &values, log.helm()).map_err(|error| misspelt(error, &chart))?;
        log.lines.extend(lines);
        Ok(())
    })
}

/// Adds which key was probably meant, where a closed schema refuses one that it does not list.
fn misspelt(error: Diagnostic, chart: &schema::Chart<'_>) -> Diagnostic {
    const BEFORE: &str = "': additional properties ";
    let mut hints = Vec::new();
    let mut schema = None;
    for line in error.message().lines() {
        // Above the faults of each chart stands its name.
        if let Some(at) = line.strip_suffix(':').and_then(|name| named(chart, name)) {
            schema = at.schema;
        }
        let fault = line.trim_start().strip_prefix("- at '").and_then(|line| line.split_once(BEFORE));
        let (Some((at, rest)), Some(schema)) = (fault, schema) else { continue };
        let known = schema::known_keys(schema, at);
        for wrong in rest.trim_end_matches(" not allowed").split(", ").map(|name| name.trim_matches('\'')) {
            // One that is listed was refused by another part of the schema.
            if known.iter().any(|key| key == wrong) {
                continue;
            }
            if let Some(meant) = validate::closest(wrong, known.iter().map(String::as_str)) {
                hints.push(format!("{wrong}: did you mean {meant}?"));
            }
        }
    }
    hints.into_iter().fold(error, Diagnostic::hint)
}

/// The chart of that name, itself or below.
fn named<'a, 'c>(chart: &'a schema::Chart<'c>, name: &str) -> Option<&'a schema::Chart<'c>> {
    let below = || chart.subcharts.iter().find_map(|sub| named(sub, name));
    (chart.name == name).then_some(chart).or_else(below)
}

/// Hands `work` the chart in the form in which the schema station wants it.
fn with_schema(
    chart: &ResolvedChart,
    work: &mut dyn FnMut(schema::Chart<'_>) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    fn view<'c>(
        chart: &'c ResolvedChart,
        finders: &'c [Box<Finder<'c>>],
        next: &mut usize,
    ) -> schema::Chart<'c> {
        let file = &*finders[*next];
        *next += 1;
        let subcharts = chart.dependencies.iter().map(|sub| view(sub, finders, next)).collect();
        let schema = chart.chart.schema.as_ref().map(|file| &*file.data);
        schema::Chart { name: &chart.metadata.name, schema, file, subcharts }
    }
    type Finder<'c> = dyn Fn(&str) -> Option<Vec<u8>> + 'c;
    fn finders<'c>(chart: &'c ResolvedChart, all: &mut Vec<Box<Finder<'c>>>) {
        all.push(Box::new(|name| chart.chart.file(name).map(|file| file.data.to_vec())));
        chart.dependencies.iter().for_each(|sub| finders(sub, all));
    }
    let mut all = Vec::new();
    finders(chart, &mut all);
    work(view(chart, &all, &mut 0))
}
