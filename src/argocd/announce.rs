//! The parameters that Argo CD's form shows for an application: the plugin's own, and the chart's values as
//! `values.schema.json` describes them.

use super::redact::is_secret;
use super::settings::{KNOWN, Shape};
use crate::chart::Chart;
use crate::json;
use crate::value::{Entries, Value};
use crate::yaml;

/// Most values of a chart that are announced; the others can be set through `helm-parameters` and `values`.
pub const MAX_ANNOUNCED: usize = 400;

/// How deep values are announced.
pub const MAX_DEPTH: usize = 8;

/// The JSON list that `parameters.dynamic` of a plugin prints.
///
/// # Errors
/// For a default that JSON cannot hold.
///
/// Source: Argo CD, reposerver/apiclient, `ParameterAnnouncement`.
pub fn announce(chart: &Chart) -> Result<String, String> {
    let mut all: Vec<Value> = KNOWN
        .iter()
        .map(|known| {
            Value::from([
                ("collectionType", Value::from(known.shape.word())),
                ("name", Value::from(known.name)),
                ("title", Value::from(known.title)),
                ("tooltip", Value::from(known.tooltip)),
            ])
        })
        .collect();
    if let Some(schema) = schema(chart) {
        let mut found = Vec::new();
        let walk = Walk { root: &schema, found: &mut found };
        walk.object(&schema, Some(&chart.values), &mut Vec::new());
        all.extend(found);
    }
    json::encode_indent(&Value::from(all), "  ")
}

/// The chart's schema, where it has one that can be read.
pub fn schema(chart: &Chart) -> Option<Value> {
    yaml::parse(&chart.schema.as_ref()?.text()).ok()
}

/// The types that the schema allows for the value of that name; none where it does not say.
pub fn types(schema: Option<&Value>, name: &str) -> Vec<String> {
    let Some(root) = schema else { return Vec::new() };
    let mut at = root.clone();
    for key in split_path(name) {
        let properties = resolve(root, at).get("properties");
        match properties.and_then(|properties| properties.get(&key)) {
            Some(inner) => at = inner,
            None => return Vec::new(),
        }
    }
    type_names(&resolve(root, at))
}

/// The keys of a path; a dot behind a backslash belongs to a key.
pub fn split_path(name: &str) -> Vec<String> {
    let mut keys = vec![String::new()];
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&'.') => {
                chars.next();
                push(&mut keys, '.');
            }
            '.' => keys.push(String::new()),
            c => push(&mut keys, c),
        }
    }
    keys
}

fn push(keys: &mut [String], c: char) {
    if let Some(last) = keys.last_mut() {
        last.push(c);
    }
}

/// The schema behind a local `$ref`.
fn resolve(root: &Value, schema: Value) -> Value {
    let mut at = schema;
    for _ in 0..MAX_DEPTH {
        let reference = at.get("$ref").and_then(|text| text.as_str().map(str::to_owned));
        let Some(path) = reference.as_deref().and_then(|text| text.strip_prefix("#/")) else { return at };
        let target = path.split('/').try_fold(root.clone(), |at, key| at.get(key));
        match target {
            Some(target) => at = target,
            None => return at,
        }
    }
    at
}

/// The types that a schema allows; that of a choice of texts goes without saying.
fn type_names(schema: &Value) -> Vec<String> {
    let texts = |list: &[Value]| list.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
    match schema.get("type") {
        Some(Value::Str(one)) => vec![one.to_string()],
        Some(Value::List(list)) => texts(&list.items),
        _ => match schema.get("enum") {
            Some(Value::List(list)) if texts(&list.items).len() == list.items.len() => {
                vec!["string".to_owned()]
            }
            _ => Vec::new(),
        },
    }
}

/// A walk through a schema that collects announcements.
struct Walk<'w> {
    root: &'w Value,
    found: &'w mut Vec<Value>,
}

impl Walk<'_> {
    fn object(mut self, schema: &Value, defaults: Option<&Value>, path: &mut Vec<String>) {
        self.inside(schema, defaults, path);
    }

    fn inside(&mut self, schema: &Value, defaults: Option<&Value>, path: &mut Vec<String>) {
        let schema = resolve(self.root, schema.clone());
        let Some(properties) = schema.get("properties") else { return };
        let Some(properties) = properties.as_map().map(|map| map.snapshot()) else { return };
        let required = schema.get("required");
        let required = required.as_ref().and_then(Value::as_list).unwrap_or_default();
        for (key, property) in properties.iter() {
            let property = resolve(self.root, property.clone());
            let default = defaults.and_then(|values| values.get(key)).or_else(|| property.get("default"));
            path.push(key.replace('.', "\\."));
            let types = type_names(&property);
            let has = |names: &[&str]| types.iter().any(|typ| names.contains(&typ.as_str()));
            if property.get("properties").is_some() && path.len() < MAX_DEPTH {
                self.inside(&property, default.as_ref(), path);
            } else if has(&["string", "integer", "number", "boolean"]) {
                self.add(path, &property, Shape::Text, default.as_ref(), required);
            } else if has(&["array"]) && self.holds_texts(&property, "items") {
                self.add(path, &property, Shape::List, default.as_ref(), required);
            } else if has(&["object"]) && self.holds_texts(&property, "additionalProperties") {
                self.add(path, &property, Shape::Map, default.as_ref(), required);
            }
            path.pop();
        }
    }

    /// Whether all elements are texts: other lists and maps do not fit into Argo CD's form.
    fn holds_texts(&self, schema: &Value, key: &str) -> bool {
        let inner = schema.get(key).map(|inner| resolve(self.root, inner));
        inner.is_some_and(|inner| type_names(&inner).iter().any(|typ| typ == "string"))
    }

    fn add(
        &mut self,
        path: &[String],
        schema: &Value,
        shape: Shape,
        default: Option<&Value>,
        required: &[Value],
    ) {
        if self.found.len() >= MAX_ANNOUNCED {
            return;
        }
        let text = |key: &str| schema.get(key).and_then(|text| text.as_str().map(str::to_owned));
        let name = path.join(".");
        // A name of the plugin's own would be taken for that.
        if KNOWN.iter().any(|known| known.name == name) {
            return;
        }
        let last = path.last().map(String::as_str).unwrap_or_default();
        let mut entries = Entries::new();
        let mut put = |key: &str, value: Value| entries.insert(key.into(), value);
        put("collectionType", Value::from(shape.word()));
        put("title", Value::from(text("title").unwrap_or_else(|| name.clone())));
        put("tooltip", Value::from(text("description").unwrap_or_default()));
        let types = type_names(schema);
        if shape == Shape::Text && !types.iter().any(|typ| typ == "string") {
            let is_number = types.iter().any(|typ| matches!(typ.as_str(), "integer" | "number"));
            put("itemType", Value::from(if is_number { "number" } else { "boolean" }));
        }
        let is_set = default.is_some_and(|default| !default.is_nil() && default.as_str() != Some(""));
        if !is_set && required.iter().any(|key| key.as_str() == Some(last)) {
            put("required", Value::from(true));
        }
        if let Some(default) = default.filter(|_| !path.iter().any(|key| is_secret(key))) {
            if let Some(value) = shown(default, shape) {
                put(shape.word(), value);
            }
        }
        put("name", Value::from(name));
        self.found.push(Value::from(entries));
    }
}

/// A default as the form shows it: texts only.
fn shown(default: &Value, shape: Shape) -> Option<Value> {
    let text = |value: &Value| match value {
        Value::Str(text) => Some(Value::Str(text.clone())),
        Value::Bool(_) | Value::Int(_) | Value::Int64(_) | Value::Float(_) => {
            json::encode(value).ok().map(Value::from)
        }
        _ => None,
    };
    match (shape, default) {
        (Shape::Text, value) => text(value),
        (Shape::List, Value::List(list)) => {
            list.items.iter().map(text).collect::<Option<Vec<_>>>().map(Value::from)
        }
        (Shape::Map, Value::Map(map)) => {
            let entry = |(key, value): (&crate::value::Str, &Value)| Some((key.clone(), text(value)?));
            map.snapshot().iter().map(entry).collect::<Option<Entries>>().map(Value::from)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::from_files;
    use crate::helm::Helm;
    use crate::log::Log;

    fn announced(properties: usize) -> Vec<Value> {
        let properties: Vec<String> =
            (0..properties).map(|n| format!("\"p{n}\": {{\"type\": \"string\"}}")).collect();
        of_schema(format!("{{\"properties\": {{{}}}}}", properties.join(",")))
    }

    fn of_schema(schema: String) -> Vec<Value> {
        let files = [
            ("Chart.yaml", "apiVersion: v2\nname: a\nversion: 1.0.0\n".to_owned()),
            ("values.schema.json", schema),
        ];
        let chart = from_files(files, &mut Log::new(Helm::V4)).unwrap();
        json::decode(&announce(&chart).unwrap()).unwrap().as_list().unwrap().to_vec()
    }

    #[test]
    fn the_form_has_an_end() {
        assert_eq!(announced(MAX_ANNOUNCED).len(), KNOWN.len() + MAX_ANNOUNCED);
        assert_eq!(announced(MAX_ANNOUNCED + 1).len(), KNOWN.len() + MAX_ANNOUNCED);
    }

    #[test]
    fn values_deep_inside_are_not_announced() {
        let nested = |depth: usize| {
            (1..depth).fold("{\"properties\": {\"x\": {\"type\": \"string\"}}}".to_owned(), |inner, _| {
                format!("{{\"properties\": {{\"x\": {inner}}}}}")
            })
        };
        assert_eq!(of_schema(nested(MAX_DEPTH)).len(), KNOWN.len() + 1);
        assert_eq!(of_schema(nested(MAX_DEPTH + 1)).len(), KNOWN.len());
    }

    #[test]
    fn paths_are_keys_between_dots() {
        assert_eq!(split_path("a.b\\.c.d"), ["a", "b.c", "d"]);
        assert_eq!(split_path("a"), ["a"]);
    }
}
