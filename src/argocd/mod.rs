//! The contract of Argo CD's config management plugins: what an application asks for, and what it may ask.
//!
//! The plugin server copies the repository, changes into the application's folder and runs the plugin there with
//! everything in its environment. Source: Argo CD, docs/operator-manual/config-management-plugins.md,
//! cmpserver/plugin/plugin.go and reposerver/repository/repository.go.

pub mod announce;
pub mod overlay;
pub mod redact;
pub mod settings;

use crate::args::{Render, Switches};
use crate::chart::{self, Chart, LoadOptions};
use crate::diag::Diagnostic;
use crate::helm::Helm;
use crate::json;
use crate::log::Log;
use crate::plan::{self, ChartRef, Plan};
use crate::value::{Entries, Value};
use crate::world::World;
use overlay::Overlay;
use redact::Redactor;
use settings::{Given, Settings};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is to be rendered for an application.
pub struct Request {
    /// The render.
    pub plan: Plan,
    /// The world in which it runs: that of the process, with the values that came as text.
    pub world: Arc<dyn World>,
    /// Whether a render without a manifest is fine.
    pub allow_empty: bool,
}

/// The parameter that names the chart inside the program.
const BUILTIN: &str = "builtin";

/// The names under which the values that came as text are read and reported.
const INLINE: &str = "(parameter values)";
const PATHS: &str = "(parameters)";

/// Reads what the application asks for. What is secret goes to `redactor`, also when this ends in an error.
///
/// # Errors
/// For a setting of the wrong form, a file that leads out of the repository or is not there, a chart that does
/// not load.
pub fn request(world: &Arc<dyn World>, redactor: &mut Redactor) -> Result<Request, Diagnostic> {
    let settings = Settings::read(&**world, redactor)?;
    let root = Root::find(&**world)?;
    let plan = plan(&settings, &root, &**world)?;
    for file in &plan.overrides.files {
        // A file that cannot be read is reported by the render.
        let Ok(bytes) = world.read(Path::new(file), crate::values::files::MAX_VALUES_SIZE) else { continue };
        let text = crate::value::string_from_bytes(&bytes);
        redactor.add_lines(&text);
        if let Ok(values) = crate::yaml::parse(&text) {
            redactor.add_tree(&values);
        }
    }
    let mut plan = plan;
    let mut inline = Vec::new();
    if let Some(text) = settings.text("values") {
        inline.push((INLINE.to_owned(), text));
    }
    if !settings.paths.is_empty() {
        let chart = load(&plan.chart, plan.helm, &root, &**world)?;
        inline.push((PATHS.to_owned(), from_paths(&settings.paths, &chart)?));
    }
    plan.overrides.files.extend(inline.iter().map(|(name, _)| name.clone()));
    let allow_empty = settings.switch("allow-empty", false)?;
    Ok(Request { plan, world: Arc::new(Overlay::new(Arc::clone(world), inline)), allow_empty })
}

/// The chart that the application is rendered from.
///
/// # Errors
/// As [`request`].
pub fn chart(world: &dyn World, redactor: &mut Redactor) -> Result<Chart, Diagnostic> {
    let settings = Settings::read(world, redactor)?;
    let root = Root::find(world)?;
    let helm = plan::helm(settings.text("helm-compat").as_deref(), world)?;
    load(&chart_ref(&settings, &root, world)?, helm, &root, world)
}

fn load(chart: &ChartRef, helm: Helm, root: &Root, world: &dyn World) -> Result<Chart, Diagnostic> {
    let mut log = Log::new(helm);
    match chart {
        ChartRef::Builtin => chart::builtin::load(&mut log),
        ChartRef::Path(path) => chart::load(
            path,
            world,
            &LoadOptions { helm, allow: std::slice::from_ref(&root.0), unread: None },
            &mut log,
        ),
    }
}

fn plan(settings: &Settings, root: &Root, world: &dyn World) -> Result<Plan, Diagnostic> {
    let switches = [
        ("include-crds", true, "include-crds"),
        ("skip-tests", false, "skip-tests"),
        ("skip-schema-validation", false, "skip-schema-validation"),
    ];
    let mut on = Vec::new();
    for (name, default, switch) in switches {
        if settings.switch(name, default)? {
            on.push(switch);
        }
    }
    let var = |name: &str| world.var(name).filter(|text| !text.is_empty());
    let seed = settings.text("seed").map(|text| text.parse::<u64>());
    let helm_compat = settings.text("helm-compat");
    if helm_compat.as_deref().is_some_and(|text| !matches!(text, "3" | "4")) {
        return Err(Diagnostic::new("helm-compat: want 3 or 4"));
    }
    let render = Render {
        namespace: settings.text("namespace").or_else(|| var("ARGOCD_APP_NAMESPACE")),
        kube_version: settings.text("kube-version").or_else(|| var("KUBE_VERSION")),
        helm_compat,
        validate: settings.text("validate"),
        seed: seed.transpose().map_err(|_| Diagnostic::new("seed: want a whole number"))?,
        set: settings.map("helm-parameters").iter().map(set).collect(),
        set_string: settings.map("helm-string-parameters").iter().map(set).collect(),
        switches: Switches::of(&on),
        ..Render::default()
    };
    let name = release_name(settings, world)?;
    let mut plan = plan::template(&[name, ".".to_owned()], &render, world)?;
    plan.chart = chart_ref(settings, root, world)?;
    // Links may lead to other folders of the repository, and to no other place.
    plan.allow = vec![root.0.clone()];
    plan.api_versions = match settings.list("api-versions") {
        list if !list.is_empty() => list,
        _ => var("KUBE_API_VERSIONS").unwrap_or_default().split(',').map(|v| v.trim().to_owned()).collect(),
    };
    plan.api_versions.retain(|version| !version.is_empty());
    let files = settings.list("values-files");
    let files = files.iter().map(|file| root.inside(file, "values file", world));
    plan.overrides.files =
        files.map(|file| Ok(file?.to_string_lossy().into_owned())).collect::<Result<_, Diagnostic>>()?;
    Ok(plan)
}

/// `--set NAME=VALUE` as Argo CD writes it: a comma does not begin another pair, unless the value is a list.
/// Source: Argo CD, util/helm/cmd.go, `cleanSetParameters`.
fn set((name, value): &(String, String)) -> String {
    let is_list = value.starts_with('{') && value.ends_with('}');
    let value = if is_list { value.clone() } else { value.replace("\\,", ",").replace(',', "\\,") };
    format!("{name}={value}")
}

/// The application's name without the namespace that may stand before it. Source: Argo CD,
/// reposerver/repository/repository.go, `helmTemplate`, and util/argo/argo.go, `ParseInstanceName`.
fn release_name(settings: &Settings, world: &dyn World) -> Result<String, Diagnostic> {
    if let Some(name) = settings.text("release-name") {
        return Ok(name);
    }
    let app = world.var("ARGOCD_APP_NAME").filter(|name| !name.is_empty()).ok_or_else(|| {
        Diagnostic::new("ARGOCD_APP_NAME is not set")
            .hint("Argo CD sets it; by hand: ARGOCD_APP_NAME=app openclaw-render argocd generate")
    })?;
    match app.split('_').collect::<Vec<_>>().as_slice() {
        [name] | [_, name] => Ok((*name).to_owned()),
        _ => Err(Diagnostic::new("ARGOCD_APP_NAME: want NAME or NAMESPACE_NAME")),
    }
}

fn chart_ref(settings: &Settings, root: &Root, world: &dyn World) -> Result<ChartRef, Diagnostic> {
    match settings.text("chart") {
        Some(chart) if chart == BUILTIN => Ok(ChartRef::Builtin),
        Some(chart) => Ok(ChartRef::Path(root.inside(&chart, "chart", world)?)),
        None if world.stat(Path::new("Chart.yaml")).is_ok() => Ok(ChartRef::Path(PathBuf::from("."))),
        None => Err(Diagnostic::new("there is no chart in this folder").hint(format!(
            "set `chart` in {} or as a parameter: a folder of the repository, or {BUILTIN} for the OpenClaw chart",
            settings::FILE
        ))),
    }
}

/// The repository's folder, with no link in its path.
struct Root(PathBuf);

impl Root {
    /// The working folder without the application's path inside the repository.
    fn find(world: &dyn World) -> Result<Root, Diagnostic> {
        let here = world
            .canonical(Path::new("."))
            .map_err(|error| Diagnostic::new(error.to_string()).context("read the working folder"))?;
        let below = world.var("ARGOCD_APP_SOURCE_PATH").unwrap_or_default();
        let below: PathBuf = Path::new(&below).components().filter(|part| part.as_os_str() != ".").collect();
        if below.as_os_str().is_empty() || !here.ends_with(&below) {
            return Ok(Root(here));
        }
        let depth = below.components().count();
        Ok(Root(here.ancestors().nth(depth).map_or_else(|| here.clone(), Path::to_owned)))
    }

    /// The real place of a path that has to lie inside. A path that begins with a slash begins here.
    fn inside(&self, path: &str, what: &str, world: &dyn World) -> Result<PathBuf, Diagnostic> {
        if path.contains("://") {
            return Err(Diagnostic::new(format!("{what} {path}: nothing is fetched from the network")));
        }
        let typed = match path.strip_prefix('/') {
            Some(rest) => self.0.join(rest.trim_start_matches('/')),
            None => PathBuf::from(path),
        };
        let outside = || Diagnostic::new(format!("{what} {path}: leads out of the repository"));
        match world.canonical(&typed) {
            Ok(real) if real.starts_with(&self.0) => Ok(real),
            Ok(_) => Err(outside()),
            // What is there and what is not, outside, is nobody's business.
            Err(_) if climbs_out(path) => Err(outside()),
            Err(_) => Err(Diagnostic::new(format!("{what} {path}: there is no such file in the repository"))),
        }
    }
}

/// Whether a path has more `..` than folders before them; a path below the root may well have some.
fn climbs_out(path: &str) -> bool {
    use std::path::Component;
    Path::new(path).components().any(|part| part == Component::ParentDir)
}

/// The values that parameters with the names of values make, as JSON. The schema says of what type a text is;
/// where it does not, the text is read as `--set` reads it.
fn from_paths(paths: &[(String, Given)], chart: &Chart) -> Result<String, Diagnostic> {
    let schema = announce::schema(chart);
    let mut values = Entries::new();
    for (name, given) in paths {
        let types = announce::types(schema.as_ref(), name);
        let value = match given {
            Given::List(list) => {
                Value::from(list.iter().map(|text| Value::from(text.as_str())).collect::<Vec<_>>())
            }
            Given::Map(map) => Value::from(
                map.iter()
                    .map(|(key, text)| (key.as_str().into(), Value::from(text.as_str())))
                    .collect::<Entries>(),
            ),
            Given::Text(text) => match typed(text, &types) {
                Some(value) => value,
                None if text.is_empty() => continue,
                None => {
                    let message = format!("parameter {name}: want {}", types.join(" or "));
                    return Err(Diagnostic::new(message));
                }
            },
        };
        insert(&mut values, &announce::split_path(name), value);
    }
    json::encode(&Value::from(values)).map_err(Diagnostic::new)
}

/// The text as a value of one of these types; the first that fits.
fn typed(text: &str, types: &[String]) -> Option<Value> {
    let parsed = || crate::yaml::parse(text).ok();
    if types.is_empty() {
        return Some(match parsed() {
            Some(value @ (Value::Bool(_) | Value::Float(_) | Value::Int(_) | Value::Int64(_))) => value,
            _ => Value::from(text),
        });
    }
    if types.iter().any(|typ| typ == "string") {
        return Some(Value::from(text));
    }
    let value = parsed()?;
    let fits = types.iter().any(|typ| match (typ.as_str(), &value) {
        ("integer" | "number", Value::Float(_) | Value::Int(_) | Value::Int64(_))
        | ("boolean", Value::Bool(_))
        | ("array", Value::List(_))
        | ("object", Value::Map(_)) => true,
        ("null", Value::Nil) => !text.is_empty(),
        _ => false,
    });
    fits.then_some(value)
}

fn insert(values: &mut Entries, path: &[String], value: Value) {
    let Some((key, rest)) = path.split_first() else { return };
    if rest.is_empty() {
        values.insert(key.as_str().into(), value);
        return;
    }
    let mut inner = match values.get(key.as_str()) {
        Some(Value::Map(map)) => (*map.snapshot()).clone(),
        _ => Entries::new(),
    };
    insert(&mut inner, rest, value);
    values.insert(key.as_str().into(), Value::from(inner));
}
