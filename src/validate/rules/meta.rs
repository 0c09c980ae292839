//! Object metadata: names, namespaces, labels, annotations, owners, finalizers.
//!
//! Sources: k8s.io/apimachinery, pkg/api/validation/objectmeta.go and pkg/apis/meta/v1/validation;
//! k8s.io/apiserver, pkg/registry/rest/create.go (`BeforeCreate`).

use super::super::check::Check;
use super::super::formats::{self, DNS_LABEL, Format, LABEL_VALUE, QUALIFIED_NAME};
use super::super::node::{At, quote};
use super::super::schema::Scope;

pub(crate) const NAME: &str = "name";
pub(crate) const LABELS: &str = "labels";
pub(crate) const ANNOTATIONS: &str = "annotations";
const NAMESPACE: &str = "namespace";
const OWNERS: &str = "owner-references";
const FINALIZERS: &str = "finalizers";
const SYSTEM: &str = "system-metadata";

/// Any name that can stand in a URL. Source: pkg/api/validation/path, `ValidatePathSegmentName`.
pub(crate) const PATH_SEGMENT: Format = Format {
    holds: |v| !v.is_empty() && (PATH_SEGMENT_OR_EMPTY.holds)(v),
    expected: "a name without '/' and '%', and not '.' or '..'",
};

/// The same where nobody asks for a name.
pub(crate) const PATH_SEGMENT_OR_EMPTY: Format = Format {
    holds: |v| v != "." && v != ".." && !v.contains(['/', '%']),
    expected: "a name without '/' and '%', and not '.' or '..'",
};

/// The kinds whose generation the server sets, whatever the manifest says. Source: `PrepareForCreate` in
/// pkg/registry.
const COUNTED: &[&str] = &[
    "CronJob",
    "CustomResourceDefinition",
    "DaemonSet",
    "Deployment",
    "DeviceClass",
    "EndpointSlice",
    "FlowSchema",
    "Ingress",
    "IngressClass",
    "Job",
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "NetworkPolicy",
    "Pod",
    "PodDisruptionBudget",
    "PodTemplate",
    "PriorityClass",
    "PriorityLevelConfiguration",
    "ReplicaSet",
    "ReplicationController",
    "ResourceSlice",
    "StatefulSet",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
];

/// Room for the random part of a generated name. Source: pkg/storage/names/generate.go.
const MAX_GENERATED_BASE: usize = 58;
/// Source: `TotalAnnotationSizeLimitB`
const MAX_ANNOTATIONS: usize = 256 * 1024;

/// Checks `metadata` of an object; returns the name that the object will have.
pub(crate) fn object<'a>(cx: &mut Check<'a>, scope: Scope, format: &Format) -> String {
    let meta = cx.root().get("metadata");
    let name = object_name(cx, meta, format);
    common(cx, meta, scope);
    name
}

/// The same for a kind of which only the final name is checked.
pub(crate) fn final_object<'a>(cx: &mut Check<'a>, scope: Scope, format: &Format) -> String {
    let meta = cx.root().get("metadata");
    let name = final_name(meta);
    check_name(cx, meta, &name, format);
    prefix_of_path(cx, meta);
    common(cx, meta, scope);
    name
}

/// The name that an object will have: its own, or the one that the server generates.
pub(crate) fn final_name(meta: At<'_>) -> String {
    let (name, prefix) = (meta.get("name").str(), meta.get("generateName").str());
    if !name.is_empty() || prefix.is_empty() {
        return name.to_owned();
    }
    let mut end = prefix.len().min(MAX_GENERATED_BASE);
    while !prefix.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}xxxxx", prefix.get(..end).unwrap_or_default())
}

/// Checks name and generateName.
pub(crate) fn object_name<'a>(cx: &mut Check<'a>, meta: At<'a>, format: &Format) -> String {
    let prefix = meta.get("generateName");
    let name = final_name(meta);
    if !prefix.str().is_empty() {
        let masked = mask_trailing_dash(prefix.str());
        if !(format.holds)(&masked) {
            cx.format_value(NAME, prefix, &masked, format);
        }
    }
    check_name(cx, meta, &name, format);
    name
}

/// What every generated name must keep to. Source: `BeforeCreate`, `IsValidPathSegmentPrefix`.
pub(crate) fn prefix_of_path<'a>(cx: &mut Check<'a>, meta: At<'a>) {
    let prefix = meta.get("generateName");
    if prefix.str().contains(['/', '%']) {
        cx.expected(NAME, prefix, "the beginning of a name, without '/' and '%'");
    }
}

fn check_name<'a>(cx: &mut Check<'a>, meta: At<'a>, name: &str, format: &Format) {
    if name.is_empty() {
        cx.required(NAME, meta.get("name"), "a name");
    } else if cx.format_value(NAME, meta.get("name"), name, format) {
        cx.format_value(NAME, meta.get("name"), name, &PATH_SEGMENT);
    }
}

/// Everything in the metadata but the name.
pub(crate) fn common<'a>(cx: &mut Check<'a>, meta: At<'a>, scope: Scope) {
    if scope == Scope::Namespaced && !meta.get("namespace").str().is_empty() {
        cx.format(NAMESPACE, meta.get("namespace"), &DNS_LABEL);
    }
    if !meta.get("resourceVersion").str().is_empty() {
        cx.error_hint(
            SYSTEM,
            meta.get("resourceVersion"),
            "a new object must not have a resourceVersion",
            "remove it: the server sets it",
        );
    }
    // The server counts generations itself where it counts them.
    if !COUNTED.contains(&cx.root().get("kind").str()) && !cx.is_custom() {
        cx.non_negative(SYSTEM, meta.get("generation"));
    }
    labels(cx, meta.get("labels"));
    annotations(cx, meta.get("annotations"));
    let mut controller = None;
    let owners = meta.get("ownerReferences");
    for (index, owner) in owners.items().enumerate() {
        // Source: `dedupOwnerReferences` of k8s.io/apiserver, which the server does first.
        if owners.items().take(index).any(|earlier| same_owner(earlier, owner)) {
            continue;
        }
        let version = owner.get("apiVersion").str();
        if version.is_empty() || version.ends_with('/') || version.matches('/').count() > 1 {
            cx.error_as(
                OWNERS,
                owner.get("apiVersion"),
                owners,
                ".apiVersion",
                format!(
                    "expected the apiVersion of the owner, such as apps/v1, but found {}",
                    quote(version)
                ),
            );
        }
        for (key, path) in [("kind", ".kind"), ("name", ".name"), ("uid", ".uid")] {
            if owner.get(key).str().is_empty() {
                cx.error_as(
                    OWNERS,
                    owner.get(key),
                    owners,
                    path,
                    format!("required: expected the {key} of the owner, but found nothing"),
                );
            }
        }
        if version == "v1" && owner.get("kind").str() == "Event" {
            cx.error_as(OWNERS, owner, owners, "", "an Event cannot own anything");
        }
        if owner.get("controller").bool() {
            if let Some(first) = controller {
                cx.error(
                    OWNERS,
                    owners,
                    format!("only one owner can be the controller, and {first} already is"),
                );
            }
            controller.get_or_insert(owner.get("name").str());
        }
    }
    let finalizers = meta.get("finalizers");
    for finalizer in finalizers.items() {
        finalizer_name(cx, finalizer, finalizers);
    }
    let has = |name: &str| finalizers.items().any(|f| f.str() == name);
    if has("orphan") && has("foregroundDeletion") {
        cx.error(FINALIZERS, finalizers, "the finalizers orphan and foregroundDeletion exclude each other");
    }
}

fn same_owner(a: At<'_>, b: At<'_>) -> bool {
    ["apiVersion", "kind", "name", "uid"].iter().all(|key| a.get(key).str() == b.get(key).str())
        && ["controller", "blockOwnerDeletion"]
            .iter()
            .all(|key| a.get(key).opt_bool() == b.get(key).opt_bool())
}

/// A finalizer must be qualified unless it is one of Kubernetes' own. Source: `validateKubeFinalizerName` of
/// pkg/apis/core/validation, which only the kinds of the core group apply; see [`core_finalizers`].
fn finalizer_name<'a>(cx: &mut Check<'a>, finalizer: At<'a>, list: At<'a>) {
    if !formats::is_qualified_name(finalizer.str()) {
        let message = format!("expected {}, but found {}", QUALIFIED_NAME.expected, quote(finalizer.str()));
        cx.error_as(FINALIZERS, finalizer, list, "", message);
    }
}

/// Finalizers of the kinds of the core group and of those that share its check.
pub(crate) fn core_finalizers<'a>(cx: &mut Check<'a>, meta: At<'a>) {
    for finalizer in meta.get("finalizers").items() {
        kube_finalizer(cx, finalizer, finalizer);
    }
}

/// Source: `validateKubeFinalizerName`
pub(crate) fn kube_finalizer<'a>(cx: &mut Check<'a>, finalizer: At<'a>, path: At<'a>) {
    let name = finalizer.str();
    if !name.contains('/') && !matches!(name, "kubernetes" | "orphan" | "foregroundDeletion") {
        let message = format!(
            "expected a finalizer with a domain, such as example.com/name, but found {}",
            quote(name)
        );
        cx.error_as(FINALIZERS, finalizer, path, "", message);
    }
}

/// Labels: keys and values. The server names the mapping, not the key.
pub(crate) fn labels<'a>(cx: &mut Check<'a>, labels: At<'a>) {
    labels_as(cx, labels, labels, "");
}

/// The labels of a pod template, whose path lacks the word metadata in the server's words.
pub(crate) fn labels_at<'a>(cx: &mut Check<'a>, labels: At<'a>, template: At<'a>) {
    labels_as(cx, labels, template, ".labels");
}

fn labels_as<'a>(cx: &mut Check<'a>, labels: At<'a>, base: At<'a>, suffix: &str) {
    for (key, value) in labels.entries() {
        if !formats::is_qualified_name(key) {
            let message =
                format!("the label key {} is wrong: expected {}", quote(key), QUALIFIED_NAME.expected);
            cx.error_as(LABELS, value, base, suffix, message);
        }
        if !formats::is_label_value(value.str()) {
            let message = format!(
                "the value of label {key} is wrong: expected {}, but found {}",
                LABEL_VALUE.expected,
                quote(value.str())
            );
            cx.error_as(LABELS, value, base, suffix, message);
        }
    }
}

/// A label's key, wherever one is named.
pub(crate) fn label_key<'a>(cx: &mut Check<'a>, rule: &'static str, key: At<'a>) -> bool {
    cx.format(rule, key, &QUALIFIED_NAME)
}

/// Annotations: their keys, and their size in all.
pub(crate) fn annotations<'a>(cx: &mut Check<'a>, annotations: At<'a>) {
    annotations_as(cx, annotations, annotations, "");
}

/// The annotations of a pod template, whose path lacks the word metadata in the server's words.
pub(crate) fn annotations_at<'a>(cx: &mut Check<'a>, annotations: At<'a>, template: At<'a>) {
    annotations_as(cx, annotations, template, ".annotations");
}

fn annotations_as<'a>(cx: &mut Check<'a>, annotations: At<'a>, base: At<'a>, suffix: &str) {
    let mut size = 0;
    for (key, value) in annotations.entries() {
        size += key.len() + value.str().len();
        if !formats::is_qualified_name(&key.to_lowercase()) {
            let message =
                format!("the annotation key {} is wrong: expected {}", quote(key), QUALIFIED_NAME.expected);
            cx.error_as(ANNOTATIONS, value, base, suffix, message);
        }
    }
    if size > MAX_ANNOTATIONS {
        let message = format!("expected at most {MAX_ANNOTATIONS} bytes of annotations, but found {size}");
        cx.error_as(ANNOTATIONS, annotations, base, suffix, message);
    }
}

/// A prefix of a name: a dash at its end is only the seam to the generated part. Source: `maskTrailingDash`.
fn mask_trailing_dash(name: &str) -> String {
    match name.strip_suffix('-') {
        Some(head) if !head.is_empty() => {
            let mut head = head.to_owned();
            head.pop();
            head.push('a');
            head
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_GENERATED_BASE, final_name};
    use crate::validate::{At, read};

    #[test]
    fn a_prefix_is_cut_so_that_its_name_is_a_label() {
        let length = |prefix: usize| {
            let text = format!("generateName: {}", "a".repeat(prefix));
            let document = read::parse(&text).unwrap();
            let tree = read::tree(&document).unwrap().unwrap();
            final_name(At::new(&tree)).len()
        };
        assert_eq!(length(MAX_GENERATED_BASE - 1), 62);
        assert_eq!(length(MAX_GENERATED_BASE), 63);
        assert_eq!(length(MAX_GENERATED_BASE + 1), 63);
    }
}
