//! What an application may set: the same names in `openclaw-render.yaml`, in the environment and as parameters.

use super::redact::{Redactor, is_secret};
use crate::diag::Diagnostic;
use crate::golang::strconv::parse_bool;
use crate::json;
use crate::value::Value;
use crate::world::World;
use crate::yaml;
use std::path::Path;

/// The file in an application's folder that makes it one of this plugin; it may be empty.
pub const FILE: &str = "openclaw-render.yaml";

/// Largest [`FILE`], in bytes.
const MAX_FILE: u64 = 1 << 20;

/// The shape of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One text.
    Text,
    /// A list of texts.
    List,
    /// Texts by name.
    Map,
}

impl Shape {
    /// Argo CD's word, as in `collectionType`.
    pub fn word(self) -> &'static str {
        match self {
            Shape::Text => "string",
            Shape::List => "array",
            Shape::Map => "map",
        }
    }
}

/// A setting that does not hang on the chart.
#[derive(Debug)]
pub struct Known {
    /// The parameter's name; the variable is `ARGOCD_ENV_` and the same in capitals.
    pub name: &'static str,
    /// What the form shows above it.
    pub title: &'static str,
    /// What the form shows beside it.
    pub tooltip: &'static str,
    /// Its shape.
    pub shape: Shape,
}

const fn known(name: &'static str, shape: Shape, title: &'static str, tooltip: &'static str) -> Known {
    Known { name, title, tooltip, shape }
}

/// The settings, in the order of the form.
pub const KNOWN: &[Known] = &[
    known(
        "chart",
        Shape::Text,
        "Chart",
        "Folder or .tgz inside the repository, or `builtin` for the OpenClaw chart",
    ),
    known("release-name", Shape::Text, "Release", "Name of the release; the application's name if empty"),
    known(
        "namespace",
        Shape::Text,
        "Namespace",
        "Namespace of the release; the application's destination if empty",
    ),
    known(
        "values-files",
        Shape::List,
        "Values files",
        "Inside the repository; later ones win. /a/b starts at its root",
    ),
    known("values", Shape::Text, "Values", "Values as YAML; win over the files"),
    known("helm-parameters", Shape::Map, "Parameters", "As with --set; win over all values"),
    known("helm-string-parameters", Shape::Map, "Parameters, as text", "As with --set-string"),
    known("kube-version", Shape::Text, "Kubernetes version", "The cluster's if empty"),
    known("api-versions", Shape::List, "API versions", "The cluster's if empty"),
    known("include-crds", Shape::Text, "Custom resource definitions", "true or false; true if empty"),
    known("skip-tests", Shape::Text, "Leave tests out", "true or false; false if empty"),
    known("skip-schema-validation", Shape::Text, "Do not check values", "true or false; false if empty"),
    known("validate", Shape::Text, "Check manifests", "strict, warn or off; strict if empty"),
    known("helm-compat", Shape::Text, "Helm", "3 or 4; 4 if empty"),
    known("seed", Shape::Text, "Seed", "A number; makes random values repeat, so that a sync ends"),
    known(
        "allow-empty",
        Shape::Text,
        "Allow no manifests",
        "true or false; with prune, none means that all is deleted",
    ),
];

/// What was given for one name.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// One text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
    /// Texts by name.
    Map(Vec<(String, String)>),
}

/// All that was given: the file's settings under the environment's under the parameters.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    known: Vec<(&'static str, Given)>,
    /// Parameters that are paths of values.
    pub paths: Vec<(String, Given)>,
}

impl Settings {
    /// Reads all three sources; what is secret among them goes to `redactor` before anything can fail.
    ///
    /// # Errors
    /// For JSON or YAML that does not parse and for a setting of the wrong shape; no value is quoted.
    pub fn read(world: &dyn World, redactor: &mut Redactor) -> Result<Settings, Diagnostic> {
        let mut settings = Settings::default();
        settings.file(world, redactor)?;
        settings.environment(world, redactor);
        settings.parameters(world, redactor)?;
        Ok(settings)
    }

    fn file(&mut self, world: &dyn World, redactor: &mut Redactor) -> Result<(), Diagnostic> {
        let bytes = match world.read(Path::new(FILE), MAX_FILE) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(Diagnostic::new(error.to_string()).context(format!("read {FILE}"))),
        };
        let text = crate::value::string_from_bytes(&bytes);
        redactor.add_lines(&text);
        let value = yaml::parse_exact(&text).map_err(|error| Diagnostic::new(format!("{FILE}: {error}")))?;
        redactor.add_tree(&value);
        let map = match &value {
            Value::Nil => return Ok(()),
            Value::Map(map) => map.snapshot(),
            _ => return Err(Diagnostic::new(format!("{FILE}: want a map"))),
        };
        for (name, value) in map.iter() {
            let given = given(value).ok_or_else(|| {
                Diagnostic::new(format!("{FILE}: {name}: want a text, a list of texts or a map of texts"))
            })?;
            if !KNOWN.iter().any(|known| *known.name == **name) {
                let names: Vec<&str> = KNOWN.iter().map(|known| known.name).collect();
                return Err(Diagnostic::new(format!("{FILE}: unknown setting {name:?}"))
                    .hint(format!("want one of {}", names.join(", "))));
            }
            self.set(name, given, redactor).map_err(|error| error.context(FILE))?;
        }
        Ok(())
    }

    /// `ARGOCD_ENV_VALUES_FILES=a.yaml,b.yaml`; a map is given as `a=1,b=2`.
    fn environment(&mut self, world: &dyn World, redactor: &mut Redactor) {
        for known in KNOWN {
            let variable = format!("ARGOCD_ENV_{}", known.name.replace('-', "_").to_uppercase());
            let Some(text) = world.var(&variable).filter(|text| !text.is_empty()) else { continue };
            let parts = || text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned);
            let given = match known.shape {
                Shape::Text => Given::Text(text.clone()),
                Shape::List => Given::List(parts().collect()),
                Shape::Map => Given::Map(
                    parts()
                        .filter_map(|part| part.split_once('=').map(|(k, v)| (k.to_owned(), v.to_owned())))
                        .collect(),
                ),
            };
            // The shape is right by construction.
            let _ = self.set(known.name, given, redactor);
        }
    }

    /// Source: Argo CD, docs/operator-manual/config-management-plugins.md, `ARGOCD_APP_PARAMETERS`.
    fn parameters(&mut self, world: &dyn World, redactor: &mut Redactor) -> Result<(), Diagnostic> {
        let Some(text) = world.var("ARGOCD_APP_PARAMETERS").filter(|text| !text.trim().is_empty()) else {
            return Ok(());
        };
        let broken = || Diagnostic::new("ARGOCD_APP_PARAMETERS is not a JSON list of parameters");
        let list = json::decode(&text).map_err(|_| broken())?;
        if list.is_nil() {
            return Ok(());
        }
        // All of them first: an error about one may quote another.
        let mut all = Vec::new();
        for item in list.as_list().ok_or_else(broken)? {
            let name =
                item.get("name").and_then(|name| name.as_str().map(str::to_owned)).ok_or_else(broken)?;
            let value =
                ["array", "map", "string"].iter().find_map(|key| item.get(key).filter(|v| !v.is_nil()));
            let given = match &value {
                None => Given::Text(String::new()),
                Some(value) => given(value)
                    .ok_or_else(|| Diagnostic::new(format!("parameter {name}: want texts only")))?,
            };
            tell(&name, &given, redactor);
            all.push((name, given));
        }
        for (name, given) in all {
            self.set(&name, given, redactor).map_err(|error| error.context("parameter"))?;
        }
        Ok(())
    }

    fn set(&mut self, name: &str, given: Given, redactor: &mut Redactor) -> Result<(), Diagnostic> {
        tell(name, &given, redactor);
        let Some(known) = KNOWN.iter().find(|known| known.name == name) else {
            self.paths.push((name.to_owned(), given));
            return Ok(());
        };
        let given = match (known.shape, given) {
            // The form sends an empty text for what nobody filled in.
            (_, Given::Text(text)) if text.is_empty() => return Ok(()),
            (Shape::Text, given @ Given::Text(_))
            | (Shape::List, given @ Given::List(_))
            | (Shape::Map, given @ Given::Map(_)) => given,
            (shape, _) => {
                let (article, word) = (if shape == Shape::List { "an" } else { "a" }, shape.word());
                return Err(Diagnostic::new(format!("{name}: want {article} {word}")));
            }
        };
        self.known.retain(|(other, _)| *other != known.name);
        self.known.push((known.name, given));
        Ok(())
    }

    fn given(&self, name: &str) -> Option<&Given> {
        self.known.iter().find(|(other, _)| *other == name).map(|(_, given)| given)
    }

    /// A setting that is one text.
    pub fn text(&self, name: &str) -> Option<String> {
        match self.given(name) {
            Some(Given::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    /// A setting that is a list.
    pub fn list(&self, name: &str) -> Vec<String> {
        match self.given(name) {
            Some(Given::List(list)) => list.clone(),
            _ => Vec::new(),
        }
    }

    /// A setting that is a map.
    pub fn map(&self, name: &str) -> Vec<(String, String)> {
        match self.given(name) {
            Some(Given::Map(map)) => map.clone(),
            _ => Vec::new(),
        }
    }

    /// A setting that is true or false.
    ///
    /// # Errors
    /// For any other text.
    pub fn switch(&self, name: &str, default: bool) -> Result<bool, Diagnostic> {
        let Some(text) = self.text(name) else { return Ok(default) };
        parse_bool(&text).map_err(|_| Diagnostic::new(format!("{name}: want true or false")))
    }
}

/// Puts what is secret into the redactor: everything below a secret name, and secret names inside values.
fn tell(name: &str, given: &Given, redactor: &mut Redactor) {
    let mut one = |name: &str, text: &str| {
        if is_secret(name) {
            redactor.add(text);
        }
    };
    match given {
        Given::Text(text) if name == "values" => {
            redactor.add_lines(text);
            if let Ok(value) = yaml::parse(text) {
                redactor.add_tree(&value);
            }
        }
        Given::Text(text) => one(name, text),
        Given::List(list) => list.iter().for_each(|text| one(name, text)),
        Given::Map(map) => map.iter().for_each(|(key, text)| {
            one(name, text);
            one(key, text);
        }),
    }
}

/// A value as a setting: numbers and booleans are the text that they were.
fn given(value: &Value) -> Option<Given> {
    let text = |value: &Value| match value {
        Value::Str(text) => Some(text.to_string()),
        Value::Bool(_) | Value::Int(_) | Value::Int64(_) | Value::Float(_) => json::encode(value).ok(),
        _ => None,
    };
    match value {
        Value::List(list) => list.items.iter().map(text).collect::<Option<_>>().map(Given::List),
        Value::Map(map) => {
            let entry = |(key, value): (&crate::value::Str, &Value)| Some((key.to_string(), text(value)?));
            map.snapshot().iter().map(entry).collect::<Option<_>>().map(Given::Map)
        }
        Value::Nil => Some(Given::Text(String::new())),
        value => text(value).map(Given::Text),
    }
}
