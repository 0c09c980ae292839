//! Which kinds a server of a given minor serves, and what became of those that it does not.
//!
//! Sources: the tables of `k8s-openapi` for what exists; pkg/controlplane/instance.go of Kubernetes for what
//! is served by default (alpha and beta versions are not); the deprecation guide for what was removed.

use super::schema::{self, FIRST_MINOR, KINDS, Kind, MINOR_COUNT};
use super::suggest::closest;

/// What a server makes of an apiVersion and kind.
pub(crate) enum Served {
    /// A built-in kind that it serves.
    Known(&'static Kind),
    /// A kind that it does not serve: the key that is wrong, the sentence and the hint.
    Refused {
        /// `apiVersion` or `kind`.
        key: &'static str,
        /// What is wrong.
        message: String,
        /// What to write instead.
        hint: Option<String>,
    },
    /// A kind that it served, of which no table is left: what became of it.
    Old {
        /// What is going to happen.
        message: String,
        /// What to write instead.
        hint: String,
    },
    /// A kind of a group that is not built in.
    Custom,
}

/// A kind that a minor no longer serves.
struct Removed {
    version: &'static str,
    kinds: &'static [&'static str],
    minor: u32,
    replacement: &'static str,
}

impl Removed {
    fn hint(&self) -> String {
        match self.replacement {
            "" => "there is no replacement".to_owned(),
            replacement => format!("use {replacement}"),
        }
    }
}

const fn removed(
    version: &'static str,
    kinds: &'static [&'static str],
    minor: u32,
    replacement: &'static str,
) -> Removed {
    Removed { version, kinds, minor, replacement }
}

/// Source: kubernetes.io/docs/reference/using-api/deprecation-guide, and the lifecycle methods in k8s.io/api.
#[rustfmt::skip]
const REMOVED: &[Removed] = &[
    removed("extensions/v1beta1", &["DaemonSet", "Deployment", "ReplicaSet"], 16, "apps/v1"),
    removed("extensions/v1beta1", &["NetworkPolicy"], 16, "networking.k8s.io/v1"),
    removed("extensions/v1beta1", &["PodSecurityPolicy"], 16, ""),
    removed("extensions/v1beta1", &["Ingress"], 22, "networking.k8s.io/v1"),
    removed("apps/v1beta1", &["ControllerRevision", "Deployment", "StatefulSet"], 16, "apps/v1"),
    removed("apps/v1beta2", &["ControllerRevision", "DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"], 16, "apps/v1"),
    removed("admissionregistration.k8s.io/v1beta1", &["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"], 22, "admissionregistration.k8s.io/v1"),
    removed("admissionregistration.k8s.io/v1alpha1", &["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"], 33, "admissionregistration.k8s.io/v1"),
    removed("admissionregistration.k8s.io/v1beta1", &["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"], 34, "admissionregistration.k8s.io/v1"),
    removed("apiextensions.k8s.io/v1beta1", &["CustomResourceDefinition"], 22, "apiextensions.k8s.io/v1"),
    removed("apiregistration.k8s.io/v1beta1", &["APIService"], 22, "apiregistration.k8s.io/v1"),
    removed("authentication.k8s.io/v1beta1", &["TokenReview"], 22, "authentication.k8s.io/v1"),
    removed("authorization.k8s.io/v1beta1", &["LocalSubjectAccessReview", "SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"], 22, "authorization.k8s.io/v1"),
    removed("auditregistration.k8s.io/v1alpha1", &["AuditSink"], 19, ""),
    removed("autoscaling/v2beta1", &["HorizontalPodAutoscaler"], 25, "autoscaling/v2"),
    removed("autoscaling/v2beta2", &["HorizontalPodAutoscaler"], 26, "autoscaling/v2"),
    removed("batch/v2alpha1", &["CronJob"], 21, "batch/v1"),
    removed("batch/v1beta1", &["CronJob"], 25, "batch/v1"),
    removed("certificates.k8s.io/v1beta1", &["CertificateSigningRequest"], 22, "certificates.k8s.io/v1"),
    removed("coordination.k8s.io/v1beta1", &["Lease"], 22, "coordination.k8s.io/v1"),
    removed("discovery.k8s.io/v1beta1", &["EndpointSlice"], 25, "discovery.k8s.io/v1"),
    removed("events.k8s.io/v1beta1", &["Event"], 25, "events.k8s.io/v1"),
    removed("flowcontrol.apiserver.k8s.io/v1alpha1", &["FlowSchema", "PriorityLevelConfiguration"], 24, "flowcontrol.apiserver.k8s.io/v1"),
    removed("flowcontrol.apiserver.k8s.io/v1beta1", &["FlowSchema", "PriorityLevelConfiguration"], 26, "flowcontrol.apiserver.k8s.io/v1"),
    removed("flowcontrol.apiserver.k8s.io/v1beta2", &["FlowSchema", "PriorityLevelConfiguration"], 29, "flowcontrol.apiserver.k8s.io/v1"),
    removed("flowcontrol.apiserver.k8s.io/v1beta3", &["FlowSchema", "PriorityLevelConfiguration"], 32, "flowcontrol.apiserver.k8s.io/v1"),
    removed("networking.k8s.io/v1beta1", &["Ingress", "IngressClass"], 22, "networking.k8s.io/v1"),
    removed("node.k8s.io/v1alpha1", &["RuntimeClass"], 22, "node.k8s.io/v1"),
    removed("node.k8s.io/v1beta1", &["RuntimeClass"], 25, "node.k8s.io/v1"),
    removed("policy/v1beta1", &["PodDisruptionBudget"], 25, "policy/v1"),
    removed("policy/v1beta1", &["PodSecurityPolicy"], 25, ""),
    removed("rbac.authorization.k8s.io/v1alpha1", &["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"], 22, "rbac.authorization.k8s.io/v1"),
    removed("rbac.authorization.k8s.io/v1beta1", &["ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"], 22, "rbac.authorization.k8s.io/v1"),
    removed("scheduling.k8s.io/v1alpha1", &["PriorityClass"], 22, "scheduling.k8s.io/v1"),
    removed("scheduling.k8s.io/v1beta1", &["PriorityClass"], 22, "scheduling.k8s.io/v1"),
    removed("settings.k8s.io/v1alpha1", &["PodPreset"], 20, ""),
    removed("storage.k8s.io/v1alpha1", &["VolumeAttachment"], 24, "storage.k8s.io/v1"),
    removed("storage.k8s.io/v1alpha1", &["CSIStorageCapacity"], 24, "storage.k8s.io/v1"),
    removed("storage.k8s.io/v1beta1", &["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"], 22, "storage.k8s.io/v1"),
    removed("storage.k8s.io/v1beta1", &["CSIStorageCapacity"], 27, "storage.k8s.io/v1"),
];

/// What a server says of a kind that it still serves and that is to be left behind: the sentence and the hint.
/// Source: the lifecycle methods in k8s.io/api; no version of removal is set for these.
pub(crate) fn deprecated(api_version: &str, kind: &str, minor: u32) -> Option<(String, String)> {
    /// Kind, version, since which minor, and what replaces it.
    const DEPRECATED: &[(&str, &str, u32, &str)] = &[
        ("ComponentStatus", "v1", 19, "there is no replacement"),
        ("Endpoints", "v1", 33, "use EndpointSlice of discovery.k8s.io/v1"),
    ];
    let found = DEPRECATED.iter().find(|(k, v, since, _)| *k == kind && *v == api_version && minor >= *since);
    let sentence = |since: &u32| format!("{kind} of {api_version} is deprecated since Kubernetes 1.{since}");
    found.map(|(_, _, since, instead)| (sentence(since), (*instead).to_owned()))
}

/// The group of an apiVersion; the core group is empty.
pub(crate) fn group(api_version: &str) -> &str {
    api_version.split_once('/').map_or("", |(group, _)| group)
}

/// Whether a group is part of Kubernetes itself.
fn is_built_in(group: &str) -> bool {
    matches!(group, "auditregistration.k8s.io" | "extensions" | "settings.k8s.io")
        || KINDS.iter().any(|k| self::group(k.api_version) == group)
}

/// Whether a version is one of custom resources: its group has a dot and is none of Kubernetes itself.
pub(crate) fn is_foreign(api_version: &str) -> bool {
    let group = group(api_version);
    group.contains('.') && !is_built_in(group)
}

/// Looks a kind up for a minor.
pub(crate) fn lookup(api_version: &str, kind: &str, minor: u32) -> Served {
    if let Some(found) = schema::kind(api_version, kind) {
        let bit = schema::minor_bit(minor);
        if found.minors & bit == 0 {
            return refuse_by_minor(found, bit, minor);
        }
        if api_version.contains("alpha") || api_version.contains("beta") {
            return Served::Refused {
                key: "apiVersion",
                message: format!("a server does not serve {kind} of {api_version} unless it is told to"),
                hint: other_version(kind, api_version, bit)
                    .map(|version| format!("use {version}"))
                    .or_else(|| Some("the server needs --runtime-config for it".to_owned())),
            };
        }
        return Served::Known(found);
    }
    let old = REMOVED.iter().find(|r| r.version == api_version && r.kinds.contains(&kind));
    if let Some(old) = old {
        if minor < old.minor {
            let message =
                format!("{kind} of {api_version} is deprecated: Kubernetes 1.{} removes it", old.minor);
            return Served::Old { message, hint: old.hint() };
        }
        return Served::Refused {
            key: "apiVersion",
            message: format!("Kubernetes 1.{} removed {kind} of {api_version}", old.minor),
            hint: Some(old.hint()),
        };
    }
    if is_foreign(api_version) {
        return Served::Custom;
    }
    let bit = schema::minor_bit(minor);
    let hint = other_version(kind, api_version, bit)
        .map(|version| format!("did you mean apiVersion {version}?"))
        .or_else(|| {
            let here = KINDS.iter().filter(|k| k.api_version == api_version).map(|k| k.kind);
            let anywhere = KINDS.iter().map(|k| k.kind);
            closest(kind, here.chain(anywhere)).map(|word| format!("did you mean {word}?"))
        });
    let served = KINDS.iter().any(|k| k.api_version == api_version);
    Served::Refused {
        key: if served && hint.as_ref().is_none_or(|h| !h.contains("apiVersion")) {
            "kind"
        } else {
            "apiVersion"
        },
        message: format!("there is no kind {kind} in version {api_version}"),
        hint,
    }
}

/// A kind that only other minors have.
fn refuse_by_minor(kind: &Kind, bit: u8, minor: u32) -> Served {
    let message = if kind.minors > bit {
        let since = FIRST_MINOR + kind.minors.trailing_zeros();
        format!(
            "{} of {} is new in Kubernetes 1.{since}, but the target is 1.{minor}",
            kind.kind, kind.api_version
        )
    } else {
        let until = FIRST_MINOR
            + (MINOR_COUNT.min(8) - (kind.minors.leading_zeros() + MINOR_COUNT).saturating_sub(8));
        format!("Kubernetes 1.{until} removed {} of {}", kind.kind, kind.api_version)
    };
    let hint = other_version(kind.kind, kind.api_version, bit).map(|version| format!("use {version}"));
    Served::Refused { key: "apiVersion", message, hint }
}

/// The stable version that serves a kind of this name in the target's minor.
fn other_version(kind: &str, api_version: &str, bit: u8) -> Option<&'static str> {
    let stable = |k: &&Kind| {
        k.kind == kind
            && k.api_version != api_version
            && k.minors & bit != 0
            && !k.api_version.contains("alpha")
            && !k.api_version.contains("beta")
    };
    let near = |k: &&Kind| group(k.api_version) == group(api_version);
    let mut found = KINDS.iter().filter(stable);
    found.clone().find(near).or_else(|| found.next_back()).map(|k| k.api_version)
}
