//! The order in which Helm prints manifests: by kind, then as they came.

use crate::helm::Helm;

/// The place of `kind` among all kinds; equal ranks keep the order in which they came. Kinds that Helm does
/// not know come after all others, in the order of their names.
///
/// Source: Helm 3, pkg/releaseutil/kind_sorter.go, lessByKind; Helm 4, pkg/release/v1/util/kind_sorter.go.
pub fn rank(kind: &str, helm: Helm) -> (usize, &str) {
    match INSTALL_ORDER.iter().position(|known| *known == kind) {
        Some(place) => (place, ""),
        None if helm == Helm::V4 => match WEBHOOKS.iter().position(|known| *known == kind) {
            Some(place) => (INSTALL_ORDER.len() + place, ""),
            None => (usize::MAX, kind),
        },
        None => (usize::MAX, kind),
    }
}

/// What is needed first comes first. Source: InstallOrder.
const INSTALL_ORDER: &[&str] = &[
    "PriorityClass",
    "Namespace",
    "NetworkPolicy",
    "ResourceQuota",
    "LimitRange",
    "PodSecurityPolicy",
    "PodDisruptionBudget",
    "ServiceAccount",
    "Secret",
    "SecretList",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleList",
    "ClusterRoleBinding",
    "ClusterRoleBindingList",
    "Role",
    "RoleList",
    "RoleBinding",
    "RoleBindingList",
    "Service",
    "DaemonSet",
    "Pod",
    "ReplicationController",
    "ReplicaSet",
    "Deployment",
    "HorizontalPodAutoscaler",
    "StatefulSet",
    "Job",
    "CronJob",
    "IngressClass",
    "Ingress",
    "APIService",
];

/// What Helm 4 puts after all of these; Helm 3 knows nothing of them.
const WEBHOOKS: &[&str] = &["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_ordered_as_each_helm_orders_them() {
        let sorted = |helm| {
            let mut kinds =
                ["Zebra", "", "ValidatingWebhookConfiguration", "APIService", "Aardvark", "Namespace"];
            kinds.sort_by_key(|kind| rank(kind, helm));
            kinds
        };
        let v3 = ["Namespace", "APIService", "", "Aardvark", "ValidatingWebhookConfiguration", "Zebra"];
        let v4 = ["Namespace", "APIService", "ValidatingWebhookConfiguration", "", "Aardvark", "Zebra"];
        assert_eq!(sorted(Helm::V3), v3);
        assert_eq!(sorted(Helm::V4), v4);
    }
}
