//! A resource as the server has it once it is read: without unknown keys, without the nulls that stand for
//! nothing, with defaults.
//!
//! Sources: k8s.io/apiextensions-apiserver, pkg/apiserver/schema/pruning (`PruneWithOptions`) and
//! pkg/apiserver/schema/defaulting (`PruneNonNullableNullsWithoutDefaults`, `Default`).

use super::super::node::{Data, Entry, Node, repeated};
use super::super::report::{Finding, Step};
use super::super::suggest::closest;
use super::schema::{Additional, Schema};
use std::collections::HashMap;

/// The keys that every resource has.
const HEAD: [&str; 3] = ["apiVersion", "kind", "metadata"];

/// The way to a value: a list on the stack.
#[derive(Clone, Copy)]
pub(super) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
}

/// The way to the resource itself.
pub(super) const ROOT: Path<'static> = Path { parent: None, step: Step::Root };

impl<'p> Path<'p> {
    /// One step further.
    pub(super) fn then(&'p self, step: Step<'p>) -> Path<'p> {
        Path { parent: Some(self), step }
    }

    /// The path as the server writes it.
    pub(super) fn render(&self) -> String {
        let mut steps = Vec::new();
        let mut at = Some(self);
        while let Some(path) = at {
            steps.push(path.step);
            at = path.parent;
        }
        Step::render(steps.into_iter().rev())
    }
}

/// How a key is known.
enum Known<'s> {
    /// It is the head of a resource, which the server reads by itself.
    Head,
    /// It has a schema; `None` stands for one that allows no keys below.
    Schema(Option<&'s Schema>),
    /// It is kept as it is.
    Kept,
    Unknown,
}

/// Makes the tree; reports the unknown keys and the duplicate ones.
pub(super) fn prepare<'n>(
    node: &Node<'n>,
    schema: Option<&'n Schema>,
    path: &Path<'_>,
    root: bool,
    findings: &mut Vec<Finding>,
) -> Node<'n> {
    let data = match &node.data {
        Data::Map(entries) => Data::Map(mapping(node, entries, schema, path, root, findings)),
        Data::List(_) if schema.is_some_and(|s| s.preserve && s.items.is_none()) => {
            duplicates(node, path, findings);
            node.data.clone()
        }
        Data::List(items) => {
            let schema = schema.and_then(|s| s.items.as_deref());
            let item = |(index, item): (usize, &Node<'n>)| match (&item.data, schema) {
                (Data::Null, Some(Schema { nullable: false, default: Some(default), .. })) => {
                    placed(default, item)
                }
                _ => prepare(item, schema, &path.then(Step::Index(index)), false, findings),
            };
            Data::List(items.iter().enumerate().map(item).collect())
        }
        data => data.clone(),
    };
    Node { data, line: node.line, column: node.column }
}

fn mapping<'n>(
    node: &Node<'n>,
    entries: &[Entry<'n>],
    schema: Option<&'n Schema>,
    path: &Path<'_>,
    root: bool,
    findings: &mut Vec<Finding>,
) -> Vec<Entry<'n>> {
    // The last one of several entries with one key stays, in its place.
    let mut kept: Vec<Option<Entry<'n>>> = Vec::with_capacity(entries.len());
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
    let embedded = root || schema.is_some_and(|s| s.embedded);
    for entry in entries {
        let key = entry.key.as_ref();
        let here = path.then(Step::Field(key));
        let place = (entry.line, entry.column);
        let first = places.remove(key).and_then(|index| kept.get_mut(index)?.take());
        if let Some(first) = first {
            findings.push(duplicate(&first, &here, place));
        }
        let known = match schema {
            _ if embedded && HEAD.contains(&key) => Known::Head,
            Some(s) if s.property(key).is_some() => Known::Schema(s.property(key)),
            Some(Schema { additional: Additional::Schema(inner), .. }) => Known::Schema(Some(inner)),
            Some(Schema { additional: Additional::Allowed(_), .. }) => Known::Schema(None),
            Some(Schema { preserve: true, .. }) => Known::Kept,
            _ => Known::Unknown,
        };
        let value = match known {
            Known::Schema(Some(Schema { nullable: false, keeps_null: false, default, .. }))
                if matches!(entry.value.data, Data::Null) =>
            {
                match default {
                    Some(default) => placed(default, &entry.value),
                    None => continue,
                }
            }
            Known::Schema(inner) => prepare(&entry.value, inner, &here, false, findings),
            Known::Head => entry.value.clone(),
            Known::Kept => {
                duplicates(&entry.value, &here, findings);
                entry.value.clone()
            }
            Known::Unknown => {
                unknown(entry, schema, &here, findings);
                continue;
            }
        };
        places.insert(key, kept.len());
        kept.push(Some(Entry {
            key: entry.key.clone(),
            line: entry.line,
            column: entry.column,
            value,
            merged: entry.merged,
            unlike: entry.unlike,
        }));
    }
    for (key, property) in schema.into_iter().flat_map(Schema::properties) {
        if let Some(default) = &property.default
            && !places.contains_key(key)
        {
            // Defaults have defaults below; nothing in them is unknown.
            let value = prepare(&placed(default, node), Some(property), path, false, &mut Vec::new());
            kept.push(Some(Entry {
                key: key.into(),
                line: node.line,
                column: node.column,
                value,
                merged: false,
                unlike: false,
            }));
        }
    }
    kept.into_iter().flatten().collect()
}

fn duplicate(first: &Entry<'_>, path: &Path<'_>, place: (u32, u32)) -> Finding {
    let message = format!("the key {:?} stands twice in one mapping", first.key);
    let (severity, hint) = first.twice(place.0);
    Finding { severity, hint: Some(hint), ..Finding::new("duplicate-key", path.render(), message, place) }
}

/// Duplicate keys where every key is kept.
fn duplicates(node: &Node<'_>, path: &Path<'_>, findings: &mut Vec<Finding>) {
    match &node.data {
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                duplicates(item, &path.then(Step::Index(index)), findings);
            }
        }
        Data::Map(entries) => {
            for (first, entry) in repeated(entries) {
                let here = path.then(Step::Field(&entry.key));
                findings.push(duplicate(first, &here, (entry.line, entry.column)));
            }
            for entry in entries {
                duplicates(&entry.value, &path.then(Step::Field(&entry.key)), findings);
            }
        }
        _ => {}
    }
}

/// A default with the place of what it stands in for.
fn placed<'n>(default: &Node<'static>, place: &Node<'_>) -> Node<'n> {
    let data = match &default.data {
        Data::List(items) => Data::List(items.iter().map(|item| placed(item, place)).collect()),
        Data::Map(entries) => Data::Map(
            entries
                .iter()
                .map(|e| Entry {
                    key: e.key.clone(),
                    line: place.line,
                    column: place.column,
                    merged: e.merged,
                    unlike: e.unlike,
                    value: placed(&e.value, place),
                })
                .collect(),
        ),
        data => data.clone(),
    };
    Node { data, line: place.line, column: place.column }
}

fn unknown(entry: &Entry<'_>, schema: Option<&Schema>, path: &Path<'_>, findings: &mut Vec<Finding>) {
    let hint = schema
        .and_then(|s| closest(&entry.key, s.properties().map(|(name, _)| name)))
        .map(|name| format!("did you mean {name}?"));
    findings.push(Finding {
        hint,
        ..Finding::new(
            "unknown-key",
            path.render(),
            format!("unknown key {:?}: the definition does not have it", entry.key),
            (entry.line, entry.column),
        )
    });
}
