// Written by examples/kubernetes_tables.rs from the sources of k8s-openapi; do not edit.

//! The kinds of the Kubernetes API and the fields of their types, by minor.

use super::Scope::{Cluster, Namespaced};
use super::Ty::{List as L, Map as M, Struct as T};
use super::{
    ANY, BOOL, BYTES, F64, I32, I64, INT_OR_STRING, Kind, MICRO_TIME, QUANTITY, SCHEMA_OR_BOOL,
    SCHEMA_OR_LIST, SCHEMA_OR_STRINGS, STR, TIME, Type, f,
};

/// The oldest minor of the table; bit 0 of every set of minors.
pub(crate) const FIRST_MINOR: u32 = 33;
/// How many minors the table holds.
pub(crate) const MINOR_COUNT: u32 = 5;

/// Every kind, in the order of apiVersion and kind.
#[rustfmt::skip]
pub(crate) static KINDS: &[Kind] = &[
    Kind { api_version: "admissionregistration.k8s.io/v1", kind: "MutatingAdmissionPolicy", scope: Cluster, minors: 0b11000, typ: &ADMISSIONREGISTRATION_V1_MUTATING_ADMISSION_POLICY },
    Kind { api_version: "admissionregistration.k8s.io/v1", kind: "MutatingAdmissionPolicyBinding", scope: Cluster, minors: 0b11000, typ: &ADMISSIONREGISTRATION_V1_MUTATING_ADMISSION_POLICY_BINDING },
    Kind { api_version: "admissionregistration.k8s.io/v1", kind: "MutatingWebhookConfiguration", scope: Cluster, minors: 0b11111, typ: &ADMISSIONREGISTRATION_V1_MUTATING_WEBHOOK_CONFIGURATION },
    Kind { api_version: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicy", scope: Cluster, minors: 0b11111, typ: &ADMISSIONREGISTRATION_V1_VALIDATING_ADMISSION_POLICY },
    Kind { api_version: "admissionregistration.k8s.io/v1", kind: "ValidatingAdmissionPolicyBinding", scope: Cluster, minors: 0b11111, typ: &ADMISSIONREGISTRATION_V1_VALIDATING_ADMISSION_POLICY_BINDING },
    Kind { api_version: "admissionregistration.k8s.io/v1", kind: "ValidatingWebhookConfiguration", scope: Cluster, minors: 0b11111, typ: &ADMISSIONREGISTRATION_V1_VALIDATING_WEBHOOK_CONFIGURATION },
    Kind { api_version: "admissionregistration.k8s.io/v1alpha1", kind: "MutatingAdmissionPolicy", scope: Cluster, minors: 0b11111, typ: &ADMISSIONREGISTRATION_V1ALPHA1_MUTATING_ADMISSION_POLICY },
    Kind { api_version: "admissionregistration.k8s.io/v1alpha1", kind: "MutatingAdmissionPolicyBinding", scope: Cluster, minors: 0b11111, typ: &ADMISSIONREGISTRATION_V1ALPHA1_MUTATING_ADMISSION_POLICY_BINDING },
    Kind { api_version: "admissionregistration.k8s.io/v1beta1", kind: "MutatingAdmissionPolicy", scope: Cluster, minors: 0b11110, typ: &ADMISSIONREGISTRATION_V1BETA1_MUTATING_ADMISSION_POLICY },
    Kind { api_version: "admissionregistration.k8s.io/v1beta1", kind: "MutatingAdmissionPolicyBinding", scope: Cluster, minors: 0b11110, typ: &ADMISSIONREGISTRATION_V1BETA1_MUTATING_ADMISSION_POLICY_BINDING },
    Kind { api_version: "admissionregistration.k8s.io/v1beta1", kind: "ValidatingAdmissionPolicy", scope: Cluster, minors: 0b00001, typ: &ADMISSIONREGISTRATION_V1BETA1_VALIDATING_ADMISSION_POLICY },
    Kind { api_version: "admissionregistration.k8s.io/v1beta1", kind: "ValidatingAdmissionPolicyBinding", scope: Cluster, minors: 0b00001, typ: &ADMISSIONREGISTRATION_V1BETA1_VALIDATING_ADMISSION_POLICY_BINDING },
    Kind { api_version: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", scope: Cluster, minors: 0b11111, typ: &APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION },
    Kind { api_version: "apiregistration.k8s.io/v1", kind: "APIService", scope: Cluster, minors: 0b11111, typ: &APIREGISTRATION_V1_API_SERVICE },
    Kind { api_version: "apps/v1", kind: "ControllerRevision", scope: Namespaced, minors: 0b11111, typ: &APPS_V1_CONTROLLER_REVISION },
    Kind { api_version: "apps/v1", kind: "DaemonSet", scope: Namespaced, minors: 0b11111, typ: &APPS_V1_DAEMON_SET },
    Kind { api_version: "apps/v1", kind: "Deployment", scope: Namespaced, minors: 0b11111, typ: &APPS_V1_DEPLOYMENT },
    Kind { api_version: "apps/v1", kind: "ReplicaSet", scope: Namespaced, minors: 0b11111, typ: &APPS_V1_REPLICA_SET },
    Kind { api_version: "apps/v1", kind: "StatefulSet", scope: Namespaced, minors: 0b11111, typ: &APPS_V1_STATEFUL_SET },
    Kind { api_version: "authentication.k8s.io/v1", kind: "SelfSubjectReview", scope: Cluster, minors: 0b11111, typ: &AUTHENTICATION_V1_SELF_SUBJECT_REVIEW },
    Kind { api_version: "authentication.k8s.io/v1", kind: "TokenReview", scope: Cluster, minors: 0b11111, typ: &AUTHENTICATION_V1_TOKEN_REVIEW },
    Kind { api_version: "authorization.k8s.io/v1", kind: "LocalSubjectAccessReview", scope: Namespaced, minors: 0b11111, typ: &AUTHORIZATION_V1_LOCAL_SUBJECT_ACCESS_REVIEW },
    Kind { api_version: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", scope: Cluster, minors: 0b11111, typ: &AUTHORIZATION_V1_SELF_SUBJECT_ACCESS_REVIEW },
    Kind { api_version: "authorization.k8s.io/v1", kind: "SelfSubjectRulesReview", scope: Cluster, minors: 0b11111, typ: &AUTHORIZATION_V1_SELF_SUBJECT_RULES_REVIEW },
    Kind { api_version: "authorization.k8s.io/v1", kind: "SubjectAccessReview", scope: Cluster, minors: 0b11111, typ: &AUTHORIZATION_V1_SUBJECT_ACCESS_REVIEW },
    Kind { api_version: "autoscaling/v1", kind: "HorizontalPodAutoscaler", scope: Namespaced, minors: 0b11111, typ: &AUTOSCALING_V1_HORIZONTAL_POD_AUTOSCALER },
    Kind { api_version: "autoscaling/v2", kind: "HorizontalPodAutoscaler", scope: Namespaced, minors: 0b11111, typ: &AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER },
    Kind { api_version: "batch/v1", kind: "CronJob", scope: Namespaced, minors: 0b11111, typ: &BATCH_V1_CRON_JOB },
    Kind { api_version: "batch/v1", kind: "Job", scope: Namespaced, minors: 0b11111, typ: &BATCH_V1_JOB },
    Kind { api_version: "certificates.k8s.io/v1", kind: "CertificateSigningRequest", scope: Cluster, minors: 0b11111, typ: &CERTIFICATES_V1_CERTIFICATE_SIGNING_REQUEST },
    Kind { api_version: "certificates.k8s.io/v1", kind: "ClusterTrustBundle", scope: Cluster, minors: 0b10000, typ: &CERTIFICATES_V1_CLUSTER_TRUST_BUNDLE },
    Kind { api_version: "certificates.k8s.io/v1", kind: "PodCertificateRequest", scope: Namespaced, minors: 0b10000, typ: &CERTIFICATES_V1_POD_CERTIFICATE_REQUEST },
    Kind { api_version: "certificates.k8s.io/v1alpha1", kind: "ClusterTrustBundle", scope: Cluster, minors: 0b01111, typ: &CERTIFICATES_V1ALPHA1_CLUSTER_TRUST_BUNDLE },
    Kind { api_version: "certificates.k8s.io/v1alpha1", kind: "PodCertificateRequest", scope: Namespaced, minors: 0b00010, typ: &CERTIFICATES_V1ALPHA1_POD_CERTIFICATE_REQUEST },
    Kind { api_version: "certificates.k8s.io/v1beta1", kind: "ClusterTrustBundle", scope: Cluster, minors: 0b11111, typ: &CERTIFICATES_V1BETA1_CLUSTER_TRUST_BUNDLE },
    Kind { api_version: "certificates.k8s.io/v1beta1", kind: "PodCertificateRequest", scope: Namespaced, minors: 0b11100, typ: &CERTIFICATES_V1BETA1_POD_CERTIFICATE_REQUEST },
    Kind { api_version: "coordination.k8s.io/v1", kind: "Lease", scope: Namespaced, minors: 0b11111, typ: &COORDINATION_V1_LEASE },
    Kind { api_version: "coordination.k8s.io/v1alpha2", kind: "LeaseCandidate", scope: Namespaced, minors: 0b11111, typ: &COORDINATION_V1ALPHA2_LEASE_CANDIDATE },
    Kind { api_version: "coordination.k8s.io/v1beta1", kind: "LeaseCandidate", scope: Namespaced, minors: 0b11111, typ: &COORDINATION_V1BETA1_LEASE_CANDIDATE },
    Kind { api_version: "discovery.k8s.io/v1", kind: "EndpointSlice", scope: Namespaced, minors: 0b11111, typ: &DISCOVERY_V1_ENDPOINT_SLICE },
    Kind { api_version: "events.k8s.io/v1", kind: "Event", scope: Namespaced, minors: 0b11111, typ: &EVENTS_V1_EVENT },
    Kind { api_version: "flowcontrol.apiserver.k8s.io/v1", kind: "FlowSchema", scope: Cluster, minors: 0b11111, typ: &FLOWCONTROL_V1_FLOW_SCHEMA },
    Kind { api_version: "flowcontrol.apiserver.k8s.io/v1", kind: "PriorityLevelConfiguration", scope: Cluster, minors: 0b11111, typ: &FLOWCONTROL_V1_PRIORITY_LEVEL_CONFIGURATION },
    Kind { api_version: "internal.apiserver.k8s.io/v1alpha1", kind: "StorageVersion", scope: Cluster, minors: 0b11111, typ: &APISERVERINTERNAL_V1ALPHA1_STORAGE_VERSION },
    Kind { api_version: "lifecycle.k8s.io/v1alpha1", kind: "Eviction", scope: Namespaced, minors: 0b10000, typ: &LIFECYCLE_V1ALPHA1_EVICTION },
    Kind { api_version: "lifecycle.k8s.io/v1alpha1", kind: "EvictionRequest", scope: Namespaced, minors: 0b10000, typ: &LIFECYCLE_V1ALPHA1_EVICTION_REQUEST },
    Kind { api_version: "networking.k8s.io/v1", kind: "IPAddress", scope: Cluster, minors: 0b11111, typ: &NETWORKING_V1_IP_ADDRESS },
    Kind { api_version: "networking.k8s.io/v1", kind: "Ingress", scope: Namespaced, minors: 0b11111, typ: &NETWORKING_V1_INGRESS },
    Kind { api_version: "networking.k8s.io/v1", kind: "IngressClass", scope: Cluster, minors: 0b11111, typ: &NETWORKING_V1_INGRESS_CLASS },
    Kind { api_version: "networking.k8s.io/v1", kind: "NetworkPolicy", scope: Namespaced, minors: 0b11111, typ: &NETWORKING_V1_NETWORK_POLICY },
    Kind { api_version: "networking.k8s.io/v1", kind: "ServiceCIDR", scope: Cluster, minors: 0b11111, typ: &NETWORKING_V1_SERVICE_CIDR },
    Kind { api_version: "networking.k8s.io/v1beta1", kind: "IPAddress", scope: Cluster, minors: 0b01111, typ: &NETWORKING_V1BETA1_IP_ADDRESS },
    Kind { api_version: "networking.k8s.io/v1beta1", kind: "ServiceCIDR", scope: Cluster, minors: 0b01111, typ: &NETWORKING_V1BETA1_SERVICE_CIDR },
    Kind { api_version: "node.k8s.io/v1", kind: "RuntimeClass", scope: Cluster, minors: 0b11111, typ: &NODE_V1_RUNTIME_CLASS },
    Kind { api_version: "policy/v1", kind: "PodDisruptionBudget", scope: Namespaced, minors: 0b11111, typ: &POLICY_V1_POD_DISRUPTION_BUDGET },
    Kind { api_version: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", scope: Cluster, minors: 0b11111, typ: &RBAC_V1_CLUSTER_ROLE },
    Kind { api_version: "rbac.authorization.k8s.io/v1", kind: "ClusterRoleBinding", scope: Cluster, minors: 0b11111, typ: &RBAC_V1_CLUSTER_ROLE_BINDING },
    Kind { api_version: "rbac.authorization.k8s.io/v1", kind: "Role", scope: Namespaced, minors: 0b11111, typ: &RBAC_V1_ROLE },
    Kind { api_version: "rbac.authorization.k8s.io/v1", kind: "RoleBinding", scope: Namespaced, minors: 0b11111, typ: &RBAC_V1_ROLE_BINDING },
    Kind { api_version: "resource.k8s.io/v1", kind: "DeviceClass", scope: Cluster, minors: 0b11110, typ: &RESOURCE_V1_DEVICE_CLASS },
    Kind { api_version: "resource.k8s.io/v1", kind: "DeviceTaintRule", scope: Cluster, minors: 0b10000, typ: &RESOURCE_V1_DEVICE_TAINT_RULE },
    Kind { api_version: "resource.k8s.io/v1", kind: "ResourceClaim", scope: Namespaced, minors: 0b11110, typ: &RESOURCE_V1_RESOURCE_CLAIM },
    Kind { api_version: "resource.k8s.io/v1", kind: "ResourceClaimTemplate", scope: Namespaced, minors: 0b11110, typ: &RESOURCE_V1_RESOURCE_CLAIM_TEMPLATE },
    Kind { api_version: "resource.k8s.io/v1", kind: "ResourceSlice", scope: Cluster, minors: 0b11110, typ: &RESOURCE_V1_RESOURCE_SLICE },
    Kind { api_version: "resource.k8s.io/v1alpha3", kind: "DeviceClass", scope: Cluster, minors: 0b00001, typ: &RESOURCE_V1ALPHA3_DEVICE_CLASS },
    Kind { api_version: "resource.k8s.io/v1alpha3", kind: "DeviceTaintRule", scope: Cluster, minors: 0b11111, typ: &RESOURCE_V1ALPHA3_DEVICE_TAINT_RULE },
    Kind { api_version: "resource.k8s.io/v1alpha3", kind: "ResourceClaim", scope: Namespaced, minors: 0b00001, typ: &RESOURCE_V1ALPHA3_RESOURCE_CLAIM },
    Kind { api_version: "resource.k8s.io/v1alpha3", kind: "ResourceClaimTemplate", scope: Namespaced, minors: 0b00001, typ: &RESOURCE_V1ALPHA3_RESOURCE_CLAIM_TEMPLATE },
    Kind { api_version: "resource.k8s.io/v1alpha3", kind: "ResourcePoolStatusRequest", scope: Cluster, minors: 0b11000, typ: &RESOURCE_V1ALPHA3_RESOURCE_POOL_STATUS_REQUEST },
    Kind { api_version: "resource.k8s.io/v1alpha3", kind: "ResourceSlice", scope: Cluster, minors: 0b00001, typ: &RESOURCE_V1ALPHA3_RESOURCE_SLICE },
    Kind { api_version: "resource.k8s.io/v1beta1", kind: "DeviceClass", scope: Cluster, minors: 0b11111, typ: &RESOURCE_V1BETA1_DEVICE_CLASS },
    Kind { api_version: "resource.k8s.io/v1beta1", kind: "ResourceClaim", scope: Namespaced, minors: 0b11111, typ: &RESOURCE_V1BETA1_RESOURCE_CLAIM },
    Kind { api_version: "resource.k8s.io/v1beta1", kind: "ResourceClaimTemplate", scope: Namespaced, minors: 0b11111, typ: &RESOURCE_V1BETA1_RESOURCE_CLAIM_TEMPLATE },
    Kind { api_version: "resource.k8s.io/v1beta1", kind: "ResourceSlice", scope: Cluster, minors: 0b11111, typ: &RESOURCE_V1BETA1_RESOURCE_SLICE },
    Kind { api_version: "resource.k8s.io/v1beta2", kind: "DeviceClass", scope: Cluster, minors: 0b11111, typ: &RESOURCE_V1BETA2_DEVICE_CLASS },
    Kind { api_version: "resource.k8s.io/v1beta2", kind: "DeviceTaintRule", scope: Cluster, minors: 0b11000, typ: &RESOURCE_V1BETA2_DEVICE_TAINT_RULE },
    Kind { api_version: "resource.k8s.io/v1beta2", kind: "ResourceClaim", scope: Namespaced, minors: 0b11111, typ: &RESOURCE_V1BETA2_RESOURCE_CLAIM },
    Kind { api_version: "resource.k8s.io/v1beta2", kind: "ResourceClaimTemplate", scope: Namespaced, minors: 0b11111, typ: &RESOURCE_V1BETA2_RESOURCE_CLAIM_TEMPLATE },
    Kind { api_version: "resource.k8s.io/v1beta2", kind: "ResourceSlice", scope: Cluster, minors: 0b11111, typ: &RESOURCE_V1BETA2_RESOURCE_SLICE },
    Kind { api_version: "scheduling.k8s.io/v1", kind: "PriorityClass", scope: Cluster, minors: 0b11111, typ: &SCHEDULING_V1_PRIORITY_CLASS },
    Kind { api_version: "scheduling.k8s.io/v1alpha1", kind: "Workload", scope: Namespaced, minors: 0b00100, typ: &SCHEDULING_V1ALPHA1_WORKLOAD },
    Kind { api_version: "scheduling.k8s.io/v1alpha2", kind: "PodGroup", scope: Namespaced, minors: 0b01000, typ: &SCHEDULING_V1ALPHA2_POD_GROUP },
    Kind { api_version: "scheduling.k8s.io/v1alpha2", kind: "Workload", scope: Namespaced, minors: 0b01000, typ: &SCHEDULING_V1ALPHA2_WORKLOAD },
    Kind { api_version: "scheduling.k8s.io/v1alpha3", kind: "CompositePodGroup", scope: Namespaced, minors: 0b10000, typ: &SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP },
    Kind { api_version: "scheduling.k8s.io/v1alpha3", kind: "PodGroup", scope: Namespaced, minors: 0b10000, typ: &SCHEDULING_V1ALPHA3_POD_GROUP },
    Kind { api_version: "scheduling.k8s.io/v1alpha3", kind: "Workload", scope: Namespaced, minors: 0b10000, typ: &SCHEDULING_V1ALPHA3_WORKLOAD },
    Kind { api_version: "scheduling.k8s.io/v1beta1", kind: "PodGroup", scope: Namespaced, minors: 0b10000, typ: &SCHEDULING_V1BETA1_POD_GROUP },
    Kind { api_version: "scheduling.k8s.io/v1beta1", kind: "Workload", scope: Namespaced, minors: 0b10000, typ: &SCHEDULING_V1BETA1_WORKLOAD },
    Kind { api_version: "storage.k8s.io/v1", kind: "CSIDriver", scope: Cluster, minors: 0b11111, typ: &STORAGE_V1_CSI_DRIVER },
    Kind { api_version: "storage.k8s.io/v1", kind: "CSINode", scope: Cluster, minors: 0b11111, typ: &STORAGE_V1_CSI_NODE },
    Kind { api_version: "storage.k8s.io/v1", kind: "CSIStorageCapacity", scope: Namespaced, minors: 0b11111, typ: &STORAGE_V1_CSI_STORAGE_CAPACITY },
    Kind { api_version: "storage.k8s.io/v1", kind: "StorageClass", scope: Cluster, minors: 0b11111, typ: &STORAGE_V1_STORAGE_CLASS },
    Kind { api_version: "storage.k8s.io/v1", kind: "VolumeAttachment", scope: Cluster, minors: 0b11111, typ: &STORAGE_V1_VOLUME_ATTACHMENT },
    Kind { api_version: "storage.k8s.io/v1", kind: "VolumeAttributesClass", scope: Cluster, minors: 0b11110, typ: &STORAGE_V1_VOLUME_ATTRIBUTES_CLASS },
    Kind { api_version: "storage.k8s.io/v1alpha1", kind: "VolumeAttributesClass", scope: Cluster, minors: 0b00011, typ: &STORAGE_V1ALPHA1_VOLUME_ATTRIBUTES_CLASS },
    Kind { api_version: "storage.k8s.io/v1beta1", kind: "VolumeAttributesClass", scope: Cluster, minors: 0b01111, typ: &STORAGE_V1BETA1_VOLUME_ATTRIBUTES_CLASS },
    Kind { api_version: "storagemigration.k8s.io/v1", kind: "StorageVersionMigration", scope: Cluster, minors: 0b10000, typ: &STORAGEMIGRATION_V1_STORAGE_VERSION_MIGRATION },
    Kind { api_version: "storagemigration.k8s.io/v1alpha1", kind: "StorageVersionMigration", scope: Cluster, minors: 0b00011, typ: &STORAGEMIGRATION_V1ALPHA1_STORAGE_VERSION_MIGRATION },
    Kind { api_version: "storagemigration.k8s.io/v1beta1", kind: "StorageVersionMigration", scope: Cluster, minors: 0b11100, typ: &STORAGEMIGRATION_V1BETA1_STORAGE_VERSION_MIGRATION },
    Kind { api_version: "v1", kind: "Binding", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_BINDING },
    Kind { api_version: "v1", kind: "ComponentStatus", scope: Cluster, minors: 0b11111, typ: &CORE_V1_COMPONENT_STATUS },
    Kind { api_version: "v1", kind: "ConfigMap", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_CONFIG_MAP },
    Kind { api_version: "v1", kind: "Endpoints", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_ENDPOINTS },
    Kind { api_version: "v1", kind: "Event", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_EVENT },
    Kind { api_version: "v1", kind: "LimitRange", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_LIMIT_RANGE },
    Kind { api_version: "v1", kind: "Namespace", scope: Cluster, minors: 0b11111, typ: &CORE_V1_NAMESPACE },
    Kind { api_version: "v1", kind: "Node", scope: Cluster, minors: 0b11111, typ: &CORE_V1_NODE },
    Kind { api_version: "v1", kind: "PersistentVolume", scope: Cluster, minors: 0b11111, typ: &CORE_V1_PERSISTENT_VOLUME },
    Kind { api_version: "v1", kind: "PersistentVolumeClaim", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_PERSISTENT_VOLUME_CLAIM },
    Kind { api_version: "v1", kind: "Pod", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_POD },
    Kind { api_version: "v1", kind: "PodTemplate", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_POD_TEMPLATE },
    Kind { api_version: "v1", kind: "ReplicationController", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_REPLICATION_CONTROLLER },
    Kind { api_version: "v1", kind: "ResourceQuota", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_RESOURCE_QUOTA },
    Kind { api_version: "v1", kind: "Secret", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_SECRET },
    Kind { api_version: "v1", kind: "Service", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_SERVICE },
    Kind { api_version: "v1", kind: "ServiceAccount", scope: Namespaced, minors: 0b11111, typ: &CORE_V1_SERVICE_ACCOUNT },
];

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_APPLY_CONFIGURATION: Type = Type { name: "ApplyConfiguration", fields: &[
    f("expression", STR, 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_AUDIT_ANNOTATION: Type = Type { name: "AuditAnnotation", fields: &[
    f("key", STR, 0b11111, 0b11111),
    f("valueExpression", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_EXPRESSION_WARNING: Type = Type { name: "ExpressionWarning", fields: &[
    f("fieldRef", STR, 0b11111, 0b11111),
    f("warning", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_JSON_PATCH: Type = Type { name: "JSONPatch", fields: &[
    f("expression", STR, 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_MATCH_CONDITION: Type = Type { name: "MatchCondition", fields: &[
    f("expression", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_MATCH_RESOURCES: Type = Type { name: "MatchResources", fields: &[
    f("excludeResourceRules", L(&T(&ADMISSIONREGISTRATION_V1_NAMED_RULE_WITH_OPERATIONS)), 0b00000, 0b11111),
    f("matchPolicy", STR, 0b00000, 0b11111),
    f("namespaceSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("objectSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("resourceRules", L(&T(&ADMISSIONREGISTRATION_V1_NAMED_RULE_WITH_OPERATIONS)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_MUTATING_ADMISSION_POLICY: Type = Type { name: "MutatingAdmissionPolicy", fields: &[
    f("apiVersion", STR, 0b00000, 0b11000),
    f("kind", STR, 0b00000, 0b11000),
    f("metadata", T(&META_V1_OBJECT_META), 0b11000, 0b11000),
    f("spec", T(&ADMISSIONREGISTRATION_V1_MUTATING_ADMISSION_POLICY_SPEC), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_MUTATING_ADMISSION_POLICY_BINDING: Type = Type { name: "MutatingAdmissionPolicyBinding", fields: &[
    f("apiVersion", STR, 0b00000, 0b11000),
    f("kind", STR, 0b00000, 0b11000),
    f("metadata", T(&META_V1_OBJECT_META), 0b11000, 0b11000),
    f("spec", T(&ADMISSIONREGISTRATION_V1_MUTATING_ADMISSION_POLICY_BINDING_SPEC), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_MUTATING_ADMISSION_POLICY_BINDING_SPEC: Type = Type { name: "MutatingAdmissionPolicyBindingSpec", fields: &[
    f("matchResources", T(&ADMISSIONREGISTRATION_V1_MATCH_RESOURCES), 0b00000, 0b11000),
    f("paramRef", T(&ADMISSIONREGISTRATION_V1_PARAM_REF), 0b00000, 0b11000),
    f("policyName", STR, 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_MUTATING_ADMISSION_POLICY_SPEC: Type = Type { name: "MutatingAdmissionPolicySpec", fields: &[
    f("failurePolicy", STR, 0b00000, 0b11000),
    f("matchConditions", L(&T(&ADMISSIONREGISTRATION_V1_MATCH_CONDITION)), 0b00000, 0b11000),
    f("matchConstraints", T(&ADMISSIONREGISTRATION_V1_MATCH_RESOURCES), 0b00000, 0b11000),
    f("mutations", L(&T(&ADMISSIONREGISTRATION_V1_MUTATION)), 0b00000, 0b11000),
    f("paramKind", T(&ADMISSIONREGISTRATION_V1_PARAM_KIND), 0b00000, 0b11000),
    f("reinvocationPolicy", STR, 0b00000, 0b11000),
    f("variables", L(&T(&ADMISSIONREGISTRATION_V1_VARIABLE)), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_MUTATING_WEBHOOK: Type = Type { name: "MutatingWebhook", fields: &[
    f("admissionReviewVersions", L(&STR), 0b11111, 0b11111),
    f("clientConfig", T(&ADMISSIONREGISTRATION_V1_WEBHOOK_CLIENT_CONFIG), 0b11111, 0b11111),
    f("failurePolicy", STR, 0b00000, 0b11111),
    f("matchConditions", L(&T(&ADMISSIONREGISTRATION_V1_MATCH_CONDITION)), 0b00000, 0b11111),
    f("matchPolicy", STR, 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("namespaceSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("objectSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("reinvocationPolicy", STR, 0b00000, 0b11111),
    f("rules", L(&T(&ADMISSIONREGISTRATION_V1_RULE_WITH_OPERATIONS)), 0b00000, 0b11111),
    f("sideEffects", STR, 0b11111, 0b11111),
    f("timeoutSeconds", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_MUTATING_WEBHOOK_CONFIGURATION: Type = Type { name: "MutatingWebhookConfiguration", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("webhooks", L(&T(&ADMISSIONREGISTRATION_V1_MUTATING_WEBHOOK)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_MUTATION: Type = Type { name: "Mutation", fields: &[
    f("applyConfiguration", T(&ADMISSIONREGISTRATION_V1_APPLY_CONFIGURATION), 0b00000, 0b11000),
    f("jsonPatch", T(&ADMISSIONREGISTRATION_V1_JSON_PATCH), 0b00000, 0b11000),
    f("patchType", STR, 0b11000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_NAMED_RULE_WITH_OPERATIONS: Type = Type { name: "NamedRuleWithOperations", fields: &[
    f("apiGroups", L(&STR), 0b00000, 0b11111),
    f("apiVersions", L(&STR), 0b00000, 0b11111),
    f("operations", L(&STR), 0b00000, 0b11111),
    f("resourceNames", L(&STR), 0b00000, 0b11111),
    f("resources", L(&STR), 0b00000, 0b11111),
    f("scope", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_PARAM_KIND: Type = Type { name: "ParamKind", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_PARAM_REF: Type = Type { name: "ParamRef", fields: &[
    f("name", STR, 0b00000, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
    f("parameterNotFoundAction", STR, 0b00000, 0b11111),
    f("selector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_RULE_WITH_OPERATIONS: Type = Type { name: "RuleWithOperations", fields: &[
    f("apiGroups", L(&STR), 0b00000, 0b11111),
    f("apiVersions", L(&STR), 0b00000, 0b11111),
    f("operations", L(&STR), 0b00000, 0b11111),
    f("resources", L(&STR), 0b00000, 0b11111),
    f("scope", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_SERVICE_REFERENCE: Type = Type { name: "ServiceReference", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("namespace", STR, 0b11111, 0b11111),
    f("path", STR, 0b00000, 0b11111),
    f("port", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_TYPE_CHECKING: Type = Type { name: "TypeChecking", fields: &[
    f("expressionWarnings", L(&T(&ADMISSIONREGISTRATION_V1_EXPRESSION_WARNING)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_VALIDATING_ADMISSION_POLICY: Type = Type { name: "ValidatingAdmissionPolicy", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&ADMISSIONREGISTRATION_V1_VALIDATING_ADMISSION_POLICY_SPEC), 0b00000, 0b11111),
    f("status", T(&ADMISSIONREGISTRATION_V1_VALIDATING_ADMISSION_POLICY_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_VALIDATING_ADMISSION_POLICY_BINDING: Type = Type { name: "ValidatingAdmissionPolicyBinding", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&ADMISSIONREGISTRATION_V1_VALIDATING_ADMISSION_POLICY_BINDING_SPEC), 0b11000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_VALIDATING_ADMISSION_POLICY_BINDING_SPEC: Type = Type { name: "ValidatingAdmissionPolicyBindingSpec", fields: &[
    f("matchResources", T(&ADMISSIONREGISTRATION_V1_MATCH_RESOURCES), 0b00000, 0b11111),
    f("paramRef", T(&ADMISSIONREGISTRATION_V1_PARAM_REF), 0b00000, 0b11111),
    f("policyName", STR, 0b11000, 0b11111),
    f("validationActions", L(&STR), 0b11000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_VALIDATING_ADMISSION_POLICY_SPEC: Type = Type { name: "ValidatingAdmissionPolicySpec", fields: &[
    f("auditAnnotations", L(&T(&ADMISSIONREGISTRATION_V1_AUDIT_ANNOTATION)), 0b00000, 0b11111),
    f("failurePolicy", STR, 0b00000, 0b11111),
    f("matchConditions", L(&T(&ADMISSIONREGISTRATION_V1_MATCH_CONDITION)), 0b00000, 0b11111),
    f("matchConstraints", T(&ADMISSIONREGISTRATION_V1_MATCH_RESOURCES), 0b00000, 0b11111),
    f("paramKind", T(&ADMISSIONREGISTRATION_V1_PARAM_KIND), 0b00000, 0b11111),
    f("validations", L(&T(&ADMISSIONREGISTRATION_V1_VALIDATION)), 0b00000, 0b11111),
    f("variables", L(&T(&ADMISSIONREGISTRATION_V1_VARIABLE)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_VALIDATING_ADMISSION_POLICY_STATUS: Type = Type { name: "ValidatingAdmissionPolicyStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
    f("typeChecking", T(&ADMISSIONREGISTRATION_V1_TYPE_CHECKING), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_VALIDATING_WEBHOOK: Type = Type { name: "ValidatingWebhook", fields: &[
    f("admissionReviewVersions", L(&STR), 0b11111, 0b11111),
    f("clientConfig", T(&ADMISSIONREGISTRATION_V1_WEBHOOK_CLIENT_CONFIG), 0b11111, 0b11111),
    f("failurePolicy", STR, 0b00000, 0b11111),
    f("matchConditions", L(&T(&ADMISSIONREGISTRATION_V1_MATCH_CONDITION)), 0b00000, 0b11111),
    f("matchPolicy", STR, 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("namespaceSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("objectSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("rules", L(&T(&ADMISSIONREGISTRATION_V1_RULE_WITH_OPERATIONS)), 0b00000, 0b11111),
    f("sideEffects", STR, 0b11111, 0b11111),
    f("timeoutSeconds", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_VALIDATING_WEBHOOK_CONFIGURATION: Type = Type { name: "ValidatingWebhookConfiguration", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("webhooks", L(&T(&ADMISSIONREGISTRATION_V1_VALIDATING_WEBHOOK)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_VALIDATION: Type = Type { name: "Validation", fields: &[
    f("expression", STR, 0b11111, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("messageExpression", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_VARIABLE: Type = Type { name: "Variable", fields: &[
    f("expression", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1_WEBHOOK_CLIENT_CONFIG: Type = Type { name: "WebhookClientConfig", fields: &[
    f("caBundle", BYTES, 0b00000, 0b11111),
    f("service", T(&ADMISSIONREGISTRATION_V1_SERVICE_REFERENCE), 0b00000, 0b11111),
    f("url", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_APPLY_CONFIGURATION: Type = Type { name: "ApplyConfiguration", fields: &[
    f("expression", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_JSON_PATCH: Type = Type { name: "JSONPatch", fields: &[
    f("expression", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_MATCH_CONDITION: Type = Type { name: "MatchCondition", fields: &[
    f("expression", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_MATCH_RESOURCES: Type = Type { name: "MatchResources", fields: &[
    f("excludeResourceRules", L(&T(&ADMISSIONREGISTRATION_V1ALPHA1_NAMED_RULE_WITH_OPERATIONS)), 0b00000, 0b11111),
    f("matchPolicy", STR, 0b00000, 0b11111),
    f("namespaceSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("objectSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("resourceRules", L(&T(&ADMISSIONREGISTRATION_V1ALPHA1_NAMED_RULE_WITH_OPERATIONS)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_MUTATING_ADMISSION_POLICY: Type = Type { name: "MutatingAdmissionPolicy", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&ADMISSIONREGISTRATION_V1ALPHA1_MUTATING_ADMISSION_POLICY_SPEC), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_MUTATING_ADMISSION_POLICY_BINDING: Type = Type { name: "MutatingAdmissionPolicyBinding", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&ADMISSIONREGISTRATION_V1ALPHA1_MUTATING_ADMISSION_POLICY_BINDING_SPEC), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_MUTATING_ADMISSION_POLICY_BINDING_SPEC: Type = Type { name: "MutatingAdmissionPolicyBindingSpec", fields: &[
    f("matchResources", T(&ADMISSIONREGISTRATION_V1ALPHA1_MATCH_RESOURCES), 0b00000, 0b11111),
    f("paramRef", T(&ADMISSIONREGISTRATION_V1ALPHA1_PARAM_REF), 0b00000, 0b11111),
    f("policyName", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_MUTATING_ADMISSION_POLICY_SPEC: Type = Type { name: "MutatingAdmissionPolicySpec", fields: &[
    f("failurePolicy", STR, 0b00000, 0b11111),
    f("matchConditions", L(&T(&ADMISSIONREGISTRATION_V1ALPHA1_MATCH_CONDITION)), 0b00000, 0b11111),
    f("matchConstraints", T(&ADMISSIONREGISTRATION_V1ALPHA1_MATCH_RESOURCES), 0b00000, 0b11111),
    f("mutations", L(&T(&ADMISSIONREGISTRATION_V1ALPHA1_MUTATION)), 0b00000, 0b11111),
    f("paramKind", T(&ADMISSIONREGISTRATION_V1ALPHA1_PARAM_KIND), 0b00000, 0b11111),
    f("reinvocationPolicy", STR, 0b00000, 0b11111),
    f("variables", L(&T(&ADMISSIONREGISTRATION_V1ALPHA1_VARIABLE)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_MUTATION: Type = Type { name: "Mutation", fields: &[
    f("applyConfiguration", T(&ADMISSIONREGISTRATION_V1ALPHA1_APPLY_CONFIGURATION), 0b00000, 0b11111),
    f("jsonPatch", T(&ADMISSIONREGISTRATION_V1ALPHA1_JSON_PATCH), 0b00000, 0b11111),
    f("patchType", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_NAMED_RULE_WITH_OPERATIONS: Type = Type { name: "NamedRuleWithOperations", fields: &[
    f("apiGroups", L(&STR), 0b00000, 0b11111),
    f("apiVersions", L(&STR), 0b00000, 0b11111),
    f("operations", L(&STR), 0b00000, 0b11111),
    f("resourceNames", L(&STR), 0b00000, 0b11111),
    f("resources", L(&STR), 0b00000, 0b11111),
    f("scope", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_PARAM_KIND: Type = Type { name: "ParamKind", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_PARAM_REF: Type = Type { name: "ParamRef", fields: &[
    f("name", STR, 0b00000, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
    f("parameterNotFoundAction", STR, 0b00000, 0b11111),
    f("selector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1ALPHA1_VARIABLE: Type = Type { name: "Variable", fields: &[
    f("expression", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_APPLY_CONFIGURATION: Type = Type { name: "ApplyConfiguration", fields: &[
    f("expression", STR, 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_AUDIT_ANNOTATION: Type = Type { name: "AuditAnnotation", fields: &[
    f("key", STR, 0b00001, 0b00001),
    f("valueExpression", STR, 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_EXPRESSION_WARNING: Type = Type { name: "ExpressionWarning", fields: &[
    f("fieldRef", STR, 0b00001, 0b00001),
    f("warning", STR, 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_JSON_PATCH: Type = Type { name: "JSONPatch", fields: &[
    f("expression", STR, 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_MATCH_CONDITION: Type = Type { name: "MatchCondition", fields: &[
    f("expression", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_MATCH_RESOURCES: Type = Type { name: "MatchResources", fields: &[
    f("excludeResourceRules", L(&T(&ADMISSIONREGISTRATION_V1BETA1_NAMED_RULE_WITH_OPERATIONS)), 0b00000, 0b11111),
    f("matchPolicy", STR, 0b00000, 0b11111),
    f("namespaceSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("objectSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("resourceRules", L(&T(&ADMISSIONREGISTRATION_V1BETA1_NAMED_RULE_WITH_OPERATIONS)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_MUTATING_ADMISSION_POLICY: Type = Type { name: "MutatingAdmissionPolicy", fields: &[
    f("apiVersion", STR, 0b00000, 0b11110),
    f("kind", STR, 0b00000, 0b11110),
    f("metadata", T(&META_V1_OBJECT_META), 0b11110, 0b11110),
    f("spec", T(&ADMISSIONREGISTRATION_V1BETA1_MUTATING_ADMISSION_POLICY_SPEC), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_MUTATING_ADMISSION_POLICY_BINDING: Type = Type { name: "MutatingAdmissionPolicyBinding", fields: &[
    f("apiVersion", STR, 0b00000, 0b11110),
    f("kind", STR, 0b00000, 0b11110),
    f("metadata", T(&META_V1_OBJECT_META), 0b11110, 0b11110),
    f("spec", T(&ADMISSIONREGISTRATION_V1BETA1_MUTATING_ADMISSION_POLICY_BINDING_SPEC), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_MUTATING_ADMISSION_POLICY_BINDING_SPEC: Type = Type { name: "MutatingAdmissionPolicyBindingSpec", fields: &[
    f("matchResources", T(&ADMISSIONREGISTRATION_V1BETA1_MATCH_RESOURCES), 0b00000, 0b11110),
    f("paramRef", T(&ADMISSIONREGISTRATION_V1BETA1_PARAM_REF), 0b00000, 0b11110),
    f("policyName", STR, 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_MUTATING_ADMISSION_POLICY_SPEC: Type = Type { name: "MutatingAdmissionPolicySpec", fields: &[
    f("failurePolicy", STR, 0b00000, 0b11110),
    f("matchConditions", L(&T(&ADMISSIONREGISTRATION_V1BETA1_MATCH_CONDITION)), 0b00000, 0b11110),
    f("matchConstraints", T(&ADMISSIONREGISTRATION_V1BETA1_MATCH_RESOURCES), 0b00000, 0b11110),
    f("mutations", L(&T(&ADMISSIONREGISTRATION_V1BETA1_MUTATION)), 0b00000, 0b11110),
    f("paramKind", T(&ADMISSIONREGISTRATION_V1BETA1_PARAM_KIND), 0b00000, 0b11110),
    f("reinvocationPolicy", STR, 0b00000, 0b11110),
    f("variables", L(&T(&ADMISSIONREGISTRATION_V1BETA1_VARIABLE)), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_MUTATION: Type = Type { name: "Mutation", fields: &[
    f("applyConfiguration", T(&ADMISSIONREGISTRATION_V1BETA1_APPLY_CONFIGURATION), 0b00000, 0b11110),
    f("jsonPatch", T(&ADMISSIONREGISTRATION_V1BETA1_JSON_PATCH), 0b00000, 0b11110),
    f("patchType", STR, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_NAMED_RULE_WITH_OPERATIONS: Type = Type { name: "NamedRuleWithOperations", fields: &[
    f("apiGroups", L(&STR), 0b00000, 0b11111),
    f("apiVersions", L(&STR), 0b00000, 0b11111),
    f("operations", L(&STR), 0b00000, 0b11111),
    f("resourceNames", L(&STR), 0b00000, 0b11111),
    f("resources", L(&STR), 0b00000, 0b11111),
    f("scope", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_PARAM_KIND: Type = Type { name: "ParamKind", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_PARAM_REF: Type = Type { name: "ParamRef", fields: &[
    f("name", STR, 0b00000, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
    f("parameterNotFoundAction", STR, 0b00000, 0b11111),
    f("selector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_TYPE_CHECKING: Type = Type { name: "TypeChecking", fields: &[
    f("expressionWarnings", L(&T(&ADMISSIONREGISTRATION_V1BETA1_EXPRESSION_WARNING)), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_VALIDATING_ADMISSION_POLICY: Type = Type { name: "ValidatingAdmissionPolicy", fields: &[
    f("apiVersion", STR, 0b00000, 0b00001),
    f("kind", STR, 0b00000, 0b00001),
    f("metadata", T(&META_V1_OBJECT_META), 0b00001, 0b00001),
    f("spec", T(&ADMISSIONREGISTRATION_V1BETA1_VALIDATING_ADMISSION_POLICY_SPEC), 0b00000, 0b00001),
    f("status", T(&ADMISSIONREGISTRATION_V1BETA1_VALIDATING_ADMISSION_POLICY_STATUS), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_VALIDATING_ADMISSION_POLICY_BINDING: Type = Type { name: "ValidatingAdmissionPolicyBinding", fields: &[
    f("apiVersion", STR, 0b00000, 0b00001),
    f("kind", STR, 0b00000, 0b00001),
    f("metadata", T(&META_V1_OBJECT_META), 0b00001, 0b00001),
    f("spec", T(&ADMISSIONREGISTRATION_V1BETA1_VALIDATING_ADMISSION_POLICY_BINDING_SPEC), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_VALIDATING_ADMISSION_POLICY_BINDING_SPEC: Type = Type { name: "ValidatingAdmissionPolicyBindingSpec", fields: &[
    f("matchResources", T(&ADMISSIONREGISTRATION_V1BETA1_MATCH_RESOURCES), 0b00000, 0b00001),
    f("paramRef", T(&ADMISSIONREGISTRATION_V1BETA1_PARAM_REF), 0b00000, 0b00001),
    f("policyName", STR, 0b00000, 0b00001),
    f("validationActions", L(&STR), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_VALIDATING_ADMISSION_POLICY_SPEC: Type = Type { name: "ValidatingAdmissionPolicySpec", fields: &[
    f("auditAnnotations", L(&T(&ADMISSIONREGISTRATION_V1BETA1_AUDIT_ANNOTATION)), 0b00000, 0b00001),
    f("failurePolicy", STR, 0b00000, 0b00001),
    f("matchConditions", L(&T(&ADMISSIONREGISTRATION_V1BETA1_MATCH_CONDITION)), 0b00000, 0b00001),
    f("matchConstraints", T(&ADMISSIONREGISTRATION_V1BETA1_MATCH_RESOURCES), 0b00000, 0b00001),
    f("paramKind", T(&ADMISSIONREGISTRATION_V1BETA1_PARAM_KIND), 0b00000, 0b00001),
    f("validations", L(&T(&ADMISSIONREGISTRATION_V1BETA1_VALIDATION)), 0b00000, 0b00001),
    f("variables", L(&T(&ADMISSIONREGISTRATION_V1BETA1_VARIABLE)), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_VALIDATING_ADMISSION_POLICY_STATUS: Type = Type { name: "ValidatingAdmissionPolicyStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b00001),
    f("observedGeneration", I64, 0b00000, 0b00001),
    f("typeChecking", T(&ADMISSIONREGISTRATION_V1BETA1_TYPE_CHECKING), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_VALIDATION: Type = Type { name: "Validation", fields: &[
    f("expression", STR, 0b00001, 0b00001),
    f("message", STR, 0b00000, 0b00001),
    f("messageExpression", STR, 0b00000, 0b00001),
    f("reason", STR, 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static ADMISSIONREGISTRATION_V1BETA1_VARIABLE: Type = Type { name: "Variable", fields: &[
    f("expression", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APISERVERINTERNAL_V1ALPHA1_SERVER_STORAGE_VERSION: Type = Type { name: "ServerStorageVersion", fields: &[
    f("apiServerID", STR, 0b11000, 0b11111),
    f("decodableVersions", L(&STR), 0b11000, 0b11111),
    f("encodingVersion", STR, 0b11000, 0b11111),
    f("servedVersions", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APISERVERINTERNAL_V1ALPHA1_STORAGE_VERSION: Type = Type { name: "StorageVersion", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&APISERVERINTERNAL_V1ALPHA1_STORAGE_VERSION_SPEC), 0b00111, 0b11111),
    f("status", T(&APISERVERINTERNAL_V1ALPHA1_STORAGE_VERSION_STATUS), 0b00111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APISERVERINTERNAL_V1ALPHA1_STORAGE_VERSION_CONDITION: Type = Type { name: "StorageVersionCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b11111, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
    f("reason", STR, 0b11111, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APISERVERINTERNAL_V1ALPHA1_STORAGE_VERSION_SPEC: Type = Type { name: "StorageVersionSpec", fields: &[
] };

#[rustfmt::skip]
pub(crate) static APISERVERINTERNAL_V1ALPHA1_STORAGE_VERSION_STATUS: Type = Type { name: "StorageVersionStatus", fields: &[
    f("commonEncodingVersion", STR, 0b00000, 0b11111),
    f("conditions", L(&T(&APISERVERINTERNAL_V1ALPHA1_STORAGE_VERSION_CONDITION)), 0b00000, 0b11111),
    f("storageVersions", L(&T(&APISERVERINTERNAL_V1ALPHA1_SERVER_STORAGE_VERSION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_CONTROLLER_REVISION: Type = Type { name: "ControllerRevision", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("data", ANY, 0b10000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("revision", I64, 0b01111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_DAEMON_SET: Type = Type { name: "DaemonSet", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&APPS_V1_DAEMON_SET_SPEC), 0b10000, 0b11111),
    f("status", T(&APPS_V1_DAEMON_SET_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_DAEMON_SET_CONDITION: Type = Type { name: "DaemonSetCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b01111, 0b11111),
    f("type", STR, 0b01111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_DAEMON_SET_SPEC: Type = Type { name: "DaemonSetSpec", fields: &[
    f("minReadySeconds", I32, 0b00000, 0b11111),
    f("revisionHistoryLimit", I32, 0b00000, 0b11111),
    f("selector", T(&META_V1_LABEL_SELECTOR), 0b11111, 0b11111),
    f("template", T(&CORE_V1_POD_TEMPLATE_SPEC), 0b11111, 0b11111),
    f("updateStrategy", T(&APPS_V1_DAEMON_SET_UPDATE_STRATEGY), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_DAEMON_SET_STATUS: Type = Type { name: "DaemonSetStatus", fields: &[
    f("collisionCount", I32, 0b00000, 0b11111),
    f("conditions", L(&T(&APPS_V1_DAEMON_SET_CONDITION)), 0b00000, 0b11111),
    f("currentNumberScheduled", I32, 0b11111, 0b11111),
    f("desiredNumberScheduled", I32, 0b11111, 0b11111),
    f("numberAvailable", I32, 0b00000, 0b11111),
    f("numberMisscheduled", I32, 0b11111, 0b11111),
    f("numberReady", I32, 0b11111, 0b11111),
    f("numberUnavailable", I32, 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
    f("updatedNumberScheduled", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_DAEMON_SET_UPDATE_STRATEGY: Type = Type { name: "DaemonSetUpdateStrategy", fields: &[
    f("rollingUpdate", T(&APPS_V1_ROLLING_UPDATE_DAEMON_SET), 0b00000, 0b11111),
    f("type", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_DEPLOYMENT: Type = Type { name: "Deployment", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&APPS_V1_DEPLOYMENT_SPEC), 0b10000, 0b11111),
    f("status", T(&APPS_V1_DEPLOYMENT_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_DEPLOYMENT_CONDITION: Type = Type { name: "DeploymentCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("lastUpdateTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b01111, 0b11111),
    f("type", STR, 0b01111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_DEPLOYMENT_SPEC: Type = Type { name: "DeploymentSpec", fields: &[
    f("minReadySeconds", I32, 0b00000, 0b11111),
    f("paused", BOOL, 0b00000, 0b11111),
    f("progressDeadlineSeconds", I32, 0b00000, 0b11111),
    f("replicas", I32, 0b00000, 0b11111),
    f("revisionHistoryLimit", I32, 0b00000, 0b11111),
    f("selector", T(&META_V1_LABEL_SELECTOR), 0b11111, 0b11111),
    f("strategy", T(&APPS_V1_DEPLOYMENT_STRATEGY), 0b00000, 0b11111),
    f("template", T(&CORE_V1_POD_TEMPLATE_SPEC), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_DEPLOYMENT_STATUS: Type = Type { name: "DeploymentStatus", fields: &[
    f("availableReplicas", I32, 0b00000, 0b11111),
    f("collisionCount", I32, 0b00000, 0b11111),
    f("conditions", L(&T(&APPS_V1_DEPLOYMENT_CONDITION)), 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
    f("readyReplicas", I32, 0b00000, 0b11111),
    f("replicas", I32, 0b00000, 0b11111),
    f("terminatingReplicas", I32, 0b00000, 0b11111),
    f("unavailableReplicas", I32, 0b00000, 0b11111),
    f("updatedReplicas", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_DEPLOYMENT_STRATEGY: Type = Type { name: "DeploymentStrategy", fields: &[
    f("rollingUpdate", T(&APPS_V1_ROLLING_UPDATE_DEPLOYMENT), 0b00000, 0b11111),
    f("type", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_REPLICA_SET: Type = Type { name: "ReplicaSet", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&APPS_V1_REPLICA_SET_SPEC), 0b10000, 0b11111),
    f("status", T(&APPS_V1_REPLICA_SET_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_REPLICA_SET_CONDITION: Type = Type { name: "ReplicaSetCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b01111, 0b11111),
    f("type", STR, 0b01111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_REPLICA_SET_SPEC: Type = Type { name: "ReplicaSetSpec", fields: &[
    f("minReadySeconds", I32, 0b00000, 0b11111),
    f("replicas", I32, 0b00000, 0b11111),
    f("selector", T(&META_V1_LABEL_SELECTOR), 0b11111, 0b11111),
    f("template", T(&CORE_V1_POD_TEMPLATE_SPEC), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_REPLICA_SET_STATUS: Type = Type { name: "ReplicaSetStatus", fields: &[
    f("availableReplicas", I32, 0b00000, 0b11111),
    f("conditions", L(&T(&APPS_V1_REPLICA_SET_CONDITION)), 0b00000, 0b11111),
    f("fullyLabeledReplicas", I32, 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
    f("readyReplicas", I32, 0b00000, 0b11111),
    f("replicas", I32, 0b11111, 0b11111),
    f("terminatingReplicas", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_ROLLING_UPDATE_DAEMON_SET: Type = Type { name: "RollingUpdateDaemonSet", fields: &[
    f("maxSurge", INT_OR_STRING, 0b00000, 0b11111),
    f("maxUnavailable", INT_OR_STRING, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_ROLLING_UPDATE_DEPLOYMENT: Type = Type { name: "RollingUpdateDeployment", fields: &[
    f("maxSurge", INT_OR_STRING, 0b00000, 0b11111),
    f("maxUnavailable", INT_OR_STRING, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_ROLLING_UPDATE_STATEFUL_SET_STRATEGY: Type = Type { name: "RollingUpdateStatefulSetStrategy", fields: &[
    f("maxUnavailable", INT_OR_STRING, 0b00000, 0b11111),
    f("partition", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_STATEFUL_SET: Type = Type { name: "StatefulSet", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&APPS_V1_STATEFUL_SET_SPEC), 0b10000, 0b11111),
    f("status", T(&APPS_V1_STATEFUL_SET_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_STATEFUL_SET_CONDITION: Type = Type { name: "StatefulSetCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b01111, 0b11111),
    f("type", STR, 0b01111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_STATEFUL_SET_ORDINALS: Type = Type { name: "StatefulSetOrdinals", fields: &[
    f("start", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY: Type = Type { name: "StatefulSetPersistentVolumeClaimRetentionPolicy", fields: &[
    f("whenDeleted", STR, 0b00000, 0b11111),
    f("whenScaled", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_STATEFUL_SET_SPEC: Type = Type { name: "StatefulSetSpec", fields: &[
    f("minReadySeconds", I32, 0b00000, 0b11111),
    f("ordinals", T(&APPS_V1_STATEFUL_SET_ORDINALS), 0b00000, 0b11111),
    f("persistentVolumeClaimRetentionPolicy", T(&APPS_V1_STATEFUL_SET_PERSISTENT_VOLUME_CLAIM_RETENTION_POLICY), 0b00000, 0b11111),
    f("podManagementPolicy", STR, 0b00000, 0b11111),
    f("replicas", I32, 0b00000, 0b11111),
    f("revisionHistoryLimit", I32, 0b00000, 0b11111),
    f("selector", T(&META_V1_LABEL_SELECTOR), 0b11111, 0b11111),
    f("serviceName", STR, 0b00000, 0b11111),
    f("template", T(&CORE_V1_POD_TEMPLATE_SPEC), 0b11111, 0b11111),
    f("updateStrategy", T(&APPS_V1_STATEFUL_SET_UPDATE_STRATEGY), 0b00000, 0b11111),
    f("volumeClaimTemplates", L(&T(&CORE_V1_PERSISTENT_VOLUME_CLAIM)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_STATEFUL_SET_STATUS: Type = Type { name: "StatefulSetStatus", fields: &[
    f("availableReplicas", I32, 0b00000, 0b11111),
    f("collisionCount", I32, 0b00000, 0b11111),
    f("conditions", L(&T(&APPS_V1_STATEFUL_SET_CONDITION)), 0b00000, 0b11111),
    f("currentReplicas", I32, 0b00000, 0b11111),
    f("currentRevision", STR, 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
    f("readyReplicas", I32, 0b00000, 0b11111),
    f("replicas", I32, 0b11111, 0b11111),
    f("updateRevision", STR, 0b00000, 0b11111),
    f("updatedReplicas", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APPS_V1_STATEFUL_SET_UPDATE_STRATEGY: Type = Type { name: "StatefulSetUpdateStrategy", fields: &[
    f("rollingUpdate", T(&APPS_V1_ROLLING_UPDATE_STATEFUL_SET_STRATEGY), 0b00000, 0b11111),
    f("type", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHENTICATION_V1_SELF_SUBJECT_REVIEW: Type = Type { name: "SelfSubjectReview", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("status", T(&AUTHENTICATION_V1_SELF_SUBJECT_REVIEW_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHENTICATION_V1_SELF_SUBJECT_REVIEW_STATUS: Type = Type { name: "SelfSubjectReviewStatus", fields: &[
    f("userInfo", T(&AUTHENTICATION_V1_USER_INFO), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHENTICATION_V1_TOKEN_REVIEW: Type = Type { name: "TokenReview", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&AUTHENTICATION_V1_TOKEN_REVIEW_SPEC), 0b11111, 0b11111),
    f("status", T(&AUTHENTICATION_V1_TOKEN_REVIEW_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHENTICATION_V1_TOKEN_REVIEW_SPEC: Type = Type { name: "TokenReviewSpec", fields: &[
    f("audiences", L(&STR), 0b00000, 0b11111),
    f("token", STR, 0b11000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHENTICATION_V1_TOKEN_REVIEW_STATUS: Type = Type { name: "TokenReviewStatus", fields: &[
    f("audiences", L(&STR), 0b00000, 0b11111),
    f("authenticated", BOOL, 0b00000, 0b11111),
    f("error", STR, 0b00000, 0b11111),
    f("user", T(&AUTHENTICATION_V1_USER_INFO), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHENTICATION_V1_USER_INFO: Type = Type { name: "UserInfo", fields: &[
    f("extra", M(&L(&STR)), 0b00000, 0b11111),
    f("groups", L(&STR), 0b00000, 0b11111),
    f("uid", STR, 0b00000, 0b11111),
    f("username", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_FIELD_SELECTOR_ATTRIBUTES: Type = Type { name: "FieldSelectorAttributes", fields: &[
    f("rawSelector", STR, 0b00000, 0b11111),
    f("requirements", L(&T(&META_V1_FIELD_SELECTOR_REQUIREMENT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_LABEL_SELECTOR_ATTRIBUTES: Type = Type { name: "LabelSelectorAttributes", fields: &[
    f("rawSelector", STR, 0b00000, 0b11111),
    f("requirements", L(&T(&META_V1_LABEL_SELECTOR_REQUIREMENT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_LOCAL_SUBJECT_ACCESS_REVIEW: Type = Type { name: "LocalSubjectAccessReview", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&AUTHORIZATION_V1_SUBJECT_ACCESS_REVIEW_SPEC), 0b11111, 0b11111),
    f("status", T(&AUTHORIZATION_V1_SUBJECT_ACCESS_REVIEW_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_NON_RESOURCE_ATTRIBUTES: Type = Type { name: "NonResourceAttributes", fields: &[
    f("path", STR, 0b00000, 0b11111),
    f("verb", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_NON_RESOURCE_RULE: Type = Type { name: "NonResourceRule", fields: &[
    f("nonResourceURLs", L(&STR), 0b00000, 0b11111),
    f("verbs", L(&STR), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_RESOURCE_ATTRIBUTES: Type = Type { name: "ResourceAttributes", fields: &[
    f("fieldSelector", T(&AUTHORIZATION_V1_FIELD_SELECTOR_ATTRIBUTES), 0b00000, 0b11111),
    f("group", STR, 0b00000, 0b11111),
    f("labelSelector", T(&AUTHORIZATION_V1_LABEL_SELECTOR_ATTRIBUTES), 0b00000, 0b11111),
    f("name", STR, 0b00000, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
    f("resource", STR, 0b00000, 0b11111),
    f("subresource", STR, 0b00000, 0b11111),
    f("verb", STR, 0b00000, 0b11111),
    f("version", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_RESOURCE_RULE: Type = Type { name: "ResourceRule", fields: &[
    f("apiGroups", L(&STR), 0b00000, 0b11111),
    f("resourceNames", L(&STR), 0b00000, 0b11111),
    f("resources", L(&STR), 0b00000, 0b11111),
    f("verbs", L(&STR), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_SELF_SUBJECT_ACCESS_REVIEW: Type = Type { name: "SelfSubjectAccessReview", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&AUTHORIZATION_V1_SELF_SUBJECT_ACCESS_REVIEW_SPEC), 0b11111, 0b11111),
    f("status", T(&AUTHORIZATION_V1_SUBJECT_ACCESS_REVIEW_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_SELF_SUBJECT_ACCESS_REVIEW_SPEC: Type = Type { name: "SelfSubjectAccessReviewSpec", fields: &[
    f("nonResourceAttributes", T(&AUTHORIZATION_V1_NON_RESOURCE_ATTRIBUTES), 0b00000, 0b11111),
    f("resourceAttributes", T(&AUTHORIZATION_V1_RESOURCE_ATTRIBUTES), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_SELF_SUBJECT_RULES_REVIEW: Type = Type { name: "SelfSubjectRulesReview", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&AUTHORIZATION_V1_SELF_SUBJECT_RULES_REVIEW_SPEC), 0b11111, 0b11111),
    f("status", T(&AUTHORIZATION_V1_SUBJECT_RULES_REVIEW_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_SELF_SUBJECT_RULES_REVIEW_SPEC: Type = Type { name: "SelfSubjectRulesReviewSpec", fields: &[
    f("namespace", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_SUBJECT_ACCESS_REVIEW: Type = Type { name: "SubjectAccessReview", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&AUTHORIZATION_V1_SUBJECT_ACCESS_REVIEW_SPEC), 0b11111, 0b11111),
    f("status", T(&AUTHORIZATION_V1_SUBJECT_ACCESS_REVIEW_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_SUBJECT_ACCESS_REVIEW_SPEC: Type = Type { name: "SubjectAccessReviewSpec", fields: &[
    f("extra", M(&L(&STR)), 0b00000, 0b11111),
    f("groups", L(&STR), 0b00000, 0b11111),
    f("nonResourceAttributes", T(&AUTHORIZATION_V1_NON_RESOURCE_ATTRIBUTES), 0b00000, 0b11111),
    f("resourceAttributes", T(&AUTHORIZATION_V1_RESOURCE_ATTRIBUTES), 0b00000, 0b11111),
    f("uid", STR, 0b00000, 0b11111),
    f("user", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_SUBJECT_ACCESS_REVIEW_STATUS: Type = Type { name: "SubjectAccessReviewStatus", fields: &[
    f("allowed", BOOL, 0b11111, 0b11111),
    f("denied", BOOL, 0b00000, 0b11111),
    f("evaluationError", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTHORIZATION_V1_SUBJECT_RULES_REVIEW_STATUS: Type = Type { name: "SubjectRulesReviewStatus", fields: &[
    f("evaluationError", STR, 0b00000, 0b11111),
    f("incomplete", BOOL, 0b11111, 0b11111),
    f("nonResourceRules", L(&T(&AUTHORIZATION_V1_NON_RESOURCE_RULE)), 0b11111, 0b11111),
    f("resourceRules", L(&T(&AUTHORIZATION_V1_RESOURCE_RULE)), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V1_CROSS_VERSION_OBJECT_REFERENCE: Type = Type { name: "CrossVersionObjectReference", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V1_HORIZONTAL_POD_AUTOSCALER: Type = Type { name: "HorizontalPodAutoscaler", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&AUTOSCALING_V1_HORIZONTAL_POD_AUTOSCALER_SPEC), 0b11000, 0b11111),
    f("status", T(&AUTOSCALING_V1_HORIZONTAL_POD_AUTOSCALER_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V1_HORIZONTAL_POD_AUTOSCALER_SPEC: Type = Type { name: "HorizontalPodAutoscalerSpec", fields: &[
    f("maxReplicas", I32, 0b11111, 0b11111),
    f("minReplicas", I32, 0b00000, 0b11111),
    f("scaleTargetRef", T(&AUTOSCALING_V1_CROSS_VERSION_OBJECT_REFERENCE), 0b11111, 0b11111),
    f("targetCPUUtilizationPercentage", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V1_HORIZONTAL_POD_AUTOSCALER_STATUS: Type = Type { name: "HorizontalPodAutoscalerStatus", fields: &[
    f("currentCPUUtilizationPercentage", I32, 0b00000, 0b11111),
    f("currentReplicas", I32, 0b11111, 0b11111),
    f("desiredReplicas", I32, 0b11111, 0b11111),
    f("lastScaleTime", TIME, 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_CONTAINER_RESOURCE_METRIC_SOURCE: Type = Type { name: "ContainerResourceMetricSource", fields: &[
    f("container", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("target", T(&AUTOSCALING_V2_METRIC_TARGET), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_CONTAINER_RESOURCE_METRIC_STATUS: Type = Type { name: "ContainerResourceMetricStatus", fields: &[
    f("container", STR, 0b11111, 0b11111),
    f("current", T(&AUTOSCALING_V2_METRIC_VALUE_STATUS), 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_CROSS_VERSION_OBJECT_REFERENCE: Type = Type { name: "CrossVersionObjectReference", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_EXTERNAL_METRIC_SOURCE: Type = Type { name: "ExternalMetricSource", fields: &[
    f("metric", T(&AUTOSCALING_V2_METRIC_IDENTIFIER), 0b11111, 0b11111),
    f("target", T(&AUTOSCALING_V2_METRIC_TARGET), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_EXTERNAL_METRIC_STATUS: Type = Type { name: "ExternalMetricStatus", fields: &[
    f("current", T(&AUTOSCALING_V2_METRIC_VALUE_STATUS), 0b11111, 0b11111),
    f("metric", T(&AUTOSCALING_V2_METRIC_IDENTIFIER), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_HPA_SCALING_POLICY: Type = Type { name: "HPAScalingPolicy", fields: &[
    f("periodSeconds", I32, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
    f("value", I32, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_HPA_SCALING_RULES: Type = Type { name: "HPAScalingRules", fields: &[
    f("policies", L(&T(&AUTOSCALING_V2_HPA_SCALING_POLICY)), 0b00000, 0b11111),
    f("selectPolicy", STR, 0b00000, 0b11111),
    f("stabilizationWindowSeconds", I32, 0b00000, 0b11111),
    f("tolerance", QUANTITY, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER: Type = Type { name: "HorizontalPodAutoscaler", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER_SPEC), 0b11000, 0b11111),
    f("status", T(&AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER_BEHAVIOR: Type = Type { name: "HorizontalPodAutoscalerBehavior", fields: &[
    f("scaleDown", T(&AUTOSCALING_V2_HPA_SCALING_RULES), 0b00000, 0b11111),
    f("scaleUp", T(&AUTOSCALING_V2_HPA_SCALING_RULES), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER_CONDITION: Type = Type { name: "HorizontalPodAutoscalerCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b10000),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER_SPEC: Type = Type { name: "HorizontalPodAutoscalerSpec", fields: &[
    f("behavior", T(&AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER_BEHAVIOR), 0b00000, 0b11111),
    f("maxReplicas", I32, 0b11111, 0b11111),
    f("metrics", L(&T(&AUTOSCALING_V2_METRIC_SPEC)), 0b00000, 0b11111),
    f("minReplicas", I32, 0b00000, 0b11111),
    f("scaleTargetRef", T(&AUTOSCALING_V2_CROSS_VERSION_OBJECT_REFERENCE), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER_STATUS: Type = Type { name: "HorizontalPodAutoscalerStatus", fields: &[
    f("conditions", L(&T(&AUTOSCALING_V2_HORIZONTAL_POD_AUTOSCALER_CONDITION)), 0b00000, 0b11111),
    f("currentMetrics", L(&T(&AUTOSCALING_V2_METRIC_STATUS)), 0b00000, 0b11111),
    f("currentReplicas", I32, 0b00000, 0b11111),
    f("desiredReplicas", I32, 0b11111, 0b11111),
    f("lastScaleTime", TIME, 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_METRIC_IDENTIFIER: Type = Type { name: "MetricIdentifier", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("selector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_METRIC_SPEC: Type = Type { name: "MetricSpec", fields: &[
    f("containerResource", T(&AUTOSCALING_V2_CONTAINER_RESOURCE_METRIC_SOURCE), 0b00000, 0b11111),
    f("external", T(&AUTOSCALING_V2_EXTERNAL_METRIC_SOURCE), 0b00000, 0b11111),
    f("object", T(&AUTOSCALING_V2_OBJECT_METRIC_SOURCE), 0b00000, 0b11111),
    f("pods", T(&AUTOSCALING_V2_PODS_METRIC_SOURCE), 0b00000, 0b11111),
    f("resource", T(&AUTOSCALING_V2_RESOURCE_METRIC_SOURCE), 0b00000, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_METRIC_STATUS: Type = Type { name: "MetricStatus", fields: &[
    f("containerResource", T(&AUTOSCALING_V2_CONTAINER_RESOURCE_METRIC_STATUS), 0b00000, 0b11111),
    f("external", T(&AUTOSCALING_V2_EXTERNAL_METRIC_STATUS), 0b00000, 0b11111),
    f("object", T(&AUTOSCALING_V2_OBJECT_METRIC_STATUS), 0b00000, 0b11111),
    f("pods", T(&AUTOSCALING_V2_PODS_METRIC_STATUS), 0b00000, 0b11111),
    f("resource", T(&AUTOSCALING_V2_RESOURCE_METRIC_STATUS), 0b00000, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_METRIC_TARGET: Type = Type { name: "MetricTarget", fields: &[
    f("averageUtilization", I32, 0b00000, 0b11111),
    f("averageValue", QUANTITY, 0b00000, 0b11111),
    f("type", STR, 0b11111, 0b11111),
    f("value", QUANTITY, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_METRIC_VALUE_STATUS: Type = Type { name: "MetricValueStatus", fields: &[
    f("averageUtilization", I32, 0b00000, 0b11111),
    f("averageValue", QUANTITY, 0b00000, 0b11111),
    f("value", QUANTITY, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_OBJECT_METRIC_SOURCE: Type = Type { name: "ObjectMetricSource", fields: &[
    f("describedObject", T(&AUTOSCALING_V2_CROSS_VERSION_OBJECT_REFERENCE), 0b11111, 0b11111),
    f("metric", T(&AUTOSCALING_V2_METRIC_IDENTIFIER), 0b11111, 0b11111),
    f("target", T(&AUTOSCALING_V2_METRIC_TARGET), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_OBJECT_METRIC_STATUS: Type = Type { name: "ObjectMetricStatus", fields: &[
    f("current", T(&AUTOSCALING_V2_METRIC_VALUE_STATUS), 0b11111, 0b11111),
    f("describedObject", T(&AUTOSCALING_V2_CROSS_VERSION_OBJECT_REFERENCE), 0b11111, 0b11111),
    f("metric", T(&AUTOSCALING_V2_METRIC_IDENTIFIER), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_PODS_METRIC_SOURCE: Type = Type { name: "PodsMetricSource", fields: &[
    f("metric", T(&AUTOSCALING_V2_METRIC_IDENTIFIER), 0b11111, 0b11111),
    f("target", T(&AUTOSCALING_V2_METRIC_TARGET), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_PODS_METRIC_STATUS: Type = Type { name: "PodsMetricStatus", fields: &[
    f("current", T(&AUTOSCALING_V2_METRIC_VALUE_STATUS), 0b11111, 0b11111),
    f("metric", T(&AUTOSCALING_V2_METRIC_IDENTIFIER), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_RESOURCE_METRIC_SOURCE: Type = Type { name: "ResourceMetricSource", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("target", T(&AUTOSCALING_V2_METRIC_TARGET), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static AUTOSCALING_V2_RESOURCE_METRIC_STATUS: Type = Type { name: "ResourceMetricStatus", fields: &[
    f("current", T(&AUTOSCALING_V2_METRIC_VALUE_STATUS), 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_CRON_JOB: Type = Type { name: "CronJob", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&BATCH_V1_CRON_JOB_SPEC), 0b11000, 0b11111),
    f("status", T(&BATCH_V1_CRON_JOB_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_CRON_JOB_SPEC: Type = Type { name: "CronJobSpec", fields: &[
    f("concurrencyPolicy", STR, 0b00000, 0b11111),
    f("failedJobsHistoryLimit", I32, 0b00000, 0b11111),
    f("jobTemplate", T(&BATCH_V1_JOB_TEMPLATE_SPEC), 0b11111, 0b11111),
    f("schedule", STR, 0b11111, 0b11111),
    f("startingDeadlineSeconds", I64, 0b00000, 0b11111),
    f("successfulJobsHistoryLimit", I32, 0b00000, 0b11111),
    f("suspend", BOOL, 0b00000, 0b11111),
    f("timeZone", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_CRON_JOB_STATUS: Type = Type { name: "CronJobStatus", fields: &[
    f("active", L(&T(&CORE_V1_OBJECT_REFERENCE)), 0b00000, 0b11111),
    f("lastScheduleTime", TIME, 0b00000, 0b11111),
    f("lastSuccessfulTime", TIME, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_JOB: Type = Type { name: "Job", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&BATCH_V1_JOB_SPEC), 0b00000, 0b11111),
    f("status", T(&BATCH_V1_JOB_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_JOB_CONDITION: Type = Type { name: "JobCondition", fields: &[
    f("lastProbeTime", TIME, 0b00000, 0b11111),
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_JOB_SCHEDULING_CONFIGURATION: Type = Type { name: "JobSchedulingConfiguration", fields: &[
    f("disruptionMode", T(&SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_DISRUPTION_MODE), 0b00000, 0b10000),
    f("resourceClaims", L(&T(&SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_RESOURCE_CLAIM)), 0b00000, 0b10000),
    f("schedulingConstraints", T(&SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_SCHEDULING_CONSTRAINTS), 0b00000, 0b10000),
    f("schedulingPolicy", T(&SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_SCHEDULING_POLICY), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_JOB_SPEC: Type = Type { name: "JobSpec", fields: &[
    f("activeDeadlineSeconds", I64, 0b00000, 0b11111),
    f("backoffLimit", I32, 0b00000, 0b11111),
    f("backoffLimitPerIndex", I32, 0b00000, 0b11111),
    f("completionMode", STR, 0b00000, 0b11111),
    f("completions", I32, 0b00000, 0b11111),
    f("managedBy", STR, 0b00000, 0b11111),
    f("manualSelector", BOOL, 0b00000, 0b11111),
    f("maxFailedIndexes", I32, 0b00000, 0b11111),
    f("parallelism", I32, 0b00000, 0b11111),
    f("podFailurePolicy", T(&BATCH_V1_POD_FAILURE_POLICY), 0b00000, 0b11111),
    f("podReplacementPolicy", STR, 0b00000, 0b11111),
    f("scheduling", T(&BATCH_V1_JOB_SCHEDULING_CONFIGURATION), 0b00000, 0b10000),
    f("selector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("successPolicy", T(&BATCH_V1_SUCCESS_POLICY), 0b00000, 0b11111),
    f("suspend", BOOL, 0b00000, 0b11111),
    f("template", T(&CORE_V1_POD_TEMPLATE_SPEC), 0b11111, 0b11111),
    f("ttlSecondsAfterFinished", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_JOB_STATUS: Type = Type { name: "JobStatus", fields: &[
    f("active", I32, 0b00000, 0b11111),
    f("completedIndexes", STR, 0b00000, 0b11111),
    f("completionTime", TIME, 0b00000, 0b11111),
    f("conditions", L(&T(&BATCH_V1_JOB_CONDITION)), 0b00000, 0b11111),
    f("failed", I32, 0b00000, 0b11111),
    f("failedIndexes", STR, 0b00000, 0b11111),
    f("ready", I32, 0b00000, 0b11111),
    f("startTime", TIME, 0b00000, 0b11111),
    f("succeeded", I32, 0b00000, 0b11111),
    f("terminating", I32, 0b00000, 0b11111),
    f("uncountedTerminatedPods", T(&BATCH_V1_UNCOUNTED_TERMINATED_PODS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_JOB_TEMPLATE_SPEC: Type = Type { name: "JobTemplateSpec", fields: &[
    f("metadata", T(&META_V1_OBJECT_META), 0b00000, 0b11111),
    f("spec", T(&BATCH_V1_JOB_SPEC), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_POD_FAILURE_POLICY: Type = Type { name: "PodFailurePolicy", fields: &[
    f("rules", L(&T(&BATCH_V1_POD_FAILURE_POLICY_RULE)), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_POD_FAILURE_POLICY_ON_EXIT_CODES_REQUIREMENT: Type = Type { name: "PodFailurePolicyOnExitCodesRequirement", fields: &[
    f("containerName", STR, 0b00000, 0b11111),
    f("operator", STR, 0b11111, 0b11111),
    f("values", L(&I32), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_POD_FAILURE_POLICY_ON_POD_CONDITIONS_PATTERN: Type = Type { name: "PodFailurePolicyOnPodConditionsPattern", fields: &[
    f("status", STR, 0b00011, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_POD_FAILURE_POLICY_RULE: Type = Type { name: "PodFailurePolicyRule", fields: &[
    f("action", STR, 0b11111, 0b11111),
    f("onExitCodes", T(&BATCH_V1_POD_FAILURE_POLICY_ON_EXIT_CODES_REQUIREMENT), 0b00000, 0b11111),
    f("onPodConditions", L(&T(&BATCH_V1_POD_FAILURE_POLICY_ON_POD_CONDITIONS_PATTERN)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_SUCCESS_POLICY: Type = Type { name: "SuccessPolicy", fields: &[
    f("rules", L(&T(&BATCH_V1_SUCCESS_POLICY_RULE)), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_SUCCESS_POLICY_RULE: Type = Type { name: "SuccessPolicyRule", fields: &[
    f("succeededCount", I32, 0b00000, 0b11111),
    f("succeededIndexes", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static BATCH_V1_UNCOUNTED_TERMINATED_PODS: Type = Type { name: "UncountedTerminatedPods", fields: &[
    f("failed", L(&STR), 0b00000, 0b11111),
    f("succeeded", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1_CERTIFICATE_SIGNING_REQUEST: Type = Type { name: "CertificateSigningRequest", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&CERTIFICATES_V1_CERTIFICATE_SIGNING_REQUEST_SPEC), 0b11111, 0b11111),
    f("status", T(&CERTIFICATES_V1_CERTIFICATE_SIGNING_REQUEST_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1_CERTIFICATE_SIGNING_REQUEST_CONDITION: Type = Type { name: "CertificateSigningRequestCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("lastUpdateTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1_CERTIFICATE_SIGNING_REQUEST_SPEC: Type = Type { name: "CertificateSigningRequestSpec", fields: &[
    f("expirationSeconds", I32, 0b00000, 0b11111),
    f("extra", M(&L(&STR)), 0b00000, 0b11111),
    f("groups", L(&STR), 0b00000, 0b11111),
    f("request", BYTES, 0b11111, 0b11111),
    f("signerName", STR, 0b11111, 0b11111),
    f("uid", STR, 0b00000, 0b11111),
    f("usages", L(&STR), 0b00000, 0b11111),
    f("username", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1_CERTIFICATE_SIGNING_REQUEST_STATUS: Type = Type { name: "CertificateSigningRequestStatus", fields: &[
    f("certificate", BYTES, 0b00000, 0b11111),
    f("conditions", L(&T(&CERTIFICATES_V1_CERTIFICATE_SIGNING_REQUEST_CONDITION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1_CLUSTER_TRUST_BUNDLE: Type = Type { name: "ClusterTrustBundle", fields: &[
    f("apiVersion", STR, 0b00000, 0b10000),
    f("kind", STR, 0b00000, 0b10000),
    f("metadata", T(&META_V1_OBJECT_META), 0b10000, 0b10000),
    f("spec", T(&CERTIFICATES_V1_CLUSTER_TRUST_BUNDLE_SPEC), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1_CLUSTER_TRUST_BUNDLE_SPEC: Type = Type { name: "ClusterTrustBundleSpec", fields: &[
    f("signerName", STR, 0b00000, 0b10000),
    f("trustBundle", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1_POD_CERTIFICATE_REQUEST: Type = Type { name: "PodCertificateRequest", fields: &[
    f("apiVersion", STR, 0b00000, 0b10000),
    f("kind", STR, 0b00000, 0b10000),
    f("metadata", T(&META_V1_OBJECT_META), 0b10000, 0b10000),
    f("spec", T(&CERTIFICATES_V1_POD_CERTIFICATE_REQUEST_SPEC), 0b10000, 0b10000),
    f("status", T(&CERTIFICATES_V1_POD_CERTIFICATE_REQUEST_STATUS), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1_POD_CERTIFICATE_REQUEST_SPEC: Type = Type { name: "PodCertificateRequestSpec", fields: &[
    f("maxExpirationSeconds", I32, 0b00000, 0b10000),
    f("nodeName", STR, 0b10000, 0b10000),
    f("nodeUID", STR, 0b10000, 0b10000),
    f("podName", STR, 0b10000, 0b10000),
    f("podUID", STR, 0b10000, 0b10000),
    f("serviceAccountName", STR, 0b10000, 0b10000),
    f("serviceAccountUID", STR, 0b10000, 0b10000),
    f("signerName", STR, 0b10000, 0b10000),
    f("stubPKCS10Request", BYTES, 0b10000, 0b10000),
    f("unverifiedUserAnnotations", M(&STR), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1_POD_CERTIFICATE_REQUEST_STATUS: Type = Type { name: "PodCertificateRequestStatus", fields: &[
    f("beginRefreshAt", TIME, 0b00000, 0b10000),
    f("certificateChain", STR, 0b00000, 0b10000),
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b10000),
    f("notAfter", TIME, 0b00000, 0b10000),
    f("notBefore", TIME, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1ALPHA1_CLUSTER_TRUST_BUNDLE: Type = Type { name: "ClusterTrustBundle", fields: &[
    f("apiVersion", STR, 0b00000, 0b01111),
    f("kind", STR, 0b00000, 0b01111),
    f("metadata", T(&META_V1_OBJECT_META), 0b01111, 0b01111),
    f("spec", T(&CERTIFICATES_V1ALPHA1_CLUSTER_TRUST_BUNDLE_SPEC), 0b01111, 0b01111),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1ALPHA1_CLUSTER_TRUST_BUNDLE_SPEC: Type = Type { name: "ClusterTrustBundleSpec", fields: &[
    f("signerName", STR, 0b00000, 0b01111),
    f("trustBundle", STR, 0b01111, 0b01111),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1ALPHA1_POD_CERTIFICATE_REQUEST: Type = Type { name: "PodCertificateRequest", fields: &[
    f("apiVersion", STR, 0b00000, 0b00010),
    f("kind", STR, 0b00000, 0b00010),
    f("metadata", T(&META_V1_OBJECT_META), 0b00010, 0b00010),
    f("spec", T(&CERTIFICATES_V1ALPHA1_POD_CERTIFICATE_REQUEST_SPEC), 0b00010, 0b00010),
    f("status", T(&CERTIFICATES_V1ALPHA1_POD_CERTIFICATE_REQUEST_STATUS), 0b00000, 0b00010),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1ALPHA1_POD_CERTIFICATE_REQUEST_SPEC: Type = Type { name: "PodCertificateRequestSpec", fields: &[
    f("maxExpirationSeconds", I32, 0b00000, 0b00010),
    f("nodeName", STR, 0b00010, 0b00010),
    f("nodeUID", STR, 0b00010, 0b00010),
    f("pkixPublicKey", BYTES, 0b00010, 0b00010),
    f("podName", STR, 0b00010, 0b00010),
    f("podUID", STR, 0b00010, 0b00010),
    f("proofOfPossession", BYTES, 0b00010, 0b00010),
    f("serviceAccountName", STR, 0b00010, 0b00010),
    f("serviceAccountUID", STR, 0b00010, 0b00010),
    f("signerName", STR, 0b00010, 0b00010),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1ALPHA1_POD_CERTIFICATE_REQUEST_STATUS: Type = Type { name: "PodCertificateRequestStatus", fields: &[
    f("beginRefreshAt", TIME, 0b00000, 0b00010),
    f("certificateChain", STR, 0b00000, 0b00010),
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b00010),
    f("notAfter", TIME, 0b00000, 0b00010),
    f("notBefore", TIME, 0b00000, 0b00010),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1BETA1_CLUSTER_TRUST_BUNDLE: Type = Type { name: "ClusterTrustBundle", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&CERTIFICATES_V1BETA1_CLUSTER_TRUST_BUNDLE_SPEC), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1BETA1_CLUSTER_TRUST_BUNDLE_SPEC: Type = Type { name: "ClusterTrustBundleSpec", fields: &[
    f("signerName", STR, 0b00000, 0b11111),
    f("trustBundle", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1BETA1_POD_CERTIFICATE_REQUEST: Type = Type { name: "PodCertificateRequest", fields: &[
    f("apiVersion", STR, 0b00000, 0b11100),
    f("kind", STR, 0b00000, 0b11100),
    f("metadata", T(&META_V1_OBJECT_META), 0b11100, 0b11100),
    f("spec", T(&CERTIFICATES_V1BETA1_POD_CERTIFICATE_REQUEST_SPEC), 0b11100, 0b11100),
    f("status", T(&CERTIFICATES_V1BETA1_POD_CERTIFICATE_REQUEST_STATUS), 0b00000, 0b11100),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1BETA1_POD_CERTIFICATE_REQUEST_SPEC: Type = Type { name: "PodCertificateRequestSpec", fields: &[
    f("maxExpirationSeconds", I32, 0b00000, 0b11100),
    f("nodeName", STR, 0b11100, 0b11100),
    f("nodeUID", STR, 0b11100, 0b11100),
    f("pkixPublicKey", BYTES, 0b00100, 0b11100),
    f("podName", STR, 0b11100, 0b11100),
    f("podUID", STR, 0b11100, 0b11100),
    f("proofOfPossession", BYTES, 0b00100, 0b11100),
    f("serviceAccountName", STR, 0b11100, 0b11100),
    f("serviceAccountUID", STR, 0b11100, 0b11100),
    f("signerName", STR, 0b11100, 0b11100),
    f("stubPKCS10Request", BYTES, 0b11000, 0b11000),
    f("unverifiedUserAnnotations", M(&STR), 0b00000, 0b11100),
] };

#[rustfmt::skip]
pub(crate) static CERTIFICATES_V1BETA1_POD_CERTIFICATE_REQUEST_STATUS: Type = Type { name: "PodCertificateRequestStatus", fields: &[
    f("beginRefreshAt", TIME, 0b00000, 0b11100),
    f("certificateChain", STR, 0b00000, 0b11100),
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11100),
    f("notAfter", TIME, 0b00000, 0b11100),
    f("notBefore", TIME, 0b00000, 0b11100),
] };

#[rustfmt::skip]
pub(crate) static COORDINATION_V1_LEASE: Type = Type { name: "Lease", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&COORDINATION_V1_LEASE_SPEC), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static COORDINATION_V1_LEASE_SPEC: Type = Type { name: "LeaseSpec", fields: &[
    f("acquireTime", MICRO_TIME, 0b00000, 0b11111),
    f("holderIdentity", STR, 0b00000, 0b11111),
    f("leaseDurationSeconds", I32, 0b00000, 0b11111),
    f("leaseTransitions", I32, 0b00000, 0b11111),
    f("preferredHolder", STR, 0b00000, 0b11111),
    f("renewTime", MICRO_TIME, 0b00000, 0b11111),
    f("strategy", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static COORDINATION_V1ALPHA2_LEASE_CANDIDATE: Type = Type { name: "LeaseCandidate", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&COORDINATION_V1ALPHA2_LEASE_CANDIDATE_SPEC), 0b11000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static COORDINATION_V1ALPHA2_LEASE_CANDIDATE_SPEC: Type = Type { name: "LeaseCandidateSpec", fields: &[
    f("binaryVersion", STR, 0b11111, 0b11111),
    f("emulationVersion", STR, 0b00000, 0b11111),
    f("leaseName", STR, 0b11111, 0b11111),
    f("pingTime", MICRO_TIME, 0b00000, 0b11111),
    f("renewTime", MICRO_TIME, 0b00000, 0b11111),
    f("strategy", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static COORDINATION_V1BETA1_LEASE_CANDIDATE: Type = Type { name: "LeaseCandidate", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&COORDINATION_V1BETA1_LEASE_CANDIDATE_SPEC), 0b11000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static COORDINATION_V1BETA1_LEASE_CANDIDATE_SPEC: Type = Type { name: "LeaseCandidateSpec", fields: &[
    f("binaryVersion", STR, 0b11111, 0b11111),
    f("emulationVersion", STR, 0b00000, 0b11111),
    f("leaseName", STR, 0b11111, 0b11111),
    f("pingTime", MICRO_TIME, 0b00000, 0b11111),
    f("renewTime", MICRO_TIME, 0b00000, 0b11111),
    f("strategy", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE: Type = Type { name: "AWSElasticBlockStoreVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("partition", I32, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("volumeID", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_AFFINITY: Type = Type { name: "Affinity", fields: &[
    f("nodeAffinity", T(&CORE_V1_NODE_AFFINITY), 0b00000, 0b11111),
    f("podAffinity", T(&CORE_V1_POD_AFFINITY), 0b00000, 0b11111),
    f("podAntiAffinity", T(&CORE_V1_POD_ANTI_AFFINITY), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_APP_ARMOR_PROFILE: Type = Type { name: "AppArmorProfile", fields: &[
    f("localhostProfile", STR, 0b00000, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_ATTACHED_VOLUME: Type = Type { name: "AttachedVolume", fields: &[
    f("devicePath", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_AZURE_DISK_VOLUME_SOURCE: Type = Type { name: "AzureDiskVolumeSource", fields: &[
    f("cachingMode", STR, 0b00000, 0b11111),
    f("diskName", STR, 0b11111, 0b11111),
    f("diskURI", STR, 0b11111, 0b11111),
    f("fsType", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_AZURE_FILE_PERSISTENT_VOLUME_SOURCE: Type = Type { name: "AzureFilePersistentVolumeSource", fields: &[
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretName", STR, 0b11111, 0b11111),
    f("secretNamespace", STR, 0b00000, 0b11111),
    f("shareName", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_AZURE_FILE_VOLUME_SOURCE: Type = Type { name: "AzureFileVolumeSource", fields: &[
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretName", STR, 0b11111, 0b11111),
    f("shareName", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_BINDING: Type = Type { name: "Binding", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("target", T(&CORE_V1_OBJECT_REFERENCE), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CSI_PERSISTENT_VOLUME_SOURCE: Type = Type { name: "CSIPersistentVolumeSource", fields: &[
    f("controllerExpandSecretRef", T(&CORE_V1_SECRET_REFERENCE), 0b00000, 0b11111),
    f("controllerPublishSecretRef", T(&CORE_V1_SECRET_REFERENCE), 0b00000, 0b11111),
    f("driver", STR, 0b11111, 0b11111),
    f("fsType", STR, 0b00000, 0b11111),
    f("nodeExpandSecretRef", T(&CORE_V1_SECRET_REFERENCE), 0b00000, 0b11111),
    f("nodePublishSecretRef", T(&CORE_V1_SECRET_REFERENCE), 0b00000, 0b11111),
    f("nodeStageSecretRef", T(&CORE_V1_SECRET_REFERENCE), 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("volumeAttributes", M(&STR), 0b00000, 0b11111),
    f("volumeHandle", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CSI_VOLUME_SOURCE: Type = Type { name: "CSIVolumeSource", fields: &[
    f("driver", STR, 0b11111, 0b11111),
    f("fsType", STR, 0b00000, 0b11111),
    f("nodePublishSecretRef", T(&CORE_V1_LOCAL_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("volumeAttributes", M(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CAPABILITIES: Type = Type { name: "Capabilities", fields: &[
    f("add", L(&STR), 0b00000, 0b11111),
    f("drop", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CEPH_FS_PERSISTENT_VOLUME_SOURCE: Type = Type { name: "CephFSPersistentVolumeSource", fields: &[
    f("monitors", L(&STR), 0b11111, 0b11111),
    f("path", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretFile", STR, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_SECRET_REFERENCE), 0b00000, 0b11111),
    f("user", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CEPH_FS_VOLUME_SOURCE: Type = Type { name: "CephFSVolumeSource", fields: &[
    f("monitors", L(&STR), 0b11111, 0b11111),
    f("path", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretFile", STR, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_LOCAL_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("user", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CINDER_PERSISTENT_VOLUME_SOURCE: Type = Type { name: "CinderPersistentVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_SECRET_REFERENCE), 0b00000, 0b11111),
    f("volumeID", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CINDER_VOLUME_SOURCE: Type = Type { name: "CinderVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_LOCAL_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("volumeID", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CLIENT_IP_CONFIG: Type = Type { name: "ClientIPConfig", fields: &[
    f("timeoutSeconds", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CLUSTER_TRUST_BUNDLE_PROJECTION: Type = Type { name: "ClusterTrustBundleProjection", fields: &[
    f("labelSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("name", STR, 0b00000, 0b11111),
    f("optional", BOOL, 0b00000, 0b11111),
    f("path", STR, 0b11111, 0b11111),
    f("signerName", STR, 0b00000, 0b11111),
    f("user", I64, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_COMPONENT_CONDITION: Type = Type { name: "ComponentCondition", fields: &[
    f("error", STR, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_COMPONENT_STATUS: Type = Type { name: "ComponentStatus", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("conditions", L(&T(&CORE_V1_COMPONENT_CONDITION)), 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONFIG_MAP: Type = Type { name: "ConfigMap", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("binaryData", M(&BYTES), 0b00000, 0b11111),
    f("data", M(&STR), 0b00000, 0b11111),
    f("immutable", BOOL, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONFIG_MAP_ENV_SOURCE: Type = Type { name: "ConfigMapEnvSource", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("optional", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONFIG_MAP_KEY_SELECTOR: Type = Type { name: "ConfigMapKeySelector", fields: &[
    f("key", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("optional", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONFIG_MAP_NODE_CONFIG_SOURCE: Type = Type { name: "ConfigMapNodeConfigSource", fields: &[
    f("kubeletConfigKey", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("namespace", STR, 0b11111, 0b11111),
    f("resourceVersion", STR, 0b00000, 0b11111),
    f("uid", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONFIG_MAP_PROJECTION: Type = Type { name: "ConfigMapProjection", fields: &[
    f("items", L(&T(&CORE_V1_KEY_TO_PATH)), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("optional", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONFIG_MAP_VOLUME_SOURCE: Type = Type { name: "ConfigMapVolumeSource", fields: &[
    f("defaultMode", I32, 0b00000, 0b11111),
    f("defaultUser", I64, 0b00000, 0b10000),
    f("items", L(&T(&CORE_V1_KEY_TO_PATH)), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("optional", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER: Type = Type { name: "Container", fields: &[
    f("args", L(&STR), 0b00000, 0b11111),
    f("command", L(&STR), 0b00000, 0b11111),
    f("env", L(&T(&CORE_V1_ENV_VAR)), 0b00000, 0b11111),
    f("envFrom", L(&T(&CORE_V1_ENV_FROM_SOURCE)), 0b00000, 0b11111),
    f("image", STR, 0b00000, 0b11111),
    f("imagePullPolicy", STR, 0b00000, 0b11111),
    f("lifecycle", T(&CORE_V1_LIFECYCLE), 0b00000, 0b11111),
    f("livenessProbe", T(&CORE_V1_PROBE), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("ports", L(&T(&CORE_V1_CONTAINER_PORT)), 0b00000, 0b11111),
    f("readinessProbe", T(&CORE_V1_PROBE), 0b00000, 0b11111),
    f("resizePolicy", L(&T(&CORE_V1_CONTAINER_RESIZE_POLICY)), 0b00000, 0b11111),
    f("resources", T(&CORE_V1_RESOURCE_REQUIREMENTS), 0b00000, 0b11111),
    f("restartPolicy", STR, 0b00000, 0b11111),
    f("restartPolicyRules", L(&T(&CORE_V1_CONTAINER_RESTART_RULE)), 0b00000, 0b11110),
    f("securityContext", T(&CORE_V1_SECURITY_CONTEXT), 0b00000, 0b11111),
    f("startupProbe", T(&CORE_V1_PROBE), 0b00000, 0b11111),
    f("stdin", BOOL, 0b00000, 0b11111),
    f("stdinOnce", BOOL, 0b00000, 0b11111),
    f("terminationMessagePath", STR, 0b00000, 0b11111),
    f("terminationMessagePolicy", STR, 0b00000, 0b11111),
    f("tty", BOOL, 0b00000, 0b11111),
    f("volumeDevices", L(&T(&CORE_V1_VOLUME_DEVICE)), 0b00000, 0b11111),
    f("volumeMounts", L(&T(&CORE_V1_VOLUME_MOUNT)), 0b00000, 0b11111),
    f("workingDir", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_EXTENDED_RESOURCE_REQUEST: Type = Type { name: "ContainerExtendedResourceRequest", fields: &[
    f("containerName", STR, 0b11110, 0b11110),
    f("requestName", STR, 0b11110, 0b11110),
    f("resourceName", STR, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_IMAGE: Type = Type { name: "ContainerImage", fields: &[
    f("names", L(&STR), 0b00000, 0b11111),
    f("sizeBytes", I64, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_PORT: Type = Type { name: "ContainerPort", fields: &[
    f("containerPort", I32, 0b11111, 0b11111),
    f("hostIP", STR, 0b00000, 0b11111),
    f("hostPort", I32, 0b00000, 0b11111),
    f("name", STR, 0b00000, 0b11111),
    f("protocol", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_RESIZE_POLICY: Type = Type { name: "ContainerResizePolicy", fields: &[
    f("resourceName", STR, 0b11111, 0b11111),
    f("restartPolicy", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_RESTART_RULE: Type = Type { name: "ContainerRestartRule", fields: &[
    f("action", STR, 0b11110, 0b11110),
    f("exitCodes", T(&CORE_V1_CONTAINER_RESTART_RULE_ON_EXIT_CODES), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_RESTART_RULE_ON_EXIT_CODES: Type = Type { name: "ContainerRestartRuleOnExitCodes", fields: &[
    f("operator", STR, 0b11110, 0b11110),
    f("values", L(&I32), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_STATE: Type = Type { name: "ContainerState", fields: &[
    f("running", T(&CORE_V1_CONTAINER_STATE_RUNNING), 0b00000, 0b11111),
    f("terminated", T(&CORE_V1_CONTAINER_STATE_TERMINATED), 0b00000, 0b11111),
    f("waiting", T(&CORE_V1_CONTAINER_STATE_WAITING), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_STATE_RUNNING: Type = Type { name: "ContainerStateRunning", fields: &[
    f("startedAt", TIME, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_STATE_TERMINATED: Type = Type { name: "ContainerStateTerminated", fields: &[
    f("containerID", STR, 0b00000, 0b11111),
    f("exitCode", I32, 0b11111, 0b11111),
    f("finishedAt", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("signal", I32, 0b00000, 0b11111),
    f("startedAt", TIME, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_STATE_WAITING: Type = Type { name: "ContainerStateWaiting", fields: &[
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_STATUS: Type = Type { name: "ContainerStatus", fields: &[
    f("allocatedResources", M(&QUANTITY), 0b00000, 0b11111),
    f("allocatedResourcesStatus", L(&T(&CORE_V1_RESOURCE_STATUS)), 0b00000, 0b11111),
    f("containerID", STR, 0b00000, 0b11111),
    f("image", STR, 0b11111, 0b11111),
    f("imageID", STR, 0b11111, 0b11111),
    f("lastState", T(&CORE_V1_CONTAINER_STATE), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("ready", BOOL, 0b11111, 0b11111),
    f("resources", T(&CORE_V1_RESOURCE_REQUIREMENTS), 0b00000, 0b11111),
    f("restartCount", I32, 0b11111, 0b11111),
    f("started", BOOL, 0b00000, 0b11111),
    f("state", T(&CORE_V1_CONTAINER_STATE), 0b00000, 0b11111),
    f("stopSignal", STR, 0b00000, 0b11111),
    f("user", T(&CORE_V1_CONTAINER_USER), 0b00000, 0b11111),
    f("volumeMounts", L(&T(&CORE_V1_VOLUME_MOUNT_STATUS)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_CONTAINER_USER: Type = Type { name: "ContainerUser", fields: &[
    f("linux", T(&CORE_V1_LINUX_CONTAINER_USER), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_DAEMON_ENDPOINT: Type = Type { name: "DaemonEndpoint", fields: &[
    f("Port", I32, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_DOWNWARD_API_PROJECTION: Type = Type { name: "DownwardAPIProjection", fields: &[
    f("items", L(&T(&CORE_V1_DOWNWARD_API_VOLUME_FILE)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_DOWNWARD_API_VOLUME_FILE: Type = Type { name: "DownwardAPIVolumeFile", fields: &[
    f("fieldRef", T(&CORE_V1_OBJECT_FIELD_SELECTOR), 0b00000, 0b11111),
    f("mode", I32, 0b00000, 0b11111),
    f("path", STR, 0b11111, 0b11111),
    f("resourceFieldRef", T(&CORE_V1_RESOURCE_FIELD_SELECTOR), 0b00000, 0b11111),
    f("user", I64, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_DOWNWARD_API_VOLUME_SOURCE: Type = Type { name: "DownwardAPIVolumeSource", fields: &[
    f("defaultMode", I32, 0b00000, 0b11111),
    f("defaultUser", I64, 0b00000, 0b10000),
    f("items", L(&T(&CORE_V1_DOWNWARD_API_VOLUME_FILE)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_EMPTY_DIR_VOLUME_SOURCE: Type = Type { name: "EmptyDirVolumeSource", fields: &[
    f("medium", STR, 0b00000, 0b11111),
    f("mode", I32, 0b00000, 0b10000),
    f("sizeLimit", QUANTITY, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_ENDPOINT_ADDRESS: Type = Type { name: "EndpointAddress", fields: &[
    f("hostname", STR, 0b00000, 0b11111),
    f("ip", STR, 0b11111, 0b11111),
    f("nodeName", STR, 0b00000, 0b11111),
    f("targetRef", T(&CORE_V1_OBJECT_REFERENCE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_ENDPOINT_PORT: Type = Type { name: "EndpointPort", fields: &[
    f("appProtocol", STR, 0b00000, 0b11111),
    f("name", STR, 0b00000, 0b11111),
    f("port", I32, 0b11111, 0b11111),
    f("protocol", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_ENDPOINT_SUBSET: Type = Type { name: "EndpointSubset", fields: &[
    f("addresses", L(&T(&CORE_V1_ENDPOINT_ADDRESS)), 0b00000, 0b11111),
    f("notReadyAddresses", L(&T(&CORE_V1_ENDPOINT_ADDRESS)), 0b00000, 0b11111),
    f("ports", L(&T(&CORE_V1_ENDPOINT_PORT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_ENDPOINTS: Type = Type { name: "Endpoints", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("subsets", L(&T(&CORE_V1_ENDPOINT_SUBSET)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_ENV_FROM_SOURCE: Type = Type { name: "EnvFromSource", fields: &[
    f("configMapRef", T(&CORE_V1_CONFIG_MAP_ENV_SOURCE), 0b00000, 0b11111),
    f("prefix", STR, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_SECRET_ENV_SOURCE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_ENV_VAR: Type = Type { name: "EnvVar", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("value", STR, 0b00000, 0b11111),
    f("valueFrom", T(&CORE_V1_ENV_VAR_SOURCE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_ENV_VAR_SOURCE: Type = Type { name: "EnvVarSource", fields: &[
    f("configMapKeyRef", T(&CORE_V1_CONFIG_MAP_KEY_SELECTOR), 0b00000, 0b11111),
    f("fieldRef", T(&CORE_V1_OBJECT_FIELD_SELECTOR), 0b00000, 0b11111),
    f("fileKeyRef", T(&CORE_V1_FILE_KEY_SELECTOR), 0b00000, 0b11110),
    f("resourceFieldRef", T(&CORE_V1_RESOURCE_FIELD_SELECTOR), 0b00000, 0b11111),
    f("secretKeyRef", T(&CORE_V1_SECRET_KEY_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_EPHEMERAL_CONTAINER: Type = Type { name: "EphemeralContainer", fields: &[
    f("args", L(&STR), 0b00000, 0b11111),
    f("command", L(&STR), 0b00000, 0b11111),
    f("env", L(&T(&CORE_V1_ENV_VAR)), 0b00000, 0b11111),
    f("envFrom", L(&T(&CORE_V1_ENV_FROM_SOURCE)), 0b00000, 0b11111),
    f("image", STR, 0b00000, 0b11111),
    f("imagePullPolicy", STR, 0b00000, 0b11111),
    f("lifecycle", T(&CORE_V1_LIFECYCLE), 0b00000, 0b11111),
    f("livenessProbe", T(&CORE_V1_PROBE), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("ports", L(&T(&CORE_V1_CONTAINER_PORT)), 0b00000, 0b11111),
    f("readinessProbe", T(&CORE_V1_PROBE), 0b00000, 0b11111),
    f("resizePolicy", L(&T(&CORE_V1_CONTAINER_RESIZE_POLICY)), 0b00000, 0b11111),
    f("resources", T(&CORE_V1_RESOURCE_REQUIREMENTS), 0b00000, 0b11111),
    f("restartPolicy", STR, 0b00000, 0b11111),
    f("restartPolicyRules", L(&T(&CORE_V1_CONTAINER_RESTART_RULE)), 0b00000, 0b11110),
    f("securityContext", T(&CORE_V1_SECURITY_CONTEXT), 0b00000, 0b11111),
    f("startupProbe", T(&CORE_V1_PROBE), 0b00000, 0b11111),
    f("stdin", BOOL, 0b00000, 0b11111),
    f("stdinOnce", BOOL, 0b00000, 0b11111),
    f("targetContainerName", STR, 0b00000, 0b11111),
    f("terminationMessagePath", STR, 0b00000, 0b11111),
    f("terminationMessagePolicy", STR, 0b00000, 0b11111),
    f("tty", BOOL, 0b00000, 0b11111),
    f("volumeDevices", L(&T(&CORE_V1_VOLUME_DEVICE)), 0b00000, 0b11111),
    f("volumeMounts", L(&T(&CORE_V1_VOLUME_MOUNT)), 0b00000, 0b11111),
    f("workingDir", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_EPHEMERAL_VOLUME_SOURCE: Type = Type { name: "EphemeralVolumeSource", fields: &[
    f("volumeClaimTemplate", T(&CORE_V1_PERSISTENT_VOLUME_CLAIM_TEMPLATE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_EVENT: Type = Type { name: "Event", fields: &[
    f("action", STR, 0b00000, 0b11111),
    f("apiVersion", STR, 0b00000, 0b11111),
    f("count", I32, 0b00000, 0b11111),
    f("eventTime", MICRO_TIME, 0b00000, 0b11111),
    f("firstTimestamp", TIME, 0b00000, 0b11111),
    f("involvedObject", T(&CORE_V1_OBJECT_REFERENCE), 0b11111, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("lastTimestamp", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("related", T(&CORE_V1_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("reportingComponent", STR, 0b00000, 0b11111),
    f("reportingInstance", STR, 0b00000, 0b11111),
    f("series", T(&CORE_V1_EVENT_SERIES), 0b00000, 0b11111),
    f("source", T(&CORE_V1_EVENT_SOURCE), 0b00000, 0b11111),
    f("type", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_EVENT_SERIES: Type = Type { name: "EventSeries", fields: &[
    f("count", I32, 0b00000, 0b11111),
    f("lastObservedTime", MICRO_TIME, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_EVENT_SOURCE: Type = Type { name: "EventSource", fields: &[
    f("component", STR, 0b00000, 0b11111),
    f("host", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_EVICTION_RESPONDER: Type = Type { name: "EvictionResponder", fields: &[
    f("name", STR, 0b10000, 0b10000),
    f("priority", I32, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_EXEC_ACTION: Type = Type { name: "ExecAction", fields: &[
    f("command", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_FC_VOLUME_SOURCE: Type = Type { name: "FCVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("lun", I32, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("targetWWNs", L(&STR), 0b00000, 0b11111),
    f("wwids", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_FILE_KEY_SELECTOR: Type = Type { name: "FileKeySelector", fields: &[
    f("key", STR, 0b11110, 0b11110),
    f("optional", BOOL, 0b00000, 0b11110),
    f("path", STR, 0b11110, 0b11110),
    f("volumeName", STR, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_FLEX_PERSISTENT_VOLUME_SOURCE: Type = Type { name: "FlexPersistentVolumeSource", fields: &[
    f("driver", STR, 0b11111, 0b11111),
    f("fsType", STR, 0b00000, 0b11111),
    f("options", M(&STR), 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_SECRET_REFERENCE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_FLEX_VOLUME_SOURCE: Type = Type { name: "FlexVolumeSource", fields: &[
    f("driver", STR, 0b11111, 0b11111),
    f("fsType", STR, 0b00000, 0b11111),
    f("options", M(&STR), 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_LOCAL_OBJECT_REFERENCE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_FLOCKER_VOLUME_SOURCE: Type = Type { name: "FlockerVolumeSource", fields: &[
    f("datasetName", STR, 0b00000, 0b11111),
    f("datasetUUID", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_GCE_PERSISTENT_DISK_VOLUME_SOURCE: Type = Type { name: "GCEPersistentDiskVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("partition", I32, 0b00000, 0b11111),
    f("pdName", STR, 0b11111, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_GRPC_ACTION: Type = Type { name: "GRPCAction", fields: &[
    f("mode", STR, 0b00000, 0b10000),
    f("port", I32, 0b11111, 0b11111),
    f("service", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_GIT_REPO_VOLUME_SOURCE: Type = Type { name: "GitRepoVolumeSource", fields: &[
    f("directory", STR, 0b00000, 0b11111),
    f("repository", STR, 0b11111, 0b11111),
    f("revision", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_GLUSTERFS_PERSISTENT_VOLUME_SOURCE: Type = Type { name: "GlusterfsPersistentVolumeSource", fields: &[
    f("endpoints", STR, 0b11111, 0b11111),
    f("endpointsNamespace", STR, 0b00000, 0b11111),
    f("path", STR, 0b11111, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_GLUSTERFS_VOLUME_SOURCE: Type = Type { name: "GlusterfsVolumeSource", fields: &[
    f("endpoints", STR, 0b11111, 0b11111),
    f("path", STR, 0b11111, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_HTTP_GET_ACTION: Type = Type { name: "HTTPGetAction", fields: &[
    f("host", STR, 0b00000, 0b11111),
    f("httpHeaders", L(&T(&CORE_V1_HTTP_HEADER)), 0b00000, 0b11111),
    f("path", STR, 0b00000, 0b11111),
    f("port", INT_OR_STRING, 0b11111, 0b11111),
    f("protocol", STR, 0b00000, 0b10000),
    f("scheme", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_HTTP_HEADER: Type = Type { name: "HTTPHeader", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("value", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_HOST_ALIAS: Type = Type { name: "HostAlias", fields: &[
    f("hostnames", L(&STR), 0b00000, 0b11111),
    f("ip", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_HOST_IP: Type = Type { name: "HostIP", fields: &[
    f("ip", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_HOST_PATH_VOLUME_SOURCE: Type = Type { name: "HostPathVolumeSource", fields: &[
    f("path", STR, 0b11111, 0b11111),
    f("type", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_ISCSI_PERSISTENT_VOLUME_SOURCE: Type = Type { name: "ISCSIPersistentVolumeSource", fields: &[
    f("chapAuthDiscovery", BOOL, 0b00000, 0b11111),
    f("chapAuthSession", BOOL, 0b00000, 0b11111),
    f("fsType", STR, 0b00000, 0b11111),
    f("initiatorName", STR, 0b00000, 0b11111),
    f("iqn", STR, 0b11111, 0b11111),
    f("iscsiInterface", STR, 0b00000, 0b11111),
    f("lun", I32, 0b11111, 0b11111),
    f("portals", L(&STR), 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_SECRET_REFERENCE), 0b00000, 0b11111),
    f("targetPortal", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_ISCSI_VOLUME_SOURCE: Type = Type { name: "ISCSIVolumeSource", fields: &[
    f("chapAuthDiscovery", BOOL, 0b00000, 0b11111),
    f("chapAuthSession", BOOL, 0b00000, 0b11111),
    f("fsType", STR, 0b00000, 0b11111),
    f("initiatorName", STR, 0b00000, 0b11111),
    f("iqn", STR, 0b11111, 0b11111),
    f("iscsiInterface", STR, 0b00000, 0b11111),
    f("lun", I32, 0b11111, 0b11111),
    f("portals", L(&STR), 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_LOCAL_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("targetPortal", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_IMAGE_VOLUME_SOURCE: Type = Type { name: "ImageVolumeSource", fields: &[
    f("pullPolicy", STR, 0b00000, 0b11111),
    f("reference", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_IMAGE_VOLUME_STATUS: Type = Type { name: "ImageVolumeStatus", fields: &[
    f("imageRef", STR, 0b11000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_KEY_TO_PATH: Type = Type { name: "KeyToPath", fields: &[
    f("key", STR, 0b11111, 0b11111),
    f("mode", I32, 0b00000, 0b11111),
    f("path", STR, 0b11111, 0b11111),
    f("user", I64, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_LIFECYCLE: Type = Type { name: "Lifecycle", fields: &[
    f("postStart", T(&CORE_V1_LIFECYCLE_HANDLER), 0b00000, 0b11111),
    f("preStop", T(&CORE_V1_LIFECYCLE_HANDLER), 0b00000, 0b11111),
    f("stopSignal", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_LIFECYCLE_HANDLER: Type = Type { name: "LifecycleHandler", fields: &[
    f("exec", T(&CORE_V1_EXEC_ACTION), 0b00000, 0b11111),
    f("httpGet", T(&CORE_V1_HTTP_GET_ACTION), 0b00000, 0b11111),
    f("sleep", T(&CORE_V1_SLEEP_ACTION), 0b00000, 0b11111),
    f("tcpSocket", T(&CORE_V1_TCP_SOCKET_ACTION), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_LIMIT_RANGE: Type = Type { name: "LimitRange", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&CORE_V1_LIMIT_RANGE_SPEC), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_LIMIT_RANGE_ITEM: Type = Type { name: "LimitRangeItem", fields: &[
    f("default", M(&QUANTITY), 0b00000, 0b11111),
    f("defaultRequest", M(&QUANTITY), 0b00000, 0b11111),
    f("max", M(&QUANTITY), 0b00000, 0b11111),
    f("maxLimitRequestRatio", M(&QUANTITY), 0b00000, 0b11111),
    f("min", M(&QUANTITY), 0b00000, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_LIMIT_RANGE_SPEC: Type = Type { name: "LimitRangeSpec", fields: &[
    f("limits", L(&T(&CORE_V1_LIMIT_RANGE_ITEM)), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_LINUX_CONTAINER_USER: Type = Type { name: "LinuxContainerUser", fields: &[
    f("gid", I64, 0b11111, 0b11111),
    f("supplementalGroups", L(&I64), 0b00000, 0b11111),
    f("uid", I64, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_LOAD_BALANCER_INGRESS: Type = Type { name: "LoadBalancerIngress", fields: &[
    f("hostname", STR, 0b00000, 0b11111),
    f("ip", STR, 0b00000, 0b11111),
    f("ipMode", STR, 0b00000, 0b11111),
    f("ports", L(&T(&CORE_V1_PORT_STATUS)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_LOAD_BALANCER_STATUS: Type = Type { name: "LoadBalancerStatus", fields: &[
    f("ingress", L(&T(&CORE_V1_LOAD_BALANCER_INGRESS)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_LOCAL_OBJECT_REFERENCE: Type = Type { name: "LocalObjectReference", fields: &[
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_LOCAL_VOLUME_SOURCE: Type = Type { name: "LocalVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("path", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_MODIFY_VOLUME_STATUS: Type = Type { name: "ModifyVolumeStatus", fields: &[
    f("status", STR, 0b11111, 0b11111),
    f("targetVolumeAttributesClassName", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NFS_VOLUME_SOURCE: Type = Type { name: "NFSVolumeSource", fields: &[
    f("path", STR, 0b11111, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("server", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NAMESPACE: Type = Type { name: "Namespace", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&CORE_V1_NAMESPACE_SPEC), 0b00000, 0b11111),
    f("status", T(&CORE_V1_NAMESPACE_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NAMESPACE_CONDITION: Type = Type { name: "NamespaceCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NAMESPACE_SPEC: Type = Type { name: "NamespaceSpec", fields: &[
    f("finalizers", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NAMESPACE_STATUS: Type = Type { name: "NamespaceStatus", fields: &[
    f("conditions", L(&T(&CORE_V1_NAMESPACE_CONDITION)), 0b00000, 0b11111),
    f("phase", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE: Type = Type { name: "Node", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&CORE_V1_NODE_SPEC), 0b00000, 0b11111),
    f("status", T(&CORE_V1_NODE_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_ADDRESS: Type = Type { name: "NodeAddress", fields: &[
    f("address", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_AFFINITY: Type = Type { name: "NodeAffinity", fields: &[
    f("preferredDuringSchedulingIgnoredDuringExecution", L(&T(&CORE_V1_PREFERRED_SCHEDULING_TERM)), 0b00000, 0b11111),
    f("requiredDuringSchedulingIgnoredDuringExecution", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_ALLOCATABLE_MAPPED_RESOURCES: Type = Type { name: "NodeAllocatableMappedResources", fields: &[
    f("name", STR, 0b10000, 0b10000),
    f("quantity", QUANTITY, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_ALLOCATABLE_OVERHEAD_RESOURCES: Type = Type { name: "NodeAllocatableOverheadResources", fields: &[
    f("name", STR, 0b10000, 0b10000),
    f("perContainer", QUANTITY, 0b00000, 0b10000),
    f("perPod", QUANTITY, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_ALLOCATABLE_RESOURCE_CLAIM_STATUS: Type = Type { name: "NodeAllocatableResourceClaimStatus", fields: &[
    f("containers", L(&STR), 0b00000, 0b11000),
    f("mapping", L(&T(&CORE_V1_NODE_ALLOCATABLE_MAPPED_RESOURCES)), 0b00000, 0b10000),
    f("overhead", L(&T(&CORE_V1_NODE_ALLOCATABLE_OVERHEAD_RESOURCES)), 0b00000, 0b10000),
    f("resourceClaimName", STR, 0b11000, 0b11000),
    f("resources", M(&QUANTITY), 0b01000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_CONDITION: Type = Type { name: "NodeCondition", fields: &[
    f("lastHeartbeatTime", TIME, 0b00000, 0b11111),
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_CONFIG_SOURCE: Type = Type { name: "NodeConfigSource", fields: &[
    f("configMap", T(&CORE_V1_CONFIG_MAP_NODE_CONFIG_SOURCE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_CONFIG_STATUS: Type = Type { name: "NodeConfigStatus", fields: &[
    f("active", T(&CORE_V1_NODE_CONFIG_SOURCE), 0b00000, 0b11111),
    f("assigned", T(&CORE_V1_NODE_CONFIG_SOURCE), 0b00000, 0b11111),
    f("error", STR, 0b00000, 0b11111),
    f("lastKnownGood", T(&CORE_V1_NODE_CONFIG_SOURCE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_DAEMON_ENDPOINTS: Type = Type { name: "NodeDaemonEndpoints", fields: &[
    f("kubeletEndpoint", T(&CORE_V1_DAEMON_ENDPOINT), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_FEATURES: Type = Type { name: "NodeFeatures", fields: &[
    f("supplementalGroupsPolicy", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_POD_PREEMPTION_POLICY: Type = Type { name: "NodePodPreemptionPolicy", fields: &[
    f("disableResizePreemption", L(&STR), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_RUNTIME_HANDLER: Type = Type { name: "NodeRuntimeHandler", fields: &[
    f("features", T(&CORE_V1_NODE_RUNTIME_HANDLER_FEATURES), 0b00000, 0b11111),
    f("name", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_RUNTIME_HANDLER_FEATURES: Type = Type { name: "NodeRuntimeHandlerFeatures", fields: &[
    f("recursiveReadOnlyMounts", BOOL, 0b00000, 0b11111),
    f("userNamespaces", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_SELECTOR: Type = Type { name: "NodeSelector", fields: &[
    f("nodeSelectorTerms", L(&T(&CORE_V1_NODE_SELECTOR_TERM)), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_SELECTOR_REQUIREMENT: Type = Type { name: "NodeSelectorRequirement", fields: &[
    f("key", STR, 0b11111, 0b11111),
    f("operator", STR, 0b11111, 0b11111),
    f("values", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_SELECTOR_TERM: Type = Type { name: "NodeSelectorTerm", fields: &[
    f("matchExpressions", L(&T(&CORE_V1_NODE_SELECTOR_REQUIREMENT)), 0b00000, 0b11111),
    f("matchFields", L(&T(&CORE_V1_NODE_SELECTOR_REQUIREMENT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_SPEC: Type = Type { name: "NodeSpec", fields: &[
    f("configSource", T(&CORE_V1_NODE_CONFIG_SOURCE), 0b00000, 0b11111),
    f("externalID", STR, 0b00000, 0b11111),
    f("podCIDR", STR, 0b00000, 0b11111),
    f("podCIDRs", L(&STR), 0b00000, 0b11111),
    f("podPreemptionPolicy", T(&CORE_V1_NODE_POD_PREEMPTION_POLICY), 0b00000, 0b10000),
    f("providerID", STR, 0b00000, 0b11111),
    f("taints", L(&T(&CORE_V1_TAINT)), 0b00000, 0b11111),
    f("unschedulable", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_STATUS: Type = Type { name: "NodeStatus", fields: &[
    f("addresses", L(&T(&CORE_V1_NODE_ADDRESS)), 0b00000, 0b11111),
    f("allocatable", M(&QUANTITY), 0b00000, 0b11111),
    f("capacity", M(&QUANTITY), 0b00000, 0b11111),
    f("conditions", L(&T(&CORE_V1_NODE_CONDITION)), 0b00000, 0b11111),
    f("config", T(&CORE_V1_NODE_CONFIG_STATUS), 0b00000, 0b11111),
    f("daemonEndpoints", T(&CORE_V1_NODE_DAEMON_ENDPOINTS), 0b00000, 0b11111),
    f("declaredFeatures", L(&STR), 0b00000, 0b11100),
    f("features", T(&CORE_V1_NODE_FEATURES), 0b00000, 0b11111),
    f("images", L(&T(&CORE_V1_CONTAINER_IMAGE)), 0b00000, 0b11111),
    f("nodeInfo", T(&CORE_V1_NODE_SYSTEM_INFO), 0b00000, 0b11111),
    f("phase", STR, 0b00000, 0b11111),
    f("runtimeHandlers", L(&T(&CORE_V1_NODE_RUNTIME_HANDLER)), 0b00000, 0b11111),
    f("volumesAttached", L(&T(&CORE_V1_ATTACHED_VOLUME)), 0b00000, 0b11111),
    f("volumesInUse", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_SWAP_STATUS: Type = Type { name: "NodeSwapStatus", fields: &[
    f("capacity", I64, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_NODE_SYSTEM_INFO: Type = Type { name: "NodeSystemInfo", fields: &[
    f("architecture", STR, 0b11111, 0b11111),
    f("bootID", STR, 0b11111, 0b11111),
    f("containerRuntimeVersion", STR, 0b11111, 0b11111),
    f("kernelVersion", STR, 0b11111, 0b11111),
    f("kubeProxyVersion", STR, 0b11111, 0b11111),
    f("kubeletVersion", STR, 0b11111, 0b11111),
    f("machineID", STR, 0b11111, 0b11111),
    f("operatingSystem", STR, 0b11111, 0b11111),
    f("osImage", STR, 0b11111, 0b11111),
    f("runningInUserNamespace", BOOL, 0b00000, 0b10000),
    f("swap", T(&CORE_V1_NODE_SWAP_STATUS), 0b00000, 0b11111),
    f("systemUUID", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_OBJECT_FIELD_SELECTOR: Type = Type { name: "ObjectFieldSelector", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("fieldPath", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_OBJECT_REFERENCE: Type = Type { name: "ObjectReference", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("fieldPath", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("name", STR, 0b00000, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
    f("resourceVersion", STR, 0b00000, 0b11111),
    f("uid", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PERSISTENT_VOLUME: Type = Type { name: "PersistentVolume", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&CORE_V1_PERSISTENT_VOLUME_SPEC), 0b00000, 0b11111),
    f("status", T(&CORE_V1_PERSISTENT_VOLUME_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PERSISTENT_VOLUME_CLAIM: Type = Type { name: "PersistentVolumeClaim", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&CORE_V1_PERSISTENT_VOLUME_CLAIM_SPEC), 0b00000, 0b11111),
    f("status", T(&CORE_V1_PERSISTENT_VOLUME_CLAIM_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PERSISTENT_VOLUME_CLAIM_CONDITION: Type = Type { name: "PersistentVolumeClaimCondition", fields: &[
    f("lastProbeTime", TIME, 0b00000, 0b11111),
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PERSISTENT_VOLUME_CLAIM_SPEC: Type = Type { name: "PersistentVolumeClaimSpec", fields: &[
    f("accessModes", L(&STR), 0b00000, 0b11111),
    f("dataSource", T(&CORE_V1_TYPED_LOCAL_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("dataSourceRef", T(&CORE_V1_TYPED_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("resources", T(&CORE_V1_VOLUME_RESOURCE_REQUIREMENTS), 0b00000, 0b11111),
    f("selector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("storageClassName", STR, 0b00000, 0b11111),
    f("volumeAttributesClassName", STR, 0b00000, 0b11111),
    f("volumeMode", STR, 0b00000, 0b11111),
    f("volumeName", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PERSISTENT_VOLUME_CLAIM_STATUS: Type = Type { name: "PersistentVolumeClaimStatus", fields: &[
    f("accessModes", L(&STR), 0b00000, 0b11111),
    f("allocatedResourceStatuses", M(&STR), 0b00000, 0b11111),
    f("allocatedResources", M(&QUANTITY), 0b00000, 0b11111),
    f("capacity", M(&QUANTITY), 0b00000, 0b11111),
    f("conditions", L(&T(&CORE_V1_PERSISTENT_VOLUME_CLAIM_CONDITION)), 0b00000, 0b11111),
    f("currentVolumeAttributesClassName", STR, 0b00000, 0b11111),
    f("healthStatus", T(&CORE_V1_VOLUME_HEALTH_STATUS), 0b00000, 0b10000),
    f("modifyVolumeStatus", T(&CORE_V1_MODIFY_VOLUME_STATUS), 0b00000, 0b11111),
    f("phase", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PERSISTENT_VOLUME_CLAIM_TEMPLATE: Type = Type { name: "PersistentVolumeClaimTemplate", fields: &[
    f("metadata", T(&META_V1_OBJECT_META), 0b00000, 0b11111),
    f("spec", T(&CORE_V1_PERSISTENT_VOLUME_CLAIM_SPEC), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE: Type = Type { name: "PersistentVolumeClaimVolumeSource", fields: &[
    f("claimName", STR, 0b11111, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PERSISTENT_VOLUME_SPEC: Type = Type { name: "PersistentVolumeSpec", fields: &[
    f("accessModes", L(&STR), 0b00000, 0b11111),
    f("awsElasticBlockStore", T(&CORE_V1_AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE), 0b00000, 0b11111),
    f("azureDisk", T(&CORE_V1_AZURE_DISK_VOLUME_SOURCE), 0b00000, 0b11111),
    f("azureFile", T(&CORE_V1_AZURE_FILE_PERSISTENT_VOLUME_SOURCE), 0b00000, 0b11111),
    f("capacity", M(&QUANTITY), 0b00000, 0b11111),
    f("cephfs", T(&CORE_V1_CEPH_FS_PERSISTENT_VOLUME_SOURCE), 0b00000, 0b11111),
    f("cinder", T(&CORE_V1_CINDER_PERSISTENT_VOLUME_SOURCE), 0b00000, 0b11111),
    f("claimRef", T(&CORE_V1_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("csi", T(&CORE_V1_CSI_PERSISTENT_VOLUME_SOURCE), 0b00000, 0b11111),
    f("fc", T(&CORE_V1_FC_VOLUME_SOURCE), 0b00000, 0b11111),
    f("flexVolume", T(&CORE_V1_FLEX_PERSISTENT_VOLUME_SOURCE), 0b00000, 0b11111),
    f("flocker", T(&CORE_V1_FLOCKER_VOLUME_SOURCE), 0b00000, 0b11111),
    f("gcePersistentDisk", T(&CORE_V1_GCE_PERSISTENT_DISK_VOLUME_SOURCE), 0b00000, 0b11111),
    f("glusterfs", T(&CORE_V1_GLUSTERFS_PERSISTENT_VOLUME_SOURCE), 0b00000, 0b11111),
    f("hostPath", T(&CORE_V1_HOST_PATH_VOLUME_SOURCE), 0b00000, 0b11111),
    f("iscsi", T(&CORE_V1_ISCSI_PERSISTENT_VOLUME_SOURCE), 0b00000, 0b11111),
    f("local", T(&CORE_V1_LOCAL_VOLUME_SOURCE), 0b00000, 0b11111),
    f("mountOptions", L(&STR), 0b00000, 0b11111),
    f("nfs", T(&CORE_V1_NFS_VOLUME_SOURCE), 0b00000, 0b11111),
    f("nodeAffinity", T(&CORE_V1_VOLUME_NODE_AFFINITY), 0b00000, 0b11111),
    f("persistentVolumeReclaimPolicy", STR, 0b00000, 0b11111),
    f("photonPersistentDisk", T(&CORE_V1_PHOTON_PERSISTENT_DISK_VOLUME_SOURCE), 0b00000, 0b11111),
    f("portworxVolume", T(&CORE_V1_PORTWORX_VOLUME_SOURCE), 0b00000, 0b11111),
    f("quobyte", T(&CORE_V1_QUOBYTE_VOLUME_SOURCE), 0b00000, 0b11111),
    f("rbd", T(&CORE_V1_RBD_PERSISTENT_VOLUME_SOURCE), 0b00000, 0b11111),
    f("scaleIO", T(&CORE_V1_SCALE_IO_PERSISTENT_VOLUME_SOURCE), 0b00000, 0b11111),
    f("storageClassName", STR, 0b00000, 0b11111),
    f("storageos", T(&CORE_V1_STORAGE_OS_PERSISTENT_VOLUME_SOURCE), 0b00000, 0b11111),
    f("volumeAttributesClassName", STR, 0b00000, 0b11111),
    f("volumeMode", STR, 0b00000, 0b11111),
    f("vsphereVolume", T(&CORE_V1_VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PERSISTENT_VOLUME_STATUS: Type = Type { name: "PersistentVolumeStatus", fields: &[
    f("lastPhaseTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("phase", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PHOTON_PERSISTENT_DISK_VOLUME_SOURCE: Type = Type { name: "PhotonPersistentDiskVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("pdID", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD: Type = Type { name: "Pod", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&CORE_V1_POD_SPEC), 0b00000, 0b11111),
    f("status", T(&CORE_V1_POD_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_AFFINITY: Type = Type { name: "PodAffinity", fields: &[
    f("preferredDuringSchedulingIgnoredDuringExecution", L(&T(&CORE_V1_WEIGHTED_POD_AFFINITY_TERM)), 0b00000, 0b11111),
    f("requiredDuringSchedulingIgnoredDuringExecution", L(&T(&CORE_V1_POD_AFFINITY_TERM)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_AFFINITY_TERM: Type = Type { name: "PodAffinityTerm", fields: &[
    f("labelSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("matchLabelKeys", L(&STR), 0b00000, 0b11111),
    f("mismatchLabelKeys", L(&STR), 0b00000, 0b11111),
    f("namespaceSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("namespaces", L(&STR), 0b00000, 0b11111),
    f("topologyKey", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_ANTI_AFFINITY: Type = Type { name: "PodAntiAffinity", fields: &[
    f("preferredDuringSchedulingIgnoredDuringExecution", L(&T(&CORE_V1_WEIGHTED_POD_AFFINITY_TERM)), 0b00000, 0b11111),
    f("requiredDuringSchedulingIgnoredDuringExecution", L(&T(&CORE_V1_POD_AFFINITY_TERM)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_CERTIFICATE_PROJECTION: Type = Type { name: "PodCertificateProjection", fields: &[
    f("certificateChainPath", STR, 0b00000, 0b11110),
    f("credentialBundlePath", STR, 0b00000, 0b11110),
    f("keyPath", STR, 0b00000, 0b11110),
    f("keyType", STR, 0b11110, 0b11110),
    f("maxExpirationSeconds", I32, 0b00000, 0b11110),
    f("signerName", STR, 0b11110, 0b11110),
    f("user", I64, 0b00000, 0b10000),
    f("userAnnotations", M(&STR), 0b00000, 0b11100),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_CONDITION: Type = Type { name: "PodCondition", fields: &[
    f("lastProbeTime", TIME, 0b00000, 0b11111),
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_DNS_CONFIG: Type = Type { name: "PodDNSConfig", fields: &[
    f("nameservers", L(&STR), 0b00000, 0b11111),
    f("options", L(&T(&CORE_V1_POD_DNS_CONFIG_OPTION)), 0b00000, 0b11111),
    f("searches", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_DNS_CONFIG_OPTION: Type = Type { name: "PodDNSConfigOption", fields: &[
    f("name", STR, 0b00000, 0b11111),
    f("value", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_EXTENDED_RESOURCE_CLAIM_STATUS: Type = Type { name: "PodExtendedResourceClaimStatus", fields: &[
    f("requestMappings", L(&T(&CORE_V1_CONTAINER_EXTENDED_RESOURCE_REQUEST)), 0b11110, 0b11110),
    f("resourceClaimName", STR, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_IP: Type = Type { name: "PodIP", fields: &[
    f("ip", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_OS: Type = Type { name: "PodOS", fields: &[
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_READINESS_GATE: Type = Type { name: "PodReadinessGate", fields: &[
    f("conditionType", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_RESOURCE_CLAIM: Type = Type { name: "PodResourceClaim", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("resourceClaimName", STR, 0b00000, 0b11111),
    f("resourceClaimTemplateName", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_RESOURCE_CLAIM_STATUS: Type = Type { name: "PodResourceClaimStatus", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("resourceClaimName", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_SCHEDULING_GATE: Type = Type { name: "PodSchedulingGate", fields: &[
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_SCHEDULING_GROUP: Type = Type { name: "PodSchedulingGroup", fields: &[
    f("podGroupName", STR, 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_SECURITY_CONTEXT: Type = Type { name: "PodSecurityContext", fields: &[
    f("appArmorProfile", T(&CORE_V1_APP_ARMOR_PROFILE), 0b00000, 0b11111),
    f("fsGroup", I64, 0b00000, 0b11111),
    f("fsGroupChangePolicy", STR, 0b00000, 0b11111),
    f("runAsGroup", I64, 0b00000, 0b11111),
    f("runAsNonRoot", BOOL, 0b00000, 0b11111),
    f("runAsUser", I64, 0b00000, 0b11111),
    f("seLinuxChangePolicy", STR, 0b00000, 0b11111),
    f("seLinuxOptions", T(&CORE_V1_SE_LINUX_OPTIONS), 0b00000, 0b11111),
    f("seccompProfile", T(&CORE_V1_SECCOMP_PROFILE), 0b00000, 0b11111),
    f("supplementalGroups", L(&I64), 0b00000, 0b11111),
    f("supplementalGroupsPolicy", STR, 0b00000, 0b11111),
    f("sysctls", L(&T(&CORE_V1_SYSCTL)), 0b00000, 0b11111),
    f("windowsOptions", T(&CORE_V1_WINDOWS_SECURITY_CONTEXT_OPTIONS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_SPEC: Type = Type { name: "PodSpec", fields: &[
    f("activeDeadlineSeconds", I64, 0b00000, 0b11111),
    f("affinity", T(&CORE_V1_AFFINITY), 0b00000, 0b11111),
    f("automountServiceAccountToken", BOOL, 0b00000, 0b11111),
    f("containers", L(&T(&CORE_V1_CONTAINER)), 0b11111, 0b11111),
    f("dnsConfig", T(&CORE_V1_POD_DNS_CONFIG), 0b00000, 0b11111),
    f("dnsPolicy", STR, 0b00000, 0b11111),
    f("enableServiceLinks", BOOL, 0b00000, 0b11111),
    f("ephemeralContainers", L(&T(&CORE_V1_EPHEMERAL_CONTAINER)), 0b00000, 0b11111),
    f("evictionResponders", L(&T(&CORE_V1_EVICTION_RESPONDER)), 0b00000, 0b10000),
    f("hostAliases", L(&T(&CORE_V1_HOST_ALIAS)), 0b00000, 0b11111),
    f("hostIPC", BOOL, 0b00000, 0b11111),
    f("hostNetwork", BOOL, 0b00000, 0b11111),
    f("hostPID", BOOL, 0b00000, 0b11111),
    f("hostUsers", BOOL, 0b00000, 0b11111),
    f("hostname", STR, 0b00000, 0b11111),
    f("hostnameOverride", STR, 0b00000, 0b11110),
    f("imagePullSecrets", L(&T(&CORE_V1_LOCAL_OBJECT_REFERENCE)), 0b00000, 0b11111),
    f("initContainers", L(&T(&CORE_V1_CONTAINER)), 0b00000, 0b11111),
    f("nodeName", STR, 0b00000, 0b11111),
    f("nodeSelector", M(&STR), 0b00000, 0b11111),
    f("os", T(&CORE_V1_POD_OS), 0b00000, 0b11111),
    f("overhead", M(&QUANTITY), 0b00000, 0b11111),
    f("preemptionPolicy", STR, 0b00000, 0b11111),
    f("priority", I32, 0b00000, 0b11111),
    f("priorityClassName", STR, 0b00000, 0b11111),
    f("readinessGates", L(&T(&CORE_V1_POD_READINESS_GATE)), 0b00000, 0b11111),
    f("resourceClaims", L(&T(&CORE_V1_POD_RESOURCE_CLAIM)), 0b00000, 0b11111),
    f("resources", T(&CORE_V1_RESOURCE_REQUIREMENTS), 0b00000, 0b11111),
    f("restartPolicy", STR, 0b00000, 0b11111),
    f("runtimeClassName", STR, 0b00000, 0b11111),
    f("schedulerName", STR, 0b00000, 0b11111),
    f("schedulingGates", L(&T(&CORE_V1_POD_SCHEDULING_GATE)), 0b00000, 0b11111),
    f("schedulingGroup", T(&CORE_V1_POD_SCHEDULING_GROUP), 0b00000, 0b11000),
    f("securityContext", T(&CORE_V1_POD_SECURITY_CONTEXT), 0b00000, 0b11111),
    f("serviceAccount", STR, 0b00000, 0b11111),
    f("serviceAccountName", STR, 0b00000, 0b11111),
    f("setHostnameAsFQDN", BOOL, 0b00000, 0b11111),
    f("shareProcessNamespace", BOOL, 0b00000, 0b11111),
    f("subdomain", STR, 0b00000, 0b11111),
    f("terminationGracePeriodSeconds", I64, 0b00000, 0b11111),
    f("tolerations", L(&T(&CORE_V1_TOLERATION)), 0b00000, 0b11111),
    f("topologySpreadConstraints", L(&T(&CORE_V1_TOPOLOGY_SPREAD_CONSTRAINT)), 0b00000, 0b11111),
    f("volumes", L(&T(&CORE_V1_VOLUME)), 0b00000, 0b11111),
    f("workloadRef", T(&CORE_V1_WORKLOAD_REFERENCE), 0b00000, 0b00100),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_STATUS: Type = Type { name: "PodStatus", fields: &[
    f("allocatedResources", M(&QUANTITY), 0b00000, 0b11100),
    f("conditions", L(&T(&CORE_V1_POD_CONDITION)), 0b00000, 0b11111),
    f("containerStatuses", L(&T(&CORE_V1_CONTAINER_STATUS)), 0b00000, 0b11111),
    f("ephemeralContainerStatuses", L(&T(&CORE_V1_CONTAINER_STATUS)), 0b00000, 0b11111),
    f("extendedResourceClaimStatus", T(&CORE_V1_POD_EXTENDED_RESOURCE_CLAIM_STATUS), 0b00000, 0b11110),
    f("hostIP", STR, 0b00000, 0b11111),
    f("hostIPs", L(&T(&CORE_V1_HOST_IP)), 0b00000, 0b11111),
    f("initContainerStatuses", L(&T(&CORE_V1_CONTAINER_STATUS)), 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("nodeAllocatableResourceClaimStatuses", L(&T(&CORE_V1_NODE_ALLOCATABLE_RESOURCE_CLAIM_STATUS)), 0b00000, 0b11000),
    f("nominatedNodeName", STR, 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
    f("phase", STR, 0b00000, 0b11111),
    f("podIP", STR, 0b00000, 0b11111),
    f("podIPs", L(&T(&CORE_V1_POD_IP)), 0b00000, 0b11111),
    f("qosClass", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("resize", STR, 0b00000, 0b11111),
    f("resourceClaimStatuses", L(&T(&CORE_V1_POD_RESOURCE_CLAIM_STATUS)), 0b00000, 0b11111),
    f("resources", T(&CORE_V1_RESOURCE_REQUIREMENTS), 0b00000, 0b11100),
    f("startTime", TIME, 0b00000, 0b11111),
    f("volumeHealth", L(&T(&CORE_V1_POD_VOLUME_HEALTH)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_TEMPLATE: Type = Type { name: "PodTemplate", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("template", T(&CORE_V1_POD_TEMPLATE_SPEC), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_TEMPLATE_SPEC: Type = Type { name: "PodTemplateSpec", fields: &[
    f("metadata", T(&META_V1_OBJECT_META), 0b00000, 0b11111),
    f("spec", T(&CORE_V1_POD_SPEC), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_POD_VOLUME_HEALTH: Type = Type { name: "PodVolumeHealth", fields: &[
    f("healthConditions", L(&T(&CORE_V1_VOLUME_HEALTH_CONDITION)), 0b00000, 0b10000),
    f("lastTransitionTime", TIME, 0b00000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PORT_STATUS: Type = Type { name: "PortStatus", fields: &[
    f("error", STR, 0b00000, 0b11111),
    f("port", I32, 0b11111, 0b11111),
    f("protocol", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PORTWORX_VOLUME_SOURCE: Type = Type { name: "PortworxVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("volumeID", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PREFERRED_SCHEDULING_TERM: Type = Type { name: "PreferredSchedulingTerm", fields: &[
    f("preference", T(&CORE_V1_NODE_SELECTOR_TERM), 0b11111, 0b11111),
    f("weight", I32, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PROBE: Type = Type { name: "Probe", fields: &[
    f("exec", T(&CORE_V1_EXEC_ACTION), 0b00000, 0b11111),
    f("failureThreshold", I32, 0b00000, 0b11111),
    f("grpc", T(&CORE_V1_GRPC_ACTION), 0b00000, 0b11111),
    f("httpGet", T(&CORE_V1_HTTP_GET_ACTION), 0b00000, 0b11111),
    f("initialDelaySeconds", I32, 0b00000, 0b11111),
    f("periodSeconds", I32, 0b00000, 0b11111),
    f("successThreshold", I32, 0b00000, 0b11111),
    f("tcpSocket", T(&CORE_V1_TCP_SOCKET_ACTION), 0b00000, 0b11111),
    f("terminationGracePeriodSeconds", I64, 0b00000, 0b11111),
    f("timeoutSeconds", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_PROJECTED_VOLUME_SOURCE: Type = Type { name: "ProjectedVolumeSource", fields: &[
    f("defaultMode", I32, 0b00000, 0b11111),
    f("defaultUser", I64, 0b00000, 0b10000),
    f("sources", L(&T(&CORE_V1_VOLUME_PROJECTION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_QUOBYTE_VOLUME_SOURCE: Type = Type { name: "QuobyteVolumeSource", fields: &[
    f("group", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("registry", STR, 0b11111, 0b11111),
    f("tenant", STR, 0b00000, 0b11111),
    f("user", STR, 0b00000, 0b11111),
    f("volume", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_RBD_PERSISTENT_VOLUME_SOURCE: Type = Type { name: "RBDPersistentVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("image", STR, 0b11111, 0b11111),
    f("keyring", STR, 0b00000, 0b11111),
    f("monitors", L(&STR), 0b11111, 0b11111),
    f("pool", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_SECRET_REFERENCE), 0b00000, 0b11111),
    f("user", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_RBD_VOLUME_SOURCE: Type = Type { name: "RBDVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("image", STR, 0b11111, 0b11111),
    f("keyring", STR, 0b00000, 0b11111),
    f("monitors", L(&STR), 0b11111, 0b11111),
    f("pool", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_LOCAL_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("user", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_REPLICATION_CONTROLLER: Type = Type { name: "ReplicationController", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&CORE_V1_REPLICATION_CONTROLLER_SPEC), 0b00000, 0b11111),
    f("status", T(&CORE_V1_REPLICATION_CONTROLLER_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_REPLICATION_CONTROLLER_CONDITION: Type = Type { name: "ReplicationControllerCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_REPLICATION_CONTROLLER_SPEC: Type = Type { name: "ReplicationControllerSpec", fields: &[
    f("minReadySeconds", I32, 0b00000, 0b11111),
    f("replicas", I32, 0b00000, 0b11111),
    f("selector", M(&STR), 0b00000, 0b11111),
    f("template", T(&CORE_V1_POD_TEMPLATE_SPEC), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_REPLICATION_CONTROLLER_STATUS: Type = Type { name: "ReplicationControllerStatus", fields: &[
    f("availableReplicas", I32, 0b00000, 0b11111),
    f("conditions", L(&T(&CORE_V1_REPLICATION_CONTROLLER_CONDITION)), 0b00000, 0b11111),
    f("fullyLabeledReplicas", I32, 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
    f("readyReplicas", I32, 0b00000, 0b11111),
    f("replicas", I32, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_RESOURCE_CLAIM: Type = Type { name: "ResourceClaim", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("request", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_RESOURCE_FIELD_SELECTOR: Type = Type { name: "ResourceFieldSelector", fields: &[
    f("containerName", STR, 0b00000, 0b11111),
    f("divisor", QUANTITY, 0b00000, 0b11111),
    f("resource", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_RESOURCE_HEALTH: Type = Type { name: "ResourceHealth", fields: &[
    f("health", STR, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11000),
    f("resourceID", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_RESOURCE_QUOTA: Type = Type { name: "ResourceQuota", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&CORE_V1_RESOURCE_QUOTA_SPEC), 0b00000, 0b11111),
    f("status", T(&CORE_V1_RESOURCE_QUOTA_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_RESOURCE_QUOTA_SPEC: Type = Type { name: "ResourceQuotaSpec", fields: &[
    f("hard", M(&QUANTITY), 0b00000, 0b11111),
    f("scopeSelector", T(&CORE_V1_SCOPE_SELECTOR), 0b00000, 0b11111),
    f("scopes", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_RESOURCE_QUOTA_STATUS: Type = Type { name: "ResourceQuotaStatus", fields: &[
    f("hard", M(&QUANTITY), 0b00000, 0b11111),
    f("used", M(&QUANTITY), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_RESOURCE_REQUIREMENTS: Type = Type { name: "ResourceRequirements", fields: &[
    f("claims", L(&T(&CORE_V1_RESOURCE_CLAIM)), 0b00000, 0b11111),
    f("limits", M(&QUANTITY), 0b00000, 0b11111),
    f("requests", M(&QUANTITY), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_RESOURCE_STATUS: Type = Type { name: "ResourceStatus", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("resources", L(&T(&CORE_V1_RESOURCE_HEALTH)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SE_LINUX_OPTIONS: Type = Type { name: "SELinuxOptions", fields: &[
    f("level", STR, 0b00000, 0b11111),
    f("role", STR, 0b00000, 0b11111),
    f("type", STR, 0b00000, 0b11111),
    f("user", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SCALE_IO_PERSISTENT_VOLUME_SOURCE: Type = Type { name: "ScaleIOPersistentVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("gateway", STR, 0b11111, 0b11111),
    f("protectionDomain", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_SECRET_REFERENCE), 0b11111, 0b11111),
    f("sslEnabled", BOOL, 0b00000, 0b11111),
    f("storageMode", STR, 0b00000, 0b11111),
    f("storagePool", STR, 0b00000, 0b11111),
    f("system", STR, 0b11111, 0b11111),
    f("volumeName", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SCALE_IO_VOLUME_SOURCE: Type = Type { name: "ScaleIOVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("gateway", STR, 0b11111, 0b11111),
    f("protectionDomain", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_LOCAL_OBJECT_REFERENCE), 0b11111, 0b11111),
    f("sslEnabled", BOOL, 0b00000, 0b11111),
    f("storageMode", STR, 0b00000, 0b11111),
    f("storagePool", STR, 0b00000, 0b11111),
    f("system", STR, 0b11111, 0b11111),
    f("volumeName", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SCOPE_SELECTOR: Type = Type { name: "ScopeSelector", fields: &[
    f("matchExpressions", L(&T(&CORE_V1_SCOPED_RESOURCE_SELECTOR_REQUIREMENT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SCOPED_RESOURCE_SELECTOR_REQUIREMENT: Type = Type { name: "ScopedResourceSelectorRequirement", fields: &[
    f("operator", STR, 0b11111, 0b11111),
    f("scopeName", STR, 0b11111, 0b11111),
    f("values", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SECCOMP_PROFILE: Type = Type { name: "SeccompProfile", fields: &[
    f("localhostProfile", STR, 0b00000, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SECRET: Type = Type { name: "Secret", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("data", M(&BYTES), 0b00000, 0b11111),
    f("immutable", BOOL, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("stringData", M(&STR), 0b00000, 0b11111),
    f("type", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SECRET_ENV_SOURCE: Type = Type { name: "SecretEnvSource", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("optional", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SECRET_KEY_SELECTOR: Type = Type { name: "SecretKeySelector", fields: &[
    f("key", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("optional", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SECRET_PROJECTION: Type = Type { name: "SecretProjection", fields: &[
    f("items", L(&T(&CORE_V1_KEY_TO_PATH)), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("optional", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SECRET_REFERENCE: Type = Type { name: "SecretReference", fields: &[
    f("name", STR, 0b00000, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SECRET_VOLUME_SOURCE: Type = Type { name: "SecretVolumeSource", fields: &[
    f("defaultMode", I32, 0b00000, 0b11111),
    f("defaultUser", I64, 0b00000, 0b10000),
    f("items", L(&T(&CORE_V1_KEY_TO_PATH)), 0b00000, 0b11111),
    f("optional", BOOL, 0b00000, 0b11111),
    f("secretName", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SECURITY_CONTEXT: Type = Type { name: "SecurityContext", fields: &[
    f("allowPrivilegeEscalation", BOOL, 0b00000, 0b11111),
    f("appArmorProfile", T(&CORE_V1_APP_ARMOR_PROFILE), 0b00000, 0b11111),
    f("capabilities", T(&CORE_V1_CAPABILITIES), 0b00000, 0b11111),
    f("privileged", BOOL, 0b00000, 0b11111),
    f("procMount", STR, 0b00000, 0b11111),
    f("readOnlyRootFilesystem", BOOL, 0b00000, 0b11111),
    f("runAsGroup", I64, 0b00000, 0b11111),
    f("runAsNonRoot", BOOL, 0b00000, 0b11111),
    f("runAsUser", I64, 0b00000, 0b11111),
    f("seLinuxOptions", T(&CORE_V1_SE_LINUX_OPTIONS), 0b00000, 0b11111),
    f("seccompProfile", T(&CORE_V1_SECCOMP_PROFILE), 0b00000, 0b11111),
    f("windowsOptions", T(&CORE_V1_WINDOWS_SECURITY_CONTEXT_OPTIONS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SERVICE: Type = Type { name: "Service", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&CORE_V1_SERVICE_SPEC), 0b00000, 0b11111),
    f("status", T(&CORE_V1_SERVICE_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SERVICE_ACCOUNT: Type = Type { name: "ServiceAccount", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("automountServiceAccountToken", BOOL, 0b00000, 0b11111),
    f("imagePullSecrets", L(&T(&CORE_V1_LOCAL_OBJECT_REFERENCE)), 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("secrets", L(&T(&CORE_V1_OBJECT_REFERENCE)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SERVICE_ACCOUNT_TOKEN_PROJECTION: Type = Type { name: "ServiceAccountTokenProjection", fields: &[
    f("audience", STR, 0b00000, 0b11111),
    f("expirationSeconds", I64, 0b00000, 0b11111),
    f("path", STR, 0b11111, 0b11111),
    f("user", I64, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SERVICE_PORT: Type = Type { name: "ServicePort", fields: &[
    f("appProtocol", STR, 0b00000, 0b11111),
    f("name", STR, 0b00000, 0b11111),
    f("nodePort", I32, 0b00000, 0b11111),
    f("port", I32, 0b11111, 0b11111),
    f("protocol", STR, 0b00000, 0b11111),
    f("targetPort", INT_OR_STRING, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SERVICE_SPEC: Type = Type { name: "ServiceSpec", fields: &[
    f("allocateLoadBalancerNodePorts", BOOL, 0b00000, 0b11111),
    f("clusterIP", STR, 0b00000, 0b11111),
    f("clusterIPs", L(&STR), 0b00000, 0b11111),
    f("externalIPs", L(&STR), 0b00000, 0b11111),
    f("externalName", STR, 0b00000, 0b11111),
    f("externalTrafficPolicy", STR, 0b00000, 0b11111),
    f("healthCheckNodePort", I32, 0b00000, 0b11111),
    f("internalTrafficPolicy", STR, 0b00000, 0b11111),
    f("ipFamilies", L(&STR), 0b00000, 0b11111),
    f("ipFamilyPolicy", STR, 0b00000, 0b11111),
    f("loadBalancerClass", STR, 0b00000, 0b11111),
    f("loadBalancerIP", STR, 0b00000, 0b11111),
    f("loadBalancerSourceRanges", L(&STR), 0b00000, 0b11111),
    f("ports", L(&T(&CORE_V1_SERVICE_PORT)), 0b00000, 0b11111),
    f("publishNotReadyAddresses", BOOL, 0b00000, 0b11111),
    f("selector", M(&STR), 0b00000, 0b11111),
    f("sessionAffinity", STR, 0b00000, 0b11111),
    f("sessionAffinityConfig", T(&CORE_V1_SESSION_AFFINITY_CONFIG), 0b00000, 0b11111),
    f("trafficDistribution", STR, 0b00000, 0b11111),
    f("type", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SERVICE_STATUS: Type = Type { name: "ServiceStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11111),
    f("loadBalancer", T(&CORE_V1_LOAD_BALANCER_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SESSION_AFFINITY_CONFIG: Type = Type { name: "SessionAffinityConfig", fields: &[
    f("clientIP", T(&CORE_V1_CLIENT_IP_CONFIG), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SLEEP_ACTION: Type = Type { name: "SleepAction", fields: &[
    f("seconds", I64, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_STORAGE_OS_PERSISTENT_VOLUME_SOURCE: Type = Type { name: "StorageOSPersistentVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("volumeName", STR, 0b00000, 0b11111),
    f("volumeNamespace", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_STORAGE_OS_VOLUME_SOURCE: Type = Type { name: "StorageOSVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("secretRef", T(&CORE_V1_LOCAL_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("volumeName", STR, 0b00000, 0b11111),
    f("volumeNamespace", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_SYSCTL: Type = Type { name: "Sysctl", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("value", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_TCP_SOCKET_ACTION: Type = Type { name: "TCPSocketAction", fields: &[
    f("host", STR, 0b00000, 0b11111),
    f("port", INT_OR_STRING, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_TAINT: Type = Type { name: "Taint", fields: &[
    f("effect", STR, 0b11111, 0b11111),
    f("key", STR, 0b11111, 0b11111),
    f("timeAdded", TIME, 0b00000, 0b11111),
    f("value", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_TOLERATION: Type = Type { name: "Toleration", fields: &[
    f("effect", STR, 0b00000, 0b11111),
    f("key", STR, 0b00000, 0b11111),
    f("operator", STR, 0b00000, 0b11111),
    f("tolerationSeconds", I64, 0b00000, 0b11111),
    f("value", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_TOPOLOGY_SELECTOR_LABEL_REQUIREMENT: Type = Type { name: "TopologySelectorLabelRequirement", fields: &[
    f("key", STR, 0b11111, 0b11111),
    f("values", L(&STR), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_TOPOLOGY_SELECTOR_TERM: Type = Type { name: "TopologySelectorTerm", fields: &[
    f("matchLabelExpressions", L(&T(&CORE_V1_TOPOLOGY_SELECTOR_LABEL_REQUIREMENT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_TOPOLOGY_SPREAD_CONSTRAINT: Type = Type { name: "TopologySpreadConstraint", fields: &[
    f("labelSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("matchLabelKeys", L(&STR), 0b00000, 0b11111),
    f("maxSkew", I32, 0b11111, 0b11111),
    f("minDomains", I32, 0b00000, 0b11111),
    f("nodeAffinityPolicy", STR, 0b00000, 0b11111),
    f("nodeTaintsPolicy", STR, 0b00000, 0b11111),
    f("topologyKey", STR, 0b11111, 0b11111),
    f("whenUnsatisfiable", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_TYPED_LOCAL_OBJECT_REFERENCE: Type = Type { name: "TypedLocalObjectReference", fields: &[
    f("apiGroup", STR, 0b00000, 0b11111),
    f("kind", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_TYPED_OBJECT_REFERENCE: Type = Type { name: "TypedObjectReference", fields: &[
    f("apiGroup", STR, 0b00000, 0b11111),
    f("kind", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_VOLUME: Type = Type { name: "Volume", fields: &[
    f("awsElasticBlockStore", T(&CORE_V1_AWS_ELASTIC_BLOCK_STORE_VOLUME_SOURCE), 0b00000, 0b11111),
    f("azureDisk", T(&CORE_V1_AZURE_DISK_VOLUME_SOURCE), 0b00000, 0b11111),
    f("azureFile", T(&CORE_V1_AZURE_FILE_VOLUME_SOURCE), 0b00000, 0b11111),
    f("cephfs", T(&CORE_V1_CEPH_FS_VOLUME_SOURCE), 0b00000, 0b11111),
    f("cinder", T(&CORE_V1_CINDER_VOLUME_SOURCE), 0b00000, 0b11111),
    f("configMap", T(&CORE_V1_CONFIG_MAP_VOLUME_SOURCE), 0b00000, 0b11111),
    f("csi", T(&CORE_V1_CSI_VOLUME_SOURCE), 0b00000, 0b11111),
    f("downwardAPI", T(&CORE_V1_DOWNWARD_API_VOLUME_SOURCE), 0b00000, 0b11111),
    f("emptyDir", T(&CORE_V1_EMPTY_DIR_VOLUME_SOURCE), 0b00000, 0b11111),
    f("ephemeral", T(&CORE_V1_EPHEMERAL_VOLUME_SOURCE), 0b00000, 0b11111),
    f("fc", T(&CORE_V1_FC_VOLUME_SOURCE), 0b00000, 0b11111),
    f("flexVolume", T(&CORE_V1_FLEX_VOLUME_SOURCE), 0b00000, 0b11111),
    f("flocker", T(&CORE_V1_FLOCKER_VOLUME_SOURCE), 0b00000, 0b11111),
    f("gcePersistentDisk", T(&CORE_V1_GCE_PERSISTENT_DISK_VOLUME_SOURCE), 0b00000, 0b11111),
    f("gitRepo", T(&CORE_V1_GIT_REPO_VOLUME_SOURCE), 0b00000, 0b11111),
    f("glusterfs", T(&CORE_V1_GLUSTERFS_VOLUME_SOURCE), 0b00000, 0b11111),
    f("hostPath", T(&CORE_V1_HOST_PATH_VOLUME_SOURCE), 0b00000, 0b11111),
    f("image", T(&CORE_V1_IMAGE_VOLUME_SOURCE), 0b00000, 0b11111),
    f("iscsi", T(&CORE_V1_ISCSI_VOLUME_SOURCE), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("nfs", T(&CORE_V1_NFS_VOLUME_SOURCE), 0b00000, 0b11111),
    f("persistentVolumeClaim", T(&CORE_V1_PERSISTENT_VOLUME_CLAIM_VOLUME_SOURCE), 0b00000, 0b11111),
    f("photonPersistentDisk", T(&CORE_V1_PHOTON_PERSISTENT_DISK_VOLUME_SOURCE), 0b00000, 0b11111),
    f("portworxVolume", T(&CORE_V1_PORTWORX_VOLUME_SOURCE), 0b00000, 0b11111),
    f("projected", T(&CORE_V1_PROJECTED_VOLUME_SOURCE), 0b00000, 0b11111),
    f("quobyte", T(&CORE_V1_QUOBYTE_VOLUME_SOURCE), 0b00000, 0b11111),
    f("rbd", T(&CORE_V1_RBD_VOLUME_SOURCE), 0b00000, 0b11111),
    f("scaleIO", T(&CORE_V1_SCALE_IO_VOLUME_SOURCE), 0b00000, 0b11111),
    f("secret", T(&CORE_V1_SECRET_VOLUME_SOURCE), 0b00000, 0b11111),
    f("storageos", T(&CORE_V1_STORAGE_OS_VOLUME_SOURCE), 0b00000, 0b11111),
    f("vsphereVolume", T(&CORE_V1_VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_VOLUME_DEVICE: Type = Type { name: "VolumeDevice", fields: &[
    f("devicePath", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_VOLUME_HEALTH_CONDITION: Type = Type { name: "VolumeHealthCondition", fields: &[
    f("message", STR, 0b00000, 0b10000),
    f("reason", STR, 0b10000, 0b10000),
    f("status", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_VOLUME_HEALTH_STATUS: Type = Type { name: "VolumeHealthStatus", fields: &[
    f("healthConditions", L(&T(&CORE_V1_VOLUME_HEALTH_CONDITION)), 0b00000, 0b10000),
    f("lastTransitionTime", TIME, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_VOLUME_MOUNT: Type = Type { name: "VolumeMount", fields: &[
    f("bindMountOptions", L(&STR), 0b00000, 0b10000),
    f("mountPath", STR, 0b11111, 0b11111),
    f("mountPropagation", STR, 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("recursiveReadOnly", STR, 0b00000, 0b11111),
    f("subPath", STR, 0b00000, 0b11111),
    f("subPathExpr", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_VOLUME_MOUNT_STATUS: Type = Type { name: "VolumeMountStatus", fields: &[
    f("mountPath", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("readOnly", BOOL, 0b00000, 0b11111),
    f("recursiveReadOnly", STR, 0b00000, 0b11111),
    f("volumeStatus", T(&CORE_V1_VOLUME_STATUS), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_VOLUME_NODE_AFFINITY: Type = Type { name: "VolumeNodeAffinity", fields: &[
    f("required", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_VOLUME_PROJECTION: Type = Type { name: "VolumeProjection", fields: &[
    f("clusterTrustBundle", T(&CORE_V1_CLUSTER_TRUST_BUNDLE_PROJECTION), 0b00000, 0b11111),
    f("configMap", T(&CORE_V1_CONFIG_MAP_PROJECTION), 0b00000, 0b11111),
    f("downwardAPI", T(&CORE_V1_DOWNWARD_API_PROJECTION), 0b00000, 0b11111),
    f("podCertificate", T(&CORE_V1_POD_CERTIFICATE_PROJECTION), 0b00000, 0b11110),
    f("secret", T(&CORE_V1_SECRET_PROJECTION), 0b00000, 0b11111),
    f("serviceAccountToken", T(&CORE_V1_SERVICE_ACCOUNT_TOKEN_PROJECTION), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_VOLUME_RESOURCE_REQUIREMENTS: Type = Type { name: "VolumeResourceRequirements", fields: &[
    f("limits", M(&QUANTITY), 0b00000, 0b11111),
    f("requests", M(&QUANTITY), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_VOLUME_STATUS: Type = Type { name: "VolumeStatus", fields: &[
    f("image", T(&CORE_V1_IMAGE_VOLUME_STATUS), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_VSPHERE_VIRTUAL_DISK_VOLUME_SOURCE: Type = Type { name: "VsphereVirtualDiskVolumeSource", fields: &[
    f("fsType", STR, 0b00000, 0b11111),
    f("storagePolicyID", STR, 0b00000, 0b11111),
    f("storagePolicyName", STR, 0b00000, 0b11111),
    f("volumePath", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_WEIGHTED_POD_AFFINITY_TERM: Type = Type { name: "WeightedPodAffinityTerm", fields: &[
    f("podAffinityTerm", T(&CORE_V1_POD_AFFINITY_TERM), 0b11111, 0b11111),
    f("weight", I32, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_WINDOWS_SECURITY_CONTEXT_OPTIONS: Type = Type { name: "WindowsSecurityContextOptions", fields: &[
    f("gmsaCredentialSpec", STR, 0b00000, 0b11111),
    f("gmsaCredentialSpecName", STR, 0b00000, 0b11111),
    f("hostProcess", BOOL, 0b00000, 0b11111),
    f("runAsUserName", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static CORE_V1_WORKLOAD_REFERENCE: Type = Type { name: "WorkloadReference", fields: &[
    f("name", STR, 0b00100, 0b00100),
    f("podGroup", STR, 0b00100, 0b00100),
    f("podGroupReplicaKey", STR, 0b00000, 0b00100),
] };

#[rustfmt::skip]
pub(crate) static DISCOVERY_V1_ENDPOINT: Type = Type { name: "Endpoint", fields: &[
    f("addresses", L(&STR), 0b11111, 0b11111),
    f("conditions", T(&DISCOVERY_V1_ENDPOINT_CONDITIONS), 0b00000, 0b11111),
    f("deprecatedTopology", M(&STR), 0b00000, 0b11111),
    f("hints", T(&DISCOVERY_V1_ENDPOINT_HINTS), 0b00000, 0b11111),
    f("hostname", STR, 0b00000, 0b11111),
    f("nodeName", STR, 0b00000, 0b11111),
    f("targetRef", T(&CORE_V1_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("zone", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static DISCOVERY_V1_ENDPOINT_CONDITIONS: Type = Type { name: "EndpointConditions", fields: &[
    f("ready", BOOL, 0b00000, 0b11111),
    f("serving", BOOL, 0b00000, 0b11111),
    f("terminating", BOOL, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static DISCOVERY_V1_ENDPOINT_HINTS: Type = Type { name: "EndpointHints", fields: &[
    f("forNodes", L(&T(&DISCOVERY_V1_FOR_NODE)), 0b00000, 0b11111),
    f("forZones", L(&T(&DISCOVERY_V1_FOR_ZONE)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static DISCOVERY_V1_ENDPOINT_PORT: Type = Type { name: "EndpointPort", fields: &[
    f("appProtocol", STR, 0b00000, 0b11111),
    f("name", STR, 0b00000, 0b11111),
    f("port", I32, 0b00000, 0b11111),
    f("protocol", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static DISCOVERY_V1_ENDPOINT_SLICE: Type = Type { name: "EndpointSlice", fields: &[
    f("addressType", STR, 0b11111, 0b11111),
    f("apiVersion", STR, 0b00000, 0b11111),
    f("endpoints", L(&T(&DISCOVERY_V1_ENDPOINT)), 0b00111, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("ports", L(&T(&DISCOVERY_V1_ENDPOINT_PORT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static DISCOVERY_V1_FOR_NODE: Type = Type { name: "ForNode", fields: &[
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static DISCOVERY_V1_FOR_ZONE: Type = Type { name: "ForZone", fields: &[
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static EVENTS_V1_EVENT: Type = Type { name: "Event", fields: &[
    f("action", STR, 0b00000, 0b11111),
    f("apiVersion", STR, 0b00000, 0b11111),
    f("deprecatedCount", I32, 0b00000, 0b11111),
    f("deprecatedFirstTimestamp", TIME, 0b00000, 0b11111),
    f("deprecatedLastTimestamp", TIME, 0b00000, 0b11111),
    f("deprecatedSource", T(&CORE_V1_EVENT_SOURCE), 0b00000, 0b11111),
    f("eventTime", MICRO_TIME, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("note", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("regarding", T(&CORE_V1_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("related", T(&CORE_V1_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("reportingController", STR, 0b00000, 0b11111),
    f("reportingInstance", STR, 0b00000, 0b11111),
    f("series", T(&EVENTS_V1_EVENT_SERIES), 0b00000, 0b11111),
    f("type", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static EVENTS_V1_EVENT_SERIES: Type = Type { name: "EventSeries", fields: &[
    f("count", I32, 0b11111, 0b11111),
    f("lastObservedTime", MICRO_TIME, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_EXEMPT_PRIORITY_LEVEL_CONFIGURATION: Type = Type { name: "ExemptPriorityLevelConfiguration", fields: &[
    f("lendablePercent", I32, 0b00000, 0b11111),
    f("nominalConcurrencyShares", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_FLOW_DISTINGUISHER_METHOD: Type = Type { name: "FlowDistinguisherMethod", fields: &[
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_FLOW_SCHEMA: Type = Type { name: "FlowSchema", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&FLOWCONTROL_V1_FLOW_SCHEMA_SPEC), 0b10000, 0b11111),
    f("status", T(&FLOWCONTROL_V1_FLOW_SCHEMA_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_FLOW_SCHEMA_CONDITION: Type = Type { name: "FlowSchemaCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b00000, 0b11111),
    f("type", STR, 0b10000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_FLOW_SCHEMA_SPEC: Type = Type { name: "FlowSchemaSpec", fields: &[
    f("distinguisherMethod", T(&FLOWCONTROL_V1_FLOW_DISTINGUISHER_METHOD), 0b00000, 0b11111),
    f("matchingPrecedence", I32, 0b00000, 0b11111),
    f("priorityLevelConfiguration", T(&FLOWCONTROL_V1_PRIORITY_LEVEL_CONFIGURATION_REFERENCE), 0b11111, 0b11111),
    f("rules", L(&T(&FLOWCONTROL_V1_POLICY_RULES_WITH_SUBJECTS)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_FLOW_SCHEMA_STATUS: Type = Type { name: "FlowSchemaStatus", fields: &[
    f("conditions", L(&T(&FLOWCONTROL_V1_FLOW_SCHEMA_CONDITION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_GROUP_SUBJECT: Type = Type { name: "GroupSubject", fields: &[
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_LIMIT_RESPONSE: Type = Type { name: "LimitResponse", fields: &[
    f("queuing", T(&FLOWCONTROL_V1_QUEUING_CONFIGURATION), 0b00000, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_LIMITED_PRIORITY_LEVEL_CONFIGURATION: Type = Type { name: "LimitedPriorityLevelConfiguration", fields: &[
    f("borrowingLimitPercent", I32, 0b00000, 0b11111),
    f("lendablePercent", I32, 0b00000, 0b11111),
    f("limitResponse", T(&FLOWCONTROL_V1_LIMIT_RESPONSE), 0b10000, 0b11111),
    f("nominalConcurrencyShares", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_NON_RESOURCE_POLICY_RULE: Type = Type { name: "NonResourcePolicyRule", fields: &[
    f("nonResourceURLs", L(&STR), 0b11111, 0b11111),
    f("verbs", L(&STR), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_POLICY_RULES_WITH_SUBJECTS: Type = Type { name: "PolicyRulesWithSubjects", fields: &[
    f("nonResourceRules", L(&T(&FLOWCONTROL_V1_NON_RESOURCE_POLICY_RULE)), 0b00000, 0b11111),
    f("resourceRules", L(&T(&FLOWCONTROL_V1_RESOURCE_POLICY_RULE)), 0b00000, 0b11111),
    f("subjects", L(&T(&FLOWCONTROL_V1_SUBJECT)), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_PRIORITY_LEVEL_CONFIGURATION: Type = Type { name: "PriorityLevelConfiguration", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&FLOWCONTROL_V1_PRIORITY_LEVEL_CONFIGURATION_SPEC), 0b10000, 0b11111),
    f("status", T(&FLOWCONTROL_V1_PRIORITY_LEVEL_CONFIGURATION_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_PRIORITY_LEVEL_CONFIGURATION_CONDITION: Type = Type { name: "PriorityLevelConfigurationCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b00000, 0b11111),
    f("type", STR, 0b10000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_PRIORITY_LEVEL_CONFIGURATION_REFERENCE: Type = Type { name: "PriorityLevelConfigurationReference", fields: &[
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_PRIORITY_LEVEL_CONFIGURATION_SPEC: Type = Type { name: "PriorityLevelConfigurationSpec", fields: &[
    f("exempt", T(&FLOWCONTROL_V1_EXEMPT_PRIORITY_LEVEL_CONFIGURATION), 0b00000, 0b11111),
    f("limited", T(&FLOWCONTROL_V1_LIMITED_PRIORITY_LEVEL_CONFIGURATION), 0b00000, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_PRIORITY_LEVEL_CONFIGURATION_STATUS: Type = Type { name: "PriorityLevelConfigurationStatus", fields: &[
    f("conditions", L(&T(&FLOWCONTROL_V1_PRIORITY_LEVEL_CONFIGURATION_CONDITION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_QUEUING_CONFIGURATION: Type = Type { name: "QueuingConfiguration", fields: &[
    f("handSize", I32, 0b00000, 0b11111),
    f("queueLengthLimit", I32, 0b00000, 0b11111),
    f("queues", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_RESOURCE_POLICY_RULE: Type = Type { name: "ResourcePolicyRule", fields: &[
    f("apiGroups", L(&STR), 0b11111, 0b11111),
    f("clusterScope", BOOL, 0b00000, 0b11111),
    f("namespaces", L(&STR), 0b00000, 0b11111),
    f("resources", L(&STR), 0b11111, 0b11111),
    f("verbs", L(&STR), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_SERVICE_ACCOUNT_SUBJECT: Type = Type { name: "ServiceAccountSubject", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("namespace", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_SUBJECT: Type = Type { name: "Subject", fields: &[
    f("group", T(&FLOWCONTROL_V1_GROUP_SUBJECT), 0b00000, 0b11111),
    f("kind", STR, 0b11111, 0b11111),
    f("serviceAccount", T(&FLOWCONTROL_V1_SERVICE_ACCOUNT_SUBJECT), 0b00000, 0b11111),
    f("user", T(&FLOWCONTROL_V1_USER_SUBJECT), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static FLOWCONTROL_V1_USER_SUBJECT: Type = Type { name: "UserSubject", fields: &[
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_EVICTION: Type = Type { name: "Eviction", fields: &[
    f("apiVersion", STR, 0b00000, 0b10000),
    f("kind", STR, 0b00000, 0b10000),
    f("metadata", T(&META_V1_OBJECT_META), 0b10000, 0b10000),
    f("spec", T(&LIFECYCLE_V1ALPHA1_EVICTION_SPEC), 0b10000, 0b10000),
    f("status", T(&LIFECYCLE_V1ALPHA1_EVICTION_STATUS), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_EVICTION_POD_REFERENCE: Type = Type { name: "EvictionPodReference", fields: &[
    f("name", STR, 0b10000, 0b10000),
    f("uid", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_EVICTION_REQUEST: Type = Type { name: "EvictionRequest", fields: &[
    f("apiVersion", STR, 0b00000, 0b10000),
    f("kind", STR, 0b00000, 0b10000),
    f("metadata", T(&META_V1_OBJECT_META), 0b10000, 0b10000),
    f("spec", T(&LIFECYCLE_V1ALPHA1_EVICTION_REQUEST_SPEC), 0b10000, 0b10000),
    f("status", T(&LIFECYCLE_V1ALPHA1_EVICTION_REQUEST_STATUS), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_EVICTION_REQUEST_POD_REFERENCE: Type = Type { name: "EvictionRequestPodReference", fields: &[
    f("name", STR, 0b10000, 0b10000),
    f("uid", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_EVICTION_REQUEST_SPEC: Type = Type { name: "EvictionRequestSpec", fields: &[
    f("intent", STR, 0b10000, 0b10000),
    f("requester", STR, 0b10000, 0b10000),
    f("target", T(&LIFECYCLE_V1ALPHA1_EVICTION_REQUEST_TARGET), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_EVICTION_REQUEST_STATUS: Type = Type { name: "EvictionRequestStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b10000),
    f("observedGeneration", I64, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_EVICTION_REQUEST_TARGET: Type = Type { name: "EvictionRequestTarget", fields: &[
    f("pod", T(&LIFECYCLE_V1ALPHA1_EVICTION_REQUEST_POD_REFERENCE), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_EVICTION_SPEC: Type = Type { name: "EvictionSpec", fields: &[
    f("target", T(&LIFECYCLE_V1ALPHA1_EVICTION_TARGET), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_EVICTION_STATUS: Type = Type { name: "EvictionStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b10000),
    f("observedGeneration", I64, 0b00000, 0b10000),
    f("requesters", L(&T(&LIFECYCLE_V1ALPHA1_REQUESTER)), 0b00000, 0b10000),
    f("responders", L(&T(&LIFECYCLE_V1ALPHA1_RESPONDER_STATUS)), 0b00000, 0b10000),
    f("targetResponders", L(&T(&LIFECYCLE_V1ALPHA1_TARGET_RESPONDER)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_EVICTION_TARGET: Type = Type { name: "EvictionTarget", fields: &[
    f("pod", T(&LIFECYCLE_V1ALPHA1_EVICTION_POD_REFERENCE), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_REQUESTER: Type = Type { name: "Requester", fields: &[
    f("intent", STR, 0b10000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_RESPONDER_STATUS: Type = Type { name: "ResponderStatus", fields: &[
    f("completionTime", TIME, 0b00000, 0b10000),
    f("expectedCompletionTime", TIME, 0b00000, 0b10000),
    f("heartbeatTime", TIME, 0b00000, 0b10000),
    f("message", STR, 0b00000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
    f("startTime", TIME, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static LIFECYCLE_V1ALPHA1_TARGET_RESPONDER: Type = Type { name: "TargetResponder", fields: &[
    f("name", STR, 0b10000, 0b10000),
    f("priority", I32, 0b10000, 0b10000),
    f("state", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_HTTP_INGRESS_PATH: Type = Type { name: "HTTPIngressPath", fields: &[
    f("backend", T(&NETWORKING_V1_INGRESS_BACKEND), 0b11111, 0b11111),
    f("path", STR, 0b00000, 0b11111),
    f("pathType", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_HTTP_INGRESS_RULE_VALUE: Type = Type { name: "HTTPIngressRuleValue", fields: &[
    f("paths", L(&T(&NETWORKING_V1_HTTP_INGRESS_PATH)), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_IP_ADDRESS: Type = Type { name: "IPAddress", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&NETWORKING_V1_IP_ADDRESS_SPEC), 0b11000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_IP_ADDRESS_SPEC: Type = Type { name: "IPAddressSpec", fields: &[
    f("parentRef", T(&NETWORKING_V1_PARENT_REFERENCE), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_IP_BLOCK: Type = Type { name: "IPBlock", fields: &[
    f("cidr", STR, 0b11111, 0b11111),
    f("except", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS: Type = Type { name: "Ingress", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&NETWORKING_V1_INGRESS_SPEC), 0b00000, 0b11111),
    f("status", T(&NETWORKING_V1_INGRESS_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_BACKEND: Type = Type { name: "IngressBackend", fields: &[
    f("resource", T(&CORE_V1_TYPED_LOCAL_OBJECT_REFERENCE), 0b00000, 0b11111),
    f("service", T(&NETWORKING_V1_INGRESS_SERVICE_BACKEND), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_CLASS: Type = Type { name: "IngressClass", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&NETWORKING_V1_INGRESS_CLASS_SPEC), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_CLASS_PARAMETERS_REFERENCE: Type = Type { name: "IngressClassParametersReference", fields: &[
    f("apiGroup", STR, 0b00000, 0b11111),
    f("kind", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
    f("scope", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_CLASS_SPEC: Type = Type { name: "IngressClassSpec", fields: &[
    f("controller", STR, 0b00000, 0b11111),
    f("parameters", T(&NETWORKING_V1_INGRESS_CLASS_PARAMETERS_REFERENCE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_LOAD_BALANCER_INGRESS: Type = Type { name: "IngressLoadBalancerIngress", fields: &[
    f("hostname", STR, 0b00000, 0b11111),
    f("ip", STR, 0b00000, 0b11111),
    f("ports", L(&T(&NETWORKING_V1_INGRESS_PORT_STATUS)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_LOAD_BALANCER_STATUS: Type = Type { name: "IngressLoadBalancerStatus", fields: &[
    f("ingress", L(&T(&NETWORKING_V1_INGRESS_LOAD_BALANCER_INGRESS)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_PORT_STATUS: Type = Type { name: "IngressPortStatus", fields: &[
    f("error", STR, 0b00000, 0b11111),
    f("port", I32, 0b11111, 0b11111),
    f("protocol", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_RULE: Type = Type { name: "IngressRule", fields: &[
    f("host", STR, 0b00000, 0b11111),
    f("http", T(&NETWORKING_V1_HTTP_INGRESS_RULE_VALUE), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_SERVICE_BACKEND: Type = Type { name: "IngressServiceBackend", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("port", T(&NETWORKING_V1_SERVICE_BACKEND_PORT), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_SPEC: Type = Type { name: "IngressSpec", fields: &[
    f("defaultBackend", T(&NETWORKING_V1_INGRESS_BACKEND), 0b00000, 0b11111),
    f("ingressClassName", STR, 0b00000, 0b11111),
    f("rules", L(&T(&NETWORKING_V1_INGRESS_RULE)), 0b00000, 0b11111),
    f("tls", L(&T(&NETWORKING_V1_INGRESS_TLS)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_STATUS: Type = Type { name: "IngressStatus", fields: &[
    f("loadBalancer", T(&NETWORKING_V1_INGRESS_LOAD_BALANCER_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_INGRESS_TLS: Type = Type { name: "IngressTLS", fields: &[
    f("hosts", L(&STR), 0b00000, 0b11111),
    f("secretName", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_NETWORK_POLICY: Type = Type { name: "NetworkPolicy", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&NETWORKING_V1_NETWORK_POLICY_SPEC), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_NETWORK_POLICY_EGRESS_RULE: Type = Type { name: "NetworkPolicyEgressRule", fields: &[
    f("ports", L(&T(&NETWORKING_V1_NETWORK_POLICY_PORT)), 0b00000, 0b11111),
    f("to", L(&T(&NETWORKING_V1_NETWORK_POLICY_PEER)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_NETWORK_POLICY_INGRESS_RULE: Type = Type { name: "NetworkPolicyIngressRule", fields: &[
    f("from", L(&T(&NETWORKING_V1_NETWORK_POLICY_PEER)), 0b00000, 0b11111),
    f("ports", L(&T(&NETWORKING_V1_NETWORK_POLICY_PORT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_NETWORK_POLICY_PEER: Type = Type { name: "NetworkPolicyPeer", fields: &[
    f("ipBlock", T(&NETWORKING_V1_IP_BLOCK), 0b00000, 0b11111),
    f("namespaceSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("podSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_NETWORK_POLICY_PORT: Type = Type { name: "NetworkPolicyPort", fields: &[
    f("endPort", I32, 0b00000, 0b11111),
    f("port", INT_OR_STRING, 0b00000, 0b11111),
    f("protocol", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_NETWORK_POLICY_SPEC: Type = Type { name: "NetworkPolicySpec", fields: &[
    f("egress", L(&T(&NETWORKING_V1_NETWORK_POLICY_EGRESS_RULE)), 0b00000, 0b11111),
    f("ingress", L(&T(&NETWORKING_V1_NETWORK_POLICY_INGRESS_RULE)), 0b00000, 0b11111),
    f("podSelector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("policyTypes", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_PARENT_REFERENCE: Type = Type { name: "ParentReference", fields: &[
    f("group", STR, 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
    f("resource", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_SERVICE_BACKEND_PORT: Type = Type { name: "ServiceBackendPort", fields: &[
    f("name", STR, 0b00000, 0b11111),
    f("number", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_SERVICE_CIDR: Type = Type { name: "ServiceCIDR", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&NETWORKING_V1_SERVICE_CIDR_SPEC), 0b00000, 0b11111),
    f("status", T(&NETWORKING_V1_SERVICE_CIDR_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_SERVICE_CIDR_SPEC: Type = Type { name: "ServiceCIDRSpec", fields: &[
    f("cidrs", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1_SERVICE_CIDR_STATUS: Type = Type { name: "ServiceCIDRStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1BETA1_IP_ADDRESS: Type = Type { name: "IPAddress", fields: &[
    f("apiVersion", STR, 0b00000, 0b01111),
    f("kind", STR, 0b00000, 0b01111),
    f("metadata", T(&META_V1_OBJECT_META), 0b01111, 0b01111),
    f("spec", T(&NETWORKING_V1BETA1_IP_ADDRESS_SPEC), 0b01000, 0b01111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1BETA1_IP_ADDRESS_SPEC: Type = Type { name: "IPAddressSpec", fields: &[
    f("parentRef", T(&NETWORKING_V1BETA1_PARENT_REFERENCE), 0b01111, 0b01111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1BETA1_PARENT_REFERENCE: Type = Type { name: "ParentReference", fields: &[
    f("group", STR, 0b00000, 0b01111),
    f("name", STR, 0b01111, 0b01111),
    f("namespace", STR, 0b00000, 0b01111),
    f("resource", STR, 0b01111, 0b01111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1BETA1_SERVICE_CIDR: Type = Type { name: "ServiceCIDR", fields: &[
    f("apiVersion", STR, 0b00000, 0b01111),
    f("kind", STR, 0b00000, 0b01111),
    f("metadata", T(&META_V1_OBJECT_META), 0b01111, 0b01111),
    f("spec", T(&NETWORKING_V1BETA1_SERVICE_CIDR_SPEC), 0b00000, 0b01111),
    f("status", T(&NETWORKING_V1BETA1_SERVICE_CIDR_STATUS), 0b00000, 0b01111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1BETA1_SERVICE_CIDR_SPEC: Type = Type { name: "ServiceCIDRSpec", fields: &[
    f("cidrs", L(&STR), 0b00000, 0b01111),
] };

#[rustfmt::skip]
pub(crate) static NETWORKING_V1BETA1_SERVICE_CIDR_STATUS: Type = Type { name: "ServiceCIDRStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b01111),
] };

#[rustfmt::skip]
pub(crate) static NODE_V1_OVERHEAD: Type = Type { name: "Overhead", fields: &[
    f("podFixed", M(&QUANTITY), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NODE_V1_RUNTIME_CLASS: Type = Type { name: "RuntimeClass", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("handler", STR, 0b11111, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("overhead", T(&NODE_V1_OVERHEAD), 0b00000, 0b11111),
    f("scheduling", T(&NODE_V1_SCHEDULING), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static NODE_V1_SCHEDULING: Type = Type { name: "Scheduling", fields: &[
    f("nodeSelector", M(&STR), 0b00000, 0b11111),
    f("tolerations", L(&T(&CORE_V1_TOLERATION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static POLICY_V1_POD_DISRUPTION_BUDGET: Type = Type { name: "PodDisruptionBudget", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&POLICY_V1_POD_DISRUPTION_BUDGET_SPEC), 0b00000, 0b11111),
    f("status", T(&POLICY_V1_POD_DISRUPTION_BUDGET_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static POLICY_V1_POD_DISRUPTION_BUDGET_SPEC: Type = Type { name: "PodDisruptionBudgetSpec", fields: &[
    f("maxUnavailable", INT_OR_STRING, 0b00000, 0b11111),
    f("minAvailable", INT_OR_STRING, 0b00000, 0b11111),
    f("selector", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("unhealthyPodEvictionPolicy", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static POLICY_V1_POD_DISRUPTION_BUDGET_STATUS: Type = Type { name: "PodDisruptionBudgetStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11111),
    f("currentHealthy", I32, 0b00111, 0b11111),
    f("desiredHealthy", I32, 0b00111, 0b11111),
    f("disruptedPods", M(&TIME), 0b00000, 0b11111),
    f("disruptionsAllowed", I32, 0b00111, 0b11111),
    f("expectedPods", I32, 0b00111, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RBAC_V1_AGGREGATION_RULE: Type = Type { name: "AggregationRule", fields: &[
    f("clusterRoleSelectors", L(&T(&META_V1_LABEL_SELECTOR)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RBAC_V1_CLUSTER_ROLE: Type = Type { name: "ClusterRole", fields: &[
    f("aggregationRule", T(&RBAC_V1_AGGREGATION_RULE), 0b00000, 0b11111),
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("rules", L(&T(&RBAC_V1_POLICY_RULE)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RBAC_V1_CLUSTER_ROLE_BINDING: Type = Type { name: "ClusterRoleBinding", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("roleRef", T(&RBAC_V1_ROLE_REF), 0b11111, 0b11111),
    f("subjects", L(&T(&RBAC_V1_SUBJECT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RBAC_V1_POLICY_RULE: Type = Type { name: "PolicyRule", fields: &[
    f("apiGroups", L(&STR), 0b00000, 0b11111),
    f("nonResourceURLs", L(&STR), 0b00000, 0b11111),
    f("resourceNames", L(&STR), 0b00000, 0b11111),
    f("resources", L(&STR), 0b00000, 0b11111),
    f("verbs", L(&STR), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RBAC_V1_ROLE: Type = Type { name: "Role", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("rules", L(&T(&RBAC_V1_POLICY_RULE)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RBAC_V1_ROLE_BINDING: Type = Type { name: "RoleBinding", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("roleRef", T(&RBAC_V1_ROLE_REF), 0b11111, 0b11111),
    f("subjects", L(&T(&RBAC_V1_SUBJECT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RBAC_V1_ROLE_REF: Type = Type { name: "RoleRef", fields: &[
    f("apiGroup", STR, 0b00111, 0b11111),
    f("kind", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RBAC_V1_SUBJECT: Type = Type { name: "Subject", fields: &[
    f("apiGroup", STR, 0b00000, 0b11111),
    f("kind", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_ALLOCATED_DEVICE_STATUS: Type = Type { name: "AllocatedDeviceStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11110),
    f("data", ANY, 0b00000, 0b11110),
    f("device", STR, 0b11110, 0b11110),
    f("driver", STR, 0b11110, 0b11110),
    f("networkData", T(&RESOURCE_V1_NETWORK_DEVICE_DATA), 0b00000, 0b11110),
    f("pool", STR, 0b11110, 0b11110),
    f("shareID", STR, 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_ALLOCATION_RESULT: Type = Type { name: "AllocationResult", fields: &[
    f("allocationTimestamp", TIME, 0b00000, 0b11110),
    f("devices", T(&RESOURCE_V1_DEVICE_ALLOCATION_RESULT), 0b00000, 0b11110),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_CEL_DEVICE_SELECTOR: Type = Type { name: "CELDeviceSelector", fields: &[
    f("expression", STR, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_CAPACITY_REQUEST_POLICY: Type = Type { name: "CapacityRequestPolicy", fields: &[
    f("default", QUANTITY, 0b00000, 0b11110),
    f("validRange", T(&RESOURCE_V1_CAPACITY_REQUEST_POLICY_RANGE), 0b00000, 0b11110),
    f("validValues", L(&QUANTITY), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_CAPACITY_REQUEST_POLICY_RANGE: Type = Type { name: "CapacityRequestPolicyRange", fields: &[
    f("max", QUANTITY, 0b00000, 0b11110),
    f("min", QUANTITY, 0b11110, 0b11110),
    f("step", QUANTITY, 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_CAPACITY_REQUIREMENTS: Type = Type { name: "CapacityRequirements", fields: &[
    f("requests", M(&QUANTITY), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_COUNTER: Type = Type { name: "Counter", fields: &[
    f("value", QUANTITY, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_COUNTER_SET: Type = Type { name: "CounterSet", fields: &[
    f("counters", M(&T(&RESOURCE_V1_COUNTER)), 0b11110, 0b11110),
    f("name", STR, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE: Type = Type { name: "Device", fields: &[
    f("allNodes", BOOL, 0b00000, 0b11110),
    f("allowMultipleAllocations", BOOL, 0b00000, 0b11110),
    f("attributes", M(&T(&RESOURCE_V1_DEVICE_ATTRIBUTE)), 0b00000, 0b11110),
    f("bindingConditions", L(&STR), 0b00000, 0b11110),
    f("bindingFailureConditions", L(&STR), 0b00000, 0b11110),
    f("bindsToNode", BOOL, 0b00000, 0b11110),
    f("capacity", M(&T(&RESOURCE_V1_DEVICE_CAPACITY)), 0b00000, 0b11110),
    f("consumesCounters", L(&T(&RESOURCE_V1_DEVICE_COUNTER_CONSUMPTION)), 0b00000, 0b11110),
    f("name", STR, 0b11110, 0b11110),
    f("nodeAllocatableResourceMappings", M(&T(&RESOURCE_V1_NODE_ALLOCATABLE_RESOURCE_MAPPING)), 0b00000, 0b01000),
    f("nodeAllocatableResources", M(&T(&RESOURCE_V1_NODE_ALLOCATABLE_RESOURCE)), 0b00000, 0b10000),
    f("nodeName", STR, 0b00000, 0b11110),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b11110),
    f("taints", L(&T(&RESOURCE_V1_DEVICE_TAINT)), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_ALLOCATION_CONFIGURATION: Type = Type { name: "DeviceAllocationConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b11110),
    f("requests", L(&STR), 0b00000, 0b11110),
    f("source", STR, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_ALLOCATION_RESULT: Type = Type { name: "DeviceAllocationResult", fields: &[
    f("config", L(&T(&RESOURCE_V1_DEVICE_ALLOCATION_CONFIGURATION)), 0b00000, 0b11110),
    f("results", L(&T(&RESOURCE_V1_DEVICE_REQUEST_ALLOCATION_RESULT)), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_ATTRIBUTE: Type = Type { name: "DeviceAttribute", fields: &[
    f("bool", BOOL, 0b00000, 0b11110),
    f("bools", L(&BOOL), 0b00000, 0b11000),
    f("int", I64, 0b00000, 0b11110),
    f("ints", L(&I64), 0b00000, 0b11000),
    f("string", STR, 0b00000, 0b11110),
    f("strings", L(&STR), 0b00000, 0b11000),
    f("version", STR, 0b00000, 0b11110),
    f("versions", L(&STR), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_CAPACITY: Type = Type { name: "DeviceCapacity", fields: &[
    f("requestPolicy", T(&RESOURCE_V1_CAPACITY_REQUEST_POLICY), 0b00000, 0b11110),
    f("value", QUANTITY, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_CLAIM: Type = Type { name: "DeviceClaim", fields: &[
    f("config", L(&T(&RESOURCE_V1_DEVICE_CLAIM_CONFIGURATION)), 0b00000, 0b11110),
    f("constraints", L(&T(&RESOURCE_V1_DEVICE_CONSTRAINT)), 0b00000, 0b11110),
    f("requests", L(&T(&RESOURCE_V1_DEVICE_REQUEST)), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_CLAIM_CONFIGURATION: Type = Type { name: "DeviceClaimConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b11110),
    f("requests", L(&STR), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_CLASS: Type = Type { name: "DeviceClass", fields: &[
    f("apiVersion", STR, 0b00000, 0b11110),
    f("kind", STR, 0b00000, 0b11110),
    f("metadata", T(&META_V1_OBJECT_META), 0b11110, 0b11110),
    f("spec", T(&RESOURCE_V1_DEVICE_CLASS_SPEC), 0b01110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_CLASS_CONFIGURATION: Type = Type { name: "DeviceClassConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_CLASS_SPEC: Type = Type { name: "DeviceClassSpec", fields: &[
    f("config", L(&T(&RESOURCE_V1_DEVICE_CLASS_CONFIGURATION)), 0b00000, 0b11110),
    f("extendedResourceName", STR, 0b00000, 0b11110),
    f("selectors", L(&T(&RESOURCE_V1_DEVICE_SELECTOR)), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_CONSTRAINT: Type = Type { name: "DeviceConstraint", fields: &[
    f("distinctAttribute", STR, 0b00000, 0b11110),
    f("matchAttribute", STR, 0b00000, 0b11110),
    f("requests", L(&STR), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_COUNTER_CONSUMPTION: Type = Type { name: "DeviceCounterConsumption", fields: &[
    f("compatibilityGroups", L(&STR), 0b00000, 0b10000),
    f("counterSet", STR, 0b11110, 0b11110),
    f("counters", M(&T(&RESOURCE_V1_COUNTER)), 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_DERIVED_ATTRIBUTE: Type = Type { name: "DeviceDerivedAttribute", fields: &[
    f("expression", STR, 0b10000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_REQUEST: Type = Type { name: "DeviceRequest", fields: &[
    f("exactly", T(&RESOURCE_V1_EXACT_DEVICE_REQUEST), 0b00000, 0b11110),
    f("firstAvailable", L(&T(&RESOURCE_V1_DEVICE_SUB_REQUEST)), 0b00000, 0b11110),
    f("name", STR, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_REQUEST_ALLOCATION_RESULT: Type = Type { name: "DeviceRequestAllocationResult", fields: &[
    f("adminAccess", BOOL, 0b00000, 0b11110),
    f("bindingConditions", L(&STR), 0b00000, 0b11110),
    f("bindingFailureConditions", L(&STR), 0b00000, 0b11110),
    f("consumedCapacity", M(&QUANTITY), 0b00000, 0b11110),
    f("device", STR, 0b11110, 0b11110),
    f("driver", STR, 0b11110, 0b11110),
    f("pool", STR, 0b11110, 0b11110),
    f("request", STR, 0b11110, 0b11110),
    f("shareID", STR, 0b00000, 0b11110),
    f("skipNodeOperations", L(&STR), 0b00000, 0b10000),
    f("tolerations", L(&T(&RESOURCE_V1_DEVICE_TOLERATION)), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_SELECTOR: Type = Type { name: "DeviceSelector", fields: &[
    f("cel", T(&RESOURCE_V1_CEL_DEVICE_SELECTOR), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_SUB_REQUEST: Type = Type { name: "DeviceSubRequest", fields: &[
    f("allocationMode", STR, 0b00000, 0b11110),
    f("capacity", T(&RESOURCE_V1_CAPACITY_REQUIREMENTS), 0b00000, 0b11110),
    f("count", I64, 0b00000, 0b11110),
    f("derivedAttributes", L(&T(&RESOURCE_V1_DEVICE_DERIVED_ATTRIBUTE)), 0b00000, 0b10000),
    f("deviceClassName", STR, 0b11110, 0b11110),
    f("name", STR, 0b11110, 0b11110),
    f("selectors", L(&T(&RESOURCE_V1_DEVICE_SELECTOR)), 0b00000, 0b11110),
    f("tolerations", L(&T(&RESOURCE_V1_DEVICE_TOLERATION)), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_TAINT: Type = Type { name: "DeviceTaint", fields: &[
    f("effect", STR, 0b11110, 0b11110),
    f("key", STR, 0b11110, 0b11110),
    f("timeAdded", TIME, 0b00000, 0b11110),
    f("value", STR, 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_TAINT_RULE: Type = Type { name: "DeviceTaintRule", fields: &[
    f("apiVersion", STR, 0b00000, 0b10000),
    f("kind", STR, 0b00000, 0b10000),
    f("metadata", T(&META_V1_OBJECT_META), 0b10000, 0b10000),
    f("spec", T(&RESOURCE_V1_DEVICE_TAINT_RULE_SPEC), 0b10000, 0b10000),
    f("status", T(&RESOURCE_V1_DEVICE_TAINT_RULE_STATUS), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_TAINT_RULE_SPEC: Type = Type { name: "DeviceTaintRuleSpec", fields: &[
    f("deviceSelector", T(&RESOURCE_V1_DEVICE_TAINT_SELECTOR), 0b00000, 0b10000),
    f("taint", T(&RESOURCE_V1_DEVICE_TAINT), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_TAINT_RULE_STATUS: Type = Type { name: "DeviceTaintRuleStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_TAINT_SELECTOR: Type = Type { name: "DeviceTaintSelector", fields: &[
    f("device", STR, 0b00000, 0b10000),
    f("driver", STR, 0b00000, 0b10000),
    f("pool", STR, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_DEVICE_TOLERATION: Type = Type { name: "DeviceToleration", fields: &[
    f("effect", STR, 0b00000, 0b11110),
    f("key", STR, 0b00000, 0b11110),
    f("operator", STR, 0b00000, 0b11110),
    f("tolerationSeconds", I64, 0b00000, 0b11110),
    f("value", STR, 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_EXACT_DEVICE_REQUEST: Type = Type { name: "ExactDeviceRequest", fields: &[
    f("adminAccess", BOOL, 0b00000, 0b11110),
    f("allocationMode", STR, 0b00000, 0b11110),
    f("capacity", T(&RESOURCE_V1_CAPACITY_REQUIREMENTS), 0b00000, 0b11110),
    f("count", I64, 0b00000, 0b11110),
    f("derivedAttributes", L(&T(&RESOURCE_V1_DEVICE_DERIVED_ATTRIBUTE)), 0b00000, 0b10000),
    f("deviceClassName", STR, 0b11110, 0b11110),
    f("selectors", L(&T(&RESOURCE_V1_DEVICE_SELECTOR)), 0b00000, 0b11110),
    f("tolerations", L(&T(&RESOURCE_V1_DEVICE_TOLERATION)), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_NETWORK_DEVICE_DATA: Type = Type { name: "NetworkDeviceData", fields: &[
    f("hardwareAddress", STR, 0b00000, 0b11110),
    f("interfaceName", STR, 0b00000, 0b11110),
    f("ips", L(&STR), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_NODE_ALLOCATABLE_MAPPING: Type = Type { name: "NodeAllocatableMapping", fields: &[
    f("capacityKey", STR, 0b00000, 0b10000),
    f("capacityMultiplier", QUANTITY, 0b00000, 0b10000),
    f("deviceMultiplier", QUANTITY, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_NODE_ALLOCATABLE_OVERHEAD: Type = Type { name: "NodeAllocatableOverhead", fields: &[
    f("perContainer", QUANTITY, 0b00000, 0b10000),
    f("perPod", QUANTITY, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_NODE_ALLOCATABLE_RESOURCE: Type = Type { name: "NodeAllocatableResource", fields: &[
    f("mapping", T(&RESOURCE_V1_NODE_ALLOCATABLE_MAPPING), 0b00000, 0b10000),
    f("overhead", T(&RESOURCE_V1_NODE_ALLOCATABLE_OVERHEAD), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_NODE_ALLOCATABLE_RESOURCE_MAPPING: Type = Type { name: "NodeAllocatableResourceMapping", fields: &[
    f("allocationMultiplier", QUANTITY, 0b00000, 0b01000),
    f("capacityKey", STR, 0b00000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_OPAQUE_DEVICE_CONFIGURATION: Type = Type { name: "OpaqueDeviceConfiguration", fields: &[
    f("driver", STR, 0b11110, 0b11110),
    f("parameters", ANY, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_RESOURCE_CLAIM: Type = Type { name: "ResourceClaim", fields: &[
    f("apiVersion", STR, 0b00000, 0b11110),
    f("kind", STR, 0b00000, 0b11110),
    f("metadata", T(&META_V1_OBJECT_META), 0b11110, 0b11110),
    f("spec", T(&RESOURCE_V1_RESOURCE_CLAIM_SPEC), 0b01110, 0b11110),
    f("status", T(&RESOURCE_V1_RESOURCE_CLAIM_STATUS), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_RESOURCE_CLAIM_CONSUMER_REFERENCE: Type = Type { name: "ResourceClaimConsumerReference", fields: &[
    f("apiGroup", STR, 0b00000, 0b11110),
    f("name", STR, 0b11110, 0b11110),
    f("resource", STR, 0b11110, 0b11110),
    f("uid", STR, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_RESOURCE_CLAIM_SPEC: Type = Type { name: "ResourceClaimSpec", fields: &[
    f("devices", T(&RESOURCE_V1_DEVICE_CLAIM), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_RESOURCE_CLAIM_STATUS: Type = Type { name: "ResourceClaimStatus", fields: &[
    f("allocation", T(&RESOURCE_V1_ALLOCATION_RESULT), 0b00000, 0b11110),
    f("devices", L(&T(&RESOURCE_V1_ALLOCATED_DEVICE_STATUS)), 0b00000, 0b11110),
    f("reservedFor", L(&T(&RESOURCE_V1_RESOURCE_CLAIM_CONSUMER_REFERENCE)), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_RESOURCE_CLAIM_TEMPLATE: Type = Type { name: "ResourceClaimTemplate", fields: &[
    f("apiVersion", STR, 0b00000, 0b11110),
    f("kind", STR, 0b00000, 0b11110),
    f("metadata", T(&META_V1_OBJECT_META), 0b11110, 0b11110),
    f("spec", T(&RESOURCE_V1_RESOURCE_CLAIM_TEMPLATE_SPEC), 0b01110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_RESOURCE_CLAIM_TEMPLATE_SPEC: Type = Type { name: "ResourceClaimTemplateSpec", fields: &[
    f("metadata", T(&META_V1_OBJECT_META), 0b00000, 0b11110),
    f("spec", T(&RESOURCE_V1_RESOURCE_CLAIM_SPEC), 0b01110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_RESOURCE_POOL: Type = Type { name: "ResourcePool", fields: &[
    f("generation", I64, 0b11110, 0b11110),
    f("name", STR, 0b11110, 0b11110),
    f("resourceSliceCount", I64, 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_RESOURCE_SLICE: Type = Type { name: "ResourceSlice", fields: &[
    f("apiVersion", STR, 0b00000, 0b11110),
    f("kind", STR, 0b00000, 0b11110),
    f("metadata", T(&META_V1_OBJECT_META), 0b11110, 0b11110),
    f("spec", T(&RESOURCE_V1_RESOURCE_SLICE_SPEC), 0b11110, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1_RESOURCE_SLICE_SPEC: Type = Type { name: "ResourceSliceSpec", fields: &[
    f("allNodes", BOOL, 0b00000, 0b11110),
    f("devices", L(&T(&RESOURCE_V1_DEVICE)), 0b00000, 0b11110),
    f("driver", STR, 0b11110, 0b11110),
    f("nodeName", STR, 0b00000, 0b11110),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b11110),
    f("partitionTypeAttribute", STR, 0b00000, 0b10000),
    f("perDeviceNodeSelection", BOOL, 0b00000, 0b11110),
    f("pool", T(&RESOURCE_V1_RESOURCE_POOL), 0b11110, 0b11110),
    f("sharedCounters", L(&T(&RESOURCE_V1_COUNTER_SET)), 0b00000, 0b11110),
    f("skipNodeOperations", L(&STR), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_ALLOCATED_DEVICE_STATUS: Type = Type { name: "AllocatedDeviceStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b00001),
    f("data", ANY, 0b00000, 0b00001),
    f("device", STR, 0b00001, 0b00001),
    f("driver", STR, 0b00001, 0b00001),
    f("networkData", T(&RESOURCE_V1ALPHA3_NETWORK_DEVICE_DATA), 0b00000, 0b00001),
    f("pool", STR, 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_ALLOCATION_RESULT: Type = Type { name: "AllocationResult", fields: &[
    f("devices", T(&RESOURCE_V1ALPHA3_DEVICE_ALLOCATION_RESULT), 0b00000, 0b00001),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_BASIC_DEVICE: Type = Type { name: "BasicDevice", fields: &[
    f("allNodes", BOOL, 0b00000, 0b00001),
    f("attributes", M(&T(&RESOURCE_V1ALPHA3_DEVICE_ATTRIBUTE)), 0b00000, 0b00001),
    f("capacity", M(&QUANTITY), 0b00000, 0b00001),
    f("consumesCounters", L(&T(&RESOURCE_V1ALPHA3_DEVICE_COUNTER_CONSUMPTION)), 0b00000, 0b00001),
    f("nodeName", STR, 0b00000, 0b00001),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b00001),
    f("taints", L(&T(&RESOURCE_V1ALPHA3_DEVICE_TAINT)), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_CEL_DEVICE_SELECTOR: Type = Type { name: "CELDeviceSelector", fields: &[
    f("expression", STR, 0b00011, 0b00011),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_COUNTER: Type = Type { name: "Counter", fields: &[
    f("value", QUANTITY, 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_COUNTER_SET: Type = Type { name: "CounterSet", fields: &[
    f("counters", M(&T(&RESOURCE_V1ALPHA3_COUNTER)), 0b00001, 0b00001),
    f("name", STR, 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE: Type = Type { name: "Device", fields: &[
    f("basic", T(&RESOURCE_V1ALPHA3_BASIC_DEVICE), 0b00000, 0b00001),
    f("name", STR, 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_ALLOCATION_CONFIGURATION: Type = Type { name: "DeviceAllocationConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1ALPHA3_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b00001),
    f("requests", L(&STR), 0b00000, 0b00001),
    f("source", STR, 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_ALLOCATION_RESULT: Type = Type { name: "DeviceAllocationResult", fields: &[
    f("config", L(&T(&RESOURCE_V1ALPHA3_DEVICE_ALLOCATION_CONFIGURATION)), 0b00000, 0b00001),
    f("results", L(&T(&RESOURCE_V1ALPHA3_DEVICE_REQUEST_ALLOCATION_RESULT)), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_ATTRIBUTE: Type = Type { name: "DeviceAttribute", fields: &[
    f("bool", BOOL, 0b00000, 0b00001),
    f("int", I64, 0b00000, 0b00001),
    f("string", STR, 0b00000, 0b00001),
    f("version", STR, 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_CLAIM: Type = Type { name: "DeviceClaim", fields: &[
    f("config", L(&T(&RESOURCE_V1ALPHA3_DEVICE_CLAIM_CONFIGURATION)), 0b00000, 0b00001),
    f("constraints", L(&T(&RESOURCE_V1ALPHA3_DEVICE_CONSTRAINT)), 0b00000, 0b00001),
    f("requests", L(&T(&RESOURCE_V1ALPHA3_DEVICE_REQUEST)), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_CLAIM_CONFIGURATION: Type = Type { name: "DeviceClaimConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1ALPHA3_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b00001),
    f("requests", L(&STR), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_CLASS: Type = Type { name: "DeviceClass", fields: &[
    f("apiVersion", STR, 0b00000, 0b00001),
    f("kind", STR, 0b00000, 0b00001),
    f("metadata", T(&META_V1_OBJECT_META), 0b00001, 0b00001),
    f("spec", T(&RESOURCE_V1ALPHA3_DEVICE_CLASS_SPEC), 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_CLASS_CONFIGURATION: Type = Type { name: "DeviceClassConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1ALPHA3_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_CLASS_SPEC: Type = Type { name: "DeviceClassSpec", fields: &[
    f("config", L(&T(&RESOURCE_V1ALPHA3_DEVICE_CLASS_CONFIGURATION)), 0b00000, 0b00001),
    f("selectors", L(&T(&RESOURCE_V1ALPHA3_DEVICE_SELECTOR)), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_CONSTRAINT: Type = Type { name: "DeviceConstraint", fields: &[
    f("matchAttribute", STR, 0b00000, 0b00001),
    f("requests", L(&STR), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_COUNTER_CONSUMPTION: Type = Type { name: "DeviceCounterConsumption", fields: &[
    f("counterSet", STR, 0b00001, 0b00001),
    f("counters", M(&T(&RESOURCE_V1ALPHA3_COUNTER)), 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_REQUEST: Type = Type { name: "DeviceRequest", fields: &[
    f("adminAccess", BOOL, 0b00000, 0b00001),
    f("allocationMode", STR, 0b00000, 0b00001),
    f("count", I64, 0b00000, 0b00001),
    f("deviceClassName", STR, 0b00000, 0b00001),
    f("firstAvailable", L(&T(&RESOURCE_V1ALPHA3_DEVICE_SUB_REQUEST)), 0b00000, 0b00001),
    f("name", STR, 0b00001, 0b00001),
    f("selectors", L(&T(&RESOURCE_V1ALPHA3_DEVICE_SELECTOR)), 0b00000, 0b00001),
    f("tolerations", L(&T(&RESOURCE_V1ALPHA3_DEVICE_TOLERATION)), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_REQUEST_ALLOCATION_RESULT: Type = Type { name: "DeviceRequestAllocationResult", fields: &[
    f("adminAccess", BOOL, 0b00000, 0b00001),
    f("device", STR, 0b00001, 0b00001),
    f("driver", STR, 0b00001, 0b00001),
    f("pool", STR, 0b00001, 0b00001),
    f("request", STR, 0b00001, 0b00001),
    f("tolerations", L(&T(&RESOURCE_V1ALPHA3_DEVICE_TOLERATION)), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_SELECTOR: Type = Type { name: "DeviceSelector", fields: &[
    f("cel", T(&RESOURCE_V1ALPHA3_CEL_DEVICE_SELECTOR), 0b00000, 0b00011),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_SUB_REQUEST: Type = Type { name: "DeviceSubRequest", fields: &[
    f("allocationMode", STR, 0b00000, 0b00001),
    f("count", I64, 0b00000, 0b00001),
    f("deviceClassName", STR, 0b00001, 0b00001),
    f("name", STR, 0b00001, 0b00001),
    f("selectors", L(&T(&RESOURCE_V1ALPHA3_DEVICE_SELECTOR)), 0b00000, 0b00001),
    f("tolerations", L(&T(&RESOURCE_V1ALPHA3_DEVICE_TOLERATION)), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_TAINT: Type = Type { name: "DeviceTaint", fields: &[
    f("effect", STR, 0b11111, 0b11111),
    f("key", STR, 0b11111, 0b11111),
    f("timeAdded", TIME, 0b00000, 0b11111),
    f("value", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_TAINT_RULE: Type = Type { name: "DeviceTaintRule", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&RESOURCE_V1ALPHA3_DEVICE_TAINT_RULE_SPEC), 0b11111, 0b11111),
    f("status", T(&RESOURCE_V1ALPHA3_DEVICE_TAINT_RULE_STATUS), 0b00000, 0b11100),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_TAINT_RULE_SPEC: Type = Type { name: "DeviceTaintRuleSpec", fields: &[
    f("deviceSelector", T(&RESOURCE_V1ALPHA3_DEVICE_TAINT_SELECTOR), 0b00000, 0b11111),
    f("taint", T(&RESOURCE_V1ALPHA3_DEVICE_TAINT), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_TAINT_RULE_STATUS: Type = Type { name: "DeviceTaintRuleStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11100),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_TAINT_SELECTOR: Type = Type { name: "DeviceTaintSelector", fields: &[
    f("device", STR, 0b00000, 0b11111),
    f("deviceClassName", STR, 0b00000, 0b00011),
    f("driver", STR, 0b00000, 0b11111),
    f("pool", STR, 0b00000, 0b11111),
    f("selectors", L(&T(&RESOURCE_V1ALPHA3_DEVICE_SELECTOR)), 0b00000, 0b00011),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_DEVICE_TOLERATION: Type = Type { name: "DeviceToleration", fields: &[
    f("effect", STR, 0b00000, 0b00001),
    f("key", STR, 0b00000, 0b00001),
    f("operator", STR, 0b00000, 0b00001),
    f("tolerationSeconds", I64, 0b00000, 0b00001),
    f("value", STR, 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_NETWORK_DEVICE_DATA: Type = Type { name: "NetworkDeviceData", fields: &[
    f("hardwareAddress", STR, 0b00000, 0b00001),
    f("interfaceName", STR, 0b00000, 0b00001),
    f("ips", L(&STR), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_OPAQUE_DEVICE_CONFIGURATION: Type = Type { name: "OpaqueDeviceConfiguration", fields: &[
    f("driver", STR, 0b00001, 0b00001),
    f("parameters", ANY, 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_PARTITION_TYPE_STATUS: Type = Type { name: "PartitionTypeStatus", fields: &[
    f("allocatable", I32, 0b10000, 0b10000),
    f("attribute", STR, 0b10000, 0b10000),
    f("total", I32, 0b10000, 0b10000),
    f("type", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_POOL_STATUS: Type = Type { name: "PoolStatus", fields: &[
    f("allocatedDevices", I32, 0b00000, 0b11000),
    f("availableDevices", I32, 0b00000, 0b11000),
    f("driver", STR, 0b11000, 0b11000),
    f("generation", I64, 0b11000, 0b11000),
    f("nodeName", STR, 0b00000, 0b11000),
    f("partitionSummary", L(&T(&RESOURCE_V1ALPHA3_PARTITION_TYPE_STATUS)), 0b00000, 0b10000),
    f("poolName", STR, 0b11000, 0b11000),
    f("resourceSliceCount", I32, 0b00000, 0b11000),
    f("shareableSummary", T(&RESOURCE_V1ALPHA3_SHAREABLE_SUMMARY_STATUS), 0b00000, 0b10000),
    f("totalDevices", I32, 0b00000, 0b11000),
    f("unavailableDevices", I32, 0b00000, 0b11000),
    f("validationError", STR, 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_CLAIM: Type = Type { name: "ResourceClaim", fields: &[
    f("apiVersion", STR, 0b00000, 0b00001),
    f("kind", STR, 0b00000, 0b00001),
    f("metadata", T(&META_V1_OBJECT_META), 0b00001, 0b00001),
    f("spec", T(&RESOURCE_V1ALPHA3_RESOURCE_CLAIM_SPEC), 0b00001, 0b00001),
    f("status", T(&RESOURCE_V1ALPHA3_RESOURCE_CLAIM_STATUS), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_CLAIM_CONSUMER_REFERENCE: Type = Type { name: "ResourceClaimConsumerReference", fields: &[
    f("apiGroup", STR, 0b00000, 0b00001),
    f("name", STR, 0b00001, 0b00001),
    f("resource", STR, 0b00001, 0b00001),
    f("uid", STR, 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_CLAIM_SPEC: Type = Type { name: "ResourceClaimSpec", fields: &[
    f("devices", T(&RESOURCE_V1ALPHA3_DEVICE_CLAIM), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_CLAIM_STATUS: Type = Type { name: "ResourceClaimStatus", fields: &[
    f("allocation", T(&RESOURCE_V1ALPHA3_ALLOCATION_RESULT), 0b00000, 0b00001),
    f("devices", L(&T(&RESOURCE_V1ALPHA3_ALLOCATED_DEVICE_STATUS)), 0b00000, 0b00001),
    f("reservedFor", L(&T(&RESOURCE_V1ALPHA3_RESOURCE_CLAIM_CONSUMER_REFERENCE)), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_CLAIM_TEMPLATE: Type = Type { name: "ResourceClaimTemplate", fields: &[
    f("apiVersion", STR, 0b00000, 0b00001),
    f("kind", STR, 0b00000, 0b00001),
    f("metadata", T(&META_V1_OBJECT_META), 0b00001, 0b00001),
    f("spec", T(&RESOURCE_V1ALPHA3_RESOURCE_CLAIM_TEMPLATE_SPEC), 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_CLAIM_TEMPLATE_SPEC: Type = Type { name: "ResourceClaimTemplateSpec", fields: &[
    f("metadata", T(&META_V1_OBJECT_META), 0b00000, 0b00001),
    f("spec", T(&RESOURCE_V1ALPHA3_RESOURCE_CLAIM_SPEC), 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_POOL: Type = Type { name: "ResourcePool", fields: &[
    f("generation", I64, 0b00001, 0b00001),
    f("name", STR, 0b00001, 0b00001),
    f("resourceSliceCount", I64, 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_POOL_STATUS_REQUEST: Type = Type { name: "ResourcePoolStatusRequest", fields: &[
    f("apiVersion", STR, 0b00000, 0b11000),
    f("kind", STR, 0b00000, 0b11000),
    f("metadata", T(&META_V1_OBJECT_META), 0b11000, 0b11000),
    f("spec", T(&RESOURCE_V1ALPHA3_RESOURCE_POOL_STATUS_REQUEST_SPEC), 0b11000, 0b11000),
    f("status", T(&RESOURCE_V1ALPHA3_RESOURCE_POOL_STATUS_REQUEST_STATUS), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_POOL_STATUS_REQUEST_SPEC: Type = Type { name: "ResourcePoolStatusRequestSpec", fields: &[
    f("defaultPartitionTypeAttribute", STR, 0b00000, 0b10000),
    f("driver", STR, 0b11000, 0b11000),
    f("limit", I32, 0b00000, 0b11000),
    f("poolName", STR, 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_POOL_STATUS_REQUEST_STATUS: Type = Type { name: "ResourcePoolStatusRequestStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11000),
    f("poolCount", I32, 0b11000, 0b11000),
    f("pools", L(&T(&RESOURCE_V1ALPHA3_POOL_STATUS)), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_SLICE: Type = Type { name: "ResourceSlice", fields: &[
    f("apiVersion", STR, 0b00000, 0b00001),
    f("kind", STR, 0b00000, 0b00001),
    f("metadata", T(&META_V1_OBJECT_META), 0b00001, 0b00001),
    f("spec", T(&RESOURCE_V1ALPHA3_RESOURCE_SLICE_SPEC), 0b00001, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_RESOURCE_SLICE_SPEC: Type = Type { name: "ResourceSliceSpec", fields: &[
    f("allNodes", BOOL, 0b00000, 0b00001),
    f("devices", L(&T(&RESOURCE_V1ALPHA3_DEVICE)), 0b00000, 0b00001),
    f("driver", STR, 0b00001, 0b00001),
    f("nodeName", STR, 0b00000, 0b00001),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b00001),
    f("perDeviceNodeSelection", BOOL, 0b00000, 0b00001),
    f("pool", T(&RESOURCE_V1ALPHA3_RESOURCE_POOL), 0b00001, 0b00001),
    f("sharedCounters", L(&T(&RESOURCE_V1ALPHA3_COUNTER_SET)), 0b00000, 0b00001),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_SHAREABLE_CAPACITY_STATUS: Type = Type { name: "ShareableCapacityStatus", fields: &[
    f("available", QUANTITY, 0b10000, 0b10000),
    f("consumed", QUANTITY, 0b10000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
    f("total", QUANTITY, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1ALPHA3_SHAREABLE_SUMMARY_STATUS: Type = Type { name: "ShareableSummaryStatus", fields: &[
    f("capacity", L(&T(&RESOURCE_V1ALPHA3_SHAREABLE_CAPACITY_STATUS)), 0b00000, 0b10000),
    f("fullyAvailableDevices", I32, 0b10000, 0b10000),
    f("partiallyAvailableDevices", I32, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_ALLOCATED_DEVICE_STATUS: Type = Type { name: "AllocatedDeviceStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11111),
    f("data", ANY, 0b00000, 0b11111),
    f("device", STR, 0b11111, 0b11111),
    f("driver", STR, 0b11111, 0b11111),
    f("networkData", T(&RESOURCE_V1BETA1_NETWORK_DEVICE_DATA), 0b00000, 0b11111),
    f("pool", STR, 0b11111, 0b11111),
    f("shareID", STR, 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_ALLOCATION_RESULT: Type = Type { name: "AllocationResult", fields: &[
    f("allocationTimestamp", TIME, 0b00000, 0b11110),
    f("devices", T(&RESOURCE_V1BETA1_DEVICE_ALLOCATION_RESULT), 0b00000, 0b11111),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_BASIC_DEVICE: Type = Type { name: "BasicDevice", fields: &[
    f("allNodes", BOOL, 0b00000, 0b11111),
    f("allowMultipleAllocations", BOOL, 0b00000, 0b11110),
    f("attributes", M(&T(&RESOURCE_V1BETA1_DEVICE_ATTRIBUTE)), 0b00000, 0b11111),
    f("bindingConditions", L(&STR), 0b00000, 0b11110),
    f("bindingFailureConditions", L(&STR), 0b00000, 0b11110),
    f("bindsToNode", BOOL, 0b00000, 0b11110),
    f("capacity", M(&T(&RESOURCE_V1BETA1_DEVICE_CAPACITY)), 0b00000, 0b11111),
    f("consumesCounters", L(&T(&RESOURCE_V1BETA1_DEVICE_COUNTER_CONSUMPTION)), 0b00000, 0b11111),
    f("nodeAllocatableResourceMappings", M(&T(&RESOURCE_V1BETA1_NODE_ALLOCATABLE_RESOURCE_MAPPING)), 0b00000, 0b01000),
    f("nodeAllocatableResources", M(&T(&RESOURCE_V1BETA1_NODE_ALLOCATABLE_RESOURCE)), 0b00000, 0b10000),
    f("nodeName", STR, 0b00000, 0b11111),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b11111),
    f("taints", L(&T(&RESOURCE_V1BETA1_DEVICE_TAINT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_CEL_DEVICE_SELECTOR: Type = Type { name: "CELDeviceSelector", fields: &[
    f("expression", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_CAPACITY_REQUEST_POLICY: Type = Type { name: "CapacityRequestPolicy", fields: &[
    f("default", QUANTITY, 0b00000, 0b11110),
    f("validRange", T(&RESOURCE_V1BETA1_CAPACITY_REQUEST_POLICY_RANGE), 0b00000, 0b11110),
    f("validValues", L(&QUANTITY), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_CAPACITY_REQUEST_POLICY_RANGE: Type = Type { name: "CapacityRequestPolicyRange", fields: &[
    f("max", QUANTITY, 0b00000, 0b11110),
    f("min", QUANTITY, 0b11110, 0b11110),
    f("step", QUANTITY, 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_CAPACITY_REQUIREMENTS: Type = Type { name: "CapacityRequirements", fields: &[
    f("requests", M(&QUANTITY), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_COUNTER: Type = Type { name: "Counter", fields: &[
    f("value", QUANTITY, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_COUNTER_SET: Type = Type { name: "CounterSet", fields: &[
    f("counters", M(&T(&RESOURCE_V1BETA1_COUNTER)), 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE: Type = Type { name: "Device", fields: &[
    f("basic", T(&RESOURCE_V1BETA1_BASIC_DEVICE), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_ALLOCATION_CONFIGURATION: Type = Type { name: "DeviceAllocationConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1BETA1_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b11111),
    f("requests", L(&STR), 0b00000, 0b11111),
    f("source", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_ALLOCATION_RESULT: Type = Type { name: "DeviceAllocationResult", fields: &[
    f("config", L(&T(&RESOURCE_V1BETA1_DEVICE_ALLOCATION_CONFIGURATION)), 0b00000, 0b11111),
    f("results", L(&T(&RESOURCE_V1BETA1_DEVICE_REQUEST_ALLOCATION_RESULT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_ATTRIBUTE: Type = Type { name: "DeviceAttribute", fields: &[
    f("bool", BOOL, 0b00000, 0b11111),
    f("bools", L(&BOOL), 0b00000, 0b11000),
    f("int", I64, 0b00000, 0b11111),
    f("ints", L(&I64), 0b00000, 0b11000),
    f("string", STR, 0b00000, 0b11111),
    f("strings", L(&STR), 0b00000, 0b11000),
    f("version", STR, 0b00000, 0b11111),
    f("versions", L(&STR), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_CAPACITY: Type = Type { name: "DeviceCapacity", fields: &[
    f("requestPolicy", T(&RESOURCE_V1BETA1_CAPACITY_REQUEST_POLICY), 0b00000, 0b11110),
    f("value", QUANTITY, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_CLAIM: Type = Type { name: "DeviceClaim", fields: &[
    f("config", L(&T(&RESOURCE_V1BETA1_DEVICE_CLAIM_CONFIGURATION)), 0b00000, 0b11111),
    f("constraints", L(&T(&RESOURCE_V1BETA1_DEVICE_CONSTRAINT)), 0b00000, 0b11111),
    f("requests", L(&T(&RESOURCE_V1BETA1_DEVICE_REQUEST)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_CLAIM_CONFIGURATION: Type = Type { name: "DeviceClaimConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1BETA1_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b11111),
    f("requests", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_CLASS: Type = Type { name: "DeviceClass", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&RESOURCE_V1BETA1_DEVICE_CLASS_SPEC), 0b01111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_CLASS_CONFIGURATION: Type = Type { name: "DeviceClassConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1BETA1_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_CLASS_SPEC: Type = Type { name: "DeviceClassSpec", fields: &[
    f("config", L(&T(&RESOURCE_V1BETA1_DEVICE_CLASS_CONFIGURATION)), 0b00000, 0b11111),
    f("extendedResourceName", STR, 0b00000, 0b11110),
    f("selectors", L(&T(&RESOURCE_V1BETA1_DEVICE_SELECTOR)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_CONSTRAINT: Type = Type { name: "DeviceConstraint", fields: &[
    f("distinctAttribute", STR, 0b00000, 0b11110),
    f("matchAttribute", STR, 0b00000, 0b11111),
    f("requests", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_COUNTER_CONSUMPTION: Type = Type { name: "DeviceCounterConsumption", fields: &[
    f("compatibilityGroups", L(&STR), 0b00000, 0b10000),
    f("counterSet", STR, 0b11111, 0b11111),
    f("counters", M(&T(&RESOURCE_V1BETA1_COUNTER)), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_DERIVED_ATTRIBUTE: Type = Type { name: "DeviceDerivedAttribute", fields: &[
    f("expression", STR, 0b10000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_REQUEST: Type = Type { name: "DeviceRequest", fields: &[
    f("adminAccess", BOOL, 0b00000, 0b11111),
    f("allocationMode", STR, 0b00000, 0b11111),
    f("capacity", T(&RESOURCE_V1BETA1_CAPACITY_REQUIREMENTS), 0b00000, 0b11110),
    f("count", I64, 0b00000, 0b11111),
    f("derivedAttributes", L(&T(&RESOURCE_V1BETA1_DEVICE_DERIVED_ATTRIBUTE)), 0b00000, 0b10000),
    f("deviceClassName", STR, 0b00000, 0b11111),
    f("firstAvailable", L(&T(&RESOURCE_V1BETA1_DEVICE_SUB_REQUEST)), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("selectors", L(&T(&RESOURCE_V1BETA1_DEVICE_SELECTOR)), 0b00000, 0b11111),
    f("tolerations", L(&T(&RESOURCE_V1BETA1_DEVICE_TOLERATION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_REQUEST_ALLOCATION_RESULT: Type = Type { name: "DeviceRequestAllocationResult", fields: &[
    f("adminAccess", BOOL, 0b00000, 0b11111),
    f("bindingConditions", L(&STR), 0b00000, 0b11110),
    f("bindingFailureConditions", L(&STR), 0b00000, 0b11110),
    f("consumedCapacity", M(&QUANTITY), 0b00000, 0b11110),
    f("device", STR, 0b11111, 0b11111),
    f("driver", STR, 0b11111, 0b11111),
    f("pool", STR, 0b11111, 0b11111),
    f("request", STR, 0b11111, 0b11111),
    f("shareID", STR, 0b00000, 0b11110),
    f("skipNodeOperations", L(&STR), 0b00000, 0b10000),
    f("tolerations", L(&T(&RESOURCE_V1BETA1_DEVICE_TOLERATION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_SELECTOR: Type = Type { name: "DeviceSelector", fields: &[
    f("cel", T(&RESOURCE_V1BETA1_CEL_DEVICE_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_SUB_REQUEST: Type = Type { name: "DeviceSubRequest", fields: &[
    f("allocationMode", STR, 0b00000, 0b11111),
    f("capacity", T(&RESOURCE_V1BETA1_CAPACITY_REQUIREMENTS), 0b00000, 0b11110),
    f("count", I64, 0b00000, 0b11111),
    f("derivedAttributes", L(&T(&RESOURCE_V1BETA1_DEVICE_DERIVED_ATTRIBUTE)), 0b00000, 0b10000),
    f("deviceClassName", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("selectors", L(&T(&RESOURCE_V1BETA1_DEVICE_SELECTOR)), 0b00000, 0b11111),
    f("tolerations", L(&T(&RESOURCE_V1BETA1_DEVICE_TOLERATION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_TAINT: Type = Type { name: "DeviceTaint", fields: &[
    f("effect", STR, 0b11111, 0b11111),
    f("key", STR, 0b11111, 0b11111),
    f("timeAdded", TIME, 0b00000, 0b11111),
    f("value", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_DEVICE_TOLERATION: Type = Type { name: "DeviceToleration", fields: &[
    f("effect", STR, 0b00000, 0b11111),
    f("key", STR, 0b00000, 0b11111),
    f("operator", STR, 0b00000, 0b11111),
    f("tolerationSeconds", I64, 0b00000, 0b11111),
    f("value", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_NETWORK_DEVICE_DATA: Type = Type { name: "NetworkDeviceData", fields: &[
    f("hardwareAddress", STR, 0b00000, 0b11111),
    f("interfaceName", STR, 0b00000, 0b11111),
    f("ips", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_NODE_ALLOCATABLE_MAPPING: Type = Type { name: "NodeAllocatableMapping", fields: &[
    f("capacityKey", STR, 0b00000, 0b10000),
    f("capacityMultiplier", QUANTITY, 0b00000, 0b10000),
    f("deviceMultiplier", QUANTITY, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_NODE_ALLOCATABLE_OVERHEAD: Type = Type { name: "NodeAllocatableOverhead", fields: &[
    f("perContainer", QUANTITY, 0b00000, 0b10000),
    f("perPod", QUANTITY, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_NODE_ALLOCATABLE_RESOURCE: Type = Type { name: "NodeAllocatableResource", fields: &[
    f("mapping", T(&RESOURCE_V1BETA1_NODE_ALLOCATABLE_MAPPING), 0b00000, 0b10000),
    f("overhead", T(&RESOURCE_V1BETA1_NODE_ALLOCATABLE_OVERHEAD), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_NODE_ALLOCATABLE_RESOURCE_MAPPING: Type = Type { name: "NodeAllocatableResourceMapping", fields: &[
    f("allocationMultiplier", QUANTITY, 0b00000, 0b01000),
    f("capacityKey", STR, 0b00000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_OPAQUE_DEVICE_CONFIGURATION: Type = Type { name: "OpaqueDeviceConfiguration", fields: &[
    f("driver", STR, 0b11111, 0b11111),
    f("parameters", ANY, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_RESOURCE_CLAIM: Type = Type { name: "ResourceClaim", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&RESOURCE_V1BETA1_RESOURCE_CLAIM_SPEC), 0b01111, 0b11111),
    f("status", T(&RESOURCE_V1BETA1_RESOURCE_CLAIM_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_RESOURCE_CLAIM_CONSUMER_REFERENCE: Type = Type { name: "ResourceClaimConsumerReference", fields: &[
    f("apiGroup", STR, 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("resource", STR, 0b11111, 0b11111),
    f("uid", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_RESOURCE_CLAIM_SPEC: Type = Type { name: "ResourceClaimSpec", fields: &[
    f("devices", T(&RESOURCE_V1BETA1_DEVICE_CLAIM), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_RESOURCE_CLAIM_STATUS: Type = Type { name: "ResourceClaimStatus", fields: &[
    f("allocation", T(&RESOURCE_V1BETA1_ALLOCATION_RESULT), 0b00000, 0b11111),
    f("devices", L(&T(&RESOURCE_V1BETA1_ALLOCATED_DEVICE_STATUS)), 0b00000, 0b11111),
    f("reservedFor", L(&T(&RESOURCE_V1BETA1_RESOURCE_CLAIM_CONSUMER_REFERENCE)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_RESOURCE_CLAIM_TEMPLATE: Type = Type { name: "ResourceClaimTemplate", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&RESOURCE_V1BETA1_RESOURCE_CLAIM_TEMPLATE_SPEC), 0b01111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_RESOURCE_CLAIM_TEMPLATE_SPEC: Type = Type { name: "ResourceClaimTemplateSpec", fields: &[
    f("metadata", T(&META_V1_OBJECT_META), 0b00000, 0b11111),
    f("spec", T(&RESOURCE_V1BETA1_RESOURCE_CLAIM_SPEC), 0b01111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_RESOURCE_POOL: Type = Type { name: "ResourcePool", fields: &[
    f("generation", I64, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("resourceSliceCount", I64, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_RESOURCE_SLICE: Type = Type { name: "ResourceSlice", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&RESOURCE_V1BETA1_RESOURCE_SLICE_SPEC), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA1_RESOURCE_SLICE_SPEC: Type = Type { name: "ResourceSliceSpec", fields: &[
    f("allNodes", BOOL, 0b00000, 0b11111),
    f("devices", L(&T(&RESOURCE_V1BETA1_DEVICE)), 0b00000, 0b11111),
    f("driver", STR, 0b11111, 0b11111),
    f("nodeName", STR, 0b00000, 0b11111),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b11111),
    f("partitionTypeAttribute", STR, 0b00000, 0b10000),
    f("perDeviceNodeSelection", BOOL, 0b00000, 0b11111),
    f("pool", T(&RESOURCE_V1BETA1_RESOURCE_POOL), 0b11111, 0b11111),
    f("sharedCounters", L(&T(&RESOURCE_V1BETA1_COUNTER_SET)), 0b00000, 0b11111),
    f("skipNodeOperations", L(&STR), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_ALLOCATED_DEVICE_STATUS: Type = Type { name: "AllocatedDeviceStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11111),
    f("data", ANY, 0b00000, 0b11111),
    f("device", STR, 0b11111, 0b11111),
    f("driver", STR, 0b11111, 0b11111),
    f("networkData", T(&RESOURCE_V1BETA2_NETWORK_DEVICE_DATA), 0b00000, 0b11111),
    f("pool", STR, 0b11111, 0b11111),
    f("shareID", STR, 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_ALLOCATION_RESULT: Type = Type { name: "AllocationResult", fields: &[
    f("allocationTimestamp", TIME, 0b00000, 0b11110),
    f("devices", T(&RESOURCE_V1BETA2_DEVICE_ALLOCATION_RESULT), 0b00000, 0b11111),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_CEL_DEVICE_SELECTOR: Type = Type { name: "CELDeviceSelector", fields: &[
    f("expression", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_CAPACITY_REQUEST_POLICY: Type = Type { name: "CapacityRequestPolicy", fields: &[
    f("default", QUANTITY, 0b00000, 0b11110),
    f("validRange", T(&RESOURCE_V1BETA2_CAPACITY_REQUEST_POLICY_RANGE), 0b00000, 0b11110),
    f("validValues", L(&QUANTITY), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_CAPACITY_REQUEST_POLICY_RANGE: Type = Type { name: "CapacityRequestPolicyRange", fields: &[
    f("max", QUANTITY, 0b00000, 0b11110),
    f("min", QUANTITY, 0b11110, 0b11110),
    f("step", QUANTITY, 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_CAPACITY_REQUIREMENTS: Type = Type { name: "CapacityRequirements", fields: &[
    f("requests", M(&QUANTITY), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_COUNTER: Type = Type { name: "Counter", fields: &[
    f("value", QUANTITY, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_COUNTER_SET: Type = Type { name: "CounterSet", fields: &[
    f("counters", M(&T(&RESOURCE_V1BETA2_COUNTER)), 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE: Type = Type { name: "Device", fields: &[
    f("allNodes", BOOL, 0b00000, 0b11111),
    f("allowMultipleAllocations", BOOL, 0b00000, 0b11110),
    f("attributes", M(&T(&RESOURCE_V1BETA2_DEVICE_ATTRIBUTE)), 0b00000, 0b11111),
    f("bindingConditions", L(&STR), 0b00000, 0b11110),
    f("bindingFailureConditions", L(&STR), 0b00000, 0b11110),
    f("bindsToNode", BOOL, 0b00000, 0b11110),
    f("capacity", M(&T(&RESOURCE_V1BETA2_DEVICE_CAPACITY)), 0b00000, 0b11111),
    f("consumesCounters", L(&T(&RESOURCE_V1BETA2_DEVICE_COUNTER_CONSUMPTION)), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("nodeAllocatableResourceMappings", M(&T(&RESOURCE_V1BETA2_NODE_ALLOCATABLE_RESOURCE_MAPPING)), 0b00000, 0b01000),
    f("nodeAllocatableResources", M(&T(&RESOURCE_V1BETA2_NODE_ALLOCATABLE_RESOURCE)), 0b00000, 0b10000),
    f("nodeName", STR, 0b00000, 0b11111),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b11111),
    f("taints", L(&T(&RESOURCE_V1BETA2_DEVICE_TAINT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_ALLOCATION_CONFIGURATION: Type = Type { name: "DeviceAllocationConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1BETA2_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b11111),
    f("requests", L(&STR), 0b00000, 0b11111),
    f("source", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_ALLOCATION_RESULT: Type = Type { name: "DeviceAllocationResult", fields: &[
    f("config", L(&T(&RESOURCE_V1BETA2_DEVICE_ALLOCATION_CONFIGURATION)), 0b00000, 0b11111),
    f("results", L(&T(&RESOURCE_V1BETA2_DEVICE_REQUEST_ALLOCATION_RESULT)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_ATTRIBUTE: Type = Type { name: "DeviceAttribute", fields: &[
    f("bool", BOOL, 0b00000, 0b11111),
    f("bools", L(&BOOL), 0b00000, 0b11000),
    f("int", I64, 0b00000, 0b11111),
    f("ints", L(&I64), 0b00000, 0b11000),
    f("string", STR, 0b00000, 0b11111),
    f("strings", L(&STR), 0b00000, 0b11000),
    f("version", STR, 0b00000, 0b11111),
    f("versions", L(&STR), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_CAPACITY: Type = Type { name: "DeviceCapacity", fields: &[
    f("requestPolicy", T(&RESOURCE_V1BETA2_CAPACITY_REQUEST_POLICY), 0b00000, 0b11110),
    f("value", QUANTITY, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_CLAIM: Type = Type { name: "DeviceClaim", fields: &[
    f("config", L(&T(&RESOURCE_V1BETA2_DEVICE_CLAIM_CONFIGURATION)), 0b00000, 0b11111),
    f("constraints", L(&T(&RESOURCE_V1BETA2_DEVICE_CONSTRAINT)), 0b00000, 0b11111),
    f("requests", L(&T(&RESOURCE_V1BETA2_DEVICE_REQUEST)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_CLAIM_CONFIGURATION: Type = Type { name: "DeviceClaimConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1BETA2_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b11111),
    f("requests", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_CLASS: Type = Type { name: "DeviceClass", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&RESOURCE_V1BETA2_DEVICE_CLASS_SPEC), 0b01111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_CLASS_CONFIGURATION: Type = Type { name: "DeviceClassConfiguration", fields: &[
    f("opaque", T(&RESOURCE_V1BETA2_OPAQUE_DEVICE_CONFIGURATION), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_CLASS_SPEC: Type = Type { name: "DeviceClassSpec", fields: &[
    f("config", L(&T(&RESOURCE_V1BETA2_DEVICE_CLASS_CONFIGURATION)), 0b00000, 0b11111),
    f("extendedResourceName", STR, 0b00000, 0b11110),
    f("selectors", L(&T(&RESOURCE_V1BETA2_DEVICE_SELECTOR)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_CONSTRAINT: Type = Type { name: "DeviceConstraint", fields: &[
    f("distinctAttribute", STR, 0b00000, 0b11110),
    f("matchAttribute", STR, 0b00000, 0b11111),
    f("requests", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_COUNTER_CONSUMPTION: Type = Type { name: "DeviceCounterConsumption", fields: &[
    f("compatibilityGroups", L(&STR), 0b00000, 0b10000),
    f("counterSet", STR, 0b11111, 0b11111),
    f("counters", M(&T(&RESOURCE_V1BETA2_COUNTER)), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_DERIVED_ATTRIBUTE: Type = Type { name: "DeviceDerivedAttribute", fields: &[
    f("expression", STR, 0b10000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_REQUEST: Type = Type { name: "DeviceRequest", fields: &[
    f("exactly", T(&RESOURCE_V1BETA2_EXACT_DEVICE_REQUEST), 0b00000, 0b11111),
    f("firstAvailable", L(&T(&RESOURCE_V1BETA2_DEVICE_SUB_REQUEST)), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_REQUEST_ALLOCATION_RESULT: Type = Type { name: "DeviceRequestAllocationResult", fields: &[
    f("adminAccess", BOOL, 0b00000, 0b11111),
    f("bindingConditions", L(&STR), 0b00000, 0b11110),
    f("bindingFailureConditions", L(&STR), 0b00000, 0b11110),
    f("consumedCapacity", M(&QUANTITY), 0b00000, 0b11110),
    f("device", STR, 0b11111, 0b11111),
    f("driver", STR, 0b11111, 0b11111),
    f("pool", STR, 0b11111, 0b11111),
    f("request", STR, 0b11111, 0b11111),
    f("shareID", STR, 0b00000, 0b11110),
    f("skipNodeOperations", L(&STR), 0b00000, 0b10000),
    f("tolerations", L(&T(&RESOURCE_V1BETA2_DEVICE_TOLERATION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_SELECTOR: Type = Type { name: "DeviceSelector", fields: &[
    f("cel", T(&RESOURCE_V1BETA2_CEL_DEVICE_SELECTOR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_SUB_REQUEST: Type = Type { name: "DeviceSubRequest", fields: &[
    f("allocationMode", STR, 0b00000, 0b11111),
    f("capacity", T(&RESOURCE_V1BETA2_CAPACITY_REQUIREMENTS), 0b00000, 0b11110),
    f("count", I64, 0b00000, 0b11111),
    f("derivedAttributes", L(&T(&RESOURCE_V1BETA2_DEVICE_DERIVED_ATTRIBUTE)), 0b00000, 0b10000),
    f("deviceClassName", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("selectors", L(&T(&RESOURCE_V1BETA2_DEVICE_SELECTOR)), 0b00000, 0b11111),
    f("tolerations", L(&T(&RESOURCE_V1BETA2_DEVICE_TOLERATION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_TAINT: Type = Type { name: "DeviceTaint", fields: &[
    f("effect", STR, 0b11111, 0b11111),
    f("key", STR, 0b11111, 0b11111),
    f("timeAdded", TIME, 0b00000, 0b11111),
    f("value", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_TAINT_RULE: Type = Type { name: "DeviceTaintRule", fields: &[
    f("apiVersion", STR, 0b00000, 0b11000),
    f("kind", STR, 0b00000, 0b11000),
    f("metadata", T(&META_V1_OBJECT_META), 0b11000, 0b11000),
    f("spec", T(&RESOURCE_V1BETA2_DEVICE_TAINT_RULE_SPEC), 0b11000, 0b11000),
    f("status", T(&RESOURCE_V1BETA2_DEVICE_TAINT_RULE_STATUS), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_TAINT_RULE_SPEC: Type = Type { name: "DeviceTaintRuleSpec", fields: &[
    f("deviceSelector", T(&RESOURCE_V1BETA2_DEVICE_TAINT_SELECTOR), 0b00000, 0b11000),
    f("taint", T(&RESOURCE_V1BETA2_DEVICE_TAINT), 0b11000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_TAINT_RULE_STATUS: Type = Type { name: "DeviceTaintRuleStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_TAINT_SELECTOR: Type = Type { name: "DeviceTaintSelector", fields: &[
    f("device", STR, 0b00000, 0b11000),
    f("driver", STR, 0b00000, 0b11000),
    f("pool", STR, 0b00000, 0b11000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_DEVICE_TOLERATION: Type = Type { name: "DeviceToleration", fields: &[
    f("effect", STR, 0b00000, 0b11111),
    f("key", STR, 0b00000, 0b11111),
    f("operator", STR, 0b00000, 0b11111),
    f("tolerationSeconds", I64, 0b00000, 0b11111),
    f("value", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_EXACT_DEVICE_REQUEST: Type = Type { name: "ExactDeviceRequest", fields: &[
    f("adminAccess", BOOL, 0b00000, 0b11111),
    f("allocationMode", STR, 0b00000, 0b11111),
    f("capacity", T(&RESOURCE_V1BETA2_CAPACITY_REQUIREMENTS), 0b00000, 0b11110),
    f("count", I64, 0b00000, 0b11111),
    f("derivedAttributes", L(&T(&RESOURCE_V1BETA2_DEVICE_DERIVED_ATTRIBUTE)), 0b00000, 0b10000),
    f("deviceClassName", STR, 0b11111, 0b11111),
    f("selectors", L(&T(&RESOURCE_V1BETA2_DEVICE_SELECTOR)), 0b00000, 0b11111),
    f("tolerations", L(&T(&RESOURCE_V1BETA2_DEVICE_TOLERATION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_NETWORK_DEVICE_DATA: Type = Type { name: "NetworkDeviceData", fields: &[
    f("hardwareAddress", STR, 0b00000, 0b11111),
    f("interfaceName", STR, 0b00000, 0b11111),
    f("ips", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_NODE_ALLOCATABLE_MAPPING: Type = Type { name: "NodeAllocatableMapping", fields: &[
    f("capacityKey", STR, 0b00000, 0b10000),
    f("capacityMultiplier", QUANTITY, 0b00000, 0b10000),
    f("deviceMultiplier", QUANTITY, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_NODE_ALLOCATABLE_OVERHEAD: Type = Type { name: "NodeAllocatableOverhead", fields: &[
    f("perContainer", QUANTITY, 0b00000, 0b10000),
    f("perPod", QUANTITY, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_NODE_ALLOCATABLE_RESOURCE: Type = Type { name: "NodeAllocatableResource", fields: &[
    f("mapping", T(&RESOURCE_V1BETA2_NODE_ALLOCATABLE_MAPPING), 0b00000, 0b10000),
    f("overhead", T(&RESOURCE_V1BETA2_NODE_ALLOCATABLE_OVERHEAD), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_NODE_ALLOCATABLE_RESOURCE_MAPPING: Type = Type { name: "NodeAllocatableResourceMapping", fields: &[
    f("allocationMultiplier", QUANTITY, 0b00000, 0b01000),
    f("capacityKey", STR, 0b00000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_OPAQUE_DEVICE_CONFIGURATION: Type = Type { name: "OpaqueDeviceConfiguration", fields: &[
    f("driver", STR, 0b11111, 0b11111),
    f("parameters", ANY, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_RESOURCE_CLAIM: Type = Type { name: "ResourceClaim", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&RESOURCE_V1BETA2_RESOURCE_CLAIM_SPEC), 0b01111, 0b11111),
    f("status", T(&RESOURCE_V1BETA2_RESOURCE_CLAIM_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_RESOURCE_CLAIM_CONSUMER_REFERENCE: Type = Type { name: "ResourceClaimConsumerReference", fields: &[
    f("apiGroup", STR, 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("resource", STR, 0b11111, 0b11111),
    f("uid", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_RESOURCE_CLAIM_SPEC: Type = Type { name: "ResourceClaimSpec", fields: &[
    f("devices", T(&RESOURCE_V1BETA2_DEVICE_CLAIM), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_RESOURCE_CLAIM_STATUS: Type = Type { name: "ResourceClaimStatus", fields: &[
    f("allocation", T(&RESOURCE_V1BETA2_ALLOCATION_RESULT), 0b00000, 0b11111),
    f("devices", L(&T(&RESOURCE_V1BETA2_ALLOCATED_DEVICE_STATUS)), 0b00000, 0b11111),
    f("reservedFor", L(&T(&RESOURCE_V1BETA2_RESOURCE_CLAIM_CONSUMER_REFERENCE)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_RESOURCE_CLAIM_TEMPLATE: Type = Type { name: "ResourceClaimTemplate", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&RESOURCE_V1BETA2_RESOURCE_CLAIM_TEMPLATE_SPEC), 0b01111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_RESOURCE_CLAIM_TEMPLATE_SPEC: Type = Type { name: "ResourceClaimTemplateSpec", fields: &[
    f("metadata", T(&META_V1_OBJECT_META), 0b00000, 0b11111),
    f("spec", T(&RESOURCE_V1BETA2_RESOURCE_CLAIM_SPEC), 0b01111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_RESOURCE_POOL: Type = Type { name: "ResourcePool", fields: &[
    f("generation", I64, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("resourceSliceCount", I64, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_RESOURCE_SLICE: Type = Type { name: "ResourceSlice", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&RESOURCE_V1BETA2_RESOURCE_SLICE_SPEC), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static RESOURCE_V1BETA2_RESOURCE_SLICE_SPEC: Type = Type { name: "ResourceSliceSpec", fields: &[
    f("allNodes", BOOL, 0b00000, 0b11111),
    f("devices", L(&T(&RESOURCE_V1BETA2_DEVICE)), 0b00000, 0b11111),
    f("driver", STR, 0b11111, 0b11111),
    f("nodeName", STR, 0b00000, 0b11111),
    f("nodeSelector", T(&CORE_V1_NODE_SELECTOR), 0b00000, 0b11111),
    f("partitionTypeAttribute", STR, 0b00000, 0b10000),
    f("perDeviceNodeSelection", BOOL, 0b00000, 0b11111),
    f("pool", T(&RESOURCE_V1BETA2_RESOURCE_POOL), 0b11111, 0b11111),
    f("sharedCounters", L(&T(&RESOURCE_V1BETA2_COUNTER_SET)), 0b00000, 0b11111),
    f("skipNodeOperations", L(&STR), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1_PRIORITY_CLASS: Type = Type { name: "PriorityClass", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("description", STR, 0b00000, 0b11111),
    f("globalDefault", BOOL, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("preemptionPolicy", STR, 0b00000, 0b11111),
    f("value", I32, 0b00111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA1_BASIC_SCHEDULING_POLICY: Type = Type { name: "BasicSchedulingPolicy", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA1_GANG_SCHEDULING_POLICY: Type = Type { name: "GangSchedulingPolicy", fields: &[
    f("minCount", I32, 0b00100, 0b00100),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA1_POD_GROUP: Type = Type { name: "PodGroup", fields: &[
    f("name", STR, 0b00100, 0b00100),
    f("policy", T(&SCHEDULING_V1ALPHA1_POD_GROUP_POLICY), 0b00100, 0b00100),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA1_POD_GROUP_POLICY: Type = Type { name: "PodGroupPolicy", fields: &[
    f("basic", T(&SCHEDULING_V1ALPHA1_BASIC_SCHEDULING_POLICY), 0b00000, 0b00100),
    f("gang", T(&SCHEDULING_V1ALPHA1_GANG_SCHEDULING_POLICY), 0b00000, 0b00100),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA1_TYPED_LOCAL_OBJECT_REFERENCE: Type = Type { name: "TypedLocalObjectReference", fields: &[
    f("apiGroup", STR, 0b00000, 0b00100),
    f("kind", STR, 0b00100, 0b00100),
    f("name", STR, 0b00100, 0b00100),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA1_WORKLOAD: Type = Type { name: "Workload", fields: &[
    f("apiVersion", STR, 0b00000, 0b00100),
    f("kind", STR, 0b00000, 0b00100),
    f("metadata", T(&META_V1_OBJECT_META), 0b00100, 0b00100),
    f("spec", T(&SCHEDULING_V1ALPHA1_WORKLOAD_SPEC), 0b00100, 0b00100),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA1_WORKLOAD_SPEC: Type = Type { name: "WorkloadSpec", fields: &[
    f("controllerRef", T(&SCHEDULING_V1ALPHA1_TYPED_LOCAL_OBJECT_REFERENCE), 0b00000, 0b00100),
    f("podGroups", L(&T(&SCHEDULING_V1ALPHA1_POD_GROUP)), 0b00100, 0b00100),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_BASIC_SCHEDULING_POLICY: Type = Type { name: "BasicSchedulingPolicy", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_GANG_SCHEDULING_POLICY: Type = Type { name: "GangSchedulingPolicy", fields: &[
    f("minCount", I32, 0b01000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_POD_GROUP: Type = Type { name: "PodGroup", fields: &[
    f("apiVersion", STR, 0b00000, 0b01000),
    f("kind", STR, 0b00000, 0b01000),
    f("metadata", T(&META_V1_OBJECT_META), 0b01000, 0b01000),
    f("spec", T(&SCHEDULING_V1ALPHA2_POD_GROUP_SPEC), 0b01000, 0b01000),
    f("status", T(&SCHEDULING_V1ALPHA2_POD_GROUP_STATUS), 0b00000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_POD_GROUP_RESOURCE_CLAIM: Type = Type { name: "PodGroupResourceClaim", fields: &[
    f("name", STR, 0b01000, 0b01000),
    f("resourceClaimName", STR, 0b00000, 0b01000),
    f("resourceClaimTemplateName", STR, 0b00000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_POD_GROUP_RESOURCE_CLAIM_STATUS: Type = Type { name: "PodGroupResourceClaimStatus", fields: &[
    f("name", STR, 0b01000, 0b01000),
    f("resourceClaimName", STR, 0b00000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_POD_GROUP_SCHEDULING_CONSTRAINTS: Type = Type { name: "PodGroupSchedulingConstraints", fields: &[
    f("topology", L(&T(&SCHEDULING_V1ALPHA2_TOPOLOGY_CONSTRAINT)), 0b00000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_POD_GROUP_SCHEDULING_POLICY: Type = Type { name: "PodGroupSchedulingPolicy", fields: &[
    f("basic", T(&SCHEDULING_V1ALPHA2_BASIC_SCHEDULING_POLICY), 0b00000, 0b01000),
    f("gang", T(&SCHEDULING_V1ALPHA2_GANG_SCHEDULING_POLICY), 0b00000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_POD_GROUP_SPEC: Type = Type { name: "PodGroupSpec", fields: &[
    f("disruptionMode", STR, 0b00000, 0b01000),
    f("podGroupTemplateRef", T(&SCHEDULING_V1ALPHA2_POD_GROUP_TEMPLATE_REFERENCE), 0b00000, 0b01000),
    f("priority", I32, 0b00000, 0b01000),
    f("priorityClassName", STR, 0b00000, 0b01000),
    f("resourceClaims", L(&T(&SCHEDULING_V1ALPHA2_POD_GROUP_RESOURCE_CLAIM)), 0b00000, 0b01000),
    f("schedulingConstraints", T(&SCHEDULING_V1ALPHA2_POD_GROUP_SCHEDULING_CONSTRAINTS), 0b00000, 0b01000),
    f("schedulingPolicy", T(&SCHEDULING_V1ALPHA2_POD_GROUP_SCHEDULING_POLICY), 0b01000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_POD_GROUP_STATUS: Type = Type { name: "PodGroupStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b01000),
    f("resourceClaimStatuses", L(&T(&SCHEDULING_V1ALPHA2_POD_GROUP_RESOURCE_CLAIM_STATUS)), 0b00000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_POD_GROUP_TEMPLATE: Type = Type { name: "PodGroupTemplate", fields: &[
    f("disruptionMode", STR, 0b00000, 0b01000),
    f("name", STR, 0b01000, 0b01000),
    f("priority", I32, 0b00000, 0b01000),
    f("priorityClassName", STR, 0b00000, 0b01000),
    f("resourceClaims", L(&T(&SCHEDULING_V1ALPHA2_POD_GROUP_RESOURCE_CLAIM)), 0b00000, 0b01000),
    f("schedulingConstraints", T(&SCHEDULING_V1ALPHA2_POD_GROUP_SCHEDULING_CONSTRAINTS), 0b00000, 0b01000),
    f("schedulingPolicy", T(&SCHEDULING_V1ALPHA2_POD_GROUP_SCHEDULING_POLICY), 0b01000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_POD_GROUP_TEMPLATE_REFERENCE: Type = Type { name: "PodGroupTemplateReference", fields: &[
    f("workload", T(&SCHEDULING_V1ALPHA2_WORKLOAD_POD_GROUP_TEMPLATE_REFERENCE), 0b00000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_TOPOLOGY_CONSTRAINT: Type = Type { name: "TopologyConstraint", fields: &[
    f("key", STR, 0b01000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_TYPED_LOCAL_OBJECT_REFERENCE: Type = Type { name: "TypedLocalObjectReference", fields: &[
    f("apiGroup", STR, 0b00000, 0b01000),
    f("kind", STR, 0b01000, 0b01000),
    f("name", STR, 0b01000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_WORKLOAD: Type = Type { name: "Workload", fields: &[
    f("apiVersion", STR, 0b00000, 0b01000),
    f("kind", STR, 0b00000, 0b01000),
    f("metadata", T(&META_V1_OBJECT_META), 0b01000, 0b01000),
    f("spec", T(&SCHEDULING_V1ALPHA2_WORKLOAD_SPEC), 0b01000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_WORKLOAD_POD_GROUP_TEMPLATE_REFERENCE: Type = Type { name: "WorkloadPodGroupTemplateReference", fields: &[
    f("podGroupTemplateName", STR, 0b01000, 0b01000),
    f("workloadName", STR, 0b01000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA2_WORKLOAD_SPEC: Type = Type { name: "WorkloadSpec", fields: &[
    f("controllerRef", T(&SCHEDULING_V1ALPHA2_TYPED_LOCAL_OBJECT_REFERENCE), 0b00000, 0b01000),
    f("podGroupTemplates", L(&T(&SCHEDULING_V1ALPHA2_POD_GROUP_TEMPLATE)), 0b01000, 0b01000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_ALL_COMPOSITE_DISRUPTION_MODE: Type = Type { name: "AllCompositeDisruptionMode", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_ALL_DISRUPTION_MODE: Type = Type { name: "AllDisruptionMode", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_BASIC_SCHEDULING_POLICY: Type = Type { name: "BasicSchedulingPolicy", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_COMPOSITE_BASIC_SCHEDULING_POLICY: Type = Type { name: "CompositeBasicSchedulingPolicy", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_COMPOSITE_DISRUPTION_MODE: Type = Type { name: "CompositeDisruptionMode", fields: &[
    f("all", T(&SCHEDULING_V1ALPHA3_ALL_COMPOSITE_DISRUPTION_MODE), 0b00000, 0b10000),
    f("single", T(&SCHEDULING_V1ALPHA3_SINGLE_COMPOSITE_DISRUPTION_MODE), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_COMPOSITE_GANG_SCHEDULING_POLICY: Type = Type { name: "CompositeGangSchedulingPolicy", fields: &[
    f("minGroupCount", I32, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP: Type = Type { name: "CompositePodGroup", fields: &[
    f("apiVersion", STR, 0b00000, 0b10000),
    f("kind", STR, 0b00000, 0b10000),
    f("metadata", T(&META_V1_OBJECT_META), 0b10000, 0b10000),
    f("spec", T(&SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_SPEC), 0b10000, 0b10000),
    f("status", T(&SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_STATUS), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_SCHEDULING_CONSTRAINTS: Type = Type { name: "CompositePodGroupSchedulingConstraints", fields: &[
    f("topology", L(&T(&SCHEDULING_V1ALPHA3_TOPOLOGY_CONSTRAINT)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_SCHEDULING_POLICY: Type = Type { name: "CompositePodGroupSchedulingPolicy", fields: &[
    f("basic", T(&SCHEDULING_V1ALPHA3_COMPOSITE_BASIC_SCHEDULING_POLICY), 0b00000, 0b10000),
    f("gang", T(&SCHEDULING_V1ALPHA3_COMPOSITE_GANG_SCHEDULING_POLICY), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_SPEC: Type = Type { name: "CompositePodGroupSpec", fields: &[
    f("disruptionMode", T(&SCHEDULING_V1ALPHA3_COMPOSITE_DISRUPTION_MODE), 0b00000, 0b10000),
    f("parentCompositePodGroupName", STR, 0b00000, 0b10000),
    f("preemptionPolicy", STR, 0b00000, 0b10000),
    f("priority", I32, 0b00000, 0b10000),
    f("priorityClassName", STR, 0b00000, 0b10000),
    f("schedulingConstraints", T(&SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_SCHEDULING_CONSTRAINTS), 0b00000, 0b10000),
    f("schedulingPolicy", T(&SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_SCHEDULING_POLICY), 0b10000, 0b10000),
    f("workloadRef", T(&SCHEDULING_V1ALPHA3_WORKLOAD_REFERENCE), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_STATUS: Type = Type { name: "CompositePodGroupStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_TEMPLATE: Type = Type { name: "CompositePodGroupTemplate", fields: &[
    f("compositePodGroupTemplates", L(&T(&SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_TEMPLATE)), 0b00000, 0b10000),
    f("disruptionMode", T(&SCHEDULING_V1ALPHA3_COMPOSITE_DISRUPTION_MODE), 0b00000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
    f("podGroupTemplates", L(&T(&SCHEDULING_V1ALPHA3_POD_GROUP_TEMPLATE)), 0b00000, 0b10000),
    f("preemptionPolicy", STR, 0b00000, 0b10000),
    f("priority", I32, 0b00000, 0b10000),
    f("priorityClassName", STR, 0b00000, 0b10000),
    f("schedulingConstraints", T(&SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_SCHEDULING_CONSTRAINTS), 0b00000, 0b10000),
    f("schedulingPolicy", T(&SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_SCHEDULING_POLICY), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_DISRUPTION_MODE: Type = Type { name: "DisruptionMode", fields: &[
    f("all", T(&SCHEDULING_V1ALPHA3_ALL_DISRUPTION_MODE), 0b00000, 0b10000),
    f("single", T(&SCHEDULING_V1ALPHA3_SINGLE_DISRUPTION_MODE), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_GANG_SCHEDULING_POLICY: Type = Type { name: "GangSchedulingPolicy", fields: &[
    f("minCount", I32, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_POD_GROUP: Type = Type { name: "PodGroup", fields: &[
    f("apiVersion", STR, 0b00000, 0b10000),
    f("kind", STR, 0b00000, 0b10000),
    f("metadata", T(&META_V1_OBJECT_META), 0b10000, 0b10000),
    f("spec", T(&SCHEDULING_V1ALPHA3_POD_GROUP_SPEC), 0b10000, 0b10000),
    f("status", T(&SCHEDULING_V1ALPHA3_POD_GROUP_STATUS), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_POD_GROUP_RESOURCE_CLAIM: Type = Type { name: "PodGroupResourceClaim", fields: &[
    f("name", STR, 0b10000, 0b10000),
    f("resourceClaimName", STR, 0b00000, 0b10000),
    f("resourceClaimTemplateName", STR, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_POD_GROUP_RESOURCE_CLAIM_STATUS: Type = Type { name: "PodGroupResourceClaimStatus", fields: &[
    f("name", STR, 0b10000, 0b10000),
    f("resourceClaimName", STR, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_POD_GROUP_SCHEDULING_CONSTRAINTS: Type = Type { name: "PodGroupSchedulingConstraints", fields: &[
    f("topology", L(&T(&SCHEDULING_V1ALPHA3_TOPOLOGY_CONSTRAINT)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_POD_GROUP_SCHEDULING_POLICY: Type = Type { name: "PodGroupSchedulingPolicy", fields: &[
    f("basic", T(&SCHEDULING_V1ALPHA3_BASIC_SCHEDULING_POLICY), 0b00000, 0b10000),
    f("gang", T(&SCHEDULING_V1ALPHA3_GANG_SCHEDULING_POLICY), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_POD_GROUP_SPEC: Type = Type { name: "PodGroupSpec", fields: &[
    f("disruptionMode", T(&SCHEDULING_V1ALPHA3_DISRUPTION_MODE), 0b00000, 0b10000),
    f("parentCompositePodGroupName", STR, 0b00000, 0b10000),
    f("preemptionPolicy", STR, 0b00000, 0b10000),
    f("priority", I32, 0b00000, 0b10000),
    f("priorityClassName", STR, 0b00000, 0b10000),
    f("resourceClaims", L(&T(&SCHEDULING_V1ALPHA3_POD_GROUP_RESOURCE_CLAIM)), 0b00000, 0b10000),
    f("schedulingConstraints", T(&SCHEDULING_V1ALPHA3_POD_GROUP_SCHEDULING_CONSTRAINTS), 0b00000, 0b10000),
    f("schedulingPolicy", T(&SCHEDULING_V1ALPHA3_POD_GROUP_SCHEDULING_POLICY), 0b10000, 0b10000),
    f("workloadRef", T(&SCHEDULING_V1ALPHA3_WORKLOAD_REFERENCE), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_POD_GROUP_STATUS: Type = Type { name: "PodGroupStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b10000),
    f("resourceClaimStatuses", L(&T(&SCHEDULING_V1ALPHA3_POD_GROUP_RESOURCE_CLAIM_STATUS)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_POD_GROUP_TEMPLATE: Type = Type { name: "PodGroupTemplate", fields: &[
    f("disruptionMode", T(&SCHEDULING_V1ALPHA3_DISRUPTION_MODE), 0b00000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
    f("preemptionPolicy", STR, 0b00000, 0b10000),
    f("priority", I32, 0b00000, 0b10000),
    f("priorityClassName", STR, 0b00000, 0b10000),
    f("resourceClaims", L(&T(&SCHEDULING_V1ALPHA3_POD_GROUP_RESOURCE_CLAIM)), 0b00000, 0b10000),
    f("schedulingConstraints", T(&SCHEDULING_V1ALPHA3_POD_GROUP_SCHEDULING_CONSTRAINTS), 0b00000, 0b10000),
    f("schedulingPolicy", T(&SCHEDULING_V1ALPHA3_POD_GROUP_SCHEDULING_POLICY), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_SINGLE_COMPOSITE_DISRUPTION_MODE: Type = Type { name: "SingleCompositeDisruptionMode", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_SINGLE_DISRUPTION_MODE: Type = Type { name: "SingleDisruptionMode", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_TOPOLOGY_CONSTRAINT: Type = Type { name: "TopologyConstraint", fields: &[
    f("key", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_TYPED_LOCAL_OBJECT_REFERENCE: Type = Type { name: "TypedLocalObjectReference", fields: &[
    f("apiGroup", STR, 0b00000, 0b10000),
    f("kind", STR, 0b10000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_WORKLOAD: Type = Type { name: "Workload", fields: &[
    f("apiVersion", STR, 0b00000, 0b10000),
    f("kind", STR, 0b00000, 0b10000),
    f("metadata", T(&META_V1_OBJECT_META), 0b10000, 0b10000),
    f("spec", T(&SCHEDULING_V1ALPHA3_WORKLOAD_SPEC), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_ALL_DISRUPTION_MODE: Type = Type { name: "WorkloadPodGroupAllDisruptionMode", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_BASIC_SCHEDULING_POLICY: Type = Type { name: "WorkloadPodGroupBasicSchedulingPolicy", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_DISRUPTION_MODE: Type = Type { name: "WorkloadPodGroupDisruptionMode", fields: &[
    f("all", T(&SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_ALL_DISRUPTION_MODE), 0b00000, 0b10000),
    f("single", T(&SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_SINGLE_DISRUPTION_MODE), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_GANG_SCHEDULING_POLICY: Type = Type { name: "WorkloadPodGroupGangSchedulingPolicy", fields: &[
    f("minCount", I32, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_RESOURCE_CLAIM: Type = Type { name: "WorkloadPodGroupResourceClaim", fields: &[
    f("name", STR, 0b10000, 0b10000),
    f("resourceClaimName", STR, 0b00000, 0b10000),
    f("resourceClaimTemplateName", STR, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_SCHEDULING_CONSTRAINTS: Type = Type { name: "WorkloadPodGroupSchedulingConstraints", fields: &[
    f("topology", L(&T(&SCHEDULING_V1ALPHA3_TOPOLOGY_CONSTRAINT)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_SCHEDULING_POLICY: Type = Type { name: "WorkloadPodGroupSchedulingPolicy", fields: &[
    f("basic", T(&SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_BASIC_SCHEDULING_POLICY), 0b00000, 0b10000),
    f("gang", T(&SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_GANG_SCHEDULING_POLICY), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_WORKLOAD_POD_GROUP_SINGLE_DISRUPTION_MODE: Type = Type { name: "WorkloadPodGroupSingleDisruptionMode", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_WORKLOAD_REFERENCE: Type = Type { name: "WorkloadReference", fields: &[
    f("templateName", STR, 0b10000, 0b10000),
    f("workloadName", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1ALPHA3_WORKLOAD_SPEC: Type = Type { name: "WorkloadSpec", fields: &[
    f("compositePodGroupTemplates", L(&T(&SCHEDULING_V1ALPHA3_COMPOSITE_POD_GROUP_TEMPLATE)), 0b00000, 0b10000),
    f("controllerRef", T(&SCHEDULING_V1ALPHA3_TYPED_LOCAL_OBJECT_REFERENCE), 0b00000, 0b10000),
    f("podGroupTemplates", L(&T(&SCHEDULING_V1ALPHA3_POD_GROUP_TEMPLATE)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_ALL_COMPOSITE_DISRUPTION_MODE: Type = Type { name: "AllCompositeDisruptionMode", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_ALL_DISRUPTION_MODE: Type = Type { name: "AllDisruptionMode", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_BASIC_SCHEDULING_POLICY: Type = Type { name: "BasicSchedulingPolicy", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_COMPOSITE_BASIC_SCHEDULING_POLICY: Type = Type { name: "CompositeBasicSchedulingPolicy", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_COMPOSITE_DISRUPTION_MODE: Type = Type { name: "CompositeDisruptionMode", fields: &[
    f("all", T(&SCHEDULING_V1BETA1_ALL_COMPOSITE_DISRUPTION_MODE), 0b00000, 0b10000),
    f("single", T(&SCHEDULING_V1BETA1_SINGLE_COMPOSITE_DISRUPTION_MODE), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_COMPOSITE_GANG_SCHEDULING_POLICY: Type = Type { name: "CompositeGangSchedulingPolicy", fields: &[
    f("minGroupCount", I32, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_COMPOSITE_POD_GROUP_SCHEDULING_CONSTRAINTS: Type = Type { name: "CompositePodGroupSchedulingConstraints", fields: &[
    f("topology", L(&T(&SCHEDULING_V1BETA1_TOPOLOGY_CONSTRAINT)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_COMPOSITE_POD_GROUP_SCHEDULING_POLICY: Type = Type { name: "CompositePodGroupSchedulingPolicy", fields: &[
    f("basic", T(&SCHEDULING_V1BETA1_COMPOSITE_BASIC_SCHEDULING_POLICY), 0b00000, 0b10000),
    f("gang", T(&SCHEDULING_V1BETA1_COMPOSITE_GANG_SCHEDULING_POLICY), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_COMPOSITE_POD_GROUP_TEMPLATE: Type = Type { name: "CompositePodGroupTemplate", fields: &[
    f("compositePodGroupTemplates", L(&T(&SCHEDULING_V1BETA1_COMPOSITE_POD_GROUP_TEMPLATE)), 0b00000, 0b10000),
    f("disruptionMode", T(&SCHEDULING_V1BETA1_COMPOSITE_DISRUPTION_MODE), 0b00000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
    f("podGroupTemplates", L(&T(&SCHEDULING_V1BETA1_POD_GROUP_TEMPLATE)), 0b00000, 0b10000),
    f("preemptionPolicy", STR, 0b00000, 0b10000),
    f("priority", I32, 0b00000, 0b10000),
    f("priorityClassName", STR, 0b00000, 0b10000),
    f("schedulingConstraints", T(&SCHEDULING_V1BETA1_COMPOSITE_POD_GROUP_SCHEDULING_CONSTRAINTS), 0b00000, 0b10000),
    f("schedulingPolicy", T(&SCHEDULING_V1BETA1_COMPOSITE_POD_GROUP_SCHEDULING_POLICY), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_DISRUPTION_MODE: Type = Type { name: "DisruptionMode", fields: &[
    f("all", T(&SCHEDULING_V1BETA1_ALL_DISRUPTION_MODE), 0b00000, 0b10000),
    f("single", T(&SCHEDULING_V1BETA1_SINGLE_DISRUPTION_MODE), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_GANG_SCHEDULING_POLICY: Type = Type { name: "GangSchedulingPolicy", fields: &[
    f("minCount", I32, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_POD_GROUP: Type = Type { name: "PodGroup", fields: &[
    f("apiVersion", STR, 0b00000, 0b10000),
    f("kind", STR, 0b00000, 0b10000),
    f("metadata", T(&META_V1_OBJECT_META), 0b10000, 0b10000),
    f("spec", T(&SCHEDULING_V1BETA1_POD_GROUP_SPEC), 0b10000, 0b10000),
    f("status", T(&SCHEDULING_V1BETA1_POD_GROUP_STATUS), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_POD_GROUP_RESOURCE_CLAIM: Type = Type { name: "PodGroupResourceClaim", fields: &[
    f("name", STR, 0b10000, 0b10000),
    f("resourceClaimName", STR, 0b00000, 0b10000),
    f("resourceClaimTemplateName", STR, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_POD_GROUP_RESOURCE_CLAIM_STATUS: Type = Type { name: "PodGroupResourceClaimStatus", fields: &[
    f("name", STR, 0b10000, 0b10000),
    f("resourceClaimName", STR, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_POD_GROUP_SCHEDULING_CONSTRAINTS: Type = Type { name: "PodGroupSchedulingConstraints", fields: &[
    f("topology", L(&T(&SCHEDULING_V1BETA1_TOPOLOGY_CONSTRAINT)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_POD_GROUP_SCHEDULING_POLICY: Type = Type { name: "PodGroupSchedulingPolicy", fields: &[
    f("basic", T(&SCHEDULING_V1BETA1_BASIC_SCHEDULING_POLICY), 0b00000, 0b10000),
    f("gang", T(&SCHEDULING_V1BETA1_GANG_SCHEDULING_POLICY), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_POD_GROUP_SPEC: Type = Type { name: "PodGroupSpec", fields: &[
    f("disruptionMode", T(&SCHEDULING_V1BETA1_DISRUPTION_MODE), 0b00000, 0b10000),
    f("parentCompositePodGroupName", STR, 0b00000, 0b10000),
    f("preemptionPolicy", STR, 0b00000, 0b10000),
    f("priority", I32, 0b00000, 0b10000),
    f("priorityClassName", STR, 0b00000, 0b10000),
    f("resourceClaims", L(&T(&SCHEDULING_V1BETA1_POD_GROUP_RESOURCE_CLAIM)), 0b00000, 0b10000),
    f("schedulingConstraints", T(&SCHEDULING_V1BETA1_POD_GROUP_SCHEDULING_CONSTRAINTS), 0b00000, 0b10000),
    f("schedulingPolicy", T(&SCHEDULING_V1BETA1_POD_GROUP_SCHEDULING_POLICY), 0b10000, 0b10000),
    f("workloadRef", T(&SCHEDULING_V1BETA1_WORKLOAD_REFERENCE), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_POD_GROUP_STATUS: Type = Type { name: "PodGroupStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b10000),
    f("resourceClaimStatuses", L(&T(&SCHEDULING_V1BETA1_POD_GROUP_RESOURCE_CLAIM_STATUS)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_POD_GROUP_TEMPLATE: Type = Type { name: "PodGroupTemplate", fields: &[
    f("disruptionMode", T(&SCHEDULING_V1BETA1_DISRUPTION_MODE), 0b00000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
    f("preemptionPolicy", STR, 0b00000, 0b10000),
    f("priority", I32, 0b00000, 0b10000),
    f("priorityClassName", STR, 0b00000, 0b10000),
    f("resourceClaims", L(&T(&SCHEDULING_V1BETA1_POD_GROUP_RESOURCE_CLAIM)), 0b00000, 0b10000),
    f("schedulingConstraints", T(&SCHEDULING_V1BETA1_POD_GROUP_SCHEDULING_CONSTRAINTS), 0b00000, 0b10000),
    f("schedulingPolicy", T(&SCHEDULING_V1BETA1_POD_GROUP_SCHEDULING_POLICY), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_SINGLE_COMPOSITE_DISRUPTION_MODE: Type = Type { name: "SingleCompositeDisruptionMode", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_SINGLE_DISRUPTION_MODE: Type = Type { name: "SingleDisruptionMode", fields: &[
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_TOPOLOGY_CONSTRAINT: Type = Type { name: "TopologyConstraint", fields: &[
    f("key", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_TYPED_LOCAL_OBJECT_REFERENCE: Type = Type { name: "TypedLocalObjectReference", fields: &[
    f("apiGroup", STR, 0b00000, 0b10000),
    f("kind", STR, 0b10000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_WORKLOAD: Type = Type { name: "Workload", fields: &[
    f("apiVersion", STR, 0b00000, 0b10000),
    f("kind", STR, 0b00000, 0b10000),
    f("metadata", T(&META_V1_OBJECT_META), 0b10000, 0b10000),
    f("spec", T(&SCHEDULING_V1BETA1_WORKLOAD_SPEC), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_WORKLOAD_REFERENCE: Type = Type { name: "WorkloadReference", fields: &[
    f("templateName", STR, 0b10000, 0b10000),
    f("workloadName", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static SCHEDULING_V1BETA1_WORKLOAD_SPEC: Type = Type { name: "WorkloadSpec", fields: &[
    f("compositePodGroupTemplates", L(&T(&SCHEDULING_V1BETA1_COMPOSITE_POD_GROUP_TEMPLATE)), 0b00000, 0b10000),
    f("controllerRef", T(&SCHEDULING_V1BETA1_TYPED_LOCAL_OBJECT_REFERENCE), 0b00000, 0b10000),
    f("podGroupTemplates", L(&T(&SCHEDULING_V1BETA1_POD_GROUP_TEMPLATE)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_CSI_DRIVER: Type = Type { name: "CSIDriver", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&STORAGE_V1_CSI_DRIVER_SPEC), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_CSI_DRIVER_SPEC: Type = Type { name: "CSIDriverSpec", fields: &[
    f("attachRequired", BOOL, 0b00000, 0b11111),
    f("fsGroupPolicy", STR, 0b00000, 0b11111),
    f("nodeAllocatableUpdatePeriodSeconds", I64, 0b00000, 0b11111),
    f("podInfoOnMount", BOOL, 0b00000, 0b11111),
    f("preventPodSchedulingIfMissing", BOOL, 0b00000, 0b11000),
    f("requiresRepublish", BOOL, 0b00000, 0b11111),
    f("seLinuxMount", BOOL, 0b00000, 0b11111),
    f("serviceAccountTokenInSecrets", BOOL, 0b00000, 0b11100),
    f("storageCapacity", BOOL, 0b00000, 0b11111),
    f("tokenRequests", L(&T(&STORAGE_V1_TOKEN_REQUEST)), 0b00000, 0b11111),
    f("volumeLifecycleModes", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_CSI_NODE: Type = Type { name: "CSINode", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&STORAGE_V1_CSI_NODE_SPEC), 0b11111, 0b11111),
    f("status", T(&STORAGE_V1_CSI_NODE_STATUS), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_CSI_NODE_DRIVER: Type = Type { name: "CSINodeDriver", fields: &[
    f("allocatable", T(&STORAGE_V1_VOLUME_NODE_RESOURCES), 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("nodeID", STR, 0b11111, 0b11111),
    f("topologyKeys", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_CSI_NODE_SPEC: Type = Type { name: "CSINodeSpec", fields: &[
    f("drivers", L(&T(&STORAGE_V1_CSI_NODE_DRIVER)), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_CSI_NODE_STATUS: Type = Type { name: "CSINodeStatus", fields: &[
    f("storageHealth", L(&T(&STORAGE_V1_STORAGE_HEALTH)), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_CSI_STORAGE_CAPACITY: Type = Type { name: "CSIStorageCapacity", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("capacity", QUANTITY, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("maximumVolumeSize", QUANTITY, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("nodeTopology", T(&META_V1_LABEL_SELECTOR), 0b00000, 0b11111),
    f("storageClassName", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_STORAGE_CLASS: Type = Type { name: "StorageClass", fields: &[
    f("allowVolumeExpansion", BOOL, 0b00000, 0b11111),
    f("allowedTopologies", L(&T(&CORE_V1_TOPOLOGY_SELECTOR_TERM)), 0b00000, 0b11111),
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("mountOptions", L(&STR), 0b00000, 0b11111),
    f("parameters", M(&STR), 0b00000, 0b11111),
    f("provisioner", STR, 0b11111, 0b11111),
    f("reclaimPolicy", STR, 0b00000, 0b11111),
    f("volumeBindingMode", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_STORAGE_HEALTH: Type = Type { name: "StorageHealth", fields: &[
    f("healthConditions", L(&T(&STORAGE_V1_STORAGE_HEALTH_CONDITION)), 0b00000, 0b10000),
    f("name", STR, 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_STORAGE_HEALTH_CONDITION: Type = Type { name: "StorageHealthCondition", fields: &[
    f("accessMode", STR, 0b00000, 0b10000),
    f("lastTransitionTime", TIME, 0b00000, 0b10000),
    f("message", STR, 0b00000, 0b10000),
    f("reason", STR, 0b10000, 0b10000),
    f("status", STR, 0b10000, 0b10000),
    f("volumeMode", STR, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_TOKEN_REQUEST: Type = Type { name: "TokenRequest", fields: &[
    f("audience", STR, 0b11111, 0b11111),
    f("expirationSeconds", I64, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_VOLUME_ATTACHMENT: Type = Type { name: "VolumeAttachment", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&STORAGE_V1_VOLUME_ATTACHMENT_SPEC), 0b11111, 0b11111),
    f("status", T(&STORAGE_V1_VOLUME_ATTACHMENT_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_VOLUME_ATTACHMENT_SOURCE: Type = Type { name: "VolumeAttachmentSource", fields: &[
    f("inlineVolumeSpec", T(&CORE_V1_PERSISTENT_VOLUME_SPEC), 0b00000, 0b11111),
    f("persistentVolumeName", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_VOLUME_ATTACHMENT_SPEC: Type = Type { name: "VolumeAttachmentSpec", fields: &[
    f("attacher", STR, 0b11111, 0b11111),
    f("nodeName", STR, 0b11111, 0b11111),
    f("source", T(&STORAGE_V1_VOLUME_ATTACHMENT_SOURCE), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_VOLUME_ATTACHMENT_STATUS: Type = Type { name: "VolumeAttachmentStatus", fields: &[
    f("attachError", T(&STORAGE_V1_VOLUME_ERROR), 0b00000, 0b11111),
    f("attached", BOOL, 0b11111, 0b11111),
    f("attachmentMetadata", M(&STR), 0b00000, 0b11111),
    f("detachError", T(&STORAGE_V1_VOLUME_ERROR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_VOLUME_ATTRIBUTES_CLASS: Type = Type { name: "VolumeAttributesClass", fields: &[
    f("apiVersion", STR, 0b00000, 0b11110),
    f("driverName", STR, 0b11110, 0b11110),
    f("kind", STR, 0b00000, 0b11110),
    f("metadata", T(&META_V1_OBJECT_META), 0b11110, 0b11110),
    f("parameters", M(&STR), 0b00000, 0b11110),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_VOLUME_ERROR: Type = Type { name: "VolumeError", fields: &[
    f("errorCode", I32, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("time", TIME, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1_VOLUME_NODE_RESOURCES: Type = Type { name: "VolumeNodeResources", fields: &[
    f("count", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1ALPHA1_VOLUME_ATTRIBUTES_CLASS: Type = Type { name: "VolumeAttributesClass", fields: &[
    f("apiVersion", STR, 0b00000, 0b00011),
    f("driverName", STR, 0b00011, 0b00011),
    f("kind", STR, 0b00000, 0b00011),
    f("metadata", T(&META_V1_OBJECT_META), 0b00011, 0b00011),
    f("parameters", M(&STR), 0b00000, 0b00011),
] };

#[rustfmt::skip]
pub(crate) static STORAGE_V1BETA1_VOLUME_ATTRIBUTES_CLASS: Type = Type { name: "VolumeAttributesClass", fields: &[
    f("apiVersion", STR, 0b00000, 0b01111),
    f("driverName", STR, 0b01111, 0b01111),
    f("kind", STR, 0b00000, 0b01111),
    f("metadata", T(&META_V1_OBJECT_META), 0b01111, 0b01111),
    f("parameters", M(&STR), 0b00000, 0b01111),
] };

#[rustfmt::skip]
pub(crate) static STORAGEMIGRATION_V1_STORAGE_VERSION_MIGRATION: Type = Type { name: "StorageVersionMigration", fields: &[
    f("apiVersion", STR, 0b00000, 0b10000),
    f("kind", STR, 0b00000, 0b10000),
    f("metadata", T(&META_V1_OBJECT_META), 0b10000, 0b10000),
    f("spec", T(&STORAGEMIGRATION_V1_STORAGE_VERSION_MIGRATION_SPEC), 0b00000, 0b10000),
    f("status", T(&STORAGEMIGRATION_V1_STORAGE_VERSION_MIGRATION_STATUS), 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static STORAGEMIGRATION_V1_STORAGE_VERSION_MIGRATION_SPEC: Type = Type { name: "StorageVersionMigrationSpec", fields: &[
    f("resource", T(&META_V1_GROUP_RESOURCE), 0b10000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static STORAGEMIGRATION_V1_STORAGE_VERSION_MIGRATION_STATUS: Type = Type { name: "StorageVersionMigrationStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b10000),
    f("resourceVersion", STR, 0b00000, 0b10000),
] };

#[rustfmt::skip]
pub(crate) static STORAGEMIGRATION_V1ALPHA1_GROUP_VERSION_RESOURCE: Type = Type { name: "GroupVersionResource", fields: &[
    f("group", STR, 0b00000, 0b00011),
    f("resource", STR, 0b00000, 0b00011),
    f("version", STR, 0b00000, 0b00011),
] };

#[rustfmt::skip]
pub(crate) static STORAGEMIGRATION_V1ALPHA1_MIGRATION_CONDITION: Type = Type { name: "MigrationCondition", fields: &[
    f("lastUpdateTime", TIME, 0b00000, 0b00011),
    f("message", STR, 0b00000, 0b00011),
    f("reason", STR, 0b00000, 0b00011),
    f("status", STR, 0b00011, 0b00011),
    f("type", STR, 0b00011, 0b00011),
] };

#[rustfmt::skip]
pub(crate) static STORAGEMIGRATION_V1ALPHA1_STORAGE_VERSION_MIGRATION: Type = Type { name: "StorageVersionMigration", fields: &[
    f("apiVersion", STR, 0b00000, 0b00011),
    f("kind", STR, 0b00000, 0b00011),
    f("metadata", T(&META_V1_OBJECT_META), 0b00011, 0b00011),
    f("spec", T(&STORAGEMIGRATION_V1ALPHA1_STORAGE_VERSION_MIGRATION_SPEC), 0b00000, 0b00011),
    f("status", T(&STORAGEMIGRATION_V1ALPHA1_STORAGE_VERSION_MIGRATION_STATUS), 0b00000, 0b00011),
] };

#[rustfmt::skip]
pub(crate) static STORAGEMIGRATION_V1ALPHA1_STORAGE_VERSION_MIGRATION_SPEC: Type = Type { name: "StorageVersionMigrationSpec", fields: &[
    f("continueToken", STR, 0b00000, 0b00011),
    f("resource", T(&STORAGEMIGRATION_V1ALPHA1_GROUP_VERSION_RESOURCE), 0b00011, 0b00011),
] };

#[rustfmt::skip]
pub(crate) static STORAGEMIGRATION_V1ALPHA1_STORAGE_VERSION_MIGRATION_STATUS: Type = Type { name: "StorageVersionMigrationStatus", fields: &[
    f("conditions", L(&T(&STORAGEMIGRATION_V1ALPHA1_MIGRATION_CONDITION)), 0b00000, 0b00011),
    f("resourceVersion", STR, 0b00000, 0b00011),
] };

#[rustfmt::skip]
pub(crate) static STORAGEMIGRATION_V1BETA1_STORAGE_VERSION_MIGRATION: Type = Type { name: "StorageVersionMigration", fields: &[
    f("apiVersion", STR, 0b00000, 0b11100),
    f("kind", STR, 0b00000, 0b11100),
    f("metadata", T(&META_V1_OBJECT_META), 0b11100, 0b11100),
    f("spec", T(&STORAGEMIGRATION_V1BETA1_STORAGE_VERSION_MIGRATION_SPEC), 0b00000, 0b11100),
    f("status", T(&STORAGEMIGRATION_V1BETA1_STORAGE_VERSION_MIGRATION_STATUS), 0b00000, 0b11100),
] };

#[rustfmt::skip]
pub(crate) static STORAGEMIGRATION_V1BETA1_STORAGE_VERSION_MIGRATION_SPEC: Type = Type { name: "StorageVersionMigrationSpec", fields: &[
    f("resource", T(&META_V1_GROUP_RESOURCE), 0b11100, 0b11100),
] };

#[rustfmt::skip]
pub(crate) static STORAGEMIGRATION_V1BETA1_STORAGE_VERSION_MIGRATION_STATUS: Type = Type { name: "StorageVersionMigrationStatus", fields: &[
    f("conditions", L(&T(&META_V1_CONDITION)), 0b00000, 0b11100),
    f("resourceVersion", STR, 0b00000, 0b11100),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_COLUMN_DEFINITION: Type = Type { name: "CustomResourceColumnDefinition", fields: &[
    f("description", STR, 0b00000, 0b11111),
    f("format", STR, 0b00000, 0b11111),
    f("jsonPath", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("priority", I32, 0b00000, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_CONVERSION: Type = Type { name: "CustomResourceConversion", fields: &[
    f("strategy", STR, 0b11111, 0b11111),
    f("webhook", T(&APIEXTENSIONS_V1_WEBHOOK_CONVERSION), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION: Type = Type { name: "CustomResourceDefinition", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION_SPEC), 0b11111, 0b11111),
    f("status", T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION_CONDITION: Type = Type { name: "CustomResourceDefinitionCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11100),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION_NAMES: Type = Type { name: "CustomResourceDefinitionNames", fields: &[
    f("categories", L(&STR), 0b00000, 0b11111),
    f("kind", STR, 0b11111, 0b11111),
    f("listKind", STR, 0b00000, 0b11111),
    f("plural", STR, 0b11111, 0b11111),
    f("shortNames", L(&STR), 0b00000, 0b11111),
    f("singular", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION_SPEC: Type = Type { name: "CustomResourceDefinitionSpec", fields: &[
    f("conversion", T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_CONVERSION), 0b00000, 0b11111),
    f("group", STR, 0b11111, 0b11111),
    f("names", T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION_NAMES), 0b11111, 0b11111),
    f("preserveUnknownFields", BOOL, 0b00000, 0b11111),
    f("scope", STR, 0b11111, 0b11111),
    f("versions", L(&T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION_VERSION)), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION_STATUS: Type = Type { name: "CustomResourceDefinitionStatus", fields: &[
    f("acceptedNames", T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION_NAMES), 0b00000, 0b11111),
    f("conditions", L(&T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION_CONDITION)), 0b00000, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11100),
    f("storedVersions", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_DEFINITION_VERSION: Type = Type { name: "CustomResourceDefinitionVersion", fields: &[
    f("additionalPrinterColumns", L(&T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_COLUMN_DEFINITION)), 0b00000, 0b11111),
    f("deprecated", BOOL, 0b00000, 0b11111),
    f("deprecationWarning", STR, 0b00000, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("schema", T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_VALIDATION), 0b00000, 0b11111),
    f("selectableFields", L(&T(&APIEXTENSIONS_V1_SELECTABLE_FIELD)), 0b00000, 0b11111),
    f("served", BOOL, 0b11111, 0b11111),
    f("storage", BOOL, 0b11111, 0b11111),
    f("subresources", T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_SUBRESOURCES), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_SUBRESOURCE_SCALE: Type = Type { name: "CustomResourceSubresourceScale", fields: &[
    f("labelSelectorPath", STR, 0b00000, 0b11111),
    f("specReplicasPath", STR, 0b11111, 0b11111),
    f("statusReplicasPath", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_SUBRESOURCE_STATUS: Type = Type { name: "CustomResourceSubresourceStatus", fields: &[
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_SUBRESOURCES: Type = Type { name: "CustomResourceSubresources", fields: &[
    f("scale", T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_SUBRESOURCE_SCALE), 0b00000, 0b11111),
    f("status", T(&APIEXTENSIONS_V1_CUSTOM_RESOURCE_SUBRESOURCE_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_CUSTOM_RESOURCE_VALIDATION: Type = Type { name: "CustomResourceValidation", fields: &[
    f("openAPIV3Schema", T(&APIEXTENSIONS_V1_JSON_SCHEMA_PROPS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_EXTERNAL_DOCUMENTATION: Type = Type { name: "ExternalDocumentation", fields: &[
    f("description", STR, 0b00000, 0b11111),
    f("url", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_JSON_SCHEMA_PROPS: Type = Type { name: "JSONSchemaProps", fields: &[
    f("$ref", STR, 0b00000, 0b11111),
    f("$schema", STR, 0b00000, 0b11111),
    f("additionalItems", SCHEMA_OR_BOOL, 0b00000, 0b11111),
    f("additionalProperties", SCHEMA_OR_BOOL, 0b00000, 0b11111),
    f("allOf", L(&T(&APIEXTENSIONS_V1_JSON_SCHEMA_PROPS)), 0b00000, 0b11111),
    f("anyOf", L(&T(&APIEXTENSIONS_V1_JSON_SCHEMA_PROPS)), 0b00000, 0b11111),
    f("default", ANY, 0b00000, 0b11111),
    f("definitions", M(&T(&APIEXTENSIONS_V1_JSON_SCHEMA_PROPS)), 0b00000, 0b11111),
    f("dependencies", M(&SCHEMA_OR_STRINGS), 0b00000, 0b11111),
    f("description", STR, 0b00000, 0b11111),
    f("enum", L(&ANY), 0b00000, 0b11111),
    f("example", ANY, 0b00000, 0b11111),
    f("exclusiveMaximum", BOOL, 0b00000, 0b11111),
    f("exclusiveMinimum", BOOL, 0b00000, 0b11111),
    f("externalDocs", T(&APIEXTENSIONS_V1_EXTERNAL_DOCUMENTATION), 0b00000, 0b11111),
    f("format", STR, 0b00000, 0b11111),
    f("id", STR, 0b00000, 0b11111),
    f("items", SCHEMA_OR_LIST, 0b00000, 0b11111),
    f("maxItems", I64, 0b00000, 0b11111),
    f("maxLength", I64, 0b00000, 0b11111),
    f("maxProperties", I64, 0b00000, 0b11111),
    f("maximum", F64, 0b00000, 0b11111),
    f("minItems", I64, 0b00000, 0b11111),
    f("minLength", I64, 0b00000, 0b11111),
    f("minProperties", I64, 0b00000, 0b11111),
    f("minimum", F64, 0b00000, 0b11111),
    f("multipleOf", F64, 0b00000, 0b11111),
    f("not", T(&APIEXTENSIONS_V1_JSON_SCHEMA_PROPS), 0b00000, 0b11111),
    f("nullable", BOOL, 0b00000, 0b11111),
    f("oneOf", L(&T(&APIEXTENSIONS_V1_JSON_SCHEMA_PROPS)), 0b00000, 0b11111),
    f("pattern", STR, 0b00000, 0b11111),
    f("patternProperties", M(&T(&APIEXTENSIONS_V1_JSON_SCHEMA_PROPS)), 0b00000, 0b11111),
    f("properties", M(&T(&APIEXTENSIONS_V1_JSON_SCHEMA_PROPS)), 0b00000, 0b11111),
    f("required", L(&STR), 0b00000, 0b11111),
    f("title", STR, 0b00000, 0b11111),
    f("type", STR, 0b00000, 0b11111),
    f("uniqueItems", BOOL, 0b00000, 0b11111),
    f("x-kubernetes-embedded-resource", BOOL, 0b00000, 0b11111),
    f("x-kubernetes-int-or-string", BOOL, 0b00000, 0b11111),
    f("x-kubernetes-list-map-keys", L(&STR), 0b00000, 0b11111),
    f("x-kubernetes-list-type", STR, 0b00000, 0b11111),
    f("x-kubernetes-map-type", STR, 0b00000, 0b11111),
    f("x-kubernetes-preserve-unknown-fields", BOOL, 0b00000, 0b11111),
    f("x-kubernetes-validations", L(&T(&APIEXTENSIONS_V1_VALIDATION_RULE)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_SELECTABLE_FIELD: Type = Type { name: "SelectableField", fields: &[
    f("jsonPath", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_SERVICE_REFERENCE: Type = Type { name: "ServiceReference", fields: &[
    f("name", STR, 0b11111, 0b11111),
    f("namespace", STR, 0b11111, 0b11111),
    f("path", STR, 0b00000, 0b11111),
    f("port", I32, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_VALIDATION_RULE: Type = Type { name: "ValidationRule", fields: &[
    f("fieldPath", STR, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("messageExpression", STR, 0b00000, 0b11111),
    f("optionalOldSelf", BOOL, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("rule", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_WEBHOOK_CLIENT_CONFIG: Type = Type { name: "WebhookClientConfig", fields: &[
    f("caBundle", BYTES, 0b00000, 0b11111),
    f("service", T(&APIEXTENSIONS_V1_SERVICE_REFERENCE), 0b00000, 0b11111),
    f("url", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIEXTENSIONS_V1_WEBHOOK_CONVERSION: Type = Type { name: "WebhookConversion", fields: &[
    f("clientConfig", T(&APIEXTENSIONS_V1_WEBHOOK_CLIENT_CONFIG), 0b00000, 0b11111),
    f("conversionReviewVersions", L(&STR), 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static META_V1_CONDITION: Type = Type { name: "Condition", fields: &[
    f("lastTransitionTime", TIME, 0b11111, 0b11111),
    f("message", STR, 0b11111, 0b11111),
    f("observedGeneration", I64, 0b00000, 0b11111),
    f("reason", STR, 0b11111, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static META_V1_FIELD_SELECTOR_REQUIREMENT: Type = Type { name: "FieldSelectorRequirement", fields: &[
    f("key", STR, 0b11111, 0b11111),
    f("operator", STR, 0b11111, 0b11111),
    f("values", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static META_V1_GROUP_RESOURCE: Type = Type { name: "GroupResource", fields: &[
    f("group", STR, 0b11100, 0b11100),
    f("resource", STR, 0b11100, 0b11100),
] };

#[rustfmt::skip]
pub(crate) static META_V1_LABEL_SELECTOR: Type = Type { name: "LabelSelector", fields: &[
    f("matchExpressions", L(&T(&META_V1_LABEL_SELECTOR_REQUIREMENT)), 0b00000, 0b11111),
    f("matchLabels", M(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static META_V1_LABEL_SELECTOR_REQUIREMENT: Type = Type { name: "LabelSelectorRequirement", fields: &[
    f("key", STR, 0b11111, 0b11111),
    f("operator", STR, 0b11111, 0b11111),
    f("values", L(&STR), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static META_V1_MANAGED_FIELDS_ENTRY: Type = Type { name: "ManagedFieldsEntry", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("fieldsType", STR, 0b00000, 0b11111),
    f("fieldsV1", ANY, 0b00000, 0b11111),
    f("manager", STR, 0b00000, 0b11111),
    f("operation", STR, 0b00000, 0b11111),
    f("subresource", STR, 0b00000, 0b11111),
    f("time", TIME, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static META_V1_OBJECT_META: Type = Type { name: "ObjectMeta", fields: &[
    f("annotations", M(&STR), 0b00000, 0b11111),
    f("creationTimestamp", TIME, 0b00000, 0b11111),
    f("deletionGracePeriodSeconds", I64, 0b00000, 0b11111),
    f("deletionTimestamp", TIME, 0b00000, 0b11111),
    f("finalizers", L(&STR), 0b00000, 0b11111),
    f("generateName", STR, 0b00000, 0b11111),
    f("generation", I64, 0b00000, 0b11111),
    f("labels", M(&STR), 0b00000, 0b11111),
    f("managedFields", L(&T(&META_V1_MANAGED_FIELDS_ENTRY)), 0b00000, 0b11111),
    f("name", STR, 0b00000, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
    f("ownerReferences", L(&T(&META_V1_OWNER_REFERENCE)), 0b00000, 0b11111),
    f("resourceVersion", STR, 0b00000, 0b11111),
    f("selfLink", STR, 0b00000, 0b11111),
    f("uid", STR, 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static META_V1_OWNER_REFERENCE: Type = Type { name: "OwnerReference", fields: &[
    f("apiVersion", STR, 0b11111, 0b11111),
    f("blockOwnerDeletion", BOOL, 0b00000, 0b11111),
    f("controller", BOOL, 0b00000, 0b11111),
    f("kind", STR, 0b11111, 0b11111),
    f("name", STR, 0b11111, 0b11111),
    f("uid", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIREGISTRATION_V1_API_SERVICE: Type = Type { name: "APIService", fields: &[
    f("apiVersion", STR, 0b00000, 0b11111),
    f("kind", STR, 0b00000, 0b11111),
    f("metadata", T(&META_V1_OBJECT_META), 0b11111, 0b11111),
    f("spec", T(&APIREGISTRATION_V1_API_SERVICE_SPEC), 0b00000, 0b11111),
    f("status", T(&APIREGISTRATION_V1_API_SERVICE_STATUS), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIREGISTRATION_V1_API_SERVICE_CONDITION: Type = Type { name: "APIServiceCondition", fields: &[
    f("lastTransitionTime", TIME, 0b00000, 0b11111),
    f("message", STR, 0b00000, 0b11111),
    f("reason", STR, 0b00000, 0b11111),
    f("status", STR, 0b11111, 0b11111),
    f("type", STR, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIREGISTRATION_V1_API_SERVICE_SPEC: Type = Type { name: "APIServiceSpec", fields: &[
    f("caBundle", BYTES, 0b00000, 0b11111),
    f("group", STR, 0b00000, 0b11111),
    f("groupPriorityMinimum", I32, 0b11111, 0b11111),
    f("insecureSkipTLSVerify", BOOL, 0b00000, 0b11111),
    f("service", T(&APIREGISTRATION_V1_SERVICE_REFERENCE), 0b00000, 0b11111),
    f("version", STR, 0b00000, 0b11111),
    f("versionPriority", I32, 0b11111, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIREGISTRATION_V1_API_SERVICE_STATUS: Type = Type { name: "APIServiceStatus", fields: &[
    f("conditions", L(&T(&APIREGISTRATION_V1_API_SERVICE_CONDITION)), 0b00000, 0b11111),
] };

#[rustfmt::skip]
pub(crate) static APIREGISTRATION_V1_SERVICE_REFERENCE: Type = Type { name: "ServiceReference", fields: &[
    f("name", STR, 0b00000, 0b11111),
    f("namespace", STR, 0b00000, 0b11111),
    f("port", I32, 0b00000, 0b11111),
] };
