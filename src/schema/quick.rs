//! Recognises the schema that needs no further checks: one document, no addresses inside it, every keyword of
//! the right type, every reference to a schema inside it.
//!
//! Nearly every `values.schema.json` is of this kind, and knowing it spares the validation against the
//! metaschema, which costs a hundred times more. The check only ever errs on the safe side: whatever it does
//! not recognise goes the long way, which finds the words for what is wrong.

use super::draft::{Draft, Place};
use super::json::Json;
use super::number::Decimal;
use super::pattern;
use super::url;
use crate::json::tree::List;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// What is known of such a schema.
pub(super) struct Plain {
    /// The draft that it follows.
    pub(super) draft: Draft,
    /// The address that it gives itself; empty where it gives none.
    pub(super) id: String,
}

/// Recognises a plain schema.
pub(super) fn recognise(root: &Json<'_>) -> Option<Plain> {
    let draft = match root.get("$schema") {
        None => Draft::V2020,
        Some(schema) => Draft::from_url(schema.as_str()?)?,
    };
    let id = match root.get(draft.id()) {
        None => "",
        Some(id) => id.as_str()?,
    };
    // An address with a fragment is an anchor, and one with odd characters may not parse.
    if !id.bytes().all(|b| b.is_ascii_alphanumeric() || b":/._-".contains(&b)) || url::check(id).is_err() {
        return None;
    }
    if draft < Draft::V2019 && !id.is_empty() && root.get("$ref").is_some() {
        return None;
    }
    // Of the one that stands in the program a test knows that it is.
    let plain = matches!(root, Json::Object(List::Known(_))) || is_plain(root, draft);
    plain.then(|| Plain { draft, id: id.to_owned() })
}

/// Whether all of its schemas are.
fn is_plain(root: &Json<'_>, draft: Draft) -> bool {
    let quick = Quick { root, draft, elsewhere: RefCell::default() };
    let mut plain = quick.schema(root, true);
    while plain {
        let Some(schema) = quick.elsewhere.borrow_mut().0.pop() else { break };
        plain = quick.schema(schema, false);
    }
    plain
}

struct Quick<'q, 't> {
    root: &'q Json<'t>,
    draft: Draft,
    /// Schemas that only references lead to, and their identities; looked at when the rest is done, since one
    /// may lead to the next in a chain of any length.
    elsewhere: RefCell<(Vec<&'q Json<'t>>, BTreeSet<usize>)>,
}

impl Quick<'_, '_> {
    fn schema(&self, schema: &Json<'_>, is_root: bool) -> bool {
        match schema {
            Json::Bool(_) => self.draft > Draft::V4,
            Json::Object(entries) => {
                entries.iter().all(|(name, value)| self.keyword(schema, name, value, is_root))
            }
            _ => false,
        }
    }

    /// Whether the value of a keyword is certainly one that the metaschema allows.
    fn keyword(&self, schema: &Json<'_>, name: &str, value: &Json<'_>, is_root: bool) -> bool {
        let draft = self.draft;
        match name {
            // Nested, these would start a resource of its own.
            "$schema" => is_root,
            "$id" | "id" if name == draft.id() => is_root,
            "$anchor" | "$dynamicAnchor" | "$dynamicRef" | "$recursiveAnchor" | "$recursiveRef"
            | "$vocabulary" => draft < Draft::V2019,
            "$ref" => value.as_str().is_some_and(|reference| self.reference(reference)),
            "$comment" | "contentEncoding" | "contentMediaType" | "description" | "format" | "title" => {
                value.as_str().is_some()
            }
            "default" | "const" => true,
            "deprecated" => draft < Draft::V2019 || value.as_bool().is_some(),
            "readOnly" | "uniqueItems" | "writeOnly" => value.as_bool().is_some(),
            "examples" => draft < Draft::V7 || value.as_array().is_some(),
            "type" => match value {
                Json::Array(items) => !items.is_empty() && items.iter().all(is_type) && are_distinct(items),
                one => is_type(one),
            },
            "enum" => value.as_array().is_some_and(|items| {
                draft >= Draft::V2019
                    || (!items.is_empty() && items.iter().all(is_string) && are_distinct(items))
            }),
            "multipleOf" => match value {
                Json::Number(text) => {
                    !text.starts_with('-') && Decimal::parse(text).is_some_and(|n| n.to_f64() > 0.0)
                }
                _ => false,
            },
            "maximum" | "minimum" => is_number(value),
            "exclusiveMaximum" if draft == Draft::V4 => {
                value.as_bool().is_some() && schema.get("maximum").is_some()
            }
            "exclusiveMinimum" if draft == Draft::V4 => {
                value.as_bool().is_some() && schema.get("minimum").is_some()
            }
            "exclusiveMaximum" | "exclusiveMinimum" => is_number(value),
            "maxContains" | "maxItems" | "maxLength" | "maxProperties" | "minContains" | "minItems"
            | "minLength" | "minProperties" => match value {
                Json::Number(text) => text.bytes().all(|b| b.is_ascii_digit()),
                _ => false,
            },
            "pattern" => value.as_str().is_some_and(|regex| pattern::check(regex).is_ok()),
            "patternProperties" => value.as_object().is_some_and(|entries| {
                entries
                    .iter()
                    .all(|(regex, entry)| pattern::check(regex).is_ok() && self.schema(entry, false))
            }),
            "required" => is_string_set(value) && (draft > Draft::V4 || value.as_array() != Some(&[])),
            "dependentRequired" => {
                value.as_object().is_some_and(|entries| entries.iter().all(|(_, entry)| is_string_set(entry)))
            }
            "dependencies" => value.as_object().is_some_and(|entries| {
                entries.iter().all(|(_, entry)| match entry {
                    Json::Array(items) => is_string_set(entry) && (draft > Draft::V4 || !items.is_empty()),
                    entry => self.schema(entry, false),
                })
            }),
            "additionalItems" | "additionalProperties" if value.as_bool().is_some() => true,
            "items" if draft >= Draft::V2020 => self.schema(value, false),
            name => draft.subschemas(name).is_none_or(|place| self.schemas(place, value)),
        }
    }

    fn schemas(&self, place: Place, value: &Json<'_>) -> bool {
        match (place, value) {
            (Place::Map, Json::Object(entries)) => entries.iter().all(|(_, entry)| self.schema(entry, false)),
            (Place::List | Place::OneOrList, Json::Array(items)) => {
                !items.is_empty() && items.iter().all(|item| self.schema(item, false))
            }
            (Place::One | Place::OneOrList, value) => self.schema(value, false),
            _ => false,
        }
    }

    /// Whether a reference is a pointer inside the document to a schema. Where it does not walk from schema to
    /// schema, what it leads to was not looked at yet.
    fn reference(&self, reference: &str) -> bool {
        let Some(pointer) = reference.strip_prefix('#') else { return false };
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"/_.-$".contains(&b);
        if !(pointer.is_empty() || pointer.starts_with('/')) || !pointer.bytes().all(plain) {
            return false;
        }
        let mut node = self.root;
        // What the value at hand is: a schema, or what holds schemas in one of the ways of a keyword.
        let mut place = Some(Place::One);
        for token in pointer.split('/').skip(1) {
            let child = match node {
                Json::Object(_) => node.get(token),
                Json::Array(items) => token.parse().ok().and_then(|index: usize| items.get(index)),
                _ => None,
            };
            let Some(child) = child else { return false };
            place = match (place, node) {
                (Some(Place::Map), Json::Object(_)) => Some(Place::One),
                (Some(Place::List | Place::OneOrList), Json::Array(_)) => Some(Place::One),
                (Some(Place::One | Place::OneOrList), Json::Object(_)) => self.draft.subschemas(token),
                _ => None,
            };
            node = child;
        }
        match (place, node) {
            (Some(Place::One | Place::OneOrList), Json::Object(_) | Json::Bool(_)) => true,
            _ => {
                let mut elsewhere = self.elsewhere.borrow_mut();
                if elsewhere.1.insert(node.identity()) {
                    elsewhere.0.push(node);
                }
                true
            }
        }
    }
}

fn is_type(value: &Json<'_>) -> bool {
    let known = ["array", "boolean", "integer", "null", "number", "object", "string"];
    value.as_str().is_some_and(|name| known.contains(&name))
}

fn is_string(value: &Json<'_>) -> bool {
    value.as_str().is_some()
}

fn is_number(value: &Json<'_>) -> bool {
    matches!(value, Json::Number(_))
}

fn is_string_set(value: &Json<'_>) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(is_string) && are_distinct(items))
}

/// Whether short lists of strings hold no string twice; of longer ones nothing is said.
fn are_distinct(items: &[Json<'_>]) -> bool {
    items.len() <= 64 && items.iter().enumerate().all(|(index, item)| !items[..index].contains(item))
}
