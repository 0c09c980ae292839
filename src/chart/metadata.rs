//! `Chart.yaml`: what a chart says about itself.
//!
//! Go's decoder leaves its marks: keys match whatever their case, a number or a boolean becomes text where
//! text is asked for, `null` leaves a field as it is, and the first wrong type is told with Go's type names.
//! Source: Helm, pkg/chart/metadata.go and dependency.go; sigs.k8s.io/yaml; Go, encoding/json.

use super::path::base;
use crate::golang::strconv::{format_float, quote};
use crate::golang::unicode::is_print;
use crate::helm::Helm;
use crate::semver::Version;
use crate::value::{Entries, Str, Value};
use std::collections::BTreeSet;

/// The contents of `Chart.yaml`; the fields have Go's names and order.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are documented in Helm's manual under these names")]
pub struct Metadata {
    pub name: Str,
    pub home: Str,
    pub sources: Vec<Str>,
    pub version: Str,
    pub description: Str,
    pub keywords: Vec<Str>,
    pub maintainers: Vec<Maintainer>,
    pub icon: Str,
    pub api_version: Str,
    pub condition: Str,
    pub tags: Str,
    pub app_version: Str,
    pub deprecated: bool,
    /// `None` is Go's nil map, which Helm 4 prints as `null`.
    pub annotations: Option<Entries>,
    pub kube_version: Str,
    /// `None` is Go's nil slice: a chart without the key is not searched for disabled subcharts at all.
    pub dependencies: Option<Vec<Dependency>>,
    pub chart_type: Str,
}

/// One of the people behind a chart.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are documented in Helm's manual under these names")]
pub struct Maintainer {
    pub name: Str,
    pub email: Str,
    pub url: Str,
    /// Stands for a `null` in the list, which [`Metadata::validate`] refuses.
    is_null: bool,
}

/// A chart on which another one depends.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are documented in Helm's manual under these names")]
pub struct Dependency {
    pub name: Str,
    pub version: Str,
    pub repository: Str,
    pub condition: Str,
    pub tags: Vec<Str>,
    pub enabled: bool,
    pub import_values: Vec<Value>,
    pub alias: Str,
    /// Stands for a `null` in the list, which [`Metadata::validate`] refuses.
    is_null: bool,
}

impl Metadata {
    /// Decodes a document over what is there. `is_root` and `helm` only choose the names of Go types that
    /// stand in the error.
    pub fn decode(&mut self, document: &Value, helm: Helm, is_root: bool) -> Result<(), String> {
        let package = match helm {
            Helm::V3 => "chart",
            Helm::V4 => "v2",
        };
        let mut decoder = Decoder { package, path: Vec::new(), error: None };
        // Helm 4 first looks only at the version, with a type of its own, to choose a loader.
        let detects = helm == Helm::V4 && is_root;
        match document {
            Value::Nil => {}
            Value::Map(map) => {
                for (key, value) in map.snapshot().iter() {
                    if detects && key.eq_ignore_ascii_case("apiVersion") {
                        let mut version = Str::from("");
                        decoder.field("chartBase", "apiVersion", |d| d.text(value, &mut version));
                    }
                }
                decoder.metadata(map.snapshot().iter(), self);
            }
            other => {
                let target =
                    if detects { "loader.chartBase".to_owned() } else { format!("{package}.Metadata") };
                decoder.error = Some(format!("{} into Go value of type {target}", json_kind(other)));
            }
        }
        match decoder.error {
            None => Ok(()),
            Some(what) => Err(format!("{UNMARSHAL}json: cannot unmarshal {what}")),
        }
    }

    /// Cleans the texts and checks what Helm checks when it loads a chart; the error is Helm's sentence.
    /// Source: Helm, `Metadata.Validate`.
    pub fn validate(&mut self) -> Result<(), String> {
        for text in [
            &mut self.name,
            &mut self.description,
            &mut self.home,
            &mut self.icon,
            &mut self.condition,
            &mut self.tags,
            &mut self.app_version,
            &mut self.kube_version,
        ] {
            sanitize(text);
        }
        self.sources.iter_mut().chain(&mut self.keywords).for_each(sanitize);
        self.check().map_err(|sentence| format!("validation: {sentence}"))
    }

    fn check(&mut self) -> Result<(), String> {
        if self.api_version.is_empty() {
            return Err("chart.metadata.apiVersion is required".to_owned());
        }
        if self.name.is_empty() {
            return Err("chart.metadata.name is required".to_owned());
        }
        if matches!(&*self.name, "." | "..") {
            return Err(format!("chart.metadata.name {} is not allowed", quote(&self.name)));
        }
        if *self.name != *base(&self.name) {
            return Err(format!("chart.metadata.name {} is invalid", quote(&self.name)));
        }
        if self.version.is_empty() {
            return Err("chart.metadata.version is required".to_owned());
        }
        if Version::parse(&self.version).is_err() {
            return Err(format!("chart.metadata.version {} is invalid", quote(&self.version)));
        }
        if !matches!(&*self.chart_type, "" | "application" | "library") {
            return Err("chart.metadata.type must be application or library".to_owned());
        }
        for maintainer in &mut self.maintainers {
            if maintainer.is_null {
                return Err("maintainers must not contain empty or null nodes".to_owned());
            }
            [&mut maintainer.name, &mut maintainer.email, &mut maintainer.url].into_iter().for_each(sanitize);
        }
        let mut names = BTreeSet::new();
        for dependency in self.dependencies.iter_mut().flatten() {
            let key = dependency.check()?;
            if !names.insert(key.clone()) {
                return Err(format!("more than one dependency with name or alias {}", quote(&key)));
            }
        }
        Ok(())
    }

    /// Whether this is a library chart for the engine, which looks past the case of the letters.
    pub fn is_library(&self) -> bool {
        self.chart_type.eq_ignore_ascii_case("library")
    }
}

impl Dependency {
    /// The name under which the chart will stand. Source: Helm, `Dependency.Validate`.
    fn check(&mut self) -> Result<Str, String> {
        if self.is_null {
            return Err("dependencies must not contain empty or null nodes".to_owned());
        }
        for text in [&mut self.name, &mut self.version, &mut self.repository, &mut self.condition] {
            sanitize(text);
        }
        self.tags.iter_mut().for_each(sanitize);
        if self.alias.is_empty() {
            return Ok(self.name.clone());
        }
        if !self.alias.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')) {
            return Err(format!("dependency {} has disallowed characters in the alias", quote(&self.name)));
        }
        Ok(self.alias.clone())
    }
}

/// What Go's YAML package puts before a JSON error.
const UNMARSHAL: &str = "error unmarshaling JSON: while decoding JSON: ";

/// Fills the structs and keeps the first error, as `encoding/json` does: it goes on after a wrong type.
struct Decoder {
    /// The Go package of the types, for the error.
    package: &'static str,
    /// The JSON names on the way to the value, outermost first.
    path: Vec<&'static str>,
    error: Option<String>,
}

impl Decoder {
    /// Decodes one field of the struct `owner`.
    fn field(
        &mut self,
        owner: &str,
        name: &'static str,
        decode: impl FnOnce(&mut Self) -> Result<(), Wrong>,
    ) {
        self.path.push(name);
        if let Err(Wrong { found, target }) = decode(self) {
            let path = self.path.join(".");
            self.error.get_or_insert_with(|| {
                format!("{found} into Go struct field {owner}.{path} of type {target}")
            });
        }
        self.path.pop();
    }

    fn metadata<'a>(&mut self, entries: impl Iterator<Item = (&'a Str, &'a Value)>, into: &mut Metadata) {
        let owner = "Metadata";
        for (key, value) in entries {
            match field_name(METADATA_FIELDS, key) {
                Some(f @ "name") => self.field(owner, f, |d| d.text(value, &mut into.name)),
                Some(f @ "home") => self.field(owner, f, |d| d.text(value, &mut into.home)),
                Some(f @ "sources") => self.field(owner, f, |d| d.texts(owner, value, &mut into.sources)),
                Some(f @ "version") => self.field(owner, f, |d| d.text(value, &mut into.version)),
                Some(f @ "description") => self.field(owner, f, |d| d.text(value, &mut into.description)),
                Some(f @ "keywords") => self.field(owner, f, |d| d.texts(owner, value, &mut into.keywords)),
                Some(f @ "maintainers") => {
                    self.field(owner, f, |d| d.maintainers(value, &mut into.maintainers))
                }
                Some(f @ "icon") => self.field(owner, f, |d| d.text(value, &mut into.icon)),
                Some(f @ "apiVersion") => self.field(owner, f, |d| d.text(value, &mut into.api_version)),
                Some(f @ "condition") => self.field(owner, f, |d| d.text(value, &mut into.condition)),
                Some(f @ "tags") => self.field(owner, f, |d| d.text(value, &mut into.tags)),
                Some(f @ "appVersion") => self.field(owner, f, |d| d.text(value, &mut into.app_version)),
                Some(f @ "deprecated") => self.field(owner, f, |_| flag(value, &mut into.deprecated)),
                Some(f @ "annotations") => {
                    self.field(owner, f, |d| d.annotations(owner, value, &mut into.annotations));
                }
                Some(f @ "kubeVersion") => self.field(owner, f, |d| d.text(value, &mut into.kube_version)),
                Some(f @ "dependencies") => {
                    self.field(owner, f, |d| d.dependencies(value, &mut into.dependencies));
                }
                Some(f @ "type") => self.field(owner, f, |d| d.text(value, &mut into.chart_type)),
                _ => {}
            }
        }
    }

    fn maintainers(&mut self, value: &Value, into: &mut Vec<Maintainer>) -> Result<(), Wrong> {
        let package = self.package;
        let Some(items) = list(value, || format!("[]*{package}.Maintainer"))? else { return Ok(()) };
        into.clear();
        for item in items {
            let mut one = Maintainer { is_null: item.is_nil(), ..Maintainer::default() };
            self.object("Metadata", "Maintainer", item, |d, key, value| {
                let owner = "Maintainer";
                match field_name(MAINTAINER_FIELDS, key) {
                    Some(f @ "name") => d.field(owner, f, |d| d.text(value, &mut one.name)),
                    Some(f @ "email") => d.field(owner, f, |d| d.text(value, &mut one.email)),
                    Some(f @ "url") => d.field(owner, f, |d| d.text(value, &mut one.url)),
                    _ => {}
                }
            });
            into.push(one);
        }
        Ok(())
    }

    fn dependencies(&mut self, value: &Value, into: &mut Option<Vec<Dependency>>) -> Result<(), Wrong> {
        let package = self.package;
        let Some(items) = list(value, || format!("[]*{package}.Dependency"))? else {
            *into = None;
            return Ok(());
        };
        let mut all = Vec::with_capacity(items.len());
        for item in items {
            let mut one = Dependency { is_null: item.is_nil(), ..Dependency::default() };
            self.object("Metadata", "Dependency", item, |d, key, value| {
                let owner = "Dependency";
                match field_name(DEPENDENCY_FIELDS, key) {
                    Some(f @ "name") => d.field(owner, f, |d| d.text(value, &mut one.name)),
                    Some(f @ "version") => d.field(owner, f, |d| d.text(value, &mut one.version)),
                    Some(f @ "repository") => d.field(owner, f, |d| d.text(value, &mut one.repository)),
                    Some(f @ "condition") => d.field(owner, f, |d| d.text(value, &mut one.condition)),
                    Some(f @ "tags") => d.field(owner, f, |d| d.texts(owner, value, &mut one.tags)),
                    Some(f @ "enabled") => d.field(owner, f, |_| flag(value, &mut one.enabled)),
                    Some(f @ "import-values") => d.field(owner, f, |_| {
                        if let Some(items) = list(value, || "[]interface {}".to_owned())? {
                            one.import_values = items.to_vec();
                        }
                        Ok(())
                    }),
                    Some(f @ "alias") => d.field(owner, f, |d| d.text(value, &mut one.alias)),
                    _ => {}
                }
            });
            all.push(one);
        }
        *into = Some(all);
        Ok(())
    }

    /// Decodes one struct of a list.
    fn object(
        &mut self,
        outer: &str,
        name: &str,
        value: &Value,
        mut field: impl FnMut(&mut Self, &str, &Value),
    ) {
        match value {
            Value::Nil => {}
            Value::Map(map) => map.snapshot().iter().for_each(|(key, value)| field(self, key, value)),
            other => {
                let (path, package) = (self.path.join("."), self.package);
                let found = json_kind(other);
                self.error.get_or_insert_with(|| {
                    format!("{found} into Go struct field {outer}.{path} of type {package}.{name}")
                });
            }
        }
    }

    fn annotations(&mut self, owner: &str, value: &Value, into: &mut Option<Entries>) -> Result<(), Wrong> {
        match value {
            Value::Nil => *into = None,
            Value::Map(map) => {
                let entries = into.get_or_insert_default();
                for (key, value) in map.snapshot().iter() {
                    let mut text = Str::from("");
                    if let Err(wrong) = self.text(value, &mut text) {
                        self.element(owner, wrong);
                    }
                    entries.insert(key.clone(), Value::Str(text));
                }
            }
            other => return Err(Wrong { found: json_kind(other), target: "map[string]string".to_owned() }),
        }
        Ok(())
    }

    fn texts(&mut self, owner: &str, value: &Value, into: &mut Vec<Str>) -> Result<(), Wrong> {
        let Some(items) = list(value, || "[]string".to_owned())? else {
            into.clear();
            return Ok(());
        };
        into.clear();
        for item in items {
            let mut text = Str::from("");
            if let Err(wrong) = self.text(item, &mut text) {
                self.element(owner, wrong);
            }
            into.push(text);
        }
        Ok(())
    }

    /// Tells of a wrong element in a list or map of texts; Go names only the field that holds it.
    fn element(&mut self, owner: &str, wrong: Wrong) {
        let path = self.path.join(".");
        self.error.get_or_insert_with(|| {
            format!("{} into Go struct field {owner}.{path} of type {}", wrong.found, wrong.target)
        });
    }

    #[allow(clippy::unused_self, reason = "reads like the other targets")]
    fn text(&self, value: &Value, into: &mut Str) -> Result<(), Wrong> {
        *into = match value {
            Value::Nil => return Ok(()),
            Value::Str(text) => text.clone(),
            Value::Bool(b) => Str::from(if *b { "true" } else { "false" }),
            Value::Int(n) | Value::Int64(n) => n.to_string().into(),
            Value::Float(f) => format_float32(*f).into(),
            other => return Err(Wrong { found: json_kind(other), target: "string".to_owned() }),
        };
        Ok(())
    }
}

/// A value of a type that does not fit.
struct Wrong {
    found: &'static str,
    target: String,
}

fn flag(value: &Value, into: &mut bool) -> Result<(), Wrong> {
    match value {
        Value::Nil => Ok(()),
        Value::Bool(b) => {
            *into = *b;
            Ok(())
        }
        other => Err(Wrong { found: json_kind(other), target: "bool".to_owned() }),
    }
}

fn list(value: &Value, target: impl FnOnce() -> String) -> Result<Option<&[Value]>, Wrong> {
    match value {
        Value::Nil => Ok(None),
        Value::List(items) => Ok(Some(&items.items)),
        other => Err(Wrong { found: json_kind(other), target: target() }),
    }
}

/// The kind of a JSON value as `encoding/json` names it in its errors.
fn json_kind(value: &Value) -> &'static str {
    match value {
        Value::Invalid | Value::Nil => "null",
        Value::Bool(_) => "bool",
        Value::Int(_) | Value::Int64(_) | Value::Float(_) => "number",
        Value::Str(_) => "string",
        Value::List(_) => "array",
        Value::Map(_) | Value::Object(_) => "object",
    }
}

const METADATA_FIELDS: &[&str] = &[
    "name",
    "home",
    "sources",
    "version",
    "description",
    "keywords",
    "maintainers",
    "icon",
    "apiVersion",
    "condition",
    "tags",
    "appVersion",
    "deprecated",
    "annotations",
    "kubeVersion",
    "dependencies",
    "type",
];
const MAINTAINER_FIELDS: &[&str] = &["name", "email", "url"];
const DEPENDENCY_FIELDS: &[&str] =
    &["name", "version", "repository", "condition", "tags", "enabled", "import-values", "alias"];

/// The field for a key: the one of that name, or else one that differs only in the case of its letters.
fn field_name(fields: &'static [&'static str], key: &str) -> Option<&'static str> {
    let exact = fields.iter().find(|field| **field == key);
    exact.or_else(|| fields.iter().find(|field| field.eq_ignore_ascii_case(key))).copied()
}

/// Turns every kind of white space into a blank and drops what cannot be printed.
/// Source: Helm, metadata.go, `sanitizeString`.
fn sanitize(text: &mut Str) {
    let clean = |c: char| c == ' ' || (!c.is_whitespace() && is_print(c));
    if !text.chars().all(clean) {
        let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
        *text = text.chars().map(blank).filter(|c| clean(*c)).collect::<String>().into();
    }
}

/// A float as text in the way in which Helm reads `version: 1.10`: rounded to 32 bits, shortest form.
/// Source: sigs.k8s.io/yaml, `convertToJSONableObject`.
fn format_float32(f: f64) -> String {
    #[allow(clippy::cast_possible_truncation, reason = "Go rounds to 32 bits here as well")]
    let narrow = f as f32;
    // The shortest digits of a float32 are also those of some float64, which prints them.
    format_float(narrow.to_string().parse().unwrap_or(f), 'g', None)
}
