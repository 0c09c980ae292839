//! Definitions of custom resources: names, versions, conversion.
//!
//! Sources: k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation; pkg/apis/apiextensions/v1/conversion.go:
//! what all versions have in common, the server holds once, and names in its faults as if it had been written there.

use super::super::check::Check;
use super::super::formats::{self, DNS1035_LABEL};
use super::super::node::{At, Data, Node, quote};
use super::super::schema::Scope::Cluster;
use super::structural::{SCHEMA, root_schema};
use super::{meta, webhook};
use crate::golang::url::{self, Url};

const DEFINITION: &str = "crd";

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
    let known = cx.is_read(group) && cx.is_read(names.get("plural"));
    if known && !name.is_empty() && name != expected {
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

/// Sources: `validateAPIApproval`, `GetAPIApprovalState`: groups of the Kubernetes community need a link to their approval.
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
    let link = |url: Url| !url.scheme.is_empty() && !url.host.is_empty();
    // The fragment is no part of what is sent to a server.
    let address = value.split('#').next().unwrap_or_default();
    let linked = url::parse_request_uri(value).is_ok() && Url::parse_loosely(address).is_ok_and(link);
    if value.starts_with("unapproved") || linked {
        return;
    }
    let message = "required: groups of k8s.io and kubernetes.io need the link to their approval";
    cx.error_as(DEFINITION, approved.unwrap_or(annotations), annotations, &format!("[{KEY}]"), message);
}

/// Source: `ValidateCustomResourceDefinitionNames`; singular and listKind have defaults.
fn names<'a>(cx: &mut Check<'a>, names: At<'a>) {
    cx.filled(DEFINITION, names.get("plural"), "the name of the resource in the plural");
    cx.filled(DEFINITION, names.get("kind"), "the name of the kind, such as Widget");
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
        // Go prints no blank but the plain one. Source: `unicode.IsPrint`
        let printable = |c: char| c == ' ' || !c.is_control() && !c.is_whitespace();
        if warning.str().is_empty() || warning.str().len() > 256 || !warning.str().chars().all(printable) {
            cx.expected(DEFINITION, warning, "1 to 256 bytes, all of them printable");
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
    cx.filled(DEFINITION, column.get("name"), "the heading of the column");
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
        let property = at.get("properties").entries().find(|(key, _)| *key == name).map(|(_, at)| at);
        let more = Some(at.get("additionalProperties"))
            .filter(|at| matches!(at.node().map(|n| &n.data), Some(Data::Map(_))));
        at = property.or(more)?;
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
