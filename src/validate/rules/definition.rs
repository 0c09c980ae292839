//! Definitions of custom resources: names, versions, structural schemas.
//!
//! Sources: k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation and pkg/apiserver/schema
//! (`ValidateStructural`); pkg/apis/apiextensions/v1/conversion.go: what all versions have in common, the server
//! holds once, and names in its faults as if it had been written there.

use super::super::cel::{self, Program, Scope as Variables, Want};
use super::super::check::Check;
use super::super::custom::{default_faults, is_known_format};
use super::super::formats::{self, DNS1035_LABEL};
use super::super::node::{At, Data, Node, quote};
use super::super::schema::Scope::Cluster;
use super::{meta, webhook};
use crate::golang::regexp::Regexp;

const DEFINITION: &str = "crd";
const SCHEMA: &str = "crd-schema";

/// Source: `MaxSelectableFields`
const MAX_SELECTABLE: usize = 8;

/// Source: `ValidateCustomResourceDefinition`
pub(crate) fn definition<'a>(cx: &mut Check<'a>) {
    let root = cx.root();
    let (metadata, spec) = (root.get("metadata"), root.get("spec"));
    let (group, names, versions) = (spec.get("group"), spec.get("names"), spec.get("versions"));
    let name = meta::object_name(cx, metadata, &formats::DNS_SUBDOMAIN);
    meta::common(cx, metadata, Cluster);
    let expected = format!("{}.{}", names.get("plural").str(), group.str());
    let prefix = metadata.get("generateName");
    if !prefix.str().is_empty() && prefix.str() != expected {
        cx.error(
            DEFINITION,
            prefix,
            format!("expected {}, but found {}", quote(&expected), quote(prefix.str())),
        );
    }
    if !name.is_empty() && name != expected {
        let found = quote(&name);
        cx.error(
            DEFINITION,
            metadata.get("name"),
            format!("expected {}, but found {found}", quote(&expected)),
        );
    }
    if cx.filled(DEFINITION, group, "a group such as example.com") {
        if !formats::is_dns1123_subdomain(group.str()) {
            cx.format(DEFINITION, group, &formats::DNS_SUBDOMAIN);
        } else if !group.str().contains('.') {
            cx.expected(DEFINITION, group, "a group with a dot, such as example.com");
        }
    }
    approval(cx, metadata, group.str());
    if cx.filled(DEFINITION, spec.get("scope"), "Cluster or Namespaced") {
        cx.one_of(DEFINITION, spec.get("scope"), &["Cluster", "Namespaced"]);
    }
    if spec.get("preserveUnknownFields").bool() {
        let message =
            "unknown fields can only be preserved by x-kubernetes-preserve-unknown-fields in the schema";
        cx.error(DEFINITION, spec.get("preserveUnknownFields"), message);
    }
    self::names(cx, names);
    let mut seen: Vec<&str> = Vec::new();
    let shared = Shared::new(versions);
    for version in versions.items() {
        let name = version.get("name");
        cx.format(DEFINITION, name, &DNS1035_LABEL);
        if seen.contains(&name.str()) {
            cx.error(DEFINITION, versions, format!("two versions have the name {}", quote(name.str())));
        }
        seen.push(name.str());
        self::version(cx, spec, version, &shared);
    }
    let stored = versions.items().filter(|v| v.get("storage").bool()).count();
    if stored != 1 {
        let message = format!("expected exactly one version with storage: true, but found {stored}");
        cx.error(DEFINITION, versions, message);
    }
    conversion(cx, spec.get("conversion"));
}

/// Source: `validateAPIApproval`: groups of the Kubernetes community need a link to their approval.
fn approval<'a>(cx: &mut Check<'a>, metadata: At<'a>, group: &str) {
    const KEY: &str = "api-approved.kubernetes.io";
    if !(group == "k8s.io"
        || group == "kubernetes.io"
        || group.ends_with(".k8s.io")
        || group.ends_with(".kubernetes.io"))
    {
        return;
    }
    let annotations = metadata.get("annotations");
    let approved = annotations.entries().find(|(k, _)| *k == KEY).map(|(_, v)| v);
    let value = approved.map_or("", At::str);
    let link = value
        .split_once("://")
        .is_some_and(|(scheme, rest)| !scheme.is_empty() && !rest.starts_with('/') && !rest.is_empty());
    if value.starts_with("unapproved") || link {
        return;
    }
    let message = "required: groups of k8s.io and kubernetes.io need the link to their approval";
    cx.error_as(DEFINITION, approved.unwrap_or(annotations), annotations, &format!("[{KEY}]"), message);
}

/// Source: `ValidateCustomResourceDefinitionNames`; singular and listKind have defaults.
fn names<'a>(cx: &mut Check<'a>, names: At<'a>) {
    cx.filled(DEFINITION, names.get("plural"), "the name of the resource in the plural");
    cx.filled(DEFINITION, names.get("kind"), "the kind");
    for key in ["plural", "singular", "kind", "listKind"] {
        let name = names.get(key);
        if !name.str().is_empty() && !formats::is_dns1035_label(&name.str().to_lowercase())
            || matches!(key, "plural" | "singular")
                && !name.str().is_empty()
                && !formats::is_dns1035_label(name.str())
        {
            cx.format(DEFINITION, name, &DNS1035_LABEL);
        }
    }
    for key in ["shortNames", "categories"] {
        for name in names.get(key).items() {
            cx.format(DEFINITION, name, &DNS1035_LABEL);
        }
    }
    let list = names.get("listKind");
    if !list.str().is_empty() && list.str() == names.get("kind").str() {
        cx.error(DEFINITION, list, "kind and listKind must differ");
    }
}

/// Which parts all versions have in common, so that the server holds them outside of the versions.
struct Shared {
    schema: bool,
    subresources: bool,
    columns: bool,
    selectable: bool,
}

impl Shared {
    fn new(versions: At<'_>) -> Shared {
        let same = |key: &'static str| {
            let mut parts = versions.items().map(|v| v.get(key).node());
            let first = parts.next().flatten();
            parts.all(|part| match (first, part) {
                (Some(a), Some(b)) => same_node(a, b),
                (None, None) => true,
                _ => false,
            })
        };
        Shared {
            schema: same("schema"),
            subresources: same("subresources"),
            columns: same("additionalPrinterColumns"),
            selectable: same("selectableFields"),
        }
    }
}

fn same_node(a: &Node<'_>, b: &Node<'_>) -> bool {
    match (&a.data, &b.data) {
        (Data::Null, Data::Null) => true,
        (Data::Bool(a), Data::Bool(b)) => a == b,
        (Data::Str(a), Data::Str(b)) => a == b,
        (Data::List(a), Data::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_node(a, b)),
        (Data::Map(x), Data::Map(y)) => {
            x.len() == y.len() && x.iter().all(|e| b.get(&e.key).is_some_and(|v| same_node(&e.value, v)))
        }
        _ => {
            a.as_int().is_some() && a.as_int() == b.as_int()
                || a.describe() == b.describe() && a.as_int().is_none()
        }
    }
}

/// Source: `validateCustomResourceDefinitionVersion`
fn version<'a>(cx: &mut Check<'a>, spec: At<'a>, version: At<'a>, shared: &Shared) {
    let warning = version.get("deprecationWarning");
    if warning.is_set() {
        if !version.get("deprecated").bool() {
            cx.error(DEFINITION, warning, "only a deprecated version has a warning");
        }
        if warning.str().is_empty() || warning.str().len() > 256 || warning.str().contains(char::is_control) {
            cx.expected(DEFINITION, warning, "1 to 256 printable bytes");
        }
    }
    let before = cx.findings.len();
    let schema = version.get("schema").get("openAPIV3Schema");
    let subresources = version.get("subresources");
    if schema.is_set() {
        root_schema(cx, schema, subresources.get("status").is_set());
    } else {
        cx.required(SCHEMA, schema, "a schema");
    }
    // The lack of a schema is reported at the version, faults of a common one outside of it.
    cx.rename(before, ".schema.openAPIV3Schema", |path, rest| {
        (shared.schema && schema.is_set() && path.starts_with("spec.versions["))
            .then(|| format!("spec.validation.openAPIV3Schema{rest}"))
    });
    let before = cx.findings.len();
    let scale = subresources.get("scale");
    if scale.is_set() {
        simple_path(cx, scale.get("specReplicasPath"), &[".spec."], true);
        simple_path(cx, scale.get("statusReplicasPath"), &[".status."], true);
        simple_path(cx, scale.get("labelSelectorPath"), &[".spec.", ".status."], false);
    }
    cx.rename(before, ".subresources", |_, rest| {
        shared.subresources.then(|| format!("spec.subresources{rest}"))
    });
    let before = cx.findings.len();
    for column in version.get("additionalPrinterColumns").items() {
        printer_column(cx, column);
    }
    cx.rename(before, ".additionalPrinterColumns", |_, rest| {
        shared.columns.then(|| format!("spec.additionalPrinterColumns{rest}"))
    });
    let before = cx.findings.len();
    selectable_fields(cx, version.get("selectableFields"), schema);
    cx.rename(before, ".selectableFields", |_, rest| {
        shared.selectable.then(|| format!("spec.selectableFields{rest}"))
    });
    let _ = spec;
}

/// Source: `validateSimpleJSONPath`
fn simple_path<'a>(cx: &mut Check<'a>, at: At<'a>, below: &[&str], required: bool) {
    if at.str().is_empty() {
        if required {
            cx.required(DEFINITION, at, &format!("a path such as {}replicas", below.first().unwrap_or(&".")));
        }
    } else if !below.iter().any(|prefix| at.str().starts_with(prefix)) {
        cx.expected(DEFINITION, at, &format!("a path below {}", below.join(" or ").replace(". ", " ")));
    }
}

/// Source: `ValidateCustomResourceColumnDefinition`; the server writes the last key in capitals.
fn printer_column<'a>(cx: &mut Check<'a>, column: At<'a>) {
    const FORMATS: &[&str] = &["byte", "date", "date-time", "double", "float", "int32", "int64", "password"];
    cx.filled(DEFINITION, column.get("name"), "a name");
    if cx.filled(DEFINITION, column.get("type"), "boolean, date, integer, number or string") {
        cx.one_of(DEFINITION, column.get("type"), &["boolean", "date", "integer", "number", "string"]);
    }
    cx.one_of_or_empty(DEFINITION, column.get("format"), FORMATS);
    let path = column.get("jsonPath");
    if path.str().is_empty() {
        cx.error_as(
            DEFINITION,
            path,
            column,
            ".JSONPath",
            "required: expected a path such as .spec.replicas, but found nothing",
        );
    } else if !path.str().starts_with('.') {
        let message = format!("expected a path that begins with a dot, but found {}", quote(path.str()));
        cx.error_as(DEFINITION, path, column, ".JSONPath", message);
    }
}

/// Source: `ValidateCustomResourceSelectableFields`
fn selectable_fields<'a>(cx: &mut Check<'a>, list: At<'a>, schema: At<'a>) {
    let mut seen: Vec<&str> = Vec::new();
    for field in list.items() {
        let path = field.get("jsonPath");
        if !cx.filled(DEFINITION, path, "a path such as .spec.color") {
            continue;
        }
        match property_at(schema, path.str()) {
            None => cx.error(DEFINITION, path, "the schema has no such field"),
            Some(_) if path.str().starts_with(".metadata") => {
                cx.error(DEFINITION, path, "fields of the metadata cannot be selected");
            }
            Some(found) if !matches!(found.get("type").str(), "string" | "boolean" | "integer") => {
                cx.error(DEFINITION, path, "only strings, booleans and integers can be selected");
            }
            Some(_) if seen.contains(&path.str()) => cx.duplicate(DEFINITION, path, path.str()),
            Some(_) => seen.push(path.str()),
        }
    }
    if seen.len() > MAX_SELECTABLE {
        cx.error(
            DEFINITION,
            list,
            format!("expected at most {MAX_SELECTABLE} fields, but found {}", seen.len()),
        );
    }
}

/// The schema of a field by its path.
fn property_at<'a>(schema: At<'a>, path: &str) -> Option<At<'a>> {
    let mut at = schema;
    for name in path.strip_prefix('.')?.split('.') {
        at = at.get("properties").entries().find(|(key, _)| *key == name)?.1;
    }
    Some(at)
}

/// Source: `validateCustomResourceConversion`
fn conversion<'a>(cx: &mut Check<'a>, conversion: At<'a>) {
    if !conversion.is_set() {
        return;
    }
    let (strategy, hook) = (conversion.get("strategy"), conversion.get("webhook"));
    if cx.filled(DEFINITION, strategy, "None or Webhook") {
        cx.one_of(DEFINITION, strategy, &["None", "Webhook"]);
    }
    let before = cx.findings.len();
    if strategy.str() == "Webhook" {
        let config = hook.get("clientConfig");
        if config.is_set() {
            webhook::client_config(cx, DEFINITION, config);
        } else {
            cx.required(DEFINITION, config, "how the webhook is reached");
        }
        webhook::review_versions(cx, hook.get("conversionReviewVersions"), &["v1", "v1beta1"]);
    } else if hook.get("clientConfig").is_set() {
        cx.error(DEFINITION, hook.get("clientConfig"), "only the strategy Webhook has a webhook");
    } else if !hook.get("conversionReviewVersions").is_empty() {
        cx.error(DEFINITION, hook.get("conversionReviewVersions"), "only the strategy Webhook has a webhook");
    }
    // The server holds these two without the key around them.
    cx.rename(before, "spec.conversion.webhook.clientConfig", |_, rest| {
        Some(format!("spec.conversion.webhookClientConfig{rest}"))
    });
    cx.rename(before, "spec.conversion.webhook.conversionReviewVersions", |_, rest| {
        Some(format!("spec.conversion.conversionReviewVersions{rest}"))
    });
}

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
    /// Whether old values cannot be told from new ones here.
    no_old: bool,
}

fn root_schema<'a>(cx: &mut Check<'a>, schema: At<'a>, status: bool) {
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
    let place = Place { level: Level::Root, in_metadata: false, no_default: None, no_old: false };
    let (before, errors) = (cx.findings.len(), cx.errors());
    self::schema(cx, schema, place);
    // The server names the schema as a whole for this one.
    cx.rename(before, ".openAPIV3Schema", |path, rest| {
        let root = path.len() - rest.len();
        rest.ends_with(".$schema").then(|| path.get(..root).unwrap_or_default().to_owned())
    });
    // Only a schema without faults has types that expressions could be held against.
    if cx.errors() == errors {
        defaults(cx, schema);
    }
    if cx.errors() == errors {
        expressions(cx, schema, place);
    }
}

/// Defaults must be values that their own schema allows. Source: `ValidateDefaults`.
fn defaults<'a>(cx: &mut Check<'a>, at: At<'a>) {
    let default = at.get("default");
    if default.is_set() {
        for fault in default_faults(at, default, cx.minor) {
            let suffix = if fault.path.is_empty() { String::new() } else { format!(".{}", fault.path) };
            cx.error_as(SCHEMA, default, default, &suffix, fault.message);
        }
    }
    if matches!(at.get("items").node().map(|n| &n.data), Some(Data::Map(_))) {
        defaults(cx, at.get("items"));
    }
    for (_, property) in at.get("properties").entries() {
        defaults(cx, property);
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
    standard(cx, at, Place { level: Level::Field, in_metadata: false, no_default: None, no_old: false });
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

/// The expressions of the rules, in a schema that has no other fault.
fn expressions<'a>(cx: &mut Check<'a>, at: At<'a>, place: Place) {
    let variables = Variables::Schema { at, root: place.level == Level::Root };
    for rule in at.get("x-kubernetes-validations").items() {
        let (text, from, optional) =
            (rule.get("rule"), rule.get("messageExpression"), rule.get("optionalOldSelf"));
        for (expression, want) in [(text, Want::Bool), (from, Want::Text)] {
            if !expression.str().trim().is_empty()
                && let Err(fault) = cel::compile(expression.str(), variables, &[], want)
            {
                cx.cel(SCHEMA, expression, fault);
            }
        }
        let Ok(program) = Program::new(text.str()) else { continue };
        match (program.mentions("oldSelf"), place.no_old, optional.is_set()) {
            (true, true, _) => {
                cx.error(SCHEMA, text, "oldSelf cannot stand here: old items of an atomic list or map are not told from new ones");
            }
            (false, _, true) => cx.error(SCHEMA, optional, "the rule does not use oldSelf"),
            _ => {}
        }
    }
    let (items, more) = (at.get("items"), at.get("additionalProperties"));
    if matches!(items.node().map(|n| &n.data), Some(Data::Map(_))) {
        let no_old = place.no_old || at.get("x-kubernetes-list-type").str() != "map";
        expressions(cx, items, Place { level: Level::Item, no_old, ..place });
    }
    let inner = Place { level: Level::Field, ..place };
    if matches!(more.node().map(|n| &n.data), Some(Data::Map(_))) {
        expressions(cx, more, inner);
    }
    let no_old = place.no_old || at.get("x-kubernetes-map-type").str() == "atomic";
    for (_, property) in at.get("properties").entries() {
        expressions(cx, property, Place { no_old, ..inner });
    }
}
