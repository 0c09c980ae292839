//! The schemas in definitions of custom resources: structural, with defaults and rules in CEL.
//!
//! Sources: k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation
//! (`ValidateCustomResourceDefinitionOpenAPISchema`) and pkg/apiserver/schema (`ValidateStructural`).

use super::super::check::Check;
use super::super::custom::{Stands, default_faults, is_known_format};
use super::super::node::{At, Data, quote};
use super::expressions::rules_in_cel;
use crate::golang::regexp::Regexp;

/// The rule that these faults break.
pub(crate) const SCHEMA: &str = "crd-schema";

/// Where a schema stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Root,
    Field,
    Item,
}

/// What is known of the place of a schema.
#[derive(Clone, Copy)]
struct Place {
    level: Level,
    /// Below `metadata` of the resource or of one inside of it.
    in_metadata: bool,
    /// Why defaults are not allowed here, if they are not.
    no_default: Option<&'static str>,
}

/// Checks the schema of a version; `status` says whether the version has that subresource.
pub(crate) fn root_schema<'a>(cx: &mut Check<'a>, schema: At<'a>, status: bool) {
    /// Source: `allowedFieldsAtRootSchema`, by the names in JSON.
    const AT_ROOT: &[&str] = &[
        "description",
        "type",
        "format",
        "title",
        "maximum",
        "exclusiveMaximum",
        "minimum",
        "exclusiveMinimum",
        "maxLength",
        "minLength",
        "pattern",
        "maxItems",
        "minItems",
        "uniqueItems",
        "multipleOf",
        "required",
        "items",
        "properties",
        "externalDocs",
        "example",
        "x-kubernetes-preserve-unknown-fields",
        "x-kubernetes-validations",
    ];
    if schema.get("nullable").bool() {
        cx.error(SCHEMA, schema.get("nullable"), "the resource itself cannot be null");
    }
    if status {
        let nothing = |value: &At<'_>| value.opt_bool() == Some(false) || value.opt_str() == Some("");
        for (key, value) in schema.entries() {
            if AT_ROOT.contains(&key) || !value.is_set() || nothing(&value) {
                continue;
            }
            let message = format!("{key} cannot stand at the root of a schema with the subresource status");
            cx.error_as(SCHEMA, value, schema, "", message);
        }
    }
    let place = Place { level: Level::Root, in_metadata: false, no_default: None };
    let (before, errors) = (cx.findings.len(), cx.errors());
    self::schema(cx, schema, place);
    // The server names the schema as a whole for this one.
    cx.rename(before, ".openAPIV3Schema", |path, rest| {
        let root = path.len() - rest.len();
        rest.ends_with(".$schema").then(|| path.get(..root).unwrap_or_default().to_owned())
    });
    // Only a schema without faults has types that expressions could be held against.
    if cx.errors() == errors {
        defaults(cx, schema, Stands::AtRoot);
    }
    if cx.errors() == errors {
        rules_in_cel(cx, schema);
    }
}

/// Defaults must be values that their own schema allows. Source: `ValidateDefaults`.
fn defaults<'a>(cx: &mut Check<'a>, at: At<'a>, stands: Stands) {
    let default = at.get("default");
    if default.is_set() {
        for fault in default_faults(at, default, stands, cx.minor) {
            let suffix = if fault.path.is_empty() { String::new() } else { format!(".{}", fault.path) };
            cx.error_as(SCHEMA, default, default, &suffix, fault.message);
        }
    }
    let below = if stands == Stands::AtRoot { Stands::Elsewhere } else { stands };
    if matches!(at.get("items").node().map(|n| &n.data), Some(Data::Map(_))) {
        defaults(cx, at.get("items"), below);
    }
    let embedded = at.get("x-kubernetes-embedded-resource").bool();
    for (name, property) in at.get("properties").entries() {
        let inside = embedded && name == "metadata";
        defaults(cx, property, if inside { Stands::InMetadata } else { below });
    }
}

/// Sources: `ValidateCustomResourceDefinitionOpenAPISchema`, `validateStructuralInvariants`
fn schema<'a>(cx: &mut Check<'a>, at: At<'a>, place: Place) {
    standard(cx, at, place);
    let typ = at.get("type");
    let preserve = at.get("x-kubernetes-preserve-unknown-fields");
    let int_or_string = at.get("x-kubernetes-int-or-string").bool();
    let embedded = at.get("x-kubernetes-embedded-resource").bool();
    let (properties, items, more) = (at.get("properties"), at.get("items"), at.get("additionalProperties"));
    if typ.str().is_empty() {
        if !int_or_string && !preserve.bool() {
            cx.required(SCHEMA, typ, "a type");
        }
    } else if place.level == Level::Root && typ.str() != "object" {
        cx.expected(SCHEMA, typ, "object, because this is the resource itself");
    }
    if typ.str() == "array" && !items.is_set() {
        cx.required(SCHEMA, items, "the schema of the items");
    }
    if int_or_string && preserve.bool() {
        cx.error(SCHEMA, preserve, "x-kubernetes-int-or-string excludes this");
    }
    if int_or_string && embedded {
        cx.error(
            SCHEMA,
            at.get("x-kubernetes-embedded-resource"),
            "x-kubernetes-int-or-string excludes this",
        );
    }
    if embedded {
        if typ.str() != "object" {
            cx.expected(SCHEMA, typ, "object, because this is a resource");
        }
        if more.is_set() {
            cx.error(SCHEMA, more, "a resource inside of another one has no additionalProperties");
        }
        if properties.is_empty() && !preserve.bool() {
            cx.required(SCHEMA, properties, "properties, or x-kubernetes-preserve-unknown-fields");
        }
        if place.in_metadata {
            cx.error(SCHEMA, at.get("x-kubernetes-embedded-resource"), "metadata cannot hold a resource");
        }
    }
    if more.is_set() {
        if place.level == Level::Root {
            cx.error(SCHEMA, more, "the root of a schema cannot have additionalProperties");
        }
        if more.opt_bool().is_none() {
            let no_default = if place.in_metadata { Some("metadata") } else { place.no_default };
            schema(cx, more, Place { level: Level::Field, no_default, ..place });
        }
    }
    let is_resource = place.level == Level::Root || embedded;
    for (name, property) in properties.entries() {
        let mut inner = Place { level: Level::Field, ..place };
        if is_resource && matches!(name, "metadata" | "kind" | "apiVersion") {
            inner.in_metadata = true;
            if place.level == Level::Root {
                inner.no_default = Some("the head of a resource");
            }
            if name != "metadata" && property.get("type").str() != "string" {
                cx.expected(SCHEMA, property.get("type"), "string");
            }
        }
        if name == "metadata" && is_resource {
            metadata_schema(cx, property, place.level == Level::Root);
        }
        schema(cx, property, inner);
    }
    if items.is_set() && matches!(items.node().map(|n| &n.data), Some(Data::Map(_))) {
        schema(cx, items, Place { level: Level::Item, ..place });
    }
    let skip = int_or_string && is_int_or_string(at.get("anyOf"));
    values(cx, at, skip);
}

/// What holds for every schema, whether it describes a field or restricts one. Source:
/// `ValidateCustomResourceDefinitionOpenAPISchema`.
fn standard<'a>(cx: &mut Check<'a>, at: At<'a>, place: Place) {
    unsupported(cx, at, place);
    let (preserve, more) = (at.get("x-kubernetes-preserve-unknown-fields"), at.get("additionalProperties"));
    if preserve.is_set() && !preserve.bool() {
        cx.expected(SCHEMA, preserve, "true or nothing");
    }
    if more.is_set() && !at.get("properties").is_empty() && more.opt_bool() != Some(true) {
        cx.error(SCHEMA, more, "properties and additionalProperties exclude each other");
    }
    lists_and_maps(cx, at, at.get("type"), at.get("items"));
    validations(cx, at);
}

/// What a structural schema cannot have at all. Source: `specStandardValidatorV3.validate`.
fn unsupported<'a>(cx: &mut Check<'a>, at: At<'a>, place: Place) {
    let typ = at.get("type");
    cx.one_of_or_empty(SCHEMA, typ, &["array", "boolean", "integer", "number", "object", "string"]);
    if let Some(reason) = place.no_default.filter(|_| at.get("default").is_set()) {
        cx.error(SCHEMA, at.get("default"), format!("{reason} cannot have defaults"));
    }
    if at.get("uniqueItems").bool() {
        cx.error_hint(
            SCHEMA,
            at.get("uniqueItems"),
            "uniqueItems is not supported",
            "use x-kubernetes-list-type: set",
        );
    }
    for key in ["id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref"] {
        let value = at.get(key);
        // An empty one of these is as good as none.
        let nothing = match key {
            "id" => value.str().is_empty(),
            "additionalItems" | "dependencies" | "$ref" => false,
            _ => value.is_empty(),
        };
        if value.is_set() && !nothing {
            cx.error(SCHEMA, value, format!("{key} is not supported"));
        }
    }
    if !at.get("$schema").str().is_empty() {
        cx.error(SCHEMA, at.get("$schema"), "$schema is not supported");
    }
    if matches!(at.get("items").node().map(|n| &n.data), Some(Data::List(_))) {
        cx.expected(SCHEMA, at.get("items"), "one schema");
    }
}

/// The schema of `metadata` may only restrict the name. Source: `validateStructuralMetadataInvariants`.
fn metadata_schema<'a>(cx: &mut Check<'a>, at: At<'a>, root: bool) {
    if at.get("type").str() != "object" {
        cx.expected(SCHEMA, at.get("type"), "object");
    }
    if !root {
        return;
    }
    let others = at.get("properties").entries().any(|(key, _)| !matches!(key, "name" | "generateName"));
    let more = at.entries().any(|(key, value)| {
        !matches!(key, "type" | "properties" | "description" | "default") && value.is_set()
    });
    if others || more || at.get("description").is_set() && !at.get("description").str().is_empty() {
        cx.error(
            SCHEMA,
            at,
            "the metadata has a schema already: only name and generateName can be restricted",
        );
    }
}

/// Source: the part of `ValidateCustomResourceDefinitionOpenAPISchema` for x-kubernetes-list-type and its kin.
fn lists_and_maps<'a>(cx: &mut Check<'a>, at: At<'a>, typ: At<'a>, items: At<'a>) {
    let (list, map, keys) = (
        at.get("x-kubernetes-list-type"),
        at.get("x-kubernetes-map-type"),
        at.get("x-kubernetes-list-map-keys"),
    );
    if map.is_set() {
        if typ.str() != "object" {
            cx.required(SCHEMA, typ, "object, because there is x-kubernetes-map-type");
        }
        cx.one_of(SCHEMA, map, &["atomic", "granular"]);
    }
    if list.is_set() {
        if typ.str() != "array" {
            cx.required(SCHEMA, typ, "array, because there is x-kubernetes-list-type");
        }
        cx.one_of(SCHEMA, list, &["atomic", "map", "set"]);
    }
    let item_type = items.get("type").str();
    if list.str() == "set" {
        let (inner_list, inner_map) =
            (items.get("x-kubernetes-list-type"), items.get("x-kubernetes-map-type"));
        if item_type == "array" && inner_list.is_set() && inner_list.str() != "atomic" {
            cx.expected(SCHEMA, inner_list, "atomic, because the list is a set");
        }
        if item_type == "object" && inner_map.str() != "atomic" {
            cx.expected(SCHEMA, inner_map, "atomic, because the list is a set");
        }
    }
    if !keys.is_empty() && list.str() != "map" {
        cx.required(SCHEMA, list, "map, because there are x-kubernetes-list-map-keys");
    }
    if matches!(list.str(), "set" | "map") && items.get("nullable").bool() {
        cx.error(SCHEMA, items.get("nullable"), format!("the items of a {} cannot be null", list.str()));
    }
    if list.str() != "map" {
        return;
    }
    if keys.is_empty() {
        cx.required(SCHEMA, keys, "the names of the keys");
    }
    if !items.is_set() {
        cx.required(SCHEMA, items, "the schema of the items");
    } else if item_type != "object" {
        cx.expected(SCHEMA, items.get("type"), "object, because the list is a map");
    } else {
        for (index, key) in keys.items().enumerate() {
            let property =
                items.get("properties").entries().find(|(name, _)| *name == key.str()).map(|(_, p)| p);
            let Some(property) = property else {
                cx.error_as(
                    SCHEMA,
                    key,
                    keys,
                    "",
                    format!("the items have no property {}", quote(key.str())),
                );
                continue;
            };
            if matches!(property.get("type").str(), "array" | "object") {
                cx.expected(SCHEMA, property.get("type"), "a scalar, because it is a key of the list");
            }
            if keys.items().take(index).any(|k| k.str() == key.str()) {
                cx.error_as(SCHEMA, key, keys, "", format!("the key {} stands twice", quote(key.str())));
            }
            let required = items.get("required").items().any(|r| r.str() == key.str());
            if !required && property.get("default").node().is_none() {
                cx.required(SCHEMA, property.get("default"), "a default, or the key among the required ones");
            }
            if property.get("nullable").bool() {
                cx.error(SCHEMA, property.get("nullable"), "a key of the list cannot be null");
            }
        }
    }
}

/// `anyOf: [{type: integer}, {type: string}]`, which may stand beside x-kubernetes-int-or-string.
fn is_int_or_string(list: At<'_>) -> bool {
    let types: Vec<&str> = list.items().filter(|i| i.len() == 1).map(|i| i.get("type").str()).collect();
    types == ["integer", "string"]
}

/// The restrictions of values and the schemas inside of them, which may only restrict. Source:
/// `validateValueValidation`.
fn values<'a>(cx: &mut Check<'a>, at: At<'a>, skip_any_of: bool) {
    let pattern = at.get("pattern");
    if !pattern.str().is_empty()
        && let Err(fault) = Regexp::new(pattern.str())
    {
        cx.error(SCHEMA, pattern, format!("expected a regular expression: {fault}"));
    }
    if !at.get("format").str().is_empty()
        && !is_known_format(at.get("format").str(), cx.minor)
        && at.get("type").str() == "string"
    {
        let message = format!(
            "the server does not know the format {} and does not check it",
            quote(at.get("format").str())
        );
        cx.warning(SCHEMA, at.get("format"), message, None);
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        for (index, inner) in at.get(key).items().enumerate() {
            if key == "anyOf" && skip_any_of {
                continue;
            }
            let first_all_of = key == "allOf" && index == 0 && is_int_or_string(inner.get("anyOf"));
            nested(cx, inner, first_all_of);
        }
    }
    if at.get("not").is_set() {
        nested(cx, at.get("not"), false);
    }
}

/// Source: `validateNestedValueValidation`
fn nested<'a>(cx: &mut Check<'a>, at: At<'a>, skip_any_of: bool) {
    standard(cx, at, Place { level: Level::Field, in_metadata: false, no_default: None });
    for key in [
        "type",
        "additionalProperties",
        "default",
        "title",
        "description",
        "x-kubernetes-list-map-keys",
        "x-kubernetes-list-type",
        "x-kubernetes-map-type",
    ] {
        let value = at.get(key);
        if value.is_set() && !(matches!(key, "title" | "description" | "type") && value.str().is_empty()) {
            cx.error(SCHEMA, value, format!("{key} cannot stand inside of allOf, anyOf, oneOf or not"));
        }
    }
    for key in [
        "nullable",
        "x-kubernetes-preserve-unknown-fields",
        "x-kubernetes-embedded-resource",
        "x-kubernetes-int-or-string",
    ] {
        if at.get(key).bool() {
            cx.error(SCHEMA, at.get(key), format!("{key} cannot stand inside of allOf, anyOf, oneOf or not"));
        }
    }
    if !at.get("x-kubernetes-validations").is_empty() {
        let message = "rules cannot stand inside of allOf, anyOf, oneOf or not";
        cx.error(SCHEMA, at.get("x-kubernetes-validations"), message);
    }
    for (name, property) in at.get("properties").entries() {
        if name == "metadata" {
            cx.error(SCHEMA, property, "metadata cannot be restricted here");
        }
        nested(cx, property, false);
    }
    if at.get("items").is_set() {
        nested(cx, at.get("items"), false);
    }
    values(cx, at, skip_any_of);
}

/// Rules in CEL: everything but the expressions.
fn validations<'a>(cx: &mut Check<'a>, at: At<'a>) {
    const REASONS: &[&str] =
        &["FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"];
    for rule in at.get("x-kubernetes-validations").items() {
        let (text, message, from) = (rule.get("rule"), rule.get("message"), rule.get("messageExpression"));
        let lines = |at: At<'_>| at.str().trim().contains(['\n', '\r']);
        if text.str().trim().is_empty() {
            cx.required(SCHEMA, text, "a rule");
        } else if !message.str().is_empty() && message.str().trim().is_empty() {
            cx.expected(SCHEMA, message, "a message");
        } else if lines(message) {
            cx.expected(SCHEMA, message, "a message in one line");
        } else if lines(text) && message.str().trim().is_empty() {
            cx.required(SCHEMA, message, "a message, because the rule has several lines");
        }
        if !from.str().is_empty() && from.str().trim().is_empty() {
            cx.required(SCHEMA, from, "an expression");
        }
        if rule.get("reason").is_set() {
            cx.one_of(SCHEMA, rule.get("reason"), REASONS);
        }
        let path = rule.get("fieldPath");
        if !path.str().is_empty() && field_at(at, path.str()).is_none() {
            cx.expected(SCHEMA, path, "the path of a field of the schema, such as .spec.color");
        }
    }
}

/// The schema that a path such as `.spec['a.b']` leads to. Source: `ValidFieldPath`.
fn field_at<'a>(schema: At<'a>, path: &str) -> Option<At<'a>> {
    let (mut at, mut rest) = (schema, path);
    while !rest.is_empty() {
        let name;
        if let Some(quoted) = rest.strip_prefix("['") {
            let end = quoted
                .match_indices('\'')
                .map(|(i, _)| i)
                .find(|i| !quoted.get(..*i).unwrap_or_default().ends_with('\\'))?;
            name = quoted.get(..end)?.replace("\\'", "'");
            rest = quoted.get(end..)?.strip_prefix("']")?;
        } else {
            let plain = rest.strip_prefix('.')?;
            let end = plain.find(['.', '[', ']']).unwrap_or(plain.len());
            name = plain.get(..end)?.to_owned();
            rest = plain.get(end..)?;
            if name.is_empty() {
                return None;
            }
        }
        let more = at.get("additionalProperties");
        at = if at.get("properties").is_set() {
            at.get("properties").entries().find(|(key, _)| *key == name)?.1
        } else if more.is_set() {
            more
        } else {
            return None;
        };
    }
    Some(at)
}
