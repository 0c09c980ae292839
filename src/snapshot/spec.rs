//! `snapshots.yaml`: what is rendered where.

use crate::args::{Render, Switches};
use crate::diag::{Diagnostic, Place};
use crate::plan::{self, ChartRef, Plan};
use crate::value::Value;
use crate::world::World;
use crate::yaml;
use std::path::{Component, Path, PathBuf};

/// Largest list of snapshots, in bytes.
pub const MAX_SIZE: u64 = 4 << 20;

/// The list, with every path relative to the folder in which it stands.
#[derive(Clone, Debug)]
pub struct Spec {
    /// The folder of the list.
    pub root: PathBuf,
    /// In the order of the list.
    pub snapshots: Vec<Snapshot>,
    /// Folders that are searched for left-over files, besides those of the outputs.
    pub managed: Vec<String>,
}

/// One render and where it goes.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// A file, or for [`Layout::Objects`] a folder.
    pub output: String,
    /// How the objects are laid out.
    pub layout: Layout,
    entries: Vec<(&'static str, Value)>,
}

/// How the objects of a render are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// All in one file.
    #[default]
    File,
    /// Each in a file of its own.
    Objects,
}

/// What may stand under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Text,
    List,
    Switch,
    Number,
}

/// The keys of a snapshot, which `defaults` has too.
const KEYS: &[(&str, Type)] = &[
    ("chart", Type::Text),
    ("release", Type::Text),
    ("namespace", Type::Text),
    ("values", Type::List),
    ("set", Type::List),
    ("setString", Type::List),
    ("setJson", Type::List),
    ("setLiteral", Type::List),
    ("setFile", Type::List),
    ("kubeVersion", Type::Text),
    ("apiVersions", Type::List),
    ("helmCompat", Type::Text),
    ("validate", Type::Text),
    ("showOnly", Type::List),
    ("includeCRDs", Type::Switch),
    ("skipTests", Type::Switch),
    ("noHooks", Type::Switch),
    ("seed", Type::Number),
    ("output", Type::Text),
    ("layout", Type::Text),
];

const TOP: &[&str] = &["version", "defaults", "snapshots", "managed"];

/// The chart's name for the one inside the program.
const BUILTIN: &str = "builtin";

/// Reads the list at `path`.
///
/// # Errors
/// For a file that cannot be read, a key that is not known, a value of the wrong type, a path that leads out of
/// the list's folder, two snapshots that write the same file.
pub fn read(path: &Path, world: &dyn World) -> Result<Spec, Diagnostic> {
    let shown = path.display();
    let bytes = world.read(path, MAX_SIZE).map_err(|error| {
        Diagnostic::new(error.to_string()).context(format!("read {shown}")).hint(
            "a list of snapshots looks like this:\n    version: 1\n    snapshots:\n      - chart: ./chart\n        \
             release: app\n        namespace: team\n        values: [values.yaml]\n        output: deploy/app.yaml",
        )
    })?;
    let text = crate::value::string_from_bytes(&bytes);
    let fault = |message: String| Diagnostic::new(message).context(path.display());
    let document = yaml::parse_exact(&text).map_err(|error| {
        let place = Place::in_source(shown.to_string(), &text, error.line(), error.column());
        fault(error.message().to_owned()).at(place)
    })?;
    let root = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    parse(&document, root).map_err(fault)
}

fn parse(document: &Value, root: &Path) -> Result<Spec, String> {
    let keys = document.as_map().ok_or("want a map with the keys version and snapshots")?.snapshot();
    for key in keys.keys() {
        known(key, TOP.iter().copied())?;
    }
    match document.get("version") {
        Some(Value::Float(1.0) | Value::Int(1) | Value::Int64(1)) => {}
        _ => return Err("version: want 1".to_owned()),
    }
    let defaults = document.get("defaults").map_or(Ok(Vec::new()), |map| entries(&map, "defaults"))?;
    let list = document.get("snapshots").unwrap_or_default();
    let list = list.as_list().ok_or("snapshots: want a list")?;
    let snapshots = list.iter().enumerate().map(|(n, item)| snapshot(item, &defaults, n));
    let snapshots = snapshots.collect::<Result<Vec<_>, _>>()?;
    for (n, one) in snapshots.iter().enumerate() {
        if let Some(other) = snapshots[..n].iter().position(|other| overlap(one, other)) {
            return Err(format!("snapshots[{n}].output: {} is also that of snapshots[{other}]", one.output));
        }
    }
    let managed = match document.get("managed") {
        None => Vec::new(),
        Some(value) => texts(&value).ok_or("managed: want a list of folders")?,
    };
    for folder in &managed {
        check_inside(folder).map_err(|problem| format!("managed: {problem}"))?;
    }
    Ok(Spec { root: root.to_owned(), snapshots, managed })
}

/// Whether two snapshots would write the same place: one output that is, or lies in, the folder of the other.
fn overlap(a: &Snapshot, b: &Snapshot) -> bool {
    let inside = |folder: &Snapshot, other: &Snapshot| {
        folder.layout == Layout::Objects && Path::new(&other.output).starts_with(&folder.output)
    };
    a.output == b.output || inside(a, b) || inside(b, a)
}

fn snapshot(item: &Value, defaults: &[(&'static str, Value)], n: usize) -> Result<Snapshot, String> {
    let at = format!("snapshots[{n}]");
    let mut all = entries(item, &at)?;
    for (key, value) in defaults {
        if !all.iter().any(|(name, _)| name == key) {
            all.push((key, value.clone()));
        }
    }
    let text = |key: &str| all.iter().find(|(name, _)| *name == key).and_then(|(_, value)| scalar(value));
    let output = text("output").ok_or_else(|| format!("{at}.output: want a path"))?;
    check_inside(&output).map_err(|problem| format!("{at}.output: {problem}"))?;
    let output = output.trim_start_matches("./").trim_end_matches('/').to_owned();
    let layout = match text("layout").as_deref() {
        None | Some("file") => Layout::File,
        Some("objects") => Layout::Objects,
        Some(other) => return Err(format!("{at}.layout: want file or objects, but found {other:?}")),
    };
    Ok(Snapshot { output, layout, entries: all })
}

/// The entries of one map, each key known and each value of its type.
fn entries(map: &Value, at: &str) -> Result<Vec<(&'static str, Value)>, String> {
    let map = map.as_map().ok_or_else(|| format!("{at}: want a map"))?.snapshot();
    let mut found = Vec::new();
    for (key, value) in map.iter() {
        known(key, KEYS.iter().map(|(name, _)| *name)).map_err(|problem| format!("{at}: {problem}"))?;
        let Some((name, typ)) = KEYS.iter().find(|(name, _)| **name == **key) else { continue };
        let (fits, want) = match typ {
            Type::Text => (scalar(value).is_some(), "a text"),
            Type::List => (texts(value).is_some(), "a list of texts"),
            Type::Switch => (matches!(value, Value::Bool(_)), "true or false"),
            Type::Number => (number(value).is_some(), "a whole number"),
        };
        if !fits {
            return Err(format!("{at}.{key}: want {want}"));
        }
        found.push((*name, value.clone()));
    }
    Ok(found)
}

fn known<'k>(key: &str, mut names: impl Iterator<Item = &'k str>) -> Result<(), String> {
    let listed: Vec<&str> = names.by_ref().collect();
    if listed.contains(&key) {
        return Ok(());
    }
    Err(format!("unknown key {key:?}; want one of {}", listed.join(", ")))
}

/// A path that stays below the folder of the list.
fn check_inside(path: &str) -> Result<(), String> {
    let normal = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if path.is_empty() || !Path::new(path).components().all(normal) {
        return Err(format!("{path:?} has to lie below the folder of the list"));
    }
    Ok(())
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Str(text) => Some(text.to_string()),
        Value::Int(n) | Value::Int64(n) => Some(n.to_string()),
        Value::Float(f) => Some(f.to_string()),
        _ => None,
    }
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_list()?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
}

fn number(value: &Value) -> Option<u64> {
    scalar(value)?.parse().ok()
}

impl Snapshot {
    fn value(&self, key: &str) -> Option<&Value> {
        self.entries.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    fn text(&self, key: &str) -> Option<String> {
        self.value(key).and_then(scalar)
    }

    fn list(&self, key: &str) -> Vec<String> {
        self.value(key).and_then(texts).unwrap_or_default()
    }

    /// The request to render; what the environment would decide is decided here, so that a snapshot is the
    /// same everywhere.
    ///
    /// # Errors
    /// As [`plan::template`].
    pub fn plan(&self, root: &Path, world: &dyn World) -> Result<Plan, Diagnostic> {
        let switches =
            [("includeCRDs", "include-crds"), ("skipTests", "skip-tests"), ("noHooks", "no-hooks")];
        let on = switches.into_iter().filter(|(key, _)| matches!(self.value(key), Some(Value::Bool(true))));
        let render = Render {
            namespace: Some(self.text("namespace").unwrap_or_else(|| "default".to_owned())),
            kube_version: self.text("kubeVersion"),
            helm_compat: Some(self.text("helmCompat").unwrap_or_else(|| "4".to_owned())),
            validate: Some(self.text("validate").unwrap_or_else(|| "strict".to_owned())),
            seed: self.value("seed").and_then(number),
            show_only: self.list("showOnly"),
            set: self.list("set"),
            set_string: self.list("setString"),
            set_json: self.list("setJson"),
            set_literal: self.list("setLiteral"),
            switches: Switches::of(&on.map(|(_, name)| name).collect::<Vec<_>>()),
            ..Render::default()
        };
        let chart = self.text("chart").unwrap_or_else(|| BUILTIN.to_owned());
        let mut plan = if chart == BUILTIN {
            plan::builtin(self.text("release").as_deref(), &render, world)?
        } else {
            let words: Vec<String> = self.text("release").into_iter().chain([chart.clone()]).collect();
            let mut plan = plan::template(&words, &render, world)?;
            plan.chart = ChartRef::Path(root.join(chart));
            plan
        };
        let below = |file: &str| root.join(file).to_string_lossy().into_owned();
        plan.api_versions = self.list("apiVersions");
        plan.overrides.files = self.list("values").iter().map(|file| below(file)).collect();
        plan.overrides.set_file = self
            .list("setFile")
            .iter()
            .map(|set| {
                set.split_once('=')
                    .map_or_else(|| set.clone(), |(key, file)| format!("{key}={}", below(file)))
            })
            .collect();
        Ok(plan)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let document = yaml::parse_exact(text).unwrap();
        parse(&document, Path::new(".")).err().unwrap_or_default()
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let cases = [
            ("[]", "want a map with the keys version and snapshots"),
            ("snapshots: []", "version: want 1"),
            ("{version: 1, snapshot: []}", "unknown key \"snapshot\"; want one of version"),
            ("{version: 1}", "snapshots: want a list"),
            ("{version: 1, snapshots: [{}]}", "snapshots[0].output: want a path"),
            ("{version: 1, snapshots: [{output: a, value: []}]}", "snapshots[0]: unknown key \"value\""),
            (
                "{version: 1, snapshots: [{output: a, values: b}]}",
                "snapshots[0].values: want a list of texts",
            ),
            ("{version: 1, snapshots: [{output: a, seed: x}]}", "snapshots[0].seed: want a whole number"),
            ("{version: 1, snapshots: [{output: ../a}]}", "snapshots[0].output: \"../a\" has to lie below"),
            ("{version: 1, snapshots: [{output: /a}]}", "snapshots[0].output: \"/a\" has to lie below"),
            (
                "{version: 1, snapshots: [{output: a, layout: b}]}",
                "snapshots[0].layout: want file or objects",
            ),
            (
                "{version: 1, snapshots: [{output: a}, {output: ./a}]}",
                "snapshots[1].output: a is also that of",
            ),
            (
                "{version: 1, snapshots: [{output: a, layout: objects}, {output: a/b}]}",
                "snapshots[1].output: a/b",
            ),
            ("{version: 1, snapshots: [], managed: [../x]}", "managed: \"../x\" has to lie below"),
        ];
        for (text, want) in cases {
            assert!(told(text).starts_with(want), "{text}: {}", told(text));
        }
        assert_eq!(told("{version: 1, defaults: {seed: 1}, snapshots: [{output: a, chart: c}]}"), "");
    }
}
