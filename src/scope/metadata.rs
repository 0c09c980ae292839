//! `.Chart`: in Helm 3 the Go struct behind `Chart.yaml`, in Helm 4 a map that is made of it.

use crate::chart::metadata::{Dependency, Maintainer, Metadata};
use crate::helm::Helm;
use crate::value::{Dict, ElemType, Entries, MapType, Object, Slice, Str, Value};
use std::any::Any;
use std::borrow::Cow;
use std::sync::Arc;

/// `.Chart` of a chart.
pub fn chart(metadata: &Metadata, is_root: bool, helm: Helm) -> Value {
    match helm {
        Helm::V3 => Value::Object(Arc::new(Chart {
            metadata: Value::Object(Arc::new(Fields(metadata.clone()))),
            is_root,
        })),
        // Source: Helm 4, pkg/chart/common.go, `structToMap`.
        Helm::V4 => {
            let fields = metadata_fields(metadata, &as_map::<Maintainer>, &as_map::<Dependency>);
            let mut entries = to_entries(fields.map(|(name, _, value)| (name, untyped(value))));
            entries.insert("IsRoot".into(), Value::Bool(is_root));
            Value::from(entries)
        }
    }
}

/// A Go struct: its name behind a pointer and its fields, each with its Go name, its JSON name and whether
/// JSON leaves it out when it is empty.
trait Struct: Clone + std::fmt::Debug + Send + Sync + 'static {
    const POINTER: &'static str;
    fn all(&self) -> Vec<(&'static str, &'static str, Value)>;
    /// The fields that JSON has even when they are empty.
    const ALWAYS: &'static [&'static str] = &[];
}

impl Struct for Maintainer {
    const POINTER: &'static str = "*chart.Maintainer";

    fn all(&self) -> Vec<(&'static str, &'static str, Value)> {
        vec![
            ("Name", "name", Value::Str(self.name.clone())),
            ("Email", "email", Value::Str(self.email.clone())),
            ("URL", "url", Value::Str(self.url.clone())),
        ]
    }
}

impl Struct for Dependency {
    const POINTER: &'static str = "*chart.Dependency";
    const ALWAYS: &'static [&'static str] = &["name", "repository"];

    fn all(&self) -> Vec<(&'static str, &'static str, Value)> {
        vec![
            ("Name", "name", Value::Str(self.name.clone())),
            ("Version", "version", Value::Str(self.version.clone())),
            ("Repository", "repository", Value::Str(self.repository.clone())),
            ("Condition", "condition", Value::Str(self.condition.clone())),
            ("Tags", "tags", Value::strings(self.tags.iter().cloned())),
            ("Enabled", "enabled", Value::Bool(self.enabled)),
            ("ImportValues", "import-values", Value::from(self.import_values.clone())),
            ("Alias", "alias", Value::Str(self.alias.clone())),
        ]
    }
}

/// The fields of `chart.Metadata`; `one` and `two` make the values of maintainers and dependencies.
fn metadata_fields(
    metadata: &Metadata,
    one: &dyn Fn(&Maintainer) -> Value,
    two: &dyn Fn(&Dependency) -> Value,
) -> [(&'static str, &'static str, Value); 17] {
    let mut annotations = Dict::new(MapType::Strings, metadata.annotations.clone().unwrap_or_default());
    annotations.nil = metadata.annotations.is_none();
    let maintainers = metadata.maintainers.iter().map(one).collect();
    let dependencies: Vec<Value> = metadata.dependencies.iter().flatten().map(two).collect();
    [
        ("Name", "name", Value::Str(metadata.name.clone())),
        ("Home", "home", Value::Str(metadata.home.clone())),
        ("Sources", "sources", texts(&metadata.sources)),
        ("Version", "version", Value::Str(metadata.version.clone())),
        ("Description", "description", Value::Str(metadata.description.clone())),
        ("Keywords", "keywords", texts(&metadata.keywords)),
        ("Maintainers", "maintainers", pointers("[]*chart.Maintainer", maintainers)),
        ("Icon", "icon", Value::Str(metadata.icon.clone())),
        ("APIVersion", "apiVersion", Value::Str(metadata.api_version.clone())),
        ("Condition", "condition", Value::Str(metadata.condition.clone())),
        ("Tags", "tags", Value::Str(metadata.tags.clone())),
        ("AppVersion", "appVersion", Value::Str(metadata.app_version.clone())),
        ("Deprecated", "deprecated", Value::Bool(metadata.deprecated)),
        ("Annotations", "annotations", Value::Map(Arc::new(annotations))),
        ("KubeVersion", "kubeVersion", Value::Str(metadata.kube_version.clone())),
        ("Dependencies", "dependencies", pointers("[]*chart.Dependency", dependencies)),
        ("Type", "type", Value::Str(metadata.chart_type.clone())),
    ]
}

/// A list that the file does not have is a nil slice in Go; an empty one counts as that.
fn pointers(typ: &'static str, items: Vec<Value>) -> Value {
    let nil = items.is_empty();
    Slice { nil, ..Slice::new(ElemType::Pointers(typ), items) }.into()
}

fn texts(texts: &[Str]) -> Value {
    if texts.is_empty() { Slice::nil(ElemType::Str).into() } else { Value::strings(texts.iter().cloned()) }
}

fn to_entries(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Entries {
    fields.into_iter().map(|(name, value)| (Str::from(name), value)).collect()
}

fn as_map<S: Struct>(one: &S) -> Value {
    Value::from(to_entries(one.all().into_iter().map(|(name, _, value)| (name, untyped(value)))))
}

fn as_pointer<S: Struct>(one: &S) -> Value {
    Value::Object(Arc::new(Pointer(one.clone())))
}

/// Helm 4's map has `[]interface {}` where the struct has a list of another type.
fn untyped(value: Value) -> Value {
    match value {
        Value::List(list) => Value::from(list.items.clone()),
        other => other,
    }
}

/// What JSON has of the fields, in their order, empty ones left out.
fn json(
    fields: impl IntoIterator<Item = (&'static str, &'static str, Value)>,
    always: &[&str],
) -> Vec<(&'static str, Value)> {
    let fields = fields.into_iter().filter(|(_, name, value)| value.is_true() || always.contains(name));
    fields.map(|(_, name, value)| (name, value)).collect()
}

/// Helm 3's `.Chart`: an anonymous struct that embeds the metadata.
#[derive(Debug)]
struct Chart {
    metadata: Value,
    is_root: bool,
}

/// A `chart.Metadata`.
#[derive(Debug)]
struct Fields(Metadata);

/// A pointer to a struct in a list.
#[derive(Debug)]
struct Pointer<S>(S);

impl Object for Chart {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed("struct { chart.Metadata; IsRoot bool }")
    }

    fn kind(&self) -> &'static str {
        "struct"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![("Metadata", self.metadata.clone()), ("IsRoot", Value::Bool(self.is_root))]
    }

    fn flattened(&self) -> Vec<(&'static str, Value)> {
        let Value::Object(metadata) = &self.metadata else { return Vec::new() };
        let mut fields = metadata.exported();
        fields.push(("IsRoot", Value::Bool(self.is_root)));
        fields
    }

    fn field(&self, name: &str) -> Option<Value> {
        match (name, &self.metadata) {
            ("IsRoot", _) => Some(Value::Bool(self.is_root)),
            ("Metadata", metadata) => Some(metadata.clone()),
            (name, Value::Object(metadata)) => metadata.field(name),
            _ => None,
        }
    }

    fn to_json(&self) -> Value {
        let Value::Object(metadata) = &self.metadata else { return Value::Nil };
        let json = metadata.to_json();
        if let Value::Map(map) = &json {
            map.insert("IsRoot", Value::Bool(self.is_root));
        }
        json
    }

    fn json_members(&self) -> Option<Vec<(&'static str, Value)>> {
        let Value::Object(metadata) = &self.metadata else { return None };
        let mut members = metadata.json_members()?;
        members.push(("IsRoot", Value::Bool(self.is_root)));
        Some(members)
    }
}

impl Object for Fields {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed("chart.Metadata")
    }

    fn kind(&self) -> &'static str {
        "struct"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        let fields = metadata_fields(&self.0, &as_pointer::<Maintainer>, &as_pointer::<Dependency>);
        fields.into_iter().map(|(name, _, value)| (name, value)).collect()
    }

    fn field(&self, name: &str) -> Option<Value> {
        // The four that nearly every template asks for, without making all the others.
        match name {
            "Name" => Some(Value::Str(self.0.name.clone())),
            "Version" => Some(Value::Str(self.0.version.clone())),
            "AppVersion" => Some(Value::Str(self.0.app_version.clone())),
            "KubeVersion" => Some(Value::Str(self.0.kube_version.clone())),
            _ => self.fields().into_iter().find(|(key, _)| *key == name).map(|(_, value)| value),
        }
    }

    fn to_json(&self) -> Value {
        Value::from(to_entries(self.json_members().unwrap_or_default()))
    }

    fn json_members(&self) -> Option<Vec<(&'static str, Value)>> {
        let fields = metadata_fields(&self.0, &as_pointer::<Maintainer>, &as_pointer::<Dependency>);
        Some(json(fields, &[]))
    }
}

impl<S: Struct> Object for Pointer<S> {
    fn type_name(&self) -> Cow<'_, str> {
        Cow::Borrowed(S::POINTER)
    }

    fn kind(&self) -> &'static str {
        "ptr"
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn fields(&self) -> Vec<(&'static str, Value)> {
        self.0.all().into_iter().map(|(name, _, value)| (name, value)).collect()
    }

    fn to_json(&self) -> Value {
        Value::from(to_entries(self.json_members().unwrap_or_default()))
    }

    fn json_members(&self) -> Option<Vec<(&'static str, Value)>> {
        Some(json(self.0.all(), S::ALWAYS))
    }
}
