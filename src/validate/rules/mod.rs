//! What the server checks after decoding, one file for each subject.

use super::check::Check;
use super::node::Node;
use super::report::Finding;
use super::schema::Kind;
use super::schema::Scope::{Cluster, Namespaced};
use review::Asks;

mod annotations;
mod autoscaling;
mod batch;
mod cluster;
mod config;
mod container;
mod definition;
mod dra;
mod event;
mod expressions;
pub(crate) mod meta;
mod network;
mod pod;
mod probe;
mod quota;
mod rbac;
mod resources;
mod review;
mod scaler_annotations;
mod scheduling;
mod security;
mod selector;
pub(crate) mod service;
mod storage;
mod structural;
mod volume;
mod webhook;
mod workload;

/// The rules of one kind, whatever version of it.
struct Rules {
    group: &'static str,
    kind: &'static str,
    check: for<'a> fn(&mut Check<'a>),
}

const fn rules(group: &'static str, kind: &'static str, check: for<'a> fn(&mut Check<'a>)) -> Rules {
    Rules { group, kind, check }
}

/// Every kind that has rules, by group.
#[rustfmt::skip]
const RULES: &[Rules] = &[
    rules("", "ConfigMap", config::config_map),
    rules("", "Endpoints", service::endpoints),
    rules("", "Event", |cx| event::event(cx, true)),
    rules("", "LimitRange", quota::limit_range),
    rules("", "Namespace", cluster::namespace),
    rules("", "Node", cluster::node),
    rules("", "PersistentVolume", storage::persistent_volume),
    rules("", "PersistentVolumeClaim", storage::claim),
    rules("", "Pod", pod::pod),
    rules("", "PodTemplate", workload::pod_template),
    rules("", "ReplicationController", workload::replication_controller),
    rules("", "ResourceQuota", quota::resource_quota),
    rules("", "Secret", config::secret),
    rules("", "Service", service::service),
    rules("", "ServiceAccount", config::service_account),
    rules("admissionregistration.k8s.io", "MutatingAdmissionPolicy", webhook::mutating_policy),
    rules("admissionregistration.k8s.io", "MutatingAdmissionPolicyBinding", |cx| webhook::policy_binding(cx, true)),
    rules("admissionregistration.k8s.io", "MutatingWebhookConfiguration", webhook::configuration),
    rules("admissionregistration.k8s.io", "ValidatingAdmissionPolicy", webhook::validating_policy),
    rules("admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding", |cx| webhook::policy_binding(cx, false)),
    rules("admissionregistration.k8s.io", "ValidatingWebhookConfiguration", webhook::configuration),
    rules("apiextensions.k8s.io", "CustomResourceDefinition", definition::definition),
    rules("apiregistration.k8s.io", "APIService", cluster::api_service),
    rules("apps", "ControllerRevision", workload::controller_revision),
    rules("apps", "DaemonSet", workload::daemon_set),
    rules("apps", "Deployment", workload::deployment),
    rules("apps", "ReplicaSet", workload::replica_set),
    rules("apps", "StatefulSet", workload::stateful_set),
    rules("authentication.k8s.io", "SelfSubjectReview", review::oneself),
    rules("authentication.k8s.io", "TokenReview", review::token),
    rules("authorization.k8s.io", "LocalSubjectAccessReview", |cx| review::access(cx, Asks::InNamespace)),
    rules("authorization.k8s.io", "SelfSubjectAccessReview", |cx| review::access(cx, Asks::Oneself)),
    rules("authorization.k8s.io", "SelfSubjectRulesReview", review::rules),
    rules("authorization.k8s.io", "SubjectAccessReview", |cx| review::access(cx, Asks::Anyone)),
    rules("autoscaling", "HorizontalPodAutoscaler", autoscaling::autoscaler),
    rules("batch", "CronJob", batch::cron_job),
    rules("batch", "Job", batch::job),
    rules("certificates.k8s.io", "CertificateSigningRequest", event::signing_request),
    rules("coordination.k8s.io", "Lease", cluster::lease),
    rules("coordination.k8s.io", "LeaseCandidate", cluster::lease_candidate),
    rules("discovery.k8s.io", "EndpointSlice", service::endpoint_slice),
    rules("events.k8s.io", "Event", |cx| event::event(cx, false)),
    rules("flowcontrol.apiserver.k8s.io", "FlowSchema", cluster::flow_schema),
    rules("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration", cluster::priority_level),
    rules("networking.k8s.io", "Ingress", network::ingress),
    rules("networking.k8s.io", "IngressClass", network::ingress_class),
    rules("networking.k8s.io", "IPAddress", network::ip_address),
    rules("networking.k8s.io", "NetworkPolicy", network::network_policy),
    rules("networking.k8s.io", "ServiceCIDR", network::service_cidr),
    rules("node.k8s.io", "RuntimeClass", cluster::runtime_class),
    rules("policy", "PodDisruptionBudget", autoscaling::disruption_budget),
    rules("rbac.authorization.k8s.io", "ClusterRole", |cx| rbac::role(cx, Cluster)),
    rules("rbac.authorization.k8s.io", "ClusterRoleBinding", |cx| rbac::binding(cx, Cluster)),
    rules("rbac.authorization.k8s.io", "Role", |cx| rbac::role(cx, Namespaced)),
    rules("rbac.authorization.k8s.io", "RoleBinding", |cx| rbac::binding(cx, Namespaced)),
    rules("resource.k8s.io", "DeviceClass", dra::class),
    rules("resource.k8s.io", "ResourceClaim", dra::claim),
    rules("resource.k8s.io", "ResourceClaimTemplate", dra::claim_template),
    rules("resource.k8s.io", "ResourceSlice", dra::slice),
    rules("scheduling.k8s.io", "PriorityClass", cluster::priority_class),
    rules("storage.k8s.io", "CSIDriver", storage::csi_driver),
    rules("storage.k8s.io", "CSINode", storage::csi_node),
    rules("storage.k8s.io", "CSIStorageCapacity", storage::capacity),
    rules("storage.k8s.io", "StorageClass", storage::storage_class),
    rules("storage.k8s.io", "VolumeAttachment", storage::attachment),
    rules("storage.k8s.io", "VolumeAttributesClass", storage::attributes_class),
];

/// Applies the rules of a kind to a document of it; says whether there are any.
pub(crate) fn check<'a>(
    node: &'a Node<'a>,
    kind: &'static Kind,
    minor: u32,
    findings: &'a mut Vec<Finding>,
) -> bool {
    let group = super::served::group(kind.api_version);
    let found = RULES.iter().find(|r| r.kind == kind.kind && r.group == group);
    let mut cx = Check::new(node, Some(kind.typ), minor, findings);
    match found {
        Some(rules) => {
            (rules.check)(&mut cx);
            true
        }
        None => {
            meta::object(&mut cx, kind.scope, &meta::PATH_SEGMENT);
            false
        }
    }
}

/// Whether a kind has rules of its own, which then say what is required.
pub(crate) fn has_rules(kind: &Kind) -> bool {
    RULES.iter().any(|r| r.kind == kind.kind && r.group == super::served::group(kind.api_version))
}
